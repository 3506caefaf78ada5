/** Spoils a valid file as people, programs and disks do: bytes, cells, rows, columns, encodings, zips. */
import { Buffer } from 'node:buffer';
import { zipOf } from '../support/zips.js';

/** Numbers from 0 to below 1, the same for the same seed. */
export type Chance = () => number;

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const below = (next: Chance, n: number) => Math.floor(next() * n);

export function oneOf<T>(next: Chance, items: readonly T[]): T {
  const item = items[below(next, items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** The text as bytes, spoiled once or a few times; now and then it is left as it is. */
export function spoiled(text: string, next: Chance): Buffer {
  let changed = text;
  for (let times = below(next, 4); times > 0; times--) changed = oneOf(next, TEXTS)(changed, next);
  const bytes = oneOf(next, ENCODINGS)(changed);
  return next() < 0.3 ? oneOf(next, BYTES)(bytes, next) : bytes;
}

/** Files as a zip, which may be spoiled too. */
export function spoiledZip(files: Readonly<Record<string, Uint8Array>>, next: Chance): Buffer {
  const folder = oneOf(next, ['', '', '', 'export/', '../', 'a/b/', '/', 'x\\']);
  const named = Object.entries(files).map(([name, bytes]) => [`${folder}${name}`, bytes] as const);
  const more = next() < 0.2 ? [['__MACOSX/._x.csv', Buffer.from('x')] as const] : [];
  const zip = zipOf(Object.fromEntries([...named, ...more]), oneOf(next, [0, 6] as const));
  return next() < 0.5 ? oneOf(next, BYTES)(zip, next) : zip;
}

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

const CELLS = [
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  'NaN',
  '=1+1',
  "'=x",
  '@x',
  '99999999999999999999',
  '2026-02-30',
  '2999-01-01',
  'null',
  '\u00e9\u{1f600}\u202e',
  'a\u0301\u0300\u0301\u0300\u0301\u0300',
  '"',
  '"open',
  'x'.repeat(5000),
  'ada',
  '6.RP.A.1',
  '\0',
  '__proto__',
  'constructor',
  '\u2028',
  'Infinity',
  '0x10',
  '3,5',
];

const anyRow = (rows: Rows, next: Chance) => oneOf(next, rows);

const TEXTS: readonly ((text: string, next: Chance) => string)[] = [
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
  onRows((rows) => rows.unshift(['Class list of Room 6A'], [''])),
  onRows((rows) => rows.push(['Total', '4'])),
  onRows((rows) => rows.shift()),
  onRows((rows, next) => rows.sort(() => next() - 0.5)),
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
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => text.replaceAll(',', ';'),
  (text) => text.replaceAll(',', '\t'),
  (text) => text.replaceAll(',', '|'),
  (text) => `sep=,\n${text}`,
  (text) => text.replaceAll(/[^,;\n]+/g, '"$&"'),
  (text) => text.toUpperCase(),
  (text) => text + text,
  () => '',
];

const ENCODINGS: readonly ((text: string) => Buffer)[] = [
  ...Array.from({ length: 6 }, () => (text: string) => Buffer.from(text)),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'latin1'),
];

const BYTES: readonly ((bytes: Buffer, next: Chance) => Buffer)[] = [
  (bytes, next) => bytes.subarray(0, below(next, bytes.length + 1)),
  (bytes, next) => bytes.subarray(below(next, bytes.length + 1)),
  (bytes, next) => {
    const changed = Buffer.from(bytes);
    for (let times = 1 + below(next, 4); times > 0 && changed.length > 0; times--)
      changed[below(next, changed.length)] = below(next, 256);
    return changed;
  },
  (bytes, next) => {
    const at = below(next, bytes.length + 1);
    const more = Buffer.from(Array.from({ length: 1 + below(next, 8) }, () => below(next, 256)));
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  (bytes, next) => {
    const [a, b] = [below(next, bytes.length + 1), below(next, bytes.length + 1)];
    return Buffer.concat([bytes.subarray(0, Math.max(a, b)), bytes.subarray(Math.min(a, b))]);
  },
];
