/**
 * A text of any length in stretches of whole rows, so that a file may be longer than memory: chunks
 * are cut at the last line end that is outside quotes.
 */
import { Buffer } from 'node:buffer';

export const LF = 10;
export const CR = 13;
export const QUOTE = 34;

/** Whole rows, and the physical line (1-based) on which they start. */
export interface Stretch {
  readonly text: Uint8Array;
  readonly line: number;
}

/**
 * How long a row may be, in bytes. A row that goes on longer has a quote that is never closed; the
 * reader of the stretch finds it.
 */
const LONGEST_ROW = 16 * 1024 * 1024;

/** The same bytes in order, each stretch ending with a row; only the last may lack its line end. */
export function* stretchesOf(chunks: Iterable<Uint8Array>): Iterable<Stretch> {
  let rest: Uint8Array = new Uint8Array();
  let line = 1;
  let quoted = false;
  let seen = 0;
  for (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let end = 0;
    for (; seen < bytes.length; seen++) {
      const byte = bytes[seen];
      if (byte === QUOTE) quoted = !quoted;
      else if (!quoted && endsRow(bytes, seen)) end = seen + 1;
    }
    if (end === 0 && bytes.length > LONGEST_ROW) end = bytes.length;
    if (end > 0) {
      const text = bytes.subarray(0, end);
      yield { text, line };
      line += lineEnds(text);
    }
    rest = bytes.subarray(end);
    seen = rest.length;
  }
  if (rest.length > 0) yield { text: rest, line };
}

/** Two stretches of which the second follows the first. */
export function joinedStretches(first: Stretch | null, second: Stretch): Stretch {
  if (first === null) return second;
  return { text: Buffer.concat([first.text, second.text]), line: first.line };
}

/** A carriage return at the very end may be half of a line end. */
function endsRow(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === LF) return true;
  return bytes[at] === CR && at + 1 < bytes.length && bytes[at + 1] !== LF;
}

function lineEnds(text: Uint8Array): number {
  return lineCounter(text)(text.length) - 1;
}

/**
 * The line of a byte of the text, its first line being 1; bytes are asked for in rising order, so
 * that the text is walked once.
 */
export function lineCounter(text: Uint8Array): (at: number) => number {
  let line = 1;
  let seen = 0;
  return (at) => {
    for (; seen < at; seen++) {
      const byte = text[seen];
      if (byte === LF || (byte === CR && text[seen + 1] !== LF)) line++;
    }
    return line;
  };
}
