/** What `--map` says: a field is a column by another name, or is put together from several. */
import { PlError } from '../core/errors.js';
import type { TableRow } from './grammar.js';
import { fullName, normalHeader } from './names.js';

/** Where a field comes from. */
export interface Source {
  /** The header, or the template, as written. */
  readonly written: string;
  /** The columns (0-based) that it reads. */
  readonly uses: readonly number[];
  /** It is one column, which then serves no other field; a template only borrows its columns. */
  readonly whole: boolean;
  readonly read: (row: TableRow) => string;
}

/** The field is this column (0-based). */
export function wholeColumn(headers: readonly string[], index: number): Source {
  return {
    written: headers[index] ?? '',
    uses: [index],
    whole: true,
    read: ({ cells }) => cells[index] ?? '',
  };
}

/**
 * The sources that `FIELD=HEADER` and `FIELD={header}.{header}` name, by field. Throws PlError
 * `usage` for an unknown field or header, a field mapped twice, or braces that don't pair.
 */
export function mappedSources(
  headers: readonly string[],
  fields: readonly string[],
  maps: readonly string[],
): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const map of maps) {
    const at = map.indexOf('=');
    if (at < 0) throw new PlError('usage', `--map "${map}": write FIELD=HEADER`);
    const field = fieldNamed(map.slice(0, at), fields);
    if (sources.has(field)) throw new PlError('usage', `--map fills ${field} twice`);
    sources.set(field, sourceOf(map.slice(at + 1).trim(), headers));
  }
  return sources;
}

function fieldNamed(asked: string, fields: readonly string[]): string {
  const field = fields.find((name) => fullName(name) === normalHeader(asked));
  if (field !== undefined) return field;
  throw new PlError(
    'usage',
    `--map: there is no field "${asked}"; the fields are ${fields.join(', ')}`,
  );
}

function sourceOf(asked: string, headers: readonly string[]): Source {
  // Braces that are part of a header are no template.
  if (/[{}]/.test(asked) && !headers.includes(asked)) return template(asked, headers);
  return wholeColumn(headers, headerIndex(asked, headers));
}

/** The column that is meant: as written, else by its full name, else by its name without prefix. */
function headerIndex(asked: string, headers: readonly string[]): number {
  const exact = headers.indexOf(asked);
  if (asked !== '' && exact >= 0) {
    if (exact === headers.lastIndexOf(asked)) return exact;
    throw new PlError('usage', `--map: two columns are named "${asked}": rename one of them`);
  }
  for (const nameOf of [fullName, normalHeader]) {
    const name = nameOf(asked);
    const fitting = [...headers.keys()].filter((index) => nameOf(headers[index] ?? '') === name);
    const [index, ...others] = name === '' ? [] : fitting;
    if (others.length > 0) {
      const named = quoted(fitting.map((each) => headers[each] ?? ''));
      throw new PlError('usage', `--map: "${asked}" fits more than one column: ${named}`);
    }
    if (index !== undefined) return index;
  }
  const named = quoted(headers.filter((header) => header !== ''));
  throw new PlError('usage', `--map: there is no column "${asked}"; the columns are ${named}`);
}

function quoted(headers: readonly string[]): string {
  return headers.map((header) => `"${header}"`).join(', ');
}

/**
 * Columns with text between them. The text before a column is dropped when the column is blank or
 * when nothing came before it; text before the first and after the last column stays with them. All
 * columns blank give ''.
 */
function template(written: string, headers: readonly string[]): Source {
  const [prefix = '', ...rest] = written.split(/\{([^{}]*)\}/);
  const columns: number[] = [];
  const between: string[] = [prefix];
  rest.forEach((piece, position) => {
    if (position % 2 === 1) between.push(piece);
    else columns.push(headerIndex(piece, headers));
  });
  if (between.some((text) => /[{}]/.test(text))) {
    throw new PlError('usage', `--map "${written}": write a template as "{header}.{header}"`);
  }
  const read = ({ cells }: TableRow): string => {
    let text = '';
    columns.forEach((index, position) => {
      const cell = cells[index] ?? '';
      if (cell !== '') text += (text === '' ? '' : between[position]) + cell;
    });
    if (text === '') return '';
    const endsBlank = cells[columns.at(-1) ?? -1] === '';
    return prefix + text + (endsBlank ? '' : between.at(-1));
  };
  return { written, uses: columns, whole: false, read };
}
