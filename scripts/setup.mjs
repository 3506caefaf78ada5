/**
 * Installs what the project needs, once, so that `npm test` and `npm run demo` may be the first thing
 * typed in a fresh clone. Uses nothing but Node itself; does nothing when all is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const LEAST_NODE = 20;
const INSTALLED = 'node_modules/.package-lock.json';

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  fail(`pl needs Node.js ${LEAST_NODE} or newer; this is ${process.versions.node}`);
}
if (!isInstalled() || !databaseWorks()) {
  console.error(
    'installing what pl needs (once; a minute or two where SQLite has to be compiled) …',
  );
  install();
  if (!databaseWorks()) {
    fail('better-sqlite3 does not load: see whether npm may run install scripts, and try npm ci');
  }
}

/** Whether node_modules holds what the lock file asks for. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const here = packages(INSTALLED);
  return Object.entries(packages('package-lock.json')).every(
    ([path, { version, optional }]) => path === '' || optional || here[path]?.version === version,
  );
}

function packages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** Tried in a process of its own: a binary compiled for another Node may end it. */
function databaseWorks() {
  const attempt = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', attempt], { stdio: 'ignore' }).status === 0;
}

function install() {
  const windows = process.platform === 'win32';
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  });
  if (status !== 0) fail('npm ci has failed: the reason stands above');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
