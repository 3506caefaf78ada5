/** Of whom a rollup tells: who is no longer ready, and who is withdrawn. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, PATHWAYS, smallSchool } from '../support/pl.js';

interface Report {
  readonly changes: readonly object[];
  readonly newly_ready: readonly object[];
  readonly no_longer_ready: readonly object[];
}

const rollup = async (flags = '') => (await ok(`rollup --json ${flags}`)).json<Report>();

describe('who is no longer ready', () => {
  const foundation = { student_id: 'ada', pathway: 'unit', stage: 'foundation' };
  let uid = '';

  beforeEach(async () => {
    await smallSchool();
    await ok('import pathways -', { stdin: PATHWAYS });
    for (const code of ['rp.1', 'rp.2'])
      for (const day of ['-2d', '-1d'])
        uid = (await ok(`record ada ${code} 3 --on ${day} --json`)).json<{ uid: string }>().uid;
    expect(await rollup()).toMatchObject({ newly_ready: [foundation], no_longer_ready: [] });
  });

  it('is named once, for a program and for people', async () => {
    await ok(`strike ${uid} --reason wrong`);
    const { out } = await ok('rollup');
    expect(out).toContain('no longer ready: 1\n  Ada Lovelace: not all of foundation met (unit)\n');
    expect(out).not.toContain('newly ready');
    expect(await rollup('--last')).toMatchObject({
      newly_ready: [],
      no_longer_ready: [foundation],
    });
    expect((await rollup('--full')).no_longer_ready).toEqual([]);
  });

  it('is so too where nothing counts any more, so that she is in no stage', async () => {
    await ok('policy set kinds=project');
    expect((await rollup()).no_longer_ready).toEqual([foundation]);
    await ok('policy set kinds=');
    expect(await rollup()).toMatchObject({ newly_ready: [foundation], no_longer_ready: [] });
  });

  it('is so of a default stage of which nothing counts any more', async () => {
    await ok('record dan r.1 3 --on yesterday');
    uid = (await ok('record dan r.1 3 --json')).json<{ uid: string }>().uid;
    await ok('record cleo r.1 3 --on yesterday');
    await ok('record cleo r.1 3');
    const stage = { pathway: 'reading', stage: 'reading' };
    await ok('import pathways -', {
      stdin: 'pathway,stage,competency\nunit,foundation,6.RP.A.1\n',
    });
    expect((await rollup()).newly_ready).toEqual([
      { student_id: 'dan', ...stage },
      { student_id: 'cleo', ...stage },
    ]);
    await ok('advance cleo --pathway reading');
    await ok('policy set kinds=project --framework reading');
    expect((await rollup()).no_longer_ready).toEqual([{ student_id: 'dan', ...stage }]);
  });

  it('is so of one default stage while she stands in another', async () => {
    await ok('import pathways -', {
      stdin: 'pathway,stage,competency\nunit,foundation,R.1\n',
    });
    await ok('record dan rp.1 1');
    await ok('record dan ns.1 3 --on yesterday');
    uid = (await ok('record dan ns.1 3 --json')).json<{ uid: string }>().uid;
    expect((await rollup()).newly_ready).toEqual([
      { student_id: 'dan', pathway: 'math', stage: '6.NS' },
    ]);
    await ok(`strike ${uid} --reason wrong`);
    expect((await rollup()).no_longer_ready).toEqual([
      { student_id: 'dan', pathway: 'math', stage: '6.NS' },
    ]);
  });

  it('is not who was advanced, nor whose advance was taken back', async () => {
    await ok('advance ada');
    expect((await rollup()).no_longer_ready).toEqual([]);
    for (const code of ['rp.10', 'ns.1'])
      for (const day of ['-2d', '-1d']) await ok(`record ada ${code} 3 --on ${day}`);
    expect((await rollup()).newly_ready).toMatchObject([{ stage: 'exploration' }]);
    await ok('advance ada --pathway unit --to foundation --reason again');
    expect(await rollup()).toMatchObject({ newly_ready: [foundation], no_longer_ready: [] });
  });

  it('is not who was ready for a stage that is no more', async () => {
    await ok('import pathways -', {
      stdin: 'pathway,stage,competency\nunit,beginning,6.RP.A.10\n',
    });
    expect(await rollup()).toMatchObject({ newly_ready: [], no_longer_ready: [] });
  });
});

describe('who is withdrawn', () => {
  beforeEach(async () => {
    await smallSchool();
    await ok('import pathways -', { stdin: PATHWAYS });
    for (const student of ['ada', 'ben'])
      for (const code of ['rp.1', 'rp.2'])
        for (const day of ['-2d', '-1d']) await ok(`record ${student} ${code} 3 --on ${day}`);
  });

  it('is in no count and no list, though what she has shown is kept', async () => {
    await ok('student withdraw ada');
    const first = await rollup();
    expect(first).toMatchObject({ students: 3, recomputed: 3, masteries: 2, met: 2 });
    expect(first.changes).toMatchObject([{ student_id: 'ben' }, { student_id: 'ben' }]);
    expect(first.newly_ready).toMatchObject([{ student_id: 'ben' }]);
    await ok('override ada ns.1 3 --reason seen');
    await ok('policy set mastery_at=3.5');
    const report = await rollup();
    expect(report).toMatchObject({ recomputed: 3, masteries: 2, met: 0, lost: 2 });
    expect(report).toMatchObject({ moved_by_policy: 2, newly_disputed: [] });
    expect(report.no_longer_ready).toMatchObject([{ student_id: 'ben' }]);
    expect((await ok('rollup --last')).out).not.toContain('Lovelace');
    expect(await rollup('--full')).toMatchObject({ recomputed: 3, changes: [] });
  });

  it('is in none of the judgements that have come to be disputed', async () => {
    for (const student of ['ada', 'ben']) await ok(`override ${student} rp.1 4 --reason seen`);
    await rollup();
    await ok('student withdraw ada');
    for (const student of ['ada', 'ben']) await ok(`record ${student} rp.1 1`);
    expect(await rollup()).toMatchObject({
      recomputed: 1,
      newly_disputed: [{ student_id: 'ben' }],
    });
  });

  it('is no longer ready of nothing when she leaves, and newly ready of nothing when she returns', async () => {
    await rollup();
    await ok('student withdraw ada');
    const nothing = { recomputed: 0, changes: [], newly_ready: [], no_longer_ready: [] };
    expect(await rollup()).toMatchObject({ ...nothing, students: 3 });
    await ok('record ada ns.1 3');
    expect(await rollup()).toMatchObject({ ...nothing, masteries: 2 });
    await ok('student return ada');
    expect(await rollup()).toMatchObject({ ...nothing, students: 4, masteries: 5 });
    await ok('record ada ns.1 3 --on yesterday');
    expect((await rollup()).changes).toMatchObject([{ student_id: 'ada', from: 'thin' }]);
  });

  it('is told of when what moved while she was away is looked for after she is back', async () => {
    await rollup();
    await ok('student withdraw ada');
    await ok('record ada ns.1 3');
    await ok('student return ada');
    expect((await rollup()).changes).toMatchObject([{ student_id: 'ada', to: 'thin' }]);
  });

  it('stays in the report of a rollup before she left', async () => {
    const { out } = await ok('rollup --json');
    await ok('student withdraw ada');
    expect((await ok('rollup --last --json')).out).toBe(out);
  });
});
