/** `pl export mastery`: one row a student and competency, with the level and what it rests on. */
import type { Mastery } from '../../core/mastery/judge.js';
import type { Student } from '../../core/model.js';
import { shownId } from '../../core/names.js';
import { progressOf } from '../../core/progress.js';
import type { Standards } from '../../core/standards.js';
import type { Value } from '../../output/csv.js';
import { loadRoster } from '../../store/roster.js';
import { loadLearning } from '../learning.js';
import { dayOf } from '../options.js';
import { type Asked, competenciesAsked, type ExportTable, studentsAsked } from './exporter.js';

export function exportMastery(asked: Asked): ExportTable {
  const { session, book, view, flags } = asked;
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesAsked(asked, standards);
  const { students, sectionsOf } = studentsAsked(asked, loadRoster(book, view));
  const asOf = dayOf(session, view);
  const all = flags.all === true;
  const rows = students.flatMap((student) => {
    const sections = sectionsOf(student.id).map(({ code }) => code);
    const about = [...studentCells(student), sections.join(';')];
    const progress = progressOf(standards, learning.showing(student.id), scope, all);
    return progress.competencies.map((one) => [
      ...about,
      ...masteryCells(standards, one),
      asOf,
      ...calculatedCells(one),
    ]);
  });
  return { columns: COLUMNS, rows };
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
