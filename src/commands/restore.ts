/** `pl restore`: a copy put back in the place of the gradebook; what stood there is kept. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import { typedWord } from '../core/nightly/words.js';
import { removeDatabase } from '../database-files.js';
import { Cancelled } from '../io.js';
import { clearBeside } from '../leftovers.js';
import { visible } from '../output/safe.js';
import { lastEntryIn } from '../store/copies/copying.js';
import { fillFrom, goOnFrom, type Lost, lostBy } from '../store/copies/restore.js';
import { forgetAgain, forgottenAt } from '../store/copies/restore-forgotten.js';
import { damageOf, isSealed, stage, takePlace } from '../store/copies/staging.js';
import type { Origin } from '../store/forgetting/origins.js';
import type { Gradebook } from '../store/open.js';
import { printList } from './lists.js';
import { knownPassphrase, type PassphraseFlags, withPassphraseFile } from './passphrase.js';
import { type ChoiceFlags, COPY_COLUMNS, chosen, copiesOf } from './restore-choice.js';
import { forgottenLines, lostLines } from './restore-words.js';
import type { Session } from './session.js';

interface RestoreFlags extends PassphraseFlags, ChoiceFlags {
  readonly list?: boolean;
  readonly yes?: boolean;
}

export function define(command: Command, session: Session): void {
  command
    .description(
      'put a copy of the gradebook in its place; the copy is checked first, and what stood there is kept',
    )
    .argument('[backup]', 'a copy: a path, or a name in the folder backups')
    .option('--list', 'list the copies that are known of, the oldest first')
    .option('--last', 'the newest copy that is good')
    .option('--day <day>', 'the newest copy of this day or before')
    .option('--yes', 'do it without asking');
  withPassphraseFile(command)
    .addHelpText('after', EXAMPLES)
    .action((backup: string | undefined, flags: RestoreFlags) => restore(session, backup, flags));
}

const EXAMPLES = `
For a slip you need none of this: pl undo.

Examples:
  pl restore --list
  pl restore --last --yes
  pl restore --day 2026-10-01 --yes
  pl restore gradebook-before-import-2026-10-01-412.db --yes
  pl restore /media/stick/gradebook-backup-2026-10-01-412.db.age --yes`;

async function restore(
  session: Session,
  named: string | undefined,
  flags: RestoreFlags,
): Promise<void> {
  clearBeside(session.path);
  refuseUnclear(session, named, flags);
  const there = await whatIsThere(session);
  const book = there.kind === 'sound' ? there.book : null;
  if (flags.list === true) {
    const known = copiesOf(session.path, book);
    const none = `there is no copy of ${session.path}`;
    // A path that is cut cannot be typed.
    return printList(session, known, COPY_COLUMNS, none, Number.POSITIVE_INFINITY);
  }
  const candidates = await chosen(session, book, named, flags);
  const { backup, staged } = await stagedFirst(session, candidates, flags);
  try {
    const plan = planned(session, there, backup, staged);
    await confirm(session, there, plan, flags);
    await tell(session, plan, putBack(session, there, plan));
  } finally {
    removeDatabase(staged);
  }
}

/** The first of the copies that is good, beside the gradebook and checked. */
async function stagedFirst(
  session: Session,
  candidates: readonly string[],
  flags: RestoreFlags,
): Promise<{ readonly backup: string; readonly staged: string }> {
  const passOver = (backup: string, error: unknown): void => {
    if (backup === candidates.at(-1) || !(error instanceof PlError)) throw error;
    session.say(`passed over ${backup}: ${error.message}`);
  };
  for (const backup of candidates) {
    refuseItself(session, backup);
    let isLocked: boolean;
    try {
      isLocked = isSealed(backup);
    } catch (error) {
      passOver(backup, error);
      continue;
    }
    const passphrase = isLocked ? await knownPassphrase(session, flags) : null;
    try {
      return { backup, staged: await stage(backup, session.path, passphrase) };
    } catch (error) {
      passOver(backup, error);
    }
  }
  throw new PlError('not_found', `there is no copy of ${session.path}`);
}

function refuseItself(session: Session, backup: string): void {
  if (resolve(backup) !== resolve(session.path)) return;
  const message = `${backup} is the gradebook itself, not a copy`;
  throw new PlError('invalid', message, 'pl restore --list');
}

function refuseUnclear(session: Session, named: string | undefined, flags: RestoreFlags): void {
  const ways = [named, flags.list, flags.last, flags.day].filter((way) => way !== undefined);
  if (ways.length > 1) throw new PlError('usage', 'a copy, --last, --day and --list: choose one');
  if (session.interactive || flags.list === true) return;
  if (ways.length === 0)
    throw new PlError(
      'usage',
      'which copy? name one, or give --last or --day',
      'pl restore --list',
    );
  if (flags.yes !== true && existsSync(session.path))
    throw new PlError(
      'usage',
      'a restore replaces the gradebook: give --yes',
      `pl restore ${wayWords(named, flags)} --yes`,
    );
}

/** The copy that was asked for, as it is typed. */
function wayWords(named: string | undefined, { day }: RestoreFlags): string {
  if (named !== undefined) return typedWord(named);
  return day === undefined ? '--last' : `--day ${typedWord(day)}`;
}

/** What stands in the place of the gradebook. */
type There =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sound'; readonly book: Gradebook; readonly last: number }
  | { readonly kind: 'damaged'; readonly why: string };

async function whatIsThere(session: Session): Promise<There> {
  if (!existsSync(session.path)) return { kind: 'nothing' };
  const why = damageOf(session.path);
  if (why !== null) return { kind: 'damaged', why };
  const book = await session.book();
  return { kind: 'sound', book, last: lastEntryIn(book.db) };
}

interface Plan {
  readonly backup: string;
  readonly staged: string;
  /** Who was forgotten in what stands there; null: that cannot be read. */
  readonly forgotten: readonly Origin[] | null;
  /** How many of them the copy still had, and has no longer. */
  readonly again: number;
  /** Null: nothing is known to be lost. */
  readonly lost: Lost | null;
}

/** Whoever was forgotten is erased in the staged copy, before any of it is taken over. */
function planned(session: Session, there: There, backup: string, staged: string): Plan {
  const lost = there.kind === 'sound' ? lostBy(there.book, staged) : null;
  const forgotten = there.kind === 'nothing' ? [] : forgottenAt(session.path);
  return { backup, staged, lost, forgotten, again: forgetAgain(staged, forgotten ?? []) };
}

/** Nothing is asked where there is nothing to lose. */
async function confirm(
  session: Session,
  there: There,
  { backup, lost, forgotten, again }: Plan,
  flags: RestoreFlags,
): Promise<void> {
  if (there.kind === 'damaged') session.say(`${there.why}: it will be moved aside`);
  if (lost !== null) for (const line of lostLines(lost)) session.say(line);
  for (const line of forgottenLines(forgotten === null ? null : again)) session.say(line);
  if (flags.yes === true || there.kind === 'nothing') return;
  const isSure = await session.ask.choose(`Put ${visible(backup)} in its place?`, [
    { name: 'yes, put it back', value: true },
    { name: 'no, leave all as it is', value: false },
  ]);
  if (!isSure) throw new Cancelled();
}

/** What was done: where what stood there is now; null: nothing stood there. */
function putBack(
  session: Session,
  there: There,
  { backup, staged, forgotten }: Plan,
): string | null {
  const facts = session.entry('restore', { about: basename(backup) });
  if (there.kind === 'sound')
    return fillFrom(there.book, staged, facts, there.last, forgotten ?? []);
  goOnFrom(staged, facts, session.today, forgotten ?? []);
  return takePlace(session.path, staged, session.today);
}

async function tell(
  session: Session,
  { backup, lost, forgotten, again }: Plan,
  kept: string | null,
): Promise<void> {
  const facts = {
    gradebook: session.path,
    backup,
    kept,
    entries_lost: lost?.entries ?? null,
    forgotten_again: forgotten === null ? null : again,
  };
  if (session.format === 'json') return session.print.json(facts);
  if (session.format === 'csv')
    return await session.print.csv(Object.keys(facts), [Object.values(facts)]);
  session.say(`${session.path} is as it was in ${backup}`);
  if (kept !== null) session.say(`what stood there is kept in ${kept}`);
}
