/** The passphrase of a locked copy: from a file, from `PL_PASSPHRASE`, or asked; never on the command line. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { readBytes } from '../files.js';
import type { Session } from './session.js';

export interface PassphraseFlags {
  readonly passphrase?: boolean;
  readonly passphraseFile?: string;
}

/** The fewest letters of a passphrase that a copy is locked with. */
const FEWEST = 8;

/** Adds the flag that names a file, which both locking and opening take. */
export function withPassphraseFile(command: Command): Command {
  return command.option(
    '--passphrase-file <file>',
    'the passphrase is the first line of this file (also: PL_PASSPHRASE)',
  );
}

/** What a new copy is to be locked with; null: with nothing. Asked twice at a terminal. */
export async function newPassphrase(
  session: Session,
  flags: PassphraseFlags,
): Promise<string | null> {
  const given = givenPassphrase(session, flags);
  if (given === null && flags.passphrase !== true) return null;
  const passphrase = given ?? (await askTwice(session));
  if ([...passphrase].length < FEWEST)
    throw new PlError('invalid', `the passphrase is too short: at least ${FEWEST} letters`);
  return passphrase;
}

/** The passphrase of a copy that is there. */
export async function knownPassphrase(session: Session, flags: PassphraseFlags): Promise<string> {
  const given = givenPassphrase(session, flags);
  if (given !== null) return given;
  refuseScript(session, 'the copy is locked');
  return session.ask.secret('Passphrase (not shown):');
}

function givenPassphrase(session: Session, flags: PassphraseFlags): string | null {
  if (flags.passphraseFile !== undefined) return firstLine(flags.passphraseFile);
  return session.io.env.PL_PASSPHRASE || null;
}

function firstLine(path: string): string {
  return Buffer.from(readBytes(path)).toString('utf8').split(/\r?\n/, 1)[0] ?? '';
}

async function askTwice(session: Session): Promise<string> {
  refuseScript(session, '--passphrase asks at a terminal');
  const first = await session.ask.secret('Passphrase for the copy (not shown):');
  const second = await session.ask.secret('Once more:');
  if (first === second) return first;
  throw new PlError('invalid', 'the two passphrases differ: no copy was made');
}

function refuseScript(session: Session, why: string): void {
  if (session.interactive) return;
  throw new PlError('usage', `${why}: set PL_PASSPHRASE or give --passphrase-file FILE`);
}
