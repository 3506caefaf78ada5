/** What a format of evidence is. */
import type { Signs } from '../format.js';
import type { Member } from '../member.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead } from '../table.js';

/** How a format of evidence is read: one table, row by row, with what other files say beside it. */
export interface EvidenceFormat extends Signs {
  /** The table of the scores among the files; null: it is not there. */
  readonly main: (members: readonly Member[]) => Member | null;
  /** Whether `--cuts` says what its scores mean. */
  readonly takesCuts?: boolean;
  readonly reader: (
    table: TableHead,
    maps: readonly string[],
    options: EvidenceOptions,
    members: readonly Member[],
  ) => EvidenceReader;
}
