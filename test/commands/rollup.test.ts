import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, PATHWAYS, sampleSchool, smallSchool } from '../support/pl.js';

interface Report {
  readonly students: number;
  readonly recomputed: number;
  readonly masteries: number;
  readonly rules: string;
  readonly changes: readonly object[];
  readonly newly_ready: readonly object[];
  readonly newly_disputed: readonly object[];
  readonly met: number;
  readonly lost: number;
  readonly moved_by_policy: number;
  readonly rules_moved: readonly object[];
  readonly no_longer_ready: readonly object[];
}

const rollup = async (flags = '') => (await ok(`rollup --json ${flags}`)).json<Report>();

describe('pl rollup', () => {
  beforeEach(smallSchool);

  it('reports what changed since the last one, keys in the order of the contract', async () => {
    await ok('record ada rp.1 3 --on yesterday');
    await ok('record ada rp.1 2');
    const report = await rollup();
    expect(report).toEqual({
      as_of: '2026-10-01',
      students: 4,
      recomputed: 4,
      masteries: 1,
      rules: expect.stringMatching(/^[0-9a-f]{8,}$/),
      changes: [
        {
          student_id: 'ada',
          competency: '6.RP.A.1',
          from: null,
          to: 'below',
          score_from: null,
          score_to: 2.5,
          because: 'entered',
        },
      ],
      newly_ready: [],
      met: 0,
      lost: 0,
      newly_disputed: [],
      moved_by_policy: 0,
      rules_moved: [],
      no_longer_ready: [],
    });
    expect(Object.keys(report)).toEqual([
      'as_of',
      'students',
      'recomputed',
      'masteries',
      'rules',
      'changes',
      'newly_ready',
      'met',
      'lost',
      'newly_disputed',
      'moved_by_policy',
      'rules_moved',
      'no_longer_ready',
    ]);
    expect(Object.keys(report.changes[0] ?? {})).toEqual([
      'student_id',
      'competency',
      'from',
      'to',
      'score_from',
      'score_to',
      'because',
    ]);
  });

  it('judges again only whose ledger moved', async () => {
    await ok('record ada rp.1 3');
    await rollup();
    expect(await rollup()).toMatchObject({ recomputed: 0, changes: [] });
    await ok('record ben rp.1 3');
    expect(await rollup()).toMatchObject({ recomputed: 1, masteries: 2 });
    await ok('record ada rp.1 4 --kind test');
    expect(await rollup()).toMatchObject({
      recomputed: 1,
      changes: [{ student_id: 'ada', from: 'thin', to: 'mastered', score_from: 3, score_to: 3.5 }],
    });
    expect(await rollup('--full')).toMatchObject({ recomputed: 4, masteries: 2, changes: [] });
  });

  it('judges everybody again when the rules have changed', async () => {
    await ok('record ada rp.1 3');
    const { rules } = await rollup();
    await ok('policy set min_evidence=1');
    const report = await rollup();
    expect(report).toMatchObject({
      recomputed: 4,
      changes: [{ student_id: 'ada', from: 'thin', to: 'mastered' }],
    });
    expect(report.rules).not.toBe(rules);
    await ok('policy set min_evidence=');
    expect((await rollup()).rules).toBe(rules);
  });

  it('says what is no longer so after undo and strike', async () => {
    const { uid } = (await ok('record ada rp.1 3 --json')).json();
    await ok('record ben rp.1 3');
    await rollup();
    await ok('undo');
    await ok(`strike ${uid} --reason wrong`);
    expect(await rollup()).toMatchObject({
      masteries: 0,
      changes: [
        { student_id: 'ada', from: 'thin', to: 'not_assessed', score_from: 3, score_to: null },
        { student_id: 'ben', from: 'thin', to: 'not_assessed', score_from: 3, score_to: null },
      ],
    });
  });

  it('names who has become ready, once', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    for (const code of ['rp.1', 'rp.2'])
      for (const day of ['-2d', '-1d']) await ok(`record ada ${code} 3 --on ${day}`);
    expect((await rollup()).newly_ready).toEqual([
      { student_id: 'ada', pathway: 'unit', stage: 'foundation' },
    ]);
    await ok('record ada rp.1 4');
    expect((await rollup()).newly_ready).toEqual([]);
  });

  it('prints the last one again with --last', async () => {
    await ok('record ada rp.1 3');
    const { out } = await ok('rollup --json');
    await ok('record ben rp.1 3');
    at('2026-11-01T09:00:00');
    expect((await ok('rollup --last --json')).out).toBe(out);
    expect((await ok('rollup --json')).json()).toMatchObject({
      as_of: '2026-11-01',
      recomputed: 1,
    });
  });

  it('lists changes by name and then in the order of the framework', async () => {
    for (const student of ['cleo', 'ada', 'dan'])
      for (const code of ['rp.10', 'rp.2']) await ok(`record ${student} ${code} 3`);
    expect((await ok('rollup --csv')).lines).toEqual([
      'student_id,competency,from,to,score_from,score_to,because',
      ...['dan', 'ada', 'cleo'].flatMap((id) => [
        `${id},6.RP.A.2,,thin,,3,entered`,
        `${id},6.RP.A.10,,thin,,3,entered`,
      ]),
    ]);
    expect((await ok('rollup --csv')).out).toBe(
      'student_id,competency,from,to,score_from,score_to,because\r\n',
    );
  });

  it('is no entry, and nothing that undo takes back', async () => {
    await ok('record ada rp.1 3');
    const log = (await ok('log --csv')).out;
    await rollup();
    expect((await ok('log --csv')).out).toBe(log);
  });

  it('is a few lines for people', async () => {
    await ok('record ada rp.1 3');
    await rollup();
    await ok('record ada rp.1 4 --kind test');
    const { out } = await ok('rollup');
    expect(out).toContain('2026-10-01: 1 student judged again of 4, 1 mastery in all');
    expect(out).toContain('Ada Lovelace  6.RP.A.1: need more evidence → met');
    expect((await ok('rollup')).out).toContain('nothing changed since the last rollup');
  });
});

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
    expect(first).toMatchObject({ students: 3, recomputed: 3, masteries: 4, met: 2 });
    expect(first.changes).toMatchObject([{ student_id: 'ben' }, { student_id: 'ben' }]);
    expect(first.newly_ready).toMatchObject([{ student_id: 'ben' }]);
    await ok('override ada ns.1 3 --reason seen');
    await ok('policy set mastery_at=3.5');
    const report = await rollup();
    expect(report).toMatchObject({ recomputed: 3, masteries: 5, met: 0, lost: 2 });
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
    expect(await rollup()).toMatchObject({ ...nothing, masteries: 5 });
    await ok('student return ada');
    expect(await rollup()).toMatchObject({ ...nothing, students: 4 });
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

describe('readers', () => {
  it('are current without a rollup, and say the same after one', async () => {
    await sampleSchool();
    const read = async () =>
      [(await ok('progress --json')).out, (await ok('ready --json')).out].join();
    const before = await read();
    await ok('rollup');
    expect(await read()).toBe(before);
    await ok('record ana rp.3 4');
    const after = await read();
    expect(after).not.toBe(before);
    await ok('rollup --full');
    expect(await read()).toBe(after);
  });
});
