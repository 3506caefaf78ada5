import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steps } from '../../../src/core/mastery/further.js';
import { cutOf } from '../../../src/core/mastery/goal.js';
import { masteryOf } from '../../../src/core/mastery/judge.js';
import { type Outlook, outlookOf } from '../../../src/core/mastery/outlook.js';
import { readiness } from '../../../src/core/readiness/ready.js';
import { gradebook, mastery } from '../../support/book.js';
import { anyEvidence, anyPolicy } from '../any.js';

const outlook = (text: string): Outlook => {
  const book = gradebook(text);
  const showing = book.showing('ada');
  return outlookOf(
    book.standards,
    showing,
    masteryOf(book.standards, showing, book.competency('x')),
  );
};

const MEAN = 'policy method=mean recent=all';

/** How firmly it is met: the day it rests on, just enough or not, firm or not, what loses it. */
const firmness = (text: string) => {
  const found = outlook(text);
  if (found.kind !== 'met') return found.kind;
  const { restsOn, justEnough, isFirm, lostAt } = found;
  return [restsOn?.observedOn ?? null, justEnough, isFirm, lostAt];
};

describe('how firmly it is met', () => {
  it.each([
    ['by three', 'ada x: 3 3 3', [null, false, true, null]],
    ['by the middle of three', 'ada x: 1 3 3', ['2026-09-03', false, false, null]],
    ['by just enough', 'ada x: 3 3', [null, true, false, null]],
    ['with some to spare', `${MEAN}\nada x: 4 4 4`, [null, false, true, null]],
    ['with little to spare', `${MEAN}\nada x: 4 4`, [null, true, false, 0]],
    [
      'by the only project',
      'policy require_kinds=project\nada x: project:3 3 3',
      [null, false, false, null],
    ],
    ['by the most frequent', 'policy method=mode\nada x: 3 3 3', [null, false, true, null]],
    ['by judgement', 'ada x: 3 3\nada override x 3', 'judged'],
    ['not asked', 'ada x: 3 3\nada excuse x', 'excused'],
    ['not', 'ada x: 1 1', 'open'],
  ])('%s', (_, text, expected) => {
    expect(firmness(text)).toEqual(expected);
  });
});

describe('whatever the evidence and the policy', () => {
  it('the score that would take it back does, and one level higher does not', () => {
    fc.assert(
      fc.property(anyPolicy, anyEvidence, (policy, evidence) => {
        const text = `${policy}\n${evidence}`;
        const found = outlook(text);
        if (found.kind !== 'met' || /weighted-mean/.test(policy)) return;
        const after = (score: number) =>
          mastery(gradebook(`${text}\nada x ${score} 2026-10-10 test`), 'ada', 'x').status;
        if (found.lostAt === null) return;
        expect(after(found.lostAt)).not.toBe('mastered');
        expect(after(found.lostAt / 2)).not.toBe('mastered');
        const { yardstick } = gradebook(text).standards;
        const higher = steps(yardstick(gradebook(text).competency('x'))).find(
          (step) => step > (found.lostAt ?? 0),
        );
        if (higher !== undefined) expect(after(higher)).toBe('mastered');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a level that a requirement names', () => {
  const needed = (level: number, acts: string) => {
    const book = gradebook(`pathway unit: base x at ${level}\n${acts}`);
    const [found] = readiness(book.standards, book.ways, book.showing('ada'));
    return found?.missing[0]?.why.ways.map(({ count, atLeast }) => `${count} of ${atLeast}`);
  };

  it.each([
    ['above mastery', 4, 'ada x: 3 3', ['2 of 4']],
    ['under mastery', 2, 'ada x: 1 1', ['2 of 2']],
    ['one more', 4, 'ada x: 4', ['1 of 4']],
    ['from the cut of the policy', 3, 'policy mastery_at=2.5\nada x: 2 2', ['2 of 2.5']],
    ['higher than the scale', 5, 'ada x: 3 3', []],
  ])('%s', (_, level, acts, expected) => {
    expect(needed(level, acts)).toEqual(expected);
  });

  it('is reached by what it is said to take, and not by one less', () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 3, 4), anyPolicy, anyEvidence, (level, policy, evidence) => {
        if (/kind/.test(policy)) return;
        const text = `pathway unit: base x at ${level}\n${policy}\n${evidence}`;
        const stageOf = (more: readonly string[]) => {
          const book = gradebook([text, ...more].join('\n'));
          return readiness(book.standards, book.ways, book.showing('ada'))[0];
        };
        for (const way of stageOf([])?.missing[0]?.why.ways ?? []) {
          const further = Array.from(
            { length: way.count },
            (_, at) => `ada x ${way.atLeast} 2026-10-${10 + at}`,
          );
          expect(stageOf(further)?.status).toBe('ready');
          expect(stageOf(further.slice(1))?.status).not.toBe('ready');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('begins where the level begins, or the next above', () => {
    const book = gradebook('policy level_cut=nearest\nx');
    const yardstick = book.standards.yardstick(book.competency('x'));
    expect([null, 2, 3, 3.5, 5].map((level) => cutOf(yardstick, level))).toEqual([
      2.5,
      1.5,
      2.5,
      3.5,
      null,
    ]);
  });
});
