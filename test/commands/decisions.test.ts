/** `pl overrides` and `pl excuses`: what teachers decided, beside what the evidence says. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, PATHWAYS, pl, STANDARDS, smallSchool } from '../support/pl.js';

type Row = Readonly<Record<string, unknown>>;

const overrides = async (flags = '') =>
  (await ok(`overrides --json ${flags}`)).json<{ overrides: Row[] }>().overrides;

const excuses = async (flags = '') =>
  (await ok(`excuses --json ${flags}`)).json<{ excuses: Row[] }>().excuses;

const who = (rows: readonly Row[]) =>
  rows.map(({ student_id, competency }) => `${student_id} ${competency}`);

beforeEach(smallSchool);

describe('pl overrides', () => {
  beforeEach(async () => {
    await ok('record ben rp.2 2 --on 2026-09-01');
    await ok('record ben rp.2 2 --on 2026-09-08');
    await ok('override ben rp.2 3 --reason "explained it twice" --by "Ms Fair" --on 2026-09-20');
    await ok('override ada rp.1 4 --reason seen');
    await ok('override ada R.1 2 --reason "copied it"');
  });

  it('shows what the evidence says beside each', async () => {
    expect((await overrides('--section 6A')).at(-1)).toEqual({
      student_id: 'ben',
      name: 'Ben Okri',
      framework: 'math',
      competency: '6.RP.A.2',
      statement: 'Understand the concept of a unit rate',
      judged: 3,
      level: 3,
      level_name: 'Proficient',
      status: 'mastered',
      calculated_score: 2,
      calculated_level: 2,
      calculated_status: 'below',
      reason: 'explained it twice',
      by: 'Ms Fair',
      on: '2026-09-20',
      disputed: false,
      beside: [],
    });
  });

  it('lists by student and framework, the disputed first', async () => {
    expect(who(await overrides())).toEqual(['ada 6.RP.A.1', 'ada R.1', 'ben 6.RP.A.2']);
    await ok('record ben rp.2 1');
    expect(who(await overrides())).toEqual(['ben 6.RP.A.2', 'ada 6.RP.A.1', 'ada R.1']);
    expect(who(await overrides('--disputed'))).toEqual(['ben 6.RP.A.2']);
  });

  it('is disputed through what is the same elsewhere', async () => {
    await ok('import links -', { stdin: 'source,target,relationship\n6.RP.A.1,R.1,exact\n' });
    await ok('record ada R.1 1');
    expect(who(await overrides('--disputed'))).toEqual(['ada 6.RP.A.1', 'ada R.1']);
  });

  it('is narrowed like every list', async () => {
    expect(who(await overrides('--framework reading'))).toEqual(['ada R.1']);
    expect(who(await overrides('--under 6.RP --section 6A'))).toEqual([
      'ada 6.RP.A.1',
      'ben 6.RP.A.2',
    ]);
    expect(await overrides('--section 7A')).toEqual([]);
    await ok('student withdraw ben');
    expect(who(await overrides())).not.toContain('ben 6.RP.A.2');
    expect(who(await overrides('--withdrawn'))).toContain('ben 6.RP.A.2');
    expect((await pl('overrides --section 9Z')).code).toBe(1);
  });

  it('shows any day', async () => {
    at('2026-10-05T09:00:00');
    await ok('override ada rp.1 --clear');
    await ok('record ben rp.2 1');
    expect(who(await overrides('--as-of 2026-09-30'))).toEqual(['ben 6.RP.A.2']);
    expect(who(await overrides('--known-on 2026-10-01'))).toEqual([
      'ada 6.RP.A.1',
      'ada R.1',
      'ben 6.RP.A.2',
    ]);
    expect(await overrides('--known-on 2026-09-30')).toEqual([]);
    expect((await ok('overrides --as-of 2026-09-30')).out).toMatch(/^\(what had happened by/);
  });

  it('is a page with the reasons, and CSV with a header', async () => {
    await ok('record ben rp.2 1');
    expect((await ok('overrides --section 6A --framework math')).out).toBe(
      [
        'disputed by newer evidence (1)',
        'Ben Okri · 6.RP.A.2 I can find a unit rate: 3 Proficient, met',
        '  by the evidence: 2 Developing (score 2), not yet',
        '  because: explained it twice (2026-09-20, Ms Fair)',
        '',
        'not disputed (1)',
        'Ada Lovelace · 6.RP.A.1 I can describe a ratio: 4 Exemplary, met',
        '  by the evidence: not assessed',
        '  because: seen (2026-10-01, fair)',
        '',
      ].join('\n'),
    );
    const { lines } = await ok('overrides --csv');
    expect(lines[0]).toBe(
      'student_id,name,framework,competency,statement,judged,level,level_name,status,calculated_score,calculated_level,calculated_status,reason,by,on,disputed,beside',
    );
    expect(lines).toHaveLength(4);
    expect((await ok('overrides --csv --section 7A')).lines).toEqual([lines[0]]);
    expect(await ok('overrides --section 7A')).toMatchObject({
      out: '',
      err: 'no overrides here\n',
    });
  });
});

/** All that the teacher said, without what is calculated. */
const said = async () =>
  (await overrides()).map(({ student_id, competency, judged, status, reason, by, on }) =>
    JSON.stringify({ student_id, competency, judged, status, reason, by, on }),
  );

describe('a judgement is never touched', () => {
  beforeEach(async () => {
    await ok('record ada rp.1 2 --on 2026-09-01');
    await ok('override ada rp.1 4 --reason "saw it at the board" --on 2026-09-10');
    await ok('override cleo R.1 2 --reason copied');
  });

  const EVIDENCE =
    'student_id,competency,score,date\nada,6.RP.A.1,1,2026-09-30\nada,6.RP.A.1,1,2026-10-01\ncleo,R.1,4,2026-10-01\n';
  const CHANGED = STANDARDS.replace(
    '6.RP.A.1,Understand the concept of a ratio,I can describe a ratio,6.RP',
    '6.RP.A.1,Knows ratios,Ratios!,6.NS',
  );

  it.each<[string, string, string]>([
    ['evidence', 'import evidence -', EVIDENCE],
    ['standards again', 'import standards -', STANDARDS],
    ['changed standards', 'import standards -', CHANGED],
    ['the roster', 'import roster -', 'student_id,name\nada,Ada King\n'],
    ['pathways', 'import pathways -', PATHWAYS],
    ['links', 'import links -', 'source,target,relationship\n6.RP.A.1,R.1,exact\n'],
    ['a policy', 'policy set method=latest min_evidence=1 mastery_at=3.5', ''],
    ['a policy of its own', 'policy set method=mean recent=all --competency rp.1', ''],
    ['other names of the levels', 'scale set default "1=Start, 2=Growing, 3*=There, 4=Beyond"', ''],
    ['a rollup', 'rollup --full', ''],
    ['a move to another section', 'student join ada 7A', ''],
  ])('by %s', async (_, command, stdin) => {
    const before = await said();
    expect(before).toHaveLength(2);
    await ok(command, { stdin });
    expect(await said()).toEqual(before);
    expect((await ok('status --json')).json()).toMatchObject({ overrides: 2 });
  });

  it('and shows the new names of its level', async () => {
    await ok('scale set default "1=Start, 2=Growing, 3*=There, 4=Beyond"');
    expect(await overrides()).toMatchObject([
      { level: 4, level_name: 'Beyond' },
      { level: 2, level_name: 'Growing' },
    ]);
  });
});

describe('pl excuses', () => {
  beforeEach(async () => {
    await ok('record ada rp.2 3');
    await ok('excuse ada rp.2 --reason "arrived in November" --on 2026-09-20');
    await ok('excuse cleo R.1 --reason "reads in French" --by "Mr Stone"');
  });

  it('lists what is not asked of whom, why, and what the evidence says', async () => {
    expect(await excuses()).toEqual([
      {
        student_id: 'ada',
        name: 'Ada Lovelace',
        framework: 'math',
        competency: '6.RP.A.2',
        statement: 'Understand the concept of a unit rate',
        calculated_score: 3,
        calculated_level: 3,
        calculated_status: 'thin',
        reason: 'arrived in November',
        by: 'fair',
        on: '2026-09-20',
      },
      expect.objectContaining({ student_id: 'cleo', by: 'Mr Stone', calculated_score: null }),
    ]);
    const { out } = await ok('excuses --section 6B');
    expect(out).toBe(
      'Cleo Osei · R.1 I can quote a text: excused\n  by the evidence: not assessed\n  because: reads in French (2026-10-01, Mr Stone)\n',
    );
  });

  it('is narrowed, and shows any day', async () => {
    expect(who(await excuses('--framework math'))).toEqual(['ada 6.RP.A.2']);
    expect(who(await excuses('--as-of 2026-09-20'))).toEqual(['ada 6.RP.A.2']);
    expect(await excuses('--known-on 2026-09-30')).toEqual([]);
    await ok('excuse ada rp.2 --clear');
    expect(who(await excuses())).toEqual(['cleo R.1']);
  });

  it('has its header also without a row', async () => {
    expect((await ok('excuses --csv --grade 12')).out).toBe(
      'student_id,name,framework,competency,statement,calculated_score,calculated_level,calculated_status,reason,by,on\r\n',
    );
    expect((await ok('excuses --grade 12')).err).toBe('no excuses here\n');
  });
});
