/**
 * The import of evidence: a file of any length is read, checked, compared with the gradebook and
 * written part by part within one transaction, so that memory does not grow with it.
 */
import { basename } from 'node:path';
import {
  type EvidencePlanner,
  evidencePlanner,
  type FilePiece,
} from '../core/importing/evidence.js';
import { isError } from '../core/importing/skipping.js';
import { codeIndex } from '../core/matching/competencies.js';
import type { Id } from '../core/model.js';
import { named } from '../core/scope.js';
import { type EvidenceReader, readEvidence } from '../formats/native/evidence.js';
import type { OpenTable } from '../formats/table.js';
import { evidenceWriting, knownPieces } from '../store/evidence-import.js';
import type { Gradebook } from '../store/open.js';
import { loadEnrollments, loadSections, loadStudents } from '../store/roster.js';
import { loadStandards } from '../store/standards.js';
import { writeWithin } from '../store/writing.js';
import { tidyEarly } from '../thrift.js';
import { evidenceOptions } from './import-evidence-options.js';
import type { ImportFlags } from './import-flags.js';
import { type GivenFile, type ImportOutcome, outcomeOf } from './import-outcome.js';
import type { Session } from './session.js';

/** How many pieces are in memory at a time. */
const PART = 50_000;

const NO_COUNTS = { evidence: { add: 0, update: 0, unchanged: 0 } };

/** Writes what it reads, within the transaction of the import: one that is refused is unwound whole. */
export function importEvidence(
  session: Session,
  book: Gradebook,
  file: GivenFile,
  flags: ImportFlags,
): ImportOutcome {
  const refused = (problems: ImportOutcome['problems']) =>
    outcomeOf(flags, { kind: 'evidence', format: 'native', counts: NO_COUNTS, problems, left: -1 });
  const { table, problems } = file.open();
  if (table === null) return refused(problems);
  const standards = loadStandards(book);
  const members = sectionMembers(book);
  const options = evidenceOptions(standards, flags, (section) => members(section) !== null);
  const reader = readEvidence(table, flags.map ?? [], options);
  if (reader.problems.some(isError)) return refused([...problems, ...reader.problems]);

  tidyEarly();
  const facts = session.entry('import evidence', { file: basename(file.path) });
  const { result } = writeWithin(book, facts, (writer) => {
    const writing = evidenceWriting(writer);
    const planner = evidencePlanner(reader.source, {
      standards,
      find: codeIndex(standards),
      students: loadStudents(book),
      sectionMembers: members,
      ...knownPieces(book, writer.entry),
      broughtOn: writing.broughtOn,
      today: session.today,
    });
    for (const pieces of inParts(piecesIn(table, reader, planner, file.onRow))) {
      writing.write(planner.plan(pieces));
    }
    writing.end();
    file.onEnd();
    return planner;
  });
  const all = inFileOrder([table.problems, reader.problems, result.problems, reader.atEnd()]);
  const lines = new Set(all.filter(isError).map(({ line }) => line));
  return outcomeOf(flags, {
    kind: 'evidence',
    format: 'native',
    counts: result.counts,
    problems: all,
    left: table.broken() ? -1 : lines.size,
  });
}

/** The pieces of a file, one after the other. */
function* piecesIn(
  table: OpenTable,
  { recordsOf }: EvidenceReader,
  { readRow }: EvidencePlanner,
  onRow: () => void,
): Iterable<FilePiece> {
  for (const row of table.rows) {
    onRow();
    yield* readRow(recordsOf(row));
  }
}

function* inParts(pieces: Iterable<FilePiece>): Iterable<readonly FilePiece[]> {
  let part: FilePiece[] = [];
  for (const piece of pieces) {
    part.push(piece);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Problems of several origins in the order of their lines. */
function inFileOrder(problems: readonly ImportOutcome['problems'][]): ImportOutcome['problems'] {
  return problems.flat().sort((a, b) => a.line - b.line);
}

/** Who is or was in a section, by its id or name; null when there is none of it. */
export function sectionMembers(book: Gradebook): (section: string) => ReadonlySet<Id> | null {
  const known = new Map<string, ReadonlySet<Id> | null>();
  return (section) => {
    if (known.has(section)) return known.get(section) ?? null;
    const ids = new Set(named(loadSections(book), section).map(({ id }) => id));
    const members = loadEnrollments(book).filter((one) => ids.has(one.section));
    known.set(section, ids.size === 0 ? null : new Set(members.map(({ student }) => student)));
    return known.get(section) ?? null;
  };
}
