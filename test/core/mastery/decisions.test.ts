import { describe, expect, it } from 'vitest';
import { gradebook, mastery } from '../../support/book.js';

const decided = (text: string) => mastery(gradebook(text), 'ada', 'x');

describe('an override', () => {
  it.each([
    ['without any evidence', 'ada override x 3', 3, 'mastered', 'null not_assessed'],
    ['above mastery', 'ada override x 4', 4, 'mastered', 'null not_assessed'],
    ['under mastery', 'ada x: 3 3\nada override x 2', 2, 'below', '3 mastered'],
    ['over too little', 'ada x: 3\nada override x 3', 3, 'mastered', '3 thin'],
    ['over what was low', 'ada x: 1 1\nada override x 3', 3, 'mastered', '1 below'],
    ['at a half level', 'ada override x 2.5', 2, 'below', 'null not_assessed'],
    [
      'though kinds are missing',
      'policy min_kinds=2\nada x: 3 3\nada override x 3',
      3,
      'mastered',
      '3 thin',
    ],
    [
      'by the levels, not the cut',
      'policy mastery_at=2.5\nada override x 2.6',
      2,
      'below',
      'null not_assessed',
    ],
  ])('%s sets level and status', (_, text, level, status, calculated) => {
    expect(decided(text)).toMatchObject({ level, status, calculated, overridden: true });
  });

  it('leaves the score as it was', () => {
    expect(decided('ada x: 1 2\nada override x 4').score).toBe(1.5);
  });
});

describe('a disputed override', () => {
  const LATER = '2026-09-20';
  it.each([
    [
      'a later score leads elsewhere',
      `ada x: 3 3\nada override x 3\nada x 1 ${LATER}\nada x 1 ${LATER}`,
      true,
    ],
    [
      'a later score agrees',
      `ada x: 1 1\nada override x 3\nada x 3 ${LATER}\nada x 3 ${LATER}`,
      false,
    ],
    ['nothing came after it', 'ada x: 1 1\nada override x 3', false],
    [
      'it was entered later, for an earlier day',
      'ada x: 1 1\nada override x 3 2026-09-10\nada x 1 2026-08-01',
      true,
    ],
    [
      'it was entered before, for a later day',
      `ada x 1 ${LATER}\nada override x 3 2026-09-10`,
      false,
    ],
    [
      'what came later does not count',
      `ada x: 1 1\nada override x 3\nada x 1 ${LATER} self`,
      false,
    ],
    ['what came later has no score', `ada x: 1 1\nada override x 3\nada x - ${LATER}`, false],
    ['a first score came after it', `ada override x 3\nada x 2 ${LATER}`, true],
    ['another competency moved', `ada x: 1 1\nada override x 3\nada y 1 ${LATER}`, false],
  ])('when %s', (_, text, disputed) => {
    expect(decided(text)).toMatchObject({ disputed, level: 3, status: 'mastered' });
  });

  it('is disputed by what is shown elsewhere too', () => {
    expect(decided(`x same y\nada override x 3\nada y 1 ${LATER}`).disputed).toBe(true);
  });
});

describe('an excuse', () => {
  it.each([
    ['nothing', ''],
    ['mastery', 'ada x: 3 3'],
    ['little', 'ada x: 1'],
    ['an override', 'ada override x 4'],
  ])('comes before %s', (_, text) => {
    expect(decided(`${text}\nada excuse x`).status).toBe('excused');
  });

  it('keeps what the evidence says visible', () => {
    expect(decided('ada x: 3 3\nada excuse x')).toMatchObject({
      score: 3,
      level: 3,
      calculated: '3 mastered',
    });
  });

  it("is one student's", () => {
    const book = gradebook('ada excuse x\nbo x: 3 3');
    expect(mastery(book, 'bo', 'x').status).toBe('mastered');
  });
});
