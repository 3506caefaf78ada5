/** What a format of standards is. */
import type { Signs } from '../format.js';
import type { Member } from '../member.js';
import type { ReadStandards } from '../native/standards.js';

/** How a format of standards is read: one file. */
export interface StandardsFormat extends Signs {
  readonly read: (member: Member, options: StandardsFormatOptions) => ReadStandards;
}

export interface StandardsFormatOptions {
  readonly maps: readonly string[];
  /** Item types that are assessable (`--assessable`, lower case); null: where nothing lies under. */
  readonly assessable: readonly string[] | null;
}
