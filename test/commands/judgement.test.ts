/** `pl override` and `pl excuse`: what a teacher decides stands beside what was calculated. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const standing = async (flags = '') =>
  (await ok(`progress ada --json ${flags}`)).json<{
    students: { mastered: number; total: number; competencies: object[] }[];
  }>().students[0];

describe('pl override', () => {
  it('sets level and status, the calculated ones staying visible', async () => {
    await ok('record ada rp.1 2');
    const { out } = await ok('override ada rp.1 Exemplary --reason "saw it at the board"');
    expect(out).toContain('2 Developing (score 2), need more evidence → 4 Exemplary, met');
    expect((await standing())?.competencies).toMatchObject([
      {
        score: 2,
        level: 4,
        level_name: 'Exemplary',
        status: 'mastered',
        overridden: true,
        calculated_level: 2,
        calculated_status: 'thin',
        disputed: false,
      },
    ]);
  });

  it('is shown with what the evidence says, whatever is recorded after it', async () => {
    await ok('record ada rp.1 2 --on 2026-09-30');
    await ok('override ada rp.1 4 --reason seen');
    const run = await ok('record ada rp.1 1');
    expect(run.out).toContain(
      'judged by the teacher; by the evidence 1 Beginning (score 1.5), not yet; newer evidence disputes it',
    );
    const after = (await ok('record ada rp.1 2 --json')).json<{ before: object; after: object }>();
    expect(after).toMatchObject({
      before: { level: 4, status: 'mastered', overridden: true, calculated_level: 1 },
      after: { level: 4, calculated_level: 2, calculated_status: 'below', disputed: true },
    });
  });

  it('holds with no evidence at all, and under the cut', async () => {
    await ok('override ada rp.1 3 --reason seen');
    await ok('override ada rp.2 2 --reason seen');
    expect((await standing())?.competencies).toMatchObject([
      { competency: '6.RP.A.1', score: null, status: 'mastered', evidence_count: 0 },
      { competency: '6.RP.A.2', score: null, status: 'below', evidence_count: 0 },
    ]);
  });

  it('is disputed when what is entered after it leads elsewhere, and not before', async () => {
    await ok('record ada rp.1 2');
    await ok('override ada rp.1 3 --reason seen');
    expect((await standing())?.competencies).toMatchObject([{ disputed: false }]);
    await ok('record ada rp.1 2 --on 2026-09-01');
    expect((await standing())?.competencies).toMatchObject([
      { disputed: true, status: 'mastered' },
    ]);
    expect((await ok('progress ada')).out).toContain('disputed by newer evidence');
  });

  it('takes the place of the one before, and goes with --clear', async () => {
    await ok('override ada rp.1 4 --reason seen');
    await ok('override ada rp.1 2 --reason "looked again"');
    expect((await ok('status --json')).json()).toMatchObject({ overrides: 1 });
    expect((await ok('explain ada rp.1 --json')).json()).toMatchObject({
      status: 'below',
      in_words: expect.stringContaining('the teacher judged it at 2 Developing: looked again'),
    });
    await ok('override ada rp.1 --clear');
    expect((await standing())?.competencies).toEqual([]);
    expect((await pl('override ada rp.1 --clear')).err).toContain(
      'there is no override on 6.RP.A.1',
    );
  });

  it('holds from its own day', async () => {
    await ok('override ada rp.1 3 --reason seen --on 2026-09-15');
    expect((await standing('--as-of 2026-09-14'))?.competencies).toEqual([]);
    expect((await standing('--as-of 2026-09-15'))?.competencies).toHaveLength(1);
    expect((await standing('--known-on 2026-09-30'))?.competencies).toEqual([]);
  });

  it('is never written over by an import', async () => {
    await ok('override ada rp.1 4 --reason seen');
    await ok('import evidence -', {
      stdin:
        'student_id,competency,score,date\nada,6.RP.A.1,1,2026-09-30\nada,6.RP.A.1,1,2026-10-01\n',
    });
    expect((await standing())?.competencies).toMatchObject([{ level: 4, status: 'mastered' }]);
  });

  it.each([
    ['override ada rp.1 3', 2, 'a decision needs a reason'],
    ['override ada rp.1 3 --reason " "', 2, 'a decision needs a reason'],
    ['override ada rp.1 9 --reason why', 1, 'is not on scale'],
    ['override ada 6.RP 3 --reason why', 1, 'is a heading'],
  ])('pl %s is exit %d', async (command, code, message) => {
    const run = await pl(command);
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toContain(message);
  });
});

describe('pl excuse', () => {
  it('takes a competency out of totals, headings and requirements', async () => {
    await ok('record ada rp.1 3');
    expect(await standing()).toMatchObject({ total: 4 });
    await ok('excuse ada rp.2 --reason "arrived in November"');
    expect(await standing()).toMatchObject({
      total: 3,
      competencies: [{ status: 'thin' }, { competency: '6.RP.A.2', status: 'excused' }],
      headings: [{ competency: '6.RP', met: 0, of: 2 }],
    });
    expect((await ok('ready ada --json')).json()).toMatchObject({ students: [{ required: 2 }] });
  });

  it('is asked again with --clear', async () => {
    await ok('excuse ada rp.2 --reason why');
    await ok('excuse ada rp.2 --clear');
    expect((await standing())?.competencies).toEqual([]);
    expect((await pl('excuse ada rp.2 --clear')).code).toBe(1);
  });

  it('goes before an override', async () => {
    await ok('override ada rp.2 4 --reason seen');
    await ok('excuse ada rp.2 --reason why');
    expect((await standing())?.competencies).toMatchObject([{ status: 'excused' }]);
  });

  it('holds from its own day, and was not known before it was entered', async () => {
    at('2026-10-10T09:00:00');
    await ok('excuse ada rp.2 --reason why --on 2026-10-05');
    expect((await standing('--as-of 2026-10-04'))?.competencies).toEqual([]);
    expect((await standing('--as-of 2026-10-05'))?.competencies).toHaveLength(1);
    expect((await standing('--known-on 2026-10-09'))?.competencies).toEqual([]);
  });

  it('needs a reason', async () => {
    expect((await pl('excuse ada rp.2')).code).toBe(2);
  });
});
