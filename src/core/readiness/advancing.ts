/** Who may be moved on: which way is meant, where it leads, and what is left behind unmet. */
import type { Id, Pathway, Showing, Stage } from '../model.js';
import { folded } from '../names.js';
import type { Standards } from '../standards.js';
import { countStage, judgedOnce, type Readiness, withReasons } from './ready.js';
import { lastAdvance, type Standing } from './stages.js';

/** A move along a pathway, or past a default stage (`to` null: past the last one). */
export interface Move {
  /** A pathway, or the framework of a default stage. */
  readonly pathway: Id;
  readonly name: string;
  readonly from: Stage | null;
  readonly to: Stage | null;
}

/** A move, and how she stands on the stage that she would leave; null when she is on none. */
export interface Chosen {
  readonly move: Move;
  readonly here: Readiness | null;
}

/** Which of a student's stages she is to be moved on from. */
export type WayMeant =
  | { readonly kind: 'one'; readonly here: Readiness }
  | { readonly kind: 'several'; readonly among: readonly Readiness[] }
  | { readonly kind: 'none' };

/**
 * The stage that is meant: the only one, the only one ready, or the one that `to` speaks of: a
 * pathway by any of its stages, a default stage by its own name. `to` null: nothing was named.
 */
export function wayMeant(
  pathways: readonly Pathway[],
  stages: readonly Readiness[],
  to: string | null,
): WayMeant {
  const open = stages.filter(({ status }) => status !== 'complete');
  const named = open.filter((one) => to === null || canMean(pathways, one, to));
  const ready = named.filter(({ status }) => status === 'ready');
  const [only] = named.length === 1 ? named : ready.length === 1 ? ready : [];
  if (only !== undefined) return { kind: 'one', here: only };
  const [alone] = open.length === 1 ? open : [];
  if (alone !== undefined && !alone.standing.byDefault) return { kind: 'one', here: alone };
  const among = ready.length > 1 ? ready : named.length > 0 ? named : open;
  return among.length === 0 ? { kind: 'none' } : { kind: 'several', among };
}

function canMean(pathways: readonly Pathway[], { standing }: Readiness, to: string): boolean {
  const pathway = pathways.find(({ id }) => id === standing.pathway);
  const stages = pathway?.stages ?? (standing.stage === null ? [] : [standing.stage]);
  return stageNamed(stages, to) !== null;
}

/** The stage of that name or title, without regard to case and accents. */
export function stageNamed(stages: readonly Stage[], typed: string): Stage | null {
  return stages.find((stage) => isNamed(stage, typed)) ?? null;
}

function isNamed({ name, title }: Stage, typed: string): boolean {
  return folded(name) === folded(typed) || folded(title ?? '') === folded(typed);
}

/** The move from where she stands to a stage; without one to the next, or past a default stage. */
export function moveFrom(standing: Standing, to: Stage | null): Move {
  const { pathway, pathwayName, stage, next } = standing;
  return { pathway, name: pathwayName, from: stage, to: standing.byDefault ? null : (to ?? next) };
}

/** Her last move on the way of this one: a pathway, or a default stage that she leaves by itself. */
export function lastOnWay(showing: Showing, { here, move }: Chosen) {
  const isDefault = here?.standing.byDefault === true;
  return lastAdvance(
    showing,
    ({ pathway, from }) =>
      pathway === move.pathway && (!isDefault || from === (move.from?.id ?? null)),
  );
}

/**
 * What the student would leave behind unmet: her present stage, and every one that she would skip.
 * Empty where she may be moved: all is met, she goes back, or she is placed on the pathway for the
 * first time.
 */
export function unmetBehind(
  standards: Standards,
  pathways: readonly Pathway[],
  showing: Showing,
  { here, move }: Chosen,
): Readiness[] {
  if (here === null || here.status === 'complete') return [];
  const stages = pathways.find(({ id }) => id === move.pathway)?.stages ?? [];
  const skipped = stagesBetween(stages, move).map((stage) => {
    const next = stages[stages.indexOf(stage) + 1] ?? null;
    const standing = { ...here.standing, stage, next };
    const count = countStage(standards, showing, standing, judgedOnce(standards, showing));
    return withReasons(standards, showing, count);
  });
  const left = isForward(stages, move) ? [here, ...skipped] : [];
  return left.filter(({ status }) => status !== 'ready');
}

function isForward(stages: readonly Stage[], { from, to }: Move): boolean {
  return to === null || placeOf(stages, to) > placeOf(stages, from);
}

function stagesBetween(stages: readonly Stage[], { from, to }: Move): readonly Stage[] {
  const end = to === null ? stages.length : placeOf(stages, to);
  return stages.slice(placeOf(stages, from) + 1, Math.max(end, 0));
}

function placeOf(stages: readonly Stage[], stage: Stage | null): number {
  return stages.findIndex(({ id }) => id === stage?.id);
}
