import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

/** Everything that can be read out of a gradebook, as bytes. */
const everything = async () => {
  const commands = [
    'export roster --withdrawn',
    'export standards',
    'export links',
    'export pathways',
    'export evidence --withdrawn',
    'progress --all --json --withdrawn',
    'ready --json --withdrawn',
    'policy show --json',
    'scale list --json',
  ];
  const runs = [];
  for (const command of commands) runs.push((await ok(command)).out);
  return runs.join('\n');
};

const evidence = 'student_id,competency,score,date\nada,R.1,3,2026-09-01\nben,R.1,2,2026-09-01\n';

it('takes an entry back, or lists what can be: not both', async () => {
  const { code, err } = await pl('undo 3 --list');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('choose one') });
});

describe('takes back what one entry said, and gives back what it ended', () => {
  it.each([
    ['record ada rp.1 3', ''],
    ['import evidence -', evidence],
    ['import roster -', 'student_id,name,section\nada,Ada King,9Z\neve,Eve New,9Z\n'],
    ['import standards -', 'framework,code,statement\nmath,6.RP.A.1,Other\nart,A,Draw\n'],
    ['import links -', 'source,target,relationship\nR.1,6.RP.A.1,same\n'],
    ['import pathways -', PATHWAYS.replaceAll('foundation', 'start')],
    ['override ben rp.1 2 --reason again', ''],
    ['override ben rp.1 --clear', ''],
    ['excuse ben rp.2 --clear', ''],
    ['excuse ada rp.2 --reason why', ''],
    ['advance ben --pathway unit --to exploration', ''],
    ['student add eve Eve New --section 6A', ''],
    ['student edit ada --name "Ada King" --id a-1 --grade 8', ''],
    ['student move ada 6B', ''],
    ['student join ada 6B', ''],
    ['student leave ada 6A', ''],
    ['student withdraw ada', ''],
    ['policy set method=mean min_evidence=1', ''],
    ['policy set min_evidence= --framework math', ''],
    ['scale set four "1=A, 2*=B"', ''],
    ['scale use five --framework reading', ''],
  ])('pl %s', async (command, stdin) => {
    await ok('import pathways -', { stdin: PATHWAYS });
    await ok('record ben rp.1 3 --on yesterday');
    await ok('override ben rp.1 3 --reason seen');
    await ok('excuse ben rp.2 --reason why');
    await ok('policy set min_evidence=1 --framework math');
    await ok('scale set five "1=A, 5*=B"');
    const before = await everything();
    await ok(command, { stdin });
    expect(await everything()).not.toBe(before);
    await ok('undo');
    expect(await everything()).toBe(before);
  });
});

describe('pl undo', () => {
  it('again takes back the one before, down to the first', async () => {
    const before = await everything();
    await ok('record ada rp.1 3');
    await ok('record ada rp.2 3');
    expect((await ok('undo')).err).toContain('record  Ada Lovelace 6.RP.A.2');
    expect((await ok('undo --json')).json()).toEqual({ undone: 4, command: 'record' });
    expect(await everything()).toBe(before);
    await ok('undo');
    await ok('undo');
    const run = await pl('undo');
    expect(run.code).toBe(1);
    expect(run.err).toContain('nothing was entered here that could be taken back');
    expect((await ok('status --json')).json()).toMatchObject({ students: 0, competencies: 0 });
  });

  it('takes back an entry by its number, when nothing rests on it', async () => {
    await ok('record ada rp.1 3');
    await ok('record ben rp.1 2');
    await ok('undo 4');
    expect((await ok('export evidence')).lines.slice(1)).toHaveLength(1);
    expect((await pl('undo 4')).err).toContain('was taken back already');
    expect((await pl('undo 1')).err).toContain('entry 1 (init) cannot be taken back');
  });

  it('refuses an import on which other evidence rests, naming it', async () => {
    await ok('record ada rp.1 3');
    const before = await everything();
    for (const [entry, what] of [
      [2, 'roster'],
      [3, 'standards'],
    ]) {
      const run = await pl(`undo ${entry}`);
      expect({ what, code: run.code }).toEqual({ what, code: 1 });
      expect(run.err).toContain(`entry ${entry} cannot be undone`);
      expect(run.err).toContain('try: pl undo 4');
    }
    expect(await everything()).toBe(before);
  });

  it('refuses an entry whose facts a later one has changed', async () => {
    await ok('student edit ada --grade 7');
    await ok('student edit ada --grade 8');
    const run = await pl('undo 4');
    expect(run.code).toBe(1);
    expect(run.err).toContain('entry 5 has since changed what it said');
    await ok('undo');
    await ok('undo 4');
    expect((await ok('students lovelace --csv')).lines[1]).toContain(',6,');
  });

  it('refuses to say two things at once', async () => {
    await ok('override ada rp.1 3 --reason one');
    await ok('override ada rp.1 --clear');
    await ok('override ada rp.1 4 --reason two');
    expect((await pl('undo 5')).code).toBe(1);
    expect((await ok('progress ada --json')).json()).toMatchObject({
      students: [{ competencies: [{ level: 4 }] }],
    });
  });

  it('refuses to bring back what was said otherwise since, and taken back again', async () => {
    await ok('override ada rp.1 3 --reason one');
    await ok('override ada rp.1 --clear');
    await ok('override ada rp.1 4 --reason two');
    await ok('override ada rp.1 --clear');
    const run = await pl('undo 5');
    expect([run.code, run.err]).toEqual([1, expect.stringContaining('entry 6 has since said')]);
    expect((await ok('overrides --csv')).lines).toHaveLength(1);
    await ok('undo 7');
    await ok('undo 6');
    await ok('undo 5');
    expect((await ok('overrides --csv')).lines[1]).toContain(',one,');
  });

  it('is an entry itself, and what was known before stays known', async () => {
    await ok('record ada rp.1 3');
    const known = await ok('progress ada --json --known-on 2026-10-01');
    at('2026-10-02T09:00:00');
    await ok('undo');
    const [undo, record] = (await ok('log --json --limit 2')).json<object[]>();
    expect(undo).toMatchObject({ command: 'undo', about: 'entry 4', undone: false });
    expect(record).toMatchObject({ command: 'record', undone: true });
    expect((await ok('progress ada --json --known-on 2026-10-01')).out).toBe(known.out);
    expect((await ok('progress ada --json')).out).not.toContain('6.RP.A.1');
  });

  it('lists what can be taken back, newest first', async () => {
    await ok('record ada rp.1 3');
    await ok('record ada rp.2 3');
    await ok('undo');
    const { lines } = await ok('undo --list');
    expect(lines.map((line) => line.trim().split(/\s+/)[0])).toEqual(['4', '3', '2']);
  });
});
