// Loads the program as machine code that an earlier run left behind: reading and compiling it anew is
// most of what a teacher waits for. Newer versions of node can do this by themselves.
'use strict';

const {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const nodeModule = require('node:module');
const { homedir } = require('node:os');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const { env, platform, pid, version, arch } = process;

/** Verbs of every day, and bare `pl`: they have a file of their own, a third as long as that of all verbs. */
const EVERYDAY = [
  ...['home', 'record', 'ready', 'progress', 'explain', 'status', 'students', 'note'],
  ...['undo', 'strike', 'fix', 'log'],
];

/**
 * The program for these words, and `keep`, which leaves its machine code behind for the next run where
 * there is none yet: one a verb and kind of output, as each needs other functions. A code that V8 does not
 * take, or a folder that cannot be written, only costs the time.
 */
function loadCompiled(dist, argv) {
  const verb = verbOf(argv);
  const file = join(dist, EVERYDAY.includes(verb) ? 'everyday.cjs' : 'main.cjs');
  const load = nodeModule.createRequire(file);
  if (env.NODE_DISABLE_COMPILE_CACHE === '1') return { program: load(file), keep: () => {} };
  if (nodeModule.enableCompileCache !== undefined) {
    nodeModule.enableCompileCache(folder());
    return { program: load(file), keep: () => {} };
  }
  const { size, mtimeMs } = statSync(file);
  const kind = `${verb}-${['json', 'csv'].find((data) => argv.includes(`--${data}`)) ?? 'page'}`;
  const name = `${kind}-${version}-${arch}-${size}-${Math.trunc(mtimeMs)}.code`;
  const cache = join(folder(), name);
  const cachedData = contents(cache);
  // The bundle is plain ASCII, which V8 keeps and reads at half the size.
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  const script = new Script(source, {
    filename: file,
    ...(cachedData === null ? {} : { cachedData }),
  });
  const loaded = { exports: {} };
  script.runInThisContext()(loaded.exports, load, loaded, file, dirname(file));
  const isKept = cachedData !== null && script.cachedDataRejected === false;
  // Who asks for help runs next to nothing of what the verb needs.
  const isHelp = argv.includes('--help') || argv.includes('-h');
  return { program: loaded.exports, keep: () => isKept || isHelp || save(cache, script, kind) };
}

/** The verb where it comes first, but for the gradebook; 'pl' where that cannot be told. */
function verbOf(argv) {
  const [word = 'home'] = argv[0] === '--db' ? argv.slice(2) : argv;
  if (argv.length === 1 && (word === '--version' || word === '-V')) return 'home';
  return /^[a-z_]+$/.test(word) ? word : 'pl';
}

function folder() {
  if (platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'pl', 'code');
  return join(
    env.XDG_CACHE_HOME || join(homedir(), platform === 'darwin' ? 'Library/Caches' : '.cache'),
    'pl',
  );
}

function contents(path) {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Whole or not at all, in place of what older versions left; on a full disk it leaves nothing. */
function save(cache, script, kind) {
  const beside = `${cache}.${pid}`;
  try {
    // V8 takes machine code only under the flags under which it was made: here those of a start, without
    // what a long list has set since for its memory.
    require('node:v8').setFlagsFromString('--heap-growing-percent=0');
    mkdirSync(dirname(cache), { recursive: true, mode: 0o700 });
    writeFileSync(beside, script.createCachedData(), { mode: 0o600 });
    renameSync(beside, cache);
    for (const name of readdirSync(dirname(cache))) {
      const old = join(dirname(cache), name);
      if (name.startsWith(`${kind}-`) && name.includes('.code') && old !== cache)
        rmSync(old, { force: true });
    }
  } catch {
    // Without the cache the next run is a little slower, and nothing else.
    try {
      rmSync(beside, { force: true });
    } catch {}
  }
}

module.exports = { EVERYDAY, loadCompiled };
