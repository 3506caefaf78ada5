/** Who teaches a section by a roster, and who no longer does. */
import type { Id } from '../model.js';
import { pairs, type Ref } from './refs.js';
import type { RosterFaults } from './roster-faults.js';
import { type NamedPlan, orphan } from './roster-named.js';
import type { RosterOptions } from './roster-options.js';
import type { SpokenFor } from './roster-scope.js';
import type { SectionsPlan } from './roster-sections.js';
import type { RosterSet } from './roster-set.js';

export interface Teaching {
  readonly staff: Id;
  readonly section: Id;
}

export interface TeachingMoves {
  readonly teaches: readonly { readonly staff: Ref; readonly section: Ref }[];
  readonly noLongerTeaches: readonly Teaching[];
}

interface Named {
  readonly staff: NamedPlan<unknown>;
  readonly sections: SectionsPlan;
}

/** Whether it is over for who teaches a section and is not said to. Who taught one of last year did so. */
export function lessonsEnding(
  { scope, teaching }: RosterSet,
  closed: ReadonlySet<Id>,
  sections: SectionsPlan,
  spokenFor: SpokenFor,
  { isPartial, isNewYear }: RosterOptions,
): SpokenFor {
  const isWhole = !isPartial && scope.enrollments === 'all' && teaching.length > 0;
  if (!isWhole) return (section) => closed.has(section);
  const isMeant: SpokenFor = isNewYear ? (section) => sections.standing.has(section) : spokenFor;
  return (section) => closed.has(section) || isMeant(section);
}

/** `ends` says of a section that whoever teaches it and is not said to no longer does. */
export function planTeaching(
  set: RosterSet,
  standing: readonly Teaching[],
  named: Named,
  ends: SpokenFor,
  faults: RosterFaults,
): TeachingMoves {
  const known = pairs<true>();
  for (const one of standing) known.set({ id: one.staff }, { id: one.section }, true);
  const said = pairs<true>();
  const gone = pairs<true>();
  const teaches: TeachingMoves['teaches'][number][] = [];
  for (const { staff, section, isOver } of saidTeaching(set, named, faults)) {
    if (isOver) gone.set(staff, section, true);
    else if (!said.has(staff, section)) {
      said.set(staff, section, true);
      if (!known.has(staff, section)) teaches.push({ staff, section });
    }
  }
  const noLongerTeaches = standing.filter((one) => {
    const [staff, section] = [{ id: one.staff }, { id: one.section }];
    return !said.has(staff, section) && (gone.has(staff, section) || ends(one.section));
  });
  return { teaches, noLongerTeaches };
}

/** Those whose teacher and section are there; the others are faults. */
function* saidTeaching(
  { teaching }: RosterSet,
  { staff, sections }: Named,
  faults: RosterFaults,
): Iterable<TeachingMoves['teaches'][number] & { readonly isOver: boolean }> {
  for (const record of teaching) {
    const [teacher, section] = [staff.refOf(record.staff), sections.refOf(record.section)];
    if (teacher !== null && section !== null) {
      yield { staff: teacher, section, isOver: record.gone };
    } else if (!record.gone) {
      if (teacher === null) orphan(record, 'teacher', 'teacher', faults);
      if (section === null && !sections.isAmbiguous(record.section))
        orphan(record, 'section', 'section', faults);
    }
  }
}
