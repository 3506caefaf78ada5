import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInOrder, counting, gather } from '../../../src/core/mastery/counting.js';
import { masteryOf } from '../../../src/core/mastery/judge.js';
import type { Piece, Showing } from '../../../src/core/model.js';
import { tightest } from '../../../src/core/readiness/marks.js';
import {
  type Readiness,
  readiness,
  restingOn,
  stageCounts,
  withReasons,
} from '../../../src/core/readiness/ready.js';
import { type Book, gradebook, ready } from '../../support/book.js';

const marks = (text: string) => {
  const [found] = ready(gradebook(text));
  const { status, restsOn, justEnough, heldBackBy } = found ?? {};
  return { status, restsOn, justEnough, heldBackBy };
};

const TWO = 'pathway unit: base a, b';

describe('rests on one score', () => {
  it.each([
    ['nothing rests on one', `ada a: 3 3 3\nada b: 4 4 4`, null],
    ['the middle of three', `ada a: 3 3 3\nada b: 1 3 3`, 'b 2026-09-03'],
    ['the latest such', `ada a: 1 3 3\nada b: 3 3 1`, 'a 2026-09-03'],
    ['the higher of two', `ada a: 2 4\nada b: 3 3 3`, 'a 2026-09-02'],
    ['not where a judgement stands', `ada a: 3 3 3\nada b: 1 3 3\nada override b 3`, null],
    ['not where nothing is ready', `ada a: 1 3 3`, null],
  ])('%s', (_, acts, expected) => {
    expect(marks(`${TWO}\n${acts}`).restsOn).toBe(expected);
  });

  it('is the cut that is asked for', () => {
    const text = 'pathway unit: base a at 4\nada a: 3 4 4 4';
    expect(marks(text).restsOn).toBeNull();
    expect(marks(text.replace('3 4 4 4', '3 4 4')).restsOn).toBe('a 2026-09-03');
  });

  it('is nothing of a group with one to spare', () => {
    const choose = 'pathway unit: base choose 1 of a b';
    expect(marks(`${choose}\nada a: 1 3 3\nada b: 3 3 3`).restsOn).toBeNull();
    expect(marks(`${choose}\nada a: 1 3 3`).restsOn).toBe('a 2026-09-03');
  });

  it('may be a score that carries a whole group by alignment', () => {
    const choose = 'p same q\npathway unit: base choose 1 of p q r';
    expect(marks(`${choose}\nada p: 1 3 3`).restsOn).toBe('p 2026-09-03');
    expect(marks(`${choose}\nada p: 1 3 3\nada r: 3 3 3`).restsOn).toBeNull();
  });

  it('may be a score shown elsewhere', () => {
    const book = 'a same y\npathway unit: base a\nada a: 1 3\nada y 3 2026-09-09';
    expect(marks(book).restsOn).toBe('y 2026-09-09');
  });
});

describe('just enough', () => {
  it.each([
    ['exactly the minimum somewhere', 'ada a: 3 3\nada b: 3 3 3', true],
    ['more everywhere', 'ada a: 3 3 3\nada b: 3 3 3', false],
    [
      'two marks on one occasion',
      'ada a: 3 3 3\nada b: 3\nada b 3 2026-09-01\nada b 3 2026-09-02',
      true,
    ],
    ['a judgement', 'ada a: 3 3 3\nada b: 3 3\nada override b 3', false],
    ['an excuse', 'ada a: 3 3 3\nada b: 3 3\nada excuse b', false],
    ['not ready', 'ada a: 3 3\nada b: 1 1', false],
  ])('with %s', (_, acts, expected) => {
    expect(marks(`${TWO}\n${acts}`).justEnough).toBe(expected);
  });

  it('is a group with one to spare where one score carries both', () => {
    const choose = 'pathway unit: base choose 1 of p q';
    expect(marks(`p same q\n${choose}\nada p: 3 3`).justEnough).toBe(true);
    expect(marks(`${choose}\nada p: 3 3\nada q: 3 3`).justEnough).toBe(false);
  });
});

describe('held back by one old score', () => {
  it.each([
    ['one low score', 'ada a: 3 3\nada b: 1 3', null],
    ['one low score among three', 'ada a: 3 3\nada b: 2 1 3 3', null],
    ['the oldest such', 'policy method=mean recent=all\nada a: 3 3\nada b: 1 1 3.5 3.5', null],
    [
      'the one that drags the mean',
      'policy method=mean recent=all\nada a: 3 3\nada b: 1 3 3',
      'b 2026-09-01',
    ],
    ['nothing of what lacks evidence', 'ada a: 3 3\nada b: 3', null],
    [
      'nothing where two are missing',
      'policy method=mean recent=all\nada a: 1 3 3\nada b: 1 3 3',
      null,
    ],
    [
      'nothing against a judgement',
      'policy method=mean recent=all\nada a: 3 3\nada b: 1 3 3\nada override b 2',
      null,
    ],
    ['nothing of the ready', 'ada a: 3 3\nada b: 1 3 3', null],
  ])('%s', (_, acts, expected) => {
    expect(marks(`${TWO}\n${acts}`).heldBackBy).toBe(expected);
  });

  it('may hold back two at once, by alignment', () => {
    const book = `a same b\npolicy method=mean recent=all\n${TWO}\nada a: 1 3 3`;
    expect(marks(book)).toMatchObject({ status: 'not_yet', heldBackBy: 'a 2026-09-01' });
  });

  it('does not count twice within a group', () => {
    const book = `
      p same q
      policy method=mean recent=all
      pathway unit: base a, choose 1 of p q
      ada p: 1 3 3`;
    expect(marks(book)).toMatchObject({ status: 'not_yet', heldBackBy: null });
  });
});

/** `a 0.5`, what is met by judgement alone, and what is disputed. */
const defence = (text: string) => {
  const book = gradebook(text);
  const [found] = readiness(book.standards, book.ways, book.showing('ada'));
  const codes = (competencies: Readiness['disputed'] = []) => competencies.map(({ code }) => code);
  const margin = found?.margin ?? null;
  return [
    margin === null ? null : `${margin.competency.code} ${margin.margin}`,
    codes(found?.overridden),
    codes(found?.disputed),
  ];
};

describe('the margin, and what a teacher judged', () => {
  it.each([
    ['the tightest that is met', 'ada a: 4 4\nada b: 3.5 3.5', ['b 0.5', [], []]],
    ['what is short', 'ada a: 4 4\nada b: 2 2', ['b -1', [], []]],
    ['good scores, too few', 'ada a: 4 4\nada b: 4', ['b 1', [], []]],
    ['nothing of what has no score', 'ada a: 4 4', [null, [], []]],
    ['nothing of who is at work', 'ada a: 2 2', [null, [], []]],
    ['a judgement has none', 'ada a: 4 4\nada override b 3', ['a 1', ['b'], []]],
    ['a judgement that agrees', 'ada a: 4 4\nada b: 3 3\nada override b 4', ['a 1', [], []]],
    [
      'a disputed judgement',
      'ada a: 4 4\nada b: 1 1\nada override b 3\nada b 1 2026-09-20',
      ['a 1', ['b'], ['b']],
    ],
  ])('%s', (_, acts, expected) => {
    expect(defence(`${TWO}\n${acts}`)).toEqual(expected);
  });

  it('is of the nearest of what a group still misses, over or under its cut', () => {
    const choose = 'pathway unit: base z, choose 2 of a b\nada z: 4 4';
    expect(defence(`${choose}\nada a: 1 1\nada b: 3 3`)[0]).toBe('a -2');
    const missing = 'pathway unit: base z, choose 2 of a b c\nada z: 4 4\nada c: 3 3';
    expect(defence(`${missing}\nada a: 1 1\nada b: 2 2`)[0]).toBe('b -1');
    expect(defence(`${missing}\nada a: 2.5 2.5\nada b: 1 1`)[0]).toBe('a -0.5');
  });

  it('is of the requirement least under its cut, where several are missing', () => {
    const book = gradebook(`${TWO}\nada a: 1 1\nada b: 2.5 2.5`);
    const looking = { standards: book.standards, showing: book.showing('ada') };
    const [found] = readiness(book.standards, book.ways, looking.showing);
    const least = tightest(looking, found?.units ?? [], 'missing');
    expect([least?.competency.code, least?.margin]).toEqual(['b', -0.5]);
  });

  it('is of the best of a group, and of the level that is asked', () => {
    const choose = 'pathway unit: base choose 1 of a b';
    expect(defence(`${choose}\nada a: 3 3\nada b: 4 4`)[0]).toBe('b 1');
    expect(defence('pathway unit: base a at 2\nada a: 2.5 2.5')[0]).toBe('a 0.5');
  });
});

/** Scores on three competencies, in the text of a gradebook. */
const anyScores = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(1, 2, 3, 3, 4), fc.nat(20)),
  { maxLength: 12 },
);
const anyBook = fc
  .tuple(
    fc.constantFrom('median', 'mean', 'decaying-average', 'highest'),
    fc.constantFrom(
      ...['base a, b', 'base a, choose 1 of b c', 'base a at 2, b', 'base a at 4'],
      'base choose 1 of a b c',
    ),
    anyScores,
    fc.boolean(),
  )
  .map(([method, stages, scores, aligned]) =>
    [
      'a',
      aligned ? 'b same c' : '',
      `policy method=${method} recent=all`,
      `pathway unit: ${stages}`,
      ...scores.map(
        ([code, score, day]) => `ada ${code} ${score} 2026-09-${String(day + 1).padStart(2, '0')}`,
      ),
    ].join('\n'),
  );

const leavingOut = (showing: Showing, piece: Piece): Showing => ({
  ...showing,
  pieces: new Map(
    [...showing.pieces].map(([id, pieces]) => [id, pieces.filter((one) => one !== piece)]),
  ),
});
const stageOf = (book: Book, showing: Showing) =>
  readiness(book.standards, book.ways, showing).find(({ standing }) => standing.stage !== null);

/** Whether a requirement that is met would fall under its cut without the piece. */
const bears = (book: Book, showing: Showing, found: Readiness, piece: Piece) =>
  found.units.some(
    ({ members, choose }) =>
      members.filter(({ met, requirement, mastery: { competency } }) => {
        const { policy } = book.standards.yardstick(competency);
        const counted = counting(gather(book.standards, showing, competency), policy).pieces;
        const left = masteryOf(book.standards, leavingOut(showing, piece), competency);
        const level = left.calculated.level?.value ?? 0;
        const isLost = counted.includes(piece) && level < (requirement.minLevel ?? 3);
        return met && !isLost;
      }).length < choose,
  );

describe('whatever the evidence', () => {
  it('a score that holds back is one without which all is met, and the oldest such', () => {
    fc.assert(
      fc.property(anyBook, (text) => {
        const book = gradebook(text);
        const showing = book.showing('ada');
        const found = stageOf(book, showing);
        if (found === undefined || found.status === 'ready') return;
        const pieces = [...showing.pieces.values()].flat().sort(compareInOrder);
        const freeing = pieces.filter(
          (piece) => stageOf(book, leavingOut(showing, piece))?.status === 'ready',
        );
        expect(found.heldBackBy).toBe(freeing[0] ?? null);
      }),
      { numRuns: 1000 },
    );
  });

  it('the reasons rest on the pieces of some competencies alone', () => {
    fc.assert(
      fc.property(anyBook, (text) => {
        const { standards, ways, showing: showingOf } = gradebook(text);
        const showing = showingOf('ada');
        for (const count of stageCounts(standards, ways, showing)) {
          const asked = new Set(restingOn(standards, count));
          const pieces = new Map([...showing.pieces].filter(([id]) => asked.has(id)));
          expect(withReasons(standards, { ...showing, pieces }, count)).toEqual(
            withReasons(standards, showing, count),
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('a score on which it rests is the latest without which some level falls', () => {
    fc.assert(
      fc.property(anyBook, (text) => {
        const book = gradebook(text);
        const showing = book.showing('ada');
        const found = stageOf(book, showing);
        if (found?.status !== 'ready') return;
        const pieces = [...showing.pieces.values()].flat().sort(compareInOrder);
        const bearing = pieces.filter((piece) => bears(book, showing, found, piece));
        expect(found.restsOn).toBe(bearing.at(-1) ?? null);
      }),
      { numRuns: 1000 },
    );
  });
});
