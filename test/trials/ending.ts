/**
 * `pl` as a process that is killed (SIGKILL) at a chosen moment, and what it was doing then. A process
 * that is at work in a transaction holds SQLite's write lock, which Linux lists.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, watch } from 'node:fs';
import { COMMAND, ENV } from '../process/shell.js';
import { GRADEBOOK } from '../support/pl.js';

/**
 * When to kill: so long after the start, after the first sign that the gradebook is written, or after
 * the first word on standard output.
 */
export interface Moment {
  readonly from: 'start' | 'write' | 'answer';
  readonly milliseconds: number;
}

export interface Command {
  readonly words: readonly string[];
  /** What is piped in. */
  readonly stdin?: string;
  /** Keys for a terminal, typed as soon as it shows `prompt`. */
  readonly terminal?: { readonly prompt: string; readonly keys: string };
  readonly env?: Readonly<Record<string, string>>;
}

export interface Death {
  readonly out: string;
  readonly err: string;
  /** Whether it was killed; else it had ended before, with this exit code. */
  readonly killed: boolean;
  readonly code: number | null;
  /** Whether it was killed while it held the write lock. */
  readonly writing: boolean;
  /** How long it lived, and after how long the first sign of each came; in milliseconds. */
  readonly lived: number;
  readonly signs: Readonly<Partial<Record<Moment['from'], number>>>;
}

/** Runs `pl` in the test's folder and kills it at the moment; null: it is left to end by itself. */
export function killed(command: Command, moment: Moment | null): Promise<Death> {
  const began = performance.now();
  const child = started(command);
  let [out, err] = ['', ''];
  const signs: { -readonly [From in Moment['from']]?: number } = {};
  let [isKilled, writing] = [false, false];
  let typed = false;
  let timer: NodeJS.Timeout | undefined;
  const kill = () => {
    const pid = pidOf(child, command);
    if (pid === null || child.exitCode !== null) return;
    try {
      // Stopped, it cannot go on between the look and the end; `script` would stop with it.
      if (command.terminal === undefined) process.kill(pid, 'SIGSTOP');
      writing = holdsWriteLock(pid);
      process.kill(pid, 'SIGKILL');
      isKilled = true;
    } catch {
      // It has just ended by itself.
    }
  };
  const sign = (from: Moment['from']) => {
    if (signs[from] !== undefined) return;
    signs[from] = performance.now() - began;
    if (moment?.from === from) timer = setTimeout(kill, moment.milliseconds);
  };
  sign('start');
  const watcher = watch('.', (_event, name) => {
    if (name === `${GRADEBOOK}-wal`) sign('write');
  });
  child.stdout?.on('data', (data) => {
    out += data;
    sign('answer');
    if (typed || command.terminal === undefined || !out.includes(command.terminal.prompt)) return;
    typed = true;
    child.stdin?.write(command.terminal.keys);
  });
  child.stderr?.on('data', (data) => {
    err += data;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      watcher.close();
      resolve({
        out,
        err,
        killed: isKilled,
        code,
        writing,
        lived: performance.now() - began,
        signs,
      });
    });
  });
}

const PID = 'pl.pid';

function started({ words, stdin = '', terminal, env = {} }: Command): ChildProcess {
  const [node, launcher] = COMMAND;
  const own = {
    ...ENV,
    PL_USER: 'fair',
    XDG_STATE_HOME: '.state',
    XDG_CACHE_HOME: '.cache',
    ...env,
  };
  if (terminal !== undefined) {
    rmSync(PID, { force: true });
    const quoted = [node, launcher, ...words].map((word) => `'${word}'`).join(' ');
    // The shell becomes `pl`, so that its number is that of the process to kill.
    return spawn('script', ['-qec', `echo $$ > ${PID}; exec ${quoted}`, '/dev/null'], {
      env: { ...own, TERM: 'xterm', SHELL: '/bin/sh' },
    });
  }
  const child = spawn(node, [launcher, ...words], { env: own });
  // One that is killed before it has read all is no fault of the test.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  return child;
}

/** The process of `pl` itself; null while there is none yet. */
function pidOf(child: ChildProcess, { terminal }: Command): number | null {
  if (terminal === undefined) return child.pid ?? null;
  const text = existsSync(PID) ? readFileSync(PID, 'utf8').trim() : '';
  return text === '' ? null : Number(text);
}

/** SQLite's lock for writers is byte 120 of the file that its readers and writers share. */
function holdsWriteLock(pid: number): boolean {
  if (!existsSync('/proc/locks')) return false;
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .some((line) => new RegExp(` WRITE +${pid} \\S+ 120 12\\d$`).test(line));
}
