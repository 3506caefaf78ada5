/** Timing whole commands in turn, so that a ratio holds while the machine's speed drifts. */
import { spawn, spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** One run: its seconds, its exit code, and what it said. */
export function timed([program, ...args], env) {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
  });
  return { seconds: (performance.now() - start) / 1000, status, stderr };
}

/** Seconds that one run takes. Throws when it ends with another code than 0. */
export function seconds(command, env) {
  const { seconds: taken, status, stderr } = timed(command, env);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  return taken;
}

/** Runs two commands in turn, after one run each that does not count; medians and the ratio by pairs. */
export function compare(command, reference, runs, env) {
  seconds(command, env);
  seconds(reference, env);
  const pairs = Array.from({ length: runs }, () => [
    seconds(command, env),
    seconds(reference, env),
  ]);
  return {
    seconds: median(pairs.map(([own]) => own)),
    reference: median(pairs.map(([, other]) => other)),
    ratio: median(pairs.map(([own, other]) => own / other)),
  };
}

/**
 * The same for a command that asks: from its start until its terminal, which is one of `script` and
 * counts too, shows a text. Then it is cancelled.
 */
export async function compareShown(line, text, reference, runs, env) {
  await secondsShown(line, text, env);
  const pairs = [];
  for (let run = 0; run < runs; run++) {
    pairs.push([await secondsShown(line, text, env), seconds(reference, env)]);
  }
  return {
    seconds: median(pairs.map(([own]) => own)),
    ratio: median(pairs.map(([own, other]) => own / other)),
  };
}

function secondsShown(line, text, env) {
  const start = performance.now();
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm', ...env },
    timeout: 20_000,
  });
  let screen = '';
  let shown = null;
  child.stdout.on('data', (data) => {
    screen += data;
    if (shown !== null || !screen.includes(text)) return;
    shown = (performance.now() - start) / 1000;
    child.stdin.write('\x03');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () =>
      shown === null ? reject(new Error(`"${text}" is never shown: ${screen}`)) : resolve(shown),
    );
  });
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
