/** `pl export mastery`: one row a student and competency, with the level and what it rests on. */
import { type Mastery, masteryOf } from '../../core/mastery/judge.js';
import type { Competency, Day, Level, Showing, Status, Student } from '../../core/model.js';
import { shownId } from '../../core/names.js';
import { listedOf, shownIds } from '../../core/progress.js';
import type { Standards } from '../../core/standards.js';
import type { CellsText, Value } from '../../output/csv.js';
import { decisionsAbout } from '../../store/showing.js';
import { type Learning, loadLearning } from '../learning.js';
import { dayOf } from '../options.js';
import {
  type Asked,
  competenciesAsked,
  type ExportTable,
  rosterAsked,
  studentsAsked,
} from './exporter.js';

export function exportMastery(asked: Asked): ExportTable {
  const { session, book, view, flags } = asked;
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesAsked(asked, standards);
  const inScope = standards.ordered.filter(({ id }) => scope === null || scope.has(id));
  const { students, sectionsOf } = studentsAsked(asked, rosterAsked(asked));
  const asOf = dayOf(session, view);
  const all = flags.all === true;
  const decided = decisionsAbout(book, students.length, view);
  const sections = (one: Student) => sectionsOf(one.id).map(({ code }) => code);
  const own = (one: Student) => masteries(learning, decided(one.id), inScope, all);
  function* rows() {
    for (const student of students) {
      const about = studentCells(student, sections(student));
      for (const one of own(student)) yield [...about, ...masteryCells(standards, one, asOf)];
    }
  }
  function* lines(text: CellsText) {
    const rest = masteryText(standards, asOf, text);
    for (const student of students) {
      const about = text(studentCells(student, sections(student)));
      for (const one of own(student)) yield `${about},${rest(one)}`;
    }
  }
  return { columns: COLUMNS, rows: rows(), lines };
}

/** Her masteries as the last rollup left them where nothing has moved since, else judged anew. */
function masteries(
  { standards, kept, showing }: Learning,
  decided: Showing,
  inScope: readonly Competency[],
  all: boolean,
): Mastery[] {
  const own = kept(decided);
  if (own !== null) return listedOf(standards, inScope, own.shown, all).map(own.mastery);
  const shown = showing(decided.student);
  return listedOf(standards, inScope, shownIds(standards, shown), all).map((one) =>
    masteryOf(standards, shown, one),
  );
}

const COLUMNS = [
  'student_id',
  'last_name',
  'first_name',
  'grade',
  'section',
  'framework',
  'competency',
  'statement',
  'score',
  'level',
  'level_name',
  'status',
  'overridden',
  'evidence_count',
  'last_observed_on',
  'method',
  'as_of',
  'calculated_level',
  'calculated_status',
  'disputed',
];

function studentCells(student: Student, sections: readonly string[]): Value[] {
  const { family, given, grade } = student;
  return [shownId(student), family, given, grade, sections.join(';')];
}

function masteryCells(standards: Standards, mastery: Mastery, asOf: Day): Value[] {
  const { competency, score, level, status, override, calculated, disputed } = mastery;
  return [
    ...competencyCells(standards, competency),
    score,
    ...levelCells(level),
    status,
    override !== null,
    calculated.evidenceCount,
    calculated.lastObservedOn,
    methodOf(standards, competency),
    asOf,
    // What the evidence alone says, which a teacher's judgement may stand over.
    calculated.level?.value ?? null,
    calculated.status,
    disputed,
  ];
}

/** The same cells as text: what many masteries have alike is written once. */
function masteryText(standards: Standards, asOf: Day, text: CellsText): (one: Mastery) => string {
  const scored = madeOnce((score: number | null) => text([score]));
  const observed = madeOnce((day: Day | null) => text([day]));
  const around = (one: Verdict) => aroundCounts(standards, asOf, text, one);
  const alike = madeOnce((competency: Competency) =>
    madeOnce((level: Level | null) =>
      madeOnce((status: Status) => {
        const calculated = { level, status };
        return around({ competency, level, status, override: null, calculated, disputed: false });
      }),
    ),
  );
  return (one) => {
    const { competency, score, level, status, calculated } = one;
    const { evidenceCount, lastObservedOn } = calculated;
    const { before, between, after } = isAsCalculated(one)
      ? alike(competency)(level)(status)
      : around(one);
    return `${before}${scored(score)}${between}${evidenceCount},${observed(lastObservedOn)}${after}`;
  };
}

/** What is said of a mastery but for its score and counts. */
type Verdict = Pick<Mastery, 'competency' | 'level' | 'status' | 'override' | 'disputed'> & {
  readonly calculated: Pick<Mastery, 'level' | 'status'>;
};

/** Whether nobody has decided anything: what the evidence says stands. */
function isAsCalculated({ level, status, override, calculated, disputed }: Verdict): boolean {
  const isSame = calculated.level === level && calculated.status === status;
  return isSame && override === null && !disputed;
}

/** What stands before the score, between it and the counts, and after these. */
function aroundCounts(standards: Standards, asOf: Day, text: CellsText, one: Verdict) {
  const { competency, level, status, override, calculated, disputed } = one;
  const calculatedLevel = calculated.level?.value ?? null;
  const method = methodOf(standards, competency);
  return {
    before: `${text(competencyCells(standards, competency))},`,
    between: `,${text([...levelCells(level), status, override !== null])},`,
    after: `,${text([method, asOf, calculatedLevel, calculated.status, disputed])}`,
  };
}

/** What is made of a thing, made when first asked for. */
function madeOnce<T, Made>(make: (thing: T) => Made): (thing: T) => Made {
  const known = new Map<T, Made>();
  return (thing) => {
    const before = known.get(thing);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const made = make(thing);
    known.set(thing, made);
    return made;
  };
}

/** So many are remembered, then it begins anew: scores may be very many. */
const REMEMBERED = 2000;

function competencyCells(standards: Standards, competency: Competency): Value[] {
  return [standards.frameworkName(competency), competency.code, competency.statement];
}

function levelCells(level: Level | null): Value[] {
  return [level?.value ?? null, level?.name ?? null];
}

function methodOf(standards: Standards, competency: Competency): string {
  return standards.yardstick(competency).policy.method;
}
