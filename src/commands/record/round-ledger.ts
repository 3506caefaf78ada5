/**
 * The pieces of one round as they are written: each an entry of its own, durable before the screen
 * says so. A slip is put right by taking the piece out and entering it anew in one transaction.
 */
import { type Mastery, masteryOf } from '../../core/mastery/judge.js';
import type { Competency, Id, Student } from '../../core/model.js';
import type { NewPiece } from '../../core/new-piece.js';
import { type Readiness, stageCounts, withReasons } from '../../core/readiness/ready.js';
import { addEvidence, endedPiece, type WholePiece } from '../../store/evidence.js';
import { type EntryFacts, write } from '../../store/writing.js';
import type { EntryCommand } from '../entry-commands.js';
import type { Desk } from './asking-desk.js';
import type { PieceFacts } from './piece.js';

/** The pieces of a round on one competency, by whom they are of. */
export class RoundLedger {
  private readonly given = new Map<Id, WholePiece>();
  private readonly readyBefore = new Map<Id, readonly string[]>();

  /** `possible`: full marks, where scores are counted out of some; null: they are on the scale. */
  constructor(
    private readonly desk: Desk,
    private readonly competency: Competency,
    private readonly facts: PieceFacts,
    private readonly possible: number | null,
  ) {}

  /** What she has been given in this round and what still stands. */
  pieceOf({ id }: Student): WholePiece | null {
    return this.given.get(id) ?? null;
  }

  uidOf(student: Student): string | null {
    const piece = this.pieceOf(student);
    return piece === null ? null : this.desk.learning.uid(piece);
  }

  /** How she stands on the round's competency now. */
  standing({ id }: Student): Mastery {
    const { standards, showing } = this.desk.learning;
    return masteryOf(standards, showing(id), this.competency);
  }

  /**
   * Writes what is said of her in place of what was; null for a note without a score. Says whether
   * another `pl` had taken out meanwhile what was.
   */
  enter(student: Student, score: number | null, note: string | null): boolean {
    const old = this.pieceOf(student);
    if (!this.readyBefore.has(student.id))
      this.readyBefore.set(student.id, this.ready(student).map(stageKey));
    const piece = this.piece(student, score, note);
    const what = this.entry(old === null ? 'record' : 'fix', student, this.uidOf(student));
    const written = write(this.desk.book, what, (writer) => {
      const stood = old === null || endedPiece(writer, old);
      addEvidence(writer, [piece]);
      return stood;
    });
    this.given.set(student.id, { ...piece, entry: written.entry ?? 0, number: 1 });
    return !written.result;
  }

  /** Takes out what she was given; history keeps it. */
  takeBack(student: Student): void {
    const old = this.pieceOf(student);
    if (old === null) return;
    const about = `${this.uidOf(student)}: taken back in the round`;
    const what = this.entry('strike', student, about);
    write(this.desk.book, what, (writer) => endedPiece(writer, old));
    this.given.delete(student.id);
  }

  /** How many pieces stand. */
  get count(): number {
    return this.given.size;
  }

  /** The stages for which this round made her ready. */
  newlyReady(student: Student): readonly Readiness[] {
    const before = this.readyBefore.get(student.id);
    if (before === undefined) return [];
    return this.ready(student).filter((stage) => !before.includes(stageKey(stage)));
  }

  /** The stages with the competency for which she is ready now. */
  private ready({ id }: Student): readonly Readiness[] {
    const { standards, ways, showing: showingOf } = this.desk.learning;
    const showing = showingOf(id);
    return stageCounts(standards, ways, showing, this.competency.id)
      .filter(({ status }) => status === 'ready')
      .map((count) => withReasons(standards, showing, count));
  }

  private piece({ id }: Student, score: number | null, note: string | null): NewPiece {
    return {
      ...this.facts,
      student: id,
      competency: this.competency.id,
      score,
      possible: score === null ? null : this.possible,
      note,
      externalId: null,
    };
  }

  private entry(command: EntryCommand, { id }: Student, about: string | null): EntryFacts {
    const { session } = this.desk;
    return session.entry(command, { student: id, competency: this.competency.id, about });
  }
}

function stageKey({ standing }: Readiness): string {
  return `${standing.pathway} ${standing.stage?.id ?? ''}`;
}
