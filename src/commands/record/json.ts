/** `pl record --json -`: other programs send evidence as JSON and are answered in JSON. */
import { type Known, type Placed, partKnown } from '../../core/entering/known.js';
import { sentValues } from '../../core/entering/object-text.js';
import {
  type Defaults,
  firstOfEach,
  type Key,
  keysOf,
  readObjects,
} from '../../core/entering/objects.js';
import { PlError, type Problem } from '../../core/errors.js';
import type { WholeLedger } from '../../core/importing/evidence.js';
import { pieceReader, type ReadingLedger } from '../../core/importing/evidence-reading.js';
import { type EvidenceRecord, faultsOf, type Source } from '../../core/importing/records.js';
import { isError } from '../../core/importing/skipping.js';
import { codeIndex } from '../../core/matching/competencies.js';
import type { Student } from '../../core/model.js';
import type { NewPiece } from '../../core/new-piece.js';
import { type Text, textOf } from '../../formats/text.js';
import { knownPieces } from '../../store/evidence-import.js';
import { sectionMembers } from '../import/evidence.js';
import { loadLearning } from '../learning.js';
import type { Session } from '../session.js';
import { NOTHING_SENT, type Outcome, printOutcome, problemJson } from './many-outcome.js';
import { type Desk, recordAll } from './many-written.js';
import type { PasteFlags } from './paste-flags.js';
import type { PieceFacts, PieceFlags } from './piece.js';

/**
 * Reads what was sent, checks all of it, and writes it whole in one entry. What is wrong is answered
 * with `written: false` (exit code 3; a refusal of another kind keeps its own).
 */
export async function recordJson(
  session: Session,
  flags: PieceFlags & PasteFlags,
  facts: PieceFacts,
): Promise<void> {
  try {
    await record(session, flags, facts);
  } catch (error) {
    if (error instanceof PlError) session.print.json(refusal(error));
    throw error;
  }
}

function refusal({ code, message }: PlError) {
  const problem = { line: 0, field: null, code, severity: 'error', message } as const;
  return {
    written: false,
    dry_run: false,
    recorded: [],
    already_there: [],
    problems: [{ ...problemJson('index', problem), index: null }],
  };
}

async function record(
  session: Session,
  flags: PieceFlags & PasteFlags,
  facts: PieceFacts,
): Promise<void> {
  const book = await session.book();
  const learning = loadLearning(book);
  const desk: Desk = { session, book, learning, students: learning.students() };
  const text = textOf(await session.io.readStdin(), '-');
  const { standards } = learning;
  const ledger: ReadingLedger & WholeLedger = {
    standards,
    find: codeIndex(standards),
    students: desk.students,
    sectionMembers: sectionMembers(book),
    ...knownPieces(book),
    today: session.today,
  };
  const sent = readSent(text, ledger, defaultsOf(facts, flags.section ?? ''));
  const done = { ...NOTHING, problems: sent.problems, dryRun: flags.dryRun === true };
  if (sent.problems.some(isError)) {
    session.code = 3;
    return printOutcome(desk, done);
  }
  if (isEmpty(text)) session.say(`${NOTHING_SENT}: an object, an array, or an object a line`);
  // Looked up anew within the transaction: another pl may have written meanwhile.
  const part = () => partKnown(sent.placed, { ...ledger, ...knownPieces(book) }, sent.source);
  if (done.dryRun) return printOutcome(desk, { ...done, known: part().known });
  let known: readonly Known[] = [];
  const recorded = recordAll(desk, () => {
    const now = part();
    known = now.known;
    return now.fresh.map(({ piece }) => piece);
  });
  await printOutcome(desk, { ...done, written: true, recorded, known });
}

function isEmpty(sent: Text): boolean {
  return 'text' in sent && sent.text.trim() === '';
}

const NOTHING: Outcome = {
  place: 'index',
  written: false,
  dryRun: false,
  recorded: [],
  known: [],
  problems: [],
};

function defaultsOf(facts: PieceFacts, section: string): Defaults {
  return {
    date: facts.observedOn,
    section,
    kind: facts.kind,
    title: facts.title ?? '',
    by: facts.by ?? '',
    link: facts.link ?? '',
    support: facts.support ?? '',
    tags: facts.tags ?? '',
  };
}

interface Sent {
  readonly placed: readonly Placed[];
  readonly source: Source;
  readonly problems: readonly Problem[];
}

/** The pieces that were sent, and all that is wrong with them. */
function readSent(sent: Text, ledger: ReadingLedger, defaults: Defaults): Sent {
  const early = faultsOf({ file: '-', header: () => null });
  if ('problem' in sent) {
    const { line, code, message } = sent.problem;
    early.error(line - 1, null, code, message);
  }
  const values = 'problem' in sent ? null : sentValues(sent.text, early);
  if (values === null)
    return { placed: [], source: sourceOf(new Set(), defaults), problems: early.problems };
  const source = sourceOf(keysOf(values), defaults);
  const faults = faultsOf(source);
  const records = readObjects(values, defaults, idTester(ledger.students), faults);
  const read = pieceReader(ledger, faults);
  const placed = records.flatMap((record, index) => placedOf(record, index, read));
  const problems = firstOfEach(faults.problems).sort((a, b) => a.line - b.line);
  return { placed, source, problems };
}

function placedOf(
  record: EvidenceRecord,
  index: number,
  read: (record: EvidenceRecord) => NewPiece | null,
): Placed[] {
  const piece = read(record);
  return piece === null ? [] : [{ at: record.line, index, piece }];
}

/** How the objects call a field: by the key that they use. A flag speaks for all of them. */
function sourceOf(keys: ReadonlySet<string>, defaults: Defaults): Source {
  const others: Readonly<Record<string, Key>> = { score: 'level', date: 'on' };
  const flags: Readonly<Record<string, unknown>> = { ...defaults };
  return {
    file: '-',
    header: (field) => {
      const other = others[field];
      if (keys.has(field)) return field;
      if (other !== undefined && keys.has(other)) return other;
      return (flags[field] ?? '') === '' ? null : field;
    },
  };
}

function idTester(students: readonly Student[]): (word: string) => boolean {
  const ids = new Set(
    students.flatMap(({ ids: own }) => own.map(({ value }) => value.toLowerCase())),
  );
  return (word) => ids.has(word.toLowerCase());
}
