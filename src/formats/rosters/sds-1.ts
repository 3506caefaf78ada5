/**
 * Microsoft School Data Sync, version 1: six files, whole each time. The columns of the United Kingdom
 * (`ID`, `School DfE Number`, `Section ID`) are read as those of the others (`SIS ID` …).
 */
import { dateReader } from '../../core/importing/dates.js';
import type { SectionRecord, StudentRecord, TermRecord } from '../../core/importing/roster-set.js';
import type { RosterFormat } from './format.js';
import { signedParts } from './part-signs.js';
import { type FoundPart, type Part, type PartRow, readParts } from './parts.js';
import * as people from './people.js';

const TITLE = 'School Data Sync V1';

const ID = ['sisid', 'id'];
const SCHOOL = ['schoolsisid', 'schooldfenumber', 'schoolid'];
const PERSON = {
  id: ID,
  school: SCHOOL,
  first: ['firstname', 'givenname'],
  last: ['lastname', 'surname', 'familyname'],
  username: ['username'],
  email: ['secondaryemail', 'email'],
};

const PARTS = {
  schools: {
    file: 'School.csv',
    stems: ['school', 'schools'],
    needed: 'usual',
    fields: { id: ['sisid', 'dfenumber', 'id'], name: ['name', 'schoolname'] },
    needs: ['id'],
    ids: [],
    known: (
      'schoolnumber ncesid schoolncesid stateid gradelow gradehigh lowestgrade highestgrade ' +
      'principalsisid principalid principalname principalsecondaryemail address city state country ' +
      'zip postcode zone urn'
    ).split(' '),
  },
  sections: {
    file: 'Section.csv',
    stems: ['section', 'sections'],
    needed: 'yes',
    fields: {
      id: ID,
      school: SCHOOL,
      name: ['sectionname', 'name'],
      term: ['termsisid', 'termid'],
      term_name: ['termname'],
      term_start: ['termstartdate'],
      term_end: ['termenddate'],
      course: ['coursename'],
      status: ['status'],
    },
    needs: ['id'],
    ids: ['id'],
    known:
      'sectionnumber coursesisid courseid coursenumber coursedescription coursesubject periods'.split(
        ' ',
      ),
  },
  students: {
    file: 'Student.csv',
    stems: ['student', 'students'],
    needed: 'yes',
    fields: {
      ...PERSON,
      state_id: ['stateid', 'upn'],
      number: ['studentnumber'],
      grade: ['grade', 'yeargroup', 'ncyear'],
      status: ['status'],
    },
    needs: ['id', 'first', 'last'],
    ids: ['id', 'number', 'state_id'],
    known: ['middlename', 'graduationyear'],
  },
  teachers: {
    file: 'Teacher.csv',
    stems: ['teacher', 'teachers'],
    needed: 'usual',
    fields: PERSON,
    needs: ['id'],
    ids: ['id'],
    known: 'stateid teachernumber status middlename title qualification'.split(' '),
  },
  enrollments: {
    file: 'StudentEnrollment.csv',
    stems: ['studentenrollment', 'studentenrollments', 'studentenrolment'],
    needed: 'yes',
    fields: { section: ['sectionsisid', 'sectionid'], person: ID },
    needs: ['section', 'person'],
    ids: ['person'],
    known: [],
  },
  teaching: {
    file: 'TeacherRoster.csv',
    stems: ['teacherroster', 'teacherrosters'],
    needed: 'usual',
    fields: { section: ['sectionsisid', 'sectionid'], person: ID },
    needs: ['section', 'person'],
    ids: [],
    known: [],
  },
} satisfies Record<string, Part>;

export const sds1: RosterFormat = {
  name: 'sds-1',
  title: TITLE,
  many: true,
  recognise: (files) => {
    const signs = {
      schools: ['sisid|dfenumber', 'name'],
      sections: ['sisid|id', 'schoolsisid|schooldfenumber', 'sectionname'],
      students: ['sisid|id', 'schoolsisid|schooldfenumber'],
      teachers: ['sisid|id', 'schoolsisid|schooldfenumber'],
      enrollments: ['sectionsisid|sectionid', 'sisid|id'],
      teaching: ['sectionsisid|sectionid', 'sisid|id'],
    };
    const own = signedParts(PARTS, signs, files);
    if (!own.includes('sections') && !own.includes('enrollments')) return null;
    const names = own.map((key) => PARTS[key].file).join(', ');
    return `the columns of ${names} are those of ${TITLE}`;
  },
  read: (members) => {
    const { parts, header, problems, unread, isBroken } = readParts(PARTS, members, TITLE);
    if (isBroken) return { set: null, problems: problems(), unread };
    const { schools, sections, students, teachers, enrollments, teaching } = parts;
    const open = sections.rows.filter(isOpen);
    const closed = new Set(sections.rows.filter((row) => !isOpen(row)).map(idOf));
    const everyone = students.rows.map((row) => studentOf(row, schools));
    const set = {
      header,
      scope: people.wholeScope(everyone, enrollments.rows),
      idType: 'sis',
      schools: people.oncePerCode(schools.rows.map(people.schoolOf)),
      terms: termsOf(open),
      staff: people.oncePerCode(
        teachers.rows.map((row) => people.staffOf(row, 'username', 'email')),
      ),
      sections: people.oncePerCode(open.map((row) => sectionOf(row, schools))),
      students: everyone,
      enrollments: enrollments.rows.map((row) => {
        const section = row.get('section');
        return people.undated(row, row.get('person'), section, closed.has(section));
      }),
      teaching: (teachers.isThere ? teaching.rows : []).map((row) => ({
        ...people.placeOf(row),
        staff: row.get('person'),
        section: row.get('section'),
        gone: closed.has(row.get('section')),
      })),
    } as const;
    return { set, problems: problems(), unread };
  },
};

function isOpen(row: PartRow): boolean {
  return people.statusOf(row) !== false;
}

function idOf({ get }: PartRow): string {
  return get('id');
}

const day = dateReader('M/D/YYYY');

/** Sections carry their terms; a term without an id is known by its name. */
function termCode({ get }: PartRow): string {
  return get('term') || get('term_name');
}

function termsOf(sections: readonly PartRow[]): TermRecord[] {
  const named = sections.filter((row) => termCode(row) !== '');
  return people.oncePerCode(
    named.map((row) => ({
      ...people.placeOf(row),
      code: termCode(row),
      name: row.get('term_name') || termCode(row),
      startsOn: people.dayOf(row, 'term_start', day),
      endsOn: people.dayAfter(row, 'term_end', day),
      kind: '',
      parent: '',
    })),
  );
}

function sectionOf(row: PartRow, schools: FoundPart): SectionRecord {
  return {
    ...people.placeOf(row),
    code: idOf(row),
    name: row.get('name') || idOf(row),
    course: row.get('course'),
    school: schools.isThere ? row.get('school') : '',
    term: termCode(row),
  };
}

function studentOf(row: PartRow, schools: FoundPart): StudentRecord {
  const school = schools.isThere ? row.get('school') : '';
  return {
    ...people.placeOf(row),
    ids: people.idsOf(row, { sis: 'id', studentnumber: 'number', state: 'state_id' }),
    ...people.nameOf(row),
    preferred: '',
    grade: row.get('grade'),
    email: people.emailOf(row, 'username', 'email'),
    active: people.statusOf(row),
    schools: school === '' ? [] : [school],
  };
}
