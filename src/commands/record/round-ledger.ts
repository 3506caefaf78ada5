/**
 * The pieces of one round as they are written: each an entry of its own, durable before the screen
 * says so. A slip is put right by taking the piece out and entering it anew in one transaction.
 */
import { type Mastery, masteryOf } from '../../core/mastery/judge.js';
import type { Competency, Id, Student } from '../../core/model.js';
import type { NewPiece } from '../../core/new-piece.js';
import { type Readiness, stageCounts, withReasons } from '../../core/readiness/ready.js';
import { addEvidence, endedPiece, type WholePiece } from '../../store/evidence.js';
import { write } from '../../store/writing.js';
import type { EntryCommand } from '../entry-commands.js';
import type { Desk } from './asking-desk.js';
import type { PieceFacts } from './piece.js';

export interface RoundLedger {
  /** What she has been given in this round and what still stands. */
  readonly pieceOf: (student: Student) => WholePiece | null;
  readonly uidOf: (student: Student) => string | null;
  /** How she stands on the round's competency now. */
  readonly standing: (student: Student) => Mastery;
  /**
   * Writes what is said of her in place of what was; null for a note without a score. Says whether
   * another `pl` had taken out meanwhile what was.
   */
  readonly enter: (student: Student, score: number | null, note: string | null) => boolean;
  /** Takes out what she was given; history keeps it. */
  readonly takeBack: (student: Student) => void;
  /** How many pieces stand. */
  readonly count: () => number;
  /** The stages for which this round made her ready. */
  readonly newlyReady: (student: Student) => readonly Readiness[];
}

/** `possible`: full marks, where scores are counted out of some; null: they are on the scale. */
export function openLedger(
  desk: Desk,
  competency: Competency,
  facts: PieceFacts,
  possible: number | null,
): RoundLedger {
  const { session, book, learning } = desk;
  const { standards, ways } = learning;
  const given = new Map<Id, WholePiece>();
  const readyBefore = new Map<Id, readonly string[]>();
  const ready = ({ id }: Student) => {
    const showing = learning.showing(id);
    return stageCounts(standards, ways, showing, competency.id)
      .filter(({ status }) => status === 'ready')
      .map((count) => withReasons(standards, showing, count));
  };
  const entry = (command: EntryCommand, student: Student, about: string | null) =>
    session.entry(command, { student: student.id, competency: competency.id, about });
  const uidOf = ({ id }: Student) => {
    const piece = given.get(id);
    return piece === undefined ? null : learning.uid(piece);
  };
  return {
    uidOf,
    pieceOf: ({ id }) => given.get(id) ?? null,
    standing: ({ id }) => masteryOf(standards, learning.showing(id), competency),
    enter: (student, score, note) => {
      const old = given.get(student.id);
      if (!readyBefore.has(student.id)) readyBefore.set(student.id, ready(student).map(stageKey));
      const piece: NewPiece = {
        ...facts,
        student: student.id,
        competency: competency.id,
        score,
        possible: score === null ? null : possible,
        note,
        externalId: null,
      };
      const what = entry(old === undefined ? 'record' : 'fix', student, uidOf(student));
      const written = write(book, what, (writer) => {
        const stood = old === undefined || endedPiece(writer, old);
        addEvidence(writer, [piece]);
        return stood;
      });
      given.set(student.id, { ...piece, entry: written.entry ?? 0, number: 1 });
      return !written.result;
    },
    takeBack: (student) => {
      const old = given.get(student.id);
      if (old === undefined) return;
      write(
        book,
        entry('strike', student, `${uidOf(student)}: taken back in the round`),
        (writer) => endedPiece(writer, old),
      );
      given.delete(student.id);
    },
    count: () => given.size,
    newlyReady: (student) => {
      const before = readyBefore.get(student.id);
      if (before === undefined) return [];
      return ready(student).filter((stage) => !before.includes(stageKey(stage)));
    },
  };
}

function stageKey({ standing }: Readiness): string {
  return `${standing.pathway} ${standing.stage?.id ?? ''}`;
}
