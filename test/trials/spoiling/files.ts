/** Valid files spoiled together: as texts, as a set, as bytes, as what they are sent in. */
import { Buffer } from 'node:buffer';
import { workbook } from '../../support/workbook.js';
import { zipOf } from '../../support/zips.js';
import { encoded, spoiledBytes, spoiledRecords } from './bytes.js';
import { below, type Chance, oneOf } from './chance.js';
import { spoiledJson } from './json.js';
import { ON_ROWS } from './rows.js';
import { spoiledSet, type Texts } from './sets.js';

export type Bytes = Readonly<Record<string, Buffer>>;

export interface Spoiled {
  readonly files: Bytes;
  /** A text of them holds U+FFFD of its own. */
  readonly hasReplaced: boolean;
}

/** The files with one or two of them, and now and then the set, spoiled once or a few times, or not at all. */
export function spoiled(texts: Texts, next: Chance): Spoiled {
  const isSet = Object.keys(texts).length > 1;
  const set = next() < (isSet ? 0.3 : 0.03) ? spoiledSet(texts, next) : texts;
  const names = Object.keys(set);
  const chosen = [oneOf(next, names), ...(next() < 0.3 ? [oneOf(next, names)] : [])];
  const whole = Object.entries(set).map(([name, text]) => {
    const isChosen = chosen.includes(name);
    const changed = isChosen ? spoiledText(name, text, next) : text;
    return [name, changed, isChosen ? inBytes(changed, next) : Buffer.from(changed)] as const;
  });
  return {
    files: Object.fromEntries(whole.map(([name, , bytes]) => [name, bytes])),
    hasReplaced: whole.some(
      ([, text, bytes]) => text.includes('\ufffd') || bytes.includes('\ufffd'),
    ),
  };
}

function spoiledText(name: string, text: string, next: Chance): string {
  const isJson = /\.json$/i.test(name);
  let changed = text;
  for (let times = below(next, 4); times > 0; times--)
    changed =
      isJson && next() < 0.9 ? spoiledJson(changed, next) : oneOf(next, ON_ROWS)(changed, next);
  return changed;
}

function inBytes(text: string, next: Chance): Buffer {
  if (next() < 0.05) return asWorkbook(text, next);
  const bytes = encoded(text, next);
  return next() < 0.2 ? spoiledBytes(bytes, next) : bytes;
}

/** The table as a spreadsheet saves it, under whatever name. */
function asWorkbook(text: string, next: Chance): Buffer {
  const cell = (value: string) => (/^[1-9]\d{0,8}$/.test(value) ? Number(value) : valid(value));
  const rows = text.split('\n').map((line) =>
    line
      .split(/[,;\t]/)
      .slice(0, 26)
      .map(cell),
  );
  const bytes = Buffer.from(workbook({ 'Sheet 1': rows }));
  return next() < 0.3 ? oneOf(next, [spoiledBytes, spoiledRecords])(bytes, next) : bytes;
}

/** Without what may not stand in XML. */
function valid(text: string): string {
  return text.replaceAll(/[^\t\x20-\ud7ff\ue000-\uffef]/g, '');
}

/** Files as a zip, which may be spoiled too. */
export function spoiledZip(files: Bytes, next: Chance): Buffer {
  const folder = oneOf(next, ['', '', '', 'export/', '../', 'a/b/', '/', 'x\\']);
  const named = Object.entries(files).map(([name, bytes]) => [`${folder}${name}`, bytes] as const);
  const more = next() < 0.2 ? [['__MACOSX/._x.csv', Buffer.from('x')] as const] : [];
  const zip = zipOf(Object.fromEntries([...named, ...more]), oneOf(next, [0, 6] as const));
  return next() < 0.5 ? oneOf(next, [spoiledBytes, spoiledRecords])(zip, next) : zip;
}
