/** A file for another system, as columns and rows. */

/** Null is an empty cell. */
export type Cell = string | number | boolean | null;

export interface OutFile {
  /** Without its extension. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
