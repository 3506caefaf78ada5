/** The formats of exports beside tables, CSV and JSON, and which kind has which. */
import { PlError } from '../../core/errors.js';
import type { Session } from '../session.js';
import type { ExportTable } from './exporter.js';

/** A format that `--format` names. */
export type OtherFormat = 'xlsx' | 'case' | 'oneroster-1.1' | 'oneroster-1.2';

/** Those of each kind; a kind that is not listed is a table. */
const FORMATS: Readonly<Record<string, readonly OtherFormat[]>> = {
  oneroster: ['oneroster-1.2', 'oneroster-1.1'],
  standards: ['case', 'xlsx'],
};
const OF_TABLES: readonly OtherFormat[] = ['xlsx'];

/**
 * The format of an export that is none of table, CSV and JSON; null: it is one of these. Throws
 * `PlError('usage')` for one that this kind does not have, together with `--csv` or `--json`, and for
 * what is no text on a terminal.
 */
export function otherFormat(
  session: Session,
  kind: string,
  asked: string | undefined,
): OtherFormat | null {
  const own = FORMATS[kind] ?? OF_TABLES;
  const wanted = asked?.toLowerCase() ?? (kind === 'oneroster' ? 'oneroster-1.2' : null);
  if (wanted === null) return null;
  const format = own.find((one) => one === wanted);
  if (format === undefined) {
    throw new PlError('usage', `--format "${asked}" is none for ${kind}: ${own.join(', ')}`);
  }
  refuseElsewhere(session, format);
  return format;
}

function refuseElsewhere({ options, format: data, io }: Session, format: OtherFormat): void {
  // A CASE package is JSON by itself.
  if (options.csv === true || (data === 'json' && format !== 'case')) {
    const told = options.json === true ? '--json' : '--csv';
    throw new PlError('usage', `${told} and ${format}: choose one`);
  }
  if (format !== 'case' && options.output === undefined && io.outIsTerminal) {
    throw new PlError('usage', `${format} is no text for a terminal: -o FILE`);
  }
}

/** The table as a workbook. Throws `PlError('invalid')` where a sheet cannot hold its rows. */
export async function asWorkbook(
  name: string,
  { columns, rows }: Pick<ExportTable, 'columns' | 'rows'>,
): Promise<Uint8Array> {
  const { MOST_ROWS, workbook } = await import('../../output/workbook.js');
  const all = [...rows];
  if (all.length >= MOST_ROWS) {
    throw new PlError('invalid', `a sheet has at most ${MOST_ROWS} rows: narrow it, or write CSV`);
  }
  return await workbook(name, columns, all);
}
