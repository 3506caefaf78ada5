/** What a nightly run is asked to do: the commands of `pl` in their own words, in one fixed order. */

/** What is imported from a place that stays, and only when what lies there has changed. */
export type WatchedKind = 'roster' | 'standards' | 'pathways' | 'groups';

/** A command that is run as it stands. */
export type OwnVerb = 'backup' | 'rollup' | 'retention' | 'check';

export type NightlyStep =
  | { readonly kind: 'verb'; readonly name: OwnVerb; readonly words: readonly string[] }
  /** `path`: a file, a zip or a folder. */
  | {
      readonly kind: 'watched';
      readonly name: WatchedKind;
      readonly path: string;
      readonly flags: readonly string[];
    }
  /** Each file of the folder is evidence, and leaves it when it was read. */
  | {
      readonly kind: 'evidence';
      readonly name: 'evidence';
      readonly folder: string;
      readonly flags: readonly string[];
      readonly done: string;
      readonly refused: string;
    }
  /** Each `.db` of the folder is a colleague's gradebook, and stays. */
  | {
      readonly kind: 'merge';
      readonly name: 'merge';
      readonly folder: string;
      readonly flags: readonly string[];
    }
  /** What a reading command says is written to a file. */
  | {
      readonly kind: 'output';
      readonly name: 'exports' | 'reports';
      readonly file: string;
      readonly words: readonly string[];
    };

export interface NightlyPlan {
  /** Null: the one that `--db` or the environment names. */
  readonly gradebook: string | null;
  /** Seconds for which a file must have stayed the same to be taken. */
  readonly settle: number;
  readonly steps: readonly NightlyStep[];
}

/** The words of `pl` that a step comes to; those of a folder's steps with the folder for each file. */
export function wordsOf(step: NightlyStep): readonly string[] {
  switch (step.kind) {
    case 'verb':
      return [step.name, ...step.words];
    case 'watched':
      return ['import', step.name, step.path, ...step.flags];
    case 'evidence':
      return ['import', 'evidence', step.folder, ...step.flags];
    case 'merge':
      return ['merge', step.folder, ...step.flags];
    case 'output':
      return step.words;
  }
}

/** Whether a step enters or erases something: not so where only caches or other files are written. */
export function enters({ kind, name }: NightlyStep): boolean {
  return kind === 'watched' || kind === 'evidence' || kind === 'merge' || name === 'retention';
}
