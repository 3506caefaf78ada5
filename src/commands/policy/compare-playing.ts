/** Playing a rehearsal through: what is loaded for it, and the students who move, one after the other. */

import type { Id, Student } from '../../core/model.js';
import {
  canMove,
  type Rehearsal,
  type Rehearsed,
  rehearsalOf,
  rehearse,
} from '../../core/rehearsal/rehearse.js';
import {
  anyMove,
  type Dimension,
  STUDENT_DIMENSIONS,
  type Tally,
  tally,
  type Whereabouts,
} from '../../core/rehearsal/tally.js';
import type { RosterView, StudentScope } from '../../core/scope.js';
import type { Standards } from '../../core/standards.js';
import { compareValues, valuesBy } from '../../core/summary/values.js';
import type { CountRow } from '../../output/rehearsal-page.js';
import { visible } from '../../output/safe.js';
import type { Gradebook } from '../../store/open.js';
import type { View } from '../../store/view.js';
import type { Learning } from '../learning.js';
import { type DayFlags, dayLine, type StudentFlags } from '../options.js';
import type { Session } from '../session.js';
import type { LevelFlags } from './level.js';
import { type FromFlag, openProposal, type Proposed } from './proposal.js';

export type CompareFlags = StudentFlags &
  DayFlags &
  LevelFlags &
  FromFlag & {
    readonly names?: boolean;
    readonly by?: Dimension | 'group';
    readonly suppress?: string;
  };

/** A rehearsal that nobody has played yet. */
export interface Prepared {
  readonly book: Gradebook;
  readonly view: View;
  readonly proposed: Proposed;
  readonly rehearsal: Rehearsal;
  readonly showing: Learning['showing'];
  readonly students: readonly Student[];
  readonly whereabouts: (student: Student) => Whereabouts;
}

/** Reads what is asked, and loads what it takes. Throws `PlError` for keys that do not fit. */
export async function prepare(
  session: Session,
  pairs: readonly string[],
  flags: CompareFlags,
): Promise<Prepared> {
  const { book, view, roster, learning, proposed, scope } = await openProposal(
    session,
    pairs,
    flags,
  );
  const { showing, ways } = learning;
  const rehearsal = rehearsalOf(proposed.before, proposed.after, ways);
  const whereabouts = whereaboutsReader(roster, scope);
  return { book, view, proposed, rehearsal, showing, students: scope.students, whereabouts };
}

/** Reads where a student is, named as in a summary. */
function whereaboutsReader(
  roster: RosterView,
  scope: StudentScope,
): (student: Student) => Whereabouts {
  const readers = STUDENT_DIMENSIONS.map(
    (dimension) => [dimension, valuesBy(dimension, roster, scope, new Map())] as const,
  );
  return (student) =>
    Object.fromEntries(
      readers.map(([dimension, valuesOf]) => [dimension, valuesOf(student)]),
    ) as Whereabouts;
}

export interface Mover {
  readonly student: Student;
  readonly rehearsed: Rehearsed;
}

/** Those of the students who move, each judged as she is asked for; `counted` gets everybody. */
export function* movers(
  { rehearsal, showing, whereabouts }: Prepared,
  students: readonly Student[],
  counted: Tally | null = null,
): Iterable<Mover> {
  if (!canMove(rehearsal)) return;
  for (const student of students) {
    const rehearsed = rehearse(rehearsal, showing(student.id));
    counted?.add(rehearsed, whereabouts(student));
    if (anyMove(rehearsed)) yield { student, rehearsed };
  }
}

/** A rehearsal that was played through. */
export interface Played extends Prepared {
  readonly counted: Tally;
  /** Those who move, in order, judged once more: a district of them would not fit into memory. */
  readonly movers: () => Iterable<Mover>;
}

export function play(prepared: Prepared): Played {
  const counted = tally(namesIn(prepared.rehearsal.before));
  const moved = new Set<Id>();
  for (const { student } of movers(prepared, prepared.students, counted)) moved.add(student.id);
  const again = () =>
    movers(
      prepared,
      prepared.students.filter(({ id }) => moved.has(id)),
    );
  return { ...prepared, counted, movers: again };
}

/** Codes stand alone while there is one framework. */
function namesIn(standards: Standards) {
  const several = standards.frameworks.size > 1;
  return {
    framework: standards.frameworkName,
    competency: (one: Parameters<Standards['frameworkName']>[0]) =>
      several ? `${standards.frameworkName(one)}:${one.code}` : one.code,
  };
}

/** The counts by a dimension, in the order in which people look for them; without a value last. */
export function rowsBy({ counted, rehearsal }: Played, dimension: Dimension): readonly CountRow[] {
  const rows = [...counted.by(dimension)];
  if (dimension !== 'competency') return rows.sort(([a], [b]) => compareValues(a, b));
  const { competency } = namesIn(rehearsal.before);
  const place = new Map<string | null, number>(
    rehearsal.before.ordered.map((one, index) => [competency(one), index]),
  );
  return rows.sort(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
}

/** The first line of a page: of which day it is, and where the keys are tried. */
export function titleOf({ proposed, view }: Prepared, { words }: Session): string {
  const since = proposed.startsOn === null ? '' : ` from ${words.day(proposed.startsOn)}`;
  return `${dayLine(view, words)}rehearsed at ${visible(proposed.name)}${since}: nothing was written\n`;
}
