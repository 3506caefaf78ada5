/** The formats of evidence other than `pl`'s own. */

import type { Signs } from '../format.js';
import type { Member } from '../member.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead } from '../table.js';
import { ONEROSTER_RESULTS_1_1, ONEROSTER_RESULTS_1_2 } from './oneroster.js';

/** How a format of evidence is read: one table, row by row, with what other files say beside it. */
export interface EvidenceFormat extends Signs {
  /** The table of the scores among the files; null: it is not there. */
  readonly main: (members: readonly Member[]) => Member | null;
  readonly reader: (
    table: TableHead,
    maps: readonly string[],
    options: EvidenceOptions,
    members: readonly Member[],
  ) => EvidenceReader;
}

export const EVIDENCE_FORMATS: readonly EvidenceFormat[] = [
  ONEROSTER_RESULTS_1_1,
  ONEROSTER_RESULTS_1_2,
];
