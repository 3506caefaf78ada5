/** Rosters in OneRoster CSV 1.1 and 1.2: all files of a set together. */
import type { Problem } from '../../core/errors.js';
import type { RosterField, RosterScope, RosterSet } from '../../core/importing/roster-set.js';
import type { Member } from '../member.js';
import type { ReadRoster, RosterFormat, RosterOptions } from './format.js';
import { readEnrollments } from './oneroster-enrollments.js';
import { type OneRosterPackage, openPackage, recognised } from './oneroster-package.js';
import { readPeople } from './oneroster-people.js';
import { readClasses, readOrgs, readTerms } from './oneroster-places.js';
import type { OneRosterSheet } from './oneroster-sheet.js';
import type { TableName, Version } from './oneroster-tables.js';

export const ONEROSTER_1_1 = formatOf('1.1');
export const ONEROSTER_1_2 = formatOf('1.2');

function formatOf(version: Version): RosterFormat {
  return {
    name: `oneroster-${version}`,
    title: `OneRoster ${version} (CSV)`,
    many: true,
    recognise: (files) => {
      const found = recognised(files);
      return found?.version === version ? found.why : null;
    },
    read: (members, options) => readOneRoster(members, version, options),
  };
}

/** The files that a roster is made of. */
const ROSTER: readonly TableName[] = [
  'orgs',
  'academicSessions',
  'courses',
  'classes',
  'users',
  'roles',
  'enrollments',
];

function readOneRoster(
  members: readonly Member[],
  version: Version,
  { strict }: RosterOptions,
): ReadRoster {
  const set = openPackage(members, version, strict);
  const read = ROSTER.map((name) => set.sheet(name));
  if (!set.hasManifest && read.every((sheet) => sheet === null)) {
    return { set: null, problems: [...set.problems(), noFiles(members)], unread: set.unread() };
  }
  if (set.isBroken()) return { set: null, problems: set.problems(), unread: set.unread() };
  const orgs = readOrgs(set);
  const terms = readTerms(set);
  const classes = readClasses(set, orgs, terms);
  const people = readPeople(set, orgs);
  const { enrollments, teaching } = readEnrollments(set, people, classes);
  const roster: RosterSet = {
    header: headerIn(set),
    scope: scopeOf(set),
    idType: 'sourcedid',
    schools: orgs.schools,
    terms,
    staff: people.staff,
    sections: classes.sections,
    students: people.students,
    enrollments,
    teaching,
    unsaid: people.unsaid,
    leaving: people.leaving,
    closed: classes.closed,
  };
  return { set: roster, problems: set.problems(), unread: set.unread() };
}

/** A manifest alone means that nothing is new; without one there is nothing to go by. */
function noFiles(members: readonly Member[]): Problem {
  const file = members[0]?.path ?? '-';
  const message = `none of these files is one of a OneRoster roster: ${ROSTER.join(', ')}`;
  return { file, line: 1, field: null, code: 'no_files', severity: 'error', message };
}

/** Silence is leaving only in a bulk file of which every row was read. */
function scopeOf({ sheet }: OneRosterPackage): RosterScope {
  const isWhole = (name: TableName) => {
    const one = sheet(name);
    return one !== null && one.mode === 'bulk' && one.rows.length > 0 && !one.isPartial();
  };
  const roles = sheet('roles') === null ? null : isWhole('roles');
  const students = isWhole('users') && roles !== false;
  return {
    // A user of 1.1 names all her schools herself, also in a delta.
    schools: (roles ?? sheet('users')?.isPartial() === false) ? 'all' : 'listed',
    students: students ? 'all' : 'listed',
    enrollments: isWhole('enrollments') ? 'all' : 'listed',
  };
}

/** The columns that say what a roster is about, by preference. */
const COLUMNS: Readonly<Record<RosterField, readonly string[]>> = {
  student_id: ['userSourcedId', 'sourcedId'],
  name: ['familyName'],
  status: ['status'],
  section: ['classSourcedId'],
  school: ['schoolSourcedId', 'orgSourcedIds', 'primaryOrgSourcedId'],
  term: ['termSourcedIds'],
  teacher: ['userSourcedId'],
  parent: ['parentSourcedId'],
};

function headerIn(set: OneRosterPackage): NonNullable<RosterSet['header']> {
  const heads = headsOf(set);
  return (file, field) => {
    const written = COLUMNS[field].map((column) => heads.get(file)?.(column) ?? null);
    return written.find((header) => header !== null) ?? null;
  };
}

/** In a function of its own: what is asked for later keeps the headers alone, and no rows of a district. */
function headsOf({ sheet }: OneRosterPackage): ReadonlyMap<string, OneRosterSheet['headerOf']> {
  return new Map(ROSTER.flatMap((name) => sheet(name) ?? []).map(headOf));
}

function headOf({ file, headerOf }: OneRosterSheet) {
  return [file, headerOf] as const;
}
