/** What is tried: valid files of every kind and format that `pl import` reads, right in the small school. */
import { EVIDENCE_SEEDS } from './seeds/evidence.js';
import { NATIVE_SEEDS } from './seeds/native.js';
import { ROSTER_SEEDS } from './seeds/rosters.js';
import type { Seed } from './seeds/seed.js';
import { STANDARDS_SEEDS } from './seeds/standards.js';
import { JSON_SEEDS } from './seeds/standards-json.js';

export const SEEDS: readonly Seed[] = [
  ...NATIVE_SEEDS,
  ...ROSTER_SEEDS,
  ...STANDARDS_SEEDS,
  ...JSON_SEEDS,
  ...EVIDENCE_SEEDS,
];
