import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeNightlyLock } from '../../src/store/nightly-lock.js';
import {
  config,
  droppedInto,
  GOOD,
  HEAD,
  NEW_ROSTER,
  night,
  ORPHAN,
  pieces,
  type Summary,
  statuses,
} from '../support/nightly.js';
import { exists, file, GRADEBOOK, ok, pl, ROSTER, text } from '../support/pl.js';

beforeEach(droppedInto);

describe('a night', () => {
  it('takes what was dropped, rolls up and writes the exports, in one fixed order', async () => {
    file('drop/roster.csv', NEW_ROSTER);
    file('inbox/quiz.csv', GOOD);
    config(
      'reports:',
      '  out/ready.csv: ready --csv',
      'exports:',
      '  out/mastery.csv: mastery --section 6A',
      'rollup: yes',
      'evidence: inbox',
      'roster: drop/roster.csv',
    );
    const { code, told } = await night();
    expect(code).toBe(0);
    expect(statuses(told)).toEqual([
      'roster done',
      'evidence done',
      'rollup done',
      'exports done',
      'reports done',
    ]);
    expect(told.changed).toMatchObject({ students_added: 1, evidence_added: 2 });
    expect(told.needs_person).toEqual([]);
    expect(readdirSync('inbox')).toEqual(['done']);
    expect(readdirSync('inbox/done')).toEqual(['quiz.csv']);
    expect(text('out/mastery.csv')).toContain('ada,Lovelace');
    expect(text('out/mastery.csv')).not.toContain('cleo');
    expect(text('out/ready.csv')).toBe((await ok('ready --csv')).out);
  });

  it('changes nothing when nothing is new, and says the same bytes', async () => {
    file('drop/roster.csv', NEW_ROSTER);
    config('roster: drop/roster.csv', 'evidence: inbox', 'rollup: yes');
    await night();
    const before = await ok('log --json');
    const [first, again] = [
      await ok('nightly night.yaml --json'),
      await ok('nightly night.yaml --json'),
    ];
    expect(again.out).toBe(first.out);
    expect(statuses(again.json<Summary>())[0]).toBe('roster unchanged');
    expect((await ok('log --json')).out).toBe(before.out);
  });

  it('takes a roster again when it, its flags or the gradebook under it have changed', async () => {
    const before = readFileSync(GRADEBOOK);
    file('drop/roster.csv', NEW_ROSTER);
    config('roster: drop/roster.csv');
    const status = async () => statuses((await night()).told)[0];
    expect(await status()).toBe('roster done');
    expect(await status()).toBe('roster unchanged');
    config('roster: drop/roster.csv --withdraw-missing');
    expect(await status()).toBe('roster done');
    expect(await status()).toBe('roster unchanged');
    file('drop/roster.csv', ROSTER);
    const { told } = await night();
    expect(told.changed).toMatchObject({ students_withdrawn: 1, students_updated: 0 });
    expect(await status()).toBe('roster unchanged');
    // Somebody brings an older copy back.
    writeFileSync(GRADEBOOK, before);
    file('drop/roster.csv', NEW_ROSTER);
    expect(await status()).toBe('roster done');
  });

  it('leaves what a person did by hand after the roster was taken', async () => {
    file('drop/roster.csv', ROSTER);
    config('roster: drop/roster.csv --withdraw-missing');
    await night();
    await ok('student withdraw ben');
    await night();
    expect((await ok('students --csv')).out).not.toContain('ben');
  });

  it('takes a folder as a roster, and again when a file in it is new', async () => {
    mkdirSync('drop/sis');
    file('drop/sis/roster.csv', ROSTER);
    config('roster: drop/sis');
    expect(statuses((await night()).told)).toEqual(['roster done']);
    expect(statuses((await night()).told)).toEqual(['roster unchanged']);
    file('drop/sis/more.csv', NEW_ROSTER);
    expect((await night()).told.changed.students_added).toBe(1);
  });
});

describe('what is refused', () => {
  it.skipIf(process.platform === 'win32')('is a pipe: a night waits for nobody', async () => {
    execFileSync('mkfifo', ['drop/roster.csv']);
    config('roster: drop/roster.csv', 'rollup: yes');
    const { code, told } = await night();
    expect({ code, steps: statuses(told) }).toEqual({
      code: 1,
      steps: ['roster failed', 'rollup done'],
    });
  });

  it('goes aside with a report, and the rest of the night goes on', async () => {
    file('inbox/a.csv', ORPHAN);
    file('inbox/b.csv', GOOD);
    config('evidence: inbox', 'rollup: yes');
    const { code, told } = await night();
    expect(code).toBe(4);
    expect(await pieces()).toBe(2);
    expect(readdirSync('inbox/done')).toEqual(['b.csv']);
    expect(readdirSync('inbox/refused')).toEqual(['a.csv', 'a.csv.problems.csv']);
    expect(text('inbox/refused/a.csv.problems.csv')).toContain(
      'inbox/a.csv,3,student_id,unknown_student,error',
    );
    expect(told.needs_person).toMatchObject([
      {
        step: 'evidence',
        file: 'inbox/a.csv',
        severity: 'error',
        code: 'unknown_student',
        count: 1,
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('nobody');
    expect((await night()).code).toBe(0);
  });

  it('under --skip-bad is the row alone: the file is done, with a report', async () => {
    file('inbox/a.csv', ORPHAN);
    config('evidence: inbox --skip-bad');
    const { code, told } = await night();
    expect({ code, status: told.steps[0]?.files[0]?.status }).toEqual({
      code: 4,
      status: 'partly',
    });
    expect(told.steps[0]?.files[0]).toMatchObject({
      rows_left_out: 1,
      moved_to: 'inbox/done/a.csv',
    });
    expect(await pieces()).toBe(1);
    expect(readdirSync('inbox/done')).toEqual(['a.csv', 'a.csv.problems.csv']);
  });

  it('as a roster leaves yesterday’s, fails the night, and is tried again until it fits', async () => {
    file('drop/roster.csv', `${ROSTER}eve,,,,6,6A,,,,,\n`);
    file('inbox/a.csv', `${HEAD}eve,R.1,4,2026-09-02\n`);
    file('inbox/b.csv', GOOD);
    config('roster: drop/roster.csv', 'evidence: inbox --skip-bad', 'rollup: yes');
    const { code, told } = await night();
    expect(code).toBe(1);
    expect(statuses(told)).toEqual(['roster refused', 'evidence partly', 'rollup done']);
    // It may be the roster's fault: the file waits, and no row of it is given up.
    expect(readdirSync('inbox')).toEqual(['a.csv', 'done']);
    expect(exists('drop/roster.csv.problems.csv')).toBe(true);
    expect((await night()).code).toBe(1);
    file('drop/roster.csv', NEW_ROSTER);
    expect((await night()).code).toBe(0);
    expect(exists('drop/roster.csv.problems.csv')).toBe(false);
    expect(await pieces()).toBe(3);
  });

  it('as a roster with rows left out is looked at every night, until none is', async () => {
    file('drop/roster.csv', `${NEW_ROSTER}fay,,,,6,6A,,,,,\n`);
    config('roster: drop/roster.csv --skip-bad');
    for (const _ of [1, 2]) expect(await night()).toMatchObject({ code: 4 });
    file('drop/roster.csv', NEW_ROSTER);
    expect((await night()).code).toBe(0);
  });

  it('is a place that is not there: the night fails, and what else there is gets done', async () => {
    file('inbox/b.csv', GOOD);
    config(
      'roster: drop/none.zip',
      'evidence: [inbox, nowhere]',
      'exports:',
      '  out/e.csv: evidence',
    );
    const { code, told } = await night();
    expect(code).toBe(1);
    expect(statuses(told)).toEqual([
      'roster failed',
      'evidence done',
      'evidence failed',
      'exports done',
    ]);
    expect(text('out/e.csv')).toContain('ada');
  });

  it('is no export into a folder that is not there yet: the folder is made', async () => {
    config('exports:', '  morning/m.csv: mastery');
    expect((await night()).code).toBe(0);
    expect(text('morning/m.csv')).toContain('student_id');
    expect(statSync('morning').mode & 0o777).toBe(0o700);
  });

  it('is an export that has no place; the others are written', async () => {
    config('exports:', '  none/there/m.csv: mastery', '  out/e.csv: evidence');
    const { code, told } = await night();
    expect((await pl('nightly night.yaml')).out).toContain('exports  failed, none/there/m.csv\n');
    expect({ code, all: statuses(told) }).toEqual({
      code: 1,
      all: ['exports failed', 'exports done'],
    });
    expect(exists('out/e.csv')).toBe(true);
  });
});

describe('one at a time', () => {
  it('a second night says who holds the gradebook, and ends', async () => {
    config('rollup: yes');
    const holder = { since: '2026-10-01T02:00:00.000Z', who: 'cron', config: 'other.yaml' };
    const lock = takeNightlyLock(`${GRADEBOOK}.nightly.lock`, holder);
    if (lock.kind !== 'held') throw new Error('nobody else should hold it');
    const { code, err, out } = await pl('nightly night.yaml');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      'pl: another nightly run is at gradebook.db: other.yaml, begun by cron at 2026-10-01T02:00:00.000Z\n',
    );
    lock.release();
    expect((await pl('nightly night.yaml')).code).toBe(0);
  });
});

describe('a gradebook that cannot be used', () => {
  it('stops the night before anything is moved', async () => {
    file('inbox/a.csv', GOOD);
    config('gradebook: none.db', 'evidence: inbox');
    expect(await pl('nightly night.yaml')).toMatchObject({ code: 1, out: '' });
    expect(readdirSync('inbox')).toEqual(['a.csv']);
    expect(readdirSync('.')).not.toContain('none.db.nightly.lock');
  });
});
