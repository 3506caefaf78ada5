/** Where a text stops being JSON: the reader of the language says so only now and then. */

/** Offset in UTF-16 units, and what is wrong there. */
export interface JsonFault {
  readonly offset: number;
  readonly message: string;
}

const BLANK = ' \t\n\r';
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** What may come next. */
type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** The first fault of a text that is no JSON; null where it is. */
export function jsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const after = (): Wanted => (open.length === 0 ? 'nothing' : ', or end');
  for (;;) {
    while (at < text.length && BLANK.includes(text[at] ?? '')) at++;
    const char = text[at];
    if (char === undefined) return wanted === 'nothing' ? null : ended(text, open.length);
    if (wanted === 'nothing') return { offset: at, message: 'something follows after the end' };
    if (closes(char, wanted, open)) {
      open.pop();
      wanted = after();
      at++;
    } else if (wanted === ':' || wanted === ', or end') {
      if (char !== (wanted === ':' ? ':' : ',')) return unexpected(char, wanted, at, open);
      wanted = wanted === ':' ? 'value' : open.at(-1) === '{' ? 'key' : 'value';
      at++;
    } else if (char === '"') {
      const end = endOfString(text, at);
      if (typeof end !== 'number') return end;
      wanted = isName(wanted) ? ':' : after();
      at = end;
    } else if (isName(wanted)) {
      return unexpected(char, wanted, at, open);
    } else if (char === '{' || char === '[') {
      open.push(char);
      wanted = char === '{' ? 'key or }' : 'value or ]';
      at++;
    } else {
      LITERAL.lastIndex = at;
      const literal = LITERAL.exec(text)?.[0] ?? '';
      if (literal === '') return unexpected(char, wanted, at, open);
      wanted = after();
      at += literal.length;
    }
  }
}

function isName(wanted: Wanted): boolean {
  return wanted === 'key' || wanted === 'key or }';
}

function closes(char: string, wanted: Wanted, open: readonly string[]): boolean {
  if (char === '}') return open.at(-1) === '{' && (wanted === 'key or }' || wanted === ', or end');
  if (char !== ']') return false;
  return open.at(-1) === '[' && (wanted === 'value or ]' || wanted === ', or end');
}

function ended(text: string, depth: number): JsonFault {
  const missing = depth === 0 ? 'it is empty' : `it is cut off: ${depth} brackets stand open`;
  return { offset: text.length, message: missing };
}

function unexpected(
  char: string,
  wanted: Wanted,
  offset: number,
  open: readonly string[],
): JsonFault {
  const close = open.at(-1) === '{' ? '}' : ']';
  const words: Readonly<Record<Wanted, string>> = {
    value: 'a value',
    'value or ]': 'a value or ]',
    key: 'a name in double quotes',
    'key or }': 'a name in double quotes or }',
    ':': 'a colon',
    ', or end': `a comma or ${close}`,
    nothing: 'nothing',
  };
  return { offset, message: `${words[wanted]} is expected, not "${char}"` };
}

/** The offset after a string that begins at `start`. */
function endOfString(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { offset: at, message: 'a line end or control character in a text' };
    if (code !== 0x5c) continue;
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(text)?.[0];
    if (found === undefined) return { offset: at, message: 'a \\ that begins no escape' };
    at += found.length - 1;
  }
  return { offset: start, message: 'a text that begins here has no end' };
}
