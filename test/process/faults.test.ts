/** Disks that are full or read-only, and a process that is killed. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { file, GRADEBOOK, ok, project, sampleSchool, smallSchool, text } from '../support/pl.js';
import { COMMAND, ENV, sh } from './shell.js';

/** What the gradebook holds, and that SQLite finds it sound. */
async function state(): Promise<string> {
  const db = new Database(GRADEBOOK);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
  const outs = [];
  for (const command of ['status --json', 'log --csv', 'export evidence', 'progress --json'])
    outs.push((await ok(command)).out);
  return outs.join('');
}

/** A shell in which no file grows beyond so many KiB, as on a full disk. */
const full = (kib: number, command: string) =>
  sh(`trap '' XFSZ\nulimit -f ${kib}\n${command} 2>&1`);

const EVIDENCE = project('fixtures/evidence.csv');

describe('a full disk', () => {
  it('is said in words, exit 1, and the gradebook stays as it was', async () => {
    await ok('init');
    await ok(['import', 'roster', project('fixtures/roster.csv')]);
    await ok(['import', 'standards', project('fixtures/standards.csv')]);
    const before = await state();
    for (const [kib, command] of [
      [200, `pl import evidence ${EVIDENCE}`],
      [8, 'pl record ana rp.1 3'],
      [8, 'pl rollup'],
    ] as const) {
      const { code, out } = full(kib, command);
      expect({ command, code }).toEqual({ command, code: 1 });
      expect(out).toMatch(/^pl: gradebook\.db could not be .*disk/);
      expect(out).not.toMatch(/\bat .*\.js|a bug/);
      expect(await state()).toBe(before);
    }
  });

  it('leaves the file of -o as it was, and nothing beside it', async () => {
    await sampleSchool();
    file('evidence.csv', 'before');
    const { code, out } = full(100, 'pl export evidence -o evidence.csv');
    expect(code).toBe(1);
    expect(out).toContain('evidence.csv cannot be written: it is too large');
    expect(text('evidence.csv')).toBe('before');
    expect(readdirSync('.').filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

/** Where settings and profiles are. */
const OWN = { XDG_CONFIG_HOME: 'own' };

/** Root writes anywhere: then another user runs the program, where she can read it. */
const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const mayRun = sh('cd / && pl --version', {}, other).code === 0;

describe.skipIf(!mayRun)(
  'a place without permission (skipped where nobody but root can run pl)',
  () => {
    const owned = (path: string) => {
      if (other.uid !== undefined) chownSync(path, other.uid, other.gid);
    };

    it('reads a gradebook in a read-only folder, and refuses in words to write there', async () => {
      await smallSchool();
      mkdirSync('shelf');
      copyFileSync(GRADEBOOK, 'shelf/a.db');
      for (const path of ['.', 'shelf', 'shelf/a.db']) owned(path);
      chmodSync('shelf', 0o555);
      const read = sh('pl status --db shelf/a.db', {}, other);
      expect(read.code).toBe(0);
      expect(read.out).toContain('4 students');
      const { code, out, err } = sh('pl record ada rp.1 3 --db shelf/a.db', {}, other);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(
        'pl: shelf/a.db cannot be written: the file or its folder is read-only\n',
      );
      expect(readdirSync('shelf')).toEqual(['a.db']);
      chmodSync('shelf', 0o755);
    });

    it.each(['config.json', 'profiles.json'])('says what to do where %s is there', async (name) => {
      await ok('init');
      mkdirSync('own/pl', { recursive: true });
      file(`own/pl/${name}`, '{}');
      for (const path of ['.', GRADEBOOK, 'own', 'own/pl', `own/pl/${name}`]) owned(path);
      const read = () =>
        sh('pl import evidence none.csv --profile quiz; pl config', OWN, other).err;
      for (const shut of [`own/pl/${name}`, 'own/pl']) {
        const mode = statSync(shut).mode;
        chmodSync(shut, 0o000);
        const said = read();
        chmodSync(shut, mode);
        expect(said).toContain(
          `${name} cannot be read: permission denied (see that you may read it`,
        );
        expect(said).not.toContain('EACCES');
      }
      expect(read()).not.toContain('permission denied');
    });

    it('goes on with a gradebook whose protection is taken off, also after a copy', async () => {
      await smallSchool();
      for (const path of ['.', GRADEBOOK]) owned(path);
      chmodSync(GRADEBOOK, 0o400);
      expect(sh('pl backup copies', {}, other).code).toBe(0);
      chmodSync(GRADEBOOK, 0o600);
      expect(sh('pl record ada rp.1 3', {}, other)).toMatchObject({ code: 0, err: '' });
      expect(readdirSync('.').sort()).toEqual(['backups', 'copies', GRADEBOOK]);
    });

    it('writes to a device, which stands in a folder of the system', async () => {
      await smallSchool();
      for (const path of ['.', GRADEBOOK]) owned(path);
      const written = sh('pl students -o /dev/null', {}, other);
      expect(written).toEqual({ code: 0, out: '', err: '' });
    });

    it('refuses to make, read or write there', async () => {
      await smallSchool();
      file('roster.csv', 'student_id,name\n');
      chmodSync('roster.csv', 0o000);
      mkdirSync('shelf');
      for (const path of ['.', GRADEBOOK, 'roster.csv', 'shelf']) owned(path);
      chmodSync('shelf', 0o555);
      for (const [command, words] of [
        ['init --db shelf/b.db', 'shelf/b.db cannot be opened: permission denied'],
        ['init --db shelf/deep/b.db', 'shelf/deep/b.db cannot be opened: permission denied'],
        ['students --csv -o shelf/students.csv', 'cannot be written: permission denied'],
        ['import roster roster.csv', 'roster.csv cannot be read: permission denied'],
      ] as const) {
        const { code, err } = sh(`pl ${command}`, {}, other);
        expect({ command, code }).toEqual({ command, code: 1 });
        expect(err).toContain(words);
      }
      chmodSync('shelf', 0o755);
    });
  },
);

describe('kill -9', () => {
  it('during an import leaves the gradebook as it was, or the import whole', async () => {
    await ok('init');
    await ok(['import', 'roster', project('fixtures/roster.csv')]);
    await ok(['import', 'standards', project('fixtures/standards.csv')]);
    const before = await state();
    const [node, launcher] = COMMAND;
    const killedAfter = (milliseconds: number) =>
      new Promise<NodeJS.Signals | null>((resolve) => {
        const child = spawn(node, [launcher, 'import', 'evidence', EVIDENCE], { env: { ...ENV } });
        const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
        child.on('close', (_code, signal) => {
          clearTimeout(timer);
          resolve(signal);
        });
      });
    let whole = 0;
    for (let moment = 60; whole === 0 && moment < 5000; moment = Math.ceil(moment * 1.15)) {
      const signal = await killedAfter(moment);
      const after = await state();
      if (signal === null) expect(after).not.toBe(before);
      if (after !== before) {
        whole++;
        expect((await ok('status --json')).json()).toMatchObject({ evidence: 3384 });
      }
    }
    expect(whole).toBe(1);
  });

  it('after the answer loses nothing', async () => {
    await smallSchool();
    const [node, launcher] = COMMAND;
    const answered = await new Promise<string>((resolve) => {
      const child = spawn(node, [launcher, 'record', 'ada', 'rp.1', '3', '--json'], {
        env: { ...ENV },
      });
      let out = '';
      child.stdout.on('data', (data) => {
        out += data;
        child.kill('SIGKILL');
      });
      child.on('close', () => resolve(out));
    });
    expect(answered).toContain('"uid"');
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
  });
});
