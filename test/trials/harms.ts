/**
 * Ways in which a disk refuses: each a few lines of bash around a command in the folder `disk`, which need
 * what not every machine gives. `pl` is the program, `start.db` the gradebook as it was.
 */
import { userInfo } from 'node:os';
import { has, sh } from '../process/shell.js';

export interface Harm {
  readonly name: string;
  /** Whether this machine can do it. */
  readonly isThere: boolean;
  /** Makes the folder `disk`, which is empty. */
  readonly make: string;
  /** What is done before the command, and takes it back. */
  readonly harm: string;
  readonly mend: string;
  /** Runs every `pl` inside this command. */
  readonly inside?: string;
  /** A script of its own, in which disks can be mounted that nobody else sees. */
  readonly mounts: boolean;
}

const isRoot = userInfo().uid === 0;

/** Those who are not root get a world in which they are. */
export const OWN_MOUNTS = isRoot ? ['unshare', '-m'] : ['unshare', '-Urm'];

const canMount = has(
  OWN_MOUNTS[0] ?? '',
  ...OWN_MOUNTS.slice(1),
  'bash',
  '-c',
  'mount -t tmpfs none /tmp',
);

const canTrace = has('strace', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true');

/** Root is kept from nothing by rights: it becomes nobody, who must be able to read the program. */
const AS_NOBODY = 'setpriv --reuid=65534 --regid=65534 --clear-groups';
const canBeNobody = isRoot && sh(`${AS_NOBODY} "$NODE" "$LAUNCHER" --version`).code === 0;
const OWNER = isRoot ? 'chown -R 65534 disk . ;' : '';

/** A disk on which so many kilobytes are left. */
const full = (left: number): Harm => ({
  name: 'full disk',
  isThere: canMount,
  make: 'mkdir disk; mount -t tmpfs -o size=8m none disk',
  harm: `dd if=/dev/zero of=disk/fill bs=1k status=none 2>&-; truncate -s -${left}k disk/fill`,
  mend: 'rm disk/fill',
  mounts: true,
});

/** No file may be longer than so many kilobytes. */
const limited = (kilobytes: number): Harm => ({
  name: 'ulimit -f',
  isThere: true,
  make: 'mkdir disk',
  harm: `ulimit -S -f ${kilobytes}`,
  mend: 'ulimit -S -f unlimited',
  mounts: false,
});

const protectedDisk: Harm = {
  name: 'read-only disk',
  isThere: canMount,
  make: 'mkdir disk; mount -t tmpfs -o size=8m none disk',
  harm: 'mount -o remount,bind,ro disk',
  mend: 'mount -o remount,bind,rw disk',
  mounts: true,
};

const rights = (name: string, harm: string, mend: string): Harm => ({
  name,
  isThere: !isRoot || canBeNobody,
  make: 'mkdir disk',
  harm: `${OWNER} ${harm}`,
  mend,
  ...(isRoot ? { inside: AS_NOBODY } : {}),
  mounts: false,
});

/** The n-th such call of the system, or it and all later ones, end with an error. */
const failing = (call: string, error: string, when: string): Harm => ({
  name: `${call}: ${error}`,
  isThere: canTrace,
  make: 'mkdir disk',
  harm: 'true',
  mend: 'unset INSIDE',
  inside: `strace -f -o trace -P $PWD/disk/gradebook.db -P $PWD/disk/gradebook.db-wal -P $PWD/disk -e trace=${call} -e inject=${call}:error=${error}:when=${when}`,
  mounts: false,
});

const FULL = [0, 4, 16, 40, 80, 200, 600].map(full);
const LIMITS = [0, 8, 40, 200, 500].map(limited);
const RIGHTS = [
  rights('read-only file', 'chmod 400 disk/gradebook.db', 'chmod 600 disk/gradebook.db'),
  rights('read-only folder', 'chmod 500 disk', 'chmod 700 disk'),
];
const FAILING = ['pwrite64', 'fsync', 'ftruncate'].flatMap((call) =>
  ['1', '2', '4', '1+', '3+'].flatMap((when) =>
    ['EIO', ...(call === 'pwrite64' ? ['ENOSPC'] : [])].map((error) => failing(call, error, when)),
  ),
);

/** A few of each for every run of the tests. */
export const SHORT: readonly Harm[] = [
  full(0),
  limited(40),
  protectedDisk,
  ...RIGHTS,
  failing('pwrite64', 'EIO', '1+'),
];

export const ALL: readonly Harm[] = [...FULL, ...LIMITS, protectedDisk, ...RIGHTS, ...FAILING];
