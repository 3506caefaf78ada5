/** `-o` never takes away what is kept: the gradebook, what lies beside it, and the files that are read. */
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { exists, file, GRADEBOOK, ok, pl, ROSTER, smallSchool, text } from '../support/pl.js';

beforeEach(smallSchool);

/** The command is refused, and the file is what it was. */
async function refused(command: string, path: string, why: RegExp): Promise<void> {
  const before = readFileSync(path);
  const { code, out, err } = await pl(command);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(why);
  expect(readFileSync(path).equals(before)).toBe(true);
}

describe('a gradebook', () => {
  it.each([
    'students',
    'standards --csv',
    'progress --json',
    'export mastery',
    'export roster',
    'export oneroster',
    'policy export',
    'undo',
    'rollup',
    'record ada rp.1 3 --json',
  ])('is not written over by pl %s', async (command) => {
    await ok('record ada rp.1 2');
    await refused(`${command} -o ${GRADEBOOK}`, GRADEBOOK, /is a gradebook/);
    await ok('status');
  });

  it('is not written over under another name', async () => {
    symlinkSync(GRADEBOOK, 'link.csv');
    linkSync(GRADEBOOK, 'hard.csv');
    mkdirSync('in');
    for (const name of ['link.csv', 'hard.csv', `in/../${GRADEBOOK}`])
      await refused(`students -o ${name}`, GRADEBOOK, /is a gradebook/);
  });

  it('is not written over where it is not the one that is open', async () => {
    await ok('init --db other.db');
    await refused('students -o other.db', 'other.db', /is a gradebook/);
  });

  it.each(['-wal', '-shm', '-journal'])('keeps its %s', async (end) => {
    const { code, err } = await pl(`students -o ${GRADEBOOK}${end}`);
    expect(code).toBe(1);
    expect(err).toMatch(/belongs to a gradebook/);
    expect(exists(`${GRADEBOOK}${end}`)).toBe(false);
  });

  it('that is damaged or still to be made keeps its place', async () => {
    writeFileSync('torn.db', 'SQLite');
    await refused('selftest --db torn.db -o torn.db', 'torn.db', /the place of the gradebook/);
    expect((await pl('selftest --db new.db -o new.db')).code).toBe(1);
    expect(exists('new.db')).toBe(false);
  });
});

describe('what is read', () => {
  it('is not written over by the report on it', async () => {
    file('roster.csv', ROSTER);
    symlinkSync('roster.csv', 'link.csv');
    for (const name of ['roster.csv', './roster.csv', 'link.csv'])
      await refused(`import roster roster.csv --json -o ${name}`, 'roster.csv', /is what is read/);
  });

  it('is not written over within its folder', async () => {
    mkdirSync('rosters');
    file('rosters/all.csv', ROSTER);
    await refused('import roster rosters -o rosters/all.csv', 'rosters/all.csv', /is what is read/);
    await ok('import roster rosters --json -o report.json');
    expect(JSON.parse(text('report.json'))).toMatchObject({ kind: 'roster' });
  });

  it('may be named like a word of the command', async () => {
    file('ada', 'old');
    await ok('students ada -o out.csv');
    expect(text('out.csv')).toContain('Lovelace');
  });
});
