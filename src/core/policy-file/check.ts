/** Whether what a policy file makes of a gradebook holds together: faults that need the whole to be seen. */
import { groupBy } from '../grouping.js';
import type { Faults } from '../importing/records.js';
import type { Day, Id, Scale } from '../model.js';
import { type DatedSetting, settingsOn } from '../policy.js';
import { faultsAt } from '../policy-faults.js';
import { isAt, settingsAt } from '../policy-place.js';
import { scaleNamed } from '../scale.js';
import { movedCompetencies, withScales } from '../scale-change.js';
import type { Standards } from '../standards.js';
import { outcomeOfSetting, type PolicyFilePlan } from './plan.js';
import type { Wanted, WantedSetting } from './wanted.js';

/** What checking needs to know beyond the standards. */
export interface PolicyLedger {
  readonly standards: Standards;
  readonly settings: readonly DatedSetting[];
  /** Whether scores, overrides or a `min_level` were said on the competency's scale. */
  readonly isScored: (competency: Id) => boolean;
  /** The day by which settings that always hold are judged. */
  readonly today: Day;
}

/** Faults of what is new; what stands already is let be, also where it would be refused today. */
export function checkPolicyFile(
  plan: PolicyFilePlan,
  wanted: Wanted,
  ledger: PolicyLedger,
  faults: Faults,
): void {
  const after = standardsAfter(plan, ledger.standards);
  refuseScored(ledger, after, wanted, faults);
  const fresh = plan.settings.flatMap((one) =>
    one.after === null || outcomeOfSetting(one) === 'unchanged' ? [] : [one.after],
  );
  for (const setting of fresh) {
    refuseUnfit(setting, wanted.settings, after, ledger.today, faults);
  }
}

/** The standards as the plan leaves them; new scales have ids below 0. */
function standardsAfter(plan: PolicyFilePlan, standards: Standards): Standards {
  const scales = plan.scales.flatMap(({ before, after }, index): Scale[] =>
    after === null
      ? []
      : [{ id: before?.id ?? -1 - index, name: after.name, levels: after.levels }],
  );
  const used = (noun: 'framework' | 'competency') =>
    new Map(
      plan.uses
        .filter((use) => use.noun === noun)
        .map(({ of, after }) => [
          of,
          after === null ? null : (scaleNamed(scales, after)?.id ?? null),
        ]),
    );
  return withScales(standards, {
    scales,
    frameworks: used('framework'),
    competencies: used('competency'),
  });
}

function refuseScored(
  { standards, isScored }: PolicyLedger,
  after: Standards,
  wanted: Wanted,
  faults: Faults,
): void {
  const scored = movedCompetencies(standards, after).filter(({ competency }) =>
    isScored(competency.id),
  );
  const scales = groupBy(scored, ({ from, to }) => `${from.id} ${to.id}`);
  for (const [first, ...others] of scales.values()) {
    if (first === undefined) continue;
    const { from, to, competency } = first;
    const line = wanted.scales.find(({ name }) => name === to.name)?.line ?? 1;
    const n = 1 + others.length;
    const noun = n === 1 ? 'competency' : 'competencies';
    const message = `there are scores on scale "${from.name}" (on ${n} ${noun}, "${competency.code}" first): carry them before, with pl scale set or use --carry`;
    faults.error(line, to.name, 'scored_scale', message);
  }
}

function refuseUnfit(
  setting: WantedSetting,
  all: readonly WantedSetting[],
  after: Standards,
  today: Day,
  faults: Faults,
): void {
  const { key, line, startsOn } = setting;
  const there = settingsOn(startsOn ?? today, settingsAt(after, all, setting));
  // What begins on the day is judged by its own value, not by one that began later at the same place.
  const others = there.filter((one) => one.key !== key || !isAt(setting, one));
  for (const { message } of faultsAt(after, setting, [...others, setting], [key])) {
    faults.error(line, key, 'bad_policy', message);
  }
}
