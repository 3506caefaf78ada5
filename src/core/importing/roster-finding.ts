/** Which student of the gradebook a student of a roster is: known by her ids, and never by her name alone. */
import { groupBy, onlyOne } from '../grouping.js';
import type { Student, StudentId } from '../model.js';
import { isOtherName, isSameName } from './name-agreement.js';
import { hasNoName, type Person } from './roster-people.js';

interface Held {
  readonly type: string;
  /** Of the ids of its student: the one at 0 is shown. */
  readonly place: number;
  readonly student: Student;
}

/** The students who stand, by their ids. */
export interface Known {
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
  const ids = students.flatMap((student) =>
    student.ids.map(({ type, value }, place) => ({ type, value, place, student })),
  );
  const held = groupBy(ids, ({ value }) => value);
  const bare = groupBy(ids, ({ value }) => bareId(value));
  const best = (those: readonly Held[]) =>
    (onlyOne(those.filter(({ place }) => place === 0)) ?? onlyOne(those))?.student ?? null;
  const of = (value: string): readonly Held[] => held.get(value) ?? [];
  return {
    byId: (id) => best(of(id.value).filter(({ type }) => type === id.type)),
    byValue: (value) => best(of(value)),
    byShown: (value) => onlyOne(of(value).filter(({ place }) => place === 0))?.student ?? null,
    byBare: (value) =>
      (bare.get(bareId(value)) ?? [])
        .filter((id) => id.value !== value)
        .map(({ student }) => student),
  };
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
  { byId, byValue, byShown, byBare }: Known,
  people: readonly Person[],
  { isTyped, takesZeros }: Finding,
): (person: Person) => Student | null {
  const inSet = groupBy(
    people.flatMap(({ ids }) => ids),
    ({ value }) => value,
  );
  return (person) => {
    const [chosen, ...further] = person.ids;
    const sure = (chosen && byId(chosen)) ?? null;
    if (sure !== null) return sure;
    const shown = byShown(person.key);
    if (shown !== null && (!isTyped || !hasNoName(person))) return shown;
    const others = [
      byValue(person.key),
      ...further
        .filter(({ value }) => inSet.get(value)?.length === 1)
        .map((id) => byId(id) ?? byValue(id.value)),
    ];
    const zeros = takesZeros ? byBare(person.key).filter((one) => !isOtherName(one, person)) : [];
    return others.find((one) => one !== null && isSameName(one, person)) ?? onlyOne(zeros);
  };
}
