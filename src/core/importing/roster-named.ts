/** Schools, terms and staff of a roster: which are new, and whose facts differ. */
import { groupBy, onlyOne } from '../grouping.js';
import type { Day, Id } from '../model.js';
import { type Counts, saidOr, tally } from './records.js';
import { isRefTo, type Ref, standingRef } from './refs.js';
import type { RosterFaults } from './roster-faults.js';
import type { Place, SchoolRecord, StaffRecord, TermRecord } from './roster-set.js';

export interface NamedThing {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
}

export interface StaffThing extends NamedThing {
  readonly email: string | null;
}

export interface TermThing extends NamedThing {
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly kind: string | null;
  readonly parent: Id | null;
}

export type SchoolFacts = Omit<NamedThing, 'id'>;
export type StaffFacts = Omit<StaffThing, 'id'>;
export type TermFacts = Omit<TermThing, 'id' | 'parent'> & { readonly parent: Ref | null };

/** A thing that is new, or whose facts differ. */
export interface PlannedNamed<F> {
  readonly ref: Ref;
  readonly facts: F;
}

export interface NamedPlan<F> {
  readonly counts: Counts;
  readonly changed: readonly PlannedNamed<F>[];
  /** What a code of the roster means; null where there is nothing of it. */
  readonly refOf: (code: string) => Ref | null;
}

export function planSchools(
  records: readonly SchoolRecord[],
  standing: readonly NamedThing[],
): NamedPlan<SchoolFacts> {
  const matched = match(records, standing);
  return planned(matched, ({ record, before }) => {
    const facts = namesOf(record, before);
    return { facts, differs: !sameNames(facts, before) };
  });
}

export function planStaff(
  records: readonly StaffRecord[],
  standing: readonly StaffThing[],
): NamedPlan<StaffFacts> {
  return planned(match(records, standing), ({ record, before }) => {
    const email = saidOr(record.email, before?.email ?? null);
    const facts = { ...namesOf(record, before), email };
    return { facts, differs: !sameNames(facts, before) || before?.email !== email };
  });
}

/** A term that is part of one that is not there is a fault and stands alone. */
export function planTerms(
  records: readonly TermRecord[],
  standing: readonly TermThing[],
  faults: RosterFaults,
): NamedPlan<TermFacts> {
  const matched = match(records, standing);
  return planned(matched, ({ record, before }) => {
    const found = record.parent === '' ? null : matched.refOf(record.parent);
    if (record.parent !== '' && found === null) orphan(record, 'parent', 'term', faults);
    const parent = found ?? standingRef(before?.parent ?? null);
    const facts = {
      ...namesOf(record, before),
      startsOn: saidOr(record.startsOn, before?.startsOn ?? null),
      endsOn: saidOr(record.endsOn, before?.endsOn ?? null),
      kind: saidOr(record.kind, before?.kind ?? null),
      parent,
    };
    const differs =
      !sameNames(facts, before) ||
      before?.startsOn !== facts.startsOn ||
      before.endsOn !== facts.endsOn ||
      before.kind !== facts.kind ||
      !isRefTo(parent, before.parent);
    return { facts, differs };
  });
}

/** Says that a record names something that is nowhere. */
export function orphan(
  record: Place,
  field: 'student_id' | 'section' | 'school' | 'term' | 'teacher' | 'parent',
  noun: 'student' | 'section' | 'school' | 'term' | 'teacher',
  faults: RosterFaults,
): void {
  const message = `this ${noun} is neither in the files nor in the gradebook: left out`;
  faults.warning(record, field, 'orphan_reference', message);
}

interface NamedRecord extends Place {
  readonly code: string;
  readonly name: string;
}

interface Matched<R, T> {
  readonly pairs: readonly { readonly record: R; readonly before: T | null; readonly ref: Ref }[];
  readonly refOf: (code: string) => Ref | null;
}

/**
 * What stands already: by its code; a record without a name by code or name in any case; else by its
 * name, where what stands was known by its name alone.
 */
function match<R extends NamedRecord, T extends NamedThing>(
  records: readonly R[],
  standing: readonly T[],
): Matched<R, T> {
  const byCode = new Map(standing.map((thing) => [thing.code, thing]));
  const byWord = new Map(standing.map((thing) => [thing.code.toLowerCase(), thing]));
  for (const thing of standing) byWord.set(thing.name.toLowerCase(), thing);
  const onlyNamed = groupBy(
    standing.filter(({ code, name }) => code === name),
    ({ name }) => name.toLowerCase(),
  );
  const inSet = groupBy(records, ({ name }) => name.toLowerCase());
  const find = ({ code, name }: R): T | null => {
    if (name === '') return byCode.get(code) ?? byWord.get(code.toLowerCase()) ?? null;
    const known = byCode.get(code);
    if (known !== undefined || onlyOne(inSet.get(name.toLowerCase()) ?? []) === null)
      return known ?? null;
    return onlyOne(onlyNamed.get(name.toLowerCase()) ?? []);
  };
  const refs = new Map<string, Ref>();
  const words = new Map<string, Ref>();
  const claimed = new Set<Id>();
  const pairs: { record: R; before: T | null; ref: Ref }[] = [];
  for (const record of records) {
    const word = record.name === '' ? words.get(record.code.toLowerCase()) : undefined;
    if (record.code === '' || refs.has(record.code) || word !== undefined) continue;
    const found = find(record);
    const before = found !== null && claimed.has(found.id) ? null : found;
    if (before !== null) claimed.add(before.id);
    const ref: Ref = before === null ? { key: record.code } : { id: before.id };
    refs.set(record.code, ref);
    if (record.name === '') words.set(record.code.toLowerCase(), ref);
    pairs.push({ record, before, ref });
  }
  const refOf = (code: string) =>
    refs.get(code) ?? words.get(code.toLowerCase()) ?? standingRef(byCode.get(code)?.id ?? null);
  return { pairs, refOf };
}

function planned<R, T, F>(
  { pairs, refOf }: Matched<R, T>,
  factsOf: (pair: { readonly record: R; readonly before: T | null }) => {
    readonly facts: F;
    readonly differs: boolean;
  },
): NamedPlan<F> {
  const counts = tally();
  const changed: PlannedNamed<F>[] = [];
  for (const { record, before, ref } of pairs) {
    const { facts, differs } = factsOf({ record, before });
    if (before === null || differs) changed.push({ ref, facts });
    counts[before === null ? 'add' : differs ? 'update' : 'unchanged']++;
  }
  return { counts, changed, refOf };
}

/** What was known by its name alone takes the code of a record that has both. */
function namesOf(record: NamedRecord, before: NamedThing | null): SchoolFacts {
  if (record.name !== '') return { code: record.code, name: record.name };
  return { code: before?.code ?? record.code, name: before?.name ?? record.code };
}

function sameNames(facts: SchoolFacts, before: SchoolFacts | null): boolean {
  return before?.code === facts.code && before.name === facts.name;
}
