import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { config, droppedInto, GOOD, HEAD, NEW_ROSTER, night, pieces } from '../support/nightly.js';
import { exists, file, ok, text } from '../support/pl.js';

beforeEach(droppedInto);

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
    expect(await pieces()).toBe(0);
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
    expect(await pieces()).toBe(2);
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

  it('with a name that cannot be read stay, and are an error every night', async () => {
    const name = Buffer.concat([Buffer.from('inbox/'), Buffer.from([0xdc]), Buffer.from('.csv')]);
    try {
      writeFileSync(name, GOOD);
    } catch {
      return; // A file system that has names in UTF-8 alone.
    }
    config('evidence: inbox');
    for (const _ of ['first', 'second']) {
      const { code, told } = await night();
      expect(code).toBe(4);
      expect(told.needs_person.map((one) => one.code)).toEqual(['unreadable_name']);
    }
    expect(readdirSync('inbox', { encoding: 'buffer' })).toHaveLength(1);
  });

  it('leave no problems beside a roster that is again what was taken', async () => {
    file('drop/roster.csv', NEW_ROSTER);
    config('roster: drop/roster.csv');
    expect((await night()).code).toBe(0);
    file('drop/roster.csv', 'student_id,name\n"cut o');
    expect((await night()).code).toBe(1);
    expect(exists('drop/roster.csv.problems.csv')).toBe(true);
    file('drop/roster.csv', NEW_ROSTER);
    expect((await night()).code).toBe(0);
    expect(exists('drop/roster.csv.problems.csv')).toBe(false);
  });
});
