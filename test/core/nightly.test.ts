import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeName, isPassedOver, isSettled } from '../../src/core/nightly/arrivals.js';
import { changedBy, countsTogether, nightCode } from '../../src/core/nightly/report.js';
import { isReading, splitWords, typedWord, whyNotHere } from '../../src/core/nightly/words.js';

describe('the words of a command in a file', () => {
  it.each([
    ['a  b', ['a', 'b']],
    ['--map "Quiz 1=RP.1"', ['--map', 'Quiz 1=RP.1']],
    [`--map="it's"x 'a "b'`, ["--map=it'sx", 'a "b']],
    ['""', ['']],
    ['', []],
  ])('%j are %j', (text, words) => expect(splitWords(text)).toEqual(words));

  it('whose quote is never closed are none', () => expect(splitWords('a "b c')).toBeNull());

  it('are the same when they are typed again', () => {
    const word = fc.string({ minLength: 1 }).filter((one) => !one.includes('"'));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(splitWords(words.map(typedWord).join(' '))).toEqual(words);
      }),
    );
  });

  it('do not say what the file says in another way', () => {
    expect(whyNotHere(['quiz', '--db=x'])).toContain('gradebook:');
    expect(whyNotHere(['-'])).toContain('no standard input');
    expect(whyNotHere(['--skip-bad', '--map', 'a=b'])).toBeNull();
  });

  it('write nothing where they are to read', () => {
    for (const words of [
      ['ready'],
      ['export', 'mastery'],
      ['rollup', '--last'],
      ['policy', 'show'],
    ])
      expect(isReading(words)).toBe(true);
    for (const words of [['record'], ['rollup'], ['policy', 'set'], ['policy'], ['undo'], []])
      expect(isReading(words)).toBe(false);
  });
});

describe('a dropped file', () => {
  it.each([
    '.x',
    '~$a.xlsx',
    'a.csv~',
    'a.csv.PART',
    'Thumbs.db',
    'a.csv.problems.csv',
  ])('%s is not for us', (name) => expect(isPassedOver(name)).toBe(true));

  it.each(['a.csv', 'part.csv', 'tmp', 'a.b.xlsx'])('%s is', (name) =>
    expect(isPassedOver(name)).toBe(false));

  it('gets the first number that is free, before its ending', () => {
    const there = new Set(['quiz.csv', 'quiz-2.csv', 'README', '.env']);
    const free = (name: string) => freeName(name, (one) => there.has(one));
    expect(['quiz.csv', 'new.csv', 'README', '.env'].map(free)).toEqual([
      'quiz-3.csv',
      'new.csv',
      'README-2',
      '.env-2',
    ]);
  });

  it('is settled when it is old enough, and never by a date that is still to come', () => {
    const mark = (changed: number) => ({ size: 1, changed, inode: 1 });
    expect(isSettled(mark(5_000), 10_000, 5)).toBe(true);
    expect(isSettled(mark(5_001), 10_000, 5)).toBe(false);
    expect(isSettled(mark(99_000), 10_000, 5)).toBe(false);
  });
});

describe('the exit code of a night', () => {
  const step = (status: 'done' | 'failed' | 'refused' | 'partly', exit_code: number) => ({
    status,
    exit_code,
  });
  const [error, warning] = [{ severity: 'error' }, { severity: 'warning' }] as const;
  const done = step('done', 0);

  it.each([
    ['0 when all is done', [done], [], false, 0],
    ['0 with warnings', [done], [warning], false, 0],
    ['4 when something was left out', [step('partly', 4), done], [error], false, 4],
    ['4 for what a killed night had to say', [done], [error], false, 4],
    ['1 when a step failed', [step('partly', 4), step('failed', 2)], [error], false, 1],
    ['1 when the roster was refused', [step('refused', 3), done], [error], false, 1],
    ['70 at a bug, whatever else', [step('failed', 70), step('failed', 1)], [error], false, 70],
    ['3 in a rehearsal of what is refused', [step('refused', 3)], [error], true, 3],
    ['0 in a rehearsal of what is taken', [done], [warning], true, 0],
  ])('is %s', (_, steps, needs, isRehearsal, code) => {
    expect(nightCode(steps, needs, isRehearsal)).toBe(code);
  });
});

describe('what changed in a night', () => {
  it('is summed up over its steps; the withdrawn are not among the updated', () => {
    const roster = { students: { add: 2, update: 5, withdrawn: 3 } };
    const steps = [roster, { evidence: { add: 4, update: 1 } }, { evidence: { add: 1 } }];
    expect(changedBy(steps.map((counts) => ({ counts })))).toMatchObject({
      students_added: 2,
      students_updated: 2,
      students_withdrawn: 3,
      evidence_added: 5,
      evidence_updated: 1,
      newly_met: 0,
    });
  });

  it('counts nouns that have the names of what every object has', () => {
    const counts = { constructor: { add: 1 } };
    expect(countsTogether([counts, counts]).constructor).toEqual({ add: 2 });
  });
});
