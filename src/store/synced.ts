/** Whether a gradebook lies where a cloud service copies files to and fro, which SQLite does not survive. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What is known of the place: nothing here is looked up. */
export interface SyncedPlace {
  /** The folder of the gradebook, whole; `/` or `\` between its parts. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a folder holds a file of this name. */
  readonly holds: (folder: string, name: string) => boolean;
}

/** Folder names by which services call their own, as patterns over one part of the path. */
const FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^OneDrive( - .+)?$/i, 'OneDrive'],
  [/^OneDrive-.+$/i, 'OneDrive'],
  [/^Dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^(Google ?Drive|GoogleDrive-.+|My Drive|DriveFS)$/i, 'Google Drive'],
  [/^(Mobile Documents|iCloud ?Drive)$/i, 'iCloud Drive'],
  [/^Box( Sync)?$/, 'Box'],
  [/^Box-Box$/, 'Box'],
  [/^Nextcloud\d*$/i, 'Nextcloud'],
  [/^ownCloud\d*$/i, 'ownCloud'],
  [/^p ?Cloud ?Drive$/i, 'pCloud'],
  [/^Proton ?Drive(-.+)?$/i, 'Proton Drive'],
  [/^MEGA(sync)?$/, 'MEGA'],
  [/^(Seafile|SynologyDrive|Tresorit|Syncthing)$/i, 'a file service'],
];

/** What services leave in the folders that they look after. */
const MARKERS: readonly (readonly [string, string])[] = [
  ['.stfolder', 'Syncthing'],
  ['.dropbox', 'Dropbox'],
  ['.dropbox.cache', 'Dropbox'],
  ['.nextcloudsync.log', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
  ['.tmp.drivedownload', 'Google Drive'],
  ['.tmp.driveupload', 'Google Drive'],
];

/** Where OneDrive says that its folders are. */
const VARIABLES = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'];

/** The service that keeps this folder in step with its own copy; null when none is known. */
export function syncService({ folder, env, holds }: SyncedPlace): string | null {
  const parts = folder.split(/[/\\]/);
  for (const part of parts) {
    const named = FOLDERS.find(([pattern]) => pattern.test(part));
    if (named !== undefined) return named[1];
  }
  if (VARIABLES.some((name) => liesIn(folder, env[name] ?? ''))) return 'OneDrive';
  for (let end = parts.length; end > 1; end--) {
    const parent = parts.slice(0, end).join('/');
    const marker = MARKERS.find(([name]) => holds(parent, name));
    if (marker !== undefined) return marker[1];
  }
  return null;
}

function liesIn(folder: string, outer: string): boolean {
  const tidy = (path: string) => `${path.replaceAll('\\', '/').replace(/\/+$/, '')}/`.toLowerCase();
  return outer !== '' && tidy(folder).startsWith(tidy(outer));
}

/**
 * Names of files that a service made of this gradebook when two computers changed it, such as
 * "gradebook (conflicted copy 2026-10-01).db".
 */
export function conflictedCopies(gradebook: string, names: readonly string[]): string[] {
  const start = gradebook.replace(/\.[^.]*$/, '');
  return names
    .filter((name) => name !== gradebook && name.startsWith(start))
    .filter((name) => CONFLICTED.test(name.slice(start.length)))
    .sort();
}

const CONFLICTED = /conflict(ed|ing)? ?copy|sync-conflict|[( _-]conflict|case conflict/i;

/** What to tell the owner of a gradebook about the place where it lies: nothing, or why it is in danger. */
export function placeWarnings(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const service = syncService({
    folder: wholeFolder(path),
    env,
    holds: (folder, name) => existsSync(join(folder, name)),
  });
  const conflicted = conflictedCopies(basename(path), namesBeside(path));
  return [
    ...(service === null
      ? []
      : [
          `the gradebook lies in a folder that ${service} keeps in step: it can be damaged when the service copies it while pl writes, or when two computers write. Move it out of there, and put only copies from backups/ into the cloud (--db or PL_DB say where it is)`,
        ]),
    ...(conflicted.length === 0
      ? []
      : [
          `beside the gradebook lies ${conflicted.join(', ')}: two computers have changed it, and each file may have what the other lacks; look at both (pl log --db FILE)`,
        ]),
  ];
}

/** Links followed; where the folder is not there yet, the path as it was given. */
function wholeFolder(path: string): string {
  try {
    return dirname(realpathSync(path));
  } catch {
    return dirname(resolve(path));
  }
}

function namesBeside(path: string): string[] {
  try {
    return readdirSync(dirname(path));
  } catch {
    return [];
  }
}
