import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { terminalLines } from '../../src/pasting.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A terminal at which keys are pressed, and a while passes after each text. */
async function paste(...texts: readonly string[]) {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = { stdin, stderr } as unknown as Pick<NodeJS.Process, 'stdin' | 'stderr'>;
  let lines: string | null = null;
  const reading = terminalLines(() => terminal)('paste').then((text) => {
    lines = text;
  });
  await new Promise((invited) => stderr.once('data', invited));
  for (const text of texts) {
    stdin.write(text);
    await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(1000);
  }
  const shown: string | null = lines;
  stdin.end();
  await reading;
  return shown;
}

it('ends at an empty line that nothing follows', async () => {
  expect(await paste('ana rp.1 3\r\rben rp.1 2\r\r')).toBe('ana rp.1 3\n\nben rp.1 2\n\n');
  expect(await paste('ana rp.1 3\r\rben rp.1 2\r')).toBeNull();
});

it('does not end while a line after the empty one is unfinished', async () => {
  expect(await paste('ana rp.1 3\r\rben rp.1 2')).toBeNull();
  expect(await paste('ana rp.1 3\r\rben rp.1 2', '\r')).toBeNull();
  expect(await paste('ana rp.1 3\r\rben rp.1 2', '\r', '\r')).toBe('ana rp.1 3\n\nben rp.1 2\n\n');
});
