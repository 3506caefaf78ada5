/**
 * The import of evidence: a file of any length is read, checked, compared with the gradebook and
 * written part by part within one transaction, so that memory does not grow with it.
 */
import { basename } from 'node:path';
import { PlError, type Problem } from '../../core/errors.js';
import { groupBy } from '../../core/grouping.js';
import {
  type EvidenceLedger,
  type EvidencePlanner,
  evidencePlanner,
  type FileRow,
} from '../../core/importing/evidence.js';
import { scoresThatStand } from '../../core/importing/scores-standing.js';
import { isError } from '../../core/importing/skipping.js';
import { codeIndex } from '../../core/matching/competencies.js';
import type { Id, Section, Student } from '../../core/model.js';
import { named } from '../../core/scope.js';
import type { Standards } from '../../core/standards.js';
import type { EvidenceFormat } from '../../formats/evidence/format.js';
import { NATIVE } from '../../formats/format.js';
import type { Member } from '../../formats/member.js';
import { type EvidenceReader, readEvidence } from '../../formats/native/evidence.js';
import type { OpenTable } from '../../formats/table.js';
import { stampWithoutEvidence } from '../../store/entry-marks.js';
import { evidenceWriting, knownPieces, standingUnder } from '../../store/evidence-import.js';
import { forgottenIds } from '../../store/forgetting/forgotten.js';
import type { Gradebook } from '../../store/open.js';
import { type Enrollment, loadEnrollments, loadSections } from '../../store/roster.js';
import { loadStandards } from '../../store/standards.js';
import { loadStudents } from '../../store/students.js';
import { writeWithin } from '../../store/writing.js';
import { tidyEarly } from '../../thrift.js';
import type { Session } from '../session.js';
import type { Batch } from './batches.js';
import { evidenceOptions } from './evidence-options.js';
import type { ImportFlags } from './flags.js';
import { type ImportOutcome, outcomeOf, strictly } from './outcome.js';

/** How many pieces are in memory at a time. */
const PART = 50_000;

export const NO_EVIDENCE = { evidence: { add: 0, update: 0, unchanged: 0 } };

/** Writes what it reads, within the transaction of the import: one that is refused is unwound whole. */
export function importEvidence(
  session: Session,
  book: Gradebook,
  { members: files, found }: Batch<EvidenceFormat>,
  flags: ImportFlags,
): ImportOutcome {
  const outcome = outcomeOf(flags, 'evidence', found?.format.name ?? NATIVE);
  const refused = (problems: readonly Problem[]) =>
    outcome({ counts: NO_EVIDENCE, problems, left: 0, isBroken: true });
  const file = found === null ? files[0] : found.format.main(files);
  if (file === undefined || file === null) return refused([noScores(files)]);
  const { table, problems } = file.open();
  if (table === null) return refused(problems);
  if (flags.cuts !== undefined && found?.format.takesCuts !== true) {
    throw new PlError('usage', '--cuts is for outside tests: --format nwea-map or outside-test');
  }
  const standards = loadStandards(book);
  const members = sectionMembers(book);
  const hasSection = (section: string) => members(section) !== null;
  const options = evidenceOptions(standards, flags, hasSection, book.uid);
  const read = found?.format.reader ?? readEvidence;
  const reader = read(table, flags.map ?? [], options, files);
  if (reader.problems.some(isError)) return refused([...problems, ...reader.problems]);

  tidyEarly();
  const taken = takenIn(session, book, { file, table, reader, standards, members }, flags);
  const unscored = reader.unscored?.() ?? new Map<string, number>();
  const standing = scoresThatStand(reader.source, unscored, standingUnder(book, unscored));
  const ofFile = [...reader.problems, ...reader.atEnd(), ...standing];
  const ofTable = table.problems.filter((problem) => reader.explains?.(problem) !== true);
  const ofRows = [...ofTable, ...taken.problems];
  return outcome({
    counts: taken.counts,
    problems: [...ofFile, ...ofRows].sort((a, b) => a.line - b.line),
    left: new Set(ofRows.filter(isError).map(({ line }) => line)).size,
    isBroken: table.broken() || strictly(ofFile, flags).some(isError),
  });
}

/** A file with scores, opened. */
interface Scores {
  readonly file: Member;
  readonly table: OpenTable;
  readonly reader: EvidenceReader;
  readonly standards: Standards;
  /** Who is in a section; null: there is none of it. */
  readonly members: ReturnType<typeof sectionMembers>;
}

/** Writes the pieces part by part; what is left of the planner are its counts and problems. */
function takenIn(
  session: Session,
  book: Gradebook,
  { file, table, reader, standards, members }: Scores,
  flags: ImportFlags,
): Pick<EvidencePlanner, 'counts' | 'problems'> {
  const facts = session.entry('import evidence', { file: basename(file.path) });
  const { result } = writeWithin(book, facts, (writer) => {
    const writing = evidenceWriting(writer);
    const ledger: EvidenceLedger = {
      standards,
      find: codeIndex(standards),
      students: studentsOnce(session, book),
      sectionMembers: members,
      forgotten: forgottenIds(book),
      ...knownPieces(book, writer.entry),
      broughtOn: writing.broughtOn,
      today: session.today,
    };
    const planner = evidencePlanner(reader.source, ledger, flags.strict === true);
    for (const rows of partsOf(table, reader, planner, file.onRow)) {
      writing.write(planner.plan(rows));
    }
    writing.end();
    file.onEnd();
    return planner;
  });
  return result;
}

/** All students, read once for a night's files as long as nothing but evidence is entered between them. */
function studentsOnce({ io }: Session, book: Gradebook): readonly Student[] {
  const read = () => loadStudents(book);
  return io.readOnce === undefined ? read() : io.readOnce(stampWithoutEvidence(book), read);
}

/** Of several files none has the scores. */
function noScores(members: readonly Member[]): Problem {
  const file = members[0]?.path ?? '-';
  const message = 'there is no file with scores among these';
  return { file, line: 1, field: null, code: 'no_scores', severity: 'error', message };
}

/** The rows of a file, as many at a time as may be in memory. */
function* partsOf(
  table: OpenTable,
  { recordsOf }: EvidenceReader,
  { readRow }: EvidencePlanner,
  onRow: () => void,
): Iterable<readonly FileRow[]> {
  let part: FileRow[] = [];
  for (const row of table.rows) {
    onRow();
    for (const one of readRow(recordsOf(row))) part.push(one);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Who is or was in a section, by its id or name; null when there is none of it. */
export function sectionMembers(book: Gradebook): (section: string) => ReadonlySet<Id> | null {
  const known = new Map<string, ReadonlySet<Id> | null>();
  let sections: readonly Section[] | null = null;
  let enrolled: ReadonlyMap<Id, readonly Enrollment[]> | null = null;
  const find = (section: string) => {
    sections ??= loadSections(book);
    enrolled ??= groupBy(loadEnrollments(book), (one) => one.section);
    const found = named(sections, section);
    const members = found.flatMap(({ id }) => enrolled?.get(id) ?? []);
    return found.length === 0 ? null : new Set(members.map(({ student }) => student));
  };
  return (section) => {
    const before = known.get(section);
    if (before !== undefined) return before;
    const members = find(section);
    known.set(section, members);
    return members;
  };
}
