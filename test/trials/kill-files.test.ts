/** `pl` is killed while it writes a file: each file is as it was or as it is to be, and what lay beside it goes. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { file, GRADEBOOK, ok, sampleSchool } from '../support/pl.js';
import { killed, type Moment } from './ending.js';
import { times } from './size.js';
import { look, type State } from './state.js';
import { tried } from './tried.js';

const PSEUDONYMS = 'export mastery --pseudonyms -o out/p.csv'.split(' ');

/** What writes files in the folder `out`, and whether a text that is no file of ours may lie there before. */
const JOBS: readonly (readonly [string, readonly string[], boolean])[] = [
  ['export -o', 'export evidence -o out/a.csv'.split(' '), true],
  ['export mastery -o', 'export mastery --json -o out/a.json'.split(' '), true],
  [
    'reportcard issue -o',
    ['reportcard', 'issue', '--quiet', '-o', 'out/t.csv', '--term', 'Autumn 2025'],
    true,
  ],
  ['export --pseudonyms -o', [...PSEUDONYMS, '--key-file', 'key.txt'], true],
  ['config', 'config section 7A'.split(' '), false],
];

const env = { XDG_CONFIG_HOME: 'out' };
const OLD = 'what was there\n';
const SEED = 20261002;
it.each(JOBS)('pl %s', async (name, words, mayBeThere) => {
  await sampleSchool();
  const first = readFileSync(GRADEBOOK);
  const before = await look('look.db');
  mkdirSync('out');
  file('key.txt', `${'0123456789abcdef'.repeat(4)}\n`);
  const { after, lived } = await usual(words, first);
  const wanted = contents();
  expect(wanted.size).toBeGreaterThan(0);
  await tried(`killed: ${name}`, async (survived) => {
    for (const [n, moment] of moments(lived, times(8)).entries()) {
      const there = n % 2 === 0 && mayBeThere ? [...wanted.keys()] : [];
      begin(first, there);
      const death = await killed({ words, env }, moment);
      for (const [path, content] of contents())
        if (!isAside(path) && content !== wanted.get(path))
          expect({ path, content }).toEqual({ path, content: OLD });
      const state = await look('look.db');
      expect([before.length, after.length]).toContain(state.length);
      writeFileSync(GRADEBOOK, first);
      await ok(words, { env: { ...env, PL_USER: 'fair' } });
      expect([...contents().keys()]).toEqual([...wanted.keys()]);
      if (death.killed) survived();
    }
  });
});

it('a new key of pseudonyms is whole, and there before any file under it', async () => {
  await sampleSchool();
  const first = readFileSync(GRADEBOOK);
  const words = [...PSEUDONYMS, '--key-file', 'out/key'];
  mkdirSync('out');
  const { lived } = await usual(words, first);
  await tried('killed: a new key of pseudonyms', async (survived) => {
    for (const moment of moments(lived, times(6))) {
      begin(first, []);
      const death = await killed({ words, env }, moment);
      const left = contents();
      const [key, under] = [left.get('key'), left.get('p.csv')];
      expect(key ?? `${'0'.repeat(64)}\n`).toMatch(/^[0-9a-f]{64}\n$/);
      if (under !== undefined) expect(key).toBeDefined();
      await ok(words, { env });
      const again = contents();
      expect([...again.keys()]).toEqual(['key', 'p.csv']);
      if (key !== undefined) expect(again.get('key')).toBe(key);
      if (under !== undefined) expect(again.get('p.csv')).toBe(under);
      if (death.killed) survived();
    }
  });
});

/** What a run comes to that nobody disturbs, and how long it takes once caches are filled. */
async function usual(
  words: readonly string[],
  first: Uint8Array,
): Promise<{ after: State; lived: number }> {
  let lived = 0;
  for (let n = 0; n < 2; n++) {
    begin(first, []);
    const run = await killed({ words, env }, null);
    expect({ code: run.code, err: run.code === 0 ? '' : run.err }).toEqual({ code: 0, err: '' });
    lived = run.lived;
  }
  return { after: await look('look.db'), lived };
}

/** The gradebook as it was, and a folder in which nothing lies but an old text at these places. */
function begin(first: Uint8Array, there: readonly string[]): void {
  for (const end of ['-wal', '-shm']) rmSync(GRADEBOOK + end, { force: true });
  writeFileSync(GRADEBOOK, first, { mode: 0o600 });
  rmSync('out', { recursive: true, force: true });
  mkdirSync('out');
  for (const path of there) {
    mkdirSync(dirname(join('out', path)), { recursive: true });
    writeFileSync(join('out', path), OLD);
  }
}

/** From the start to a bit after the usual end, most of them in the second half, where files are written. */
function moments(lived: number, many: number): Moment[] {
  const draws = fc.sample(fc.nat(999_999), { seed: SEED, numRuns: many });
  return draws.map((draw) => ({
    from: 'start',
    milliseconds: Math.sqrt(draw / 1_000_000) * lived * 1.1,
  }));
}

const isAside = (path: string) => /(^|\/)\.pl-/.test(path);

/** Every file in the folder, by its path. */
function contents(): Map<string, string> {
  const files = readdirSync('out', { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice('out/'.length));
  return new Map(paths.sort().map((path) => [path, readFileSync(join('out', path), 'utf8')]));
}
