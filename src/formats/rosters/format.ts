/** What a format of rosters is. */
import type { Problem } from '../../core/errors.js';
import type { RosterSet } from '../../core/importing/roster-set.js';
import type { Signs } from '../format.js';
import type { Member } from '../member.js';

/** How a format of rosters is read: all files of it together. */
export interface RosterFormat extends Signs {
  readonly read: (members: readonly Member[], options: RosterOptions) => ReadRoster;
}

export interface RosterOptions {
  /** The letter of the standard: what is usually accepted with a warning is one with `--strict`. */
  readonly strict: boolean;
}

export interface ReadRoster {
  /** Null where the files as a whole cannot be read: `problems` say why. */
  readonly set: RosterSet | null;
  readonly problems: readonly Problem[];
  /** Files of the set that were left unread on purpose, with the reason. */
  readonly unread: readonly { readonly file: string; readonly why: string }[];
}
