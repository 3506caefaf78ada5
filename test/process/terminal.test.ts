/** A real terminal, by `script`; the rest of what terminals get is tested in process. */
import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exists, GRADEBOOK, ok, smallSchool } from '../support/pl.js';
import { atTerminal, COMMAND, has, sh } from './shell.js';

const canDo = has('script', '-qec', 'true', '/dev/null');

describe.skipIf(!canDo)('at a terminal (skipped where there is no `script`)', () => {
  it('there is colour, unless NO_COLOR or --no-color say otherwise', async () => {
    await smallSchool();
    expect((await atTerminal('progress ada')).out).toContain('\x1b[1m');
    expect((await atTerminal('progress ada --no-color')).out).not.toContain('\x1b[1m');
    expect((await atTerminal('progress ada', { NO_COLOR: '1' })).out).not.toContain('\x1b[1m');
    expect((await atTerminal('progress ada', { TERM: 'dumb' })).out).not.toContain('\x1b[1m');
    expect(sh('pl progress ada').out).not.toContain('\x1b');
  });

  it('control characters of a name never arrive', async () => {
    await smallSchool();
    await ok(['student', 'add', 'eve', 'Eve\x1b]0;owned\x07', 'N\u202eame']);
    await ok(['record', 'eve', 'rp.1', '3', '--title', '\x1b[2J']);
    for (const command of [
      'students',
      'students --csv',
      'progress eve',
      'explain eve rp.1',
      'log',
    ]) {
      const { out } = await atTerminal(`${command} --no-color`);
      expect({
        command,
        raw: ['\x1b]', '\x07', '\u202e', '\x1b[2J'].filter((one) => out.includes(one)),
      }).toEqual({
        command,
        raw: [],
      });
    }
  });

  it('what is missing is asked for, and Ctrl-C writes nothing', async () => {
    const name = { prompt: 'Who are you', keys: '\x03' };
    expect((await atTerminal('init', {}, name)).code).toBe(130);
    expect(exists(GRADEBOOK)).toBe(false);
    await smallSchool();
    const level = (keys: string) => ({ prompt: 'Which level?', keys });
    expect((await atTerminal('record ada rp.1', {}, level('\x03'))).code).toBe(130);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 0 });
    expect((await atTerminal('record ada rp.1 --json', {}, level('3\r'))).code).toBe(0);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
    const who = { prompt: 'Which student', keys: '\x1b[B\r' };
    expect((await atTerminal('record ad rp.1 4', {}, who)).code).toBe(0);
    expect((await ok('export evidence')).out).toContain('ada,math,6.RP.A.1,3,');
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 2 });
  });

  it('lines are pasted until an empty one that nothing follows, or Ctrl-D, and then asked about', async () => {
    await smallSchool();
    const paste = (keys: string) => ({ prompt: 'an empty line ends it', keys });
    const asked = (keys: string) => ({ prompt: '? (y/n)', keys });
    const all = await atTerminal(
      'record --paste',
      {},
      paste('ada rp.1 3\ta note\r\rben rp.1 2\r\r'),
      asked('y\r'),
    );
    expect(all.code).toBe(0);
    expect((await ok('export evidence')).lines).toHaveLength(3);
    const none = await atTerminal('record --paste', {}, paste('ada rp.2 3\r\x04'), asked('n\r'));
    expect(none.code).toBe(130);
    expect((await atTerminal('record --paste', {}, paste('ada rp.2 3\r\x03'))).code).toBe(130);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 2 });
  });

  it('bare pl is a home screen', async () => {
    await smallSchool();
    expect((await atTerminal('')).out).toContain('4 students, 5 competencies');
  });
});

describe('the launcher', () => {
  it('runs by a link to it, from any folder', async () => {
    await smallSchool();
    symlinkSync(COMMAND[1], 'pl');
    const { code, out } = sh(
      'cd / && "$NODE" "$OLDPWD/pl" students --csv --db "$OLDPWD/gradebook.db"',
    );
    expect(code).toBe(0);
    expect(out).toBe((await ok('students --csv')).out);
  });

  it.each([
    'Pacific/Auckland',
    'America/Los_Angeles',
    'UTC',
  ])('takes the day on the wall in %s', async (zone) => {
    await smallSchool();
    for (const hour of ['00:30:00', '23:30:00']) {
      const env = { TZ: zone, PL_NOW: `2026-10-01T${hour}` };
      expect(sh('pl record ada rp.1 3', env).code).toBe(0);
      expect(sh('pl export evidence | tail -1', env).out).toContain(',2026-10-01,');
    }
  });

  it('makes files that only their owner reads, whatever the umask', () => {
    const { out } = sh('umask 000; pl init; pl students --csv -o s.csv; ls -l gradebook.db s.csv');
    expect(out.match(/^-rw-------/gm)).toHaveLength(2);
  });
});
