import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type PolicyKey, settingsOn } from '../../src/core/policy.js';
import { type Book, gradebook, mastery } from '../support/book.js';

/** `value (source)` of one key for one competency. */
const held = (book: Book, code: string, key: PolicyKey) => {
  const { policy, sources } = book.standards.yardstick(book.competency(code));
  return `${policy[key]} (${sources[key]})`;
};

describe('the default policy', () => {
  it('is met two of the last three', () => {
    const book = gradebook('6.RP.1');
    const { policy, sources } = book.standards.yardstick(book.competency('6.RP.1'));
    expect(policy).toEqual(DEFAULT_POLICY);
    expect(new Set(Object.values(sources))).toEqual(new Set(['default']));
    expect(policy).toMatchObject({
      method: 'median',
      recent: 3,
      top: null,
      min_evidence: 2,
      round: 2,
      level_cut: 'floor',
    });
  });
});

describe('the nearest policy wins, key by key', () => {
  const book = gradebook(`
    framework Math
    6.RP.1
    6.RP.2
    framework Art
    4.1
    policy 6.RP.1 recent=1
    policy framework Math recent=5 min_evidence=3
    policy method=mean recent=all round=1`);

  it.each<[string, PolicyKey, string]>([
    ['6.RP.1', 'recent', '1 (competency)'],
    ['6.RP.1', 'min_evidence', '3 (framework)'],
    ['6.RP.1', 'method', 'mean (gradebook)'],
    ['6.RP.1', 'tie', 'higher (default)'],
    ['6.RP.2', 'recent', '5 (framework)'],
    ['6.RP.2', 'round', '1 (gradebook)'],
    ['4.1', 'recent', 'null (gradebook)'],
    ['4.1', 'min_evidence', '2 (default)'],
  ])('%s %s', (code, key, expected) => {
    expect(held(book, code, key)).toBe(expected);
  });

  it('ignores an inherited key that the method does not use', () => {
    const inherited = gradebook(`
      policy method=latest-weighted weight=0.9
      policy 6.RP.1 method=mean
      ada 6.RP.1: 1 4`);
    expect(mastery(inherited, 'ada', '6.RP.1').score).toBe(2.5);
  });
});

describe('mastery_at is a score on one scale', () => {
  const book = gradebook(`
    scale percent 0=Fail, 60*=Pass, 100=Full
    framework Math
    6.RP.1
    6.RP.2 scale percent
    framework Art scale percent
    4.1
    4.2 scale default
    4.3
    policy mastery_at=2.5
    policy framework Art mastery_at=70
    policy 4.3 mastery_at=80`);

  it.each([
    ['6.RP.1', 2.5, 'on the scale of the gradebook'],
    ['6.RP.2', 60, 'not inherited on another scale'],
    ['4.1', 70, "the framework's own"],
    ['4.2', 2.5, 'from the gradebook, past the framework on another scale'],
    ['4.3', 80, 'its own'],
  ])('%s: met from %d, %s', (code, cut) => {
    expect(book.standards.yardstick(book.competency(code)).cut).toBe(cut);
  });

  it('is not inherited into a framework with a scale of its own', () => {
    const plain = gradebook(`
      scale percent 0=Fail, 60*=Pass, 100=Full
      framework Art scale percent
      4.1
      policy mastery_at=2.5`);
    expect(plain.standards.yardstick(plain.competency('4.1')).cut).toBe(60);
    expect(held(plain, '4.1', 'mastery_at')).toBe('null (default)');
  });
});

describe('a policy that begins on a day', () => {
  const said = (value: number, startsOn: string | null, competency: number | null = null) => ({
    framework: null,
    competency,
    key: 'round',
    value,
    startsOn,
  });
  const always = said(0, null);
  const spring = said(1, '2027-02-01');
  const autumn = said(2, '2027-08-01');
  const values = (day: string) =>
    settingsOn(day, [autumn, always, spring, said(3, '2027-05-01', 7)]).map(({ value }) => value);

  it.each([
    ['2027-01-31', [0]],
    ['2027-02-01', [1]],
    ['2027-05-01', [1, 3]],
    ['2027-08-01', [2, 3]],
  ])('on %s what began last at each place holds', (day, expected) => {
    expect(values(day).sort()).toEqual(expected);
  });
});
