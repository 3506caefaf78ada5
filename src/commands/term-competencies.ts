/** What is taught in a term, read from a file: a table with a `competency` column, or a code a line. */
import type { Problem } from '../core/errors.js';
import { onlyOne } from '../core/grouping.js';
import { ambiguousCode, didYouMean } from '../core/importing/codes.js';
import { type Faults, faultsOf, type Source } from '../core/importing/records.js';
import { codeIndex } from '../core/matching/competencies.js';
import type { Id } from '../core/model.js';
import type { Standards } from '../core/standards.js';
import type { Field } from '../formats/headers.js';
import { normalHeader } from '../formats/names.js';
import { field, type Read, sheetOf } from '../formats/native/sheet.js';
import { readTable } from '../formats/table.js';
import { textOf } from '../formats/text.js';

/** A line of the file; a blank framework is any. */
interface TaughtRecord {
  readonly line: number;
  readonly competency: string;
  readonly framework: string;
}

/** The competencies and headings that a file names, with what is wrong in it. */
export interface TaughtFile {
  readonly listed: ReadonlySet<Id>;
  readonly problems: readonly Problem[];
}

const FIELDS: readonly Field[] = [
  field('competency', 'code', 'competencycode', 'standard', 'standardcode'),
  field('framework', 'frameworkname'),
];

/** Reads a list of what is taught; `file` is the name that problems carry. */
export function readTaught(bytes: Uint8Array, file: string, standards: Standards): TaughtFile {
  const read = plainList(bytes, file) ?? tableOf(bytes, file);
  const faults = faultsOf(read.source);
  const find = codeReader(standards, faults);
  const listed = new Set(read.records.flatMap((record) => find(record) ?? []));
  const problems = [...read.problems, ...faults.problems].sort((a, b) => a.line - b.line);
  return { listed, problems };
}

/** A code a line; null where the file is a table. */
function plainList(bytes: Uint8Array, file: string): Read<TaughtRecord> | null {
  const decoded = textOf(bytes, file);
  if ('problem' in decoded) return null;
  const lines = decoded.text.split(/\r\n|\r|\n/).map(unquoted);
  const first = lines.find((line) => line !== '') ?? '';
  const isHeader = FIELDS.some(({ accepts }) => accepts.includes(normalHeader(first)));
  if (first === '' || isHeader || /[,;\t|"]/.test(first)) return null;
  const records = lines
    .map((competency, index) => ({ line: index + 1, competency, framework: '' }))
    .filter(({ competency }) => competency !== '');
  return { source: { file, header: () => null }, records, problems: [] };
}

/** A line without white space around it, and without the quotes that a spreadsheet puts around a cell. */
function unquoted(line: string): string {
  return line.trim().replace(/^"([^"]*)"$/, '$1');
}

function tableOf(bytes: Uint8Array, file: string): Read<TaughtRecord> {
  const { table, problems } = readTable(bytes, file);
  const source: Source = { file, header: () => null };
  if (table === null) return { source, records: [], problems };
  const sheet = sheetOf(table, FIELDS, [], [['competency']]);
  return {
    source: sheet.source,
    problems: [...problems, ...sheet.problems],
    records: (sheet.columns.has('competency') ? table.rows : []).map((row) => ({
      line: row.line,
      competency: sheet.cell(row, 'competency'),
      framework: sheet.cell(row, 'framework'),
    })),
  };
}

function codeReader(standards: Standards, faults: Faults) {
  const find = codeIndex(standards);
  const codes = standards.ordered.map(({ code }) => code);
  return ({ line, competency, framework }: TaughtRecord): Id | null => {
    if (competency === '') {
      faults.error(line, 'competency', 'missing_competency', 'this row names no competency');
      return null;
    }
    const found = find(competency, framework === '' ? null : framework);
    const one = onlyOne(found);
    if (one !== null) return one.id;
    if (found.length === 0) {
      const message = `there is no competency "${competency}"${didYouMean(competency, codes)}`;
      faults.error(line, 'competency', 'unknown_competency', message);
    } else {
      const message = ambiguousCode(standards, competency, found, true);
      faults.error(line, 'competency', 'ambiguous_competency', message);
    }
    return null;
  };
}
