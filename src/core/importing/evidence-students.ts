/** Whose evidence a row is: by any id of hers or her e-mail address, else by her name. */
import type { ForgottenIds } from '../forgetting.js';
import { onlyOne } from '../grouping.js';
import { twinTeller } from '../lookalikes.js';
import type { Id, Student } from '../model.js';
import { isOfType } from '../names.js';
import { nameChecker } from './evidence-two-names.js';
import { FORGOTTEN } from './forgotten.js';
import type { EvidenceRecord, Faults } from './records.js';
import { nameFinder, studentIndex } from './student-names.js';

export interface StudentLedger {
  readonly students: readonly Student[];
  /** The students of a section by its id or name, in force today or ever. */
  readonly sectionMembers: (section: string) => ReadonlySet<Id> | null;
  /** Whose rows are left out; left out: nobody's. */
  readonly forgotten?: ForgottenIds;
}

type StudentReader = (record: EvidenceRecord) => Student | null;

/** By any id of hers, else by a name that is hers alone within the section or the whole. */
export function studentReader(ledger: StudentLedger, faults: Faults): StudentReader {
  const byId = studentFinder(ledger.students, faults, ledger.forgotten);
  const byName = readerByName(ledger, faults);
  const agreeing = nameChecker(ledger.students, faults);
  return (record) => {
    if (record.studentId !== '') return agreeing(byId(record), record);
    if (record.studentName !== '') return byName(record);
    const message = 'evidence needs a student_id or a student';
    faults.error(record.line, 'student_id', 'missing_student', message);
    return null;
  };
}

/** Whom an id may mean; `studentIdType` '': an id of any type. */
type IdFinder = (id: Pick<EvidenceRecord, 'studentId' | 'studentIdType'>) => readonly Student[];

/**
 * The student whom a record means by an id (see `idFinder`); what is said of one who was forgotten is left
 * out with a warning.
 */
export function studentFinder(
  students: readonly Student[],
  faults: Faults,
  forgotten?: ForgottenIds,
): (record: Pick<EvidenceRecord, 'line' | 'studentId' | 'studentIdType'>) => Student | null {
  const find = idFinder(students);
  const hint = hintAbout(students);
  const known = new Map<string, Student>();
  return (record) => {
    const { line, studentId } = record;
    const key = `${record.studentIdType ?? ''} ${studentId}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(record);
    const student = onlyOne(found);
    if (student !== null) known.set(key, student);
    else if (found.length > 1)
      faults.error(line, 'student_id', 'ambiguous_student', 'several students have this id');
    else if (forgotten?.has(studentId) === true)
      faults.warning(line, 'student_id', 'forgotten_student', FORGOTTEN);
    else {
      const message = `no student has this id${hint(studentId)}`;
      faults.error(line, 'student_id', 'unknown_student', message);
    }
    return student;
  };
}

/**
 * An id of the type that the record names comes first; who has none of that type may be meant beside
 * her by the id that is shown, and then it is said of two. Where nobody has it as that type, only those
 * who have none of it may be meant. The id as it is written wins over another case of it, and the id
 * that is shown of one student over another kind of id of another; an e-mail address comes last.
 */
function idFinder(students: readonly Student[]): IdFinder {
  const index = (textsOf: (student: Student) => readonly string[]) =>
    studentIndex(students, textsOf);
  const shownId = ({ ids }: Student) => ids.slice(0, 1).map(({ value }) => value);
  const exact = index(shownId);
  const shown = index((student) => shownId(student).map(lower));
  const holders = index(({ ids }) => ids.map(({ value }) => lower(value)));
  const mailed = index(({ email }) => (email === null ? [] : [lower(email)]));
  const typed = index(({ ids }) => ids.map(typedKey));
  const ranks = [exact, ...[shown, holders, mailed].map((find) => (id: string) => find(lower(id)))];
  return ({ studentId: id, studentIdType: type = '' }) => {
    if (type === '') return firstOf(ranks, (find) => find(id));
    const isWithout = ({ ids }: Student) => ids.every((one) => !isOfType(one, type));
    const own = typed(typedKey({ type, value: id }));
    if (own.length > 0) return [...own, ...shown(lower(id)).filter(isWithout)];
    return firstOf(ranks, (find) => find(id).filter(isWithout));
  };
}

/** What is said of an id that nobody has, where one that is nearly it stands. */
function hintAbout(students: readonly Student[]): (id: string) => string {
  const values = ({ ids }: Student) => ids.map(({ value }) => value);
  const numbered = studentIndex(students, (student) =>
    values(student).flatMap((value) => numberOf(value) ?? []),
  );
  const alike = twinTeller(students.flatMap(values));
  return (id) => {
    if (numbered(numberOf(id) ?? '').length > 0) return OTHER_ZEROS;
    return alike(id) ? READS_ALIKE : '';
  };
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** What the first rank finds that finds anything; the later ones are not asked then. */
function firstOf<T>(
  ranks: readonly T[],
  find: (rank: T) => readonly Student[],
): readonly Student[] {
  for (const rank of ranks) {
    const found = find(rank);
    if (found.length > 0) return found;
  }
  return [];
}

const READS_ALIKE =
  ': one that reads like it stands in the gradebook, written with letters of another alphabet, other digits or signs that are not seen';

const OTHER_ZEROS =
  ': an id of the same number with other zeros in front stands in the gradebook; write it so';

/** A number without the zeros in front; null: it is none. */
function numberOf(id: string): string | null {
  return /^0*(\d+)$/.exec(id)?.[1] ?? null;
}

function typedKey({ type, value }: Student['ids'][number]): string {
  return `${type}\n${value}`.toLowerCase();
}

function readerByName(ledger: StudentLedger, faults: Faults): StudentReader {
  const named = nameFinder(ledger.students);
  return ({ line, section, studentName }) => {
    const members = section === '' ? null : ledger.sectionMembers(section);
    if (section !== '' && members === null) {
      const message = `there is no section "${section}"`;
      faults.error(line, 'section', 'unknown_section', message);
      return null;
    }
    const everywhere = named(studentName);
    const found = members === null ? everywhere : everywhere.filter(({ id }) => members.has(id));
    const student = onlyOne(found);
    if (student !== null) return student;
    const where = section === '' ? '' : ` in section "${section}"`;
    if (found.length > 1) {
      const message = `${found.length} students have this name${where}: give a section or a student_id`;
      faults.error(line, 'student', 'ambiguous_student', message);
    } else faults.error(line, 'student', 'unknown_student', `no student has this name${where}`);
    return null;
  };
}
