/** Reading the files of School Data Sync, versions 2 and 2.1: who is who, by the roles, the users and the enrollments. */
import { dateReader } from '../../core/importing/dates.js';
import type { StudentRecord, TermRecord } from '../../core/importing/roster-set.js';
import type { Member } from '../member.js';
import type { ReadRoster } from './format.js';
import { type FoundPart, type FoundParts, readParts } from './parts.js';
import * as people from './people.js';
import type { SDS_PARTS, SDS_V2_PARTS } from './sds-2-parts.js';

type Parts = FoundParts<keyof typeof SDS_PARTS>['parts'];

/** A roster of the parts that are there; `kinds`: which those may be, and which are needed. */
export function readSds(
  members: readonly Member[],
  title: string,
  kinds: typeof SDS_PARTS | typeof SDS_V2_PARTS,
): ReadRoster {
  const { parts, header, problems, unread, isBroken } = readParts(kinds, members, title);
  if (isBroken) return { set: null, problems: problems(), unread };
  const { users, classes, courses, enrollments } = parts;
  const { students, teachers } = rolesOf(parts);
  const schoolOf = schoolFinder(parts.orgs);
  const titles = new Map(courses.rows.map(({ get }) => [get('id'), get('title')]));
  const within = enrollments.rows.filter((row) => isOf(row.get('role'), 'student'));
  const led = enrollments.rows.filter((row) => isOf(row.get('role'), 'teacher'));
  const others = users.rows.filter(
    ({ get }) => !students.has(get('id')) && !teachers.has(get('id')),
  );
  const file = others[0]?.file;
  const why = `people who are neither student nor teacher: ${others.length}`;
  const staff = users.rows.filter(({ get }) => teachers.has(get('id')));
  const everyone = users.rows
    .filter(({ get }) => students.has(get('id')))
    .map((row) => studentOf(row, students.get(row.get('id')) ?? NO_ROLE, schoolOf));
  const set = {
    header,
    scope: people.wholeScope(everyone, enrollments.rows),
    idType: 'sourcedid',
    schools: people.oncePerCode(schoolRows(parts.orgs).map(people.schoolOf)),
    terms: people.oncePerCode(parts.sessions.rows.map(termOf)),
    staff: people.oncePerCode(staff.map((row) => people.staffOf(row, ...EMAILS))),
    sections: people.oncePerCode(
      classes.rows.map((row) => ({
        ...sectionOf(row),
        course: titles.get(row.get('course')) ?? '',
        school: schoolOf(row.get('org')),
        term: parts.sessions.isThere ? people.firstOf(row.get('sessions')) : '',
      })),
    ),
    students: everyone,
    enrollments: within.map((row) => people.undated(row, row.get('user'), row.get('class'))),
    teaching: led.map(teachingOf),
  } as const;
  const left = file === undefined ? [] : [{ file: `${file} (in part)`, why }];
  return { set, problems: problems(), unread: [...unread, ...left] };
}

/** Where a user's address may stand. */
const EMAILS = ['email', 'username', 'directory'];

function isOf(word: string, role: 'student' | 'teacher'): boolean {
  return word.trim().toLowerCase() === role;
}

/** What a student's roles say of her. */
interface StudentRole {
  readonly grade: string;
  readonly orgs: readonly string[];
}

const NO_ROLE: StudentRole = { grade: '', orgs: [] };

/** Who is a student and who a teacher, by the roles, the users themselves and the enrollments. */
function rolesOf({ users, roles, enrollments }: Parts) {
  const students = new Map<string, StudentRole>();
  const teachers = new Set<string>();
  const said = [
    ...roles.rows.map(({ get }) => ({
      user: get('user'),
      role: get('role'),
      grade: get('grade'),
      orgs: [get('org')],
    })),
    ...users.rows.map(({ get }) => ({
      user: get('id'),
      role: get('role'),
      grade: get('grade'),
      orgs: get('orgs').split(/[,;]/),
    })),
    ...enrollments.rows.map(({ get }) => ({
      user: get('user'),
      role: get('role'),
      grade: '',
      orgs: [],
    })),
  ];
  for (const { user, role, grade, orgs } of said) {
    if (isOf(role, 'teacher')) teachers.add(user);
    if (!isOf(role, 'student')) continue;
    const before = students.get(user);
    students.set(user, {
      grade: before?.grade || grade,
      orgs: [...(before?.orgs ?? []), ...orgs],
    });
  }
  return { students, teachers };
}

/** Orgs that are schools; where the file has no types, all are. */
function schoolRows({ rows }: FoundPart) {
  const isTyped = rows.some(({ get }) => get('type') !== '');
  return isTyped ? rows.filter(({ get }) => /^school$/i.test(get('type'))) : rows;
}

/** The school of an org: itself or the nearest above it; '' where it is part of none. */
function schoolFinder(orgs: FoundPart): (org: string) => string {
  const schools = new Set(schoolRows(orgs).map(({ get }) => get('id')));
  const parents = new Map(orgs.rows.map(({ get }) => [get('id'), get('parent')]));
  return (org) => {
    const seen = new Set<string>();
    for (let at = org; at !== '' && !seen.has(at); at = parents.get(at) ?? '') {
      if (schools.has(at) || (!parents.has(at) && orgs.isThere)) return at;
      seen.add(at);
    }
    return '';
  };
}

const day = dateReader('M/D/YYYY');

function termOf(row: Parts['sessions']['rows'][number]): TermRecord {
  return {
    ...people.placeOf(row),
    code: row.get('id'),
    name: row.get('title') || row.get('id'),
    startsOn: people.dayOf(row, 'starts', day),
    endsOn: people.dayAfter(row, 'ends', day),
    kind: row.get('type'),
    parent: row.get('parent'),
  };
}

function studentOf(
  row: Parts['users']['rows'][number],
  role: StudentRole,
  schoolOf: (org: string) => string,
): StudentRecord {
  const schools = role.orgs.map((org) => schoolOf(org.trim())).filter((school) => school !== '');
  return {
    ...people.placeOf(row),
    ids: people.idsOf(row, { sourcedid: 'id' }),
    ...people.nameOf(row),
    preferred: row.get('preferred'),
    grade: role.grade,
    email: people.emailOf(row, ...EMAILS),
    active: null,
    schools: [...new Set(schools)],
  };
}

function sectionOf(row: Parts['classes']['rows'][number]) {
  return {
    ...people.placeOf(row),
    code: row.get('id'),
    name: row.get('title') || row.get('id'),
  };
}

function teachingOf(row: Parts['enrollments']['rows'][number]) {
  return {
    ...people.placeOf(row),
    staff: row.get('user'),
    section: row.get('class'),
    gone: false,
  };
}
