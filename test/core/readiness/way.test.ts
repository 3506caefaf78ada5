import { describe, expect, it } from 'vitest';
import { daysOverdue } from '../../../src/core/readiness/due.js';
import { judgedOnce } from '../../../src/core/readiness/ready.js';
import { tallyWays } from '../../../src/core/readiness/tally.js';
import { studentWay } from '../../../src/core/readiness/way.js';
import { type Book, gradebook } from '../../support/book.js';

const UNIT = `
  pathway unit: base 6.RP.1, 6.RP.2 at 4; more 6.NS.1, choose 1 of 6.EE.1 6.EE.2; last 6.G.1
  ada 6.RP.1: 3 3
  ada 6.RP.2: 3 3
  ada 6.EE.1: 3 3`;

const wayIn = (book: Book, student: string) => {
  const [pathway] = book.pathways;
  if (pathway === undefined) throw new Error('the book has no pathway');
  const showing = book.showing(student);
  return studentWay(book.standards, pathway, showing, judgedOnce(book.standards, showing));
};

/** `base present 1/2`: where each stage lies and how much of it is met. */
const stages = (text: string, student = 'ada') =>
  wayIn(gradebook(text), student).stages.map(
    ({ stage, place, met, required }) => `${stage.name} ${place} ${met}/${required}`,
  );

/** The codes that still have to be met. */
const open = (text: string) =>
  wayIn(gradebook(text), 'ada').stages.flatMap(({ requirements }) =>
    requirements.filter((one) => one.open).map(({ mastery }) => mastery.competency.code),
  );

describe('the way of a student', () => {
  it.each([
    ['by her evidence', '', ['base present 1/2', 'more ahead 1/2', 'last ahead 0/1']],
    [
      'placed in a later stage',
      'ada advance unit → more',
      ['base behind 1/2', 'more present 1/2', 'last ahead 0/1'],
    ],
    [
      'past the end',
      'ada advance unit last → end',
      ['base behind 1/2', 'more behind 1/2', 'last behind 0/1'],
    ],
    ['excused', 'ada excuse 6.RP.2', ['base present 1/1', 'more ahead 1/2', 'last ahead 0/1']],
  ])('%s', (_, acts, expected) => {
    expect(stages(`${UNIT}\n${acts}`)).toEqual(expected);
  });

  it('lies ahead of who is not on it', () => {
    expect(stages(`${UNIT}\nbo x:`, 'bo')).toEqual([
      'base ahead 0/2',
      'more ahead 0/2',
      'last ahead 0/1',
    ]);
    expect(wayIn(gradebook(`${UNIT}\nbo x:`), 'bo')).toMatchObject({
      standing: null,
      placed: false,
    });
  });

  it('says who placed her', () => {
    expect(wayIn(gradebook(UNIT), 'ada').placed).toBe(false);
    expect(wayIn(gradebook(`${UNIT}\nada advance unit → base`), 'ada').placed).toBe(true);
  });

  it('leaves open what is not met, not behind her, not excused and not a spare elective', () => {
    expect(open(UNIT)).toEqual(['6.RP.2', '6.NS.1', '6.G.1']);
    expect(open(UNIT.replace('ada 6.EE.1: 3 3', ''))).toEqual([
      '6.RP.2',
      '6.NS.1',
      '6.EE.1',
      '6.EE.2',
      '6.G.1',
    ]);
    expect(open(`${UNIT}\nada advance unit → more`)).toEqual(['6.NS.1', '6.G.1']);
    expect(open(`${UNIT}\nada excuse 6.NS.1`)).toEqual(['6.RP.2', '6.G.1']);
  });
});

describe('a pathway counted over students', () => {
  const book = gradebook(`${UNIT}
    bo advance unit → more
    bo 6.RP.1: 2 2
    cy 6.RP.1: 3
    cy excuse 6.RP.2
    di advance unit last → end
    ed x:`);
  const [pathway] = book.pathways;
  const ways = [...book.students.keys()].map((student) => wayIn(book, student));

  it('says how many are where, and leaves out who is not on it', () => {
    if (pathway === undefined) throw new Error('no pathway');
    const tally = tallyWays(pathway, ways);
    expect([tally.students, tally.complete]).toEqual([4, 1]);
    expect(tally.stages.map(({ stage, present }) => `${stage.name} ${present}`)).toEqual([
      'base 2',
      'more 1',
      'last 0',
    ]);
  });

  it('keeps the five statuses apart, and the level that is asked for', () => {
    if (pathway === undefined) throw new Error('no pathway');
    const [base] = tallyWays(pathway, ways).stages;
    expect(base?.requirements.map(({ met, statuses }) => ({ met, ...statuses }))).toEqual([
      { met: 1, mastered: 1, below: 1, thin: 1, not_assessed: 1, excused: 0 },
      { met: 0, mastered: 1, below: 0, thin: 0, not_assessed: 2, excused: 1 },
    ]);
  });

  it('counts who is ready in the stage where they are', () => {
    if (pathway === undefined) throw new Error('no pathway');
    const ready = (acts: string) => {
      const now = gradebook(`${UNIT}\n${acts}`);
      return tallyWays(pathway, [wayIn(now, 'ada')]).stages.map((stage) => stage.ready);
    };
    expect(ready('')).toEqual([0, 0, 0]);
    expect(ready('ada override 6.RP.2 4')).toEqual([1, 0, 0]);
    expect(ready('ada override 6.NS.1 3')).toEqual([0, 0, 0]);
  });
});

describe('overdue', () => {
  it.each([
    ['2026-10-01', true, '2026-10-03', 2],
    ['2026-10-03', true, '2026-10-03', null],
    ['2026-10-04', true, '2026-10-03', null],
    ['2026-10-01', false, '2026-10-03', null],
    [null, true, '2026-10-03', null],
  ])('due on %j, open %j, seen on %s: %j days', (due, isOpen, day, expected) => {
    expect(daysOverdue(due, isOpen, day)).toBe(expected);
  });
});
