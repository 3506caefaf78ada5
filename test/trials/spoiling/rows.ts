/** Spoils a table as people and programs do: cells, rows, columns, headers. */
import { CELLS } from './cells.js';
import { below, type Chance, oneOf } from './chance.js';

type Rows = string[][];

/** On rows of cells, split without regard to quotes: what comes of that is only the more spoiled. */
function onRows(change: (rows: Rows, next: Chance) => void) {
  return (text: string, next: Chance): string => {
    const divider = text.includes(';') && !text.includes(',') ? ';' : ',';
    const rows = text.split('\n').map((line) => line.split(divider));
    change(rows, next);
    return rows.map((row) => row.join(divider)).join('\n');
  };
}

function onHeader(change: (cells: string[], next: Chance) => void) {
  return onRows(([header], next) => {
    if (header !== undefined) change(header, next);
  });
}

/** Headers of elsewhere, of other languages, and none. */
const HEADERS = [
  '',
  ' ',
  'Pr\u00e9nom',
  'Apellidos',
  'Nachname',
  '\u59d3\u540d',
  'student_id',
  'id',
  'sourcedId',
  'name',
  'score',
  'code',
  'parent',
  'Date of Birth',
  'password',
  '__proto__',
];

function exchanged<T>(list: T[], a: number, b: number): void {
  const [one, other] = [list[a], list[b]];
  if (one === undefined || other === undefined) return;
  list[a] = other;
  list[b] = one;
}

/** So many rows are more than is read at once. */
const MANY = 700;

const anyRow = (rows: Rows, next: Chance) => oneOf(next, rows);

/** Rows, columns, headers, line ends and dividers as people and programs leave them. */
export const ON_ROWS: readonly ((text: string, next: Chance) => string)[] = [
  onRows((rows, next) => {
    const row = anyRow(rows, next);
    row[below(next, row.length)] = oneOf(next, CELLS);
  }),
  onRows((rows, next) => {
    const [from, to] = [anyRow(rows, next), anyRow(rows, next)];
    to[below(next, to.length)] = oneOf(next, from);
  }),
  onRows((rows, next) => rows.splice(below(next, rows.length), 1)),
  onRows((rows, next) => rows.splice(below(next, rows.length), 0, [...anyRow(rows, next)])),
  onRows((rows, next) => rows.splice(below(next, rows.length), 0, ['', '', ''])),
  onRows((rows, next) => rows.splice(below(next, rows.length), 0, [...(rows[0] ?? [])])),
  onRows((rows, next) => {
    const row = anyRow(rows, next);
    const column = below(next, row.length);
    const more = (cell: string, at: number, n: number) => (at === column ? `${cell}${n}` : cell);
    for (let n = 0; n < MANY; n++) rows.push(row.map((cell, at) => more(cell, at, n)));
  }),
  onRows((rows) => rows.unshift(['Class list of Room 6A'], [''])),
  onRows((rows) => rows.push(['Total', '4'])),
  onRows((rows) => rows.shift()),
  onRows((rows, next) => {
    for (let at = rows.length - 1; at > 1; at--) exchanged(rows, at, 1 + below(next, at));
  }),
  onRows((rows, next) => anyRow(rows, next).push('more')),
  onRows((rows, next) => anyRow(rows, next).pop()),
  onRows((rows, next) => {
    const column = below(next, rows[0]?.length ?? 1);
    for (const row of rows) row.splice(column, 1);
  }),
  onRows((rows, next) => {
    const column = below(next, rows[0]?.length ?? 1);
    for (const row of rows) row.splice(column, 0, row[column] ?? '');
  }),
  onRows((rows, next) => {
    const [a, b] = [0, 1].map(() => below(next, rows[0]?.length ?? 1));
    for (const row of rows.slice(1)) {
      [row[a ?? 0], row[b ?? 0]] = [row[b ?? 0] ?? '', row[a ?? 0] ?? ''];
    }
  }),
  onRows((rows, next) => {
    const column = below(next, rows[0]?.length ?? 1);
    for (const row of rows.slice(1)) row[column] = oneOf(next, CELLS);
  }),
  onHeader((cells, next) => {
    cells[below(next, cells.length)] = oneOf(next, cells);
  }),
  onHeader((cells, next) => {
    cells[below(next, cells.length)] = oneOf(next, HEADERS);
  }),
  onHeader((cells, next) => exchanged(cells, below(next, cells.length), below(next, cells.length))),
  onHeader((cells) => {
    for (const [at, cell] of cells.entries())
      cells[at] = ` ${cell.toUpperCase().replaceAll('_', ' ')} `;
  }),
  onRows((rows, next) => {
    const row = anyRow(rows, next);
    const at = below(next, row.length);
    row[at] =
      `"${(row[at] ?? '').replaceAll('"', '')}${oneOf(next, ['\n', '\r\n', ',', '""', '\n\n'])}x"`;
  }),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => text.replaceAll(',', ';'),
  (text) => text.replaceAll(',', '\t'),
  (text) => text.replaceAll(',', '|'),
  (text) => `sep=,\n${text}`,
  (text) => text.replaceAll(/[^,;\n]+/g, '"$&"'),
  (text) => text.toUpperCase(),
  (text) => text + text,
  (text, next) => text.replace('\n', oneOf(next, ['\n\n', '\r', ' \n', '\n,,,,\n'])),
  (text, next) =>
    inserted(text, next, oneOf(next, ['\0', '\ufeff', '\ufffd', '\u001a', '\t', '\r'])),
  (text) => text.trimEnd(),
  (text) => text.split('\n')[0] ?? '',
  () => '',
];

/** A text with another put in somewhere. */
function inserted(text: string, next: Chance, more: string): string {
  const at = below(next, text.length + 1);
  return text.slice(0, at) + more + text.slice(at);
}
