/** The formats of standards other than `pl`'s own. */

import type { Signs } from '../format.js';
import type { Member } from '../member.js';
import type { ReadStandards } from '../native/standards.js';
import { CANVAS_OUTCOMES } from './canvas-outcomes.js';
import { CTDL } from './ctdl.js';
import { DEPTH_MARKS } from './depth-marks.js';
import { LEVEL_COLUMNS } from './level-columns.js';
import { MOODLE_FRAMEWORK } from './moodle.js';
import { MOODLE_OUTCOMES } from './moodle-outcomes.js';
import { OPENSALT } from './opensalt.js';
import { SPLIT_CODE } from './split-code.js';

/** How a format of standards is read: one file. */
export interface StandardsFormat extends Signs {
  readonly read: (member: Member, options: StandardsFormatOptions) => ReadStandards;
}

export interface StandardsFormatOptions {
  readonly maps: readonly string[];
  /** Item types that are assessable (`--assessable`, lower case); null: where nothing lies under. */
  readonly assessable: readonly string[] | null;
}

export const STANDARDS_FORMATS: readonly StandardsFormat[] = [
  MOODLE_FRAMEWORK,
  MOODLE_OUTCOMES,
  CANVAS_OUTCOMES,
  OPENSALT,
  CTDL,
  SPLIT_CODE,
  DEPTH_MARKS,
  LEVEL_COLUMNS,
];
