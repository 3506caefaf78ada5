/**
 * What a roster file changes: who is new, whose facts differ, who joins and who leaves. A file
 * speaks for the sections that it names and for nothing else; a blank cell says nothing.
 */
import type { Problem } from '../errors.js';
import type { Id, Section, Student, StudentId } from '../model.js';
import { folded, normalGrade } from '../names.js';
import {
  type Counts,
  type Faults,
  faultsOf,
  type RosterRecord,
  type Source,
  tally,
} from './records.js';

/** The roster as it stands, as far as planning needs it. */
export interface StandingRoster {
  readonly students: readonly Student[];
  readonly sections: readonly Section[];
  readonly schools: readonly NamedThing[];
  readonly terms: readonly NamedThing[];
  readonly staff: readonly NamedThing[];
  /** Undated or in force today. */
  readonly enrollments: readonly { readonly student: Id; readonly section: Id }[];
  readonly teaching: readonly { readonly staff: Id; readonly section: Id }[];
  readonly schoolStudents: readonly { readonly student: Id; readonly school: Id }[];
}

export interface NamedThing {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
}

/** Something that stands already, or that this plan makes under a key. */
export type Ref = { readonly id: Id } | { readonly key: string };

export interface StudentFacts {
  readonly given: string;
  readonly family: string;
  readonly preferred: string | null;
  readonly grade: string | null;
  readonly email: string | null;
  readonly active: boolean;
}

export interface SectionFacts {
  readonly code: string;
  readonly name: string;
  readonly course: string | null;
  readonly school: Ref | null;
  readonly term: Ref | null;
}

export interface RosterPlan {
  readonly counts: Readonly<
    Record<'schools' | 'terms' | 'staff' | 'sections' | 'students' | 'enrollments', Counts>
  >;
  readonly problems: readonly Problem[];
  readonly schools: readonly string[];
  readonly terms: readonly string[];
  readonly staff: readonly string[];
  readonly sections: readonly { readonly ref: Ref; readonly facts: SectionFacts }[];
  readonly students: readonly {
    readonly ref: Ref;
    readonly facts: StudentFacts | null;
    readonly ids: readonly StudentId[] | null;
  }[];
  readonly joins: readonly { readonly student: Ref; readonly section: Ref }[];
  readonly leaves: readonly { readonly student: Id; readonly section: Id }[];
  readonly teaches: readonly { readonly staff: Ref; readonly section: Ref }[];
  readonly attends: readonly { readonly student: Ref; readonly school: Ref }[];
}

/**
 * Plans a roster. `partial` says that rows were left out: then nobody is taken to have left. Ids,
 * names and sections are compared with what stands; the newest row of a student decides.
 */
export function planRoster(
  source: Source,
  records: readonly RosterRecord[],
  standing: StandingRoster,
  partial = false,
): RosterPlan {
  const faults = faultsOf(source);
  const sound = records.filter((record) => isSound(record, faults));
  const people = mergeRows(sound, faults);
  const finder = studentFinder(standing.students, people);
  const places = planPlaces(sound, standing);
  const students = people.map((person) => planStudent(person, finder(person), faults));
  const refs = new Map(students.map((student, index) => [people[index]?.key ?? '', student.ref]));
  const moves = planMoves(sound, standing, places, refs, partial);
  return {
    counts: { ...places.counts, students: countStudents(students), enrollments: moves.counts },
    problems: faults.problems,
    schools: places.schools.added,
    terms: places.terms.added,
    staff: places.staff.added,
    sections: places.sections,
    students: students.filter(({ facts, ids }) => facts !== null || ids !== null),
    joins: moves.joins,
    leaves: moves.leaves,
    teaches: moves.teaches,
    attends: moves.attends,
  };
}

const ACTIVE_WORDS = ['active', 'enrolled', 'yes', 'true', '1', 'y', 'current'];
const WITHDRAWN_WORDS = [
  'withdrawn',
  'inactive',
  'deleted',
  'tobedeleted',
  'no',
  'false',
  '0',
  'n',
  'left',
  'completed',
  'graduated',
  'transferred',
];

/** What a status cell says; null: nothing. */
function readStatus(text: string): boolean | null | undefined {
  const word = text.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '') return null;
  if (ACTIVE_WORDS.includes(word)) return true;
  return WITHDRAWN_WORDS.includes(word) ? false : undefined;
}

function isSound(record: RosterRecord, faults: Faults): boolean {
  const before = faults.problems.length;
  if ((record.ids[0]?.value ?? '') === '') {
    faults.error(record.line, 'student_id', 'missing_id', 'a student needs an id');
  }
  if (record.given === '' && record.family === '') {
    faults.error(record.line, 'name', 'missing_name', 'a student needs a name');
  }
  if (readStatus(record.status) === undefined) {
    faults.error(
      record.line,
      'status',
      'bad_status',
      `status is active or withdrawn (or ${[...ACTIVE_WORDS.slice(1), ...WITHDRAWN_WORDS.slice(1)].join(', ')})`,
    );
  }
  return faults.problems.length === before;
}

/** One student of the file, her rows together. */
interface Person {
  readonly key: string;
  readonly line: number;
  readonly ids: readonly StudentId[];
  readonly given: string;
  readonly family: string;
  readonly preferred: string;
  readonly grade: string;
  readonly email: string;
  readonly active: boolean | null;
}

/** Several rows a student are normal; the same id under another name is not. */
function mergeRows(records: readonly RosterRecord[], faults: Faults): Person[] {
  const people = new Map<string, Person>();
  for (const record of records) {
    const key = keyOf(record);
    const before = people.get(key);
    const row: Person = { ...record, key, active: readStatus(record.status) ?? null };
    if (before === undefined) people.set(key, row);
    else if (sameName(before, record)) people.set(key, mergePerson(before, row));
    else {
      faults.error(
        record.line,
        'student_id',
        'id_on_two_students',
        `this id stands with another name on line ${before.line}`,
      );
    }
  }
  return [...people.values()];
}

function mergePerson(before: Person, row: Person): Person {
  const types = new Set(before.ids.map(({ type }) => type));
  return {
    ...before,
    ids: [...before.ids, ...row.ids.filter(({ type }) => !types.has(type))],
    preferred: before.preferred || row.preferred,
    grade: before.grade || row.grade,
    email: before.email || row.email,
    active: before.active ?? row.active,
  };
}

function sameName(
  a: Pick<Person, 'given' | 'family'>,
  b: Pick<Person, 'given' | 'family'>,
): boolean {
  return folded(`${a.given} ${a.family}`) === folded(`${b.given} ${b.family}`);
}

function keyOf(record: Pick<RosterRecord, 'ids'>): string {
  return record.ids[0]?.value ?? '';
}

/**
 * A student stands already when one of hers is the file's chosen id. A further id of the file finds
 * her too, where it is one child's alone in the file and in the gradebook and her family name agrees.
 */
function studentFinder(
  students: readonly Student[],
  people: readonly Person[],
): (person: Person) => Student | null {
  const byChosen = new Map<string, Student>();
  const byAny = new Map<string, Student[]>();
  for (const student of students) {
    student.ids.forEach(({ value }, place) => {
      if (place === 0) byChosen.set(value, student);
      byAny.set(value, [...(byAny.get(value) ?? []), student]);
    });
  }
  const uses = new Map<string, number>();
  for (const { value } of people.flatMap(({ ids }) => ids))
    uses.set(value, (uses.get(value) ?? 0) + 1);
  const alone = (value: string) => {
    const owners = byAny.get(value) ?? [];
    return owners.length === 1 ? (owners[0] ?? null) : null;
  };
  return (person) => {
    const chosen = byChosen.get(person.key) ?? alone(person.key);
    if (chosen !== null) return chosen;
    for (const { value } of person.ids.slice(1)) {
      const owner = uses.get(value) === 1 ? alone(value) : null;
      if (owner !== null && folded(owner.family) === folded(person.family)) return owner;
    }
    return null;
  };
}

interface PlannedStudent {
  readonly ref: Ref;
  readonly isNew: boolean;
  readonly facts: StudentFacts | null;
  readonly ids: readonly StudentId[] | null;
}

function planStudent(person: Person, student: Student | null, faults: Faults): PlannedStudent {
  const said = (text: string, otherwise: string | null) => (text === '' ? otherwise : text);
  const facts: StudentFacts = {
    given: person.given || (student?.given ?? ''),
    family: person.family || (student?.family ?? ''),
    preferred: said(person.preferred, student?.preferred ?? null),
    grade: said(normalGrade(person.grade), student?.grade ?? null),
    email: said(person.email, student?.email ?? null),
    active: person.active ?? student?.active ?? true,
  };
  if (student === null) return { ref: { key: person.key }, isNew: true, facts, ids: person.ids };
  if (!student.active && person.active === null) {
    faults.warning(
      person.line,
      'student_id',
      'withdrawn_student',
      'this student was withdrawn and stays so: a status column with "active" brings her back',
    );
  }
  const ids = mergeIds(student.ids, person.ids);
  return {
    ref: { id: student.id },
    isNew: false,
    facts: sameFacts(student, facts) ? null : facts,
    ids: sameIds(student.ids, ids) ? null : ids,
  };
}

function sameFacts(student: Student, facts: StudentFacts): boolean {
  return (Object.keys(facts) as (keyof StudentFacts)[]).every((key) => student[key] === facts[key]);
}

/** Her ids with the file's put in by type; the id that is shown keeps its place. */
function mergeIds(standing: readonly StudentId[], said: readonly StudentId[]): StudentId[] {
  const values = new Map(standing.map(({ type, value }) => [type, value]));
  const known = new Set(standing.map(({ value }) => value));
  said.forEach(({ type, value }, place) => {
    if (value !== '' && !(place === 0 && known.has(value))) values.set(type, value);
  });
  return [...values].map(([type, value]) => ({ type, value }));
}

function sameIds(a: readonly StudentId[], b: readonly StudentId[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ type, value }, i) => b[i]?.type === type && b[i]?.value === value)
  );
}

function countStudents(students: readonly PlannedStudent[]): Counts {
  const counts = tally();
  for (const { isNew, facts, ids } of students) {
    if (isNew) counts.add++;
    else if (facts !== null || ids !== null) counts.update++;
    else counts.unchanged++;
  }
  return counts;
}

/** Schools, terms, teachers and sections that the file names. */
interface Places {
  readonly counts: Readonly<Record<'schools' | 'terms' | 'staff' | 'sections', Counts>>;
  readonly schools: NamedPlan;
  readonly terms: NamedPlan;
  readonly staff: NamedPlan;
  readonly sections: readonly { readonly ref: Ref; readonly facts: SectionFacts }[];
  readonly sectionOf: (record: RosterRecord) => Ref | null;
}

interface NamedPlan {
  readonly added: readonly string[];
  readonly counts: Counts;
  readonly refOf: (name: string) => Ref | null;
}

function planNamed(names: readonly string[], standing: readonly NamedThing[]): NamedPlan {
  const known = new Map<string, Ref>();
  for (const { id, code, name } of standing) {
    known.set(name.toLowerCase(), { id });
    known.set(code.toLowerCase(), { id });
  }
  const counts = tally();
  const added: string[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (name === '' || seen.has(key)) continue;
    seen.add(key);
    if (known.has(key)) counts.unchanged++;
    else {
      counts.add++;
      added.push(name);
      known.set(key, { key });
    }
  }
  return { added, counts, refOf: (name) => known.get(name.toLowerCase()) ?? null };
}

function planPlaces(records: readonly RosterRecord[], standing: StandingRoster): Places {
  const schools = planNamed(
    records.map(({ school }) => school),
    standing.schools,
  );
  const terms = planNamed(
    records.map(({ term }) => term),
    standing.terms,
  );
  const staff = planNamed(
    records.map(({ teacher }) => teacher),
    standing.staff,
  );
  const counts = tally();
  const sections: { ref: Ref; facts: SectionFacts }[] = [];
  const refs = new Map<string, Ref>();
  for (const [key, rows] of rowsBySection(records)) {
    const before = standingSection(rows[0], schools, standing);
    const ref: Ref = before === null ? { key } : { id: before.id };
    refs.set(key, ref);
    const facts = sectionFacts(rows, before, schools, terms);
    const changed = before === null || !sameSection(before, facts);
    if (changed) sections.push({ ref, facts });
    counts[before === null ? 'add' : changed ? 'update' : 'unchanged']++;
  }
  return {
    counts: { schools: schools.counts, terms: terms.counts, staff: staff.counts, sections: counts },
    schools,
    terms,
    staff,
    sections,
    sectionOf: (record) => {
      const key = sectionKey(record);
      return key === null ? null : (refs.get(key) ?? null);
    },
  };
}

type Rows = readonly [RosterRecord, ...RosterRecord[]];

function rowsBySection(records: readonly RosterRecord[]): Map<string, Rows> {
  const groups = new Map<string, [RosterRecord, ...RosterRecord[]]>();
  for (const record of records) {
    const key = sectionKey(record);
    if (key === null) continue;
    const rows = groups.get(key);
    if (rows === undefined) groups.set(key, [record]);
    else rows.push(record);
  }
  return groups;
}

/** Two schools may both have a 7A: a section is known by its id within its school. */
function sectionKey(record: RosterRecord): string | null {
  const code = record.section || record.sectionName;
  return code === '' ? null : `${record.school.toLowerCase()}\n${code}`;
}

function standingSection(
  record: RosterRecord,
  schools: NamedPlan,
  standing: StandingRoster,
): Section | null {
  const code = record.section || record.sectionName;
  const school = schools.refOf(record.school);
  return (
    standing.sections.find((section) => {
      if (section.code !== code) return false;
      return (
        school === null ||
        section.school === null ||
        ('id' in school && school.id === section.school)
      );
    }) ?? null
  );
}

function sectionFacts(
  rows: readonly RosterRecord[],
  before: Section | null,
  schools: NamedPlan,
  terms: NamedPlan,
): SectionFacts {
  const said = (field: 'section' | 'sectionName' | 'course' | 'school' | 'term') =>
    rows.find((row) => row[field] !== '')?.[field] ?? '';
  const code = said('section') || said('sectionName');
  return {
    code,
    name: said('sectionName') || (before?.name ?? code),
    course: said('course') || (before?.course ?? null),
    school: schools.refOf(said('school')) ?? standingRef(before?.school ?? null),
    term: terms.refOf(said('term')) ?? standingRef(before?.term ?? null),
  };
}

function standingRef(id: Id | null): Ref | null {
  return id === null ? null : { id };
}

function sameSection(section: Section, facts: SectionFacts): boolean {
  const same = (ref: Ref | null, id: Id | null) =>
    ref === null ? id === null : 'id' in ref && ref.id === id;
  return (
    section.name === facts.name &&
    section.course === facts.course &&
    same(facts.school, section.school) &&
    same(facts.term, section.term)
  );
}

interface Moves {
  readonly counts: Counts;
  readonly joins: RosterPlan['joins'];
  readonly leaves: RosterPlan['leaves'];
  readonly teaches: RosterPlan['teaches'];
  readonly attends: RosterPlan['attends'];
}

function planMoves(
  records: readonly RosterRecord[],
  standing: StandingRoster,
  places: Places,
  students: ReadonlyMap<string, Ref>,
  partial: boolean,
): Moves {
  const counts = tally();
  const current = new Set(
    standing.enrollments.map(({ student, section }) => `${student} ${section}`),
  );
  const teachingNow = new Set(standing.teaching.map(({ staff, section }) => `${staff} ${section}`));
  const attendingNow = new Set(
    standing.schoolStudents.map(({ student, school }) => `${student} ${school}`),
  );
  const seen = new Set<string>();
  const moves = {
    joins: [] as Moves['joins'][number][],
    teaches: [] as Moves['teaches'][number][],
    attends: [] as Moves['attends'][number][],
  };
  const fresh = (kind: string, a: Ref, b: Ref): string | null => {
    const pair = `${refText(a)} ${refText(b)}`;
    if (seen.has(kind + pair)) return null;
    seen.add(kind + pair);
    return pair;
  };
  for (const record of records) {
    const student = students.get(keyOf(record));
    const section = places.sectionOf(record);
    const staff = places.staff.refOf(record.teacher);
    const school = places.schools.refOf(record.school);
    if (student === undefined) continue;
    if (section !== null && readStatus(record.status) !== false) {
      const pair = fresh('in', student, section);
      if (pair !== null && current.has(pair)) counts.unchanged++;
      else if (pair !== null) {
        counts.add++;
        moves.joins.push({ student, section });
      }
    }
    if (section !== null && staff !== null) {
      const pair = fresh('by', staff, section);
      if (pair !== null && !teachingNow.has(pair)) moves.teaches.push({ staff, section });
    }
    if (school !== null) {
      const pair = fresh('at', student, school);
      if (pair !== null && !attendingNow.has(pair)) moves.attends.push({ student, school });
    }
  }
  const leaves = partial ? [] : leaving(standing, places, records, seen);
  counts.update += leaves.length;
  return { counts, leaves, ...moves };
}

/** Who is in a section that the file names, and not in the file's list of it. */
function leaving(
  standing: StandingRoster,
  places: Places,
  records: readonly RosterRecord[],
  seen: ReadonlySet<string>,
) {
  const named = new Set(
    records.flatMap((record) => {
      const ref = places.sectionOf(record);
      return ref !== null && 'id' in ref ? [ref.id] : [];
    }),
  );
  return standing.enrollments.filter(
    ({ student, section }) => named.has(section) && !seen.has(`in${student} ${section}`),
  );
}

function refText(ref: Ref): string {
  return 'id' in ref ? String(ref.id) : `new:${ref.key}`;
}
