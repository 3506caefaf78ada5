/** The flags of an import that are about rosters alone. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import { type MaxChange, readMaxChange } from '../../core/importing/roster-options.js';

export interface RosterFlags {
  readonly withdrawMissing?: boolean;
  readonly missing?: string;
  readonly rename?: boolean;
  readonly zeros?: boolean;
  readonly maxChange?: string;
}

export function withRosterFlags(command: Command): Command {
  return command
    .option('--withdraw-missing', 'rosters: withdraw active students who are not in a full roster')
    .option('--missing <file>', 'rosters: write who is not in a full roster to a file (CSV)')
    .option('--rename', 'rosters: an id may come with a name that is quite another')
    .option('--zeros', 'rosters: an id may differ by zeros in front; the longer is kept')
    .option(
      '--max-change <share>',
      'rosters: write nothing where more students than that (10% or 25) would be withdrawn, renamed or moved',
    );
}

const FLAGS = {
  withdrawMissing: '--withdraw-missing',
  missing: '--missing',
  rename: '--rename',
  zeros: '--zeros',
  maxChange: '--max-change',
} as const;

/** Throws `PlError('usage')` where the import is of something else, or a share cannot be read. */
export function checkRosterFlags(flags: RosterFlags, kind: string): void {
  for (const [key, flag] of Object.entries(FLAGS)) {
    if (kind !== 'roster' && flags[key as keyof RosterFlags] !== undefined) {
      throw new PlError('usage', `${flag} is for rosters, and this is an import of ${kind}`);
    }
  }
  maxChangeOf(flags);
}

/** Null: any number of students may change. */
export function maxChangeOf({ maxChange }: RosterFlags): MaxChange | null {
  if (maxChange === undefined) return null;
  const read = readMaxChange(maxChange);
  if (read !== null) return read;
  throw new PlError(
    'usage',
    `--max-change "${maxChange}" is neither percent nor a number of students: 10% or 25`,
  );
}
