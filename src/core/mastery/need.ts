/**
 * What is still needed: the fewest further scores that would make a competency met, found by trying
 * them under the policy itself.
 */
import { round } from '../numbers.js';
import type { Policy } from '../policy.js';
import { top } from '../scale.js';
import type { Yardstick } from '../standards.js';
import { choicesOf, firstThat, ordersOf, sequences } from './choices.js';
import { type Gathered, kindCounts, occasions } from './counting.js';
import {
  type Further,
  judgedWith,
  kindsThatTell,
  neverFalls,
  scoresBetween,
  steps,
} from './further.js';
import { type Goal, masteryGoal } from './goal.js';
import { judge } from './judge.js';

/** So many further scores, each at least `atLeast` (on the scale), some of these kinds. */
export interface MoreScores {
  readonly count: number;
  /** 0: any score. */
  readonly atLeast: number;
  /** One a score that has to be of that kind; the rest may be of any kind that counts. */
  readonly kinds: readonly string[];
  /** How many of the rest must be of a kind not used so far; 0: none must. */
  readonly newKinds: number;
  /** Each score has to be `atLeast` itself: a better one would not do under this method. */
  readonly exactly: boolean;
}

/** More scores than this are not promised to anybody: the old scores have to be looked at instead. */
const MOST = 9;

/**
 * The ways to reach the goal, the lowest scores first, and then fewer but higher ones. Each is true as
 * it stands: that many scores, all of them as high or higher (or `exactly` so), of these kinds, entered
 * in any order, are enough; one less is not. Empty when up to nine further scores (or as many as the
 * policy asks for at least) are not enough.
 */
export function waysToMeet(
  counted: Gathered,
  yardstick: Yardstick,
  goal: Goal = masteryGoal(yardstick),
): readonly MoreScores[] {
  const answers = KNOWN.get(yardstick) ?? new Map<string, readonly MoreScores[]>();
  KNOWN.set(yardstick, answers);
  const question = whatMatters(counted, yardstick, goal);
  const known = answers.get(question);
  if (known !== undefined) return known;
  const found = searchWays(counted, yardstick, goal);
  answers.set(question, found);
  return found;
}

/** Many students ask the same: of each yardstick what was found before. */
const KNOWN = new WeakMap<Yardstick, Map<string, readonly MoreScores[]>>();

/** All of the evidence that can make a difference to further scores, and the goal. */
function whatMatters({ pieces, scores }: Gathered, { policy }: Yardstick, goal: Goal): string {
  const recent = policy.recent ?? scores.length;
  const seen = Math.min(occasions(pieces), policy.min_evidence);
  const kinds = pieces.map(({ kind }) => kind);
  const byKind = policy.method === 'weighted-mean';
  const window = scores.slice(-recent);
  const places = byKind ? kinds.slice(-recent) : [];
  return JSON.stringify([goal.level, seen, window, places, kinds.at(-1), [...new Set(kinds)]]);
}

function searchWays(counted: Gathered, yardstick: Yardstick, goal: Goal): MoreScores[] {
  const { policy } = yardstick;
  const search = searching(counted, yardstick, goal);
  if (!search.missing.every((kind) => kindCounts(policy, kind))) return [];
  const ways: MoreScores[] = [];
  let most = Math.max(MOST, leastAsked(policy));
  for (const atLeast of stepsToTry(search, most)) {
    const way = fewest(search, atLeast, most);
    if (way === null) continue;
    ways.push(atTheLeast(search, way));
    most = way.count - 1;
  }
  return ways;
}

/** The same way with the least score that will do, down to the step before; some methods have no such. */
function atTheLeast(search: Search, way: MoreScores): MoreScores {
  const { policy, scale } = search.yardstick;
  const before = search.steps.findLast((step) => step < way.atLeast);
  if (before === undefined || !neverFalls(policy)) return way;
  const kinds = search.byKind ? way.kinds : plainKinds(search, way.count);
  const between = scoresBetween(scale, before, way.atLeast);
  const willDo = (score: number) =>
    reaches(
      search,
      kinds,
      kinds.map(() => score),
    );
  return { ...way, atLeast: firstThat(between, willDo) ?? way.atLeast };
}

/** How many scores a policy asks for at the very least. */
function leastAsked({ method, n, min_evidence, min_kinds, require_kinds }: Policy): number {
  return Math.max(min_evidence, min_kinds, require_kinds.length, method === 'n-times' ? n : 0);
}

interface Search {
  readonly counted: Gathered;
  readonly yardstick: Yardstick;
  readonly goal: Goal;
  /** Kinds that the policy asks for and that are not there. */
  readonly missing: readonly string[];
  readonly newKinds: number;
  /** The method goes by kind: each further score is tried as each. */
  readonly byKind: boolean;
  readonly telling: readonly string[];
  readonly steps: readonly number[];
}

function searching(counted: Gathered, yardstick: Yardstick, goal: Goal): Search {
  const { policy } = yardstick;
  const used = new Set(counted.pieces.map(({ kind }) => kind));
  // Kinds are asked for mastery, not for a level that a requirement names.
  const asksKinds = goal.level === null;
  const missing = asksKinds ? policy.require_kinds.filter((kind) => !used.has(kind)) : [];
  const minKinds = asksKinds ? policy.min_kinds : 1;
  const byKind = policy.method === 'weighted-mean';
  return {
    counted,
    yardstick,
    goal,
    missing,
    byKind,
    newKinds: byKind ? 0 : Math.max(0, minKinds - Math.max(1, used.size + missing.length)),
    telling: kindsThatTell(counted, yardstick),
    steps: steps(yardstick),
  };
}

/** The steps that may do. Those under what is asked help only where evidence is missing, or old scores go. */
function stepsToTry(search: Search, most: number): readonly number[] {
  const { policy } = search.yardstick;
  const { from } = search.goal;
  if (!neverFalls(policy)) return search.steps;
  const lower = search.steps.findLast((step) => step < from);
  const low = lower === undefined ? null : round(lower, policy.round, policy.rounding);
  if (lower === undefined || low === null) return search.steps;
  const isUnder = low < from;
  // Where scores under what is asked have taken every place among the most recent, the result is one of them.
  const enough = isUnder && policy.recent !== null ? Math.min(most, policy.recent - 1) : most;
  const helps = !(isUnder && staysUnder(search)) && fewest(search, lower, enough) !== null;
  return helps ? search.steps : search.steps.filter((step) => step >= from);
}

/** Whether a result under what is asked stays there when a score under it comes: it lies between the two. */
function staysUnder({ counted, yardstick, goal }: Search): boolean {
  const { method, recent, top: highest } = yardstick.policy;
  if (recent !== null || highest !== null) return false;
  if (method === 'latest-weighted' || method === 'weighted-mean') return false;
  const { score } = judge(counted, yardstick);
  return score !== null && score < goal.from;
}

function fewest(search: Search, atLeast: number, most: number): MoreScores | null {
  const { goal, missing, newKinds } = search;
  for (let count = Math.max(1, missing.length + newKinds); count <= most; count++) {
    for (const kinds of kindsToTry(search, count)) {
      if (
        !reaches(
          search,
          kinds,
          kinds.map(() => atLeast),
        )
      )
        continue;
      const exactly = !willDo(search, kinds, atLeast);
      if (exactly && atLeast < goal.from) continue;
      const named = search.byKind ? kinds : missing;
      return { count, atLeast, kinds: named, newKinds, exactly };
    }
  }
  return null;
}

/** Whether these scores reach the goal, in whatever order the kinds come. */
function reaches(search: Search, kinds: readonly string[], scores: readonly number[]): boolean {
  const orders = search.byKind ? ordersOf(kinds) : [kinds];
  return orders.every((order) => {
    const further = order.map((kind, index): Further => ({ kind, score: scores[index] ?? 0 }));
    return search.goal.isMet(judgedWith(search.counted, search.yardstick, further));
  });
}

/** Lists of kinds for `count` scores: one where kinds weigh alike, else every choice of them. */
function kindsToTry(search: Search, count: number): string[][] {
  if (!search.byKind) return [plainKinds(search, count)];
  const { recent, top: highest } = search.yardstick.policy;
  const rest = count - search.missing.length;
  const alike = search.telling.map((kind) => Array.from({ length: rest }, () => kind));
  const inOrder = recent !== null || highest !== null;
  const many = search.telling.length > 4 || count > (inOrder ? 4 : MOST);
  const choices = many ? alike : choicesOf(search.telling, rest);
  return choices.map((kinds) => [...search.missing, ...kinds]);
}

function plainKinds({ counted, yardstick, missing, newKinds, telling }: Search, count: number) {
  const { policy } = yardstick;
  const [usual = 'observation'] = telling;
  const taken = new Set([...counted.pieces.map(({ kind }) => kind), ...missing, usual]);
  const invented = Array.from({ length: newKinds }, (_, index) => `kind ${index + 1}`);
  const fresh = [...(policy.kinds ?? []), ...invented]
    .filter((kind) => !taken.has(kind) && kindCounts(policy, kind))
    .slice(0, newKinds);
  const rest = Math.max(0, count - missing.length - fresh.length);
  return [...missing, ...fresh, ...Array.from({ length: rest }, () => usual)];
}

/** Whether any scores from `atLeast` up will do. */
function willDo(search: Search, kinds: readonly string[], atLeast: number): boolean {
  const { scale, policy } = search.yardstick;
  const highest = top(scale);
  if (neverFalls(policy) || atLeast === highest) return true;
  const all = (value: number) => kinds.map(() => value);
  if (policy.method === 'n-times')
    return search.steps.every((step) => step < atLeast || reaches(search, kinds, all(step)));
  const corners = policy.method === 'power-law' && policy.top === null && atLeast > 0;
  if (kinds.length > (corners ? MOST : 2)) return false;
  // The power law is linear in the logarithms of the scores: the worst of them is at a corner.
  const points = corners ? [atLeast, highest] : turningPoints(search, atLeast);
  return sequences(points, kinds.length).every((scores) => reaches(search, kinds, scores));
}

/** From `atLeast` up: the steps, the scores that are there, and something between each two. */
function turningPoints({ steps: begins, counted }: Search, atLeast: number): number[] {
  const points = [...new Set([...begins, ...counted.scores])]
    .filter((point) => point >= atLeast)
    .sort((a, b) => a - b);
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    return next === undefined ? [point] : [point, (point + next) / 2];
  });
}
