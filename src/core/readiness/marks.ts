/** The marks that help a teacher to decide: what readiness rests on, and what holds it back. */
import { compareInOrder, counting, gather, replacedPieces } from '../mastery/counting.js';
import { without } from '../mastery/explain.js';
import { judge } from '../mastery/judge.js';
import type { Competency, Piece } from '../model.js';
import { masteryLevel } from '../scale.js';
import { isMet, type Looking, metOf, type Unit } from './units.js';

/** The latest score without which some requirement falls under what is asked; null when none does. */
export function restsOn(looking: Looking, units: readonly Unit[]): Piece | null {
  const bearing = units
    .filter((unit) => unit.members.filter(({ met }) => met).length === unit.choose)
    .flatMap((unit) => unit.members.filter(({ met, mastery }) => met && mastery.override === null))
    .flatMap(({ requirement, mastery }) => {
      const { scale } = looking.standards.yardstick(mastery.competency);
      const asked = requirement.minLevel ?? masteryLevel(scale).value;
      return withoutEach(looking, mastery.competency)
        .filter(({ judgement }) => (judgement.level?.value ?? Number.NEGATIVE_INFINITY) < asked)
        .map(({ piece }) => piece);
    });
  return bearing.sort(compareInOrder).at(-1) ?? null;
}

/** Whether a requirement that is met has exactly the minimum of evidence. */
export function isJustEnough(looking: Looking, unit: Unit): boolean {
  const met = unit.members.filter((asked) => asked.met);
  if (met.length !== unit.choose) return false;
  return met.some(({ mastery }) => {
    const { policy } = looking.standards.yardstick(mastery.competency);
    return mastery.override === null && mastery.calculated.occasions === policy.min_evidence;
  });
}

/** The oldest score whose absence alone would meet every missing requirement. */
export function heldBackBy(looking: Looking, units: readonly Unit[]): Piece | null {
  const freed = units
    .filter((unit) => metOf(unit) < unit.choose)
    .flatMap((unit) =>
      unit.members
        .filter(({ met, mastery }) => !met && mastery.override === null)
        .flatMap(({ requirement, mastery }) =>
          withoutEach(looking, mastery.competency)
            .filter(({ judgement }) => isMet(requirement, { ...mastery, ...judgement }))
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

/** Counting pieces of a requirement with what the evidence would say without each. */
function withoutEach(looking: Looking, competency: Competency) {
  const yardstick = looking.standards.yardstick(competency);
  const gathered = gather(looking.standards, looking.showing, competency);
  const counted = counting(gathered, yardstick.policy);
  // Where a piece has replaced another, that one would count again: all has to be counted anew.
  const replaces = replacedPieces(gathered.pieces).size > 0;
  return counted.pieces.map((piece) => {
    const rest = replaces
      ? counting(without(gathered, piece), yardstick.policy)
      : without(counted, piece);
    return { piece, judgement: judge(rest, yardstick) };
  });
}
