/** What stands beside a code: published labels and statements often begin with the code again. */
import type { Competency } from '../core/model.js';

/** The label, else the statement, without the code in front. */
export function titleBeside({
  code,
  label,
  statement,
}: Pick<Competency, 'code' | 'label' | 'statement'>): string {
  return withoutCode(code, label ?? '') || withoutCode(code, statement) || (label ?? statement);
}

/**
 * The text without the code in front and the punctuation after it; '' where there is nothing else. A code
 * that may be a word or a number of the text, such as A or 1, is one only before punctuation.
 */
export function withoutCode(code: string, text: string): string {
  if (!text.toLowerCase().startsWith(code.toLowerCase())) return text;
  const rest = text.slice(code.length);
  const goesOn = /^[\p{L}\p{N}]|^[.-][\p{L}\p{N}]/u.test(rest);
  const isCode = /\d/.test(code) && /\D/.test(code);
  const isApart = /^\s*[:)\u2013\u2014]|^\.\s|^\s+-\s/.test(rest);
  return goesOn || !(isCode || isApart) ? text : rest.replace(/^[\s.:,;)\u2013\u2014-]+/, '');
}
