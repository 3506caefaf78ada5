/** `pl sections`: the sections, with how many students are in each today. */
import type { Command } from 'commander';
import { groupBy } from '../core/grouping.js';
import type { Day, Id, Section } from '../core/model.js';
import { compareText } from '../core/names.js';
import { type Enrollment, holdsOn, loadRoster, nameIn, type Roster } from '../store/roster.js';
import { printList } from './lists.js';
import { type DayFlags, dayOf, readDays, withDayFlags } from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withDayFlags(command)
    .option('--all', 'also sections that everybody has left, such as those of earlier years')
    .addHelpText('after', '\nExamples:\n  pl sections\n  pl sections --all\n  pl sections --json')
    .action((flags: SectionsFlags) => sections(session, flags));
}

type SectionsFlags = DayFlags & { readonly all?: boolean };

async function sections(session: Session, flags: SectionsFlags): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.book();
  const view = viewOf(book);
  const roster = loadRoster(book, view);
  const day = dayOf(session, view);
  const left = flags.all === true ? new Set() : sectionsLeft(roster, day);
  const rows = roster.sections
    .filter(({ id }) => !left.has(id))
    .sort((a, b) => compareText(a.code, b.code) || a.id - b.id);
  const about = aboutSections(roster, day);
  await printList(
    session,
    rows,
    [
      { key: 'section', title: 'Section', value: ({ code }) => code },
      { key: 'name', title: 'Name', value: ({ name }) => name },
      { key: 'course', title: 'Course', value: ({ course }) => course },
      { key: 'teachers', title: 'Teachers', value: about.teachers },
      { key: 'school', title: 'School', value: about.school },
      { key: 'term', title: 'Term', value: about.term },
      { key: 'students', title: 'Students', align: 'right', value: about.students },
    ],
    'no sections here: pl import roster FILE',
  );
  if (left.size > 0 && session.format === 'people') {
    const many = session.words.count(left.size, 'section');
    session.say(`${many} that everybody has left: pl sections --all`);
  }
}

/** The sections in which students were, and all of them have left. */
function sectionsLeft({ enrollments }: Roster, day: Day): ReadonlySet<Id> {
  const isOver = ({ endsOn }: Enrollment) => endsOn !== null && endsOn <= day;
  const going = new Set(enrollments.filter((one) => !isOver(one)).map(({ section }) => section));
  const known = new Set(enrollments.map(({ section }) => section));
  return new Set([...known].filter((section) => !going.has(section)));
}

function aboutSections(roster: Roster, day: Day) {
  const active = new Set(roster.students.filter((student) => student.active).map(({ id }) => id));
  const current = roster.enrollments.filter((one) => holdsOn(one, day) && active.has(one.student));
  const inSection = groupBy(current, ({ section }) => section);
  const taught = groupBy(roster.teaching, ({ section }) => section);
  return {
    students: ({ id }: Section) => inSection.get(id)?.length ?? 0,
    teachers: ({ id }: Section) =>
      (taught.get(id) ?? []).flatMap(({ staff }) => nameIn(roster.staff, staff) ?? []).join(';'),
    school: ({ school }: Section) => nameIn(roster.schools, school),
    term: ({ term }: Section) => nameIn(roster.terms, term),
  };
}
