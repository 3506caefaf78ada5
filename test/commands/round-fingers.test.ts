/** A round in which students show so many fingers. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl } from '../support/pl.js';
import { END, keys, ROUND, schoolOfRounds, scores } from '../support/round.js';

beforeEach(schoolOfRounds);

describe('a show of fingers', () => {
  const FINGERS = `${ROUND} --kind self --out-of 5`;

  it('is kept out of five, as self-assessment, which does not count', async () => {
    const run = await ok(FINGERS, keys('5', '0', '4', END));
    expect(await scores()).toEqual(['ada 6.RP.A.1 5 5', 'ben 6.RP.A.1 0 5', 'eve 6.RP.A.1 4 5']);
    expect(run.err).toBe(
      "evidence of kind self is kept as the student's own view and does not count\n  towards mastery (pl policy show)\n",
    );
    expect(run.asked[1]).toContain('Ada Lovelace: 5 of 5\n');
    const { competencies } = (await ok('explain ada rp.1 --json')).json<{
      competencies: unknown;
    }>();
    expect(competencies).toBeUndefined();
    expect((await ok('progress ada --json')).json()).toMatchObject({
      students: [{ competencies: [{ status: 'not_assessed', score: null }] }],
    });
  });

  it('is carried to the scale in proportion where it does count', async () => {
    await ok(`${ROUND} --kind observation --out-of 5`, keys('5', '3', 's', END));
    const score = async (student: string) =>
      (await ok(`progress ${student} --json`)).json<{
        students: { competencies: { score: number }[] }[];
      }>().students[0]?.competencies[0]?.score;
    expect(await score('ada')).toBe(4);
    expect(await score('ben')).toBe(2.4);
  });

  it('is no habit: what is recorded next is of the kind before', async () => {
    await ok('record ada rp.2', keys('k', '5', '3', '', 'd'));
    await ok(FINGERS, keys('5', 'q'));
    const { asked } = await ok('record ada rp.1', keys('3', '', 'd'));
    expect(asked[0]).toContain('k kind (conference)');
  });

  it('takes no score between the fingers', async () => {
    const { asked } = await ok(FINGERS, keys('2', '.', '5', '3', 'q'));
    expect(asked[2]).toContain('"." is no key here: any key goes on');
    expect(await scores()).toEqual(['ada 6.RP.A.1 2 5', 'ben 6.RP.A.1 3 5']);
  });

  it.each([['0'], ['10'], ['2.5'], ['x'], ['-1']])('--out-of=%s is wrong usage', async (count) => {
    const run = await pl(`${ROUND} --out-of=${count}`, keys());
    expect(run).toMatchObject({ code: 2, asked: [] });
    expect(run.err).toContain(`--out-of "${count}" is not a whole number from 1 to 9`);
  });
});
