/** What was recorded against what a policy asks for: kinds that nobody records, and too few occasions. */
import { daysBetween } from '../day.js';
import { kindCounts } from '../mastery/counting.js';
import type { Policy } from '../policy.js';
import type { LedgerBite } from './bites.js';
import { type Check, counter, type Look } from './look.js';

/** Of all scores, so many of one kind are many. */
const OFTEN = 0.1;
/** Of all results, so many without enough evidence are many. */
const MANY = 0.2;
/** So many days between two scores are a term. */
const TERM = 60;

export function recordingChecks(policy: Policy): Check<LedgerBite>[] {
  return [kinds(policy), pace(policy)];
}

function kinds(policy: Policy): Check<LedgerBite> {
  const seen = new Map<string, ReturnType<typeof counter>>();
  let of = 0;
  return {
    see: ({ student, gathered }) => {
      gathered.pieces.forEach((piece, index) => {
        if (Number.isNaN(gathered.scores[index])) return;
        of++;
        const known = seen.get(piece.kind) ?? counter();
        seen.set(piece.kind, known);
        known.add(student);
      });
    },
    bites: () => {
      if (of === 0) return [];
      const never = [...namedKinds(policy)].filter(([kind]) => !seen.has(kind));
      const idle = [...seen]
        .map(([kind, found]) => ({ kind, extent: found.extent(of) }))
        .filter(({ kind, extent }) => !kindCounts(policy, kind) && extent.count >= OFTEN * of)
        .sort((a, b) => b.extent.count - a.extent.count || (a.kind < b.kind ? -1 : 1));
      return [
        ...never.map(([kind, keys]): LedgerBite => {
          return { code: 'kind_never_recorded', count: 0, of, students: 0, kind, keys };
        }),
        ...idle.map(({ kind, extent }): LedgerBite => {
          return { code: 'kind_not_counted', ...extent, kind };
        }),
      ];
    },
  };
}

/** The kinds that a policy names, with the keys that name them. */
function namedKinds(policy: Policy): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  const name = (key: string, kinds: readonly string[]) => {
    for (const kind of kinds) named.set(kind, [...(named.get(kind) ?? []), key]);
  };
  name('kinds', policy.kinds ?? []);
  if (policy.method === 'weighted-mean') name('kind_weights', Object.keys(policy.kind_weights));
  name('require_kinds', policy.require_kinds);
  return named;
}

/** Results that cannot be met yet because there were too few occasions, and how far occasions lie apart. */
function pace({ min_evidence: minEvidence }: Policy): Check<LedgerBite> {
  const short = counter();
  const gaps = new Map<number, number>();
  let of = 0;
  return {
    see: (look) => {
      if (look.judged.evidenceCount === 0) return;
      of++;
      if (look.judged.occasions < minEvidence) short.add(look.student);
      for (const gap of gapsOf(look)) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    },
    bites: () => {
      const extent = short.extent(of);
      const medianDays = middle(gaps);
      const seldom = medianDays !== null && medianDays >= TERM;
      if (of === 0 || (extent.count < MANY * of && !seldom)) return [];
      return [{ code: 'scored_too_seldom', ...extent, minEvidence, medianDays }];
    },
  };
}

/** Days between each day with a score and the next. */
function gapsOf({ counted }: Look): number[] {
  const days = [...new Set(counted.pieces.map(({ observedOn }) => observedOn))];
  return days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day));
}

/** The middle value of counted values (of an even number the lower); null of none. */
function middle(counts: ReadonlyMap<number, number>): number | null {
  const all = [...counts].sort(([a], [b]) => a - b);
  const total = all.reduce((sum, [, n]) => sum + n, 0);
  let passed = 0;
  for (const [value, n] of all) {
    passed += n;
    if (passed * 2 >= total) return value;
  }
  return null;
}
