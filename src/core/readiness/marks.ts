/** The marks that help a teacher to decide: what readiness rests on, and what holds it back. */
import { compareInOrder, countingPieces, gather } from '../mastery/counting.js';
import { cutOf } from '../mastery/goal.js';
import type { Mastery } from '../mastery/judge.js';
import { withoutEach } from '../mastery/without.js';
import type { Competency, Piece } from '../model.js';
import { significant } from '../numbers.js';
import { masteryLevel, top } from '../scale.js';
import { type Asked, isReached, type Looking, metOf, type Unit } from './units.js';

/** The latest score without which some requirement falls under what is asked; null when none does. */
export function restsOn(looking: Looking, units: readonly Unit[]): Piece | null {
  const lost = ({ requirement, mastery }: Asked) => {
    const { scale } = looking.standards.yardstick(mastery.competency);
    const asked = requirement.minLevel ?? masteryLevel(scale).value;
    return withoutEachOf(looking, mastery.competency)
      .filter(({ judgement }) => (judgement.level?.value ?? Number.NEGATIVE_INFINITY) < asked)
      .map(({ piece }) => piece);
  };
  return (
    units
      .flatMap((unit) => bearing(unit, lost))
      .sort(compareInOrder)
      .at(-1) ?? null
  );
}

/**
 * The pieces without which a unit that is met would fall short. `lost` gives the pieces without which
 * one met requirement is lost: an aligned piece may carry several of a group.
 */
function bearing(unit: Unit, lost: (asked: Asked) => readonly Piece[]): readonly Piece[] {
  const met = unit.members.filter((asked) => asked.met);
  const losses = met.filter(({ mastery }) => mastery.override === null).flatMap(lost);
  const lostBy = (piece: Piece) => losses.filter((one) => one === piece).length;
  return losses.filter((piece) => met.length - lostBy(piece) < unit.choose);
}

/** How far a score stands over (or, below 0, under) what a requirement asks, on its own scale. */
export interface Margin {
  readonly competency: Competency;
  readonly margin: number;
}

/**
 * The tightest requirement: of the met ones that with the least over its cut, or of those that are
 * missing that with the least under it. A teacher's judgement has no margin, and of a group only the
 * best that it takes are looked at. Null where no score is known.
 */
export function tightest(
  looking: Looking,
  units: readonly Unit[],
  which: 'met' | 'missing',
): Margin | null {
  const margins = units.flatMap((unit) => {
    const ofUnit = unit.members
      .filter(({ met }) => met === (which === 'met'))
      .flatMap((asked) => marginOf(looking, asked) ?? [])
      .sort((a, b) => b.share - a.share);
    return ofUnit.slice(0, which === 'met' ? unit.choose : unit.choose - metOf(unit));
  });
  // Of scales of different length the share of the top is compared.
  const [least] = margins.sort((a, b) => Math.abs(a.share) - Math.abs(b.share));
  return least === undefined ? null : { competency: least.competency, margin: least.margin };
}

function marginOf(looking: Looking, { requirement, mastery }: Asked) {
  const yardstick = looking.standards.yardstick(mastery.competency);
  const from = cutOf(yardstick, requirement.minLevel);
  if (mastery.override !== null || mastery.score === null || from === null) return null;
  const margin = significant(mastery.score - from);
  return { competency: mastery.competency, margin, share: margin / top(yardstick.scale) };
}

/** Met requirements, met only because a teacher judged so: what was calculated is less, or nothing. */
export function metByJudgement({ standards }: Looking, units: readonly Unit[]): Competency[] {
  return units.flatMap(({ members }) =>
    members
      .filter(({ met, mastery, requirement }) => {
        if (!met || mastery.override === null) return false;
        const yardstick = standards.yardstick(mastery.competency);
        return !isReached(requirement, mastery.calculated, yardstick);
      })
      .map(({ mastery }) => mastery.competency),
  );
}

/** Requirements on which newer evidence leads to another level than the teacher's judgement. */
export function disputedOf(units: readonly Unit[]): Competency[] {
  return units.flatMap(({ members }) =>
    members.flatMap(({ mastery }) => (mastery.disputed ? [mastery.competency] : [])),
  );
}

/** Whether a requirement that is met has exactly the minimum of evidence. */
export function isJustEnough(looking: Looking, unit: Unit): boolean {
  const barely = ({ mastery }: Asked): readonly Piece[] => {
    const { policy } = looking.standards.yardstick(mastery.competency);
    if (mastery.calculated.occasions !== policy.min_evidence) return [];
    return countingPieces(looking.standards, looking.showing, mastery.competency).pieces;
  };
  return bearing(unit, barely).length > 0;
}

/** The oldest score whose absence alone would meet every missing requirement. */
export function heldBackBy(looking: Looking, units: readonly Unit[]): Piece | null {
  const yardstick = ({ competency }: Mastery) => looking.standards.yardstick(competency);
  const freed = units
    .filter((unit) => metOf(unit) < unit.choose)
    .flatMap((unit) =>
      unit.members
        .filter(({ met, mastery }) => !met && mastery.override === null)
        .flatMap(({ requirement, mastery }) =>
          withoutEachOf(looking, mastery.competency)
            .filter(({ judgement }) => isReached(requirement, judgement, yardstick(mastery)))
            .map(({ piece }) => ({ unit, piece })),
        ),
    );
  const gained = (unit: Unit, piece: Piece) =>
    freed.filter((one) => one.unit === unit && one.piece === piece).length;
  const freeing = freed.filter(({ piece }) =>
    units.every((unit) => metOf(unit) + gained(unit, piece) >= unit.choose),
  );
  return freeing.map(({ piece }) => piece).sort(compareInOrder)[0] ?? null;
}

/** What the evidence would say without each counting piece of a requirement. */
function withoutEachOf({ standards, showing }: Looking, competency: Competency) {
  return withoutEach(gather(standards, showing, competency), standards.yardstick(competency));
}
