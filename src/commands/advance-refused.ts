/** Moves that `pl advance` refuses: out of their order, into the stage where she is, or with something unmet. */
import { PlError } from '../core/errors.js';
import type { Day, Showing, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import { type Chosen, lastOnWay, unmetBehind } from '../core/readiness/advancing.js';
import type { Readiness } from '../core/readiness/ready.js';
import { unmetText } from '../output/requirement.js';
import type { Learning } from './learning.js';
import type { Session } from './session.js';

/**
 * Refuses a move on a day before her last one on that way, which would change nothing, and one into
 * the stage where a teacher has placed her already. `showing` holds all her moves, also later ones.
 */
export function refuseOutOfOrder(
  { words }: Session,
  { pathways }: Learning,
  student: Student,
  showing: Showing,
  chosen: Chosen,
  on: Day,
): void {
  const { move } = chosen;
  const last = lastOnWay(showing, chosen);
  if (last === undefined) return;
  const name = displayName(student);
  const command = `pl advance ${shownId(student)} --pathway "${move.name}"`;
  if (last.on > on) {
    const stages = pathways.find(({ id }) => id === move.pathway)?.stages ?? [];
    const to = stages.find(({ id }) => id === last.to);
    const left = stages.length > 0 ? null : move.from;
    const what =
      to === undefined
        ? `completed ${left?.title ?? left?.name ?? move.name}`
        : `was moved into ${to.title ?? to.name}`;
    throw new PlError(
      'conflict',
      `${name} ${what} on ${words.day(last.on)} (${move.name}): --on ${words.day(on)} is before that`,
      `${command} --on ${last.on}`,
    );
  }
  if (move.to !== null && move.to.id === last.to)
    throw new PlError(
      'conflict',
      `${name} is in ${move.to.title ?? move.to.name} already (${move.name})`,
      `pl pathway show "${move.name}" ${shownId(student)}`,
    );
}

/** Refuses who leaves something unmet behind, with what is missing. */
export function refuseUnready(
  { standards, pathways }: Learning,
  student: Student,
  showing: Showing,
  chosen: Chosen,
  onDay: string | undefined,
): void {
  const { here, move } = chosen;
  const unmet = unmetBehind(standards, pathways, showing, chosen);
  if (here === null || unmet.length === 0) return;
  const to = move.to === null || here.standing.byDefault ? '' : ` --to "${move.to.name}"`;
  const day = onDay === undefined ? '' : `--on ${onDay} `;
  throw new PlError(
    'conflict',
    unmetText(displayName(student), here, unmet, standards),
    `pl advance ${shownId(student)} ${wayFlags(here)}${to} ${day}--anyway --reason "…"`,
  );
}

/** Of several default stages of one framework, `--to` names the one that is left behind. */
export function wayFlags({ standing }: Readiness): string {
  const stage = standing.byDefault ? standing.stage : null;
  return `--pathway "${standing.pathwayName}"${stage === null ? '' : ` --to "${stage.name}"`}`;
}
