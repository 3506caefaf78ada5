/** Ids and codes that read alike and are not the same: a Cyrillic а, a full-width 1, a sign that is not seen. */

/** Small letters of Greek and Cyrillic that read like Latin ones, each before the one that it reads like. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  (
    '\u0430a \u0432b \u0435e \u043ak \u043cm \u043dh \u043eo \u0440p \u0441c \u0442t \u0443y \u0445x ' +
    '\u0451e \u0454e \u0455s \u0456i \u0457i \u0458j \u04bbh \u0501d \u051bq \u051dw \u04cfl \u0261g ' +
    '\u03b1a \u03b2b \u03b5e \u03b6z \u03b7h \u03b9i \u03bak \u03bcm \u03bdv \u03bfo \u03c1p \u03c4t \u03c5u \u03c7x \u03f2c \u03f3j ' +
    '\u0131i \u0251a \u0578n \u057ds \u0585o \u0570h \u0581g'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
);

const ASCII = /^[ -~]*$/;

/**
 * What a text reads like: small letters, those of other alphabets as the Latin ones that they look
 * like, digits of any script as 0 to 9, and nothing that is not seen. Texts of one such form are taken
 * for one by a reader.
 */
export function readsLike(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(/\p{DI}|\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^ -~]/gu, (sign) => ALIKE.get(sign) ?? digit(sign) ?? sign);
}

/** Whether a text reads like plain letters, digits and signs, and is written with others. */
export function isMasked(text: string): boolean {
  return !ASCII.test(text) && ASCII.test(readsLike(text));
}

/** Tells of a text whether another of `texts` reads like it, case aside. They are read when it is first asked. */
export function twinTeller(texts: Iterable<string>): (text: string) => boolean {
  let forms: ReadonlyMap<string, string | null> | null = null;
  return (text) => {
    forms ??= formsOf(texts);
    const known = forms.get(readsLike(text));
    return known !== undefined && known !== caseAside(text);
  };
}

/** What texts read like, each with the one that reads so; null: several do. */
function formsOf(texts: Iterable<string>): ReadonlyMap<string, string | null> {
  const forms = new Map<string, string | null>();
  for (const text of texts) {
    const form = readsLike(text);
    const own = caseAside(text);
    const known = forms.get(form);
    // A text of small letters is kept once.
    if (known === undefined) forms.set(form, own === form ? form : own);
    else if (known !== own) forms.set(form, null);
  }
  return forms;
}

const caseAside = (text: string) => text.normalize('NFC').toLowerCase();

/** The decimal digits of a script are ten signs in a row, the first of which stands for 0. */
function digit(sign: string): string | null {
  if (!/^\p{Nd}$/u.test(sign)) return null;
  const point = sign.codePointAt(0) ?? 0;
  let first = point;
  while (point - first < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return String(point - first);
}
