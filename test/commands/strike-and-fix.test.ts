import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const recorded = async (words: string) =>
  (await ok(`record ${words} --json`)).json<{ uid: string }>().uid;

const evidence = async () => (await ok('export evidence')).lines.slice(1);

describe('pl strike', () => {
  it('takes one piece out, and keeps that it was there', async () => {
    const uid = await recorded('ada rp.1 1');
    await recorded('ada rp.1 3');
    at('2026-10-02T09:00:00');
    const { out } = await ok(`strike ${uid} --reason "scored the wrong child"`);
    expect(out).toContain(`struck ${uid}`);
    expect(out).toContain('2 Developing (score 2)');
    expect(await evidence()).toHaveLength(1);
    expect((await ok('export evidence --known-on 2026-10-01')).lines.slice(1)).toHaveLength(2);
    expect((await ok('log')).lines[0]).toContain(`${uid}: scored the wrong child`);
  });

  it('does it once, with a reason', async () => {
    const uid = await recorded('ada rp.1 1');
    expect((await pl(`strike ${uid}`)).code).toBe(2);
    await ok(`strike ${uid.toUpperCase()} --reason why`);
    const again = await pl(`strike ${uid} --reason why`);
    expect(again.code).toBe(1);
    expect(again.err).toContain('was taken out already');
  });

  it('is taken back by undo', async () => {
    const uid = await recorded('ada rp.1 1');
    const before = await evidence();
    await ok(`strike ${uid} --reason why`);
    await ok('undo');
    expect(await evidence()).toEqual(before);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1, struck: 0 });
  });

  it('prints what it changed, in any format', async () => {
    const uid = await recorded('ada rp.1 1');
    const { lines } = await ok(`strike ${uid} --reason why --csv`);
    expect(lines).toEqual([
      'uid,student_id,competency,score_before,status_before,score_after,status_after',
      `${uid},ada,6.RP.A.1,1,thin,,not_assessed`,
    ]);
    const other = await recorded('ada rp.1 1');
    expect((await ok(`strike ${other} --reason why --json`)).json()).toMatchObject({
      uid: other,
      after: { status: 'not_assessed' },
    });
  });
});

describe('pl fix', () => {
  it('enters it anew with what is said changed, in one entry', async () => {
    const uid = await recorded('ada rp.1 1 "first words" --kind test --title Quiz --tag a');
    const fixed = (await ok(`fix ${uid} 4 --on yesterday --json`)).json();
    expect(fixed).toMatchObject({ replaces: uid, student_id: 'ada', after: { score: 4 } });
    expect(await evidence()).toEqual([
      'ada,math,6.RP.A.1,4,,2026-09-30,test,Quiz,first words,,,,a,',
    ]);
    await ok('undo');
    expect(await evidence()).toEqual([
      'ada,math,6.RP.A.1,1,,2026-10-01,test,Quiz,first words,,,,a,',
    ]);
  });

  it('moves it to another student or competency', async () => {
    const uid = await recorded('ada rp.1 3');
    const { uid: moved } = (await ok(`fix ${uid} --student ben --json`)).json();
    expect(await evidence()).toEqual(['ben,math,6.RP.A.1,3,,2026-10-01,observation,,,,,,,']);
    await ok(`fix ${moved} --competency R.1 --note "a story"`);
    expect(await evidence()).toEqual(['ben,reading,R.1,3,,2026-10-01,observation,,a story,,,,,']);
  });

  it('prints one row of CSV', async () => {
    const uid = await recorded('ada rp.1 3');
    const { lines } = await ok(`fix ${uid} 2 --csv`);
    expect(lines[0]).toBe(
      'uid,replaces,student_id,competency,score_before,status_before,score_after,status_after',
    );
    expect(lines[1]).toMatch(new RegExp(`^\\S+-5-1,${uid},ada,6.RP.A.1,3,thin,2,thin$`));
  });

  it('leaves everything as it was when something is wrong', async () => {
    const uid = await recorded('ada rp.1 3');
    const before = await evidence();
    for (const [flags, code] of [
      ['', 2],
      ['9', 1],
      ['3 --on 2027-01-01', 1],
      ['3 --on soon', 2],
      ['--student nobody', 1],
    ] as const)
      expect({ flags, code: (await pl(`fix ${uid} ${flags}`)).code }).toEqual({ flags, code });
    expect(await evidence()).toEqual(before);
  });
});
