/** The formats of rosters other than `pl`'s own. */
import { asm } from './asm.js';
import { canvasSis } from './canvas-sis.js';
import { clever } from './clever.js';
import type { RosterFormat } from './format.js';
import { ONEROSTER_1_1, ONEROSTER_1_2 } from './oneroster.js';
import { sds1 } from './sds-1.js';
import { sds2, sds21 } from './sds-2.js';

export const ROSTER_FORMATS: readonly RosterFormat[] = [
  ONEROSTER_1_1,
  ONEROSTER_1_2,
  clever,
  canvasSis,
  sds1,
  sds2,
  sds21,
  asm,
];
