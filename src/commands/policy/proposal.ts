/** Keys that are said or proposed at a place: whether they fit, as `set`, `compare` and `lint` ask alike. */
import { PlError } from '../../core/errors.js';
import type { Day } from '../../core/model.js';
import { type DatedSetting, settingsOn } from '../../core/policy.js';
import {
  type DatedPolicy,
  isSaid,
  newlyUnfit,
  type Unfit,
  withSaid,
} from '../../core/policy-fit.js';
import { isAt, type Place } from '../../core/policy-place.js';
import { proposedStandards } from '../../core/rehearsal/proposal.js';
import type { StudentScope } from '../../core/scope.js';
import type { Standards } from '../../core/standards.js';
import type { Gradebook } from '../../store/open.js';
import { loadRoster, type Roster } from '../../store/roster.js';
import { loadPolicies } from '../../store/standards.js';
import { dayOfView, type View } from '../../store/view.js';
import { studentsLeft } from '../in-scope.js';
import { type Learning, loadLearning } from '../learning.js';
import { type DayFlags, readDays, type StudentFlags } from '../options.js';
import type { Session } from '../session.js';
import { type LevelFlags, type NamedPlace, placeOf, refuseBoth } from './level.js';
import { type Pairs, readPairs } from './pairs.js';

/** What `--from` says of a proposal. */
export interface FromFlag {
  readonly from?: string;
}

/** Keys proposed at a place; undefined: taken back. */
export interface Proposed extends NamedPlace {
  readonly said: Pairs;
  /** The day on which they would begin; null: always. */
  readonly startsOn: Day | null;
  /** The standards under the policy in force on the day of the view, or when it begins later. */
  readonly before: Standards;
  /** The same with the proposal put as `pl policy set` would put it. */
  readonly after: Standards;
}

/** A proposal with all that it is looked at on. */
export interface Opened {
  readonly book: Gradebook;
  readonly view: View;
  readonly roster: Roster;
  readonly learning: Learning;
  readonly proposed: Proposed;
  readonly scope: StudentScope;
}

/** Reads what is proposed, and loads what it is tried on. Throws `PlError` for keys that do not fit. */
export async function openProposal(
  session: Session,
  pairs: readonly string[],
  flags: StudentFlags & DayFlags & LevelFlags & FromFlag,
): Promise<Opened> {
  refuseBoth(flags);
  const said = readPairs(pairs);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const roster = loadRoster(book, view);
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const proposed = await proposedAt(session, { book, view, standards }, said, flags);
  const scope = studentsLeft(session, roster, flags, view);
  return { book, view, roster, learning, proposed, scope };
}

/** The day that `--from` names; null: always. */
export function readFrom(session: Session, { from }: FromFlag): Day | null {
  return from === undefined ? null : session.day(from, '--from');
}

/** A proposal to the policy of a view. Throws `PlError` where `pl policy set` would refuse it. */
async function proposedAt(
  session: Session,
  { book, view, standards }: { book: Gradebook; view: View; standards: Standards },
  said: Pairs,
  flags: LevelFlags & FromFlag,
): Promise<Proposed> {
  const startsOn = readFrom(session, flags);
  const place = await placeOf(session, standards, flags);
  const settings = loadPolicies(book, view);
  refuseUnfit({ standards, settings }, place, said, startsOn);
  const today = dayOfView(book, view);
  const day = startsOn !== null && startsOn > today ? startsOn : today;
  const under = (policies: typeof settings) =>
    proposedStandards(standards, settingsOn(day, policies));
  const proposed = withSaid(settings, place, said, startsOn);
  const held = heldTexts(session, place, said, startsOn, settingsOn(day, proposed));
  for (const line of held) session.say(line);
  return { ...place, said, startsOn, before: under(settings), after: under(proposed) };
}

/** Why a key that is said moves nothing on the day looked at: another value of it began later. */
export function heldTexts(
  session: Session,
  place: Place,
  said: Pairs,
  startsOn: Day | null,
  inForce: readonly DatedSetting[],
): string[] {
  return [...said].flatMap(([key, value]) => {
    const one = inForce.find((other) => isAt(place, other) && other.key === key);
    const since = one?.startsOn ?? '';
    return value !== undefined && since > (startsOn ?? '')
      ? [
          `${key}: what began on ${session.words.day(since)} still holds; pl policy set ${key}= --from ${since} takes it back`,
        ]
      : [];
  });
}

/** Throws `PlError` with all that would fit no longer, now or on a later day, once the keys are said. */
export function refuseUnfit(
  before: DatedPolicy,
  place: Place,
  said: Pairs,
  startsOn: Day | null,
): void {
  const { standards, settings } = before;
  const after = { standards, settings: withSaid(settings, place, said, startsOn) };
  const unfit = newlyUnfit(before, after, (one) => isSaid(one, place, said, startsOn));
  if (unfit.length === 0) return;
  const lines = unfit.map((one) => `${whereText(standards, one, place)}${one.message}`);
  throw new PlError('invalid', [...new Set(lines)].join('\n'));
}

/** Where and when it does not fit; nothing where that is what was typed. */
function whereText(standards: Standards, { setting, day }: Unfit, place: Place): string {
  const at = isAt(place, setting) ? '' : `at ${placeName(standards, setting)}: `;
  return `${at}${day === null || day === setting.startsOn ? '' : `on ${day}: `}`;
}

function placeName(standards: Standards, { framework, competency }: Place): string {
  const one = competency === null ? undefined : standards.competencies.get(competency);
  if (one !== undefined) return `${standards.frameworkName(one)}:${one.code}`;
  if (framework === null) return 'the gradebook';
  return standards.frameworks.get(framework)?.name ?? '';
}
