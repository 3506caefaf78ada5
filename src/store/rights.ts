/** Who else on the computer can get at the gradebook: what is said of it, and how it is mended. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What is known of the place: nothing here is looked up. */
export interface GuardedPlace {
  /** The gradebook, whole; `/` or `\` between its parts. */
  readonly path: string;
  readonly platform: string;
  /** Rights of the file and of its folder as POSIX has them; null where they are not known. */
  readonly fileMode: number | null;
  readonly folderMode: number | null;
  /** The user's own folder on Windows (`USERPROFILE`); '' where it is not known. */
  readonly profile: string;
}

/** Bits of a mode: what the group and all others may do, and who may rename what lies in a folder. */
const OTHERS_ANY = 0o077;
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * What to tell its owner: nothing, or who else can get at it and the command that mends it. A folder
 * that others may list does no harm, as the file has rights of its own; one in which they may write does.
 */
export function rightsWarnings(place: GuardedPlace): string[] {
  if (place.platform === 'win32') return windowsWarnings(place);
  const { path, fileMode, folderMode } = place;
  const folder = dirname(path);
  const file = fileMode ?? 0;
  const isOpen = (mode: number) => (mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0;
  return [
    ...((file & OTHERS_ANY) === 0
      ? []
      : [
          `other users of this computer may ${(file & OTHERS_WRITE) === 0 ? 'read' : 'change'} the gradebook (${octal(file)}): chmod 600 ${quoted(path)}`,
        ]),
    ...(isOpen(folderMode ?? 0)
      ? [
          `other users of this computer may put another file in place of the gradebook (its folder is ${octal(folderMode ?? 0)}): chmod go-w ${quoted(folder)}`,
        ]
      : []),
  ];
}

/**
 * On Windows a file has the rights of its folder. Those of the user's own folder keep other users out;
 * what lies elsewhere on the disk, or on a share, others can mostly read.
 */
function windowsWarnings({ path, profile }: GuardedPlace): string[] {
  const tidy = (text: string) => text.replaceAll('/', '\\').replace(/\\+$/, '').toLowerCase();
  if (profile === '') return [];
  const [whole, own] = [tidy(path), `${tidy(profile)}\\`];
  if (whole.startsWith(own) && !whole.startsWith(`${own}..`)) return [];
  const where = whole.startsWith('\\\\') ? 'on a share' : `outside your own folder (${profile})`;
  return [
    `the gradebook lies ${where}, where other users may be able to read it: move it into your own folder, or take their rights away: icacls "${path}" /inheritance:r /grant:r "%USERNAME%:F"`,
  ];
}

/** Looks at the gradebook, links followed; nothing is said of what cannot be looked at. */
export function rightsAt(
  path: string,
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const whole = resolve(path);
  return rightsWarnings({
    path: whole,
    platform,
    fileMode: modeOf(whole),
    folderMode: modeOf(dirname(whole)),
    profile: env.USERPROFILE ?? '',
  });
}

function modeOf(path: string): number | null {
  try {
    return statSync(path).mode & 0o7777;
  } catch {
    return null;
  }
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
