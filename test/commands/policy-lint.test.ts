import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

interface Warned {
  readonly code: string;
  readonly where: string;
  readonly message: string;
  readonly count: number | null;
  readonly students: number | null;
  readonly example: object | null;
}

const linted = async (words = '') =>
  (await ok(`policy lint ${words} --json`)).json<{ warnings: Warned[] }>().warnings;

const codes = async (words = '') => (await linted(words)).map(({ code }) => code);

describe('pl policy lint', () => {
  it('has nothing to say of the default policy while nothing is recorded', async () => {
    expect((await ok('policy lint')).out).toBe('nothing bites under this policy\n');
    expect(await linted()).toEqual([]);
    expect((await ok('policy lint --csv')).lines).toEqual([
      'code,where,message,hint,count,of,students,competency',
    ]);
  });

  it('warns in a sentence with numbers, says where, and what to do', async () => {
    await ok('policy set method=decaying-average recent=all --framework math');
    const { code, out } = await pl('policy lint');
    expect(code).toBe(0);
    expect(out).toContain('math: decaying-average, met from 3');
    expect(out).toContain(
      'after one score of 1 a student needs 6 further scores of 3 to be met, after one score of 2 it is 6; with nothing before, 2 will do',
    );
    expect(out).toContain('(recent=3 with median');
    expect(await linted()).toMatchObject([
      { code: 'slow_recovery', where: 'math', students: null },
    ]);
  });

  it('lints a proposal as if it were set', async () => {
    expect(await codes('method=n-times')).toEqual(['never_met']);
    expect(await codes('method=n-times --framework reading')).toEqual(['never_met']);
    expect(await codes()).toEqual([]);
    expect((await pl('policy lint method=magic')).code).toBe(1);
    expect((await pl('policy lint method')).code).toBe(2);
  });

  it('warns of a competency that another level has left without weights', async () => {
    await ok('policy set kind_weights=test:1 method=weighted-mean --framework math');
    await ok('policy set method=weighted-mean --competency rp.1');
    await ok('undo 4');
    const found = await linted();
    expect(found.map(({ code, where, message }) => [code, where, message])).toEqual([
      [
        'never_met',
        '6.RP.A.1',
        'nobody can be met: weighted-mean has no kind_weights here, so that no score counts',
      ],
    ]);
  });

  it('looks at one framework or competency alone', async () => {
    await ok('policy set recent=1 --framework math');
    await ok('policy set top=3 --competency rp.1');
    expect(await linted()).toMatchObject([
      { code: 'recent_below_min_evidence', where: '6.NS.B.1, 6.RP.A.2, 6.RP.A.10' },
      { code: 'top_without_effect', where: '6.RP.A.1' },
      { code: 'recent_below_min_evidence', where: '6.RP.A.1' },
    ]);
    expect(await codes('--framework reading')).toEqual([]);
    expect(await codes('--competency ns.1')).toEqual(['recent_below_min_evidence']);
  });

  it('shows one student for an order effect, by name and id, and nobody else', async () => {
    await ok('policy set method=latest');
    await ok('record ada rp.1 3 --on 2026-09-01');
    await ok('record ada rp.1 2 --on 2026-09-02');
    await ok('record ben rp.1 3 --on 2026-09-01');
    const { out } = await ok('policy lint');
    expect(out).toContain('1 of 1 result (1 student) would have another status');
    expect(out).toContain(
      'Ada Lovelace, 6.RP.A.1: 3, 2 comes to not yet; in the best order met, in the worst not yet',
    );
    expect(out).not.toContain('Okri');
    const found = (await linted()).find(({ code }) => code === 'order_decides');
    expect(found).toMatchObject({
      count: 1,
      students: 1,
      competency: '6.RP.A.1',
      example: { student_id: 'ada', name: 'Ada Lovelace', scores: [3, 2], best: 'mastered' },
    });
    expect(found?.message).not.toContain('Ada');
  });

  it('narrows to students', async () => {
    await ok('record ada rp.1 3 --on 2026-09-01');
    expect(await codes('--section 6A')).toEqual(['scored_too_seldom']);
    expect(await codes('--section 6B')).toEqual([]);
  });

  it('says how much can never be met under min_evidence', async () => {
    await ok('record ada rp.1 3 --on 2026-09-01');
    await ok('record ben rp.1 3 --on 2026-09-01');
    await ok('record ben rp.1 3 --on 2026-09-02');
    const [warning] = await linted();
    expect(warning?.message).toBe(
      '50 % of results (1 of 2, of 1 student) cannot be met yet under min_evidence 2: there were fewer occasions; the middle gap between two days with a score is 1 day',
    );
  });

  it('is as it stood on a day', async () => {
    await ok('record ada rp.1 3 --on 2026-09-01');
    const then = async () => (await ok('policy lint --known-on 2026-10-01 --json')).out;
    const before = await then();
    at('2026-10-05T09:00:00');
    await ok('record ada rp.1 3');
    await ok('policy set method=n-times');
    expect(await then()).toBe(before);
    expect(await codes('--as-of 2026-08-31 method=median')).toEqual([]);
  });
});
