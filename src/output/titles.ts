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

/** The text without the code in front and the punctuation after it; '' where there is nothing else. */
export function withoutCode(code: string, text: string): string {
  if (!text.toLowerCase().startsWith(code.toLowerCase())) return text;
  const rest = text.slice(code.length);
  const isWord = /^[\p{L}\p{N}]|^[.-][\p{L}\p{N}]/u.test(rest);
  return isWord ? text : rest.replace(/^[\s.:,;)\u2013\u2014-]+/, '');
}
