/** What a comment on a report card may be: plain text of a length that fits one. */

/** Code points, so that a letter outside the basic plane counts as one. */
export const MOST_COMMENT = 2000;

/** The text as it is kept: line ends as LF, no white space around it. */
export function tidyComment(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** Why a tidy text is no comment; null where it is one. Line ends are the only control characters. */
export function commentFault(text: string): string | null {
  if (text === '') return 'an empty comment is not written (--clear takes one away)';
  const { length } = [...text];
  if (length > MOST_COMMENT)
    return `the comment has ${length} characters, and ${MOST_COMMENT} are allowed`;
  const control = /[^\n\P{Cc}]|\p{Cs}/u.exec(text);
  if (control !== null) {
    const code = (control[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return `a comment is plain text: it holds the control character U+${code.toUpperCase()}`;
  }
  return null;
}
