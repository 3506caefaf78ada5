/** Pathways as JSON and CSV: counted over students, and the way of one student. */
import type { Day, Requirement, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import { daysOverdue } from '../core/readiness/due.js';
import type { PathwayTally } from '../core/readiness/tally.js';
import type { StudentWay } from '../core/readiness/way.js';
import type { Standards } from '../core/standards.js';
import type { Value } from '../output/csv.js';

type Facts = Readonly<Record<string, Value>>;

/** A document of nested facts: a pathway with stages, each with requirements. */
export interface PathwayFacts {
  readonly outer: Facts;
  readonly stages: readonly { readonly outer: Facts; readonly requirements: readonly Facts[] }[];
}

/** A pathway counted: who is where, and how many stand how on each requirement. */
export function tallyFacts(standards: Standards, tally: PathwayTally): PathwayFacts {
  return {
    outer: { pathway: tally.pathway.name, students: tally.students, complete: tally.complete },
    stages: tally.stages.map(({ stage, present, ready, requirements }) => ({
      outer: { stage: stage.name, stage_title: stage.title, present, ready },
      requirements: requirements.map(({ requirement, met, statuses }) => ({
        ...asked(standards, requirement),
        met,
        ...statuses,
      })),
    })),
  };
}

/** One student's way; what is overdue is so on `today`. */
export function wayFacts(
  standards: Standards,
  student: Student,
  { pathway, standing, placed, stages }: StudentWay,
  today: Day,
): PathwayFacts {
  return {
    outer: {
      student_id: shownId(student),
      name: displayName(student),
      pathway: pathway.name,
      on_pathway: standing !== null,
      placed,
      present_stage: standing?.stage?.name ?? null,
      complete: standing !== null && standing.stage === null,
    },
    stages: stages.map(({ stage, place, met, required, requirements }) => ({
      outer: { stage: stage.name, stage_title: stage.title, place, stage_met: met, required },
      requirements: requirements.map((one) => ({
        ...asked(standards, one.requirement),
        score: one.mastery.score,
        level: one.mastery.level?.value ?? null,
        level_name: one.mastery.level?.name ?? null,
        status: one.mastery.status,
        met: one.met,
        overdue_days: daysOverdue(one.requirement.dueOn, one.open, today),
      })),
    })),
  };
}

/** What a requirement asks for, in the words of a pathways file. */
function asked(
  standards: Standards,
  { competency: id, choose, group, dueOn, minLevel }: Requirement,
) {
  const competency = standards.competencies.get(id);
  return {
    framework: competency === undefined ? '' : standards.frameworkName(competency),
    competency: competency?.code ?? '',
    statement: competency?.statement ?? '',
    requirement: choose === null ? 'required' : `choose ${choose}`,
    group,
    due_on: dueOn,
    min_level: minLevel,
  };
}

/** The document for JSON. */
export function nested({ outer, stages }: PathwayFacts) {
  return {
    ...outer,
    stages: stages.map((stage) => ({ ...stage.outer, requirements: stage.requirements })),
  };
}

/** One row a requirement, the outer cells first. */
export function flat(documents: readonly PathwayFacts[], columns: readonly string[]): Value[][] {
  return documents.flatMap(({ outer, stages }) =>
    stages.flatMap((stage) =>
      stage.requirements.map((requirement) => {
        const row: Facts = { ...outer, ...stage.outer, ...requirement };
        return columns.map((column) => row[column] ?? null);
      }),
    ),
  );
}

const ASKED = [
  'framework',
  'competency',
  'statement',
  'requirement',
  'group',
  'due_on',
  'min_level',
];

export const TALLY_COLUMNS = [
  ...['pathway', 'students', 'complete', 'stage', 'stage_title', 'present', 'ready', ...ASKED],
  ...['met', 'mastered', 'below', 'thin', 'not_assessed', 'excused'],
];

export const WAY_COLUMNS = [
  ...['student_id', 'name', 'pathway', 'on_pathway', 'placed', 'present_stage', 'complete'],
  ...['stage', 'stage_title', 'place', 'stage_met', 'required', ...ASKED],
  ...['score', 'level', 'level_name', 'status', 'met', 'overdue_days'],
];
