/** What the verbs about learning load: standards, pathways, and a reader of what students have shown. */
import type { Id, Pathway, Piece, Showing, Student } from '../core/model.js';
import { calledName } from '../core/names.js';
import { type Ways, waysOf } from '../core/readiness/stages.js';
import type { Standards } from '../core/standards.js';
import { uidReader } from '../store/entries.js';
import { type KeptMasteries, keptMasteries } from '../store/masteries.js';
import type { Gradebook } from '../store/open.js';
import { namesakeTest } from '../store/roster-lookups.js';
import { showingReader } from '../store/showing.js';
import { loadPathways, loadStandards } from '../store/standards.js';
import { loadStudents } from '../store/students.js';
import { NOW, type View } from '../store/view.js';

export interface Learning {
  readonly standards: Standards;
  readonly pathways: readonly Pathway[];
  readonly ways: Ways;
  /** Everybody on the roster, read when first asked for. */
  readonly students: () => readonly Student[];
  readonly showing: (student: Id) => Showing;
  /** What she has shown on these competencies. */
  readonly piecesOn: (student: Id, competencies: Iterable<Id>) => Showing['pieces'];
  /** Her masteries as the last rollup left them; null where she has to be judged anew. */
  readonly kept: KeptMasteries;
  /** Her name for people: with the id that `idOf` gives where another active student has the same. */
  readonly called: (student: Student, idOf?: (student: Student) => string) => string;
  readonly uid: (piece: Pick<Piece, 'entry' | 'number'>) => string;
}

export function loadLearning(book: Gradebook, view: View = NOW): Learning {
  const standards = loadStandards(book, view);
  const pathways = loadPathways(book, view);
  const reader = showingReader(book, view);
  let everybody: readonly Student[] | null = null;
  const students = () => {
    everybody ??= loadStudents(book, view);
    return everybody;
  };
  const hasNamesake = namesakeTest(book, view);
  return {
    standards,
    pathways,
    ways: waysOf(standards, pathways),
    students,
    showing: reader.read,
    piecesOn: reader.piecesOn,
    kept: keptMasteries(book, standards, view),
    called: (student, idOf) => calledName(student, { has: () => hasNamesake(student) }, idOf),
    uid: uidReader(book),
  };
}
