/** The formats of evidence other than `pl`'s own. */

import type { Signs } from '../format.js';
import type { Member } from '../member.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead } from '../table.js';
import { CANVAS_GRADEBOOK } from './canvas-gradebook.js';
import { CANVAS_MASTERY } from './canvas-mastery.js';
import { CANVAS_OUTCOME_RESULTS } from './canvas-outcome-results.js';
import { GOOGLE_FORMS } from './google-forms.js';
import {
  MASTERYCONNECT,
  MASTERYCONNECT_BENCHMARK,
  MASTERYCONNECT_ITEMS,
} from './masteryconnect.js';
import { NWEA_MAP } from './nwea-map.js';
import { ONEROSTER_RESULTS_1_1, ONEROSTER_RESULTS_1_2 } from './oneroster.js';
import { OUTSIDE_TEST } from './outside-test.js';

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

export const EVIDENCE_FORMATS: readonly EvidenceFormat[] = [
  ONEROSTER_RESULTS_1_1,
  ONEROSTER_RESULTS_1_2,
  CANVAS_MASTERY,
  CANVAS_GRADEBOOK,
  CANVAS_OUTCOME_RESULTS,
  GOOGLE_FORMS,
  MASTERYCONNECT,
  MASTERYCONNECT_ITEMS,
  MASTERYCONNECT_BENCHMARK,
  NWEA_MAP,
  OUTSIDE_TEST,
];
