/** Text from files and people made harmless for a terminal, which would obey some of it. */

/**
 * `text` on one line and without power over the terminal: line ends and tabs become a space, control
 * and direction characters are written out (`\x1b`, `\u202e`), invisible characters go, and of many
 * combining marks on one letter four stay. Everything else is returned as it is.
 */
export function visible(text: string): string {
  if (PLAIN.test(text) || !SUSPECT.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replace(/\r\n|[\t-\r\u2028\u2029]/g, ' ')
    .replace(CONTROL_OR_DIRECTION, writtenOut)
    .replace(/(\p{M}{4})\p{M}+/gu, '$1');
}

const PLAIN = /^[ -~]*$/;

/** What `visible` might change; \p{Cc} is C0, DEL and C1. */
const SUSPECT = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{M}{5}/u;
const INVISIBLE = /\u200b|\u200c|\u200d|[\u2060-\u2064\ufeff]/g;
const CONTROL_OR_DIRECTION = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2065-\u2069]/gu;

function writtenOut(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
