/** `pl` as a process of its own, in a shell as a teacher or a script has it. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { LAST } from '../support/build.js';
import { GRADEBOOK, project } from '../support/pl.js';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const LAUNCHER = project('bin/pl.js');

if (!existsSync(LAST)) {
  throw new Error('dist is missing: npm run build, or the global setup test/support/build.ts');
}

const { TZ } = process.env;

/** Empty, and open to whoever runs the program. */
const HOME = mkdtempSync(join(tmpdir(), 'pl-home-'));
chmodSync(HOME, 0o755);
afterAll(() => rmSync(HOME, { recursive: true, force: true }));

/** What a process is started with: nothing of the machine but where programs are, and the zone of the test. */
export const ENV: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  HOME,
  LANG: 'C.UTF-8',
  ...(TZ === undefined ? {} : { TZ }),
  PL_DB: GRADEBOOK,
  PL_NOW: '2026-10-01T09:00:00',
  NODE: process.execPath,
  LAUNCHER,
};

/** Runs a bash script in the test's folder, in which `pl` is the program. */
export function sh(
  script: string,
  env: Readonly<Record<string, string>> = {},
  who: { readonly uid?: number; readonly gid?: number } = {},
): Ended {
  const { status, stdout, stderr, error } = spawnSync(
    'bash',
    ['--norc', '-c', `${PL}\n${script}`],
    {
      env: { ...ENV, ...env },
      encoding: 'utf8',
      timeout: process.env.MODE === 'trials' ? 600_000 : 240_000,
      maxBuffer: 64 * 1024 * 1024,
      ...who,
    },
  );
  if (error !== undefined) throw error;
  return { code: status, out: stdout, err: stderr };
}

const PL = 'pl() { "$NODE" "$LAUNCHER" "$@"; }';

/** The command line that starts `pl` without the shell's function. */
export const COMMAND = [process.execPath, LAUNCHER] as const;

/**
 * Runs `pl` at a terminal of its own, by util-linux's `script`. Once the screen shows a `prompt`,
 * its keys are typed, one step after the other.
 */
export function atTerminal(
  command: string,
  env: Readonly<Record<string, string>> = {},
  ...steps: readonly { readonly prompt: string; readonly keys: string }[]
): Promise<Ended> {
  const line = `'${COMMAND.join("' '")}' ${command}`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { ...ENV, TERM: 'xterm', SHELL: '/bin/sh', ...env },
    timeout: 120_000,
  });
  let out = '';
  const left = [...steps];
  child.stdout.on('data', (data) => {
    out += data;
    const [next] = left;
    if (next === undefined || !out.includes(next.prompt)) return;
    left.shift();
    child.stdin.write(next.keys);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err: '' }));
  });
}

/** Whether a program is there and does this. */
export function has(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
