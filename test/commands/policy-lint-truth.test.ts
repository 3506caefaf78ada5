/** What `pl policy lint` says of the sample school, counted once more by trying everything. */
import { beforeEach, describe, expect, it } from 'vitest';
import { loadLearning } from '../../src/commands/learning.js';
import { judge } from '../../src/core/mastery/judge.js';
import { type Look, lookAt } from '../../src/core/rehearsal/look.js';
import { openGradebook } from '../../src/store/open.js';
import { loadStudents } from '../../src/store/students.js';
import { GRADEBOOK, ok, sampleSchool } from '../support/pl.js';

beforeEach(sampleSchool);

interface Warned {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly of: number;
  readonly students: number;
}

const warned = async (words: string, code: string) => {
  const { warnings } = (await ok(`policy lint ${words} --json`)).json<{ warnings: Warned[] }>();
  const own = warnings.filter((one) => one.code === code);
  return {
    count: own.reduce((all, { count }) => all + count, 0),
    messages: own.map(({ message }) => message),
  };
};

/** Every result of the school under these keys with something that counts. */
function looks(): Look[] {
  const book = openGradebook(GRADEBOOK);
  try {
    const { standards, showing } = loadLearning(book);
    return loadStudents(book).flatMap(({ id, active }) => {
      if (!active) return [];
      const shown = showing(id);
      return standards.ordered
        .filter(standards.assessable)
        .flatMap((one) => lookAt(standards, shown, one) ?? [])
        .filter(({ counted }) => counted.scores.length > 0);
    });
  } finally {
    book.db.close();
  }
}

/** Every order of so many places. */
function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, at) => [...order.slice(0, at), n - 1, ...order.slice(at)]),
  );
}

function statuses({ counted, yardstick }: Look): Set<string> {
  const found = orders(counted.scores.length).map((order) => {
    const pieces = order.flatMap((at) => counted.pieces[at] ?? []);
    const scores = order.map((at) => counted.scores[at] ?? 0);
    return judge({ pieces, scores }, yardstick).status;
  });
  return new Set(found);
}

describe('order effects', () => {
  it.each([
    'method=median recent=3',
    'method=latest recent=all',
    'method=decaying-average recent=all',
    'method=latest-weighted recent=all',
    'method=power-law recent=all',
    'method=power-law recent=3',
    'method=mode tie=recent recent=all',
    'method=mode tie=recent recent=3',
    'method=mode tie=none recent=3',
    'method=n-times n=2 recent=3',
    'method=weighted-mean kind_weights="test:0.7;project:0.2;quiz:0.1;observation:0.3" recent=2',
    'method=mean recent=3 top=2',
  ])('under %s are those that any order whatever brings out', async (words) => {
    await ok(`policy set ${words}`);
    const judged = looks().filter(
      ({ judged: { status } }) => status === 'mastered' || status === 'below',
    );
    const most = Math.max(...judged.map(({ counted }) => counted.scores.length));
    expect(most).toBeLessThan(8);
    const moved = judged.filter((look) => statuses(look).size > 1);
    expect((await warned('', 'order_decides')).count).toBe(moved.length);
  });
});

describe('counts', () => {
  it.each([
    'method=decaying-average recent=all',
    'method=mean recent=all round=1',
    'mastery_at=2.52',
  ])('of what stands within 0.05 of a cut are those that are printed so, under %s', async (words) => {
    await ok(`policy set ${words}`);
    const near = looks().flatMap(({ judged: { score }, yardstick: { begins } }) =>
      begins.slice(1).flatMap((cut) => {
        const gap = Number(((score ?? 0) - cut).toFixed(9));
        return gap !== 0 && Math.abs(gap) <= 0.05 ? [gap] : [];
      }),
    );
    const { count, messages } = await warned('', 'cliff');
    expect(count).toBe(near.length);
    const under = near.filter((gap) => gap < 0).length;
    if (count > 0)
      expect(messages[0]).toContain(`${under} just under and ${near.length - under} just over`);
  });

  it('of what is met by rounding alone are those that more places would take back', async () => {
    await ok('policy set method=mean recent=all round=0');
    const met = async () => {
      const found = looks().map(({ judged }) => (judged.score ?? 0) >= 3);
      return found.filter(Boolean).length;
    };
    const rounded = await met();
    const { count } = await warned('', 'rounded_up_to_met');
    await ok('policy set round=6');
    expect(count).toBe(rounded - (await met()));
    expect(count).toBeGreaterThan(0);
  });

  it('of medians between two levels have half scores, or whole ones between', async () => {
    const [even] = (await warned('', 'median_between_levels')).messages;
    const halves = looks().filter(({ kept: { scores } }) => {
      const levels = [...scores].sort((a, b) => a - b).map(Math.floor);
      const middle = levels.length / 2;
      return Number.isInteger(middle) && levels[middle - 1] !== levels[middle];
    });
    expect(even).toMatch(new RegExp(`^${halves.length} of `));
  });

  it('of what has too few occasions are those that no score could make met', async () => {
    await ok('policy set min_evidence=3');
    const all = looks();
    const thin = all.filter(
      ({ counted: { pieces } }) =>
        new Set(pieces.map(({ observedOn, kind, title }) => `${observedOn} ${kind} ${title}`))
          .size < 3,
    );
    expect((await warned('', 'scored_too_seldom')).count).toBe(thin.length);
  });
});
