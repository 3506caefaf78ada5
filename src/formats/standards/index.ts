/** The formats of standards other than `pl`'s own. */
import { ASN } from './asn.js';
import { CANVAS_OUTCOMES } from './canvas-outcomes.js';
import { CASE_FORMATS } from './case.js';
import { CSP } from './csp.js';
import { CTDL } from './ctdl.js';
import { DEPTH_MARKS } from './depth-marks.js';
import type { StandardsFormat } from './format.js';
import { LEARNING_COMMONS } from './learning-commons.js';
import { LEVEL_COLUMNS } from './level-columns.js';
import { MOODLE_FRAMEWORK } from './moodle.js';
import { MOODLE_OUTCOMES } from './moodle-outcomes.js';
import { OPENSALT } from './opensalt.js';
import { SPLIT_CODE } from './split-code.js';

export const STANDARDS_FORMATS: readonly StandardsFormat[] = [
  ...CASE_FORMATS,
  ASN,
  CSP,
  MOODLE_FRAMEWORK,
  MOODLE_OUTCOMES,
  CANVAS_OUTCOMES,
  OPENSALT,
  CTDL,
  LEARNING_COMMONS,
  SPLIT_CODE,
  DEPTH_MARKS,
  LEVEL_COLUMNS,
];
