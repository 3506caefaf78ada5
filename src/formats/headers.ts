/**
 * Which column of a file is which field: schools write `Student ID`, `STUDENTS.STUDENT_NUMBER` or
 * `[01]Student_Number` for the same thing, and `--map` has the last word.
 */
import type { Problem } from '../core/errors.js';
import { faultProblem } from './fault.js';
import { mappedSources, type Source, wholeColumn } from './maps.js';
import { fullName, normalHeader } from './names.js';
import type { TableHead, TableRow } from './table.js';

export { normalHeader } from './names.js';

/** Something that a format wants from a file. */
export interface Field {
  readonly name: string;
  /** Normalised header names, best first, the field's own first. */
  readonly accepts: readonly string[];
}

/** Reads a field out of a row; '' when the row leaves it blank. */
export type Column = (row: TableRow) => string;

/** The fields of one table. */
export interface Columns {
  /** Whether some column fills this field. */
  readonly has: (field: string) => boolean;
  /** What the row says in this field; '' when it is blank or no column fills the field. */
  readonly get: (row: TableRow, field: string) => string;
  /** The same for row after row: found once. */
  readonly column: (field: string) => Column;
  /** The header as written, or the template text of a `--map`; null when no column fills it. */
  readonly header: (field: string) => string | null;
  /** Headers as written that fill no field, in file order; unnamed columns are left out. */
  readonly unused: readonly string[];
}

/**
 * Finds a column for each field. A `--map` (`FIELD=HEADER` or `FIELD={header}.{header}`) beats
 * finding; then each field takes the header that stands first in its `accepts`, each header serving
 * one field. Two headers that mean the same are an error problem `ambiguous_header` and the first is
 * taken. Throws PlError `usage` for a map with an unknown field or header.
 */
export function matchColumns(
  table: TableHead,
  fields: readonly Field[],
  maps: readonly string[],
): { readonly columns: Columns; readonly problems: readonly Problem[] } {
  const names = fields.map(({ name }) => name);
  const mapped = mappedSources(table.headers, names, maps);
  const found = foundSources(table, fields, mapped);
  const sources = new Map([...mapped, ...found.sources]);
  const used = new Set([...sources.values()].flatMap(({ uses }) => uses));
  return {
    columns: {
      has: (field) => sources.has(field),
      get: (row, field) => sources.get(field)?.read(row) ?? '',
      column: (field) => sources.get(field)?.read ?? NOTHING,
      header: (field) => sources.get(field)?.written ?? null,
      unused: table.headers.filter((header, index) => header !== '' && !used.has(index)),
    },
    problems: found.problems,
  };
}

const NOTHING: Column = () => '';

/** The columns that can be told by their names, best names first, so that no field takes another's. */
function foundSources(
  table: TableHead,
  fields: readonly Field[],
  mapped: ReadonlyMap<string, Source>,
): { readonly sources: ReadonlyMap<string, Source>; readonly problems: readonly Problem[] } {
  const sources = new Map<string, Source>();
  const problems: Problem[] = [];
  const spoken = [...mapped.values()].filter(({ whole }) => whole).flatMap(({ uses }) => uses);
  const byName = indexesByName(table.headers, new Set(spoken));
  const ranks = Math.max(0, ...fields.map(({ accepts }) => accepts.length));
  for (let rank = 0; rank < ranks; rank++) {
    for (const { name, accepts } of fields) {
      const accepted = accepts[rank];
      if (accepted === undefined || mapped.has(name) || sources.has(name)) continue;
      const [index, ...others] = byName.get(accepted) ?? [];
      if (index === undefined) continue;
      byName.delete(accepted);
      sources.set(name, wholeColumn(table.headers, index));
      if (others.length > 0) problems.push(ambiguous(table, name, [index, ...others]));
    }
  }
  return { sources, problems };
}

/** Free columns by normalised name; where there is `email` itself, `TEACHERS.EMAIL` is left out. */
function indexesByName(
  headers: readonly string[],
  taken: ReadonlySet<number>,
): Map<string, readonly number[]> {
  const names = new Map<string, readonly number[]>();
  headers.forEach((header, index) => {
    const name = normalHeader(header);
    if (name !== '' && !taken.has(index)) names.set(name, [...(names.get(name) ?? []), index]);
  });
  for (const [name, indexes] of names) {
    const itself = indexes.filter((index) => fullName(headers[index] ?? '') === name);
    if (itself.length > 0) names.set(name, itself);
  }
  return names;
}

function ambiguous(table: TableHead, field: string, indexes: readonly number[]): Problem {
  const names = indexes.map((index) => `"${table.headers[index]}"`);
  return faultProblem(
    table.file,
    {
      line: table.headerLine,
      code: 'ambiguous_header',
      message:
        new Set(names).size < names.length
          ? `two columns are named ${names[0]}: rename one`
          : `${names.join(' and ')} could each be ${field}: say which with --map "${field}=HEADER"`,
    },
    table.headers[indexes[0] ?? 0] ?? null,
  );
}
