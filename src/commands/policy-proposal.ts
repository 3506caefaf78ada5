/** Reading a proposed policy at the keyboard: the same words, checked in the same way, as `policy set`. */
import type { Id, PolicySetting, PolicyValue } from '../core/model.js';
import type { PolicyKey } from '../core/policy.js';
import type { Standards } from '../core/standards.js';
import type { Session } from './session.js';

export interface LevelFlags {
  readonly framework?: string;
  readonly competency?: string;
}

/** Where keys are set or looked at. */
export interface Level {
  readonly framework: Id | null;
  readonly competency: Id | null;
  readonly name: string;
  /** The settings that hold there, its own included. */
  readonly settings: readonly PolicySetting[];
  readonly top: number;
}

export type Said = ReadonlyMap<PolicyKey, PolicyValue | undefined>;

/** How `pl policy set` reads what is typed; `compare` and `lint` read it so too. */
export interface PolicyReading {
  /** Keys with their values, undefined for what is taken back. Throws `PlError` with all faults. */
  readonly readPairs: (pairs: readonly string[]) => Said;
  readonly levelOf: (session: Session, standards: Standards, flags: LevelFlags) => Promise<Level>;
  /** Throws `PlError` where the keys cannot hold at that level. */
  readonly refuse: (level: Level, said: Said) => void;
}
