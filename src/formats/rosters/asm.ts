/**
 * Apple School Manager, as Veracross and others write it for SFTP: students, staff, courses, classes,
 * rosters and locations, whole each time.
 */
import type {
  SectionRecord,
  StudentRecord,
  TeachingRecord,
} from '../../core/importing/roster-set.js';
import type { RosterFormat } from './format.js';
import { signedParts } from './part-signs.js';
import { type Part, type PartRow, readParts } from './parts.js';
import * as people from './people.js';

const TITLE = 'Apple School Manager';

/** Of a class: its instructors. */
const INSTRUCTORS = [
  'instructor',
  ...Array.from({ length: 14 }, (_, index) => `instructor_${index + 2}`),
];

/** Of a person: her locations. */
const LOCATIONS = [
  'location',
  ...Array.from({ length: 14 }, (_, index) => `location_${index + 2}`),
];

const numbered = (kind: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, [name.replace(`${kind}_`, `${kind}id`)]]));

const PERSON = {
  id: ['personid'],
  number: ['personnumber'],
  first: ['firstname'],
  last: ['lastname'],
  grade: ['gradelevel'],
  email: ['emailaddress'],
  username: ['sisusername'],
  ...numbered('location', LOCATIONS),
  location: ['locationid'],
};

const PARTS = {
  locations: {
    file: 'locations.csv',
    stems: ['locations', 'location'],
    needed: 'usual',
    fields: { id: ['locationid'], name: ['locationname'] },
    needs: ['id'],
    ids: [],
    known: [],
  },
  students: {
    file: 'students.csv',
    stems: ['students', 'student'],
    needed: 'yes',
    fields: PERSON,
    needs: ['id', 'first', 'last'],
    ids: ['id', 'number'],
    known: ['middlename', 'passwordpolicy'],
  },
  staff: {
    file: 'staff.csv',
    stems: ['staff'],
    needed: 'usual',
    fields: PERSON,
    needs: ['id'],
    ids: ['id'],
    known: ['middlename', 'passwordpolicy'],
  },
  courses: {
    file: 'courses.csv',
    stems: ['courses', 'course'],
    needed: 'no',
    fields: { id: ['courseid'], number: ['coursenumber'], name: ['coursename'] },
    needs: ['id'],
    ids: [],
    known: ['locationid'],
  },
  classes: {
    file: 'classes.csv',
    stems: ['classes', 'class'],
    needed: 'yes',
    fields: {
      id: ['classid'],
      number: ['classnumber'],
      course: ['courseid'],
      location: ['locationid'],
      ...numbered('instructor', INSTRUCTORS),
      instructor: ['instructorid'],
    },
    needs: ['id'],
    ids: ['id'],
    known: [],
  },
  rosters: {
    file: 'rosters.csv',
    stems: ['rosters', 'roster'],
    needed: 'yes',
    fields: { id: ['rosterid'], class: ['classid'], student: ['studentid'] },
    needs: ['class', 'student'],
    ids: ['student'],
    known: [],
  },
} satisfies Record<string, Part>;

export const asm: RosterFormat = {
  name: 'asm',
  title: TITLE,
  many: true,
  recognise: (files) => {
    const signs = {
      locations: ['locationid', 'locationname'],
      students: ['personid', 'firstname', 'lastname', 'locationid'],
      staff: ['personid', 'firstname', 'lastname', 'locationid'],
      courses: ['courseid', 'locationid'],
      classes: ['classid', 'courseid', 'instructorid|locationid'],
      rosters: ['rosterid', 'classid', 'studentid'],
    };
    const own = signedParts(PARTS, signs, files);
    if (!own.includes('classes') && !own.includes('rosters')) return null;
    const names = own.map((key) => PARTS[key].file).join(', ');
    return `the columns of ${names} are those of ${TITLE}`;
  },
  read: (members) => {
    const { parts, header, problems, unread, isBroken } = readParts(PARTS, members, TITLE);
    if (isBroken) return { set: null, problems: problems(), unread };
    const { locations, students, staff, courses, classes, rosters } = parts;
    const titles = new Map(
      courses.rows.map(({ get }) => [get('id'), get('name') || get('number')]),
    );
    const schoolsOf = (row: PartRow) =>
      locations.isThere ? LOCATIONS.map(row.get).filter((code) => code !== '') : [];
    const everyone = students.rows.map((row) => studentOf(row, schoolsOf(row)));
    const set = {
      header,
      scope: people.wholeScope(everyone, rosters.rows),
      idType: 'person',
      schools: people.oncePerCode(locations.rows.map(people.schoolOf)),
      terms: [],
      staff: people.oncePerCode(staff.rows.map((row) => people.staffOf(row, 'email', 'username'))),
      sections: people.oncePerCode(
        classes.rows.map((row) => sectionOf(row, titles, locations.isThere)),
      ),
      students: everyone,
      enrollments: rosters.rows.map((row) =>
        people.undated(row, row.get('student'), row.get('class')),
      ),
      teaching: staff.isThere ? classes.rows.flatMap(teachingOf) : [],
    } as const;
    return { set, problems: problems(), unread };
  },
};

/** A class has no name of its own, but a course and a number. */
function sectionOf(
  row: PartRow,
  titles: ReadonlyMap<string, string>,
  hasSchools: boolean,
): SectionRecord {
  const { get } = row;
  const course = titles.get(get('course')) ?? '';
  return {
    ...people.placeOf(row),
    code: get('id'),
    name: `${course} ${get('number')}`.trim() || get('id'),
    course,
    school: hasSchools ? get('location') : '',
    term: '',
  };
}

/** Each instructor of a class once. */
function teachingOf(row: PartRow): TeachingRecord[] {
  const codes = [...new Set(INSTRUCTORS.map(row.get))].filter((code) => code !== '');
  const section = row.get('id');
  return codes.map((staff) => ({ ...people.placeOf(row), staff, section, gone: false }));
}

function studentOf(row: PartRow, schools: readonly string[]): StudentRecord {
  return {
    ...people.placeOf(row),
    ids: people.idsOf(row, { person: 'id', personnumber: 'number' }),
    ...people.nameOf(row),
    preferred: '',
    grade: row.get('grade'),
    email: people.emailOf(row, 'email', 'username'),
    active: null,
    schools,
  };
}
