/** Text from outside that is no table: what another program or a paste sent, decoded without a guess. */
import { Buffer } from 'node:buffer';
import type { Problem } from '../core/errors.js';
import { encodingOf, isUtf16, utf8Of } from './encoding.js';
import { type Fault, faultProblem } from './fault.js';
import { hasLost, whyNotUtf8 } from './letters.js';
import { whyNotText } from './sniff.js';

/** The text without a byte order mark; or why it is none, with the line (1-based) that shows it. */
export type Text = { readonly text: string } | { readonly problem: Problem };

/** Decodes what was sent whole, UTF-8 or UTF-16; `file` is the name that a problem carries. */
export function textOf(bytes: Uint8Array, file: string): Text {
  const text = Buffer.concat([...utf8Of([bytes], encodingOf(bytes.subarray(0, 4096)))]);
  const fault = whyNotText(bytes) ?? whyNotUtf8(text) ?? whyNotWide(bytes, text);
  return fault === null
    ? { text: new TextDecoder().decode(text) }
    : { problem: faultProblem(file, fault) };
}

/** Half a letter of UTF-16 has become U+FFFD. */
function whyNotWide(bytes: Uint8Array, text: Uint8Array): Fault | null {
  if (!isUtf16(encodingOf(bytes.subarray(0, 4096))) || !hasLost(text)) return null;
  const line =
    Buffer.from(text)
      .toString()
      .split('\ufffd')[0]
      ?.split(/\r\n|\n|\r/).length ?? 1;
  return {
    line,
    code: 'lost_letter',
    message: 'a letter in this line is cut in two: send it again',
  };
}
