/** Texts for places that hold one line. */

/** `text` on one line: white space with a line end in it becomes a blank, other white space stays. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? ' ' : space));
}
