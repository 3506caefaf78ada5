import { beforeEach, describe, expect, it } from 'vitest';
import { POLICY_KEYS } from '../../src/core/policy.js';
import { ok, pl, smallSchool } from '../support/pl.js';

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
    expect(lines[0]).toBe('key,value,source,allowed');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([...POLICY_KEYS]);
  });

  it('says when more is set elsewhere', async () => {
    await ok('policy set round=1 --framework math');
    expect((await ok('policy show')).err).toContain('1 keys set at frameworks and competencies');
  });
});
