import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const stages = async (flags = '') =>
  (await ok(`ready ada --json ${flags}`))
    .json<{ students: { stage: string; status: string }[] }>()
    .students.map(({ stage, status }) => `${stage} ${status}`);

const meets = async (...codes: string[]) => {
  for (const code of codes)
    for (const day of ['-2d', '-1d']) await ok(`record ada ${code} 3 --on ${day}`);
};

describe('on a pathway', () => {
  beforeEach(() => ok('import pathways -', { stdin: PATHWAYS }));

  it('moves on who is ready', async () => {
    await meets('rp.1', 'rp.2');
    expect(await stages()).toEqual(['foundation ready']);
    expect((await ok('advance ada --json')).out).toBe(
      `${JSON.stringify(
        {
          student_id: 'ada',
          name: 'Ada Lovelace',
          pathway: 'unit',
          from: 'foundation',
          to: 'exploration',
        },
        null,
        2,
      )}\n`,
    );
    expect(await stages()).toEqual(['exploration not_yet']);
  });

  it('refuses with what is missing, unless --anyway --reason', async () => {
    await meets('rp.1');
    const run = await pl('advance ada');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(
      'nearly ready for Exploration (1 of 2 met); still missing:\n  6.RP.A.2:',
    );
    expect((await pl('advance ada --anyway')).code).toBe(2);
    expect(await stages()).toEqual(['foundation nearly']);
    await ok('advance ada --anyway --reason "knows it from her old school"');
    expect(await stages()).toEqual(['exploration not_yet']);
  });

  it('places a student who is not on it yet', async () => {
    await ok('advance ada --pathway unit --to Exploration');
    expect(await stages()).toEqual(['exploration not_yet']);
    expect((await pl('advance ben')).err).toContain('Ben Okri is on no pathway');
    expect((await pl('advance ben --pathway none')).err).toContain('there is no pathway "none"');
    expect((await pl('advance ben --pathway unit --to never')).err).toContain(
      'there is no stage "never": foundation, exploration',
    );
  });

  it('goes back without a question, and past the last stage', async () => {
    await meets('rp.1', 'rp.2', 'rp.10', 'R.1');
    await ok('advance ada');
    await ok('advance ada --pathway unit');
    expect(await stages()).toEqual(['exploration complete']);
    expect((await pl('advance ada --pathway unit')).code).toBe(1);
    await ok('advance ada --pathway unit --to foundation');
    expect(await stages()).toEqual(['foundation ready']);
  });

  it('happened on its day, and was known from the day it was entered', async () => {
    at('2026-10-10T09:00:00');
    await ok('advance ada --pathway unit --to exploration --on 2026-10-05');
    expect(await stages('--as-of 2026-10-04')).toEqual([]);
    expect(await stages('--as-of 2026-10-05')).toEqual(['exploration not_yet']);
    expect(await stages('--known-on 2026-10-09')).toEqual([]);
  });

  it('skips a stage only where all of it is met', async () => {
    const longer = `${PATHWAYS}unit,last,Last,6.NS.B.1,,\n`;
    await ok('import pathways -', { stdin: longer });
    await meets('rp.1', 'rp.2');
    const run = await pl('advance ada --to last');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('Exploration (0 of 2 met); still missing:\n  6.RP.A.10:');
    expect(run.err).not.toContain('Ada Lovelace: ready');
    expect(run.err).toContain('pl advance ada --pathway "unit" --to "last" --anyway');
    await meets('rp.10', 'R.1');
    await ok('advance ada --to last');
    expect(await stages()).toEqual(['last not_yet']);
  });

  it('finds the pathway by the stage, where she is on several', async () => {
    await ok('import pathways -', {
      stdin: 'pathway,stage,competency\ncourse,one,6.RP.A.1\ncourse,two,R.1\n',
    });
    await meets('rp.1');
    expect(await stages()).toEqual(['one ready', 'foundation nearly']);
    await ok('advance ada --to exploration --anyway --reason "knows it"');
    expect(await stages()).toEqual(['one ready', 'exploration not_yet']);
    expect((await pl('advance ada --to nowhere')).err).toContain('is on more than one way');
    await ok('advance ada --pathway course');
    expect(await stages()).toEqual(['two not_yet', 'exploration not_yet']);
  });

  it('names the stages where she is on one way and --to names none of them', async () => {
    await meets('rp.1');
    expect((await pl('advance ada --to nowhere')).err).toContain(
      'there is no stage "nowhere": foundation, exploration',
    );
  });

  it('is no move on a day before the last one on that way', async () => {
    await ok('advance ada --pathway unit --to exploration --on 2026-09-20');
    const run = await pl('advance ada --pathway unit --to foundation --on 2026-09-19');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(
      'Ada Lovelace was moved into Exploration on 2026-09-20 (unit): --on 2026-09-19 is before that',
    );
    expect(run.err).toContain('pl advance ada --pathway "unit" --on 2026-09-20');
    expect(await stages()).toEqual(['exploration not_yet']);
    await ok('advance ada --pathway unit --to foundation --on 2026-09-20');
    expect(await stages()).toEqual(['foundation not_yet']);
  });

  it('leaves her where she is once placed there, and places her there once', async () => {
    await ok('record ada rp.1 3');
    await ok('advance ada --to foundation');
    const log = (await ok('log')).out;
    const run = await pl('advance ada --to foundation');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('Ada Lovelace is in Foundation already (unit)');
    expect(run.err).toContain('pl pathway show "unit"');
    expect((await ok('log')).out).toBe(log);
  });

  it('goes by what she had shown on its day', async () => {
    await ok('record ada rp.1 3 --on 2026-09-10');
    await meets('rp.1', 'rp.2');
    const run = await pl('advance ada --on 2026-09-15');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('--pathway "unit" --to "exploration" --on 2026-09-15 --anyway');
    expect((await pl('advance ada --on 2026-09-01')).err).toContain('is on no pathway');
    await ok('advance ada');
    expect(await stages()).toEqual(['exploration not_yet']);
  });

  it('is taken back by undo', async () => {
    await meets('rp.1', 'rp.2');
    await ok('advance ada');
    await ok('undo');
    expect(await stages()).toEqual(['foundation ready']);
  });
});

describe('on default stages', () => {
  it('completes the stage that is meant', async () => {
    await meets('R.1', 'rp.1');
    expect(await stages()).toEqual(['6.RP not_yet', 'reading ready']);
    await ok('advance ada');
    expect(await stages()).toEqual(['6.RP not_yet', 'reading complete']);
  });

  it('leaves no stage that --to does not name', async () => {
    await meets('rp.1');
    expect((await pl('advance ada --pathway math --to 6.NS --anyway --reason x')).code).toBe(1);
    await ok('advance ada --pathway math --to 6.RP --anyway --reason "moved school"');
    expect(await stages()).toEqual(['6.RP complete']);
  });

  it('leaves a stage no second time on an earlier day', async () => {
    await ok('record ada rp.1 3 --on 2026-09-01');
    await ok('record ada R.1 3 --on 2026-09-01');
    await ok('advance ada --pathway math --to 6.RP --anyway --reason x --on 2026-09-20');
    const again = 'advance ada --pathway math --to 6.RP --anyway --reason x --on 2026-09-10';
    expect((await pl(again)).err).toContain('Ada Lovelace completed Ratios on 2026-09-20 (math)');
    await ok('advance ada --pathway reading --anyway --reason x --on 2026-09-10');
    expect(await stages()).toEqual(['6.RP complete', 'reading complete']);
  });

  it('asks at a terminal where it could be several, and refuses in a script', async () => {
    await meets('rp.1', 'rp.2', 'rp.10', 'R.1');
    const run = await pl('advance ada');
    expect(run.code).toBe(1);
    expect(run.err).toContain('is on more than one way');
    expect(run.err).toContain('pl advance ada --pathway "math"');
    await ok('advance ada', { terminal: true, answers: ['reading:'] });
    expect(await stages()).toEqual(['6.RP ready', 'reading complete']);
    await ok('advance ada --pathway math');
    expect(await stages()).toEqual(['6.RP complete', 'reading complete']);
  });
});
