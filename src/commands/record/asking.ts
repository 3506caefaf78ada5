/**
 * Recording by questions: whom, what, which level; then what it changed, and on to the next. Each
 * piece is written before the next question, so that whatever happens then leaves it in place.
 */
import {
  competenciesTyped,
  offeredCompetencies,
} from '../../core/entering/offered-competencies.js';
import { offeredStudents } from '../../core/entering/offered-students.js';
import { type Mastery, masteryOf } from '../../core/mastery/judge.js';
import type { Competency, Id, Student } from '../../core/model.js';
import { Cancelled, type Choice } from '../../io.js';
import { visible } from '../../output/safe.js';
import { standingText } from '../../output/sentences.js';
import { english } from '../../output/words.js';
import { findCompetency, findStudent } from '../finding.js';
import type { Session } from '../session.js';
import {
  type Desk,
  oneLine,
  oneLineWith,
  openDesk,
  placeOf,
  refuseEmpty,
  studentOffers,
} from './asking-desk.js';
import { type LevelAnswer, levelStep } from './asking-level.js';
import { type Memory, remember } from './asking-memory.js';
import { askNext, type Last, takeBackLast } from './asking-next.js';
import { enterOne } from './one.js';
import { type PieceFacts, trimmed } from './piece.js';

/** What the command line said; what it did not say is asked. */
export interface TypedPiece {
  readonly student: string | undefined;
  readonly competency: string | undefined;
  readonly note: string;
}

/**
 * Asks for what is missing, writes the piece, and goes on until the teacher is done. `facts.kind`
 * holds when it was given; else that of the last few minutes. Throws `Cancelled`, which says what
 * was written before.
 */
export async function recordByAsking(
  session: Session,
  typed: TypedPiece,
  facts: PieceFacts,
  kindIsGiven: boolean,
): Promise<void> {
  const desk = await openDesk(session);
  refuseEmpty(desk);
  const given = await found(desk, typed);
  let draft: Draft = {
    known: given,
    memory: desk.memory,
    kind: kindIsGiven ? facts.kind : (desk.memory.kind ?? facts.kind),
    note: trimmed(typed.note),
  };
  let last: Last | null = null;
  let written = 0;
  try {
    for (;;) {
      const piece = await askPiece(desk, draft);
      if (piece !== null) {
        const { kind } = piece;
        const shown = { ...piece, note: trimmed(piece.note) };
        const entry = await enterOne(session, desk, shown, { ...facts, kind });
        written++;
        last = { student: piece.student, entry, before: draft.memory };
        draft = { ...draft, kind, memory: memoryOf(desk, draft.memory, piece) };
        remember(session.io, desk.book.uid, session.instant, draft.memory);
        if (isOneDocument(session)) return;
      }
      if (last === null) throw new Cancelled();
      let next = await askNext(session, last);
      if (next === 'back') {
        last = takeBackLast(desk, last);
        written--;
        draft = { ...draft, memory: last.before };
        next = await askNext(session, last);
      }
      if (next === 'done') return;
      draft = { ...draft, known: next === 'same' ? { student: last.student } : {} };
    }
  } catch (error) {
    throw error instanceof Cancelled && last !== null ? new Cancelled(keptText(written)) : error;
  }
}

interface Known {
  readonly student?: Student;
  readonly competency?: Competency;
}

interface Draft {
  readonly known: Known;
  readonly memory: Memory;
  readonly kind: string;
  readonly note: string | null;
}

interface Piece extends LevelAnswer {
  readonly student: Student;
  readonly competency: Competency;
}

/** The things that the command line named. */
async function found(desk: Desk, typed: TypedPiece): Promise<Known> {
  const { session, learning, students } = desk;
  return {
    ...(typed.student === undefined
      ? {}
      : { student: await findStudent(session, students, typed.student) }),
    ...(typed.competency === undefined
      ? {}
      : { competency: await findCompetency(session, learning.standards, typed.competency) }),
  };
}

/** One question after another; going back from the first of them ends with null. */
async function askPiece(desk: Desk, draft: Draft): Promise<Piece | null> {
  const { known } = draft;
  for (;;) {
    const student = known.student ?? (await askStudent(desk, draft.memory));
    if (student === null) return null;
    const piece = await askAbout(desk, draft, student);
    if (piece !== null || known.student !== undefined) return piece;
  }
}

async function askAbout(desk: Desk, draft: Draft, student: Student): Promise<Piece | null> {
  const judged = judgedOnce(desk, student);
  const { known } = draft;
  for (;;) {
    const competency =
      known.competency ?? (await askCompetency(desk, student, judged, draft.memory));
    if (competency === null) return null;
    const { session, learning } = desk;
    const answer = await session.ask.walk(
      levelStep({
        about: aboutText(desk, student, judged(competency)),
        scale: learning.standards.yardstick(competency).scale,
        kind: draft.kind,
        note: draft.note,
        columns: session.io.width,
      }),
    );
    if (answer !== null) return { ...answer, student, competency };
    if (known.competency !== undefined) return null;
  }
}

function askStudent(desk: Desk, memory: Memory): Promise<Student | null> {
  const offered = offeredStudents(desk.students, placeOf(desk, memory));
  return desk.session.ask.search('Which student?', studentOffers(desk, offered));
}

function askCompetency(
  desk: Desk,
  student: Student,
  judged: (competency: Competency) => Mastery,
  memory: Memory,
): Promise<Competency | null> {
  const { session, learning } = desk;
  const { standards, ways } = learning;
  const showing = learning.showing(student.id);
  // Once more the same for the same student is the least likely.
  const last = memory.student === student.id ? null : memory.competency;
  const offered = offeredCompetencies(standards, ways, showing, judged, last);
  const choice = (value: Competency): Choice<Competency> => {
    const text = `${value.code}  ${value.label ?? value.statement}`;
    const name = oneLineWith(session, text, ` · ${standingText(judged(value))}`);
    return { name, value };
  };
  return session.ask.search(`What did ${visible(desk.called(student))} show?`, (typed) =>
    competenciesTyped(standards, offered, typed).map(choice),
  );
}

/** How she stands, judged once for each competency that is looked at. */
function judgedOnce({ learning }: Desk, student: Student): (competency: Competency) => Mastery {
  const showing = learning.showing(student.id);
  const known = new Map<Id, Mastery>();
  return (competency) => {
    const mastery = known.get(competency.id) ?? masteryOf(learning.standards, showing, competency);
    known.set(competency.id, mastery);
    return mastery;
  };
}

function aboutText({ session, called }: Desk, student: Student, mastery: Mastery): string {
  const { code, label, statement } = mastery.competency;
  return [
    oneLine(session, `${called(student)} · ${code} ${label ?? statement}`),
    oneLine(session, `so far: ${standingText(mastery)}`),
  ].join('\n');
}

/** Data for programs is one document: one piece, and no more questions. */
function isOneDocument(session: Session): boolean {
  return session.format !== 'people' || session.options.output !== undefined;
}

function memoryOf(desk: Desk, before: Memory, piece: Piece): Memory {
  return {
    section: desk.sectionAfter(piece.student, before.section),
    student: piece.student.id,
    competency: piece.competency.id,
    kind: piece.kind,
  };
}

/** What stays when a teacher leaves in the middle. */
export function keptText(written: number): string {
  if (written === 0) return 'what was written before was taken back';
  return `${english.count(written, 'piece')} written before ${written === 1 ? 'is' : 'are'} kept`;
}
