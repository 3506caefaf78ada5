/** What is still owed before report cards go out, teacher by teacher and section by section. */
import type { Mastery } from '../mastery/judge.js';
import type { Section, Status, Student } from '../model.js';
import { compareText } from '../names.js';

/** A student's marks, as far as a check looks at them. */
export interface CheckedCard {
  readonly student: Student;
  readonly sections: readonly Section[];
  readonly marks: readonly Mastery[];
  readonly comments: readonly unknown[];
}

/** A mark that nobody can write yet. */
export interface OwedMark {
  readonly student: Student;
  readonly mastery: Mastery;
}

/** One section of one teacher. A student in two sections counts in both. */
export interface SectionCheck {
  /** Null: nobody teaches it. */
  readonly teacher: string | null;
  /** Null: students who are in no section. */
  readonly section: Section | null;
  readonly students: number;
  readonly statuses: Readonly<Record<Status, number>>;
  /** Marks that are asked for: all but the excused. */
  readonly expected: number;
  /** Those of `expected` that are met or not yet. */
  readonly decided: number;
  /** Student by student: what is thin, and what was never assessed. */
  readonly owed: readonly OwedMark[];
  readonly noComment: readonly Student[];
}

/** Whose section it is: its teachers by name, those that a list is about. */
export type TeachersOf = (section: Section) => readonly string[];

/** Checks the cards of sections; `isAsked` says which sections the check is about. */
export function checkSections(
  cards: readonly CheckedCard[],
  teachersOf: TeachersOf,
  isAsked: (section: Section) => boolean,
): SectionCheck[] {
  const groups = new Map<
    string,
    { teacher: string | null; section: Section | null; own: CheckedCard[] }
  >();
  const put = (teacher: string | null, section: Section | null, card: CheckedCard) => {
    const key = JSON.stringify([teacher, section?.id ?? null]);
    const group = groups.get(key) ?? { teacher, section, own: [] };
    group.own.push(card);
    groups.set(key, group);
  };
  for (const card of cards) {
    if (card.sections.length === 0) put(null, null, card);
    for (const section of card.sections.filter(isAsked)) {
      const teachers = teachersOf(section);
      if (teachers.length === 0) put(null, section, card);
      for (const teacher of teachers) put(teacher, section, card);
    }
  }
  return [...groups.values()]
    .sort(
      (a, b) =>
        compareLast(a.teacher, b.teacher) ||
        compareLast(a.section?.code ?? null, b.section?.code ?? null),
    )
    .map(({ teacher, section, own }) => ({ teacher, section, ...checked(own) }));
}

function compareLast(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareText(a, b);
}

function checked(cards: readonly CheckedCard[]): Omit<SectionCheck, 'teacher' | 'section'> {
  const statuses = { mastered: 0, below: 0, thin: 0, not_assessed: 0, excused: 0 };
  for (const { marks } of cards) for (const { status } of marks) statuses[status]++;
  const owed = cards.flatMap(({ student, marks }) =>
    marks
      .filter(({ status }) => status === 'thin' || status === 'not_assessed')
      .map((mastery) => ({ student, mastery })),
  );
  const decided = statuses.mastered + statuses.below;
  return {
    students: cards.length,
    statuses,
    expected: decided + statuses.thin + statuses.not_assessed,
    decided,
    owed,
    noComment: cards.filter(({ comments }) => comments.length === 0).map(({ student }) => student),
  };
}
