/** What a rollup has changed, in the ids and codes that schools know: by student, then framework order. */
import type { Day, Id, Status, Student } from '../core/model.js';
import { inNameOrder, shownId } from '../core/names.js';
import { entryById } from '../store/entries.js';
import type { Gradebook } from '../store/open.js';
import {
  type Because,
  changesReader,
  type Moves,
  movesOf,
  newlyDisputedReader,
  type Rollup,
  readyMovesReader,
  rollupBefore,
  studentsMoved,
  studentsTold,
} from '../store/rollup/report.js';
import { ruleMoves } from '../store/rollup/rules.js';
import { namesakeTest, studentsWithId } from '../store/roster-lookups.js';
import { loadPathways, loadStandards } from '../store/standards.js';
import { loadStudents } from '../store/students.js';
import { NOW } from '../store/view.js';

/** Lists that can be longer than memory are made while they are read. */
export interface RollupFacts {
  readonly report: Rollup;
  /** The students who are shown by an id. */
  readonly students: (studentId: string) => readonly Student[];
  /** Whether another active student is shown by the same name. */
  readonly hasNamesake: (student: Student) => boolean;
  readonly counts: MoveCounts;
  readonly changes: () => Iterable<ChangeFacts>;
  readonly newlyReady: () => Iterable<ReadyFacts>;
  readonly noLongerReady: () => Iterable<ReadyFacts>;
  readonly newlyDisputed: () => Iterable<DisputedFacts>;
  readonly rulesMoved: readonly RuleFacts[];
}

export interface MoveCounts {
  /** The most frequent first. */
  readonly moves: readonly Moves[];
  /** All of them. */
  readonly moved: number;
  /** To mastered, and from mastered. */
  readonly met: number;
  readonly lost: number;
  readonly byPolicy: number;
}

export type ChangeFacts = {
  readonly student_id: string;
  readonly competency: string;
  readonly from: Status | null;
  readonly to: Status;
  readonly score_from: number | null;
  readonly score_to: number | null;
  readonly because: Because;
};

export type ReadyFacts = {
  readonly student_id: string;
  readonly pathway: string;
  readonly stage: string;
};

export type DisputedFacts = { readonly student_id: string; readonly competency: string };

export type RuleFacts = {
  /** The number of the entry in this gradebook. */
  readonly entry: number;
  /** When it was entered, or from when on its setting holds. */
  readonly on: Day;
  readonly command: string;
  readonly about: string | null;
  /** It was entered before, and has begun to hold. */
  readonly begins: boolean;
};

export function rollupFacts(book: Gradebook, report: Rollup): RollupFacts {
  const standards = loadStandards(book);
  const order = new Map(standards.ordered.map(({ id }, place) => [id, place]));
  const nameOf = names(book, report);
  const byOrder = (a: Id, b: Id) => (order.get(a) ?? 0) - (order.get(b) ?? 0);
  const changes = changesReader(book, report);
  const readyMoves = (ready: boolean) => {
    const read = readyMovesReader(book, report, ready);
    return () =>
      byStudent(inOrder(studentsTold(book, report, 'rollup_ready')), (id) =>
        read(id).map(({ pathway, stage }) => ({ pathway: nameOf(pathway), stage: nameOf(stage) })),
      );
  };
  const inOrder = (ids: readonly Id[]) => inNameOrder(loadStudents(book, NOW, JSON.stringify(ids)));
  const disputed = newlyDisputedReader(book, report);
  return {
    report,
    students: (studentId) =>
      studentsWithId(book, studentId).filter((one) => shownId(one) === studentId),
    hasNamesake: namesakeTest(book),
    counts: countsOf(movesOf(book, report)),
    changes: () =>
      byStudent(inOrder(studentsMoved(book, report)), (id) =>
        changes(id)
          .filter(({ competency }) => order.has(competency))
          .sort((a, b) => byOrder(a.competency, b.competency))
          .map(({ competency, from, to, scoreFrom, scoreTo, because }) => ({
            competency: nameOf(competency),
            from,
            to,
            score_from: scoreFrom,
            score_to: scoreTo,
            because,
          })),
      ),
    newlyReady: readyMoves(true),
    noLongerReady: readyMoves(false),
    newlyDisputed: () =>
      byStudent(inOrder(studentsTold(book, report, 'rollup_disputed')), (id) =>
        disputed(id)
          .filter((competency) => order.has(competency))
          .sort(byOrder)
          .map((competency) => ({ competency: nameOf(competency) })),
      ),
    rulesMoved: rulesMoved(book, report),
  };
}

/** What each student has, under her id, in the order of lists. */
function* byStudent<T extends object>(
  students: readonly Student[],
  read: (student: Id) => readonly T[],
): Iterable<{ readonly student_id: string } & T> {
  for (const student of students) {
    for (const one of read(student.id)) yield { student_id: shownId(student), ...one };
  }
}

/** Names of pathways, stages and frameworks, and codes of competencies, as they were at the rollup. */
function names(book: Gradebook, { horizon }: Rollup): (id: Id) => string {
  const view = horizon === 0 ? NOW : { ...NOW, horizon };
  const standards = loadStandards(book, view);
  const pathways = loadPathways(book, view);
  const known = new Map<Id, string>([
    ...pathways.map(({ id, name }) => [id, name] as const),
    ...pathways.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name] as const)),
    ...[...standards.frameworks.values()].map(({ id, name }) => [id, name] as const),
    ...standards.ordered.map(({ id, code }) => [id, code] as const),
  ]);
  return (id) => known.get(id) ?? '';
}

function countsOf(moves: readonly Moves[]): MoveCounts {
  const sum = (test: (one: Moves) => boolean) =>
    moves.filter(test).reduce((total, { n }) => total + n, 0);
  return {
    moves,
    moved: sum(() => true),
    met: sum(({ to }) => to === 'mastered'),
    lost: sum(({ from }) => from === 'mastered'),
    byPolicy: sum(({ because }) => because === 'policy'),
  };
}

/** Nothing at the first rollup: there was nothing before that rules could have moved. */
function rulesMoved(book: Gradebook, report: Rollup): RuleFacts[] {
  const before = rollupBefore(book, report);
  if (before === null || before.horizon === 0) return [];
  return ruleMoves(book, before, report).map(({ entry, day, begins }) => {
    const { number, command, about, file } = entryById(book, entry);
    return { entry: number, on: day, command, about: about ?? file, begins };
  });
}
