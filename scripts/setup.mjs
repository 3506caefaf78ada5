/** Installs what the project needs, once, so that `npm test` and `npm run demo` work in a fresh clone. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const wanted = readFileSync('package-lock.json', 'utf8');
const stamp = 'node_modules/.package-lock.json';

if (
  !existsSync(stamp) ||
  !existsSync('node_modules/better-sqlite3/build/Release/better_sqlite3.node') ||
  differs()
) {
  console.error(
    'installing what pl needs (once; a minute or two where SQLite has to be compiled) …',
  );
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Whether the lock file asks for other versions than are installed. */
function differs() {
  const installed = JSON.parse(readFileSync(stamp, 'utf8')).packages;
  return Object.entries(JSON.parse(wanted).packages).some(
    ([path, { version, optional }]) =>
      path !== '' && !optional && installed[path]?.version !== version,
  );
}
