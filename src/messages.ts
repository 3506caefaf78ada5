/** Messages for people, on standard error. */
import type { Io } from './io.js';
import { visibleMessage } from './output/safe.js';
import { within } from './output/within.js';

/** Writes one: data in it can do the terminal no harm, and a terminal breaks its lines between words. */
export function tell({ err, errIsTerminal, width }: Io, text: string): void {
  const message = visibleMessage(text);
  err(`${errIsTerminal ? within(message, width) : message}\n`);
}
