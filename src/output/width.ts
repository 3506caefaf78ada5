/** How wide text is on a terminal, in columns, and how to make it fit. */

/** Whether every character of `text` is one column wide and one unit long, beyond all doubt. */
export function isEven(text: string): boolean {
  return /^[ -~\u00b7\u00c0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2013-\u2026\u2190-\u2193\u25cb\u25cf\u25d0]*$/.test(
    text,
  );
}

/** Columns that `text` takes: two for CJK and emoji, none for combining marks. */
export function width(text: string): number {
  if (isEven(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** `text` cut to at most `columns`, the last of them `…` when something was cut; '' for none. */
export function fitted(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  if (columns < 1) return '';
  if (isEven(text)) return `${text.slice(0, columns - 1)}…`;
  let left = columns - 1;
  let kept = '';
  for (const grapheme of graphemes(text)) {
    left -= graphemeWidth(grapheme);
    if (left < 0) break;
    kept += grapheme;
  }
  return `${kept}…`;
}

const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]/u;
/** East Asian Wide and Fullwidth, for which JavaScript has no property. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

/** Made when first needed: that takes longer than most commands compute. */
let segmenter: Intl.Segmenter | null = null;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Letters joined into one sign stand side by side on a terminal; the parts of an emoji do not. */
function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  return Array.from(grapheme, characterWidth).reduce((sum, columns) => sum + columns, 0);
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
