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

const read = (header: string, framework: string | null = null) => {
  const meaning = headerReader(standards, framework)(header);
  if (meaning === null) return 'nothing';
  if (meaning.kind === 'ambiguous') {
    return `several: ${meaning.candidates.map(({ code }) => code).join(' ')}`;
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
    ['a part of a code', 'RP.A.1', 'nothing'],
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
  });
});
