import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const list = async () => (await ok('scale list --csv')).lines.slice(1);
const FOUR = '1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary';

describe('pl scale', () => {
  it('sets, uses and lists scales, the default first', async () => {
    await ok('scale set half "1=No, 2.5*=Yes, 5=Very"');
    await ok('scale use half --framework reading');
    expect(await list()).toEqual([
      `default,true,,"${FOUR}",`,
      'half,false,reading,"1=No, 2.5*=Yes, 5=Very",',
    ]);
    await ok('record ada R.1 yes --on yesterday');
    await ok('record ada R.1 5');
    expect((await ok('progress ada --json')).json()).toMatchObject({
      students: [
        { competencies: [{ score: 3.75, level: 2.5, level_name: 'Yes', status: 'mastered' }] },
      ],
    });
    expect((await pl('record ada rp.1 5')).code).toBe(1);
  });

  it('makes a scale the default of all that say nothing else', async () => {
    await ok('scale set two "0=Not yet, 1*=Met"');
    await ok('scale use two');
    expect(await list()).toEqual(['two,true,,"0=Not yet, 1*=Met",', `default,false,,"${FOUR}",`]);
    await ok('record ada rp.1 "not yet"');
    expect((await pl('record ada rp.1 2')).code).toBe(1);
  });

  it('gives other names to the same values at any time', async () => {
    await ok('record ada rp.1 3');
    await ok('scale set default "1=One, 2=Two, 3*=Three, 4=Four"');
    expect((await ok('explain ada rp.1 --json')).json()).toMatchObject({ level_name: 'Three' });
  });

  it('does not reread scores that were given on another scale', async () => {
    await ok('scale set two "0=Not yet, 1*=Met"');
    await ok('record ada rp.1 3');
    const before = await list();
    for (const command of [
      'scale set default "1=A, 2*=B"',
      'scale use two',
      'scale use two --framework math',
    ]) {
      const run = await pl(command);
      expect({ command, code: run.code }).toEqual({ command, code: 1 });
      expect(run.err).toContain('there are scores on scale "default"');
    }
    expect(await list()).toEqual(before);
    await ok('scale use two --framework reading');
  });

  it('says what it made as JSON', async () => {
    expect((await ok('scale set two "1*=Met, 0=Not yet" --json')).json()).toEqual({
      scale: 'two',
      levels: [
        { value: 0, name: 'Not yet', mastery: false, colour: null },
        { value: 1, name: 'Met', mastery: true, colour: null },
      ],
      carried: { scores: 0, students: 0, overrides: 0, cuts: 0, requirements: 0 },
      dry_run: false,
      effect: null,
    });
  });

  it.each([
    ['set s "1=A, 2=B"', 'exactly one level is mastery, marked with a star'],
    ['set s "1*=A"', 'at least two levels'],
    ['set s "1=A, 1*=B"', 'two levels have the same value'],
    ['set s "1=A, 2*=a"', 'two levels have the same name'],
    ['set s "A, B"', '"A" is not VALUE=NAME'],
    ['use none', 'there is no scale "none": default'],
    ['use default --framework art', 'there is no framework "art"'],
  ])('%s is refused', async (words, message) => {
    const run = await pl(`scale ${words}`);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(message);
  });
});
