/** `pl export`: files for other systems and for `pl import`. */
import type { Command } from 'commander';
import type { Asked, ExportFlags, ExportTable } from './exports/exporter.js';
import { asWorkbook, otherFormat } from './exports/formats.js';
import { EXPORTS, type ExportKind } from './exports/kinds.js';
import {
  checkPseudonyms,
  type PseudonymFlags,
  underPseudonyms,
  withPseudonymFlags,
} from './exports/pseudonyms.js';
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

/** A zip of files, and so no table like the others. */
const ONE_ROSTER = 'oneroster';

/** Two files, one of them with the hash of the other: so it is no table like the others. */
const REPORT_CARD = 'report-card';

type Kind = ExportKind | typeof ONE_ROSTER | typeof REPORT_CARD;

export function define(command: Command, session: Session): void {
  withPseudonymFlags(withFormFlags(withDayFlags(withCompetencyFlags(withStudentFlags(command)))))
    .description(
      'write mastery, grades, report cards, evidence, roster, standards, links or pathways as CSV (JSON, .xlsx), or files for other systems',
    )
    .addArgument(kindArgument('what to write', [...Object.keys(EXPORTS), REPORT_CARD, ONE_ROSTER]))
    .option('--all', 'mastery, oneroster: every competency, also what was never assessed')
    .option(
      '--format <format>',
      'xlsx: a workbook; standards: case, a CASE 1.1 package of one framework; oneroster: oneroster-1.2 or oneroster-1.1',
    )
    .option('--results', 'canvas: how students stand, in place of the outcomes')
    .option('--each-section', 'oneroster: a student of several sections has her results in each')
    .addHelpText('after', EXAMPLES)
    .action((kind: Kind, flags: Flags) => run(session, kind, flags));
}

const EXAMPLES = `
Examples:
  pl export mastery -o mastery.csv
  pl export mastery --section 7A --all --bom -o 7A.csv
  pl export mastery --format xlsx -o mastery.xlsx
  pl export grades --section 7A -o grades.csv
  pl export evidence -o evidence.csv
  pl export roster --withdrawn -o roster.csv
  pl export report-card --term T1 --value 4=E,thin=IE,excused=EX -o T1.csv
  pl export standards --format case --framework math -o math.json
  pl export evidence --pseudonyms --key-file pseudonyms.key -o for-research.csv
  pl export oneroster --section 7A --framework math -o 7A.zip
  pl export canvas --framework math -o outcomes.csv

"pl import" reads what evidence, roster, standards, links, pathways, oneroster and canvas write
(evidence of canvas --results needs --date). What a gradebook wrote for OneRoster it does not
take in again itself.`;

type Flags = ExportFlags & CardFlags & PseudonymFlags;

async function run(session: Session, kind: Kind, flags: Flags): Promise<void> {
  checkPseudonyms(kind, flags);
  const format = otherFormat(session, kind, flags.format);
  if (kind === REPORT_CARD) return await exportReportCard(session, flags);
  refuseFormFlags(flags, kind);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const asked = { session, book, view: viewOf(book), flags };
  if (format === 'case') {
    const { exportCase } = await import('./exports/standards-case.js');
    return session.print.json(await exportCase(asked));
  }
  if (kind === ONE_ROSTER) return await writeOneRoster(asked, format === 'oneroster-1.1');
  const plain = EXPORTS[kind](asked);
  const table = flags.pseudonyms === true ? underPseudonyms(session, kind, plain, flags) : plain;
  for (const note of table.notes ?? []) session.say(note);
  if (format === 'xlsx') return session.print.bytes(await asWorkbook(kind, table));
  if (session.format === 'json') session.print.jsonList(objectsOf(table));
  else if (table.lines !== undefined) await session.print.csvLines(table.columns, table.lines);
  else await session.print.csv(table.columns, table.rows, table.plain !== true);
}

function* objectsOf({ columns, rows }: ExportTable): Iterable<unknown> {
  for (const row of rows)
    yield Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]));
}

async function writeOneRoster(asked: Asked, isOld: boolean): Promise<void> {
  const { exportOneRoster } = await import('./exports/oneroster.js');
  const { bytes, notes } = exportOneRoster(asked, isOld ? '1.1' : '1.2');
  const packed = await bytes();
  for (const note of notes) asked.session.say(note);
  asked.session.print.bytes(packed);
}
