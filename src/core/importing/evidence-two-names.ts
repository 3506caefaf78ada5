/** Whether the name beside an id is that student's: else the scores of a row would go to another child. */
import type { Student } from '../model.js';
import { folded, splitName } from '../names.js';
import { isOtherName, isSameName } from './name-agreement.js';
import type { EvidenceRecord, Faults } from './records.js';
import { nameFinder, studentIndex } from './student-names.js';

type Verdict = 'hers' | 'doubtful' | 'other';

const OTHER = 'this id and this name are two students';
const DOUBTFUL =
  'the name beside this id is not quite as in the gradebook; the id was taken: is she meant?';

/**
 * Gives the student that an id found, null where the name beside it is another's (an error): that of
 * another student, or a whole name that has no part in common with hers. A name that differs in part
 * is warned of, and no name says nothing.
 */
export function nameChecker(
  students: readonly Student[],
  faults: Faults,
): (student: Student | null, record: EvidenceRecord) => Student | null {
  const named = nameFinder(students);
  const withWord = studentIndex(students, ({ given, family, preferred }) =>
    wordsOf(`${given} ${preferred ?? ''} ${family}`),
  );
  const isAnothers = (name: string) =>
    wordsOf(name).some((word) =>
      withWord(word).some((one) => isSameName(one, { ...splitName(name), preferred: null })),
    );
  const known = new Map<string, Verdict>();
  const verdictOf = (student: Student, name: string): Verdict => {
    const key = `${student.id} ${name}`;
    const verdict = known.get(key) ?? judged(student, name, named(name), isAnothers);
    known.set(key, verdict);
    return verdict;
  };
  return (student, { line, studentName }) => {
    if (student === null || studentName === '') return student;
    const verdict = verdictOf(student, studentName);
    if (verdict === 'doubtful') faults.warning(line, 'student', 'name_differs', DOUBTFUL);
    if (verdict !== 'other') return student;
    faults.error(line, 'student_id', 'other_student', OTHER);
    return null;
  };
}

function judged(
  student: Student,
  name: string,
  bearers: readonly Student[],
  isAnothers: (name: string) => boolean,
): Verdict {
  if (bearers.includes(student) || isOneOfHerIds(student, name)) return 'hers';
  if (bearers.length > 0) return 'other';
  const said = { ...splitName(name), preferred: null };
  if (isSameName(student, said)) return 'hers';
  if (isAnothers(name)) return 'other';
  const isPart = said.family === '' || sharesPart(student, said);
  return isOtherName(student, said) && !isPart ? 'other' : 'doubtful';
}

/** A sheet may have an id in its column for names. */
function isOneOfHerIds({ ids, email }: Student, name: string): boolean {
  const word = name.toLowerCase();
  return [...ids.map(({ value }) => value), email].some((id) => id?.toLowerCase() === word);
}

/** The same family name, or one that begins so, with another given name: a short name of hers, it may be. */
function sharesPart(student: Student, said: { given: string; family: string }): boolean {
  const lone = { given: '', preferred: null };
  return [said.family, said.given].some((family) =>
    isSameName({ ...lone, family: student.family }, { ...lone, family }),
  );
}

function wordsOf(name: string): readonly string[] {
  return folded(name.replace(/,/g, ' '))
    .split(/\s+/)
    .filter((word) => word !== '');
}
