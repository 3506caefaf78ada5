/** `pl export`: files for other systems and for `pl import`. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { ExportFlags, ExportPackage, ExportTable } from './exports/exporter.js';
import { EXPORTS, type ExportKind } from './exports/kinds.js';
import {
  kindArgument,
  readDays,
  withCompetencyFlags,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import type { Session } from './session.js';

/** What is no table, by the name of its kind, with its formats; the first is taken where none is named. */
const PACKAGES = { oneroster: ['oneroster-1.2', 'oneroster-1.1'] } as const;

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(withStudentFlags(command)))
    .description(
      'write mastery, grades, evidence, roster, standards, links or pathways as CSV (JSON, .xlsx), or files for other systems',
    )
    .addArgument(kindArgument('what to write', [...Object.keys(EXPORTS), ...Object.keys(PACKAGES)]))
    .option('--all', 'mastery: every competency, also what was never assessed')
    .option('--format <format>', 'xlsx: a workbook; oneroster: oneroster-1.2 or oneroster-1.1')
    .option('--results', 'canvas: how students stand, in place of the outcomes')
    .addHelpText('after', EXAMPLES)
    .action((kind: ExportKind | keyof typeof PACKAGES, flags: ExportFlags) =>
      run(session, kind, flags),
    );
}

const EXAMPLES = `
Examples:
  pl export mastery -o mastery.csv
  pl export mastery --section 7A --all --bom -o 7A.csv
  pl export mastery --format xlsx -o mastery.xlsx
  pl export grades --section 7A -o grades.csv
  pl export evidence -o evidence.csv
  pl export roster --withdrawn -o roster.csv
  pl export oneroster -o results.zip
  pl export canvas --framework math -o outcomes.csv

"pl import" reads what evidence, roster, standards, links, pathways, oneroster and canvas write.`;

async function run(
  session: Session,
  kind: ExportKind | keyof typeof PACKAGES,
  flags: ExportFlags,
): Promise<void> {
  const viewOf = readDays(session, flags);
  const format = checkedFormat(session, kind, flags);
  const book = await session.reading();
  const asked = { session, book, view: viewOf(book), flags };
  if (kind === 'oneroster') {
    const { exportOneRoster } = await import('./exports/oneroster.js');
    const version = format === 'oneroster-1.1' ? '1.1' : '1.2';
    return await writePackage(session, exportOneRoster(asked, version));
  }
  const table = EXPORTS[kind](asked);
  for (const note of table.notes ?? []) session.say(note);
  if (format === 'xlsx') return session.printBytes(await asWorkbook(kind, table));
  if (session.format !== 'json')
    return await session.printCsv(table.columns, table.rows, table.plain !== true);
  const objects = [...table.rows].map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column, row[index] ?? null])),
  );
  session.printJson(objects);
}

async function writePackage(session: Session, { bytes, notes }: ExportPackage): Promise<void> {
  const packed = await bytes();
  for (const note of notes) session.say(note);
  session.printBytes(packed);
}

/** The format that is not told by `--csv` and `--json`; it goes to a file or into a pipe. */
function checkedFormat(
  session: Session,
  kind: ExportKind | keyof typeof PACKAGES,
  { format }: ExportFlags,
): string | null {
  const own: readonly string[] = kind === 'oneroster' ? PACKAGES.oneroster : ['xlsx'];
  if (format !== undefined && !own.includes(format)) {
    throw new PlError('usage', `--format "${format}" is none for ${kind}: ${own.join(', ')}`);
  }
  const bytes = kind === 'oneroster' || format !== undefined;
  if (!bytes) return null;
  const told = session.options.json === true ? '--json' : '--csv';
  if (session.format !== 'people')
    throw new PlError('usage', `${told} and ${format ?? kind}: choose one`);
  if (session.options.output === undefined && session.io.outIsTerminal) {
    throw new PlError('usage', `${format ?? kind} is no text for a terminal: -o FILE`);
  }
  return format ?? null;
}

async function asWorkbook(kind: ExportKind, table: ExportTable): Promise<Uint8Array> {
  const { MOST_ROWS, workbook } = await import('../output/workbook.js');
  const rows = [...table.rows];
  if (rows.length >= MOST_ROWS) {
    throw new PlError('invalid', `a sheet has at most ${MOST_ROWS} rows: narrow it, or write CSV`);
  }
  return await workbook(kind, table.columns, rows);
}
