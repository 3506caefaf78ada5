/** Texts that are longer than memory, made and written a piece at a time. */
import { harmlessPage, visible, visibleLines } from './safe.js';
import { within } from './within.js';

/** Small pieces joined: writing each for itself would take most of the time. */
export function* inBlocks(pieces: Iterable<string>): Iterable<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < 65_536) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** Whole lines of CSV for a terminal: a line end within quotes is data, and becomes a space. */
export function* harmlessLines(pieces: Iterable<string>): Iterable<string> {
  for (const piece of pieces)
    yield visibleLines(piece.replace(/"[^"]*"/g, visible).replaceAll('\r\n', '\n'));
}

/** Whole lines of a page, made harmless for a terminal, of at most so many columns where words allow it. */
export function* shownPages(pieces: Iterable<string>, columns: number): Iterable<string> {
  for (const piece of pieces) yield within(harmlessPage(piece), columns);
}
