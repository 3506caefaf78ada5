/** Order effects: the same scores, recorded in another order, would give another status. */
import type { Gathered } from '../mastery/counting.js';
import { type Judgement, judge } from '../mastery/judge.js';
import type { Policy } from '../policy.js';
import type { LedgerBite, OrderExample } from './bites.js';
import { windowOrders } from './lint-windows.js';
import { type Check, counter, type Look } from './look.js';

/** Under a method to which order matters: other orders of all scores, and of those of one day. */
export function orderChecks(policy: Policy): Check<LedgerBite>[] {
  if (!orderMatters(policy)) return [];
  return [
    check('order_decides', (counted) => ordersOfAll(counted, policy)),
    check('entry_order_decides', (counted) =>
      sharesDay(counted) ? [withinDays(counted, 1), withinDays(counted, -1)] : [],
    ),
  ];
}

/** Whether the order of scores can decide: the method looks at it, or only the last few count. */
function orderMatters({ method, recent, tie }: Policy): boolean {
  if (recent !== null) return true;
  if (method === 'mode') return tie === 'recent';
  return ['latest', 'decaying-average', 'latest-weighted', 'power-law'].includes(method);
}

function check(
  code: 'order_decides' | 'entry_order_decides',
  orders: (counted: Gathered) => Iterable<Gathered>,
): Check<LedgerBite> {
  const found = counter();
  let of = 0;
  let example: OrderExample | null = null;
  return {
    see: (look) => {
      if (look.judged.status !== 'mastered' && look.judged.status !== 'below') return;
      of++;
      const other = otherwise(look, orders(look.counted));
      if (other === null) return;
      found.add(look.student);
      // The shortest is the easiest to check by hand.
      if (example === null || other.scores.length < example.scores.length) example = other;
    },
    bites: () => (example === null ? [] : [{ code, ...found.extent(of), example }]),
  };
}

/** The best and the worst that these orders give, where one differs from the order that is. */
function otherwise(look: Look, orders: Iterable<Gathered>): OrderExample | null {
  const { student, competency, yardstick, counted, judged } = look;
  const statuses = new Set([judged.status]);
  for (const one of orders) {
    statuses.add(judge(one, yardstick).status);
    if (statuses.has('mastered') && statuses.has('below')) break;
  }
  if (statuses.size === 1) return null;
  const ranked = RANK.filter((status) => statuses.has(status));
  const [best = judged.status] = ranked;
  const worst = ranked.at(-1) ?? best;
  return { student, competency, scores: counted.scores, status: judged.status, best, worst };
}

/** From best to worst; what gives no score yet is not worse than what gives a low one. */
const RANK: readonly Judgement['status'][] = ['mastered', 'thin', 'below'];

function sharesDay({ pieces, scores }: Gathered): boolean {
  return pieces.some(
    (piece, index) =>
      piece.observedOn === pieces[index + 1]?.observedOn && scores[index] !== scores[index + 1],
  );
}

/** From low to high, from high to low, and where that is not all, with other scores last. */
function* ordersOfAll(counted: Gathered, policy: Policy): Iterable<Gathered> {
  yield inOrder(counted, 1);
  yield inOrder(counted, -1);
  yield* windowOrders(counted, policy);
}

/** All scores from low to high (1) or from high to low (-1). */
function inOrder(counted: Gathered, direction: 1 | -1): Gathered {
  return sorted(counted, (a, b) => direction * (a.score - b.score));
}

/** The same among the scores of each day alone; days stay in order. */
function withinDays(counted: Gathered, direction: 1 | -1): Gathered {
  return sorted(counted, (a, b) => {
    if (a.day !== b.day) return a.day < b.day ? -1 : 1;
    return direction * (a.score - b.score);
  });
}

interface Placed {
  readonly score: number;
  readonly day: string;
}

function sorted({ pieces, scores }: Gathered, compare: (a: Placed, b: Placed) => number): Gathered {
  const placed = pieces
    .map((piece, index) => ({ piece, day: piece.observedOn, score: scores[index] ?? Number.NaN }))
    .sort(compare);
  return { pieces: placed.map(({ piece }) => piece), scores: placed.map(({ score }) => score) };
}
