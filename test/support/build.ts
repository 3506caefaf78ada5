/** For tests that start the program as a process: `dist` is built when it is missing or older than its sources. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The file that a build writes last. */
export const LAST = join(root, 'dist', 'THIRD-PARTY-LICENSES.txt');

/** Called once before all tests. */
export function setup(): void {
  const built = changed(LAST);
  const sources = [
    join(root, 'package.json'),
    join(root, 'scripts', 'build.mjs'),
    join(root, 'bin', 'compiled.js'),
    ...filesOf('src'),
  ];
  if (sources.every((source) => changed(source) <= built)) return;
  execFileSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
