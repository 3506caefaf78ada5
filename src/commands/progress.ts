/** `pl progress`: mastery per student and competency; a page for one student, a line each for many. */
import type { Command } from 'commander';
import { type HeadingResult, writeRule } from '../core/headings.js';
import type { Mastery } from '../core/mastery/judge.js';
import type { Day, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import { isStale, type Progress, progressOf } from '../core/progress.js';
import type { Standards } from '../core/standards.js';
import { classPage, studentPage } from '../output/progress-page.js';
import { competenciesLeft } from './in-scope.js';
import { loadLearning } from './learning.js';
import {
  type CompetencyFlags,
  type DayFlags,
  dayLine,
  dayOf,
  readDays,
  type StudentFlags,
  studentFilter,
  withCompetencyFlags,
  withDayFlags,
  withStudentFlags,
} from './options.js';
import type { Session } from './session.js';
import { studentMeant, studentsInScope } from './students-meant.js';

type ProgressFlags = StudentFlags & CompetencyFlags & DayFlags & { readonly all?: boolean };

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(withStudentFlags(command)))
    .argument('[student]', 'an id or a part of the name: her page')
    .option('--all', 'everything in scope, also what was never assessed')
    .addHelpText(
      'after',
      '\nExamples:\n  pl progress ana\n  pl progress --section 7A\n  pl progress ana --all --under RP\n  pl progress --section 7A --json',
    )
    .action((student: string | undefined, flags: ProgressFlags) =>
      progress(session, student, flags),
    );
}

/** One student with her progress. */
export interface StudentProgress {
  readonly student: Student;
  readonly progress: Progress;
}

async function progress(
  session: Session,
  typed: string | undefined,
  flags: ProgressFlags,
): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesLeft(learning, flags, view);
  const filter = studentFilter(flags);
  const students =
    typed === undefined
      ? studentsInScope(session, book, filter, view).students
      : [await studentMeant(session, book, typed, view)];
  const rows = students.map(
    (student): StudentProgress => ({
      student,
      progress: progressOf(standards, learning.showing(student.id), scope, flags.all === true),
    }),
  );
  const today = dayOf(session, view);
  if (session.format === 'json') session.print.json(json(standards, rows, view, today));
  else if (session.format === 'csv') await printCsv(session, standards, rows, today);
  else if (typed !== undefined)
    for (const row of rows)
      session.print.text(
        dayLine(view, session.words) +
          (await studentPage(standards, row.student, row.progress, today, session)),
      );
  else if (rows.length === 0) session.say('no students here: pl import roster FILE');
  else {
    const options = { width: session.io.width, colour: session.colour };
    session.print.text(dayLine(view, session.words) + (await classPage(rows, session, options)));
  }
}

function json(
  standards: Standards,
  rows: readonly StudentProgress[],
  view: { readonly asOf: Day | null; readonly knownOn: Day | null },
  today: Day,
) {
  return {
    as_of: view.asOf,
    known_on: view.knownOn,
    students: rows.map(({ student, progress: own }) => ({
      student_id: shownId(student),
      name: displayName(student),
      grade: student.grade,
      mastered: own.mastered,
      assessed: own.assessed,
      total: own.total,
      competencies: own.competencies.map((mastery) => masteryJson(standards, mastery, today)),
      headings: own.headings.map((heading) => headingJson(standards, heading)),
      frameworks: own.frameworks.map(({ name, met, of, assessed, status }) => ({
        framework: name,
        met,
        of,
        assessed,
        status,
      })),
    })),
  };
}

/** One mastery with the keys of the contract, in its order. */
function masteryJson(standards: Standards, mastery: Mastery, today: Day) {
  const { competency, calculated } = mastery;
  return {
    framework: standards.frameworkName(competency),
    competency: competency.code,
    statement: competency.statement,
    score: mastery.score,
    level: mastery.level?.value ?? null,
    level_name: mastery.level?.name ?? null,
    status: mastery.status,
    overridden: mastery.override !== null,
    stale: isStale(standards, mastery, today),
    evidence_count: calculated.evidenceCount,
    last_observed_on: calculated.lastObservedOn,
    method: standards.yardstick(competency).policy.method,
    calculated_level: calculated.level?.value ?? null,
    calculated_status: calculated.status,
    disputed: mastery.disputed,
    habit: standards.isHabit(competency),
  };
}

function headingJson(standards: Standards, { heading, met, of, status, rule }: HeadingResult) {
  return {
    framework: standards.frameworkName(heading),
    competency: heading.code,
    met,
    of,
    status,
    rule: writeRule(rule),
  };
}

const OUTER = ['student_id', 'name', 'grade', 'mastered', 'assessed', 'total'] as const;
const INNER = [
  'framework',
  'competency',
  'statement',
  'score',
  'level',
  'level_name',
  'status',
  'overridden',
  'stale',
  'evidence_count',
  'last_observed_on',
  'method',
  'calculated_level',
  'calculated_status',
  'disputed',
  'habit',
] as const;

async function printCsv(
  session: Session,
  standards: Standards,
  rows: readonly StudentProgress[],
  today: Day,
): Promise<void> {
  const cells = rows.flatMap(({ student, progress: own }) => {
    const outer = [
      shownId(student),
      displayName(student),
      student.grade,
      own.mastered,
      own.assessed,
      own.total,
    ];
    return own.competencies.map((mastery) => {
      const inner = masteryJson(standards, mastery, today);
      return [...outer, ...INNER.map((key) => inner[key])];
    });
  });
  await session.print.csv([...OUTER, ...INNER], cells);
}
