/** Which scores could have come last: the orders to try where the best last few are not the highest. */
import type { Gathered } from '../mastery/counting.js';
import type { Policy } from '../policy.js';

/** So many choices of the last few are tried for one result. */
const MOST = 200;

/**
 * Orders with other last scores, each choice once, at most 200. None for methods that never fall as the
 * last few rise together: for them low to high and high to low are the best and the worst.
 */
export function* windowOrders(counted: Gathered, { method, recent }: Policy): Iterable<Gathered> {
  if (recent === null || !['mode', 'power-law', 'weighted-mean'].includes(method)) return;
  const words = counted.scores.map((score, at) =>
    method === 'weighted-mean' ? `${score} ${counted.pieces[at]?.kind}` : String(score),
  );
  let tried = 0;
  for (const last of choices(words, recent)) {
    if (tried++ === MOST) return;
    const chosen = new Set(last);
    const places = [...words.keys()].filter((at) => !chosen.has(at));
    yield inPlaces(counted, [...places, ...last]);
  }
}

/** Every list of `count` places (or of all), those apart that read differently. */
function* choices(words: readonly string[], count: number): Iterable<readonly number[]> {
  if (count === 0) return yield [];
  const seen = new Set<string>();
  const left = [...words.keys()].filter((at) => words[at] !== TAKEN);
  if (left.length === 0) return yield [];
  for (const at of left) {
    const word = words[at] ?? TAKEN;
    if (seen.has(word)) continue;
    seen.add(word);
    for (const others of choices(words.with(at, TAKEN), count - 1)) yield [...others, at];
  }
}

const TAKEN = '';

function inPlaces({ pieces, scores }: Gathered, places: readonly number[]): Gathered {
  return {
    pieces: places.flatMap((at) => pieces[at] ?? []),
    scores: places.flatMap((at) => scores[at] ?? []),
  };
}
