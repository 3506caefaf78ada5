/**
 * Microsoft School Data Sync, versions 2 and 2.1. Their files are called like those of OneRoster, but
 * there is no manifest, no status and, in enrollments, no id; version 2.1 has the roles in `roles.csv`.
 */
import { dateReader } from '../../core/importing/dates.js';
import type { StudentRecord, TermRecord } from '../../core/importing/roster-set.js';
import type { Glimpse } from '../format.js';
import type { Member } from '../member.js';
import type { ReadRoster, RosterFormat } from './format.js';
import { hasColumns, partOf } from './part-signs.js';
import { type FoundPart, type FoundParts, readParts } from './parts.js';
import * as people from './people.js';
import { SDS_PARTS } from './sds-2-parts.js';

const V2 = { ...SDS_PARTS, roles: { ...SDS_PARTS.roles, needed: 'no' as const } };

export const sds2: RosterFormat = {
  name: 'sds-2',
  title: 'School Data Sync V2',
  many: true,
  recognise: (files) => {
    if (!isSds(files) || isThere(files, 'roles')) return null;
    const users = files.find((file) => partOf(SDS_PARTS, file)?.key === 'users');
    if (users === undefined || !hasColumns(users, 'sourcedid', 'role')) return null;
    return 'users.csv has a role and no status, as in School Data Sync V2';
  },
  read: (members) => readSds(members, 'School Data Sync V2', V2),
};

export const sds21: RosterFormat = {
  name: 'sds-2.1',
  title: 'School Data Sync V2.1',
  many: true,
  recognise: (files) => {
    if (!isSds(files)) return null;
    if (isThere(files, 'roles'))
      return 'roles.csv has neither ids nor a status, as in School Data Sync V2.1';
    const users = files.find((file) => partOf(SDS_PARTS, file)?.key === 'users');
    const isBare = users !== undefined && !hasColumns(users, 'role');
    return isBare && hasColumns(users, 'activedirectorymatchid|password')
      ? 'users.csv has neither a role nor a status, as in School Data Sync V2.1'
      : null;
  },
  read: (members) => readSds(members, 'School Data Sync V2.1', SDS_PARTS),
};

/** What OneRoster has in each of its files and these have not. */
const ONEROSTER = ['status', 'datelastmodified', 'enableduser', 'roletype', 'primary'];

function isSds(files: readonly Glimpse[]): boolean {
  if (files.some(({ stem }) => stem === 'manifest')) return false;
  const own = files.filter((file) => partOf(SDS_PARTS, file)?.isExact === true);
  const signs = own.filter((file) => {
    const key = partOf(SDS_PARTS, file)?.key;
    return (
      (key === 'users' && hasColumns(file, 'sourcedid', 'username', 'givenname|familyname')) ||
      (key === 'roles' && isRoles(file)) ||
      (key === 'enrollments' && isEnrollments(file))
    );
  });
  return signs.length > 0 && !own.some((file) => ONEROSTER.some((name) => hasColumns(file, name)));
}

function isRoles(file: Glimpse): boolean {
  return (
    hasColumns(file, 'usersourcedid', 'orgsourcedid', 'role') && !hasColumns(file, 'sourcedid')
  );
}

function isEnrollments(file: Glimpse): boolean {
  return (
    hasColumns(file, 'classsourcedid', 'usersourcedid', 'role') && !hasColumns(file, 'sourcedid')
  );
}

function isThere(files: readonly Glimpse[], key: keyof typeof SDS_PARTS): boolean {
  return files.some((file) => partOf(SDS_PARTS, file)?.key === key);
}

type Parts = FoundParts<keyof typeof SDS_PARTS>['parts'];

function readSds(
  members: readonly Member[],
  title: string,
  kinds: typeof SDS_PARTS | typeof V2,
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
  const everyone = users.rows
    .filter(({ get }) => students.has(get('id')))
    .map((row) => studentOf(row, students.get(row.get('id')) ?? NO_ROLE, schoolOf));
  const set = {
    header,
    scope: people.wholeScope(everyone, enrollments.rows),
    idType: 'sourcedid',
    schools: people.oncePerCode(schoolRows(parts.orgs).map(orgOf)),
    terms: people.oncePerCode(parts.sessions.rows.map(termOf)),
    staff: people.oncePerCode(
      users.rows
        .filter(({ get }) => teachers.has(get('id')))
        .map((row) => ({
          ...people.placeOf(row),
          code: row.get('id'),
          name: people.staffName(row, row.get('id')),
          email: people.emailOf(row, 'email', 'username', 'directory'),
        })),
    ),
    sections: people.oncePerCode(
      classes.rows.map((row) => ({
        ...people.placeOf(row),
        code: row.get('id'),
        name: row.get('title') || row.get('id'),
        course: titles.get(row.get('course')) ?? '',
        school: schoolOf(row.get('org')),
        term: parts.sessions.isThere ? people.firstOf(row.get('sessions')) : '',
      })),
    ),
    students: everyone,
    enrollments: within.map((row) => ({
      ...people.placeOf(row),
      student: row.get('user'),
      section: row.get('class'),
      startsOn: '',
      endsOn: '',
      gone: false,
    })),
    teaching: led.map((row) => ({
      ...people.placeOf(row),
      staff: row.get('user'),
      section: row.get('class'),
      gone: false,
    })),
  } as const;
  const left = file === undefined ? [] : [{ file: `${file} (in part)`, why }];
  return { set, problems: problems(), unread: [...unread, ...left] };
}

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

function orgOf(row: Parts['orgs']['rows'][number]) {
  const code = row.get('id');
  return { ...people.placeOf(row), code, name: row.get('name') || code };
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
    email: people.emailOf(row, 'email', 'username', 'directory'),
    active: null,
    schools: [...new Set(schools)],
  };
}
