/**
 * Descriptions from the editors of web pages, as plain text: tags off, entities read, one line. A `<`
 * that begins no tag of a page is a sign of mathematics and stays.
 */

/** Where something begins that a page does not show, and what ends each. */
const HIDDEN = /<!--|<(?:script|style)\b/gi;
const ENDS: Readonly<Record<string, RegExp>> = {
  '<!--': /-->/g,
  '<script': /<\/script\s*>/gi,
  '<style': /<\/style\s*>/gi,
};
const TAG =
  /<\/?(?:a|abbr|article|b|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|figure|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|link|main|mark|meta|nav|o:p|ol|p|pre|q|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var)(?:\s[^<>]*)?\/?>/gi;
const WITHIN_WORDS =
  /^<\/?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var)[\s>/]/i;

/** The text of a description; '' where it says nothing. */
export function plainText(html: string): string {
  return shown(html)
    .replace(TAG, (tag) => (WITHIN_WORDS.test(tag) ? '' : ' '))
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+[0-9]*);/gi, entity)
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a page shows; a part that never ends hides nothing. Each end is looked for once: pages are long. */
function shown(html: string): string {
  const parts: string[] = [];
  const endless = new Set<string>();
  let from = 0;
  for (const { 0: sign, index } of html.matchAll(HIDDEN)) {
    const kind = sign.toLowerCase();
    const end = ENDS[kind];
    if (index < from || end === undefined || endless.has(kind)) continue;
    end.lastIndex = index + sign.length;
    if (end.exec(html) === null) endless.add(kind);
    else {
      parts.push(html.slice(from, index));
      from = end.lastIndex;
    }
  }
  return [...parts, html.slice(from)].join(' ');
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED.get(name) ?? whole;
  const hex = /^#x/i.test(name);
  const point = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
  const isLetter = point > 31 && point < 0x110000 && !(point >= 0xd800 && point < 0xe000);
  return isLetter ? String.fromCodePoint(point) : whole;
}

/** The letters and signs of Latin-1, from U+00A0 on. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const OTHERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  OElig: 'Œ',
  oelig: 'œ',
  Scaron: 'Š',
  scaron: 'š',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  bull: '•',
  hellip: '…',
  euro: '€',
  trade: '™',
  rarr: '→',
  larr: '←',
  minus: '−',
  radic: '√',
  infin: '∞',
  ne: '≠',
  le: '≤',
  ge: '≥',
  pi: 'π',
};

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
  ...Object.entries(OTHERS),
]);
