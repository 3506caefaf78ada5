/** Whether what a policy file makes of a gradebook holds together: faults that need the whole to be seen. */

import { lettersOf } from '../grades/letters.js';
import { lettersDoubts } from '../grades/letters-doubts.js';
import { groupBy } from '../grouping.js';
import type { Faults } from '../importing/records.js';
import type { Id, Scale } from '../model.js';
import type { DatedSetting } from '../policy.js';
import { newlyUnfit } from '../policy-fit.js';
import type { Place } from '../policy-place.js';
import type { Ways } from '../readiness/stages.js';
import { scaleNamed } from '../scale.js';
import { movedCompetencies, withScales } from '../scale-change.js';
import { isOnScale, type Standards } from '../standards.js';
import { outcomeOfSetting, type PolicyFilePlan } from './plan.js';
import type { Wanted, WantedSetting } from './wanted.js';

/** What checking needs to know beyond the standards. */
export interface PolicyLedger {
  readonly standards: Standards;
  readonly settings: readonly DatedSetting[];
  readonly ways: Ways;
  /** Whether scores, overrides or a `min_level` were said on the competency's scale. */
  readonly isScored: (competency: Id) => boolean;
}

/**
 * Faults of what is new, and of what fits no longer beside it; what stands already is let be, also where it
 * would be refused today. Where the file could not be read, nothing is said of what depends on that.
 */
export function checkPolicyFile(
  plan: PolicyFilePlan,
  wanted: Wanted,
  ledger: PolicyLedger,
  faults: Faults,
): void {
  const after = wanted.areScalesRead ? standardsAfter(plan, ledger.standards) : ledger.standards;
  if (wanted.areScalesRead) refuseScored(ledger, after, wanted, faults);
  const fresh = plan.settings.flatMap((one) =>
    one.after === null || outcomeOfSetting(one) === 'unchanged' ? [] : [one.after],
  );
  refuseUnfit(new Set(fresh), wanted, ledger, after, faults);
  for (const setting of fresh) warnOfLetters(setting, ledger.ways, faults);
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
  fresh: ReadonlySet<WantedSetting>,
  wanted: Wanted,
  ledger: PolicyLedger,
  after: Standards,
  faults: Faults,
): void {
  const { settings } = wanted;
  const unfit = newlyUnfit(ledger, { standards: after, settings }, (one) => fresh.has(one));
  for (const { setting, day, key, message, unused } of unfit) {
    if (isOnScale(setting) && !wanted.areScalesRead) continue;
    if (wanted.unread.some((place) => bearsOn(after, place, setting))) continue;
    const on = day === null || day === setting.startsOn ? '' : `on ${day}: `;
    if (unused) faults.warning(setting.line, key, 'unused_key', `${on}${message}`);
    else faults.error(setting.line, key, 'bad_policy', `${on}${message}`);
  }
}

/** Whether what is said at one place can hold at the other. */
function bearsOn({ competencies }: Standards, from: Place, to: Place): boolean {
  if (from.competency !== null) return from.competency === to.competency;
  if (from.framework === null || from.framework === to.framework) return true;
  const one = to.competency === null ? undefined : competencies.get(to.competency);
  return one?.framework === from.framework;
}

function warnOfLetters({ key, value, line }: WantedSetting, ways: Ways, faults: Faults): void {
  if (key !== 'letters' || typeof value !== 'string') return;
  for (const { code, message } of lettersDoubts(lettersOf(value), ways)) {
    if (code === 'idle_rule') faults.warning(line, key, 'idle_rule', message);
    else faults.warning(line, key, 'unknown_stage', message);
  }
}
