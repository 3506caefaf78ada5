import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeNightlyLock } from '../../src/store/nightly-lock.js';
import { at, exists, file, GRADEBOOK, ok, pl, ROSTER, smallSchool, text } from '../support/pl.js';

beforeEach(async () => {
  await smallSchool();
  for (const folder of ['drop', 'inbox', 'out']) mkdirSync(folder);
});

const HEAD = 'student_id,competency,score,date\n';
const GOOD = `${HEAD}ada,6.RP.A.1,3,2026-09-01\nben,6.RP.A.1,2,2026-09-01\n`;
const ORPHAN = `${HEAD}cleo,R.1,4,2026-09-02\nnobody,R.1,3,2026-09-02\n`;
const NEW_ROSTER = `${ROSTER}eve,Eve,Moss,,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn\n`;

/** The file of a night in which files are taken as soon as they lie there. */
function config(...lines: readonly string[]): string {
  return file('night.yaml', ['settle: 0', ...lines, ''].join('\n'));
}

interface Summary {
  exit_code: number;
  steps: { step: string; status: string; exit_code: number; files: Record<string, unknown>[] }[];
  changed: Record<string, number>;
  needs_person: { step: string; severity: string; code: string; file: string; count: number }[];
}

async function night(flags = ''): Promise<{ code: number; told: Summary }> {
  const run = await pl(`nightly night.yaml --json ${flags}`);
  expect(run.err).toBe('');
  return { code: run.code, told: run.json<Summary>() };
}

const statuses = ({ steps }: Summary) => steps.map(({ step, status }) => `${step} ${status}`);
const evidence = async () => (await ok('status --json')).json<{ evidence: number }>().evidence;
/** Every row of the gradebook that a reader can see. */
const book = async () => (await ok('export evidence')).out + (await ok('export roster')).out;

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
  it('goes aside with a report, and the rest of the night goes on', async () => {
    file('inbox/a.csv', ORPHAN);
    file('inbox/b.csv', GOOD);
    config('evidence: inbox', 'rollup: yes');
    const { code, told } = await night();
    expect(code).toBe(4);
    expect(await evidence()).toBe(2);
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
    expect(await evidence()).toBe(1);
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
    expect(await evidence()).toBe(3);
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

  it('is an export that has no place; the others are written', async () => {
    config('exports:', '  none/m.csv: mastery', '  out/e.csv: evidence');
    const { code, told } = await night();
    expect({ code, all: statuses(told) }).toEqual({
      code: 1,
      all: ['exports failed', 'exports done'],
    });
    expect(exists('out/e.csv')).toBe(true);
  });
});

describe('dropped files', () => {
  it('are left while they are half uploads, links or folders; the last two are said', async () => {
    for (const name of ['.hidden.csv', 'x.csv.part', 'y.tmp', '~$z.xlsx'])
      file(`inbox/${name}`, GOOD);
    mkdirSync('inbox/old');
    symlinkSync('../drop/x.csv', 'inbox/link.csv');
    config('evidence: inbox');
    const { code, told } = await night();
    expect(code).toBe(0);
    expect(told.needs_person.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'inbox/link.csv no_file',
      'inbox/old no_file',
    ]);
    expect(await evidence()).toBe(0);
    expect(readdirSync('inbox').length).toBe(6);
  });

  it('are taken in the order of their names', async () => {
    const score = (n: number) =>
      `student_id,competency,score,date,external_id\nada,R.1,${n},2026-09-01,x\n`;
    file('inbox/2.csv', score(2));
    file('inbox/10.csv', score(1));
    config('evidence: inbox');
    await night();
    expect((await ok('export evidence --csv')).out).toMatch(/R\.1.*,2,/);
  });

  it('never take the place of one of the same name', async () => {
    config('evidence: inbox');
    for (const day of ['01', '02', '03']) {
      file('inbox/quiz.csv', `${HEAD}ada,R.1,3,2026-09-${day}\n`);
      await night();
    }
    expect(readdirSync('inbox/done')).toEqual(['quiz-2.csv', 'quiz-3.csv', 'quiz.csv']);
    expect(text('inbox/done/quiz.csv')).toContain('2026-09-01');
    expect(text('inbox/done/quiz-3.csv')).toContain('2026-09-03');
  });

  it('that somebody still writes are waited for, and taken when they stay the same', async () => {
    const write = (name: string, seconds: number) => {
      file(name, GOOD);
      const then = new Date(Date.parse('2026-10-01T09:00:00') - seconds * 1000);
      utimesSync(name, then, then);
    };
    write('inbox/old.csv', 3600);
    file('night.yaml', 'settle: 60\nevidence: inbox\n');
    // Nobody waits for what has long been there.
    expect((await night()).told.steps[0]?.files).toMatchObject([{ status: 'taken' }]);
    write('inbox/new.csv', 0);
    file('night.yaml', 'settle: 0.05\nevidence: inbox\n');
    expect((await night()).told.steps[0]?.files).toMatchObject([{ status: 'taken' }]);
    write('inbox/growing.csv', 0);
    file('night.yaml', 'settle: 0.2\nevidence: inbox\n');
    const { code, told } = await whileGrowing('inbox/growing.csv', night);
    expect({ code, files: told.steps[0]?.files }).toMatchObject({
      code: 0,
      files: [{ file: 'inbox/growing.csv', status: 'waiting' }],
    });
    expect(told.needs_person).toMatchObject([{ code: 'still_written', severity: 'warning' }]);
    expect(exists('inbox/growing.csv')).toBe(true);
  });

  it('may be named like a flag', async () => {
    mkdirSync('-x');
    file('-x/--help.csv', GOOD);
    config('evidence: ./-x');
    expect(await night()).toMatchObject({ code: 0, told: { changed: { evidence_added: 2 } } });
  });

  it('that were taken and not yet moved when the night was killed add nothing again', async () => {
    file('inbox/quiz.csv', GOOD);
    config('evidence: inbox', 'rollup: yes');
    await ok('import evidence inbox/quiz.csv');
    const { code, told } = await night();
    expect({ code, added: told.changed.evidence_added }).toEqual({ code: 0, added: 0 });
    expect(await evidence()).toBe(2);
    expect(readdirSync('inbox/done')).toEqual(['quiz.csv']);
  });
});

/** Somebody goes on writing until the night is over. */
async function whileGrowing<T>(name: string, act: () => Promise<T>): Promise<T> {
  let written = GOOD;
  const writing = setInterval(() => {
    written += 'cleo,R.1,3,2026-09-03\n';
    writeFileSync(name, written);
  }, 5);
  try {
    return await act();
  } finally {
    clearInterval(writing);
  }
}

const MEMORY_DISK = '/dev/shm';
const isOtherDisk = existsSync(MEMORY_DISK) && statSync(MEMORY_DISK).dev !== statSync(tmpdir()).dev;

describe.skipIf(!isOtherDisk)('on another disk (skipped where there is none)', () => {
  let place = '';
  beforeEach(() => {
    place = mkdtempSync(join(MEMORY_DISK, 'pl-'));
    return () => rmSync(place, { recursive: true });
  });

  it('a file has its name when it is whole, and what was half moved is not there twice', async () => {
    file('inbox/quiz.csv', GOOD);
    config('evidence: inbox', `done: ${place}`);
    expect((await night()).told.steps[0]?.files[0]?.moved_to).toBe(join(place, 'quiz.csv'));
    expect(readdirSync(place)).toEqual(['quiz.csv']);
    // Killed when the copy was whole and the first still there.
    file('inbox/quiz.csv', GOOD);
    expect((await night()).code).toBe(0);
    expect(readdirSync(place)).toEqual(['quiz.csv']);
    file('inbox/quiz.csv', `${GOOD}cleo,R.1,3,2026-09-03\n`);
    await night();
    expect(readdirSync(place)).toEqual(['quiz-2.csv', 'quiz.csv']);
    expect(readdirSync('inbox')).toEqual([]);
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
    expect(await evidence()).toBe(0);
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
    expect(await evidence()).toBe(2);
    expect(readdirSync('out')).toEqual(['quiz.csv']);
  });

  it('is printed with every step explained, and what is printed can be read', async () => {
    await ok('nightly --example -o night.yaml');
    const { err } = await pl('nightly night.yaml');
    // Only what this pl has no command for may be missing.
    expect(err.replaceAll(/^.*unknown command.*\n/gm, '')).toBe('');
  });
});

describe('a rehearsal', () => {
  it('says exactly what the night would come to, and leaves everything as it is', async () => {
    file('drop/roster.csv', NEW_ROSTER);
    file('inbox/a.csv', `${HEAD}eve,R.1,4,2026-09-02\nnobody,R.1,4,2026-09-02\n`);
    config(
      'roster: drop/roster.csv',
      'evidence: inbox --skip-bad',
      'rollup: yes',
      'exports:',
      '  out/m.csv: mastery',
    );
    const before = await book();
    const rehearsed = await night('--dry-run');
    expect(rehearsed.code).toBe(3);
    expect(statuses(rehearsed.told)).toEqual([
      'roster done',
      'evidence partly',
      'rollup done',
      'exports planned',
    ]);
    expect(await book()).toBe(before);
    expect(readdirSync('inbox')).toEqual(['a.csv']);
    expect(readdirSync('out')).toEqual([]);
    expect(readdirSync('.').filter((name) => name.includes('rehearsal'))).toEqual([]);
    expect(exists('gradebook.db.nightly.json')).toBe(false);
    expect((await night()).told.changed).toEqual(rehearsed.told.changed);
  });

  it('takes away what one that was killed has left', async () => {
    file(`${GRADEBOOK}.nightly.rehearsal`, 'half a copy');
    config('rollup: yes');
    expect((await night('--dry-run')).code).toBe(0);
    expect(exists(`${GRADEBOOK}.nightly.rehearsal`)).toBe(false);
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

describe('a gradebook that cannot be used', () => {
  it('stops the night before anything is moved', async () => {
    file('inbox/a.csv', GOOD);
    config('gradebook: none.db', 'evidence: inbox');
    expect(await pl('nightly night.yaml')).toMatchObject({ code: 1, out: '' });
    expect(readdirSync('inbox')).toEqual(['a.csv']);
    expect(readdirSync('.')).not.toContain('none.db.nightly.lock');
  });
});
