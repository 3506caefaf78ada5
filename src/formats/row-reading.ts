/** What the rows of a table are read for, and those that are none. */
import type { Problem } from '../core/errors.js';
import type { Meanings } from './empty-words.js';
import type { Fault } from './fault.js';
import type { HeaderScore, Layout } from './layout.js';

/** A row that is no row of the table. */
export interface Skipped {
  readonly line: number;
  readonly why: 'title' | 'header_again' | 'footer';
  /** What it says: a format may ask it for full marks. */
  readonly cells: readonly string[];
}

/** What the rows of a file are read for; the lists grow. */
export interface Reading {
  readonly file: string;
  readonly layout: Layout;
  /** How much a row looks like headers. */
  readonly score: HeaderScore;
  /** What the columns mean, for the check of their cells. */
  readonly meanings: Meanings;
  /** A row may have more cells than there are headers. */
  readonly spills: boolean;
  readonly problems: Problem[];
  readonly skipped: Skipped[];
  /** The file cannot be read on, or not at all. */
  readonly faulty: (fault: Fault) => void;
  readonly broken: () => boolean;
  /** Whether the file ended without a line end; to be asked after its last row. */
  readonly endsOpen: () => boolean;
}
