/** What pasted words mean in a gradebook: students and competencies as at the keyboard, never guessed. */
import { fullCodes } from '../importing/codes.js';
import { isNoScore, type LeftOut } from '../importing/left-out.js';
import type { Faults } from '../importing/records.js';
import { writtenNames } from '../importing/student-names.js';
import { matchCompetency } from '../matching/competencies.js';
import { headerReader } from '../matching/headers.js';
import { type Match, matchStudent } from '../matching/students.js';
import type { Competency, Student } from '../model.js';
import { folded } from '../names.js';
import { allowedScores, commaHint, readScore } from '../scale.js';
import type { Standards } from '../standards.js';

/** One score that was pasted, understood. */
export interface Pasted {
  /** Of the pasted text, 1-based. */
  readonly line: number;
  readonly student: Student;
  readonly competency: Competency;
  readonly score: number;
  readonly note: string;
}

export interface Meaning {
  readonly student: (words: string) => Match<Student>;
  readonly competency: (words: string) => Match<Competency>;
  /** What stands over a column: read as in a file, else as at the keyboard. */
  readonly header: (words: string) => Match<Competency>;
  readonly standards: Standards;
  /** What all lines are on; null where each says it. */
  readonly only: Competency | null;
}

/** What is said of a paste while it is read. */
export interface Saying {
  readonly faults: Faults;
  /** Words such as absent in the place of a level. */
  readonly out: LeftOut;
}

/** What words mean among these students. */
export function meaningOf(
  standards: Standards,
  students: readonly Student[],
  only: Competency | null,
): Meaning {
  const assessable = standards.ordered.filter(standards.assessable);
  const inFile = headerReader(standards, null);
  const competency = (words: string) => {
    // A bare number is a level, though it may be the last part of many codes.
    const among = isNumber(words)
      ? assessable.filter(({ code }) => folded(code) === folded(words))
      : assessable;
    return matchCompetency(standards, among, words);
  };
  return {
    standards,
    only,
    student: (words) => matchStudent(students, words),
    competency,
    header: (words) => {
      const read = inFile(words);
      if (read?.kind === 'competency') return { kind: 'one', found: read.found };
      if (read?.kind === 'ambiguous') return { kind: 'several', candidates: read.candidates };
      return competency(words);
    },
  };
}

/** A cell may hold a whole name as the roster writes it: that is hers, whoever else has these words. */
export function studentInCell(meaning: Meaning, cell: string): Match<Student> {
  const match = meaning.student(cell);
  if (match.kind !== 'several') return match;
  const wanted = folded(cell.replace(/,/g, ', '));
  const same = match.candidates.filter((one) => writtenNames(one).includes(wanted));
  const [one] = same;
  return same.length === 1 && one !== undefined ? { kind: 'one', found: one } : match;
}

/** The student of a match; else the fault is said, without a name, and null is given. */
export function oneStudent(match: Match<Student>, line: number, faults: Faults): Student | null {
  if (match.kind === 'one') return match.found;
  if (match.kind === 'several') {
    const message = `${match.candidates.length} students match: write more of the name or an id, or narrow with --section`;
    faults.error(line, 'student', 'ambiguous_student', message);
  } else faults.error(line, 'student', 'unknown_student', 'no student matches');
  return null;
}

/** What stands where a competency should, and how a problem calls it. */
export interface Named {
  readonly typed: string;
  /** The words in quotes, or their place where they may be a pupil's name or a note. */
  readonly shown: string;
}

/** Only what looks like a code is repeated; of other words `place` says where they stand. */
export function namedBy(typed: string, place: string): Named {
  return { typed, shown: isCodeLike(typed) ? `"${typed}"` : place };
}

/** The competency of a match; else the fault is said and null is given. */
export function oneCompetency(
  { standards }: Meaning,
  match: Match<Competency>,
  { typed, shown }: Named,
  line: number,
  faults: Faults,
): Competency | null {
  if (match.kind === 'one') return match.found;
  const fault = (code: string, message: string) => faults.error(line, 'competency', code, message);
  if (match.kind === 'several') {
    const more = match.candidates.length > 6 ? ' …' : '';
    const codes = fullCodes(standards, match.candidates.slice(0, 6));
    fault('ambiguous_competency', `${shown} is more than one competency: ${codes}${more}`);
    return null;
  }
  const heading = standards.ordered.find(
    (one) => standards.isHeading(one) && folded(one.code) === folded(typed),
  );
  const [near] = isCodeLike(typed) ? match.near : [];
  const meant = near === undefined ? '' : `; did you mean "${near.code}"?`;
  if (heading === undefined) fault('unknown_competency', `no competency matches ${shown}${meant}`);
  else fault('heading', `"${heading.code}" is a heading: evidence goes on what lies under it`);
  return null;
}

/** One word with a digit in it. */
function isCodeLike(text: string): boolean {
  return /^\S+$/.test(text) && /\d/.test(text);
}

/** The score of a level as typed; null when it is none on the competency's scale. */
export function scoreOf({ standards }: Meaning, competency: Competency, text: string) {
  return readScore(standards.yardstick(competency).scale, text);
}

/**
 * Says what the scale of a competency allows; a word such as absent in the place of its level is
 * counted, as in a file, and left out.
 */
export function offScale(
  { standards }: Meaning,
  competency: Competency,
  typed: string,
  line: number,
  { faults, out }: Saying,
): void {
  if (isNoScore(typed, () => false)) {
    out.word(line, 'level', typed);
    return;
  }
  const { scale } = standards.yardstick(competency);
  const message = `the level for "${competency.code}" must be ${allowedScores(scale)} (scale "${scale.name}")${commaHint(typed)}`;
  faults.error(line, 'level', 'score_off_scale', message);
}

/** Whether what stands after a level is a note; numbers and dates alone were meant otherwise, which is said. */
export function isNote(note: string, line: number, faults: Faults): boolean {
  const words = note.split(' ');
  if (note === '' || !words.every((word) => /^[\d.,/:-]+$/.test(word))) return true;
  const message =
    'numbers or a date stand where the note is: one level a line, the day by --on, or pl import evidence';
  faults.error(line, 'note', 'not_a_note', message);
  return false;
}

export function isNumber(text: string): boolean {
  return /^(?:\d+(?:[.,]\d+)?|[.,]\d+)$/.test(text.trim());
}
