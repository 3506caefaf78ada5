/** Nobody reads what `pl` says, or it has no room: data that is lost is never exit code 0. */
import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { asidePlace } from '../../src/leftovers.js';
import { asideOfDead } from '../support/aside.js';
import { file, GRADEBOOK, ok, pl, sampleSchool, text } from '../support/pl.js';
import { COMMAND, ENV, has, sh } from './shell.js';

beforeEach(sampleSchool);

const pieces = async () => (await ok('status --json')).json<{ evidence: number }>().evidence;

describe.skipIf(!existsSync('/dev/full'))('a full disk behind standard output', () => {
  it.each([
    'progress',
    'export evidence',
    'status --json',
    '--help',
    '--version',
    'demo',
  ])('pl %s ends with 1 and says so', (command) => {
    const { code, err } = sh(`pl ${command} >/dev/full`);
    expect(code).toBe(1);
    expect(err).toContain('standard output cannot be written: the disk is full');
    expect(err).not.toContain('a bug in pl');
  });

  it('what was entered is entered, and the message says that', async () => {
    const before = await pieces();
    const { code, err } = sh('pl record ana RP.1 3 --json >/dev/full');
    expect(code).toBe(1);
    expect(err).toContain('what was entered is in the gradebook');
    expect(await pieces()).toBe(before + 1);
  });

  it('behind standard error changes nothing', async () => {
    expect(sh('pl record ana RP.1 3 2>/dev/full').code).toBe(0);
    expect(sh('pl record nobody RP.1 3 2>/dev/full').code).toBe(1);
    expect(sh('pl record ana RP.1 2>/dev/full').code).toBe(2);
  });

  it('as the file of -o', () => {
    const { code, err } = sh('pl export evidence -o /dev/full');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'pl: /dev/full cannot be written: the disk is full\n',
    });
  });
});

describe('a reader who leaves', () => {
  it('is no failure', () => {
    const { out, err } = sh('pl export evidence | head -1; echo "codes $PIPESTATUS"');
    expect(out).toContain('codes 0');
    expect(err).toBe('');
  });

  it('does not make a refused import a good one', () => {
    file('bad.csv', 'student_id,competency,score,date\nnobody,RP.1,3,2026-09-01\n');
    const { out } = sh(
      'pl import evidence bad.csv --json | true; echo "codes $PIPESTATUS"; pl import evidence bad.csv --json >/dev/null; echo "codes $?"',
    );
    expect(out).toBe('codes 3\ncodes 3\n');
  });

  it('does not make a bad night a good one, and the next night says it', () => {
    mkdirSync('inbox');
    file('inbox/bad.csv', 'student_id,competency,score,date\nnobody,RP.1,3,2026-09-01\n');
    file('night.yaml', 'settle: 0\nevidence: inbox\n');
    const night = 'pl nightly night.yaml --json';
    expect(sh(`${night} | true; echo "codes $PIPESTATUS"`).out).toBe('codes 4\n');
    expect(sh(night).out).toContain('"unknown_student"');
  });
});

describe('the file of -o', () => {
  it('is never a gradebook nor what belongs to one', async () => {
    const before = await pieces();
    await ok('init --db other.db');
    linkSync(GRADEBOOK, 'linked');
    for (const place of [GRADEBOOK, 'other.db', 'linked', `${GRADEBOOK}-wal`]) {
      const { code, err } = await pl(['progress', '-o', place]);
      expect({ place, code }).toEqual({ place, code: 1 });
      expect(err).toContain('nothing is written over it');
    }
    expect(await pieces()).toBe(before);
  });

  it('is written where one was killed, and what that one left is cleared', async () => {
    mkdirSync('out');
    const own = basename(asidePlace('out'));
    file(asideOfDead('out'), 'half');
    file(`out/${own}`, 'at work');
    file('out/.pl-elsewhere-1-0123abcd.tmp', "another computer's");
    file('out/.profile', 'mine');
    await ok('export roster -o out/r.csv');
    expect(readdirSync('out').sort()).toEqual([
      '.pl-elsewhere-1-0123abcd.tmp',
      own,
      '.profile',
      'r.csv',
    ]);
    expect(text('out/r.csv')).toContain('s001');
  });
});

describe.skipIf(!has('script', '--version'))('a question at a terminal', () => {
  it.each([
    'SIGTERM',
    'SIGINT',
    'SIGHUP',
  ] as const)('that is ended by %s writes nothing and leaves the terminal as it was', async (signal) => {
    const before = await pieces();
    const [node, launcher] = COMMAND;
    const asks = `sh -c 'echo $$ >pid; exec ${node} ${launcher} record ana RP.1'`;
    const child = spawn('script', ['-qec', `${asks}; echo "ended $?"; stty -a`, '/dev/null'], {
      env: { ...ENV, TERM: 'xterm', SHELL: '/bin/sh' },
    });
    let [out, isEnded] = ['', false];
    child.stdout.on('data', (data) => {
      out += data;
      if (isEnded || !out.includes('Which level')) return;
      isEnded = true;
      process.kill(Number(text('pid')), signal);
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(out).toContain('ended 130');
    expect(out.split('ended')[1]).toMatch(/ icanon/);
    expect(out.split('ended')[1]).toMatch(/ echo /);
    expect(await pieces()).toBe(before);
  });
});
