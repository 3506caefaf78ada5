/** `pl export mastery`: one row a student and competency, with the level and what it rests on. */
import { type Mastery, masteryOf } from '../../core/mastery/judge.js';
import type { Competency, Showing, Student } from '../../core/model.js';
import { shownId } from '../../core/names.js';
import { listedOf, shownIds } from '../../core/progress.js';
import type { Standards } from '../../core/standards.js';
import type { Value } from '../../output/csv.js';
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
  function* rows() {
    for (const student of students) {
      const sections = sectionsOf(student.id).map(({ code }) => code);
      const about = [...studentCells(student), sections.join(';')];
      for (const one of masteries(learning, decided(student.id), inScope, all))
        yield [...about, ...masteryCells(standards, one), asOf, ...calculatedCells(one)];
    }
  }
  return { columns: COLUMNS, rows: rows() };
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

function studentCells(student: Student): Value[] {
  return [shownId(student), student.family, student.given, student.grade];
}

function masteryCells(standards: Standards, mastery: Mastery): Value[] {
  const { competency, score, level, status, override, calculated } = mastery;
  return [
    standards.frameworkName(competency),
    competency.code,
    competency.statement,
    score,
    level?.value ?? null,
    level?.name ?? null,
    status,
    override !== null,
    calculated.evidenceCount,
    calculated.lastObservedOn,
    standards.yardstick(competency).policy.method,
  ];
}

/** What the evidence alone says, which a teacher's judgement may stand over. */
function calculatedCells({ calculated, disputed }: Mastery): Value[] {
  return [calculated.level?.value ?? null, calculated.status, disputed];
}
