/** What was recorded against what a policy asks for: kinds that nobody records, and too few occasions. */
import { daysBetween } from '../day.js';
import { kindCounts } from '../mastery/counting.js';
import type { Policy } from '../policy.js';
import type { Extent, LedgerBite } from './bites.js';
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

/**
 * Results that cannot be met yet because there were too few occasions, and how far occasions lie apart:
 * of all, and of each school that scores once a term where all together do not.
 */
function pace({ min_evidence: minEvidence }: Policy): Check<LedgerBite> {
  const all = paceOf();
  const schools = new Map<string, Pace>();
  return {
    see: (look) => {
      if (look.judged.evidenceCount === 0) return;
      const isShort = look.judged.occasions < minEvidence;
      all.see(look, isShort);
      for (const name of look.schools) {
        const school = schools.get(name) ?? paceOf();
        schools.set(name, school);
        school.see(look, isShort);
      }
    },
    bites: () => {
      const found = all.found();
      const bite = { code: 'scored_too_seldom', school: null, minEvidence } as const;
      const seldom = isSeldom(found);
      return [
        ...(seldom || found.count >= Math.max(1, MANY * found.of) ? [{ ...bite, ...found }] : []),
        ...(seldom ? [] : [...schools])
          .map(([school, one]) => ({ ...bite, ...one.found(), school }))
          .filter(isSeldom),
      ];
    },
  };
}

interface Pace {
  readonly see: (look: Look, isShort: boolean) => void;
  readonly found: () => Extent & { readonly medianDays: number | null };
}

function paceOf(): Pace {
  const short = counter();
  const gaps = new Map<number, number>();
  let of = 0;
  return {
    see: (look, isShort) => {
      of++;
      if (isShort) short.add(look.student);
      for (const gap of gapsOf(look)) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    },
    found: () => ({ ...short.extent(of), medianDays: middle(gaps) }),
  };
}

function isSeldom({ medianDays }: { readonly medianDays: number | null }): boolean {
  return medianDays !== null && medianDays >= TERM;
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
