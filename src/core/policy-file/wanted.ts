/** What a policy file says of a gradebook: scales, who uses them, and settings, each with its line. */
import type { Id, Level } from '../model.js';
import type { DatedSetting, PolicyKey } from '../policy.js';
import type { Place } from '../policy-place.js';

export interface WantedScale {
  readonly name: string;
  readonly levels: readonly Level[];
  readonly line: number;
}

/** A framework or competency on a scale, which is named in lower case. */
export interface WantedUse {
  readonly of: Id;
  readonly scale: string;
  readonly line: number;
}

export interface WantedSetting extends DatedSetting {
  readonly key: PolicyKey;
  readonly line: number;
}

export interface Wanted {
  /** The default one first. */
  readonly scales: readonly WantedScale[];
  readonly frameworks: readonly WantedUse[];
  readonly competencies: readonly WantedUse[];
  readonly settings: readonly WantedSetting[];
  /** Where a key could not be read that decides whether others fit. */
  readonly unread: readonly Place[];
  readonly areScalesRead: boolean;
}
