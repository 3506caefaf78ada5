/** Schools, terms and classes of a OneRoster set. */
import { daysBetween, isDay } from '../../core/day.js';
import type {
  ClosedRecord,
  SchoolRecord,
  SectionRecord,
  TermRecord,
} from '../../core/importing/roster-set.js';
import { dayReader, listIn, wordIn } from './oneroster-cells.js';
import type { OneRosterPackage } from './oneroster-package.js';
import type { SheetRow } from './oneroster-rows.js';

const ORG_TYPES = ['department', 'school', 'district', 'local', 'state', 'national'];

export interface Orgs {
  readonly schools: readonly SchoolRecord[];
  /** Whether the set says that this code is something other than a school. */
  readonly isOther: (code: string) => boolean;
}

/** Only orgs of type school are schools; districts, departments and states stand over them. */
export function readOrgs({ sheet }: OneRosterPackage): Orgs {
  const orgs = sheet('orgs');
  if (orgs === null) return { schools: [], isOther: () => false };
  const others = new Set<string>();
  const schools = [...orgs.rows].flatMap((row): SchoolRecord[] => {
    const code = row.get('sourcedId');
    const type = wordIn(orgs, row, 'type', ORG_TYPES);
    if (type !== 'school' && type !== '') others.add(code);
    if (others.has(code)) return [];
    if (row.gone) {
      const message = 'a school that is deleted there stays here, with all who were in it';
      orgs.notes.aside(row.line, 'status', 'school_stays', message);
      return [];
    }
    return [{ file: orgs.file, line: row.line, code, name: row.get('name') }];
  });
  return { schools, isOther: (code) => others.has(code) };
}

const SESSION_TYPES = ['gradingPeriod', 'semester', 'schoolYear', 'term'];

export function readTerms({ sheet }: OneRosterPackage): readonly TermRecord[] {
  const sessions = sheet('academicSessions');
  if (sessions === null) return [];
  const day = dayReader(sessions, ['startDate', 'endDate']);
  return [...sessions.rows].flatMap((row): TermRecord[] => {
    const errors = sessions.notes.errors();
    const startsOn = day(row, 'startDate');
    const endsOn = day(row, 'endDate');
    if (row.gone || sessions.notes.errors() > errors) return [];
    const kind = wordIn(sessions, row, 'type', SESSION_TYPES);
    const [code, name, parent] = [
      row.get('sourcedId'),
      row.get('title'),
      row.get('parentSourcedId'),
    ];
    return [{ file: sessions.file, line: row.line, code, name, startsOn, endsOn, kind, parent }];
  });
}

const CLASS_TYPES = ['homeroom', 'scheduled'];

export interface Classes {
  readonly sections: readonly SectionRecord[];
  readonly closed: readonly ClosedRecord[];
  /** Whether the set says that this class is no more. */
  readonly isGone: (code: string) => boolean;
}

export function readClasses(
  { sheet }: OneRosterPackage,
  orgs: Orgs,
  terms: readonly TermRecord[],
): Classes {
  const classes = sheet('classes');
  if (classes === null) return { sections: [], closed: [], isGone: () => false };
  const courses = courseTitles([...(sheet('courses')?.rows ?? [])]);
  const closed = [...classes.rows]
    .filter((row) => row.gone)
    .map((row) => ({ file: classes.file, line: row.line, section: row.get('sourcedId') }));
  const gone = new Set(closed.map(({ section }) => section));
  const isBulk = sheet('courses')?.mode === 'bulk';
  const sections = [...classes.rows].flatMap((row): SectionRecord[] => {
    if (row.gone) return [];
    wordIn(classes, row, 'classType', CLASS_TYPES);
    const course = row.get('courseSourcedId');
    const school = row.get('schoolSourcedId');
    if (isBulk && course !== '' && !courses.has(course)) {
      const message = 'courses.csv has no such course: the class stands without one';
      classes.notes.drift(row.line, 'courseSourcedId', 'unknown_course', message);
    }
    if (orgs.isOther(school)) {
      const message = 'orgs.csv says that this is no school: the class stands without one';
      classes.notes.drift(row.line, 'schoolSourcedId', 'not_a_school', message);
    }
    return [
      {
        file: classes.file,
        line: row.line,
        code: row.get('sourcedId'),
        name: row.get('title'),
        course: courses.get(course) ?? '',
        school: orgs.isOther(school) ? '' : school,
        term: termOf(listIn(row.get('termSourcedIds')), terms),
      },
    ];
  });
  return { sections, closed, isGone: (code) => gone.has(code) };
}

function courseTitles(rows: readonly SheetRow[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [row.get('sourcedId'), row.get('title')]));
}

/**
 * A section is of one term. Of several, such as both semesters, it is the one of which they are all
 * part, as the class runs through it; else the longest of them, else the first.
 */
function termOf(codes: readonly string[], terms: readonly TermRecord[]): string {
  const [first = ''] = codes;
  if (codes.length < 2) return first;
  const known = codes.flatMap((code) => terms.find((term) => term.code === code) ?? []);
  const parents = new Set(known.map(({ parent }) => parent));
  const [parent = ''] = parents;
  const isShared = known.length === codes.length && parents.size === 1 && parent !== '';
  if (isShared && terms.some(({ code }) => code === parent)) return parent;
  const [longest] = [...known].sort((a, b) => days(b) - days(a));
  return longest?.code ?? first;
}

function days({ startsOn, endsOn }: TermRecord): number {
  return isDay(startsOn) && isDay(endsOn) ? daysBetween(startsOn, endsOn) : 0;
}
