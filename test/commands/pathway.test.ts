/** `pl pathway`: what stages ask for, who is where, and one student's way. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';

const UNIT = `pathway,stage,stage_title,competency,requirement,group,due_on,min_level
unit,foundation,Foundation,6.RP.A.1,,,2026-09-15,
unit,foundation,Foundation,6.RP.A.2,,,2026-10-20,4
unit,exploration,Exploration,6.NS.B.1,choose 1,more,,
unit,exploration,Exploration,R.1,choose 1,more,,
course,only,,R.1,,,,
`;

const shows = async (student: string, code: string, score: number) => {
  for (const day of ['2026-09-01', '2026-09-08'])
    await ok(`record ${student} ${code} ${score} --on ${day}`);
};

beforeEach(async () => {
  await smallSchool();
  await ok('import pathways -', { stdin: UNIT });
  await shows('ada', 'rp.1', 3);
  await shows('ada', 'rp.2', 3);
  await shows('ben', 'rp.1', 2);
  await ok('record cleo rp.1 3');
  await ok('excuse cleo rp.2 --reason "arrived late"');
});

interface Shown {
  readonly pathways: readonly {
    readonly pathway: string;
    readonly stages: readonly {
      readonly stage: string;
      readonly requirements: readonly Record<string, unknown>[];
    }[];
  }[];
}

const shown = async (asked: string) => (await ok(`pathway show --json ${asked}`)).json<Shown>();

describe('pl pathway list', () => {
  it('says how many students are on each', async () => {
    expect((await ok('pathway list --json')).json()).toEqual([
      { pathway: 'course', stages: 1, requirements: 1, students: 0, complete: 0 },
      { pathway: 'unit', stages: 2, requirements: 4, students: 3, complete: 0 },
    ]);
    await ok('advance dan --pathway course --to only');
    await ok('advance dan --pathway course --anyway --reason "knows it"');
    expect((await ok('pathway list')).out).toMatch(/course +1 +1 +1 +1\n/);
    expect((await ok('pathway list --grade 6')).out).toMatch(/course +1 +1 +0 +0\n/);
  });

  it('of none is exit 0', async () => {
    await ok('init --db empty.db');
    const run = await ok('pathway list --db empty.db');
    expect(run).toMatchObject({ out: '', err: 'no pathways: pl import pathways FILE\n' });
    expect((await ok('pathway show --db empty.db --json')).json()).toMatchObject({ pathways: [] });
    expect((await ok('pathway show --db empty.db --csv')).lines).toHaveLength(1);
    expect((await pl('pathway show unit --db empty.db')).code).toBe(1);
  });
});

describe('pl pathway show', () => {
  it('counts who is where and stands how, the five statuses apart', async () => {
    expect((await ok('pathway show unit --json')).json()).toEqual({
      as_of: null,
      known_on: null,
      pathways: [
        {
          pathway: 'unit',
          students: 3,
          complete: 0,
          stages: [
            {
              stage: 'foundation',
              stage_title: 'Foundation',
              present: 3,
              ready: 0,
              requirements: [
                {
                  framework: 'math',
                  competency: '6.RP.A.1',
                  statement: 'Understand the concept of a ratio',
                  requirement: 'required',
                  group: null,
                  due_on: '2026-09-15',
                  min_level: null,
                  met: 1,
                  mastered: 1,
                  below: 1,
                  thin: 1,
                  not_assessed: 0,
                  excused: 0,
                },
                expect.objectContaining({
                  competency: '6.RP.A.2',
                  min_level: 4,
                  met: 0,
                  mastered: 1,
                  not_assessed: 1,
                  excused: 1,
                }),
              ],
            },
            expect.objectContaining({ stage: 'exploration', present: 0 }),
          ],
        },
      ],
    });
  });

  it('shows every pathway, narrowed to students and on any day', async () => {
    const all = await shown('--section 6B');
    expect(all.pathways.map(({ pathway }) => pathway)).toEqual(['course', 'unit']);
    expect((await shown('unit --as-of 2026-09-01')).pathways[0]).toMatchObject({ students: 2 });
    expect((await shown('--known-on 2026-09-30')).pathways).toEqual([]);
    at('2026-10-02T09:00:00');
    await ok('advance ada --pathway unit --to exploration --anyway --reason why');
    expect((await shown('unit')).pathways[0]?.stages).toMatchObject([
      { present: 2 },
      { present: 1 },
    ]);
    expect((await shown('unit --as-of 2026-10-01')).pathways[0]?.stages).toMatchObject([
      { present: 3 },
      { present: 0 },
    ]);
  });

  it('says the same after a rollup', async () => {
    const before = (await ok('pathway show --json')).out;
    await ok('rollup');
    expect((await ok('pathway show --json')).out).toBe(before);
  });

  it('is a page, and CSV with a row a requirement', async () => {
    const { out } = await ok('pathway show unit');
    expect(out).toContain('unit  3 students on it, 0 complete\n');
    expect(out).toContain('Foundation (foundation)  3 students in it, 0 ready\n');
    expect(out).toMatch(/6\.RP\.A\.1 +required +2026-09-15 +1 +1 +1 +1 +0 +0 /);
    expect(out).toMatch(/R\.1 +choose 1 \(more\) +0 +0 +0 +3 +0 /);
    const { lines } = await ok('pathway show unit --csv');
    expect(lines[0]).toBe(
      'pathway,students,complete,stage,stage_title,present,ready,framework,competency,statement,requirement,group,due_on,min_level,met,mastered,below,thin,not_assessed,excused',
    );
    expect(lines).toHaveLength(5);
  });

  it('refuses a pathway that nothing has', async () => {
    const run = await pl('pathway show units');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('there is no pathway "units": did you mean unit?');
  });
});

describe('the way of one student', () => {
  it('is stage by stage, with what is due', async () => {
    const { out } = await ok('pathway show unit ada');
    expect(out).toBe(
      [
        'Ada Lovelace · unit: in Foundation, by the evidence',
        '',
        'Foundation (foundation)  1 of 2 met; the present stage',
        '  ● 6.RP.A.1  3 Proficient (score 3), met  (due 2026-09-15)',
        '  ● 6.RP.A.2  3 Proficient (score 3), met  (required at 4 Exemplary; not reached; due 2026-10-20)',
        '',
        'Exploration (exploration)  0 of 1 met',
        '  · 6.NS.B.1  not assessed  (choose 1 (more))',
        '  · R.1       not assessed  (choose 1 (more))',
        '',
      ].join('\n'),
    );
    expect((await ok('pathway show unit ben')).out).toContain('(overdue by 16 days)');
    expect((await ok('pathway show unit ben --as-of 2026-09-15')).out).toContain(
      '(due 2026-09-15)',
    );
    expect((await ok('pathway show unit dan')).out).toContain('Dan Adams · unit: not on it\n');
  });

  it('is said in the ready list as well', async () => {
    const { out } = await ok('ready ben --pathway unit');
    expect(out).toMatch(/6\.RP\.A\.1 not yet: .* \(overdue by 16 days\)\n/);
    expect(out).toMatch(/6\.RP\.A\.2 not assessed: [^(]* \(due 2026-10-20\)\n/);
    expect((await ok('ready ben --pathway unit --as-of 2026-09-16')).out).toContain(
      '(overdue by 1 day)',
    );
    expect((await ok('ready ben --pathway unit --json')).json()).toMatchObject({
      students: [
        {
          missing: [
            { due_on: '2026-09-15', overdue_days: 16 },
            { due_on: '2026-10-20', overdue_days: null },
          ],
        },
      ],
    });
  });

  it('never lets a day change a status', async () => {
    const facts = async (day: string) => {
      at(`${day}T09:00:00`);
      const { pathways } = await shown('unit ben');
      return pathways[0]?.stages.flatMap(({ requirements }) =>
        requirements.map(({ status, met }) => `${status} ${met}`),
      );
    };
    expect(await facts('2027-06-01')).toEqual(await facts('2026-10-01'));
  });

  it('has every fact as JSON and CSV', async () => {
    expect((await shown('unit ben')).pathways).toEqual([
      {
        student_id: 'ben',
        name: 'Ben Okri',
        pathway: 'unit',
        on_pathway: true,
        placed: false,
        present_stage: 'foundation',
        complete: false,
        stages: [
          {
            stage: 'foundation',
            stage_title: 'Foundation',
            place: 'present',
            stage_met: 0,
            required: 2,
            requirements: [
              {
                framework: 'math',
                competency: '6.RP.A.1',
                statement: 'Understand the concept of a ratio',
                requirement: 'required',
                group: null,
                due_on: '2026-09-15',
                min_level: null,
                score: 2,
                level: 2,
                level_name: 'Developing',
                status: 'below',
                met: false,
                overdue_days: 16,
              },
              expect.objectContaining({ status: 'not_assessed', overdue_days: null }),
            ],
          },
          expect.objectContaining({ place: 'ahead', stage_met: 0, required: 1 }),
        ],
      },
    ]);
    const { lines } = await ok('pathway show unit ben --csv');
    expect(lines[0]).toBe(
      'student_id,name,pathway,on_pathway,placed,present_stage,complete,stage,stage_title,place,stage_met,required,framework,competency,statement,requirement,group,due_on,min_level,score,level,level_name,status,met,overdue_days',
    );
    expect(lines).toHaveLength(5);
  });

  it('does not move with the calendar under --known-on', async () => {
    const asked = 'pathway show unit ben --known-on 2026-10-01 --json';
    const before = (await ok(asked)).out;
    at('2026-12-01T09:00:00');
    await ok('record ben rp.1 4');
    expect((await ok(asked)).out).toBe(before);
  });
});
