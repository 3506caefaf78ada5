/** The ready list as JSON and CSV: keys in their order, one row a missing requirement. */
import type { Day } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import { daysOverdue } from '../core/readiness/due.js';
import type { Readiness } from '../core/readiness/ready.js';
import type { Value } from '../output/csv.js';
import { needText } from '../output/sentences.js';
import type { Learning } from './learning.js';
import type { ReadyRow } from './ready-row.js';
import type { Session } from './session.js';

/** A student on a stage with the keys of the contract, in its order. */
export function readyJson(
  learning: Learning,
  { student, readiness: one, notTaught, today }: ReadyRow,
) {
  const { standing } = one;
  return {
    student_id: shownId(student),
    name: displayName(student),
    pathway: standing.pathwayName,
    stage: (standing.stage ?? standing.completed)?.name ?? '',
    next_stage: standing.next?.name ?? null,
    status: one.status,
    met: one.met,
    required: one.required,
    rests_on: one.restsOn === null ? null : learning.uid(one.restsOn),
    just_enough: one.justEnough,
    held_back_by: one.heldBackBy === null ? null : learning.uid(one.heldBackBy),
    missing: missingJson(learning, one, today),
    margin: one.margin?.margin ?? null,
    margin_of: one.margin?.competency.code ?? null,
    overridden: one.overridden.map(({ code }) => code),
    disputed: one.disputed.map(({ code }) => code),
    not_taught: notTaught,
  };
}

function missingJson(learning: Learning, one: Readiness, today: Day) {
  return one.missing.map((missing) => ({
    competency: missing.competency.code,
    status: missing.status,
    need: needText(missing, learning.standards.yardstick(missing.competency)),
    due_on: missing.dueOn,
    overdue_days: daysOverdue(missing.dueOn, true, today),
  }));
}

const COLUMNS = [
  'student_id',
  'name',
  'pathway',
  'stage',
  'next_stage',
  'status',
  'met',
  'required',
  'rests_on',
  'just_enough',
  'held_back_by',
] as const;
const MISSING = ['competency', 'missing_status', 'need', 'due_on', 'overdue_days'] as const;
/** After `missing` in JSON, so after its cells here: what reads the columns by place finds them there. */
const LATER = ['margin', 'margin_of', 'overridden', 'disputed', 'not_taught'] as const;

/** One row per missing requirement; who misses none has one row with those cells blank. */
export async function printReadyCsv(
  session: Session,
  learning: Learning,
  rows: Iterable<ReadyRow>,
): Promise<void> {
  function* cells() {
    for (const row of rows) yield* cellsOf(learning, row);
  }
  await session.print.csv([...COLUMNS, ...MISSING, ...LATER], cells());
}

function cellsOf(learning: Learning, row: ReadyRow): Value[][] {
  const outer = readyJson(learning, row);
  const first = COLUMNS.map((column) => outer[column]);
  const later = LATER.map((column) => {
    const value = outer[column];
    return Array.isArray(value) ? value.join(';') : value;
  });
  if (outer.missing.length === 0) return [[...first, ...MISSING.map(() => null), ...later]];
  return outer.missing.map(({ competency, status, need, due_on, overdue_days }) => [
    ...first,
    ...[competency, status, need, due_on, overdue_days],
    ...later,
  ]);
}
