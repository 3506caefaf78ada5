/** Whether somebody who was ready for a stage is so no longer, or has moved on. */
import type { Id } from '../model.js';
import type { StageCount } from './ready.js';
import type { Ways } from './stages.js';

/** A stage of a pathway, or a heading of a framework where stages are the default ones. */
export interface ReadyStage {
  readonly pathway: Id;
  readonly stage: Id;
}

/**
 * Whether a student who was ready for a stage, and is not among its ready now, has fallen behind:
 * `counts` is how she stands now. Who was advanced, or stands on another stage of the pathway, has moved
 * on; a stage that is no more has nobody who is behind.
 */
export function fallsBehind(ways: Ways, counts: readonly StageCount[], was: ReadyStage): boolean {
  return isThere(ways, was) && !counts.some(({ standing }) => hasMovedOn(standing, was));
}

function isThere({ pathways, defaults }: Ways, { pathway, stage }: ReadyStage): boolean {
  const on =
    pathways.find(({ id }) => id === pathway) ??
    defaults.find(({ framework }) => framework === pathway);
  return on?.stages.some(({ id }) => id === stage) ?? false;
}

/** Default stages stand each for itself: only of the stage that she has completed she has moved on. */
function hasMovedOn(
  { pathway, stage, completed, byDefault }: StageCount['standing'],
  was: ReadyStage,
): boolean {
  if (pathway !== was.pathway) return false;
  return byDefault ? completed?.id === was.stage : stage?.id !== was.stage;
}
