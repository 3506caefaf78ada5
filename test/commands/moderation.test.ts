import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const HEAD = 'student_id,competency,score,date,title,link,by,kind,external_id,possible';

/** Ms Fair and Mr Stone have both scored the essay; others have scored other things. */
const BOTH = `${HEAD}
ada,R.1,3,2026-09-01,Essay,,Ms Fair,,,
ada,R.1,4,2026-09-01,essay,,Mr Stone,,,
ben,R.1,2,2026-09-01,Essay,,Ms Fair,,,
ben,R.1,2,2026-09-01,Essay,,Mr Stone,,,
cleo,R.1,1,2026-09-01,Essay,,Ms Fair,,,
cleo,R.1,3,2026-09-01,Essay,,MR STONE,,,
dan,R.1,3,2026-09-01,,https://example.org/dan,Ms Fair,,,
dan,R.1,3.5,2026-09-01,,https://example.org/dan,Mr Stone,,,
ada,6.RP.A.1,3,2026-09-01,Essay,,Ms Fair,,,
ben,6.RP.A.1,3,2026-09-02,Quiz,,Ms Fair,,,
ben,6.RP.A.1,1,2026-09-03,Quiz,,Mr Stone,,,
`;

interface Moderation {
  readonly all: Record<string, unknown>;
  readonly people: readonly Record<string, unknown>[];
  readonly competencies: readonly Record<string, unknown>[];
  readonly pieces: readonly Record<string, unknown>[];
}

const moderation = async (flags = '') =>
  (await ok(`moderation --json ${flags}`)).json<Moderation>();

describe('pl moderation', () => {
  it('says how far two people agree who scored the same work', async () => {
    await ok('import evidence -', { stdin: BOTH });
    const { all, people, competencies, pieces } = await moderation();
    // Mr Stone's levels are 4 2 3 3, Ms Fair's 3 2 1 3. Seen: 1 + 0 + 2 + 0 apart. By chance, each of his with
    // each of hers: (1+2+3+1 + 1+0+1+1 + 0+1+2+0 + 0+1+2+0) / 4 pairs = 4. Squared: 5, and 28 / 4 = 7.
    const figures = {
      pairs: 4,
      exact: 2,
      adjacent: 1,
      further: 1,
      mean_difference: -0.75,
      mean_distance: 0.75,
      kappa_quadratic: 0.2857,
      kappa_linear: 0.25,
      no_kappa: null,
    };
    expect(all).toEqual(figures);
    expect(people).toEqual([{ first: 'Mr Stone', second: 'Ms Fair', ...figures }]);
    expect(competencies).toMatchObject([{ framework: 'reading', competency: 'R.1', ...figures }]);
    expect(pieces.map((one) => [one.student_id, one.first_level, one.second_level])).toEqual([
      ['cleo', 3, 1],
      ['ada', 4, 3],
      ['dan', 3, 3],
      ['ben', 2, 2],
    ]);
    expect(pieces[0]).toMatchObject({ difference: -2, first: 'MR STONE', second: 'Ms Fair' });
    await ok(`strike ${pieces[0]?.second_uid} --reason "talked about"`);
    expect((await moderation()).all).toMatchObject({ pairs: 3, further: 0 });
  });

  it('has pages for people and CSV', async () => {
    await ok('import evidence -', { stdin: BOTH });
    const { out } = await ok('moderation');
    expect(out).toContain(
      '4 pieces of work scored by more than one person, 4 pairs of scores\n2 exact (50 %), 1 one level apart (25 %), 1 further (25 %)\n',
    );
    expect(out).toContain('weighted kappa: 0.29 quadratic, 0.25 linear');
    expect(out).toMatch(/Cleo Osei R\.1, 2026-09-01 Essay\n {4}MR STONE: 3 Proficient/);
    const csv = (await ok('moderation --csv')).lines;
    expect(csv[0]).toBe(
      'of,first,second,framework,competency,statement,pairs,exact,adjacent,further,mean_difference,mean_distance,kappa_quadratic,kappa_linear,no_kappa',
    );
    expect(csv.map((line) => line.split(',')[0])).toEqual(['of', 'all', 'people', 'competency']);
    expect((await ok('moderation --pieces --csv')).lines).toHaveLength(5);
    expect((await ok('moderation --pieces')).lines).toHaveLength(8);
  });

  it.each([
    ['--section 6A', 2],
    ['--section 6A --under R.1', 2],
    ['--framework math', 0],
    ['--as-of 2026-08-31', 0],
    ['--grade 7', 1],
  ])('is narrowed by %s', async (flags, pairs) => {
    await ok('import evidence -', { stdin: BOTH });
    expect((await moderation(flags)).all.pairs).toBe(pairs);
  });

  it('takes who entered a piece where nobody is named in it', async () => {
    await ok('record ada R.1 3 --title Essay', { env: { PL_USER: 'Ms Fair' } });
    await ok('record ada R.1 4 --title Essay', { env: { PL_USER: 'Mr Stone' } });
    await ok('record ada R.1 1 --title Essay', { env: { PL_USER: 'Mr Stone' } });
    expect((await moderation()).pieces).toMatchObject([
      { first: 'Mr Stone', first_level: 1, second: 'Ms Fair', second_level: 3 },
    ]);
  });

  it('leaves out what students scored, what was struck and what was replaced', async () => {
    const rows = [
      'ada,R.1,3,2026-09-01,Essay,,Ms Fair,,,',
      'ada,R.1,4,2026-09-01,Essay,,Ada,self,,',
      'ada,R.1,4,2026-09-01,Essay,,Ben,peer,,',
      'ben,R.1,3,2026-09-01,Essay,,Ms Fair,,e1,',
      'ben,R.1,1,2026-09-01,Essay,,Mr Stone,,e1,',
      'cleo,R.1,3,2026-09-01,,,Ms Fair,,,',
      'cleo,R.1,1,2026-09-01,,,Mr Stone,,,',
    ];
    await ok('import evidence -', { stdin: `${HEAD}\n${rows.join('\n')}\n` });
    await ok('record dan R.1 3 --title Essay --by "Ms Fair"');
    await ok('record dan R.1 4 --title Essay --by "Mr Stone"');
    expect((await moderation()).pieces).toMatchObject([{ student_id: 'dan' }]);
    await ok('undo');
    expect((await moderation()).pieces).toEqual([]);
    expect((await ok('moderation')).err).toContain('no work here was scored by two people');
  });

  it('compares scores out of other full marks as levels of the scale', async () => {
    const rows = [
      'ada,R.1,9,2026-09-01,Essay,,Ms Fair,,,12',
      'ada,R.1,3,2026-09-01,Essay,,Mr Stone,,,',
    ];
    await ok('import evidence -', { stdin: `${HEAD}\n${rows.join('\n')}\n` });
    const { all } = await moderation();
    expect(all).toMatchObject({ exact: 1, kappa_quadratic: null, no_kappa: 'one_level' });
    expect((await ok('moderation')).out).toContain('no kappa: all scores lie in one level');
  });

  it('refuses what it does not know', async () => {
    expect((await pl('moderation --section 9Z')).code).toBe(1);
    expect((await pl('moderation --as-of never')).code).toBe(2);
  });
});
