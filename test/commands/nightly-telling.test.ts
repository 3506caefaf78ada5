import { mkdirSync, readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { reachedBy } from '../../src/commands/nightly/ended.js';
import {
  config,
  droppedInto,
  GOOD,
  HEAD,
  NEW_ROSTER,
  night,
  ORPHAN,
  pieces,
} from '../support/nightly.js';
import { at, exists, file, GRADEBOOK, ok, pl, ROSTER, text } from '../support/pl.js';

beforeEach(droppedInto);

describe('the file of a night', () => {
  it('is refused as a whole, with all its faults, before anything is done', async () => {
    file('inbox/quiz.csv', GOOD);
    config(
      'rooster: x',
      'roster: drop/r.csv --withdraw-mising',
      'evidence: inbox',
      'refused: inbox',
      'exports:',
      '  out/a.csv: masteri',
      'reports:',
      '  out/b.csv: record ada R.1 3',
      '  out/c.csv: ready -o x.csv',
      "  out/d.csv: 'ready \"'",
    );
    const { code, err, out } = await pl('nightly night.yaml');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const lines = err.trimEnd().split('\n');
    expect(lines.map((line) => line.split(': ').slice(0, 3).join(' '))).toEqual([
      'night.yaml:2 error rooster',
      'night.yaml:3 error roster',
      'night.yaml:4 error evidence',
      'night.yaml:7 error out/a.csv',
      'night.yaml:9 error out/b.csv',
      'night.yaml:10 error out/c.csv',
      'night.yaml:11 error out/d.csv',
    ]);
    expect(lines[0]).toContain('did you mean "roster"?');
    expect(lines[1]).toContain('--withdraw-missing');
    expect(await pieces()).toBe(0);
  });

  it.each([
    ['settle: soon\nrollup: yes', 'from 0 to 3600'],
    ['rollup: maybe', "too many arguments for 'rollup'"],
    ['settle: 1', 'asks for nothing'],
    ['rollup', 'holds keys with values'],
    ['exports:\n  out/m.csv: mastery --db x', 'gradebook:'],
    ['evidence: --skip-bad inbox', 'the path comes first'],
    ['evidence: inbox - ', 'no standard input'],
    ['a: [', 'YAML'],
    ['', 'nothing in the file'],
  ])('%j is no file of a night', async (content, why) => {
    file('night.yaml', content);
    const { code, err } = await pl('nightly night.yaml');
    expect({ code, isSaid: err.includes(why), err }).toMatchObject({ code: 2, isSaid: true });
  });

  it('is asked for, and that it is not there is said', async () => {
    expect(await pl('nightly none.yaml')).toMatchObject({ code: 1, out: '' });
    expect((await pl('nightly')).code).toBe(2);
  });

  it('may be JSON, names paths from where it lies, and may be started elsewhere', async () => {
    mkdirSync('etc');
    file('inbox/quiz.csv', GOOD);
    file(
      'etc/night.json',
      JSON.stringify({
        settle: 0,
        gradebook: '../gradebook.db',
        evidence: '../inbox',
        done: '../out',
      }),
    );
    const { code } = await pl('nightly etc/night.json', { env: { PL_DB: 'other.db' } });
    expect(code).toBe(0);
    expect(await pieces()).toBe(2);
    expect(readdirSync('out')).toEqual(['quiz.csv']);
  });

  it('is refused for a share that cannot be read, before anything is done', async () => {
    config('backup: backups', 'roster: drop/roster.csv --max-change 5%%');
    const { code, err } = await pl('nightly night.yaml');
    expect(code).toBe(2);
    expect(err).toContain('--max-change "5%%" is neither percent nor a number of students');
    expect(exists('backups')).toBe(false);
  });

  it('is printed with every step explained, and what is printed can be read', async () => {
    await ok('nightly --example -o night.yaml');
    const { err } = await pl('nightly night.yaml');
    // Every line of it was read: only the gradebook that it names is not there.
    expect(err).toMatch(/^pl: there is no gradebook at district\.db\n.*\n$/);
  });
});

describe('what is said', () => {
  it('of each step is a line of JSON on standard error with --log json', async () => {
    at('2026-10-01T02:00:00');
    file('inbox/a.csv', ORPHAN);
    config('evidence: inbox', 'rollup: yes');
    const { code, err, out } = await pl('nightly night.yaml --log json');
    const lines = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ step, exit_code }) => [step, exit_code])).toEqual([
      ['evidence', 4],
      ['rollup', 0],
      ['nightly', code],
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      'step',
      'started',
      'seconds',
      'command',
      'status',
      'exit_code',
      'counts',
      'files',
      'needs_person',
    ]);
    expect(out).toContain('Needs a person:\n  error: evidence: inbox/a.csv:');
  });

  it('survives a night that was killed before it could say it', async () => {
    config('rollup: yes');
    const need = {
      step: 'evidence',
      file: 'inbox/a.csv',
      severity: 'error',
      code: 'bad_score',
      count: 1,
      message: 'x',
    };
    file(`${GRADEBOOK}.nightly.json`, JSON.stringify({ taken: {}, unsaid: [need] }));
    const { code, told } = await night();
    expect({ code, needs: told.needs_person }).toEqual({ code: 4, needs: [need] });
    expect((await night()).code).toBe(0);
  });

  it('says all that changed since the last night that could say so', async () => {
    file('drop/roster.csv', NEW_ROSTER);
    file('inbox/a.csv', GOOD);
    config('roster: drop/roster.csv', 'evidence: inbox', 'rollup: yes');
    await ok('record ada R.1 4');
    await ok('rollup');
    const memory = () => JSON.parse(text(`${GRADEBOOK}.nightly.json`));
    await night();
    expect(memory().begun).toBeNull();
    // A second night is killed after its imports and its rollup, in the midst of which a teacher records.
    const begun = reachedBy(GRADEBOOK);
    file(`${GRADEBOOK}.nightly.json`, JSON.stringify({ ...memory(), begun }));
    file('more.csv', `${HEAD}eve,R.1,4,2026-09-03\neve,R.1,4,2026-09-04\neve,R.1,4,2026-09-05\n`);
    await ok('import evidence more.csv');
    await ok('import roster -', { stdin: ROSTER.replace('Lovelace', 'Quill') });
    await ok('record ada R.1 4');
    await ok('rollup');
    expect((await night('--dry-run')).told.changed).toMatchObject({ evidence_added: 0 });
    expect((await night()).told.changed).toEqual({
      students_added: 0,
      students_updated: 1,
      students_withdrawn: 0,
      students_forgotten: 0,
      evidence_added: 3,
      evidence_updated: 0,
      newly_met: 1,
      no_longer_met: 0,
      newly_ready: 1,
    });
    expect((await night()).told.changed).toMatchObject({ students_updated: 0, evidence_added: 0 });
  });

  it('is said all the same when what the last night kept is broken', async () => {
    file(`${GRADEBOOK}.nightly.json`, '{"taken": 3');
    config('rollup: yes');
    expect(await ok('nightly night.yaml')).toMatchObject({ code: 0 });
  });

  it('names no pupil', async () => {
    file('inbox/a.csv', 'student,competency,score,date\nZoe Quill,R.1,3,2026-09-01\n');
    file('drop/roster.csv', ROSTER.replace('Lovelace', 'Quill'));
    config('roster: drop/roster.csv', 'evidence: inbox', 'rollup: yes');
    const run = await pl('nightly night.yaml --log json');
    expect(run.code).not.toBe(0);
    expect(run.out + run.err).not.toMatch(/Quill|Zoe|Ada/);
  });
});
