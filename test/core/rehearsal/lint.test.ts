import { describe, expect, it } from 'vitest';
import type { Bite, BiteCode, OrderExample } from '../../../src/core/rehearsal/bites.js';
import { lint } from '../../../src/core/rehearsal/lint.js';
import { rulesOf } from '../../../src/core/rehearsal/rules.js';
import { type Book, gradebook } from '../../support/book.js';

function warnings(book: Book) {
  const found = lint(book.standards, rulesOf(book.standards, null));
  for (const student of book.students.keys()) found.see(book.showing(student));
  return found.warnings();
}

/** The warnings of a gradebook that have this code, without it. */
function bites(text: string, code: BiteCode): Record<string, unknown>[] {
  const isIt = (bite: Bite) => bite.code === code;
  return warnings(gradebook(text))
    .map(({ bite }) => bite)
    .filter(isIt)
    .map(({ code: _, ...facts }) => facts);
}

const codes = (text: string) => warnings(gradebook(text)).map(({ bite }) => bite.code);

const policy = (words: string) => `policy ${words}\nada a: 3 3 3`;

describe('one lowest score', () => {
  it('is outgrown at once by the default policy, which asks for two from nothing', () => {
    expect(codes('ada a: 3 3 3')).toEqual([]);
  });

  it.each([
    ['method=decaying-average weight=0.65 recent=all', { afterLowest: 6, afterBelow: 6 }],
    ['method=mean recent=all', { afterLowest: null, afterBelow: null }],
    ['method=median recent=5 min_evidence=1', { afterLowest: 2, afterBelow: 2, fromNothing: 1 }],
  ])('under %s takes more further scores at the cut than none before', (words, found) => {
    const from = { lowest: 1, below: 2, fromNothing: 2 };
    expect(bites(policy(words), 'slow_recovery')).toEqual([{ ...from, ...found }]);
  });

  it('is measured from the scale of the competency', () => {
    const text = 'scale default 0=No, 1*=Yes\npolicy method=mean recent=all\nada a: 1';
    expect(bites(text, 'slow_recovery')).toMatchObject([{ lowest: 0, below: 0 }]);
  });
});

describe('a policy under which nobody can be met', () => {
  it.each([
    ['method=n-times', { kind: 'n_times', n: 5, considered: 3 }],
    ['method=n-times n=2 recent=all top=1', { kind: 'n_times', n: 2, considered: 1 }],
    ['kinds=test require_kinds=project', { kind: 'required_kind', kinds: ['project'] }],
    ['method=weighted-mean', { kind: 'no_weights' }],
    ['mastery_at=5', { kind: 'cut_above_top', top: 4 }],
    ['kinds=test min_kinds=2', { kind: 'min_kinds', counting: 1 }],
  ])('%s', (words, because) => {
    expect(bites(policy(words), 'never_met')).toEqual([{ because }]);
  });

  it('by kinds that leave nothing to count', () => {
    const words = 'method=weighted-mean kind_weights=test:1 kinds=project';
    expect(bites(policy(words), 'never_met')).toEqual([{ because: { kind: 'nothing_counts' } }]);
  });

  it('is none where better scores than the cut are rounded to it', () => {
    const words = 'method=latest mastery_at=2.5 round=0 rounding=down';
    expect(bites(policy(words), 'never_met')).toEqual([]);
  });

  it('is none where enough scores are looked at', () => {
    expect(bites(policy('method=n-times n=3'), 'never_met')).toEqual([]);
  });
});

describe('parameters', () => {
  it.each<[string, BiteCode, object]>([
    ['method=power-law recent=2', 'power_law_is_mean', { considered: 2 }],
    ['top=3', 'top_without_effect', { recent: 3, top: 3 }],
    ['recent=1', 'recent_below_min_evidence', { recent: 1, minEvidence: 2 }],
    ['mastery_at=2.5', 'mastery_at_inside_level', { usual: 3 }],
    ['mastery_at=4', 'mastery_level_hidden', { next: 4 }],
  ])('%s is said', (words, code, facts) => {
    expect(bites(policy(words), code)).toEqual([facts]);
  });

  it.each([
    'method=power-law recent=3',
    'top=2',
    'recent=2',
    'mastery_at=3',
    'mastery_at=2.5 level_cut=nearest',
  ])('%s is not', (words) => {
    expect(codes(policy(words)).filter((code) => PARAMETERS.includes(code))).toEqual([]);
  });

  const PARAMETERS: readonly string[] = [
    'power_law_is_mean',
    'top_without_effect',
    'recent_below_min_evidence',
    'mastery_at_inside_level',
    'mastery_level_hidden',
  ];
});

describe('results', () => {
  it('tie without a score', () => {
    const text = 'policy method=mode tie=none recent=all\nada a: 2 3\nben a: 3 3\nben b: 1 4';
    expect(bites(text, 'tie_without_score')).toEqual([{ count: 2, of: 3, students: 2 }]);
    expect(bites(text.replace('none', 'higher'), 'tie_without_score')).toEqual([]);
  });

  it('between two levels, where an even number of scores has no middle', () => {
    const text = 'ada a: 2 3\nada b: 3 4\nben a: 3 3.5\ncleo a: 2 3 4';
    expect(bites(text, 'median_between_levels')).toEqual([
      { count: 2, of: 4, students: 1, underCut: 1 },
    ]);
  });

  it('with a zero under the power law, and with fewer scores than it needs', () => {
    const text = 'policy method=power-law recent=all\nada a: 0 3 3\nben a: 0 3\ncleo a: 1 2 3';
    expect(bites(text, 'zero_under_power_law')).toEqual([{ count: 1, of: 3, students: 1 }]);
    expect(bites(text, 'few_scores')).toEqual([{ count: 1, of: 3, students: 1, fewerThan: 3 }]);
  });

  it.each([
    ['n-times n=3', 2, 3],
    ['latest-weighted', 2, 3],
    ['n-times n=2', 1, 2],
    ['median', 0, 0],
  ])('with too few scores for %s', (words, count, fewerThan) => {
    const text = `policy method=${words} recent=all\nada a: 3\nben a: 3 3\ncleo a: 3 3 3`;
    const found = count === 0 ? [] : [{ count, of: 3, students: count, fewerThan }];
    expect(bites(text, 'few_scores')).toEqual(found);
  });

  it('are not too few for a policy that never looks at more', () => {
    expect(codes('policy method=n-times\nada a: 3 3')).toEqual(['never_met']);
  });

  it('on the cliff: within 0.05 of a cut, not on it', () => {
    const text = `policy method=latest
      ada a: 2 2.95\nada b: 3 3.05\nada c: 3 3\nben b: 2 2.94\ncleo b: 1 1.96\ndan c: 4 3.06`;
    const [found] = bites(text, 'cliff');
    expect(found).toMatchObject({ count: 3, of: 6, students: 2, under: 2, over: 1 });
    expect(found?.worst).toMatchObject({ competency: { code: 'b' }, count: 2 });
  });

  it('met by rounding alone', () => {
    const text = 'policy method=mean recent=all round=0\nada a: 2 3\nada b: 3 3\nben a: 2 2';
    expect(bites(text, 'rounded_up_to_met')).toEqual([{ count: 1, of: 3, students: 1 }]);
    expect(bites(text.replace('round=0', 'round=1'), 'rounded_up_to_met')).toEqual([]);
  });

  it('met under the value of the level, because nearest lowers the cut', () => {
    const text = 'policy level_cut=nearest\nada a: 2 3\nben a: 3 3\ncleo a: 2 2';
    expect(bites(text, 'met_under_mastery_value')).toEqual([{ count: 1, of: 3, students: 1 }]);
    expect(bites(text.replace('nearest', 'floor'), 'met_under_mastery_value')).toEqual([]);
  });

  it('count only where something counts', () => {
    const text = 'policy method=mode tie=none recent=all\nada a: self:2 self:3\nben a: 2 3';
    expect(bites(text, 'tie_without_score')).toEqual([{ count: 1, of: 1, students: 1 }]);
  });
});

describe('the order of scores', () => {
  const shown = (text: string, code: BiteCode) =>
    bites(text, code).map((bite) => {
      const { student, scores, status, best, worst } = bite.example as OrderExample;
      return { of: bite.of, count: bite.count, student, scores, status, best, worst };
    });

  it('decides where the method looks at it; the shortest example is shown', () => {
    const text = 'policy method=latest\nada a: 2 1 3\nben a: 3 2\ncleo a: 3 3';
    expect(shown(text, 'order_decides')).toEqual([
      {
        of: 3,
        count: 2,
        student: gradebook(text).students.get('ben'),
        scores: [3, 2],
        status: 'below',
        best: 'mastered',
        worst: 'below',
      },
    ]);
  });

  it.each([
    ['mean recent=all', 0],
    ['median recent=all', 0],
    ['highest recent=all', 0],
    ['median recent=3', 1],
    ['decaying-average recent=all', 1],
    ['power-law recent=all', 1],
    ['mode tie=recent recent=all', 1],
    ['mode tie=higher recent=all', 0],
  ])('under %s: %i', (method, count) => {
    expect(shown(`policy method=${method}\nada a: 2 3 2 4 4`, 'order_decides')).toHaveLength(count);
  });

  it('of one day is the order in which they were entered', () => {
    const day = `policy method=latest
      ada a 3 2026-09-01 test "One"\nada a 2 2026-09-01 test "Two"\nada b: 2 3`;
    expect(shown(day, 'entry_order_decides')).toMatchObject([
      { count: 1, scores: [3, 2], status: 'below', best: 'mastered' },
    ]);
    expect(shown(day.replace('2 2026-09-01', '2 2026-09-02'), 'entry_order_decides')).toEqual([]);
    const settled = `${day}\nada a 3 2026-09-03 test "Three"`;
    expect(shown(settled, 'entry_order_decides')).toEqual([]);
  });

  it('is no matter where there is too little evidence anyhow', () => {
    expect(shown('policy method=latest min_evidence=3\nada a: 3 2', 'order_decides')).toEqual([]);
  });
});

describe('what is recorded', () => {
  it('lacks a kind that the policy names, with the keys that name it', () => {
    const text = 'policy kinds=test;exam require_kinds=exam\nada a: test:3 test:3';
    expect(bites(text, 'kind_never_recorded')).toEqual([
      { count: 0, of: 2, students: 0, kind: 'exam', keys: ['kinds', 'require_kinds'] },
    ]);
  });

  it('is often of a kind that does not count', () => {
    const nine = 'test:3 '.repeat(9);
    const text = `ada a: ${nine} self:3`;
    expect(bites(text, 'kind_not_counted')).toEqual([
      { count: 1, of: 10, students: 1, kind: 'self' },
    ]);
    expect(bites(`${text}\nben a: test:3`, 'kind_not_counted')).toEqual([]);
    const words = 'cleo a - 2026-09-01 test';
    expect(bites(`${text}\n${words}`, 'kind_not_counted')).toHaveLength(1);
  });

  it('is too little for min_evidence', () => {
    const most = 'ada a: 3\nada b: 3 3\nben a: 3 3\nben b: 3 3\ncleo a: 3 3';
    expect(bites(most, 'scored_too_seldom')).toEqual([
      { count: 1, of: 5, students: 1, minEvidence: 2, medianDays: 1, school: null },
    ]);
    expect(bites(`${most}\ndan a: 3 3`, 'scored_too_seldom')).toEqual([]);
  });

  it('comes once a term', () => {
    const text = (day: string) => `ada a 3 2026-09-01 test "One"\nada a 3 ${day} test "Two"`;
    expect(bites(text('2026-10-31'), 'scored_too_seldom')).toMatchObject([
      { count: 0, medianDays: 60 },
    ]);
    expect(bites(text('2026-10-30'), 'scored_too_seldom')).toEqual([]);
  });

  it('comes once a term in one school, and is said of that school alone', () => {
    const book = gradebook(`ada a: 3 3 3 3
      ben a 3 2026-09-01 test "One"\nben a 3 2026-12-01 test "Two"`);
    const found = lint(book.standards, rulesOf(book.standards, null));
    found.see(book.showing('ada'), ['North']);
    found.see(book.showing('ben'), ['South']);
    expect(found.warnings().map(({ bite }) => bite)).toEqual([
      {
        code: 'scored_too_seldom',
        school: 'South',
        count: 0,
        of: 1,
        students: 0,
        minEvidence: 2,
        medianDays: 91,
      },
    ]);
  });
});

describe('a rule', () => {
  it('is one for all that is judged alike, and apart where anything decides otherwise', () => {
    const { standards } = gradebook(`a "A"\nb "B"\nc "C"\nd "D"
      policy b method=latest recent=all\npolicy c method=latest recent=all
      policy d stale_after_days=9\nada a: 3`);
    const codesOf = rulesOf(standards, null).map(({ competencies }) =>
      competencies.map(({ code }) => code),
    );
    expect(codesOf).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ]);
  });

  it('is apart on another scale, though its levels begin at the same values', () => {
    const { standards } = gradebook(`scale default 1=No, 2*=Yes
      scale other 1*=No, 2=Yes\na "A"\nframework Art scale other\nx "X"`);
    expect(rulesOf(standards, null)).toHaveLength(2);
  });
});
