/** What every kind of export is asked and gives, and the students and competencies that are meant. */
import type { StudentScope } from '../../core/scope.js';
import type { Standards } from '../../core/standards.js';
import type { CellsText, Value } from '../../output/csv.js';
import type { Gradebook } from '../../store/open.js';
import { loadRosterOf, type Roster } from '../../store/roster.js';
import { loadPathways } from '../../store/standards.js';
import type { View } from '../../store/view.js';
import { competenciesLeft, studentsLeft } from '../in-scope.js';
import type { CompetencyFlags, DayFlags, StudentFlags } from '../options.js';
import type { Session } from '../session.js';

export type ExportFlags = StudentFlags &
  CompetencyFlags &
  DayFlags & {
    readonly all?: boolean;
    readonly format?: string;
    readonly results?: boolean;
    readonly eachSection?: boolean;
  };

/** What is asked of an export. */
export interface Asked {
  readonly session: Session;
  readonly book: Gradebook;
  readonly view: View;
  readonly flags: ExportFlags;
}

/** A file as columns and rows. */
export interface ExportTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Value[]>;
  /** The same rows as lines of CSV, where that is quicker than cell by cell. */
  readonly lines?: (text: CellsText) => Iterable<string>;
  /** It is for another system: no `'` before what a spreadsheet would run. */
  readonly plain?: boolean;
  /** What the file does not say, for people. */
  readonly notes?: readonly string[];
}

/** A file that is no table. */
export interface ExportPackage {
  readonly bytes: () => Promise<Uint8Array>;
  readonly notes: readonly string[];
}

export type Exporter = (asked: Asked) => ExportTable;

/** The roster as far as the flags ask for it. */
export function rosterAsked({ book, view, flags }: Asked): Roster {
  return loadRosterOf(book, flags.section ?? null, view);
}

/** The students that the flags leave, with their sections on the day that the view is about. */
export function studentsAsked({ session, view, flags }: Asked, roster: Roster): StudentScope {
  return studentsLeft(session, roster, flags, view);
}

/** The competencies that the flags leave. */
export function competenciesAsked({ book, view, flags }: Asked, standards: Standards) {
  return competenciesLeft({ standards, pathways: loadPathways(book, view) }, flags, view);
}
