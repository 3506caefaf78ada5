/**
 * Canvas SIS import files. They are changes and not the whole: who has left says so in `status`, and
 * silence says nothing. Who is a student is said by the enrollments, or else by the declared type.
 */
import { addDays } from '../../core/day.js';
import { dateReader } from '../../core/importing/dates.js';
import type {
  RosterSet,
  SectionRecord,
  StudentRecord,
  TermRecord,
} from '../../core/importing/roster-set.js';
import { CANVAS_PARTS } from './canvas-sis-parts.js';
import {
  type CanvasParts,
  coursesOf,
  type Sections,
  sectionsOf,
  stands,
} from './canvas-sis-sections.js';
import type { RosterFormat } from './format.js';
import { signedParts } from './part-signs.js';
import { type PartRow, readParts } from './parts.js';
import * as people from './people.js';

const TITLE = 'Canvas SIS';

export const canvasSis: RosterFormat = {
  name: 'canvas-sis',
  title: TITLE,
  many: true,
  recognise: (files) => {
    const signs = {
      accounts: ['accountid', 'parentaccountid', 'status'],
      terms: ['termid', 'name', 'status'],
      courses: ['courseid', 'shortname', 'longname', 'status'],
      sections: ['sectionid', 'courseid', 'name', 'status'],
      users: ['userid', 'loginid', 'status'],
      enrollments: ['courseid|sectionid', 'userid', 'role|roleid', 'status'],
    };
    const own = signedParts(CANVAS_PARTS, signs, files);
    if (!own.includes('users') && !own.includes('enrollments')) return null;
    const names = own.map((key) => CANVAS_PARTS[key].file).join(', ');
    return `the columns of ${names} are those of Canvas`;
  },
  read: (members) => {
    const { parts, header, problems, unread, isBroken } = readParts(CANVAS_PARTS, members, TITLE);
    if (isBroken) return { set: null, problems: problems(), unread };
    const { set, others } = setOf(parts);
    const [file] = parts.users.rows.map((row) => row.file);
    const why = `people who are neither student nor teacher: ${others}`;
    const left = others === 0 || file === undefined ? [] : [{ file: `${file} (in part)`, why }];
    return { set: { ...set, header }, problems: problems(), unread: [...unread, ...left] };
  },
};

function setOf(parts: CanvasParts): { readonly set: RosterSet; readonly others: number } {
  const sections = sectionsOf(parts, coursesOf(parts));
  const enrolled = parts.enrollments.rows.flatMap((row) => enrollmentOf(row, sections));
  const placed = new Set(enrolled.map(({ section }) => section));
  const kept = [...sections.listed, ...sections.ofCourses.filter(({ code }) => placed.has(code))];
  const learning = enrolled.filter(({ role }) => role === 'student');
  const teaching = enrolled.filter(({ role }) => role === 'teacher');
  const students = usersWith('student', parts, enrolled);
  const staff = usersWith('teacher', parts, enrolled);
  const schools = schoolsOf(learning, kept);
  const set: RosterSet = {
    scope: { students: 'listed', enrollments: 'listed' },
    idType: 'user',
    schools: people.oncePerCode(parts.accounts.rows.filter(stands).map(people.schoolOf)),
    terms: people.oncePerCode(parts.terms.rows.filter(stands).map(termOf)),
    staff: people.oncePerCode(staff.map((row) => people.staffOf(row, 'email', 'login'))),
    sections: people.oncePerCode(kept),
    students: students.map((row) => studentOf(row, schools.get(row.get('id')) ?? new Set())),
    enrollments: learning.map((one) => people.undated(one, one.user, one.section, one.gone)),
    teaching: teaching.map(({ file, line, user, section, gone }) => {
      return { file, line, staff: user, section, gone };
    }),
  };
  return { set, others: parts.users.rows.length - new Set([...students, ...staff]).size };
}

/** Who has the role by an enrollment or, where she has none of any role, by her declared type. */
function usersWith(
  role: Role,
  { users }: CanvasParts,
  enrolled: readonly Enrolled[],
): readonly PartRow[] {
  const ids = new Set(enrolled.flatMap((one) => (one.role === role ? one.user : [])));
  const placed = new Set(enrolled.map(({ user }) => user));
  const type = new RegExp(`^${role}$`, 'i');
  return users.rows.filter(
    ({ get }) => ids.has(get('id')) || (type.test(get('type')) && !placed.has(get('id'))),
  );
}

const day = dateReader(null);

function termOf(row: PartRow): TermRecord {
  const end = people.dayOf(row, 'ends', day);
  // A term ends at a moment: at midnight the day itself is no longer of it.
  const isMidnight = /[T ]00:00(:00)?/.test(row.get('ends'));
  return {
    ...people.placeOf(row),
    code: row.get('id'),
    name: row.get('name') || row.get('id'),
    startsOn: people.dayOf(row, 'starts', day),
    endsOn: end === '' || isMidnight ? end : addDays(end, 1),
    kind: '',
    parent: '',
  };
}

type Role = 'student' | 'teacher';

interface Enrolled {
  readonly file: string;
  readonly line: number;
  readonly role: Role;
  readonly user: string;
  readonly section: string;
  readonly gone: boolean;
}

/** Of the other roles nothing is stored, and least of all who observes whom. */
const OTHERS =
  /^(ta|observer|designer|teacher ?assistant)$|^(ta|observer|designer|studentview)enrollment$/i;

function enrollmentOf(row: PartRow, sections: Sections): Enrolled[] {
  const { line, get, faults } = row;
  const word = get('role')
    .toLowerCase()
    .replace(/enrollment$/, '');
  const [section, course] = [get('section'), get('course')];
  const status = people.statusOf(row);
  if (section === '' && course === '')
    faults.error(line, 'section', 'missing_value', 'an enrollment names a section or a course');
  else if (word === '' && get('role_id') === '')
    faults.error(line, 'role', 'missing_value', 'this cell must not be blank');
  else if (word === 'student' || word === 'teacher') {
    const code = section || sections.ofCourse(course);
    const gone = status === false || sections.deleted.has(code);
    return [{ ...people.placeOf(row), role: word, user: get('user'), section: code, gone }];
  } else if (!OTHERS.test(get('role')))
    faults.warning(line, 'role', 'unknown_role', 'neither student nor teacher: not stored');
  return [];
}

/** The schools of each student: those of her sections. */
function schoolsOf(
  enrolled: readonly Enrolled[],
  sections: readonly SectionRecord[],
): ReadonlyMap<string, Set<string>> {
  const schools = new Map(sections.map(({ code, school }) => [code, school]));
  const of = new Map<string, Set<string>>();
  for (const { user, section, gone } of enrolled) {
    const school = schools.get(section) ?? '';
    if (school !== '' && !gone) of.set(user, (of.get(user) ?? new Set()).add(school));
  }
  return of;
}

function studentOf(row: PartRow, schools: ReadonlySet<string>): StudentRecord {
  return {
    ...people.placeOf(row),
    ids: people.idsOf(row, { user: 'id', integration: 'integration', login: 'login' }),
    ...people.nameOf(row),
    preferred: '',
    grade: '',
    email: people.emailOf(row, 'email', 'login'),
    active: people.statusOf(row),
    schools: [...schools],
  };
}
