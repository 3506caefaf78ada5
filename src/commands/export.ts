/** `pl export`: files for other systems and for `pl import`. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { ExportFlags } from './exports/exporter.js';
import { EXPORTS, type ExportKind } from './exports/kinds.js';
import { exportCase } from './exports/standards-case.js';
import {
  kindArgument,
  readDays,
  withCompetencyFlags,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(withStudentFlags(command)))
    .description(
      'write mastery, grades, evidence, roster, standards, links or pathways as CSV (or JSON)',
    )
    .addArgument(kindArgument('what to write', Object.keys(EXPORTS)))
    .option('--all', 'mastery: every competency, also what was never assessed')
    .option('--format <format>', 'standards: case, a CASE 1.1 package of one framework (JSON)')
    .addHelpText('after', EXAMPLES)
    .action((kind: ExportKind, flags: ExportFlags) => run(session, kind, flags));
}

const EXAMPLES = `
Examples:
  pl export mastery -o mastery.csv
  pl export mastery --section 7A --all --bom -o 7A.csv
  pl export grades --section 7A -o grades.csv
  pl export evidence -o evidence.csv
  pl export roster --withdrawn -o roster.csv
  pl export standards --format case --framework math -o math.json

"pl import" reads what evidence, roster, standards, links and pathways write.`;

async function run(session: Session, kind: ExportKind, flags: ExportFlags): Promise<void> {
  refuseFormat(kind, flags.format);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  if (flags.format !== undefined) {
    return session.printJson(await exportCase({ session, book, view: viewOf(book), flags }));
  }
  const table = EXPORTS[kind]({ session, book, view: viewOf(book), flags });
  if (session.format !== 'json') return await session.printCsv(table.columns, table.rows);
  const objects = [...table.rows].map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column, row[index] ?? null])),
  );
  session.printJson(objects);
}

/** Other forms than a table: standards as a CASE package. */
function refuseFormat(kind: ExportKind, format: string | undefined): void {
  if (format === undefined || (kind === 'standards' && format.toLowerCase() === 'case')) return;
  const message = `--format "${format}" is not for ${kind}: only standards have one, case`;
  throw new PlError('usage', message);
}
