/**
 * Clever (SFTP): schools, students, teachers, sections and enrollments of a district, whole and only
 * what is active, so that who is missing has left. A student has a row for each of her contacts.
 */
import { dateReader } from '../../core/importing/dates.js';
import type {
  SectionRecord,
  StudentRecord,
  TeachingRecord,
  TermRecord,
} from '../../core/importing/roster-set.js';
import type { RosterFormat } from './format.js';
import { signedParts } from './part-signs.js';
import { type FoundPart, type Part, type PartRow, readParts } from './parts.js';
import * as people from './people.js';

const TITLE = 'Clever';

/** Of a section: the teacher of record and up to nine others. */
const TEACHERS = [
  'teacher',
  ...Array.from({ length: 9 }, (_, index) => `teacher_${index + 2}`),
] as const;

const PARTS = {
  schools: {
    file: 'schools.csv',
    stems: ['schools', 'school'],
    needed: 'usual',
    fields: { id: ['schoolid'], name: ['schoolname', 'name'] },
    needs: ['id'],
    ids: [],
    known: (
      'schoolnumber stateid lowgrade highgrade principal principalemail schooladdress schoolcity ' +
      'schoolstate schoolzip schoolphone'
    ).split(' '),
  },
  students: {
    file: 'students.csv',
    stems: ['students', 'student'],
    needed: 'yes',
    fields: {
      id: ['studentid'],
      number: ['studentnumber'],
      state_id: ['stateid'],
      school: ['schoolid'],
      first: ['firstname'],
      last: ['lastname'],
      preferred: ['preferredname', 'preferredfirstname'],
      grade: ['grade'],
      email: ['studentemail', 'email'],
    },
    needs: ['id'],
    ids: ['id', 'number', 'state_id'],
    known: 'graduationyear middlename username weightedgpa unweightedgpa'.split(' '),
  },
  teachers: {
    file: 'teachers.csv',
    stems: ['teachers', 'teacher'],
    needed: 'usual',
    fields: {
      id: ['teacherid'],
      first: ['firstname'],
      last: ['lastname'],
      email: ['teacheremail', 'email'],
      username: ['username'],
    },
    needs: ['id'],
    ids: ['id'],
    known: ['schoolid', 'teachernumber', 'stateteacherid', 'title', 'middlename', 'password'],
  },
  sections: {
    file: 'sections.csv',
    stems: ['sections', 'section'],
    needed: 'yes',
    fields: {
      id: ['sectionid'],
      school: ['schoolid'],
      name: ['name', 'sectionname'],
      number: ['sectionnumber'],
      course: ['coursename'],
      term: ['termname'],
      term_start: ['termstart'],
      term_end: ['termend'],
      ...Object.fromEntries(
        TEACHERS.map((field) => [field, [`${field.replace('_', '')}id`]] as const),
      ),
    },
    needs: ['id'],
    ids: ['id'],
    known: 'grade coursenumber coursedescription period subject'.split(' '),
  },
  enrollments: {
    file: 'enrollments.csv',
    stems: ['enrollments', 'enrollment'],
    needed: 'yes',
    fields: { section: ['sectionid'], student: ['studentid'] },
    needs: ['section', 'student'],
    ids: ['student'],
    known: ['schoolid'],
  },
} satisfies Record<string, Part>;

export const clever: RosterFormat = {
  name: 'clever',
  title: TITLE,
  many: true,
  recognise: (files) => {
    const signs = {
      schools: ['schoolid'],
      students: ['studentid', 'schoolid', 'lastname'],
      teachers: ['teacherid', 'schoolid', 'lastname'],
      sections: ['sectionid', 'teacherid', 'schoolid'],
      enrollments: ['sectionid', 'studentid', 'schoolid'],
    };
    const own = signedParts(PARTS, signs, files);
    const told = ['sections', 'enrollments'] as const;
    if (own.length < 2 || !told.some((key) => own.includes(key))) return null;
    return `${own.map((key) => PARTS[key].file).join(', ')} have the columns of Clever`;
  },
  read: (members) => {
    const { parts, header, problems, unread, isBroken } = readParts(PARTS, members, TITLE);
    if (isBroken) return { set: null, problems: problems(), unread };
    const { schools, students, teachers, sections, enrollments } = parts;
    const everyone = students.rows.map((row) => studentOf(row, schools));
    const set = {
      header,
      scope: people.wholeScope(everyone, enrollments.rows),
      idType: 'student',
      schools: people.oncePerCode(schools.rows.map(people.schoolOf)),
      terms: termsOf(sections),
      staff: people.oncePerCode(
        teachers.rows.map((row) => ({ ...people.staffOf(row), email: row.get('email') })),
      ),
      sections: people.oncePerCode(sections.rows.map((row) => sectionOf(row, schools))),
      students: everyone,
      enrollments: enrollments.rows.map((row) =>
        people.undated(row, row.get('student'), row.get('section')),
      ),
      teaching: teachers.isThere ? sections.rows.flatMap(teachingOf) : [],
    } as const;
    return { set, problems: problems(), unread };
  },
};

const day = dateReader('M/D/YYYY');

/** Sections carry their terms: one a name. */
function termsOf({ rows }: FoundPart): TermRecord[] {
  const named = rows.filter(({ get }) => get('term') !== '');
  return people.oncePerCode(
    named.map((row) => ({
      ...people.placeOf(row),
      code: row.get('term'),
      name: row.get('term'),
      startsOn: people.dayOf(row, 'term_start', day),
      endsOn: people.dayAfter(row, 'term_end', day),
      kind: '',
      parent: '',
    })),
  );
}

function sectionOf(row: PartRow, schools: FoundPart): SectionRecord {
  const { get } = row;
  const named = get('name') || `${get('course')} ${get('number')}`.trim();
  return {
    ...people.placeOf(row),
    code: get('id'),
    name: named || get('id'),
    course: get('course'),
    school: schools.isThere ? get('school') : '',
    term: get('term'),
  };
}

function studentOf(row: PartRow, schools: FoundPart): StudentRecord {
  const { get } = row;
  const school = schools.isThere ? get('school') : '';
  return {
    ...people.placeOf(row),
    ids: people.idsOf(row, { student: 'id', studentnumber: 'number', state: 'state_id' }),
    ...people.nameOf(row),
    preferred: get('preferred'),
    grade: get('grade'),
    email: get('email'),
    active: null,
    schools: school === '' ? [] : [school],
  };
}

function teachingOf(row: PartRow): TeachingRecord[] {
  const staff = new Set(TEACHERS.map((field) => row.get(field)).filter((id) => id !== ''));
  return [...staff].map((id) => ({
    ...people.placeOf(row),
    staff: id,
    section: row.get('id'),
    gone: false,
  }));
}
