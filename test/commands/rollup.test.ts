import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, PATHWAYS, pl, sampleSchool, smallSchool } from '../support/pl.js';

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

  it('names nobody for a stage of which nothing is asked', async () => {
    await ok('import pathways -', { stdin: 'pathway,stage,competency\nway,one,6.RP.A.1\n' });
    await ok('record ada rp.1 3');
    await ok('excuse ada rp.1 --reason ill');
    expect((await ok('ready ada --json')).json()).toMatchObject({
      students: [{ stage: 'one', status: 'ready', required: 0 }],
    });
    expect((await ok('rollup --json')).json()).toMatchObject({ newly_ready: [] });
  });

  it('prints the last one again under the names of that day', async () => {
    await ok('import pathways -', { stdin: 'pathway,stage,competency\nway,one,6.RP.A.1\n' });
    await ok('record ada rp.1 3 --on yesterday');
    await ok('record ada rp.1 3');
    const { out } = await ok('rollup');
    expect(out).toContain('all of one met (way)');
    await ok('import pathways -', { stdin: 'pathway,stage,competency\nway,other,6.RP.A.1\n' });
    expect((await ok('rollup --last')).out).toBe(out);
    expect(await pl('rollup --last --full')).toMatchObject({ code: 2, out: '' });
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

it('counts what a first one has found as it is counted later, without the withdrawn', async () => {
  await sampleSchool();
  await ok('student withdraw s012');
  await ok('override s020 ns.1 1 --reason seen');
  await ok('excuse s021 rp.2 --reason ill');
  const { out } = await ok('rollup');
  expect(out).toMatch(/newly met: [1-9]/);
  expect((await ok('rollup --last')).out).toBe(out);
  const { json } = await ok('rollup --last --json');
  const { changes } = json<{ changes: { student_id: string; to: string }[] }>();
  const met = changes.filter(({ to }) => to === 'mastered').length;
  expect(out).toContain(`newly met: ${met};`);
  expect(changes.some(({ student_id }) => student_id === 's012')).toBe(false);
});
