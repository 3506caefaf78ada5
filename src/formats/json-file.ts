/** A file of JSON: its value, and the lines on which its things stand. */
import type { Problem } from '../core/errors.js';
import { faultProblem } from './fault.js';
import { jsonFault } from './json-fault.js';
import type { Member } from './member.js';
import { textOf } from './text.js';

export interface JsonFile {
  readonly value: unknown;
  /**
   * Finds the physical line (1-based) of `"key": "id"`, each time that of the next one; looked for after
   * `"section"` where that is named; the line of the section, or 1, where there is none.
   */
  readonly lineFinder: (keys: readonly string[], section?: string) => (id: string) => number;
  /** Finds the line of the first key of this name that holds an object. */
  readonly keyLines: () => (key: string) => number;
}

/** Reads a file whole. A broken one is a problem with line and column. */
export function readJson(member: Member): JsonFile | { readonly problem: Problem } {
  const read = decoded(member);
  if ('problem' in read) return read;
  const text = read.text.normalize('NFC');
  try {
    const value: unknown = JSON.parse(text);
    const half = HALF_LETTER.exec(text);
    if (half !== null) return { problem: lostLetter(member.path, text, half.index) };
    return { value, lineFinder: lineFinder(text), keyLines: () => keyLines(text) };
  } catch {
    const fault = jsonFault(text) ?? { offset: 0, message: 'it cannot be read' };
    const [line, column] = [lineCounter(text)(fault.offset), columnOf(text, fault.offset)];
    const message = `this is no JSON, at line ${line}, column ${column}: ${fault.message}`;
    return { problem: faultProblem(member.path, { line, code: 'bad_json', message }) };
  }
}

/** One half of a letter that is written as two escapes, without the other: it can be stored nowhere. */
const HALF_LETTER =
  /(?<!\\)(?:\\\\)*(?:\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2})/i;

function lostLetter(path: string, text: string, offset: number): Problem {
  const line = lineCounter(text)(offset);
  const message = 'half of a letter was lost before it came here: export the file again';
  return faultProblem(path, { line, code: 'lost_letter', message });
}

/** UTF-8; or UTF-16, told by its byte order mark. */
function decoded({ bytes, path }: Member): ReturnType<typeof textOf> {
  const all = bytes();
  const mark = `${all[0]} ${all[1]}`;
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : null;
  if (encoding === null) return textOf(all, path);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(all) };
  } catch {
    const message = 'this file is said to be UTF-16 and is not: save it as UTF-8';
    return { problem: faultProblem(path, { line: 1, code: 'invalid_encoding', message }) };
  }
}

function lineFinder(text: string): JsonFile['lineFinder'] {
  const lineAt = lineCounter(text);
  return (keys, section) => {
    const start = section === undefined ? 0 : Math.max(0, text.indexOf(`"${section}"`));
    const found = new Map<string, number[]>();
    const pattern = new RegExp(
      `"(?:${keys.join('|')})"\\s*:\\s*"([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"`,
      'g',
    );
    pattern.lastIndex = start;
    for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text)) {
      const id = unescaped(hit[1] ?? '');
      const before = found.get(id);
      if (before === undefined) found.set(id, [hit.index]);
      else before.push(hit.index);
    }
    const asked = new Map<string, number>();
    return (id) => {
      const all = found.get(id) ?? [start];
      const times = asked.get(id) ?? 0;
      asked.set(id, times + 1);
      return lineAt(all[Math.min(times, all.length - 1)] ?? start);
    };
  };
}

function keyLines(text: string): (key: string) => number {
  const lineAt = lineCounter(text);
  const found = new Map<string, number>();
  for (const hit of text.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)"\s*:\s*\{/g)) {
    const key = unescaped(hit[1] ?? '');
    if (!found.has(key)) found.set(key, hit.index);
  }
  return (key) => lineAt(found.get(key) ?? 0);
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  const value: unknown = JSON.parse(`"${text}"`);
  return String(value);
}

/** The line of an offset; lines end in LF, CRLF or a lone CR. */
function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (const { index } of text.matchAll(/\r\n|\n|\r/g)) ends.push(index);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function columnOf(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return offset - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
}
