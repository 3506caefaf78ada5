/** Text from files and people made harmless for a terminal, which would obey some of it. */

/**
 * `text` on one line and without power over the terminal: line ends and tabs become a space, control
 * and direction characters and halves of letters are written out (`\x1b`, `\u202e`), characters that
 * are not seen go, and of many combining marks on one letter four stay. What shapes the letters of a
 * name stays: joiners within Arabic and Indic words, variants of ideographs and emoji. A family of
 * emoji shows as its members, as terminals do not agree how wide they are together. Everything else
 * is returned as it is.
 */
export function visible(text: string): string {
  if (PLAIN.test(text) || !SUSPECT.test(text)) return text;
  return text
    .replace(/\r\n|[\t-\r\u2028\u2029]/g, ' ')
    .replace(POWERFUL, writtenOut)
    .replace(UNSEEN, (_, shaping?: string) => shaping ?? '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1');
}

/** Each line of `text` made visible: the line ends are ours. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/**
 * A message made visible. Its further lines are indented or items of a list, as ours are: a line end
 * in what it quotes begins no line that could be taken for another message.
 */
export function visibleMessage(text: string): string {
  return text
    .trimEnd()
    .split(/\n(?= {2}|- )/)
    .map(visible)
    .join('\n');
}

/** A page whose lines were built of visible parts and colours, with nothing else that a terminal obeys. */
export function harmlessPage(page: string): string {
  if (!page.includes(ESCAPE)) return visibleLines(page);
  return page
    .split(COLOURS)
    .map((part, at) => (at % 2 === 1 ? part : visibleLines(part)))
    .join('');
}

const ESCAPE = '\u001b';

/** What sets colours and weights: bold, dim, the foreground. */
const COLOURS = new RegExp(`(${ESCAPE}\\[(?:[0129]|22|39|3[0-7]|9[0-7]|38;[0-9;]+)m)`);

const PLAIN = /^[ -~]*$/;

/** What `visible` might change; \p{Cc} is C0, DEL and C1, \p{DI} what is not seen, \p{Cs} half a letter. */
const SUSPECT = /[\p{Cc}\p{Cs}\p{DI}\u2028\u2029\ufff9-\ufffb]|\p{M}{5}/u;
const POWERFUL = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2065-\u2069]/gu;

/** The signs that silence a vowel, after which a joiner chooses how a conjunct looks. */
const VIRAMA =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u103a]';

/** What shapes the letter that it follows, or two letters between which it stands, once each. */
const SHAPING = [
  `(?<=${VIRAMA})[\\u200c\\u200d](?![\\p{M}\\u200c\\u200d])`,
  '(?<=\\p{scx=Arab})[\\u200c\\u200d](?=\\p{scx=Arab})',
  '(?<=[\\p{Emoji}\\p{sc=Han}])[\\ufe00-\\ufe0f]',
  '(?<=\\p{sc=Han})[\\u{e0100}-\\u{e01ef}]',
  '(?<=[\\u1820-\\u18aa])[\\u180b-\\u180d\\u180f]',
];
const UNSEEN = new RegExp(`(${SHAPING.join('|')})|[\\p{DI}\\ufff9-\\ufffb]`, 'gu');

function writtenOut(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
