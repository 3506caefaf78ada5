/** Text from outside that is no table: what another program or a paste sent, checked to be UTF-8. */
import type { Problem } from '../core/errors.js';
import { faultProblem } from './fault.js';
import { whyNotTable, whyNotText } from './sniff.js';

/** The text without a byte order mark; or why it is none, with the line (1-based) that shows it. */
export type Text = { readonly text: string } | { readonly problem: Problem };

/** Decodes what was sent whole; `file` is the name that a problem carries. Nothing is replaced. */
export function textOf(bytes: Uint8Array, file: string): Text {
  const fault = whyNotTable(bytes) ?? whyNotText({ text: bytes, line: 1 });
  return fault === null
    ? { text: new TextDecoder().decode(bytes) }
    : { problem: faultProblem(file, fault) };
}
