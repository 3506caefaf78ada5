/** The students of a roster file, the rows of each put together. */
import type { StudentId } from '../model.js';
import { folded } from '../names.js';
import type { Faults, RosterRecord } from './records.js';
import { readStatus, studentKey } from './roster-rows.js';

/** One student of the file, her rows together. */
export interface Person {
  /** Her chosen id. */
  readonly key: string;
  /** Where she first stands. */
  readonly line: number;
  readonly ids: readonly StudentId[];
  readonly given: string;
  readonly family: string;
  readonly preferred: string;
  readonly grade: string;
  readonly email: string;
  /** Null where no row has a status. */
  readonly active: boolean | null;
}

/** Several rows a student are normal; the same id under another name is not. */
export function mergeRows(rows: readonly RosterRecord[], faults: Faults): Person[] {
  const people = new Map<string, Person>();
  for (const row of rows) {
    const person = personOf(row);
    const before = people.get(person.key);
    if (before === undefined) people.set(person.key, person);
    else if (sameName(before, person)) people.set(person.key, merged(before, person));
    else {
      faults.error(
        row.line,
        'student_id',
        'id_on_two_students',
        `this id stands with another name on line ${before.line}`,
      );
    }
  }
  return [...people.values()];
}

function personOf(row: RosterRecord): Person {
  return { ...row, key: studentKey(row), active: readStatus(row.status) ?? null };
}

function sameName(a: Person, b: Person): boolean {
  return folded(`${a.given} ${a.family}`) === folded(`${b.given} ${b.family}`);
}

/**
 * What the first row says stays; the second adds what the first leaves blank. She is active when any
 * of her rows is.
 */
function merged(first: Person, second: Person): Person {
  const types = new Set(first.ids.map(({ type }) => type));
  return {
    ...first,
    ids: [...first.ids, ...second.ids.filter(({ type }) => !types.has(type))],
    preferred: first.preferred || second.preferred,
    grade: first.grade || second.grade,
    email: first.email || second.email,
    active: first.active === true || second.active === true || (first.active ?? second.active),
  };
}
