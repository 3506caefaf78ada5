/** `rp.1=3 rp.2=2 drew it`: what a line says of several competencies, and the words after it. */

/** One competency with its level, as typed. */
export interface Assignment {
  readonly competency: string;
  readonly level: string;
}

export interface Assignments {
  readonly assignments: readonly Assignment[];
  /** The words after the last assignment. */
  readonly note: readonly string[];
  /** Words with an `=` that lack what should stand before or after it. */
  readonly unfinished: readonly string[];
}

/** Whether a word is COMPETENCY=LEVEL. */
export function isAssignment(word: string): boolean {
  return word.includes('=');
}

/** Reads words up to the first without an `=`; the last `=` of a word parts it, as labels may hold one. */
export function readAssignments(words: readonly string[]): Assignments {
  const end = words.findIndex((word) => !isAssignment(word));
  const typed = end < 0 ? words : words.slice(0, end);
  const parted = typed.map((word) => ({ word, ...parts(word) }));
  const whole = ({ competency, level }: Assignment) => competency !== '' && level !== '';
  return {
    assignments: parted.filter(whole).map(({ competency, level }) => ({ competency, level })),
    note: end < 0 ? [] : words.slice(end),
    unfinished: parted.filter((one) => !whole(one)).map(({ word }) => word),
  };
}

function parts(word: string): Assignment {
  const at = word.lastIndexOf('=');
  return { competency: word.slice(0, at).trim(), level: word.slice(at + 1).trim() };
}

/**
 * The word of a note that was rather meant as a competency: its first, where it is a code, or one with
 * an `=` after a code. Null when the note is a note. `isCode` says whether a text is a code.
 */
export function strayCompetency(
  note: readonly string[],
  isCode: (text: string) => boolean,
): string | null {
  const [first = ''] = note;
  const stray = note.find((word) => isAssignment(word) && isCode(parts(word).competency));
  return stray ?? (isCode(first) ? first : null);
}

/**
 * Several students in one word: `ana,ben`. A comma with a blank after it is that of *family, given*.
 * Null when the word names one student.
 */
export function listedStudents(word: string): readonly string[] | null {
  if (!/,\S/.test(word) || /,\s/.test(word)) return null;
  return word.split(',').filter((part) => part !== '');
}
