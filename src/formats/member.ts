/**
 * A file as `pl import` sees it, wherever it lies: on the disk, in a folder, in a zip, on standard
 * input, or as a sheet of a workbook. Formats of one file read one member, formats of many (such as
 * OneRoster) read all that were given together.
 */
import type { Opened, OpenTable } from './table.js';

export interface Member {
  /** The name given, or the entry in the zip or folder: problems carry it. */
  readonly path: string;
  /** The bare name, without folders, as written: `users.csv`. */
  readonly name: string;
  /** Its first bytes, up to 64 KiB (of a workbook: of the sheet as CSV); asking again is free. */
  readonly head: () => Uint8Array;
  /** Opens it as a text table, once; whoever opens it reads it to its end or leaves it. */
  readonly open: () => Opened<OpenTable>;
  /** All its bytes, for what is no table (JSON); to be asked instead of `open`. */
  readonly bytes: () => Uint8Array;
  /** To be told of each row that was read. */
  readonly onRow: () => void;
  /** To be told when all were. */
  readonly onEnd: () => void;
}
