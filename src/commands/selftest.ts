/** `pl selftest`: published worked examples, run through the rules that judge students. */
import type { Command } from 'commander';
import { type Checked, checkExample } from '../core/selftest/check.js';
import { EXAMPLES } from '../core/selftest/examples.js';
import type { Column } from '../output/render.js';
import { printList } from './lists.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .description(
      'worked examples that vendors, districts and teachers have published, each with its address, beside what pl gives',
    )
    .addHelpText('after', HELP)
    .action(() => run(session));
}

const HELP = `
Examples:
  pl selftest
  pl selftest --json

It needs no gradebook. Exit code 1 when a result is not the published one, and no reason for that is stated.`;

async function run(session: Session): Promise<void> {
  const checks = EXAMPLES.map(checkExample);
  if (checks.some(({ asStated }) => !asStated)) session.code = 1;
  if (session.format === 'people') session.print.text(page(checks, session));
  else await printList(session, checks, COLUMNS, '');
}

const COLUMNS: readonly Column<Checked>[] = [
  column('id', ({ example }) => example.id),
  column('publisher', ({ example }) => example.publisher),
  column('source', ({ example }) => example.source),
  column('method', methodOf),
  column('policy', ({ example }) => example.policy),
  column('scores', ({ example }) => example.scores.replaceAll(' ', ';')),
  column('published', ({ example }) => example.published),
  column('pl', ({ pl }) => pl),
  column('agrees', ({ agrees }) => agrees),
  column('because', becauseOf),
  column('publisher_kind', ({ example }) => example.kind),
  column('result', ({ example }) => example.result),
  column('as_stated', ({ asStated }) => asStated),
  column('note', ({ example }) => example.note ?? null),
];

function column(key: string, value: Column<Checked>['value']): Column<Checked> {
  return { key, title: key, value };
}

function methodOf({ example }: Checked): string {
  return /method=(\S+)/.exec(example.policy)?.[1] ?? '';
}

function becauseOf({ agrees, asStated, example }: Checked): string | null {
  if (agrees) return null;
  return asStated
    ? (example.differs?.because ?? null)
    : 'no reason is known: this is a fault of pl';
}

function page(checks: readonly Checked[], session: Session): string {
  const { count } = session.words;
  const agree = checks.filter(({ agrees }) => agrees).length;
  const differ = checks.filter(({ agrees, asStated }) => !agrees && asStated).length;
  const faults = checks.filter(({ asStated }) => !asStated).length;
  return [
    ...checks.flatMap(lines),
    '',
    `${count(checks.length, 'published example')}: ${[
      `${agree} agree`,
      ...(differ > 0
        ? [`${differ} ${differ === 1 ? 'differs' : 'differ'} for the reason stated`]
        : []),
      ...(faults > 0 ? [`${faults} ${faults === 1 ? 'differs' : 'differ'} without a reason`] : []),
    ].join(', ')}`,
  ].join('\n');
}

function lines(check: Checked): string[] {
  const { example, agrees, pl } = check;
  const { publisher, scores, published, result, note } = example;
  const verdict = agrees ? 'agrees' : `differs, because ${becauseOf(check)}`;
  const what = result === 'level' ? 'level ' : '';
  return [
    `${agrees ? '✓' : '≠'} ${publisher}, ${methodOf(check)}: ${scores.replaceAll(' ', ', ')} → published ${what}${published}, pl ${what}${pl ?? 'none'}: ${verdict}`,
    ...(note === undefined ? [] : [`    (${note})`]),
    `    ${example.policy}`,
    `    ${example.source}`,
  ];
}
