/** Rules that hold for every command. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, exists, file, GRADEBOOK, ok, pl, smallSchool, text } from '../support/pl.js';

beforeEach(smallSchool);

describe('wrong usage is exit 2, before the gradebook is read', () => {
  it.each([
    ['progres', 'unknown command', 'Did you mean progress?'],
    ['students --sectoin 6A', "unknown option '--sectoin'", 'Did you mean --section?'],
    ['record ada', 'missing COMPETENCY', ''],
    ['explain ada', "missing required argument 'competency'", ''],
    ['rollup now', 'too many arguments', ''],
    ['students --section', "option '--section <section>' argument missing", ''],
    ['status --json --csv', '--json and --csv: choose one', ''],
    ['progress --as-of soon', '--as-of "soon" is not a day: YYYY-MM-DD, today, yesterday', ''],
    ['record ada rp.1 3 --on 2026-02-30', '--on "2026-02-30" is not a day', ''],
    ['log --limit few', '--limit "few" is not a whole number above 0', ''],
    ['undo last', '"last" is not the number of an entry', ''],
    ['ready --all --nearly', '--all and --nearly: choose one', ''],
    ['export marks', 'marks', 'mastery, grades, evidence'],
    ['import marks x.csv', 'marks', 'roster, standards'],
    ['import roster x.csv --format oneroster-9', 'oneroster-9', ''],
    ['strike abc-1-1', 'a decision needs a reason', ''],
    ['override ada rp.1 --reason why', 'missing LEVEL', ''],
    ['help nonsense', 'no command or topic "nonsense"', 'pl help'],
  ])('pl %s', async (command, message, hint) => {
    const run = await pl(`${command} --db missing.db`);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(message);
    expect(run.err).toContain(hint);
    expect(exists('missing.db')).toBe(false);
  });
});

describe('the gradebook', () => {
  it('has a name', async () => {
    const { code, err } = await pl(['status', '--db', '']);
    expect({ code, err }).toEqual({ code: 2, err: 'pl: --db is empty: it names the gradebook\n' });
  });

  it('is --db, else PL_DB, else in the data folder', async () => {
    expect((await pl('status --db other.db')).err).toContain('no gradebook at other.db');
    expect((await pl('status', { env: { PL_DB: 'third.db' } })).err).toContain('at third.db');
    const { err } = await pl('status', { env: { PL_DB: '', XDG_DATA_HOME: '/data' } });
    expect(err).toContain('/data/pl/gradebook.db');
  });

  it('is named with what makes one where it is missing', async () => {
    const run = await pl('students --db none.db');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toBe('pl: there is no gradebook at none.db\n    try: pl init --db "none.db"\n');
    expect(exists('none.db')).toBe(false);
  });

  it('is found wherever the flag stands', async () => {
    await ok('--db a.db init');
    await ok('status --db=a.db');
    expect((await pl('--json --db a.db status')).json()).toMatchObject({ gradebook: 'a.db' });
  });
});

describe('-o', () => {
  it('writes the data to a file and nothing to standard output', async () => {
    const { out } = await ok('students --csv');
    expect(await ok('students --csv -o students.csv')).toMatchObject({ out: '', err: '' });
    expect(text('students.csv')).toBe(out);
  });

  it('takes the place of a file in one step: who reads the old one reads it to its end', async () => {
    const old = openSync(file('students.csv', 'before'), 'r');
    await ok('students --csv -o students.csv');
    expect(readFileSync(old, 'utf8')).toBe('before');
    closeSync(old);
  });

  it('leaves the file as it was when something is wrong', async () => {
    file('students.csv', 'before');
    expect((await pl('students --section 9Z --csv -o students.csv')).code).toBe(1);
    expect(text('students.csv')).toBe('before');
  });

  it.each([
    ['nowhere/students.csv', 'there is no such file or folder'],
    ['.', 'is a folder, not a file'],
  ])('to %s is refused in words', async (path, words) => {
    const run = await pl(`students --csv -o ${path}`);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(words);
  });
});

describe('formats', () => {
  it('start with a byte order mark only with --bom', async () => {
    expect((await ok('students --csv --bom')).out).toMatch(/^\ufeffstudent_id,/);
    expect((await ok('students --csv')).out).toMatch(/^student_id,/);
  });

  it('guard cells that a spreadsheet would run, and take the guard off again', async () => {
    await ok(['student', 'add', 'eve', '=cmd', '@x']);
    expect((await ok('export roster')).out).toContain("eve,'=cmd,'@x,");
    await ok('export roster -o roster.csv');
    const { json } = await ok('import roster roster.csv --json');
    expect(json()).toMatchObject({ counts: { students: { add: 0, update: 0, unchanged: 5 } } });
  });
});

describe('a terminal', () => {
  it('gets colour, unless NO_COLOR, --no-color or -o say otherwise', async () => {
    const colour = (command: string, env = {}) =>
      ok(command, { terminal: true, env }).then(({ out }) => out.includes('\x1b['));
    expect(await colour('progress')).toBe(true);
    expect(await colour('progress --no-color')).toBe(false);
    expect(await colour('progress', { NO_COLOR: '1' })).toBe(false);
    expect(await colour('progress', { TERM: 'dumb' })).toBe(false);
    expect(await colour('progress -o page.txt')).toBe(false);
    expect(text('page.txt')).not.toContain('\x1b');
    expect((await ok('progress')).out).not.toContain('\x1b');
  });

  it('never gets the control characters of a name', async () => {
    const bad = '\x1b[31mEvil\x07\u202e';
    await ok(['student', 'add', 'eve', bad, 'Name']);
    await ok(['record', 'eve', 'rp.1', '3', bad, '--title', bad]);
    for (const command of [
      'students',
      'students --csv',
      'progress',
      'progress eve',
      'explain eve rp.1',
      'log',
      'ready --all',
      'export evidence',
      'students --json',
    ]) {
      const { out, err } = await ok(`${command} --no-color`, { terminal: true });
      const raw = ['\x1b', '\x07', '\u202e'].filter((one) => (out + err).includes(one));
      expect({ command, raw }).toEqual({ command, raw: [] });
    }
  });

  it('shows a home screen for bare pl, where a script gets the help', async () => {
    const screen = await ok([], { terminal: true });
    expect(screen.out).toContain('You are fair.');
    expect(screen.out).toContain(`${GRADEBOOK}: 4 students, 5 competencies, 0 pieces of evidence`);
    expect((await ok([], { terminal: true, env: { PL_DB: 'x.db' } })).out).toContain('pl init');
    const script = await ok([]);
    expect(script.out).toContain('Usage: pl');
  });
});

describe('the clock', () => {
  it('is PL_NOW for trials, and the log says so', async () => {
    await ok('record ada rp.1 3', { env: { PL_NOW: '2026-11-05T10:00:00' } });
    expect((await ok('log')).lines[0]).toContain('2026-11-05');
    expect((await ok('log')).lines[0]).toContain('(clock set by PL_NOW)');
    expect((await ok('log --json')).json<object[]>()[1]).toMatchObject({ clock_set: false });
  });

  it('must be an instant', async () => {
    expect(await pl('status', { env: { PL_NOW: 'noon' } })).toMatchObject({ code: 2, out: '' });
  });

  it('takes the day on the wall, also just after and just before midnight', async () => {
    for (const moment of ['2026-10-02T00:00:01', '2026-10-02T23:59:59']) {
      at(moment);
      await ok('record ada rp.1 3');
      expect((await ok('log --csv --limit 1')).lines[1]).toContain(',2026-10-02,fair,record,');
    }
  });
});

it('prints its version', async () => {
  const version = await ok('--version');
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await ok('-V')).out).toBe(version.out);
});
