import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

interface Receipt {
  readonly score: number | null;
  readonly level: number | null;
  readonly status: string;
  readonly mastery_at: number;
  readonly evidence: readonly { readonly uid: string; readonly score: number }[];
}

const receipt = async (student = 'ada', competency = 'rp.1', flags = '') =>
  (await ok(`explain ${student} ${competency} --json ${flags}`)).json<Receipt>();
const stateOf = async () =>
  (
    await Promise.all(
      ['progress --all --json', 'export evidence', 'scale list', 'policy show'].map((one) =>
        ok(one),
      ),
    )
  )
    .map(({ out }) => out)
    .join('\n');

describe('a scale change under existing scores', () => {
  beforeEach(async () => {
    await ok('record ada rp.1 3 --on 2026-09-20');
    await ok('record ada rp.1 2.5 --on 2026-09-21');
    await ok('record ben rp.2 4');
  });

  it.each([
    'scale set default "1=A, 2*=B"',
    'scale use percent',
    'scale use percent --framework math',
    'scale use percent --competency rp.1',
  ])('%s is refused, and says how to carry', async (command) => {
    await ok('scale set percent "0=Not yet, 75*=Met, 100=Full"');
    const before = await stateOf();
    const run = await pl(command);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('there are scores on scale "default"');
    expect(run.err).toContain('--carry keeps the share of the top');
    expect(await stateOf()).toBe(before);
  });

  it('carries each score by its share of the top; entry and uid stay', async () => {
    const before = await receipt();
    await ok('scale set percent "0=Not yet, 75*=Met, 100=Full"');
    const run = await ok('scale use percent --framework math --carry');
    expect(run.err).toContain('carried: 3 scores of 2 students');
    const after = await receipt();
    expect(after.evidence.map(({ score }) => score)).toEqual([75, 62.5]);
    expect(after.evidence.map(({ uid }) => uid)).toEqual(before.evidence.map(({ uid }) => uid));
    expect(after).toMatchObject({ score: 68.75, level: 0, mastery_at: 75 });
    const [, piece] = (await ok('export evidence --csv')).lines;
    expect(piece).toContain('6.RP.A.1,3,4,2026-09-20');
  });

  it('gives the levels of a scale other values', async () => {
    await ok('scale set default "1=One, 2=Two, 3=Three, 4*=Four, 5=Five" --carry');
    expect(await receipt()).toMatchObject({ score: 3.44, level: 3, status: 'below' });
    await ok('scale set default "1=One, 2=Two, 3*=Three, 4=Four, 5=Five" --carry');
    expect(await receipt()).toMatchObject({ score: 3.44, level: 3, status: 'mastered' });
  });

  it('carries a second time what was carried, and there and back is the same', async () => {
    const before = await receipt();
    await ok('scale set default "0=Fail, 60*=Pass, 100=Full" --carry');
    await ok('scale set default "1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary" --carry');
    expect(await receipt()).toEqual(before);
  });

  it('only on the competency that is asked', async () => {
    await ok('scale set two "0=Not yet, 1*=Met"');
    await ok('scale use two --competency rp.1 --carry');
    expect((await receipt()).evidence.map(({ score }) => score)).toEqual([0.75, 0.625]);
    expect((await receipt('ben', 'rp.2')).evidence.map(({ score }) => score)).toEqual([4]);
    expect((await ok('scale list --csv')).lines.at(-1)).toBe(
      'two,false,,"0=Not yet, 1*=Met",6.RP.A.1',
    );
  });

  it('leaves a score out of some as it is', async () => {
    file('quiz.csv', 'student_id,competency,score,possible,date\ncleo,R.1,17,20,2026-09-28\n');
    await ok('import evidence quiz.csv');
    await ok('scale set two "0=Not yet, 1*=Met"');
    expect((await pl('scale use two --framework reading')).code).toBe(1);
    const { err } = await ok('scale use two --framework reading --carry');
    expect(err).not.toContain('carried');
    expect((await receipt('cleo', 'R.1')).evidence).toMatchObject([{ score: 0.85 }]);
  });

  it('carries overrides, cuts and the levels that pathways ask for', async () => {
    file(
      'way.csv',
      'pathway,stage,competency,min_level\nunit,one,6.RP.A.1,4\nunit,one,6.RP.A.2,\n',
    );
    await ok('import pathways way.csv');
    await ok('override ada rp.1 2 --reason seen');
    await ok('policy set mastery_at=3.5');
    await ok('policy set mastery_at=3 --competency rp.1 --from 2027-01-01');
    const run = await ok(
      'scale set default "1=One, 2=Two, 3=Three, 4*=Four, 5=Five" --carry --json',
    );
    expect(run.json()).toMatchObject({
      carried: { scores: 3, students: 2, overrides: 1, cuts: 2, requirements: 1 },
    });
    expect(await receipt()).toMatchObject({ level: 2, mastery_at: 4.375 });
    expect((await ok('policy show --competency rp.1 --json')).json()).toMatchObject({
      policy: { mastery_at: 4.375 },
      upcoming: [{ key: 'mastery_at', value: 3.75, from: '2027-01-01' }],
    });
    expect((await ok('export pathways')).lines[1]).toMatch(/,5$/);
  });

  it('is refused also where only cuts or judgements were said on the scale', async () => {
    await ok('scale set half "1=No, 2.5*=Yes, 5=Very"');
    await ok('scale use half --framework reading');
    await ok('policy set mastery_at=3 --framework reading');
    const run = await pl('scale set half "0=No, 1*=Yes"');
    expect(run).toMatchObject({ code: 1 });
    expect(run.err).toContain('mastery_at (1 times)');
    await ok('scale set half "0=No, 1*=Yes" --carry');
    expect((await ok('policy show --framework reading --json')).json()).toMatchObject({
      policy: { mastery_at: 0.6 },
    });
  });

  it('says with --dry-run what it would carry, and writes nothing', async () => {
    await ok('scale set percent "0=Not yet, 75*=Met, 100=Full"');
    const before = await stateOf();
    const { err } = await ok('scale use percent --carry --dry-run');
    expect(err).toContain('carried: 3 scores of 2 students');
    expect(err).toContain('a dry run, nothing was written');
    expect(await stateOf()).toBe(before);
  });

  it('is undone as one', async () => {
    await ok('override ada rp.1 2 --reason seen');
    await ok('rollup');
    const before = await stateOf();
    await ok('scale set default "0=Fail, 60*=Pass, 100=Full" --carry');
    expect(await stateOf()).not.toBe(before);
    await ok('undo');
    expect(await stateOf()).toBe(before);
  });

  it('is not undone under what was scored, or struck, since', async () => {
    await ok('scale set default "0=Fail, 60*=Pass, 100=Full" --carry');
    const [piece] = (await receipt()).evidence;
    await ok('record cleo rp.1 80');
    const scored = await pl('undo 7');
    expect(scored).toMatchObject({ code: 1 });
    expect(scored.err).toContain('has since scored on the scale that it brought');
    await ok('undo');
    await ok(`strike ${piece?.uid} --reason wrong`);
    expect((await pl('undo 7')).err).toContain('has since changed what it said');
    await ok('undo');
    await ok('undo 7');
    expect((await receipt()).evidence.map(({ score }) => score)).toEqual([3, 2.5]);
  });

  it('does not bring back, by an undo, a score that it did not carry', async () => {
    const [piece] = (await receipt()).evidence;
    await ok(`strike ${piece?.uid} --reason wrong`);
    await ok('scale set default "0=Fail, 60*=Pass, 100=Full" --carry');
    const run = await pl('undo 7');
    expect(run).toMatchObject({ code: 1 });
    expect(run.err).toContain('what was said on a scale that has since got other values');
    await ok('undo');
    await ok('undo 7');
    expect((await receipt()).evidence.map(({ score }) => score)).toEqual([3, 2.5]);
  });

  it('leaves alone what was known before', async () => {
    const before = (await ok('progress ada --json --known-on 2026-10-01')).out;
    at('2026-10-02T09:00:00');
    await ok('scale set default "0=Fail, 60*=Pass, 100=Full" --carry');
    expect((await ok('progress ada --json --known-on 2026-10-01')).out).toBe(before);
  });

  it('moves the rollup as a full one would', async () => {
    await ok('rollup');
    await ok('scale set default "1=A, 2=B, 3=C, 4*=D, 5=E" --carry');
    await ok('rollup');
    const increments = (await ok('export mastery')).out;
    await ok('rollup --full');
    expect((await ok('export mastery')).out).toBe(increments);
  });
});

describe('what is said on a scale beside its scores', () => {
  it.each([
    0, 2,
  ])('a cut of thirds carried and rounded to %i places keeps who is at it', async (round) => {
    await ok('scale set default "1=A, 2=B, 4*=C, 7=D"');
    await ok(`policy set mastery_at=5 method=mean round=${round}`);
    await ok('record ada rp.1 5 --on 2026-09-20');
    await ok('record ada rp.1 5 --on 2026-09-21');
    expect((await receipt()).status).toBe('mastered');
    await ok('scale set default "0=A, 30=B, 50*=C, 100=D" --carry');
    const { score, status, mastery_at } = await receipt();
    expect(status).toBe('mastered');
    expect(mastery_at).toBeLessThanOrEqual(score ?? 0);
  });

  it.each([
    '1=No, 2*=Yes, 3=Wow',
    '0=A, 60=B, 80*=C, 100=D',
    '0=No, 1*=Yes',
  ])('a cut comes back from %s as it was first said', async (levels) => {
    await ok('policy set mastery_at=3.5');
    for (const day of ['20', '21']) await ok(`record ada rp.1 3.5 --on 2026-09-${day}`);
    const before = await receipt();
    await ok(['scale', 'set', 'default', levels, '--carry']);
    const first = '1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary';
    await ok(['scale', 'set', 'default', first, '--carry']);
    const { status, mastery_at, score } = await receipt();
    expect({ status, mastery_at, score }).toEqual({
      status: before.status,
      mastery_at: 3.5,
      score: 3.5,
    });
  });

  it('a cut is what it was when the carry is taken back', async () => {
    await ok('policy set mastery_at=3.5 --framework math');
    await ok('record ada rp.1 3');
    const before = await stateOf();
    await ok('scale set default "0=A, 60=B, 80*=C, 100=D" --carry');
    expect((await receipt()).mastery_at).toBe(87.5);
    await ok('undo');
    expect(await stateOf()).toBe(before);
  });

  it('is not brought back by an undo across a change of scale', async () => {
    await ok('policy set mastery_at=2.5');
    await ok('policy set mastery_at=');
    await ok('record ada rp.1 3');
    await ok('scale set default "10=A, 60=B, 80*=C, 100=D" --carry');
    const undone = await pl('undo 5');
    expect(undone.code).toBe(1);
    expect(undone.err).toContain('what was said on a scale that has since got other values');
  });

  it('letters are not carried: they are taken back first, and said anew', async () => {
    const letters = 'letters=A: mean 3.5; B: mean 3; else C';
    await ok(['policy', 'set', letters, '--framework', 'math']);
    await ok('record ada rp.1 3');
    for (const carry of ['', '--carry', '--carry --dry-run']) {
      const run = await pl(`scale set default "0=A, 50*=B, 100=C" ${carry}`);
      expect(run.code).toBe(1);
      expect(run.err).toContain('letters are said on the scale as it is');
      expect(run.err).toContain('pl policy set letters= --framework "math"');
    }
    await ok('policy set letters= --framework math');
    await ok('scale set default "0=A, 50*=B, 100=C" --carry');
  });

  it('students are counted for scores, not for judgements', async () => {
    await ok('record ada rp.1 3');
    await ok('override ben rp.1 3 --reason seen');
    const { err } = await ok('scale set default "0=A, 50*=B, 100=C" --carry');
    expect(err).toContain('carried: 1 score of 1 student');
    expect(err).toContain('carried: 1 override');
  });
});
