import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

interface Student {
  readonly student_id: string;
  readonly mastered: number;
  readonly assessed: number;
  readonly total: number;
  readonly competencies: readonly Record<string, unknown>[];
  readonly headings: readonly Record<string, unknown>[];
  readonly frameworks: readonly Record<string, unknown>[];
}

const students = async (flags = '') =>
  (await ok(`progress --json ${flags}`)).json<{ students: Student[] }>().students;

const one = async (flags: string) => (await students(flags))[0];

const INNER = [
  ...['framework', 'competency', 'statement', 'score', 'level', 'level_name', 'status'],
  ...['overridden', 'stale', 'evidence_count', 'last_observed_on', 'method'],
  ...['calculated_level', 'calculated_status', 'disputed', 'habit'],
];
const OUTER = ['student_id', 'name', 'grade', 'mastered', 'assessed', 'total'];

beforeEach(async () => {
  await smallSchool();
  await ok('record ada rp.1 3 --on 2026-09-01 --kind test');
  await ok('record ada rp.1 4 --on 2026-09-08 --kind project');
  await ok('record ada rp.10 2');
});

describe('pl progress --json', () => {
  it('has the keys of the contract, in its order', async () => {
    const { json } = await ok('progress --json');
    expect(Object.keys(json())).toEqual(['as_of', 'known_on', 'students']);
    const ada = await one('ada');
    expect(Object.keys(ada ?? {})).toEqual([...OUTER, 'competencies', 'headings', 'frameworks']);
    expect(Object.keys(ada?.competencies[0] ?? {})).toEqual(INNER);
    expect(Object.keys(ada?.headings[0] ?? {})).toEqual([
      'framework',
      'competency',
      'met',
      'of',
      'status',
      'rule',
    ]);
    expect(Object.keys(ada?.frameworks[0] ?? {})).toEqual([
      'framework',
      'met',
      'of',
      'assessed',
      'status',
    ]);
  });

  it('says how she stands', async () => {
    expect(await one('ada')).toEqual({
      student_id: 'ada',
      name: 'Ada Lovelace',
      grade: '6',
      mastered: 1,
      assessed: 2,
      total: 4,
      competencies: [
        {
          framework: 'math',
          competency: '6.RP.A.1',
          statement: 'Understand the concept of a ratio',
          score: 3.5,
          level: 3,
          level_name: 'Proficient',
          status: 'mastered',
          overridden: false,
          stale: false,
          evidence_count: 2,
          last_observed_on: '2026-09-08',
          method: 'median',
          calculated_level: 3,
          calculated_status: 'mastered',
          disputed: false,
          habit: false,
        },
        expect.objectContaining({ competency: '6.RP.A.10', score: 2, level: 2, status: 'thin' }),
      ],
      headings: [
        { framework: 'math', competency: '6.RP', met: 1, of: 3, status: 'thin', rule: 'all' },
      ],
      frameworks: [{ framework: 'math', met: 1, of: 4, assessed: 2, status: 'thin' }],
    });
  });

  it('lists every active student in scope, by name', async () => {
    const ids = async (flags = '') => (await students(flags)).map(({ student_id }) => student_id);
    expect(await ids()).toEqual(['dan', 'ada', 'ben', 'cleo']);
    expect(await ids('--section 6A')).toEqual(['ada', 'ben']);
    expect(await ids('--teacher "mr stone" --grade 07')).toEqual(['dan']);
    await ok('student withdraw ben');
    expect(await ids()).toEqual(['dan', 'ada', 'cleo']);
    expect(await ids('--withdrawn')).toEqual(['dan', 'ada', 'ben', 'cleo']);
    expect(await ids('ben')).toEqual(['ben']);
    expect((await one('ben'))?.competencies).toEqual([]);
  });

  it('lists all in scope with --all, and counts by the scope', async () => {
    const counts = async (flags: string) => {
      const ada = await one(`ada ${flags}`);
      return [ada?.competencies.length, ada?.mastered, ada?.assessed, ada?.total];
    };
    expect(await counts('')).toEqual([2, 1, 2, 4]);
    expect(await counts('--all')).toEqual([5, 1, 2, 5]);
    expect(await counts('--framework reading')).toEqual([0, 0, 0, 1]);
    expect(await counts('--framework reading --all')).toEqual([1, 0, 0, 1]);
    expect(await counts('--under 6.RP')).toEqual([2, 1, 2, 3]);
    await ok('import pathways -', { stdin: PATHWAYS });
    expect(await counts('--pathway unit')).toEqual([2, 1, 2, 5]);
    await ok('excuse ada R.1 --reason why');
    expect(await counts('--all')).toEqual([5, 1, 2, 4]);
    expect((await one('ben'))?.total).toBe(0);
  });

  it('shows another scale of thought by policy, without a new entry of evidence', async () => {
    await ok('policy set method=latest min_evidence=1 --competency rp.10');
    expect((await one('ada'))?.competencies[1]).toMatchObject({
      method: 'latest',
      status: 'below',
    });
  });

  it('marks what is some time ago, and takes nothing away', async () => {
    await ok('policy set stale_after_days=30');
    expect((await one('ada'))?.competencies).toMatchObject([{ stale: false }, { stale: false }]);
    at('2026-10-09T09:00:00');
    expect((await one('ada'))?.competencies).toMatchObject([
      { stale: true, status: 'mastered' },
      { stale: false },
    ]);
    expect((await one('ada --as-of 2026-10-01'))?.competencies).toMatchObject([
      { stale: false },
      { stale: false },
    ]);
  });
});

describe('pl progress --csv', () => {
  it('has one row a competency, the outer keys first', async () => {
    const { lines } = await ok('progress --csv');
    expect(lines[0]).toBe([...OUTER, ...INNER].join(','));
    expect(lines[1]).toBe(
      'ada,Ada Lovelace,6,1,2,4,math,6.RP.A.1,Understand the concept of a ratio,3.5,3,Proficient,mastered,false,false,2,2026-09-08,median,3,mastered,false,false',
    );
    expect(lines).toHaveLength(3);
  });

  it('has its header also without a row', async () => {
    expect((await ok('progress ben --csv')).out).toBe(`${[...OUTER, ...INNER].join(',')}\r\n`);
  });
});

describe('for people', () => {
  it('is a page about one student', async () => {
    const { out } = await ok('progress ada');
    expect(out).toContain('Ada Lovelace (ada, grade 6)\n1 of 4 met; 2 assessed');
    expect(out).toContain('6.RP  Ratios (math)  1 of 3 met');
    expect(out).toMatch(/● 6\.RP\.A\.1 +I can describe a ratio +met +3 Proficient/);
    expect(out).toMatch(
      /◐ 6\.RP\.A\.10 +I can work with percents +need more evidence +2 Developing/,
    );
    expect((await ok('progress ben')).out).toContain('nothing has been recorded yet');
    expect((await ok('progress ada --all')).out).toMatch(/· 6\.RP\.A\.2 .*not assessed/);
  });

  it('says how headings stand, by which rule, and habits of work apart', async () => {
    await ok('import standards -', {
      stdin: `framework,code,statement,parent,type,rule,points
math,6,Grade 6,,,count 1,
math,6.RP,Ratios,6,,points 2,
math,6.RP.A.1,Ratio,6.RP,,,2
math,6.RP.w,Keeps going,6.RP,habit,,
habits,HW.1,Plans time,,habit of work,,
`,
    });
    await ok('record ada HW.1 3');
    await ok('record ada 6.RP.w 2');
    const { out } = await ok('progress ada');
    expect(out).toContain('1 of 6 met; 4 assessed\n  habits: 0 of 1 met; 1 assessed\n');
    expect(out).toContain('  math: 1 of 4 met; 2 assessed\n');
    expect(out).toContain('\n6  Grade 6 (math)  1 of 1 met; count 1 is asked: met\n');
    expect(out).toContain('1 of 3 met, 2 of 2 points; points 2 is asked: met\n');
    const [learned = '', habits = ''] = out.split('\nHabits of work\n');
    expect(learned).toContain('6.RP.A.1');
    expect(learned).not.toContain('Keeps going');
    expect(habits).toContain('Keeps going');
    expect(habits).toContain('Plans time');
    const ada = await one('ada');
    expect(ada?.competencies.map(({ competency, habit }) => [competency, habit])).toEqual([
      ['HW.1', true],
      ['6.RP.A.1', false],
      ['6.RP.A.10', false],
      ['6.RP.w', true],
    ]);
  });

  it('shows what the evidence says beside a judgement', async () => {
    await ok('override ada rp.10 4 --reason seen');
    expect((await ok('progress ada')).out).toContain(
      '4 Exemplary  (judged by the teacher; by the evidence 2 Developing (score 2), need more evidence)',
    );
    expect((await ok('progress --section 6A', { width: 100 })).out).toMatch(
      /Judged\n[^\n]+\nAda.* 1\n/,
    );
    await ok('record ada rp.10 1 --on 2026-09-09');
    expect((await ok('progress ada')).out).toContain('disputed by newer evidence');
    expect((await ok('progress', { width: 110 })).out).toMatch(/Ada.* 1, 1 disputed\n/);
    expect((await ok('progress --section 6B')).out).not.toContain('Judged');
  });

  it('is a line a student of a class, and fits the terminal', async () => {
    const wide = (await ok('progress', { width: 100 })).out;
    expect(wide).toMatch(/^Student +Id +Met +Not yet +Need more +Not assessed +Of +Last seen\n/);
    expect(wide).toMatch(/Ada Lovelace +ada +1 +0 +1 +2 +4 +2026-10-01/);
    const { lines } = await ok('progress', { width: 60 });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('of nobody is exit 0', async () => {
    expect(await ok('progress --grade 12')).toMatchObject({ out: '' });
    expect((await ok('progress --grade 12 --json')).json()).toMatchObject({ students: [] });
  });
});

it.each([
  '--section 9Z',
  '--framework none',
  '--under none',
  '--pathway none',
  '--school x',
])('%s is refused, as nothing has that name', async (flags) => {
  const run = await pl(`progress ${flags}`);
  expect(run).toMatchObject({ code: 1, out: '' });
  expect(run.err).toContain('there is no');
});
