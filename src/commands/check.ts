/** `pl check`: whether the gradebook is sound, what is wrong in words, and what to do about it. */
import type { Command } from 'commander';
import { visible } from '../output/safe.js';
import { check } from '../store/checking/check.js';
import type { Finding } from '../store/checking/finding.js';
import { hintFor } from './hints.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .description(
      'look whether the gradebook is sound: the file, its journal, what pl has written in it, and whether kept results are what the evidence says; nothing is changed',
    )
    .argument('[file]', 'a gradebook, or a copy of one; default: the gradebook')
    .option('--quick', 'leave out what takes long in a large gradebook')
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, flags: { quick?: boolean }) =>
      run(session, file ?? session.path, flags.quick === true),
    );
}

const EXAMPLES = `
The exit code is 0 where it is sound and 1 where something was found.

Examples:
  pl check
  pl check --quick --json
  pl check backups/gradebook-2026-10-01.db`;

const COLUMNS = ['code', 'message', 'rows', 'todo'] as const;

async function run(session: Session, path: string, quick: boolean): Promise<void> {
  const db = path === session.path ? session.options.db : path;
  const findings = check(path, session.today, quick).map((finding) => ({
    ...finding,
    todo: hintFor(finding.todo, db),
  }));
  if (findings.length > 0) session.code = 1;
  if (session.format === 'json')
    return session.print.json({ gradebook: path, sound: findings.length === 0, quick, findings });
  if (session.format === 'csv')
    return await session.print.csv(
      COLUMNS,
      findings.map((finding) => COLUMNS.map((column) => finding[column])),
    );
  session.print.text(page(path, findings, quick).map(visible).join('\n'));
}

function page(path: string, findings: readonly Finding[], quick: boolean): string[] {
  if (findings.length === 0) return [`${path} is sound${quick ? ' (a quick look)' : ''}`];
  return [
    `${path} is not sound:`,
    ...findings.flatMap(({ message, rows, todo }) => [
      `  ${message}${rows === null ? '' : `: ${rows}`}`,
      `    do: ${todo}`,
    ]),
  ];
}
