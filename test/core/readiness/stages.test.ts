import { describe, expect, it } from 'vitest';
import { type Book, gradebook, ready } from '../../support/book.js';

/** Where a student stands: `unit: base → more`, or `unit: done base`. */
const stands = (book: Book, student = 'ada') =>
  ready(book)
    .filter((one) => one.student === student)
    .map(({ pathway, stage, next, status }) =>
      status === 'complete' ? `${pathway}: done` : `${pathway}: ${stage} → ${next}`,
    );

const DEFAULTS = `
  6
  6.RP under 6
  6.RP.1 under 6.RP
  6.RP.2 under 6.RP
  6.NS under 6
  6.NS.1 under 6.NS
  6.0 under 6
  L.1
  L.2`;

describe('default stages', () => {
  it('are the headings that directly hold something assessable, and what has no heading', () => {
    const { defaults } = gradebook(DEFAULTS).ways;
    const stages = defaults.flatMap(({ stages }) => stages);
    expect(defaults.map(({ name }) => name)).toEqual(['Math']);
    expect(stages.map(({ name, requirements }) => `${name} ${requirements.length}`)).toEqual([
      '6 1',
      '6.NS 1',
      '6.RP 2',
      'Math 2',
    ]);
  });

  it('are called by the label of the heading, else by its statement', () => {
    const book = gradebook('6 label "Ratios"\n6.1 under 6\n7\n7.1 under 7');
    const stages = book.ways.defaults.flatMap((way) => way.stages);
    expect(stages.map(({ title }) => title)).toEqual(['Ratios', book.competency('7').statement]);
  });

  it('belong only to frameworks that no pathway uses', () => {
    const book = gradebook(`
      ${DEFAULTS}
      framework Art
      4
      4.1 under 4
      pathway unit: base 6.RP.1`);
    expect(book.ways.defaults.map(({ name }) => name)).toEqual(['Art']);
  });

  it('are those in which a student has counting evidence', () => {
    const book = gradebook(`
      ${DEFAULTS}
      ada 6.RP.1: 1
      ada L.2: 1
      bo 6.NS.1: self:3 -
      cy override 6.RP.1 3
      di excuse 6.NS.1`);
    expect(stands(book)).toEqual(['Math: 6.RP → null', 'Math: Math → null']);
    expect(stands(book, 'bo')).toEqual([]);
    expect(stands(book, 'cy')).toEqual([]);
    expect(stands(book, 'di')).toEqual([]);
  });

  it('are reached through what is exactly the same elsewhere', () => {
    const book = gradebook(`${DEFAULTS}\nframework Old\nO\nO.1 under O same 6.RP.1\nada O.1: 2`);
    expect(stands(book)).toEqual(['Math: 6.RP → null', 'Old: O → null']);
  });

  it('hold neither headings nor what is not assessable', () => {
    const book = gradebook(`
      A
      A.1 under A
      A.1.a under A.1
      A.2 under A heading
      A.3 under A assessable
      A.3.a under A.3
      ada A.3: 1
      ada A.3.a: 1`);
    const stages = ready(book).map(({ stage, required }) => `${stage} ${required}`);
    expect(stages).toEqual(['A 1', 'A.3 1']);
  });

  it('are complete one by one when a teacher says so', () => {
    const book = gradebook(`
      ${DEFAULTS}
      ada 6.RP.1: 3 3
      ada 6.NS.1: 3
      ada L.1: 3
      ada advance Math 6.RP
      ada advance Math Math`);
    expect(stands(book)).toEqual(['Math: 6.NS → null', 'Math: done', 'Math: done']);
  });
});

const UNIT = 'pathway unit: base 6.RP.1, 6.RP.2; more 6.NS.1; last 6.NS.2';

describe('a pathway', () => {
  it.each([
    ['nothing', 'ada', []],
    ['evidence on its first stage', 'ada 6.RP.1: 1', ['unit: base → more']],
    ['evidence on a later stage', 'ada 6.NS.2: 1', ['unit: base → more']],
    ['evidence that does not count', 'ada 6.RP.1: self:3', []],
    ['an override alone', 'ada override 6.RP.1 3', []],
    ['being placed on it', 'ada advance unit → more', ['unit: more → last']],
    ['being moved on', 'ada 6.RP.1: 1\nada advance unit base → more', ['unit: more → last']],
    ['being in the last stage', 'ada advance unit → last', ['unit: last → null']],
    ['being past it', 'ada advance unit last → end', ['unit: done']],
    [
      'coming back after its end',
      'ada advance unit last → end 2026-09-01\nada advance unit → base 2026-09-02',
      ['unit: base → more'],
    ],
    [
      'two moves, the later day deciding',
      'ada advance unit → last 2026-09-09\nada advance unit → more 2026-09-02',
      ['unit: last → null'],
    ],
    [
      'two moves of one day, the later entry deciding',
      'ada advance unit → last 2026-09-02\nada advance unit → more 2026-09-02',
      ['unit: more → last'],
    ],
  ])('after %s', (_, acts, expected) => {
    expect(stands(gradebook(`6.RP.1\n${UNIT}\nada x: \n${acts}`))).toEqual(expected);
  });

  it('is stood on apart from every other', () => {
    const book = gradebook(`
      ${UNIT}
      pathway course: one 6.RP.1; two 6.EE.1
      ada 6.RP.1: 3
      ada advance course → two`);
    expect(stands(book)).toEqual(['unit: base → more', 'course: two → null']);
  });

  it('begins again where the stage is gone in which she was placed', () => {
    const book = gradebook(`${UNIT}\nada advance unit → more`);
    const [unit] = book.pathways;
    if (unit === undefined) throw new Error('no pathway');
    const shorter = { ...unit, stages: unit.stages.filter(({ name }) => name !== 'more') };
    const changed = { ...book, ways: { ...book.ways, pathways: [shorter] } };
    expect(stands(changed)).toEqual(['unit: base → last']);
  });
});
