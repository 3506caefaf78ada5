/** Timing whole commands in turn, so that a ratio holds while the machine's speed drifts. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** Seconds that one run takes. Throws when it ends with another code than 0. */
export function seconds([program, ...args], env) {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
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

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
