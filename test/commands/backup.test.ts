import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/schema.js';
import { at, exists, file, GRADEBOOK, ok, pl, ROSTER, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

/** As at home, where nobody has switched the copies off. */
const env = { PL_NO_BACKUP: '' };
const TODAY = 'backups/gradebook-2026-10-01.db';
const copies = () => (exists('backups') ? readdirSync('backups').sort() : []);

describe("the day's copy", () => {
  it('is the gradebook before the first write of the day, and can be used as one', async () => {
    const before = await ok('students --csv');
    await ok('student add eve Eve New', { env });
    await ok('student add fay Fay New', { env });
    expect(copies()).toEqual(['gradebook-2026-10-01.db']);
    expect((await ok(`students --csv --db ${TODAY}`)).out).toBe(before.out);
    expect((await ok(`log --json --db ${TODAY}`)).json()).toHaveLength(3);
    await ok(`record ada rp.1 3 --db ${TODAY}`);
  });

  it('is one for each of two gradebooks of nearly one name', async () => {
    await ok('init --db class');
    await ok('init --db class.db');
    at('2026-10-02T09:00:00');
    for (const name of ['class', 'class.db']) await ok(`student add 1 Ada L --db ${name}`, { env });
    expect(copies()).toEqual(['class-2026-10-02.db', 'class~-2026-10-02.db']);
    expect((await ok('status --json --db class')).json()).toMatchObject({
      backup: expect.stringContaining('class~-2026-10-02.db'),
    });
  });

  it('is none where it does not pass the check, which keeps nobody from writing', async () => {
    const db = new Database(GRADEBOOK);
    db.pragma('ignore_check_constraints = ON');
    expect(db.prepare('UPDATE students SET active = 7').run().changes).toBeGreaterThan(0);
    db.close();
    const run = await ok('record ben rp.1 3', { env });
    expect(run.err).toContain('no copy of the gradebook could be kept today');
    expect(copies()).toEqual([]);
  });

  it('is read by its owner alone', async () => {
    await ok('record ada rp.1 3', { env });
    expect(statSync(TODAY).mode & 0o777).toBe(0o600);
    expect(statSync('backups').mode & 0o777).toBe(0o700);
  });

  it('is made by every kind of writing, and by no reading', async () => {
    for (const command of ['students', 'progress', 'status', 'import roster - --dry-run'])
      await ok(command, { env, stdin: 'student_id,name\n9,Eve New\n' });
    expect(copies()).toEqual([]);
    const writing = ['record ada rp.1 3', 'rollup', 'undo', 'import roster -'];
    for (const [index, command] of writing.entries()) {
      at(`2026-10-0${index + 1}T09:00:00`);
      await ok(command, { env, stdin: 'student_id,name\n9,Eve New\n' });
      expect({ command, made: copies().length }).toEqual({ command, made: index + 1 });
    }
  });

  it('can be put back by hand: the gradebook is as it was', async () => {
    await ok('record ada rp.1 3', { env });
    for (const suffix of ['', '-wal', '-shm'])
      if (exists(GRADEBOOK + suffix)) writeFileSync(GRADEBOOK + suffix, '');
    writeFileSync(GRADEBOOK, readFileSync(TODAY));
    expect((await ok('status --json')).json()).toMatchObject({ students: 4, evidence: 0 });
    await ok('record ada rp.1 4');
  });

  it('is not made on the day on which the gradebook itself was', async () => {
    await ok('init --db new.db', { env });
    await ok('student add 1 Ada Lovelace --db new.db', { env });
    expect(copies()).toEqual([]);
    at('2026-10-02T09:00:00');
    await ok('student add 2 Ben Okri --db new.db', { env });
    expect(copies()).toEqual(['new-2026-10-02.db']);
  });

  it('is kept for the last 14 days of writing; nothing else is removed', async () => {
    mkdirSync('backups');
    const others = ['gradebook-notes.db', 'gradebook-2026-01-01.db.bak', 'other-2020-01-01.db'];
    for (const name of others) file(`backups/${name}`, 'mine');
    for (let day = 1; day <= 20; day++) {
      at(`2026-10-${String(day).padStart(2, '0')}T09:00:00`);
      await ok('record ada rp.1 3', { env });
    }
    const ours = copies().filter((name) => !others.includes(name));
    expect(ours).toHaveLength(14);
    expect(ours[0]).toBe('gradebook-2026-10-07.db');
    expect(copies()).toEqual([...ours, ...others].sort());
  });

  it('takes no half copy for one, and clears it away', async () => {
    mkdirSync('backups');
    file('backups/gradebook-2026-09-30.db.tmp', 'half');
    file(`${TODAY}.tmp`, 'half');
    await ok('record ada rp.1 3', { env });
    expect(copies()).toEqual(['gradebook-2026-10-01.db']);
  });

  it('is not made where PL_NO_BACKUP or the settings say no', async () => {
    await ok('record ada rp.1 3', { env: { PL_NO_BACKUP: '1' } });
    await ok('config backups off');
    await ok('record ada rp.1 3', { env });
    expect(copies()).toEqual([]);
    expect((await ok('status', { env })).out).toContain('backups are off');
  });

  it('that fails keeps nobody from writing, and is said', async () => {
    file('backups', 'in the way');
    const run = await pl('record ada rp.1 3 --json', { env });
    expect(run.code).toBe(0);
    expect(run.err).toContain('warning: no copy of the gradebook could be kept today');
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1, backup: null });
  });

  it('of a damaged gradebook is not kept as a good one, and that is said', async () => {
    const db = new Database(GRADEBOOK, { readonly: true });
    const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'schools'").pluck();
    const size = db.pragma('page_size', { simple: true }) as number;
    const start = ((page.get() as number) - 1) * size;
    db.close();
    const bytes = readFileSync(GRADEBOOK);
    writeFileSync(GRADEBOOK, bytes.fill(0xff, start, start + size));
    const run = await pl('record ada rp.1 3', { env });
    expect(run.code).toBe(0);
    expect(run.err).toContain('could be kept today');
    expect(copies()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('needs a folder that can be written', async () => {
    mkdirSync('backups');
    chmodSync('backups', 0o500);
    const run = await pl('record ada rp.1 3', { env });
    expect(run.code).toBe(0);
    expect(run.err).toContain('no copy of the gradebook could be kept today');
  });
});

describe('the copy before much is written', () => {
  const MANY = ROSTER + Array.from({ length: 2000 }, (_, n) => `n${n},Nia,No${n},,6,6A`).join('\n');
  const before = () => copies().filter((name) => name.includes('-before-'));

  it('is made by a long import, and by its undo', async () => {
    await ok('record ada rp.1 3', { env });
    await ok('import roster -', { env, stdin: MANY });
    expect(before()).toEqual(['gradebook-before-import-2026-10-01-4.db']);
    const kept = `--db backups/${before()[0]}`;
    expect((await ok(`status --json ${kept}`)).json()).toMatchObject({ students: 4, evidence: 1 });
    await ok('undo', { env });
    expect(before()).toHaveLength(2);
  });

  it('is none of its own where the copy of the day is of the same state', async () => {
    await ok('import roster -', { env, stdin: MANY });
    expect(copies()).toEqual(['gradebook-2026-10-01.db']);
  });

  it('is not made by little, by a rehearsal, or where none is wanted', async () => {
    await ok('record ada rp.1 3', { env });
    await ok('import roster - --dry-run', { env, stdin: MANY });
    await ok('import roster -', { stdin: MANY });
    await ok('record ada rp.1 3', { env });
    expect(before()).toEqual([]);
  });
});

describe('an older gradebook', () => {
  /** As the first pl that was handed out made it, with one rule. */
  function oldBook(): void {
    const db = new Database('old.db');
    db.exec(MIGRATIONS[0] ?? '');
    db.exec(`INSERT INTO gradebook VALUES (1, 'abcdefgh', '');
      INSERT INTO entries (id, gradebook, number, at, day, command)
        VALUES (1, 'abcdefgh', 1, '', '2026-09-01', 'policy set')`);
    db.pragma(`application_id = ${0x706c6762}`);
    db.pragma('user_version = 1');
    db.close();
  }

  it('is copied before it is brought up to date', async () => {
    oldBook();
    await ok('status --db old.db', { env });
    expect(copies()).toEqual(['old-before-migration-2026-10-01-1.db']);
    const copy = new Database(`backups/${copies()[0]}`, { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(1);
    copy.close();
  });

  it('stays as it is where it cannot be copied', async () => {
    oldBook();
    const bytes = readFileSync('old.db');
    file('backups', 'in the way');
    const run = await pl('status --db old.db', { env });
    expect(run.code).toBe(1);
    expect(run.err).toContain('backups cannot be made');
    const db = new Database('old.db');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    db.close();
    expect(readFileSync('old.db').length).toBe(bytes.length);
    await ok('status --db old.db', { env: { PL_NO_BACKUP: '1' } });
  });
});

describe('pl status', () => {
  it('names the last copy with its age in words', async () => {
    expect((await ok('status', { env })).out).toContain('no copy yet');
    await ok('record ada rp.1 3', { env });
    const line = async () => (await ok('status', { env })).lines.at(-1);
    expect(await line()).toBe(`  last copy: ${TODAY}, today`);
    at('2026-10-02T09:00:00');
    expect(await line()).toContain('yesterday');
    at('2026-10-31T09:00:00');
    expect(await line()).toContain('30 days ago');
    expect((await ok('status --json')).json()).toMatchObject({
      backup: TODAY,
      backup_day: '2026-10-01',
    });
  });
});

describe('a gradebook in a synchronised folder', () => {
  const db = 'Dropbox/school/class.db';

  it('is warned of by init, status and the first write of a day', async () => {
    expect((await pl(`init --db ${db}`, { env })).err).toContain('Dropbox keeps in step');
    const add = (id: string) => pl(`student add ${id} Ada New --db ${db}`, { env });
    expect((await add('1')).err).not.toContain('Dropbox keeps in step');
    at('2026-10-02T09:00:00');
    expect((await add('2')).err).toContain('warning: the gradebook lies in a folder that Dropbox');
    expect((await add('3')).err).not.toContain('Dropbox keeps in step');
    expect((await pl(`status --db ${db}`, { env })).err).toContain('Dropbox keeps in step');
  });

  it('is told of the copies that two computers have made', async () => {
    file("gradebook (Ms Fair's conflicted copy 2026-09-30).db", '');
    expect((await pl('status')).err).toContain('two computers have changed it');
  });
});
