/** `--profile`: how a file is read is kept under a name once it was accepted, and used by that name. */
import { PlError } from '../../core/errors.js';
import { type Profile, type Profiles, readProfiles, writeProfiles } from '../../profiles.js';
import { printList } from '../lists.js';
import type { Session } from '../session.js';
import type { ImportFlags, ImportKind } from './flags.js';

/** What a flag is called in a profile. */
const KEPT = {
  dateFormat: 'date_format',
  kind: 'kind',
  framework: 'framework',
  outOf: 'out_of',
  sheet: 'sheet',
} as const;

type KeptFlag = keyof typeof KEPT;
const KEPT_FLAGS = Object.keys(KEPT) as KeptFlag[];

export interface ProfileUse {
  /** The flags with what the profile says filled in. */
  readonly flags: ImportFlags;
  /** Keeps the profile, where it is new or said anew; to be called once the import was written. */
  readonly save: () => void;
}

/**
 * A name that is not known yet keeps the maps and flags of this import. A known one fills in what is
 * not said; `--map` said anew changes what is kept. Throws `PlError('usage')` for an unknown name
 * with nothing to keep, and for a profile of another kind of file.
 */
export function useProfile(session: Session, kind: ImportKind, flags: ImportFlags): ProfileUse {
  const name = flags.profile;
  if (name === undefined) return { flags, save: () => {} };
  const profiles = readProfiles(session.io);
  const known = profiles.get(name);
  if (known !== undefined && known.import !== kind) {
    throw new PlError('usage', `profile "${name}" is for ${known.import}, not for ${kind}`);
  }
  if (known === undefined && !saysHow(flags)) throw unknownProfile(name, profiles);
  if (known !== undefined) askAgain(session, name, known, flags);
  const filled = known === undefined ? flags : filledIn(flags, known);
  const isNew = known === undefined || flags.map !== undefined;
  return { flags: filled, save: isNew ? () => save(session, kind, name, filled) : () => {} };
}

/** What tells a piece from others and is no part of a profile, with what to write for it. */
const SAID_AGAIN = { title: '--title TITLE', by: '--by NAME' } as const;
const SAID_FLAGS = Object.keys(SAID_AGAIN) as (keyof typeof SAID_AGAIN)[];

/** Without its title the same sheet would come in a second time, as other pieces. */
function askAgain(session: Session, name: string, { said }: Profile, flags: ImportFlags): void {
  const missing = SAID_FLAGS.filter((flag) => said.includes(flag) && flags[flag] === undefined);
  if (missing.length === 0) return;
  const what = missing.map((flag) => SAID_AGAIN[flag]).join(' ');
  session.say(
    `warning: profile "${name}" was first used with ${what}, and without it now: a sheet that came in so before comes in a second time`,
  );
}

function saysHow(flags: ImportFlags): boolean {
  return flags.map !== undefined || KEPT_FLAGS.some((key) => flags[key] !== undefined);
}

function unknownProfile(name: string, profiles: Profiles): PlError {
  const there =
    profiles.size === 0
      ? 'none is kept yet; --map with it keeps one'
      : `there are ${[...profiles.keys()].map((one) => `"${one}"`).join(', ')}`;
  return new PlError('usage', `there is no profile "${name}": ${there}`, 'pl import profiles');
}

/** What is said now comes before what is kept. */
function filledIn(flags: ImportFlags, profile: Profile): ImportFlags {
  const kept = KEPT_FLAGS.map((key) => [key, flags[key] ?? profile[KEPT[key]] ?? undefined]);
  return { ...flags, map: flags.map ?? profile.map, ...Object.fromEntries(kept) };
}

/** Read again, since another import may have kept something meanwhile. */
function save(session: Session, kind: ImportKind, name: string, flags: ImportFlags): void {
  const profile: Profile = {
    import: kind,
    map: flags.map ?? [],
    date_format: flags.dateFormat ?? null,
    kind: flags.kind ?? null,
    framework: flags.framework ?? null,
    out_of: flags.outOf ?? null,
    sheet: flags.sheet ?? null,
    said: SAID_FLAGS.filter((flag) => flags[flag] !== undefined),
  };
  writeProfiles(session.io, new Map([...readProfiles(session.io), [name, profile]]));
  session.say(
    `profile "${name}" kept; next time: pl import ${kind} FILE --profile ${quoted(name)}${again(flags)}`,
  );
}

/** What a profile does not keep and was said of this file. */
function again(flags: ImportFlags): string {
  const said = [
    flags.date === undefined ? '' : ' --date DAY',
    ...SAID_FLAGS.map((flag) => (flags[flag] === undefined ? '' : ` ${SAID_AGAIN[flag]}`)),
    flags.section === undefined ? '' : ' --section SECTION',
  ];
  return said.join('');
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}

/** The message with the name of the profile, where what it keeps does not fit the file. */
export function inProfile(error: unknown, { profile, map }: ImportFlags): unknown {
  if (profile === undefined || map !== undefined) return error;
  if (!(error instanceof PlError) || error.code !== 'usage') return error;
  return new PlError('usage', `profile "${profile}": ${error.message}`, error.hint);
}

/** `pl import profiles`: those that are kept. */
export async function listProfiles(session: Session): Promise<void> {
  const rows = [...readProfiles(session.io)].map(([name, profile]) => ({ name, ...profile }));
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  await printList(
    session,
    rows,
    [
      { key: 'profile', title: 'Profile', value: ({ name }) => name },
      { key: 'import', title: 'For', value: (one) => one.import },
      { key: 'map', title: 'Maps', value: ({ map }) => map.join(';') },
      { key: 'date_format', title: 'Dates', value: (one) => one.date_format },
      { key: 'kind', title: 'Kind', value: ({ kind }) => kind },
      { key: 'framework', title: 'Framework', value: ({ framework }) => framework },
      { key: 'out_of', title: 'Out of', value: (one) => one.out_of },
      { key: 'sheet', title: 'Sheet', value: ({ sheet }) => sheet },
      { key: 'said', title: 'Say again', value: ({ said }) => said.join(';') },
    ],
    'no profiles are kept: pl import evidence FILE --map "student=HEADER" --profile NAME',
  );
}
