/** The formats of evidence other than `pl`'s own. */
import { CANVAS_GRADEBOOK } from './canvas-gradebook.js';
import { CANVAS_MASTERY } from './canvas-mastery.js';
import { CANVAS_OUTCOME_RESULTS } from './canvas-outcome-results.js';
import type { EvidenceFormat } from './format.js';
import { GOOGLE_FORMS } from './google-forms.js';
import {
  MASTERYCONNECT,
  MASTERYCONNECT_BENCHMARK,
  MASTERYCONNECT_ITEMS,
} from './masteryconnect.js';
import { NWEA_MAP } from './nwea-map.js';
import { ONEROSTER_RESULTS_1_1, ONEROSTER_RESULTS_1_2 } from './oneroster.js';
import { OUTSIDE_TEST } from './outside-test.js';

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
