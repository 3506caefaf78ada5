import { describe, expect, it } from 'vitest';
import { gradebook, mastery, progress, receipt } from '../../support/book.js';

const ALIGNED = `
  scale percent 0=Fail, 60*=Pass, 100=Full
  framework Math
  6.RP.1
  framework State scale percent
  S.1 same 6.RP.1
  framework Old
  O.1 same S.1
  O.2 related 6.RP.1
  O.3 requires 6.RP.1`;

describe('what is exactly the same elsewhere', () => {
  const book = gradebook(`${ALIGNED}
    ada 6.RP.1 3 2026-09-01 test
    ada S.1 80 2026-09-02 project
    ada O.1 1/2 2026-09-03`);

  it('carries the score over by share of the top, with its day and kind', () => {
    expect(receipt(book, 'ada', '6.RP.1').lines.map(({ on, score }) => [on, score])).toEqual([
      ['2026-09-01', 3],
      ['2026-09-02', 3.2],
      ['2026-09-03', 2],
    ]);
    expect(receipt(book, 'ada', 'S.1').lines.map(({ score }) => score)).toEqual([75, 80, 50]);
    expect(mastery(book, 'ada', 'O.1')).toMatchObject({ score: 3, evidence: 3 });
  });

  it('rounds a share of full marks once, on the scale where it arrives', () => {
    const shares = gradebook(`
      scale three 0=No, 1*=Yes, 3=Wow
      6.RP.1
      framework Art scale three
      policy framework Art method=n-times n=1 min_evidence=1
      A.1 same 6.RP.1
      ada 6.RP.1 1/3 2026-09-01`);
    expect(receipt(shares, 'ada', '6.RP.1').lines[0]?.score).toBe(1.33333333333);
    expect(receipt(shares, 'ada', 'A.1').lines[0]?.score).toBe(1);
    expect(mastery(shares, 'ada', 'A.1')).toMatchObject({ score: 1, status: 'mastered' });
  });

  it('does not cross by other links', () => {
    expect(mastery(book, 'ada', 'O.2').status).toBe('not_assessed');
    expect(mastery(book, 'ada', 'O.3').status).toBe('not_assessed');
  });

  it('is judged by the policy where it arrives', () => {
    const kinds = gradebook(`${ALIGNED}
      policy framework Old kinds=project
      ada 6.RP.1 4 2026-09-01 test
      ada 6.RP.1 4 2026-09-02 test
      ada S.1 60 2026-09-03 project`);
    expect(mastery(kinds, 'ada', '6.RP.1')).toMatchObject({ score: 4, evidence: 3 });
    expect(mastery(kinds, 'ada', 'O.1')).toMatchObject({ score: 2.4, evidence: 1, status: 'thin' });
  });
});

describe('alignment of many', () => {
  it('counts a piece once, whatever way it is aligned', () => {
    const book = gradebook(`
      A same B, C
      B same C, A
      ada A: 3 3
      ada C 2 2026-09-09`);
    for (const code of ['A', 'B', 'C']) {
      expect(mastery(book, 'ada', code)).toMatchObject({ evidence: 3, score: 3 });
    }
  });

  it('lets an external id replace only within its own competency', () => {
    const book = gradebook('A same B\nada A 2 2026-09-01 #q\nada B 4 2026-09-02 #q');
    expect(mastery(book, 'ada', 'A')).toMatchObject({ evidence: 2, score: 3 });
  });

  it('keeps the order of days across competencies', () => {
    const book = gradebook(`
      policy method=latest
      A same B
      ada B 4 2026-09-05
      ada A 1 2026-09-09
      ada B 2 2026-09-07`);
    expect(mastery(book, 'ada', 'B')).toMatchObject({ score: 1, last: '2026-09-09' });
  });

  it('keeps the order of entry within a day', () => {
    const book = gradebook(`
      policy method=latest
      A same B
      ada B 4 2026-09-05
      ada A 1 2026-09-05`);
    expect(mastery(book, 'ada', 'A').score).toBe(1);
    expect(mastery(book, 'ada', 'B').score).toBe(1);
  });

  it('does not let overrides and excuses cross', () => {
    const book = gradebook(`
      A same B
      ada A: 2 2
      ada override A 4
      ada C: 3 3
      C same D
      ada excuse C`);
    expect(mastery(book, 'ada', 'A').status).toBe('mastered');
    expect(mastery(book, 'ada', 'B').status).toBe('below');
    expect(mastery(book, 'ada', 'C').status).toBe('excused');
    expect(mastery(book, 'ada', 'D').status).toBe('mastered');
    expect(progress(book, 'ada').competencies).toEqual([
      'A mastered',
      'B below',
      'C excused',
      'D mastered',
    ]);
  });
});
