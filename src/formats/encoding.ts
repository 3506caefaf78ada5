/**
 * How the letters of a file are written as bytes: found out from its beginning, and turned into UTF-8
 * on the way in, so that all that reads tables knows one way of writing only.
 */
import { Buffer } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How much of a file its encoding is found out from, in bytes. */
const BEGINNING = 4096;

/** A file whose beginning was looked at. */
export interface Begun {
  /** The first bytes, 4 KiB of them where there are as many. */
  readonly beginning: Uint8Array;
  /** All of them, the beginning too; once. */
  readonly chunks: Iterable<Uint8Array>;
}

/** Reads as much of a file as it takes to know what it is. */
export function begun(chunks: Iterable<Uint8Array>): Begun {
  const rest = chunks[Symbol.iterator]();
  let beginning: Uint8Array = new Uint8Array();
  while (beginning.length < BEGINNING) {
    const { value, done } = rest.next();
    if (done === true) break;
    beginning = beginning.length === 0 ? value : Buffer.concat([beginning, value]);
  }
  return { beginning, chunks: joined(beginning, rest) };
}

function* joined(beginning: Uint8Array, rest: Iterator<Uint8Array, unknown>): Iterable<Uint8Array> {
  try {
    if (beginning.length > 0) yield beginning;
    for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
  } finally {
    rest.return?.();
  }
}

/**
 * The encoding by its byte order mark, else by where the zero bytes are. That a text is Windows-1252
 * shows at its first letter that is no ASCII, which may come late: until then it is `utf-8`.
 */
export function encodingOf(beginning: Uint8Array): Encoding {
  const marked = MARKS.find(({ mark }) => mark.every((byte, index) => beginning[index] === byte));
  return marked?.encoding ?? wide(beginning) ?? 'utf-8';
}

const MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8-bom' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * Every second byte of Western letters in UTF-16 is zero, and none of the others; headers hardly have
 * other letters.
 */
function wide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros: [number, number] = [0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++;
  });
  const [even, odd] = zeros;
  const most = bytes.length / 4;
  if (odd > most && even * 20 < odd) return 'utf-16le';
  return even > most && odd * 20 < even ? 'utf-16be' : null;
}

/**
 * The same text as UTF-8 without a byte order mark; text that is thought to be UTF-8 passes as it is.
 * What is no letter in UTF-16 becomes U+FFFD, which the reader of the rows refuses with its line.
 */
export function* utf8Of(chunks: Iterable<Uint8Array>, encoding: Encoding): Iterable<Uint8Array> {
  if (isUtf16(encoding)) return yield* narrowed(chunks, encoding);
  let mark = encoding === 'utf-8-bom' ? 3 : 0;
  for (const chunk of chunks) {
    yield mark === 0 ? chunk : chunk.subarray(mark);
    mark = 0;
  }
}

/** Whether two bytes make a letter. */
export function isUtf16(encoding: Encoding): encoding is 'utf-16le' | 'utf-16be' {
  return encoding === 'utf-16le' || encoding === 'utf-16be';
}

function* narrowed(
  chunks: Iterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): Iterable<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}
