/** What was carried to another scale, and what that does to results, for people. */
import type { LostCut, ScaleEffect } from '../core/scale-effect.js';
import { statusMoves } from './rehearsal-page.js';
import { visible } from './safe.js';
import type { Words } from './words.js';

/** How many results were met before and are after, the moves of status, and what would keep what was met. */
export function effectLines(effect: ScaleEffect, words: Words): string[] {
  const { results, students, metBefore, metAfter, status, cut } = effect;
  if (results === 0) return [];
  const still = status.length === 0 ? '; no status moves' : '';
  return [
    `${words.count(results, 'result')} of ${words.count(students, 'student')} judged on both scales`,
    `${words.status.mastered}: ${metBefore} before, ${metAfter} after${still}`,
    ...statusMoves(status, words),
    ...(cut === null ? [] : [visible(cutText(cut, words))]),
  ];
}

function cutText(lost: LostCut, words: Words): string {
  const { scale, cut, outOf, share, top, begins, place } = lost;
  const why = `on scale ${scale} ${cut} of ${outOf} is ${share} of ${top}, and ${words.status.mastered} begins at ${begins}`;
  if (place === null) return why;
  const at = place.noun === 'gradebook' ? '' : ` --${place.noun} ${typed(place.name)}`;
  return `${why}: pl policy set mastery_at=${share}${at} keeps what was ${words.status.mastered}`;
}

function typed(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}
