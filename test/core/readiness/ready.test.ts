import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readiness, stageCounts } from '../../../src/core/readiness/ready.js';
import { type Book, gradebook, ready } from '../../support/book.js';
import { risingPolicy } from '../any.js';

const stage = (book: Book) => {
  const [found, ...others] = ready(book);
  expect(others).toEqual([]);
  return found;
};

/** `ready 2/2`, and what is missing. */
const counted = (text: string) => {
  const found = stage(gradebook(text));
  return [`${found?.status} ${found?.met}/${found?.required}`, ...(found?.missing ?? [])];
};

const stageCountOf = (text: string) => {
  const book = gradebook(text);
  return stageCounts(book.standards, book.ways, book.showing('ada'))[0]?.met ?? 0;
};

const TWO = 'pathway unit: base a, b; more z';
const CHOOSE = 'pathway unit: base a, choose 2 of p q r; more z';

describe('a stage', () => {
  it('tells all of itself', () => {
    const book = gradebook(`${TWO}\nada a: 3 3\nada b: 2 2`);
    expect(ready(book)).toEqual([
      {
        student: 'ada',
        pathway: 'unit',
        stage: 'base',
        next: 'more',
        status: 'nearly',
        met: 1,
        required: 2,
        missing: ['b below'],
        restsOn: null,
        justEnough: false,
        heldBackBy: null,
      },
    ]);
  });

  it.each([
    ['all met', `${TWO}\nada a: 3 3\nada b: 4 4`, ['ready 2/2']],
    ['one missing', `${TWO}\nada a: 3 3\nada b: 3`, ['nearly 1/2', 'b thin']],
    ['one not begun', `${TWO}\nada a: 3 3`, ['nearly 1/2', 'b not_assessed']],
    ['two missing', `${TWO}\nada a: 3\nada b: 1 1`, ['not_yet 0/2', 'a thin', 'b below']],
    ['one missing and none met', 'pathway unit: base a\nada a: 2 2', ['not_yet 0/1', 'a below']],
    ['one excused', `${TWO}\nada a: 3 3\nada excuse b`, ['ready 1/1']],
    ['met by judgement', `${TWO}\nada a: 3 3\nada override b 3`, ['ready 2/2']],
    [
      'not met by judgement',
      `${TWO}\nada a: 3 3\nada b: 4 4\nada override b 2`,
      ['nearly 1/2', 'b below'],
    ],
    [
      'left behind',
      `${TWO}\nada a: 3 3\nada b: 3 3\nada advance unit base → more`,
      ['not_yet 0/1', 'z not_assessed'],
    ],
    ['past the end', `${TWO}\nada a: 3\nada advance unit more → end`, ['complete 0/1']],
  ])('%s', (_, text, expected) => {
    expect(counted(text)).toEqual(expected);
  });

  it.each([
    ['a level under mastery', 'a at 2', 'test:2 test:2', ['ready 1/1']],
    ['better than that level', 'a at 2', 'test:4 test:4', ['ready 1/1']],
    ['a level over mastery', 'a at 4', 'test:4 test:4', ['ready 1/1']],
    ['under that level, of one kind', 'a at 4', 'test:3 test:3', ['not_yet 0/1', 'a below']],
    ['too few occasions', 'a at 2', 'test:4', ['not_yet 0/1', 'a thin']],
    ['mastery itself', 'a', 'test:4 test:4', ['not_yet 0/1', 'a thin']],
  ])('asks for kinds where mastery is asked, not where a level is: %s', (_, asked, scores, expected) => {
    for (const kinds of ['require_kinds=project', 'min_kinds=2']) {
      const text = `policy ${kinds}\npathway unit: base ${asked}\nada a: ${scores}`;
      expect(counted(text)).toEqual(expected);
    }
  });

  it('is never lost by a better score', () => {
    const anyScore = fc.tuple(fc.constantFrom('test', 'project'), fc.constantFrom(0, 1, 2, 3, 4));
    const rises = fc.tuple(
      risingPolicy,
      fc.constantFrom('x', 'x at 1', 'x at 2', 'x at 3', 'x at 4'),
      fc.array(fc.tuple(anyScore, fc.nat(4)), { minLength: 1, maxLength: 5 }),
    );
    fc.assert(
      fc.property(rises, ([policy, asked, scores]) => {
        const met = (values: readonly string[]) =>
          stageCountOf(`${policy}\npathway unit: base ${asked}\nada x: ${values.join(' ')}`);
        const before = met(scores.map(([[kind, score]]) => `${kind}:${score}`));
        const after = met(
          scores.map(([[kind, score], more]) => `${kind}:${Math.min(4, score + more)}`),
        );
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('is not gated by what comes first elsewhere, nor by what is essential', () => {
    const book = gradebook(`
      a requires y
      y essential
      ${TWO}
      ada a: 3 3
      ada b: 3 3`);
    expect(stage(book)?.status).toBe('ready');
  });

  it('is the default one of a framework without a pathway', () => {
    const book = gradebook(`
      6.RP
      6.RP.1 under 6.RP
      6.RP.2 under 6.RP requires 6.RP.1
      ada 6.RP.1 3 2026-09-01 test
      ada 6.RP.1 3 2026-09-08 project`);
    expect(stage(book)).toMatchObject({
      pathway: 'Math',
      stage: '6.RP',
      next: null,
      status: 'nearly',
      missing: ['6.RP.2 not_assessed'],
    });
  });

  it('goes by the policy of each competency', () => {
    expect(counted(`${TWO}\npolicy b min_evidence=1\nada a: 3 3\nada b: 3`)).toEqual(['ready 2/2']);
  });
});

describe('choose K of a group', () => {
  it.each([
    ['none yet', 'ada a: 3 3', ['not_yet 1/3', 'p not_assessed', 'q not_assessed']],
    ['one of two', 'ada a: 3 3\nada q: 3 3', ['nearly 2/3', 'p not_assessed']],
    ['two of two', 'ada a: 3 3\nada p: 3 3\nada r: 3 3', ['ready 3/3']],
    ['more than asked', 'ada a: 3 3\nada p: 3 3\nada q: 3 3\nada r: 3 3', ['ready 3/3']],
    [
      'the nearest are named',
      'ada a: 3 3\nada p: 1 1\nada q: 2.5 2.5\nada r: 2 2',
      ['not_yet 1/3', 'q below', 'r below'],
    ],
    ['begun before not begun', 'ada a: 3 3\nada p: 3 3\nada r: 1 1', ['nearly 2/3', 'r below']],
    [
      'of those that are asked',
      'ada a: 3 3\nada p: 3 3\nada excuse q\nada excuse r',
      ['ready 2/2'],
    ],
    [
      'nothing of a group that is excused',
      'ada a: 3 3\nada excuse p\nada excuse q\nada excuse r',
      ['ready 1/1'],
    ],
  ])('%s', (_, acts, expected) => {
    expect(counted(`${CHOOSE}\n${acts}`)).toEqual(expected);
  });

  it('counts each group of a stage by itself', () => {
    const groups = 'pathway unit: base choose 1 of a b, choose 1 of p q';
    expect(counted(`${groups}\nada a: 3 3\nada b: 3 3`)).toEqual(['nearly 1/2', 'p not_assessed']);
  });
});

describe('a level asked for', () => {
  const at = (level: number, acts: string) =>
    counted(`pathway unit: base a, b at ${level}\nada a: 3 3\n${acts}`);

  it.each([
    ['above mastery, reached', 4, 'ada b: 4 4', ['ready 2/2']],
    ['above mastery, not reached though met', 4, 'ada b: 3 3', ['nearly 1/2', 'b below']],
    ['below mastery, reached', 2, 'ada b: 2 2', ['ready 2/2']],
    ['below mastery, not reached', 2, 'ada b: 1 1', ['nearly 1/2', 'b below']],
    ['below mastery, too little evidence', 2, 'ada b: 2', ['nearly 1/2', 'b thin']],
    ['by judgement', 4, 'ada override b 4', ['ready 2/2']],
    ['not by judgement', 4, 'ada b: 4 4\nada override b 3', ['nearly 1/2', 'b below']],
    ['excused', 4, 'ada b: 3 3\nada excuse b', ['ready 1/1']],
  ])('%s', (_, level, acts, expected) => {
    expect(at(level, acts)).toEqual(expected);
  });
});

describe('a group over frameworks of other scales', () => {
  const missing = (acts: string) =>
    counted(`
      scale points 0=No, 50*=Yes, 100=All
      framework Art scale points
      q
      framework Math
      pathway unit: base a, choose 1 of p q
      ada a: 3 3
      ${acts}`)[1];

  it('names the one that is nearest by its share of the scale', () => {
    expect(missing('ada p: 2.5 2.5\nada q: 5 5')).toBe('p below');
    expect(missing('ada p: 1 1\nada q: 45 45')).toBe('q below');
  });
});

describe('why something is missing', () => {
  const why = (text: string) => {
    const book = gradebook(text);
    const [found] = readiness(book.standards, book.ways, book.showing('ada'));
    return found?.missing.map(({ why: { ways, group, overriddenAt, ...rest } }) => ({
      ...rest,
      overriddenAt: overriddenAt && `${overriddenAt.value} ${overriddenAt.name}`,
      ways: ways.map(({ count, atLeast }) => `${count} of ${atLeast}`),
      group: group === null ? null : [group.more, ...group.among.map(({ code }) => code)],
    }));
  };
  const plain = {
    minLevel: null,
    overriddenAt: null,
    ways: [],
    kindsSoFar: ['observation'],
    occasions: 2,
    group: null,
  };

  it.each([
    ['too little', `${TWO}\nada a: 3 3\nada b: 3`, { ...plain, occasions: 1, ways: ['1 of 3'] }],
    [
      'a level',
      'pathway u: s a, b at 4\nada a: 3 3\nada b: 3 3',
      { ...plain, minLevel: 4, ways: ['2 of 4'] },
    ],
    [
      'a judgement',
      `${TWO}\nada a: 3 3\nada override b 2`,
      { ...plain, kindsSoFar: [], occasions: 0, overriddenAt: '2 Developing' },
    ],
    [
      'one of a group',
      `${CHOOSE}\nada a: 3 3\nada p: 3 3\nada q: 2 2`,
      { ...plain, ways: ['2 of 3'], group: [1, 'q', 'r'] },
    ],
  ])('%s', (_, text, expected) => {
    expect(why(text)).toEqual([expected]);
  });
});

describe('the stages that ask for one competency', () => {
  it('are counted alone', () => {
    const book = gradebook(`${TWO}\npathway other: one b; two c\nada a: 3 3\nada b: 3 3`);
    const counts = stageCounts(
      book.standards,
      book.ways,
      book.showing('ada'),
      book.competency('a').id,
    );
    expect(counts.map(({ standing, status }) => `${standing.pathwayName} ${status}`)).toEqual([
      'unit ready',
    ]);
  });
});
