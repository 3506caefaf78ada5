/** The file of a report card: its columns and rows, one row a student and competency or one a student. */
import type { Grade } from '../../core/grades/grade.js';
import type { Mastery } from '../../core/mastery/judge.js';
import { fullCode } from '../../core/matching/competencies.js';
import type { Competency, Id } from '../../core/model.js';
import { folded } from '../../core/names.js';
import { isDecided, type Signs, writtenMark } from '../../core/reportcard/values.js';
import type { Value } from '../../output/csv.js';
import { averageOf } from '../../output/grades-page.js';
import { nameIn } from '../../store/roster.js';
import { type Card, markedOf, type Scene } from '../reportcard/scene.js';

/** A column that a file can have. */
export interface SheetColumn<Row> {
  /** The name by which `--map` knows it. */
  readonly key: string;
  /** The competency whose marks stand in it, in a wide file. */
  readonly of?: Competency;
  readonly value: (row: Row) => Value;
}

/** How marks and ids are written. */
export interface Writing {
  readonly signs: Signs;
  /** The id of a student that the file carries. */
  readonly idOf: (card: Card) => string;
}

/** One mark on one card. */
export interface MarkRow {
  readonly card: Card;
  readonly mastery: Mastery;
}

/** The columns about a student, which both layouts begin with. */
const ABOUT = [
  'student_id',
  'last_name',
  'first_name',
  'grade',
  'section',
  'teacher',
  'school',
  'term',
] as const;

/** The columns of a wide file that are no marks; a competency of that name is written with its framework. */
const OTHERS = [...ABOUT, 'comment', 'as_of'];

/** The names of the columns of a long file, in their order. */
export const LONG_COLUMNS = [
  ...ABOUT,
  'framework',
  'competency',
  'statement',
  'mark',
  'level',
  'level_name',
  'score',
  'status',
  'overridden',
  'evidence_count',
  'last_observed_on',
  'letter',
  'average',
  'comment',
  'framework_comment',
  'as_of',
] as const;

/** One row a mark. What is not decided has no level and no score here: a letter must not be read off it. */
export function longColumns(scene: Scene, writing: Writing): SheetColumn<MarkRow>[] {
  const { standards } = scene.learning;
  const gradeIn = ({ card, mastery }: MarkRow) => gradeOn(card, mastery.competency.framework);
  const decided = ({ mastery }: MarkRow) => (isDecided(mastery) ? mastery : null);
  const about = new Map(aboutColumns(scene, writing).map((column) => [column.key, column]));
  const values: Record<
    Exclude<(typeof LONG_COLUMNS)[number], (typeof ABOUT)[number]>,
    (row: MarkRow) => Value
  > = {
    framework: ({ mastery }) => standards.frameworkName(mastery.competency),
    competency: ({ mastery }) => mastery.competency.code,
    statement: ({ mastery }) => mastery.competency.statement,
    mark: ({ mastery }) => writtenMark(mastery, writing.signs),
    level: (row) => decided(row)?.level?.value ?? null,
    level_name: (row) => decided(row)?.level?.name ?? null,
    score: (row) => decided(row)?.score ?? null,
    status: ({ mastery }) => mastery.status,
    overridden: ({ mastery }) => mastery.override !== null,
    evidence_count: ({ mastery }) => mastery.calculated.evidenceCount,
    last_observed_on: ({ mastery }) => mastery.calculated.lastObservedOn,
    letter: (row) => gradeIn(row)?.letter ?? null,
    average: (row) => averageIn(gradeIn(row)),
    comment: ({ card }) => commentOn(card, null),
    framework_comment: ({ card, mastery }) => commentOn(card, mastery.competency.framework),
    as_of: () => scene.day,
  };
  return LONG_COLUMNS.map((key) => {
    const column = about.get(key);
    if (column !== undefined) return { key, value: ({ card }: MarkRow) => column.value(card) };
    return { key, value: values[key as keyof typeof values] };
  });
}

/** One row a student: a column a competency, then letters, averages and comments of each framework. */
export function wideColumns(scene: Scene, writing: Writing): SheetColumn<Card>[] {
  const { standards } = scene.learning;
  const marked = markedOf(scene);
  const frameworks = [...new Set(marked.map(({ framework }) => framework))];
  const codes = new Map<string, number>(OTHERS.map((key) => [key, 1]));
  for (const { code } of marked) codes.set(folded(code), (codes.get(folded(code)) ?? 0) + 1);
  const marks = marked.map((one): SheetColumn<Card> => {
    const key = codes.get(folded(one.code)) === 1 ? one.code : fullCode(standards, one);
    const value = (card: Card) => {
      const mastery = card.markOf.get(one.id);
      return mastery === undefined ? null : writtenMark(mastery, writing.signs);
    };
    return { key, of: one, value };
  });
  const graded = new Set(
    scene.cards.flatMap(({ grades }) => grades.map((one) => one.framework.id)),
  );
  const ofFramework = frameworks.flatMap((id): SheetColumn<Card>[] => {
    const name = standards.frameworks.get(id)?.name ?? '';
    const letters: SheetColumn<Card>[] = [
      { key: `letter:${name}`, value: (card) => gradeOn(card, id)?.letter ?? null },
      { key: `average:${name}`, value: (card) => averageIn(gradeOn(card, id)) },
    ];
    const comment = { key: `comment:${name}`, value: (card: Card) => commentOn(card, id) };
    return [...(graded.has(id) ? letters : []), comment];
  });
  return [
    ...aboutColumns(scene, writing),
    ...marks,
    ...ofFramework,
    { key: 'comment', value: (card) => commentOn(card, null) },
    { key: 'as_of', value: () => scene.day },
  ];
}

function aboutColumns(scene: Scene, { idOf }: Writing): SheetColumn<Card>[] {
  const { roster, term } = scene;
  const teachers = ({ sections }: Card) =>
    sections.flatMap(({ id }) =>
      roster.teaching
        .filter(({ section }) => section === id)
        .flatMap(({ staff }) => nameIn(roster.staff, staff) ?? []),
    );
  const schools = ({ sections, student }: Card) => [
    ...sections.flatMap(({ school }) => nameIn(roster.schools, school) ?? []),
    ...roster.schoolStudents
      .filter((one) => one.student === student.id)
      .flatMap(({ school }) => nameIn(roster.schools, school) ?? []),
  ];
  const values: Record<(typeof ABOUT)[number], (card: Card) => Value> = {
    student_id: idOf,
    last_name: ({ student }) => student.family,
    first_name: ({ student }) => student.given,
    grade: ({ student }) => student.grade,
    section: ({ sections }) => joined(sections.map(({ code }) => code)),
    teacher: (card) => joined(teachers(card)),
    school: (card) => joined(schools(card)),
    term: () => term.code,
  };
  return ABOUT.map((key) => ({ key, value: values[key] }));
}

function joined(words: readonly string[]): string {
  return [...new Set(words)].join(';');
}

function gradeOn({ grades }: Card, framework: Id): Grade | null {
  return grades.find((one) => one.framework.id === framework) ?? null;
}

function averageIn(grade: Grade | null): number | null {
  return grade === null ? null : averageOf(grade);
}

function commentOn({ comments }: Card, framework: Id | null): string | null {
  return comments.find((one) => one.framework === framework)?.text ?? null;
}
