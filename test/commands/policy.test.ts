import { beforeEach, describe, expect, it } from 'vitest';
import { POLICY_KEYS } from '../../src/core/policy.js';
import { at, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const shown = async (flags = '') =>
  (await ok(`policy show --json ${flags}`)).json<{
    policy: Record<string, unknown>;
    policy_sources: Record<string, string>;
  }>();

describe('pl policy set', () => {
  it('holds at the gradebook, a framework or a competency, the nearest winning key by key', async () => {
    await ok('policy set method=decaying-average weight=0.75 recent=all');
    await ok('policy set weight=0.6 --framework math');
    await ok('policy set recent=5 --competency rp.1');
    const { policy, policy_sources: from } = await shown('--competency rp.1');
    expect(policy).toMatchObject({ method: 'decaying-average', weight: 0.6, recent: 5 });
    expect(from).toMatchObject({
      method: 'gradebook',
      weight: 'framework',
      recent: 'competency',
      round: 'default',
    });
    expect((await shown('--framework reading')).policy).toMatchObject({
      weight: 0.75,
      recent: null,
    });
  });

  it('takes back what was said there with KEY=', async () => {
    await ok('policy set min_evidence=1 method=mean --framework math');
    await ok('policy set min_evidence= --framework math');
    expect(await shown('--framework math')).toMatchObject({
      policy: { min_evidence: 2, method: 'mean' },
      policy_sources: { min_evidence: 'default', method: 'framework' },
    });
  });

  it('reads lists, weights and words', async () => {
    await ok('policy set method=weighted-mean "kind_weights=test:0.7;project:0.3"');
    await ok('policy set kinds=test;project;self require_kinds=test min-kinds=2 mastery_at=2.5');
    expect((await shown()).policy).toMatchObject({
      kind_weights: { test: 0.7, project: 0.3 },
      kinds: ['test', 'project', 'self'],
      require_kinds: ['test'],
      min_kinds: 2,
      mastery_at: 2.5,
    });
  });

  it('moves what is computed, and no evidence', async () => {
    await ok('record ada rp.1 2 --on yesterday');
    await ok('record ada rp.1 4');
    const evidence = (await ok('export evidence')).out;
    const status = async () =>
      (await ok('explain ada rp.1 --json')).json<{ status: string; score: number }>();
    expect(await status()).toMatchObject({ status: 'mastered', score: 3 });
    await ok('policy set mastery_at=3.5');
    expect(await status()).toMatchObject({ status: 'below', score: 3 });
    await ok('policy set method=latest');
    expect(await status()).toMatchObject({ status: 'mastered', score: 4 });
    expect((await ok('export evidence')).out).toBe(evidence);
  });

  it('says nothing twice in the log', async () => {
    await ok('policy set method=mean');
    const log = (await ok('log --csv')).out;
    await ok('policy set method=mean');
    expect((await ok('log --csv')).out).toBe(log);
    expect((await ok('log')).lines[0]).toContain('policy set  the gradebook: method=mean');
  });

  it.each([
    ['wieght=0.7', 1, 'there is no key "wieght"; did you mean "weight"?'],
    ['method=guess', 1, '"guess" is not allowed for method: one of median'],
    ['min_evidence=0', 1, 'a whole number from 1 to 20'],
    ['weight=0.7', 1, '"weight" is not used by method median, only by decaying-average'],
    ['method=decaying-average weight=0.3', 1, 'a number from 0.5 to 0.99'],
    ['method=weighted-mean', 1, 'weighted-mean needs kind_weights'],
    ['mastery_at=5', 1, 'lies above the top of the scale, 4'],
    ['n=3 tie=recent', 1, '"tie" is not used by method median'],
    ['method', 2, '"method" is not KEY=VALUE'],
    ['', 2, "missing required argument 'key=value'"],
    ['method=mean --framework math --competency rp.1', 2, 'choose one'],
    ['method=mean --framework art', 1, 'there is no framework "art"'],
    ['method=mean --competency rp.9', 1, 'no competency matches'],
  ])('refuses %s', async (words, code, message) => {
    const before = (await ok('log --csv')).out;
    const run = await pl(`policy set ${words}`);
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toContain(message);
    expect((await ok('log --csv')).out).toBe(before);
  });

  it('refuses a method that cannot take the weight which it inherits', async () => {
    await ok('policy set method=latest-weighted weight=0.2');
    const run = await pl('policy set method=decaying-average --framework math');
    expect(run.code).toBe(1);
    expect(run.err).toContain('weight 0.2 is inherited, and for decaying-average it is a number');
    await ok('policy set method=decaying-average weight=0.7 --framework math');
    expect((await pl('policy set weight= --framework math')).code).toBe(1);
  });

  it('refuses to take back the weights by which a weighted mean counts', async () => {
    await ok('policy set method=weighted-mean kind_weights=test:1 --framework math');
    const run = await pl('policy set kind_weights= --framework math');
    expect(run.code).toBe(1);
    expect(run.err).toContain('weighted-mean needs kind_weights');
    await ok('policy set method= kind_weights= --framework math');
  });

  it('names all faults at once', async () => {
    const { err } = await pl('policy set min_evidence=99 round=9');
    expect(err).toContain('min_evidence');
    expect(err).toContain('round');
  });

  it('ignores an inherited key that the nearer method does not use', async () => {
    await ok('policy set method=decaying-average weight=0.75');
    await ok('policy set method=latest --competency rp.1');
    await ok('record ada rp.1 2 --on yesterday');
    await ok('record ada rp.1 4');
    expect((await ok('explain ada rp.1 --json')).json()).toMatchObject({ score: 4 });
  });
});

describe('pl policy set --from', () => {
  it('holds from that day on, and every list goes by the day that it is about', async () => {
    await ok('record ada rp.1 2 --on 2026-09-20');
    await ok('record ada rp.1 4 --on 2026-09-21');
    await ok('policy set method=latest --from 2026-09-25');
    await ok('policy set method=highest --from 2026-10-05');
    const judged = async (day: string) => {
      const { students } = (await ok(`progress ada --json ${day}`)).json<{
        students: [{ competencies: [{ score: number; method: string }] }];
      }>();
      const [{ score, method }] = students[0].competencies;
      return `${method} ${score}`;
    };
    expect(await judged('--as-of 2026-09-24')).toBe('median 3');
    expect(await judged('--as-of 2026-09-25')).toBe('latest 4');
    expect(await judged('')).toBe('latest 4');
    at('2026-10-05T09:00:00');
    expect(await judged('')).toBe('highest 4');
    expect(await judged('--known-on 2026-10-01')).toBe('latest 4');
  });

  it('is shown before it begins, and taken back with KEY= and the same day', async () => {
    const { err } = await ok('policy set min_evidence=3 --framework math --from 2027-01-11');
    expect(err).toContain('from 2027-01-11: min_evidence is 3');
    expect(err).toContain('from 2027-01-11 on pl rollup says whose status it moves');
    await ok('policy set n=4 method=n-times --from 2026-12-01');
    const upcoming = async () =>
      (await ok('policy show --framework math --json')).json<{ upcoming: unknown[] }>().upcoming;
    expect(await upcoming()).toEqual([
      { level: 'gradebook', key: 'method', value: 'n-times', from: '2026-12-01' },
      { level: 'gradebook', key: 'n', value: 4, from: '2026-12-01' },
      { level: 'framework', key: 'min_evidence', value: 3, from: '2027-01-11' },
    ]);
    const { lines } = await ok('policy show --framework math', { width: 120 });
    expect(lines[0]).toMatch(/^Key +Value +From +Begins +Allowed/);
    expect(lines.at(-1)).toMatch(/^min_evidence +3 +framework +2027-01-11/);
    expect((await ok('policy show --csv')).lines.at(-1)).toBe(
      'n,4,gradebook,a whole number from 1 to 10,2026-12-01',
    );
    await ok('policy set min_evidence= --framework math --from 2027-01-11');
    await ok('policy set method= n= --from 2026-12-01');
    expect(await upcoming()).toEqual([]);
  });

  it('is shown as it stood on a day, and as it was known', async () => {
    await ok('policy set round=1 --from 2026-09-25');
    const round = async (flags: string) => (await shown(flags)).policy.round;
    expect(await round('--as-of 2026-09-24')).toBe(2);
    expect(await round('--as-of 2026-09-25')).toBe(1);
    at('2026-10-09T09:00:00');
    await ok('policy set round=0 --from 2026-09-25');
    expect(await round('')).toBe(0);
    expect(await round('--known-on 2026-10-08')).toBe(1);
    expect(await round('--known-on 2026-09-01')).toBe(2);
  });

  it('says when a value that begins earlier is written under one that began later', async () => {
    await ok('policy set round=1 --from 2026-09-25');
    const { err } = await ok('policy set round=0');
    expect(err).toContain('round is 1 (gradebook)');
    expect(err).toContain('pl policy set round= --from 2026-09-25 takes it back');
  });

  it('is judged by the policy of its first day', async () => {
    await ok('policy set method=latest-weighted weight=0.2 --from 2027-01-01');
    expect((await pl('policy set weight=0.2')).err).toContain('not used by method median');
    await ok('policy set weight=0.3 --from 2027-02-01');
    expect((await pl('policy set n=3 --from 2027-02-01')).err).toContain('only by n-times');
    expect(await pl('policy set n=3 --from soon')).toMatchObject({ code: 2 });
  });

  it('is undone like anything', async () => {
    await ok('policy set round=1 --from 2026-09-25');
    await ok('policy set round=0 --from 2026-09-28');
    const before = (await ok('policy show --json')).out;
    await ok('policy set round=3 --from 2026-09-28');
    await ok('undo');
    expect((await ok('policy show --json')).out).toBe(before);
    await ok('undo');
    expect((await shown()).policy.round).toBe(1);
  });

  it('says what stood already', async () => {
    await ok('policy set round=1 --from 2027-09-25');
    expect((await ok('policy set round=1 --from 2027-09-25')).err).toContain('stood already');
  });
});

describe('pl policy show', () => {
  it('is a table of keys, values and where each comes from', async () => {
    await ok('policy set round=1');
    const { lines } = await ok('policy show', { width: 120 });
    expect(lines[0]).toMatch(/^Key +Value +From +Allowed/);
    expect(lines).toContainEqual(expect.stringMatching(/^round +1 +gradebook +a whole number/));
    expect(lines).toContainEqual(expect.stringMatching(/^recent +3 +default/));
  });

  it('has every key as CSV', async () => {
    const { lines } = await ok('policy show --csv');
    expect(lines[0]).toBe('key,value,source,allowed,from');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([...POLICY_KEYS]);
  });

  it('says when more is set elsewhere', async () => {
    await ok('policy set round=1 --framework math');
    expect((await ok('policy show')).err).toContain('1 key set at frameworks and competencies');
  });
});
