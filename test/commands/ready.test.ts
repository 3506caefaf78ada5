import { beforeEach, describe, expect, it } from 'vitest';
import { ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

interface Row {
  readonly student_id: string;
  readonly pathway: string;
  readonly stage: string;
  readonly status: string;
  readonly missing: readonly object[];
}

const KEYS = [
  ...['student_id', 'name', 'pathway', 'stage', 'next_stage', 'status', 'met', 'required'],
  ...['rests_on', 'just_enough', 'held_back_by'],
];

const LATER = ['margin', 'margin_of', 'overridden', 'disputed', 'not_taught'];
/** What is said of a missing requirement. */
const MISSING = ['competency', 'status', 'need', 'due_on', 'overdue_days'];

const rows = async (flags = '') =>
  (await ok(`ready --json ${flags}`)).json<{ students: Row[] }>().students;

const who = async (flags = '') =>
  (await rows(flags)).map(({ student_id, stage, status }) => `${student_id} ${stage} ${status}`);

/** Records these scores on days of September, one after the other; returns their uids. */
async function shows(student: string, code: string, ...scores: number[]): Promise<string[]> {
  const uids: string[] = [];
  for (const [i, score] of scores.entries()) {
    const run = await ok(`record ${student} ${code} ${score} --on 2026-09-0${i + 1} --json`);
    uids.push(run.json<{ uid: string }>().uid);
  }
  return uids;
}

beforeEach(smallSchool);

describe('on a pathway', () => {
  beforeEach(async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    await shows('ada', 'rp.1', 3, 3, 3);
    await shows('ada', 'rp.2', 3, 3, 4);
    await shows('ben', 'rp.1', 3, 3);
    await shows('cleo', 'rp.1', 2);
  });

  it('has the keys of the contract, in its order', async () => {
    expect(Object.keys((await ok('ready --json')).json())).toEqual([
      'as_of',
      'known_on',
      'students',
    ]);
    const [, ben] = await rows();
    expect(Object.keys(ben ?? {})).toEqual([...KEYS, 'missing', ...LATER]);
    expect(Object.keys(ben?.missing[0] ?? {})).toEqual(MISSING);
  });

  it('tells ready, nearly and not yet apart', async () => {
    expect(await rows()).toEqual([
      {
        student_id: 'ada',
        name: 'Ada Lovelace',
        pathway: 'unit',
        stage: 'foundation',
        next_stage: 'exploration',
        status: 'ready',
        met: 2,
        required: 2,
        rests_on: null,
        just_enough: false,
        held_back_by: null,
        missing: [],
        margin: 0,
        margin_of: '6.RP.A.1',
        overridden: [],
        disputed: [],
        not_taught: 0,
      },
      expect.objectContaining({
        student_id: 'ben',
        status: 'nearly',
        met: 1,
        required: 2,
        missing: [expect.objectContaining({ competency: '6.RP.A.2', status: 'not_assessed' })],
      }),
      expect.objectContaining({
        student_id: 'cleo',
        status: 'not_yet',
        met: 0,
        missing: [
          {
            competency: '6.RP.A.1',
            status: 'thin',
            need: 'two more scores of 3 or better, or one of 4, on different days or for different work',
            due_on: null,
            overdue_days: null,
          },
          expect.objectContaining({ competency: '6.RP.A.2', status: 'not_assessed' }),
        ],
      }),
    ]);
  });

  it('is narrowed', async () => {
    expect(await who('--nearly')).toEqual(['ada foundation ready', 'ben foundation nearly']);
    expect(await who('--section 6B')).toEqual(['cleo foundation not_yet']);
    expect(await who('--pathway UNIT --stage Foundation')).toHaveLength(3);
    expect(await who('--stage exploration')).toEqual([]);
    expect(await who('ben')).toEqual(['ben foundation nearly']);
    expect(await who('--framework math')).toEqual([]);
    expect((await pl('ready --pathway none')).code).toBe(1);
    expect((await pl('ready --framework none')).code).toBe(1);
  });

  it('shows people who is ready and nearly so, with --all everyone', async () => {
    const { out } = await ok('ready');
    expect(out).toContain('ready (1)\n  Ada Lovelace: ready for Exploration (2 of 2 met) [unit]');
    expect(out).toContain(
      'nearly ready (1)\n  Ben Okri: nearly ready for Exploration (1 of 2 met)',
    );
    expect(out).toContain('6.RP.A.2 not assessed: ');
    expect(out).not.toContain('Cleo');
    expect(out).toContain('1 more at work or complete (--all)');
    expect((await ok('ready --all')).out).toContain(
      'Cleo Osei: at work on Foundation (0 of 2 met)',
    );
  });

  it('is everyone as CSV, one row a missing requirement, blank for who misses none', async () => {
    const { lines } = await ok('ready --csv');
    expect(lines[0]).toBe(
      [...KEYS, 'competency', 'missing_status', ...MISSING.slice(2), ...LATER].join(','),
    );
    expect(lines[1]).toBe(
      'ada,Ada Lovelace,unit,foundation,exploration,ready,2,2,,false,,,,,,,0,6.RP.A.1,,,0',
    );
    expect(lines).toHaveLength(1 + 1 + 1 + 2);
    expect((await ok('ready --csv --section 7A')).lines).toHaveLength(1);
  });

  it('asks for a level, where the stage does', async () => {
    await ok('import pathways -', {
      stdin: 'pathway,stage,competency,min_level\nhigh,one,6.RP.A.1,Exemplary\n',
    });
    expect(await rows('ada --pathway high')).toMatchObject([
      { status: 'not_yet', missing: [{ competency: '6.RP.A.1', status: 'below' }] },
    ]);
  });

  it('is as it was as of a day', async () => {
    expect(await who('--as-of 2026-09-01')).toEqual([
      'ada foundation not_yet',
      'ben foundation not_yet',
      'cleo foundation not_yet',
    ]);
    expect(await who('--as-of 2026-08-31')).toEqual([]);
    expect(await who('--known-on 2026-09-30')).toEqual([]);
  });
});

describe('marks that help to decide', () => {
  it('rests on one score, and on just enough', async () => {
    const [, second] = await shows('ada', 'R.1', 2, 4);
    expect(await rows('ada')).toMatchObject([
      { status: 'ready', rests_on: second, just_enough: true, held_back_by: null },
    ]);
    const { out } = await ok('ready', { width: 200 });
    expect(out).toContain(
      `rests on one score of R.1 (2026-09-02, ${second}); just enough evidence; just at the cut (R.1)`,
    );
  });

  it('held back by one old score', async () => {
    const [first] = await shows('ada', 'R.1', 1, 3, 3);
    await ok('policy set method=mean recent=all');
    expect(await rows('ada')).toMatchObject([
      { status: 'not_yet', rests_on: null, just_enough: false, held_back_by: first },
    ]);
  });
});

describe('the margin', () => {
  it('is the least by which a requirement is over its cut, or for the nearly ready under it', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    await ok('policy set method=mean recent=all');
    await shows('ada', 'rp.1', 3, 3.5);
    await shows('ada', 'rp.2', 4, 4);
    await shows('ben', 'rp.1', 4, 4);
    await shows('ben', 'rp.2', 2, 3);
    await shows('cleo', 'rp.1', 2, 2);
    expect(await rows()).toMatchObject([
      { student_id: 'ada', status: 'ready', margin: 0.25, margin_of: '6.RP.A.1' },
      { student_id: 'ben', status: 'nearly', margin: -0.5, margin_of: '6.RP.A.2' },
      { student_id: 'cleo', status: 'not_yet', margin: null, margin_of: null },
    ]);
    const { out } = await ok('ready', { width: 200 });
    expect(out).toContain('0.25 over the cut (6.RP.A.1)');
    expect(out).toContain('short by 0.5 (6.RP.A.2)');
  });

  it('is not known where nothing is calculated', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    await shows('ada', 'rp.1', 3, 3);
    expect(await rows('ada')).toMatchObject([{ status: 'nearly', margin: null }]);
  });
});

describe("a teacher's judgement", () => {
  it('is told apart from what the evidence says, disputed or not', async () => {
    await shows('ada', 'R.1', 1, 1);
    await ok('override ada R.1 3 --reason "by heart"');
    expect(await rows('ada')).toMatchObject([
      { status: 'ready', overridden: ['R.1'], disputed: [], not_taught: 0, margin: null },
    ]);
    await ok('record ada R.1 1');
    expect(await rows('ada')).toMatchObject([{ overridden: ['R.1'], disputed: ['R.1'] }]);
    const { out } = await ok('ready', { width: 200 });
    expect(out).toContain(
      "R.1 met by the teacher's judgement alone; R.1 disputed: newer evidence says otherwise",
    );
  });
});

it('who is excused from all of a stage is said to be asked nothing', async () => {
  await ok('import pathways -', { stdin: 'pathway,stage,competency\nu,T1,6.RP.A.1\nu,T2,R.1\n' });
  await ok('advance ada --pathway u');
  await ok('excuse ada rp.1 --reason "knows it from home"');
  expect((await ok('ready ada')).out).toContain(
    'Ada Lovelace: ready for T2, as nothing is asked of her here [u]',
  );
  expect(await rows('ada')).toMatchObject([{ stage: 'T1', status: 'ready', met: 0, required: 0 }]);
});

it('what was never assessed is not said to be not yet', async () => {
  await ok('import pathways -', { stdin: PATHWAYS });
  await shows('ada', 'rp.1', 3, 3);
  await shows('ada', 'rp.2', 3, 3);
  await ok('advance ada');
  const { out } = await ok('ready ada');
  expect(out).toContain(
    'not assessed yet (1)\n  Ada Lovelace: nothing assessed yet on Exploration',
  );
  expect(out).not.toContain('not yet');
});

describe('default stages', () => {
  it('are the headings, and the framework for what has none', async () => {
    await shows('ada', 'R.1', 3, 3);
    await shows('ada', 'rp.1', 3, 3);
    expect(await rows('ada')).toMatchObject([
      { pathway: 'math', stage: '6.RP', next_stage: null, status: 'not_yet', required: 3 },
      { pathway: 'reading', stage: 'reading', next_stage: null, status: 'ready', required: 1 },
    ]);
    expect(await who('--framework reading')).toEqual(['ada reading ready']);
    expect((await ok('ready --stage reading')).out).toContain(
      'Ada Lovelace: ready to move on from reading (1 of 1 met)',
    );
  });

  it('list nobody without counting evidence', async () => {
    await ok('record ada R.1 3 --kind self');
    await ok('note ben R.1 words');
    expect(await rows()).toEqual([]);
    expect(await ok('ready')).toMatchObject({ out: '' });
  });
});
