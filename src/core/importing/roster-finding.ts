/** Which student of the gradebook a student of a roster is: known by her ids, and never by her name alone. */
import { onlyOne } from '../grouping.js';
import type { Student, StudentId } from '../model.js';
import { isOtherName, isSameName } from './name-agreement.js';
import { hasNoName, keyOf, type Person } from './roster-people.js';

interface Held {
  readonly type: string;
  /** Of the ids of its student: the one at 0 is shown. */
  readonly place: number;
  readonly student: Student;
}

/** The students who stand, by their ids. */
export interface Known {
  readonly students: readonly Student[];
  /** All who have that id. */
  readonly holders: (id: StudentId) => readonly Student[];
  /** Whose id of that type it is; where several have it, whose shown id it is. */
  readonly byId: (id: StudentId) => Student | null;
  /** Whose id of any type it is, one student's alone; a shown id goes before the others. */
  readonly byValue: (value: string) => Student | null;
  /** Whose shown id it is, of any type. */
  readonly byShown: (value: string) => Student | null;
  /** Those whose id differs from this one by zeros in front, capitals or `.0` at its end, and by nothing else. */
  readonly byBare: (value: string) => readonly Student[];
}

export function knownStudents(students: readonly Student[]): Known {
  const held = studentsBy(students, (value) => value);
  // Only what is new, or may have lost its zeros, asks.
  let bare: ReturnType<typeof studentsBy> | null = null;
  const best = (those: readonly Held[]) =>
    (onlyOne(those.filter(({ place }) => place === 0)) ?? onlyOne(those))?.student ?? null;
  const of = (value: string) => heldOf(held(value), (own) => own === value);
  const ofType = ({ type, value }: StudentId) => of(value).filter((one) => one.type === type);
  return {
    students,
    holders: (id) => ofType(id).map(({ student }) => student),
    byId: (id) => best(ofType(id)),
    byValue: (value) => best(of(value)),
    byShown: (value) => onlyOne(of(value).filter(({ place }) => place === 0))?.student ?? null,
    byBare: (value) => {
      bare ??= studentsBy(students, bareId);
      const form = bareId(value);
      const isNear = (own: string) => own !== value && bareId(own) === form;
      return heldOf(bare(form), isNear).map(({ student }) => student);
    },
  };
}

/** Finds those with an id of a form. Nearly every form is one student's alone, who takes no list. */
function studentsBy(
  students: readonly Student[],
  formOf: (value: string) => string,
): (form: string) => readonly Student[] {
  const alone = new Map<string, Student>();
  const several = new Map<string, Student[]>();
  for (const student of students) {
    for (const { value } of student.ids) {
      const form = formOf(value);
      const first = alone.get(form);
      const others = several.get(form);
      if (first === undefined) alone.set(form, student);
      else if (others === undefined) {
        if (first !== student) several.set(form, [first, student]);
      } else if (others.at(-1) !== student) others.push(student);
    }
  }
  return (form) => {
    const first = alone.get(form);
    return several.get(form) ?? (first === undefined ? [] : [first]);
  };
}

/** Their ids that are meant. */
function heldOf(students: readonly Student[], isMeant: (value: string) => boolean): Held[] {
  return students.flatMap((student) =>
    student.ids.flatMap(({ type, value }, place) =>
      isMeant(value) ? [{ type, place, student }] : [],
    ),
  );
}

/** The student whom a roster's record means by an id. */
export type ById = (id: string) => Student | null;

/** As spreadsheets leave an id: they take the zeros off its front, and may write `12` as `12.0`. */
export function bareId(id: string): string {
  return wholeId(id)
    .toLowerCase()
    .replace(/^0+(?=.)/, '');
}

/** Without the decimals that spreadsheets give to a number: `12` for `12.0`. */
export function wholeId(id: string): string {
  return id.replace(/^(\d+)[.,]0+$/, '$1');
}

export interface Finding {
  /** The types of ids are sure: an id of another type is another id. */
  readonly isTyped: boolean;
  /** An id may differ by zeros in front, or by `.0` at its end. */
  readonly takesZeros: boolean;
}

/**
 * A student stands already when one of hers is the roster's chosen id. An id of another type, or a
 * further id, finds her too, where it is one child's alone and her name is the same; a shown id of
 * another type also under another name, which is then refused or a new family name.
 */
export function studentFinder(
  { students, byId, byValue, byShown, byBare }: Known,
  people: readonly Person[],
  { isTyped, takesZeros }: Finding,
): (person: Person) => Student | null {
  if (students.length === 0) return () => null;
  // Only who is not sure to be known asks.
  let repeated: ReadonlySet<string> | null = null;
  return (person) => {
    const [chosen, ...further] = person.ids;
    const sure = (chosen && byId(chosen)) ?? null;
    if (sure !== null) return sure;
    repeated ??= repeatedIn(idValues(people));
    const isOneChilds = ({ value }: StudentId) => repeated?.has(value) === false;
    const key = keyOf(person);
    const shown = byShown(key);
    if (shown !== null && (!isTyped || !hasNoName(person))) return shown;
    const others = [
      byValue(key),
      ...further.filter(isOneChilds).map((id) => byId(id) ?? byValue(id.value)),
    ];
    const zeros = takesZeros ? byBare(key).filter((one) => !isOtherName(one, person)) : [];
    return others.find((one) => one !== null && isSameName(one, person)) ?? onlyOne(zeros);
  };
}

/** All ids of the people, as they are asked for. */
export function* idValues(
  people: Iterable<{ readonly ids: readonly StudentId[] }>,
): Iterable<string> {
  for (const { ids } of people) for (const { value } of ids) yield value;
}

/** The texts that are said more than once. */
export function repeatedIn(texts: Iterable<string>): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const text of texts) {
    if (seen.has(text)) repeated.add(text);
    else seen.add(text);
  }
  return repeated;
}
