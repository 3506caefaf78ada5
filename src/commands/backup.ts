/** `pl backup`: a checked copy of the gradebook, beside it or in a folder of your choice. */
import { realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { makeBackup, removeOldBackups } from '../store/copies/asked-backup.js';
import { noteCopy } from '../store/copies/known.js';
import type { Gradebook } from '../store/open.js';
import { newPassphrase, type PassphraseFlags, withPassphraseFile } from './passphrase.js';
import type { Session } from './session.js';

interface BackupFlags extends PassphraseFlags {
  readonly keep?: string;
  readonly full?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .description(
      'make a copy of the gradebook, while others may write, and check it; by default in the folder backups beside it',
    )
    .argument('[dir]', 'the folder; it is made where it is not there')
    .option('--keep <n>', 'of the copies made here by pl backup keep the newest n, the new one too')
    .option('--passphrase', 'lock the copy with a passphrase, which is asked for twice')
    .option('--full', 'read every row of the copy, also where that takes long (from 256 MB)');
  withPassphraseFile(command)
    .addHelpText('after', EXAMPLES)
    .action((folder: string | undefined, flags: BackupFlags) => backup(session, folder, flags));
}

const EXAMPLES = `
A locked copy is in the age format (https://age-encryption.org). Without its passphrase nobody can read
it again, and nobody can tell you the passphrase. pl restore puts a copy back.

Examples:
  pl backup
  pl backup D:/copies --keep 8
  pl backup --passphrase-file key.txt
  pl backup /media/stick --json`;

async function backup(
  session: Session,
  folder: string | undefined,
  flags: BackupFlags,
): Promise<void> {
  const keep = flags.keep === undefined ? null : Number(flags.keep);
  if (keep !== null && (!Number.isInteger(keep) || keep < 1))
    throw new PlError('usage', `--keep "${flags.keep}" is not a whole number above 0`);
  const passphrase = await newPassphrase(session, flags);
  const book = await session.book();
  const made = realpathSync(
    await makeBackup(book, { folder: folder ?? null, passphrase, full: flags.full === true }),
  );
  const removed = remember(session, book, made, keep);
  const bytes = statSync(made).size;
  const isLocked = passphrase !== null;
  if (session.format === 'json')
    return session.print.json({ backup: made, bytes, locked: isLocked, removed });
  if (session.format === 'csv')
    return session.print.csv(
      ['backup', 'bytes', 'locked', 'removed'],
      [[made, bytes, isLocked, removed.join(';')]],
    );
  const shown = folder === undefined ? made : join(folder, basename(made));
  session.say(`made ${shown}${isLocked ? ', locked' : ''}`);
  for (const path of removed) session.say(`removed ${path}`);
}

/** The copy is there: that the gradebook cannot take note of it is said and does no harm. */
function remember(session: Session, book: Gradebook, made: string, keep: number | null): string[] {
  try {
    noteCopy(book, { path: made, kind: 'backup', at: session.instant });
    return keep === null ? [] : removeOldBackups(book, made, keep);
  } catch (error) {
    if (!(error instanceof PlError)) throw error;
    session.say(
      `warning: the copy is made, and the gradebook could not take note of it: ${error.message}`,
    );
    return [];
  }
}
