/** What a seed of the trials of import is: valid files, small enough to be imported thousands of times. */

export interface Seed {
  /** What it is, for a message. */
  readonly name: string;
  readonly kind: 'roster' | 'standards' | 'links' | 'evidence' | 'pathways' | 'groups';
  /** The format in which it must be found to be; left out: `native`. */
  readonly format?: string;
  /** Texts by name; several are given together: as names, as a folder, as a zip. */
  readonly files: Readonly<Record<string, string>>;
  /** Flags without which it is not read. */
  readonly flags?: string;
}

/** JSON as systems write it, over many lines. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
