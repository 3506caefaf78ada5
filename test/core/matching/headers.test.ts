import { describe, expect, it } from 'vitest';
import { headerReader } from '../../../src/core/matching/headers.js';
import { gradebook } from '../../support/book.js';

const { standards } = gradebook(`
  framework Math
  6.RP
  6.RP.A.1 under 6.RP label "I can compare ratios" "Understand the concept of a ratio."
  6.RP.A.2 under 6.RP "Find a unit rate."
  4.1 "Add"
  framework Art
  4.1 label "I can draw" "Draw from life"
  4.2 label "I can compare ratios" "Scale a drawing"`);

const school = gradebook(`
  framework math
  RP.1 "Unit rate"
  RP.2 "Equal ratios"
  NS.1 "Order numbers"
  EE.1 "Expressions"
  ER.2 "Errors"
  W.1 "Write"
  framework habits
  H.1 "Plan"
  H.2 "Ask"`);

const sample = headerReader(school.standards, null);

const read = (header: string, framework: string | null = null) => {
  const meaning = headerReader(standards, framework)(header);
  if (meaning === null) return 'nothing';
  if (meaning.kind === 'ambiguous' || meaning.kind === 'near') {
    const word = meaning.kind === 'near' ? 'near' : 'several';
    return `${word}: ${meaning.candidates.map(({ code }) => code).join(' ')}`;
  }
  return `${meaning.kind} ${standards.frameworkName(meaning.found)} ${meaning.found.code}`;
};

describe('the header of a wide sheet', () => {
  it.each([
    ['a code', '6.RP.A.1', 'competency Math 6.RP.A.1'],
    ['a code in any case', '6.rp.a.1', 'competency Math 6.RP.A.1'],
    ['a code with its framework', 'art:4.1', 'competency Art 4.1'],
    ['a code of two frameworks', '4.1', 'several: 4.1 4.1'],
    ['a label', 'i can draw', 'competency Art 4.1'],
    ['a label of two competencies', 'I can compare ratios', 'several: 4.2 6.RP.A.1'],
    ['a statement, with or without its full stop', 'Find a unit rate', 'competency Math 6.RP.A.2'],
    ['a code and its label', '6.RP.A.1 I can compare ratios', 'competency Math 6.RP.A.1'],
    [
      'a code, a colon and its statement',
      '6.RP.A.2: Find a unit rate.',
      'competency Math 6.RP.A.2',
    ],
    ['a code, a dash and its label', 'Art:4.1 \u2013 I can draw', 'competency Art 4.1'],
    ['a code and a word for a score', '6.RP.A.1 result', 'competency Math 6.RP.A.1'],
    ['a path to it', 'Maths > Ratios > 6.RP.A.1 result', 'competency Math 6.RP.A.1'],
    ['a question about it', 'How did it go? [6.RP.A.1]', 'competency Math 6.RP.A.1'],
    ['a heading', '6.RP', 'heading Math 6.RP'],
    ['points beside a score', '6.RP.A.1 mastery points', 'nothing'],
    ['a comment beside a score', '6.RP.A.1 comment', 'nothing'],
    ['a code and other words', '6.RP.A.2 unit rates, week 3', 'competency Math 6.RP.A.2'],
    ['a code, a colon and other words', '6.rp.a.2: shopping', 'competency Math 6.RP.A.2'],
    ['a path to a code and other words', 'Maths > 6.RP.A.2 shopping', 'competency Math 6.RP.A.2'],
    ['a code of two frameworks and other words', '4.1 shapes', 'several: 4.1 4.1'],
    ['other words of a heading', '6.RP total', 'nothing'],
    ['a day beside a score', '6.RP.A.1 date', 'nothing'],
    ['full marks beside a score', '6.RP.A.1 (max)', 'nothing'],
    ['words that only look like no score', '6.RP.A.2 tell the time', 'competency Math 6.RP.A.2'],
    ['points in other words', '6.RP.A.2 points on a line', 'competency Math 6.RP.A.2'],
    ['a longer remark', "6.RP.A.1 teacher's comment for home", 'nothing'],
    ['a number and words', '6 weeks', 'nothing'],
    ['a code without its full stops', '6RPA1', 'near: 6.RP.A.1'],
    ['a code with commas', '6,RP,A,1', 'near: 6.RP.A.1'],
    ['a slip in a code', '6.PR.A.2', 'near: 6.RP.A.2'],
    ['a number that no code has', '6.RP.A.3', 'near: 6.RP.A.1 6.RP.A.2'],
    ['a part of a code', 'RP.A.1', 'near: 6.RP.A.1'],
    ['a slip in a code before words', '6RPA1 shopping', 'near: 6.RP.A.1'],
    ['a label without its blanks', 'I can draw!', 'competency Art 4.1'],
    ['a label with a hyphen', 'I-can-draw', 'near: 4.1'],
    ['a comment beside a slip', '6RPA1 comment', 'nothing'],
    ['part of a label', 'I can', 'nothing'],
    ['nothing', '', 'nothing'],
    ['something else', 'Period', 'nothing'],
  ])('with %s', (_, header, meaning) => {
    expect(read(header)).toBe(meaning);
  });

  it('is looked up in one framework where one is named', () => {
    expect(read('4.1', 'ART')).toBe('competency Art 4.1');
    expect(read('I can compare ratios', 'math')).toBe('competency Math 6.RP.A.1');
    expect(read('6.RP.A.1', 'art')).toBe('nothing');
    expect(read('4.3', 'art')).toBe('nothing');
    expect(read('6RPA1', 'art')).toBe('nothing');
  });

  it.each([
    'Seat Group Total Average Room Row Table House Locker Bus Period Homeroom Gender DOB IEP ELL SEN',
    'Attendance,Behaviour,Behavior,Final,Overall,Grade 7,Year 6,Form 7A,Class 6A,504,504 plan,Q1,Q2,S1,T1',
    'Term 1,Unit 1,Unit1,Week 1,Week1,Test 1,Quiz 1,Quiz2,Set 1,Row 1,P1,Day 3,Lab 4,HW1,Mean,Rank,No.',
    'Column1,Unnamed: 3,Section,Login,SIS User ID,Points,Current Score,Final Grade,Parent 1,Phone 2,1,2,3',
  ])('of another column is let be: %s', (headers) => {
    const others = headers.split(headers.includes(',') ? ',' : ' ');
    expect(others.filter((header) => sample(header) !== null)).toEqual([]);
  });
});

describe('a short code', () => {
  it.each([
    ['RP1', 'RP.1'],
    ['RP-1', 'RP.1'],
    ['RP..1', 'RP.1'],
    ['NS1 add decimals', 'NS.1'],
    ['H1', 'H.1'],
  ])('is nearly named by %s', (header, code) => {
    expect(sample(header)).toMatchObject({ kind: 'near', candidates: [{ code }] });
  });
});
