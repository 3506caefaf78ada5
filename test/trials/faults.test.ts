/**
 * Disks that are full, protected or broken: a command does all or says why not and does nothing, leaves
 * nothing behind, and works when the disk does. What only reads works all the time.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { sh } from '../process/shell.js';
import { file, GRADEBOOK, ok, sampleSchool } from '../support/pl.js';
import { ALL, type Harm, OWN_MOUNTS, SHORT } from './harms.js';
import { longFile } from './jobs.js';
import { LONG, say } from './size.js';
import { difference, isSame, type State, stateOf } from './state.js';
import { tried } from './tried.js';

/** What a person would do on a bad disk; each makes one entry or one file, or only reads. */
const JOBS: Readonly<Record<string, string>> = {
  record: 'record ana RP.1 3 --json',
  'import evidence': 'import evidence long.csv --json',
  rollup: 'rollup --json',
  undo: 'undo --json',
  'import roster': 'import roster roster.csv --json',
  'reportcard issue -o': 'reportcard issue --term "Autumn 2025" -o disk/cards.csv --quiet',
  'export -o': 'export evidence -o disk/out.csv',
  config: 'config section 7A',
  init: 'init --db disk/other.db',
  status: 'status --json',
  progress: 'progress --json',
  ready: 'ready --csv',
  export: 'export mastery',
  check: 'check --quick',
};

const READS = new Set(['status', 'progress', 'ready', 'export', 'check']);

/** Each command's exit code, first word of complaint, and the files of the disk after it. */
interface Seen {
  readonly code: number;
  readonly err: string;
  readonly left: readonly string[];
  readonly state: State;
}

const skipped = new Set<string>();
const refused = new Map<string, number>();
const faults = LONG ? ALL : SHORT;

describe('a disk that refuses', () => {
  it.each(
    Object.keys(JOBS),
  )('pl %s: all or nothing, said, and again when it is mended', async (name) => {
    const words = JOBS[name] ?? '';
    await sampleSchool();
    file('long.csv', longFile());
    file('roster.csv', 'student_id,first_name,last_name\nnew1,Nia,Newman\n');
    copyFileSync(GRADEBOOK, 'start.db');
    const before = stateOf('start.db');
    const after = await lived(words);
    for (const harm of faults) {
      if (!harm.isThere) skipped.add(harm.name);
      else {
        await tried(`disk: ${harm.name}`, (survived) => {
          const fail = (what: string, seen: Seen) => {
            throw new Error(`${harm.name} (${harm.harm}): ${what}\n${seen.code} ${seen.err}`);
          };
          const [first, second] = run(words, harm);
          judge(name, first, before, after, fail);
          refused.set(harm.name, (refused.get(harm.name) ?? 0) + first.code);
          if (second.code !== 0) fail('it does not work when the disk does', second);
          if (!isSame(second.state, after))
            fail(`not what it would have done\n${difference(second.state, after)}`, second);
          const beside = second.left.filter((one) => !KNOWN.includes(one));
          if (beside.length > 0) fail(`left behind: ${beside.join(' ')}`, second);
          survived();
        });
      }
    }
  });
});

afterAll(() => {
  const counts = [...refused].map(([harm, times]) => `${harm} ${times}`);
  say(`refused: ${counts.join(', ')}`);
  // A disk that refuses nothing is no trial.
  for (const [harm, times] of refused) expect({ harm, is: times > 0 }).toEqual({ harm, is: true });
  if (skipped.size > 0) say(`not tried, as this machine cannot: ${[...skipped].join(', ')}`);
});

/** Files that may lie on the disk in the end. */
const KNOWN = [GRADEBOOK, 'cards.csv', 'cards.csv.manifest.json', 'out.csv', 'other.db', 'config'];

/** All or nothing, with words for a person. */
function judge(
  name: string,
  seen: Seen,
  before: State,
  after: State,
  fail: (what: string, seen: Seen) => void,
): void {
  if (seen.code === 0) {
    if (!isSame(seen.state, after)) fail(`not all\n${difference(seen.state, after)}`, seen);
    return;
  }
  if (seen.code !== 1) fail('exit code', seen);
  if (!/disk|read-only|denied|too large|size of files/.test(seen.err)) fail('words', seen);
  if (!isSame(seen.state, before)) fail(`not nothing\n${difference(seen.state, before)}`, seen);
  if (READS.has(name)) fail('what only reads is refused', seen);
  const beside = seen.left.filter(
    (one) => !/^(gradebook|other)\.db(-wal|-shm)?$|^fill$|^config$/.test(one),
  );
  if (beside.length > 0) fail(`left behind: ${beside.join(' ')}`, seen);
}

/** The gradebook after a run that nothing disturbs. */
async function lived(words: string): Promise<State> {
  mkdirSync('disk');
  copyFileSync('start.db', 'disk/calm.db');
  await ok(words, {
    env: {
      PL_DB: 'disk/calm.db',
      PL_NOW: '2026-10-01T09:00:00',
      PL_USER: 'fair',
      XDG_CONFIG_HOME: 'disk/config',
    },
  });
  const state = stateOf('disk/calm.db');
  rmSync('disk', { recursive: true });
  return state;
}

/** Runs the command on the bad disk and on the mended one; what the gradebook is then is looked at in copies. */
function run(words: string, harm: Harm): [Seen, Seen] {
  for (const name of ['disk', 'seen']) rmSync(name, { recursive: true, force: true });
  mkdirSync('seen');
  const script = `
    export PL_DB=disk/${GRADEBOOK} PL_USER=fair PL_NO_BACKUP=1 XDG_CONFIG_HOME=disk/config XDG_CACHE_HOME=$PWD/cache
    INSIDE="${harm.inside ?? ''}"
    umask 077
    # What is seen is kept in variables until the disk is mended.
    see() {
      ERR=$($INSIDE "$NODE" "$LAUNCHER" "$@" 2>&1 >/dev/null)
      CODE=$?
    }
    look() {
      echo $CODE >seen/code$1
      echo "$ERR" >seen/err$1
      ls -A disk >seen/left$1
      cp disk/${GRADEBOOK} seen/$1.db
      if [ -e disk/${GRADEBOOK}-wal ]; then cp disk/${GRADEBOOK}-wal seen/$1.db-wal; fi
    }
    ${harm.make}
    cp start.db disk/${GRADEBOOK}
    ${isFor(harm)}
    ${harm.harm}
    see ${words}
    ${harm.mend}
    look 1
    if [ $CODE = 0 ]; then see status; else see ${words}; fi
    look 2`;
  writeFileSync('script', script);
  const { err } = sh(harm.mounts ? `exec ${OWN_MOUNTS.join(' ')} bash script` : '. ./script');
  if (!existsSync('seen/2.db')) throw new Error(`the trial itself failed: ${err}`);
  return [seen(1), seen(2)];
}

/** Somebody else must be able to be in the folder and to read what is imported. */
const isFor = ({ inside }: Harm) =>
  inside?.startsWith('setpriv') ? 'chmod 777 . ; chmod a+r *.csv' : '';

function seen(n: number): Seen {
  const read = (name: string) => readFileSync(`seen/${name}${n}`, 'utf8');
  return {
    code: Number(read('code')),
    err: read('err'),
    left: read('left')
      .split('\n')
      .filter((name) => name !== ''),
    state: stateOf(`seen/${n}.db`),
  };
}
