import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grade, gradeOf } from '../../../src/core/grades/grade.js';
import { gradingsOf } from '../../../src/core/grades/grading.js';
import type { PolicySetting } from '../../../src/core/model.js';
import { waysOf } from '../../../src/core/readiness/stages.js';
import { standardsOf } from '../../../src/core/standards.js';
import { betterText, gradeText, sumText } from '../../../src/output/grade-sentences.js';
import { type Book, gradebook } from '../../support/book.js';

/** The grades of ada under these letters, stated for the gradebook. */
function gradesIn(book: Book, letters: string | null, average = 'none'): Grade[] {
  const said = (key: string, value: string | null): PolicySetting => ({
    framework: null,
    competency: null,
    key,
    value,
  });
  const { frameworks, competencies, links, scales, policies } = book.standards;
  const standards = standardsOf({
    frameworks: [...frameworks.values()],
    competencies: [...competencies.values()],
    links,
    scales,
    policies: [...policies, said('letters', letters), said('average', average)],
  });
  const gradings = gradingsOf(standards, waysOf(standards, book.pathways));
  return gradings.map((one) => gradeOf(standards, one, book.showing('ada')));
}

function gradeIn(text: string, letters: string | null, average?: string): Grade {
  const [grade] = gradesIn(gradebook(text), letters, average);
  if (grade === undefined) throw new Error('there is a grade');
  return grade;
}

/** Results by level, one competency each; `-` is not assessed, `?` a single score of 4. */
const results = (levels: string) =>
  levels
    .split(' ')
    .map((level, index) => {
      if (level === '-') return `x.${index + 1}`;
      return level === '?'
        ? `ada x.${index + 1}: 4`
        : `ada x.${index + 1}: ${level} ${level} ${level}`;
    })
    .join('\n');

const BANDS = 'A: mean 3.5; B: mean 3; C: mean 2; D: mean 1; else F';

describe('bands over the mean level', () => {
  it.each([
    ['4 4 3 3', 'A'],
    ['4 3 3 3', 'B'],
    ['3 3 3 3', 'B'],
    ['3 3 3 2', 'C'],
    ['1 1 1 1', 'D'],
    ['0 0 1 0', 'D'],
  ])('%s is %s', (levels, letter) => {
    expect(gradeIn(results(levels), BANDS).letter).toBe(letter);
  });

  it('are told with the figures, and what a better letter lacks', () => {
    const grade = gradeIn(results('4 3 3 3'), 'A: min 4; B: mean 3; else F');
    expect(gradeText(grade)).toBe('B: the mean level of 4 competencies is 3.25, and 3 is asked.');
    expect(betterText(grade)).toBe('for A nothing may be under 4: x.2 is 3, x.3 is 3, x.4 is 3');
    expect(sumText(grade)).toBe('4 + 3 + 3 + 3 = 13; 13 / 4 = 3.25');
    expect(sumText(gradeIn(results('4 3'), 'A: min 3'))).toBe('');
  });

  it('look at the mean as it is rounded and printed', () => {
    expect(gradeIn(results('4 4 3'), 'A: mean 3.67; else B').letter).toBe('A');
    expect(
      gradeIn(`policy rounding=down\n${results('4 4 3')}`, 'A: mean 3.67; else B'),
    ).toMatchObject({ letter: 'B', mean: 3.66 });
  });
});

describe('the average', () => {
  const text = 'policy method=mean recent=all\nada x.1: 3 3 4\nada x.2: 2 3 3';
  it.each([
    ['levels', 2.5],
    ['scores', 3],
  ])('of %s is %d', (average, mean) => {
    expect(gradeIn(text, null, average)).toMatchObject({ letter: null, average, mean });
  });

  it('is of the scores that are printed, so that anyone can check it', () => {
    expect(sumText(gradeIn(text, null, 'scores'))).toBe('3.33 + 2.67 = 6; 6 / 2 = 3');
    expect(gradeText(gradeIn(text, null, 'scores'))).toBe('the mean score 3 of 2 competencies.');
  });

  it('takes a judgement of the teacher by its level', () => {
    const judged = `${text}\nada override x.2 4 2026-09-09`;
    expect(gradeIn(judged, null, 'scores').mean).toBe(3.67);
    expect(gradeIn(judged, null, 'levels').mean).toBe(3.5);
  });

  it('is none over several scales, and that is said', () => {
    const grade = gradeIn(
      'scale three 1=No, 2*=Yes, 3=Wow\nx.2 scale three\nada x.1: 3 3\nada x.2: 2 2',
      BANDS,
      'levels',
    );
    expect(grade).toMatchObject({ mean: null, letter: null });
    expect(gradeText(grade)).toContain('levels on several scales have no mean');
  });
});

describe('rules', () => {
  it.each([
    ['A: min 3 and most 4; B: met 80%; C: mean 2; else incomplete', '4 4 4 3 3', 'A'],
    ['A: min 3 and most 4; B: met 80%; C: mean 2; else incomplete', '4 4 3 3 3', 'B'],
    ['A: min 3 and most 4; B: met 80%; C: mean 2; else incomplete', '4 4 4 4 2', 'B'],
    ['A: min 3 and most 4; B: met 80%; C: mean 2; else incomplete', '4 3 3 2 2', 'C'],
    ['A: min 3 and most 4; B: met 80%; C: mean 2; else incomplete', '2 2 2 1 1', 'incomplete'],
    ['A: most 4; else B', '4 4 3 3', 'B'],
    ['A: most 4; else B', '4 4 4 3 3', 'A'],
    ['A: mean 4; A: most 4', '4 4 3', 'A'],
    ['A: min 4', '3', null],
  ])('%s gives %s the letter %s', (letters, levels, letter) => {
    expect(gradeIn(results(levels), letters).letter).toBe(letter);
  });

  it('leave out what is excused', () => {
    const grade = gradeIn(`${results('4 4 1')}\nada excuse x.3`, 'A: min 4; else F');
    expect(grade).toMatchObject({ letter: 'A' });
    expect(grade.asked).toHaveLength(2);
  });
});

describe('unknown is never failure', () => {
  it('what is not assessed, or not enough, lowers nothing', () => {
    const grade = gradeIn(results('4 - ? 4'), 'A: min 4; else F', 'levels');
    expect(grade).toMatchObject({ letter: 'A', mean: 4 });
    expect(gradeText(grade)).toBe(
      'A: nothing is under 4; not counted: 1 need more evidence, 1 not assessed.',
    );
  });

  it('with nothing to count there is no letter, not even "else"', () => {
    const grade = gradeIn(results('- ?'), BANDS, 'levels');
    expect(grade).toMatchObject({ letter: null, mean: null });
    expect(gradeText(grade)).toBe(
      'nothing has enough evidence to count yet; not counted: 1 need more evidence, 1 not assessed.',
    );
    expect(betterText(grade)).toBe('for D there is nothing to count yet');
  });

  it('too little for a rule that asks for enough leaves it open: no "else" either', () => {
    const letters = 'A: mean 3 and enough 80%; else F';
    const open = gradeIn(results('4 4 4 -'), letters);
    expect(open.letter).toBeNull();
    expect(gradeText(open)).toBe('no letter yet: A is still open; not counted: 1 not assessed.');
    expect(betterText(open)).toBe('for A 3 of 4 have enough evidence, and 4 are asked (80 %)');
    expect(gradeIn(results('4 4 4 4 -'), letters).letter).toBe('A');
    expect(gradeIn(results('1 1 1 -'), letters).letter).toBe('F');
  });

  it('assessed counts also what has too little evidence', () => {
    expect(gradeIn(results('4 ?'), 'A: assessed 100%').letter).toBe('A');
    expect(gradeIn(results('4 ?'), 'A: enough 100%').letter).toBeNull();
  });

  it('never makes a mean or "else" from one more that is not assessed', () => {
    const level = fc.constantFrom('1', '2', '3', '4', '?', '-');
    const letters = fc.constantFrom(BANDS, 'A: min 3 and most 4; B: met 60%; else F');
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 6 }), letters, (levels, stated) => {
        const with_ = gradeIn(results([...levels, '-'].join(' ')), stated, 'levels');
        const without = gradeIn(results(levels.join(' ')), stated, 'levels');
        expect([with_.letter, with_.mean]).toEqual([without.letter, without.mean]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('stages', () => {
  const PATH =
    'pathway unit: base "Foundation" x.1, x.2; more "Exploration", choose 2 of x.3 x.4 x.5';
  const LETTERS = 'A: stage Foundation and 2 of exploration; B: stage base; else F';
  const graded = (levels: string, letters = LETTERS) =>
    gradeIn(`${results(levels)}\n${PATH}`, letters);

  it.each([
    ['3 3 3 3 -', 'A'],
    ['3 3 3 - -', 'B'],
    ['3 3 1 1 1', 'B'],
    ['3 1 3 3 3', 'F'],
    ['3 - 3 3 3', null],
  ])('%s is %s: foundation met and two explorations', (levels, letter) => {
    expect(graded(levels).letter).toBe(letter);
  });

  it('are told with what is missing', () => {
    expect(gradeText(graded('3 3 3 - -'))).toBe(
      'B: 2 of the 2 of stage base are met; not counted: 2 not assessed.',
    );
    expect(betterText(graded('3 3 3 - -'))).toBe(
      'for A 1 of stage exploration are met, and 2 are asked: x.4 not assessed, x.5 not assessed',
    );
    expect(betterText(graded('3 1 - - -'))).toBe(
      'for B 1 of the 2 of stage base are met: x.2 not yet',
    );
  });

  it('are open, not failed, while what is not known could still be enough', () => {
    expect(graded('1 1 3 - 1', 'A: 2 of more; else F').letter).toBeNull();
    expect(graded('1 1 3 1 1', 'A: 2 of more; else F').letter).toBe('F');
  });

  it('of one name are those of the framework, where only one is', () => {
    const text = `x.1\nframework Art\na.1\n${results('3')}\nada a.1: 1 1\npathway one: base x.1\npathway two: base Art:a.1`;
    const letters = gradesIn(gradebook(text), 'A: stage base; else F');
    expect(letters.map(({ framework, letter }) => `${framework.name} ${letter}`)).toEqual([
      'Art F',
      'Math A',
    ]);
  });

  it('do not ask for what is excused', () => {
    const grade = gradeIn(`${results('3 1 3 3 -')}\nada excuse x.2\n${PATH}`, LETTERS);
    expect(grade.letter).toBe('A');
  });

  it.each([
    ['A: stage none; else F', 'no letter: for A there is no stage named "none".'],
    ['A: 4 of more; else F', 'no letter: for A stage "more" asks for fewer than 4.'],
  ])('%s is no failure of hers: %s', (letters, said) => {
    const grade = graded('1 1 1 1 1', letters);
    expect([grade.letter, gradeText(grade), betterText(grade)]).toEqual([null, said, null]);
  });

  it('of one name in two pathways are told apart by PATHWAY/STAGE', () => {
    const text = `${results('3 3 1')}\npathway one: base x.1, x.2\npathway two: base x.3`;
    expect(gradeText(gradeIn(text, 'A: stage base'))).toContain('several stages are named "base"');
    expect(gradeIn(text, 'A: stage One/Base').letter).toBe('A');
    expect(gradeIn(text, 'A: stage two/base; else F').letter).toBe('F');
  });
});

it('frameworks without letters and average have no grade', () => {
  expect(gradesIn(gradebook(results('3 3')), null)).toEqual([]);
});
