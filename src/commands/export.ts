/** `pl export`: files for other systems and for `pl import`. */
import type { Command } from 'commander';
import type { ExportFlags } from './exports/exporter.js';
import { EXPORTS, type ExportKind } from './exports/kinds.js';
import { type CardFlags, exportReportCard } from './exports/report-card.js';
import { refuseFormFlags, withFormFlags } from './exports/report-card-form.js';
import {
  kindArgument,
  readDays,
  withCompetencyFlags,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withFormFlags(withDayFlags(withCompetencyFlags(withStudentFlags(command))))
    .description(
      'write mastery, grades, report cards, evidence, roster, standards, links or pathways as CSV (or JSON)',
    )
    .addArgument(kindArgument('what to write', [...Object.keys(EXPORTS), REPORT_CARD]))
    .option('--all', 'mastery: every competency, also what was never assessed')
    .addHelpText('after', EXAMPLES)
    .action((kind: ExportKind | typeof REPORT_CARD, flags: ExportFlags & CardFlags) =>
      kind === REPORT_CARD ? exportReportCard(session, flags) : run(session, kind, flags),
    );
}

/** Two files, one of them with the hash of the other: so it is no table like the others. */
const REPORT_CARD = 'report-card';

const EXAMPLES = `
Examples:
  pl export mastery -o mastery.csv
  pl export mastery --section 7A --all --bom -o 7A.csv
  pl export grades --section 7A -o grades.csv
  pl export evidence -o evidence.csv
  pl export roster --withdrawn -o roster.csv
  pl export report-card --term T1 --value 4=E,thin=IE,excused=EX -o T1.csv

"pl import" reads what evidence, roster, standards, links and pathways write.`;

async function run(
  session: Session,
  kind: ExportKind,
  flags: ExportFlags & CardFlags,
): Promise<void> {
  refuseFormFlags(flags, kind);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const table = EXPORTS[kind]({ session, book, view: viewOf(book), flags });
  if (session.format !== 'json') return await session.printCsv(table.columns, table.rows);
  const objects = [...table.rows].map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column, row[index] ?? null])),
  );
  session.printJson(objects);
}
