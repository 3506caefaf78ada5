/** Texts that repeat: titles and teachers in a file, the words of a fault. */

/** How many different texts are remembered. */
const MOST_TEXTS = 10_000;

/** Gives one text for all that are equal, so that a million equal ones take the memory of one. */
export function oneText(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size < MOST_TEXTS) known.set(text, text);
    return text;
  };
}
