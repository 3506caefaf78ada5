/** The parts of a summary: figures of everyone, and of the students of each value. */
import type { Competency } from '../model.js';
import type { Figures } from './figures.js';
import type { StatusCounts } from './tally.js';

/** The figures of everyone, or of the students of one value. */
export interface SummaryBlock {
  /** Null: everyone, or students without a value. */
  readonly value: string | null;
  /** Null: left out. */
  readonly students: number | null;
  readonly competencies: readonly Figures[];
  /** None where counts are left out. */
  readonly frameworks: readonly FrameworkFigures[];
  readonly headings: readonly HeadingFigures[];
}

/** Students times competencies of a framework, by status. */
export interface FrameworkFigures {
  readonly name: string;
  readonly competencies: number;
  readonly statuses: StatusCounts;
}

export interface HeadingFigures {
  readonly heading: Competency;
  readonly statuses: StatusCounts;
}

export interface SummaryBlocks {
  readonly everyone: SummaryBlock;
  readonly values: readonly SummaryBlock[];
  /** Whether some values are left out; how many is not said, as it would count them. */
  readonly someHidden: boolean;
}
