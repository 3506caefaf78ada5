/** `pl record ana rp.1=3 rp.2=2`: several competencies of a student, or of a few, in one entry. */
import {
  type Assignment,
  listedStudents,
  readAssignments,
  strayCompetency,
} from '../../core/entering/assignments.js';
import { PlError } from '../../core/errors.js';
import { matchCompetency } from '../../core/matching/competencies.js';
import { matchStudent } from '../../core/matching/students.js';
import type { Competency, Student } from '../../core/model.js';
import { displayName } from '../../core/names.js';
import type { NewPiece } from '../../core/new-piece.js';
import type { Standards } from '../../core/standards.js';
import { changeReport, stageLines } from '../change.js';
import { type Asker, findCompetency, findStudent } from '../finding.js';
import { loadLearning } from '../learning.js';
import type { Session } from '../session.js';
import { type Trials, trials } from './many-faults.js';
import { changesText } from './many-outcome.js';
import {
  changedBy,
  type Desk,
  printChangesCsv,
  type Recorded,
  recordAll,
  takeBack,
} from './many-written.js';
import { kindLine } from './one.js';
import { givenScore, type PieceFacts, trimmed } from './piece.js';

/** What was typed: STUDENT, then COMPETENCY=LEVEL words, then a note. */
export interface TypedMany {
  readonly student: string;
  readonly words: readonly string[];
}

/** Records all of it or nothing, and prints what it changed. Throws `PlError` with all that is wrong. */
export async function recordMany(
  session: Session,
  typed: TypedMany,
  facts: PieceFacts,
): Promise<void> {
  const { assignments, note, unfinished } = readAssignments(typed.words);
  if (unfinished.length > 0) {
    const words = unfinished.map((word) => `"${word}"`).join(', ');
    throw new PlError('usage', `${words}: write COMPETENCY=LEVEL without blanks, such as rp.1=3`);
  }
  const book = await session.book();
  const learning = loadLearning(book);
  const desk = { session, book, learning, students: learning.students() };
  const check = trials(session);
  checkNote(check, learning.standards, note);
  const { students, scored } = await check.through(async (asker) => {
    const students = await studentsMeant(check, asker, desk.students, typed.student);
    const scored = await scoredOf(check, asker, learning.standards, assignments);
    return { students, scored };
  });
  const pieces = students.flatMap((student) =>
    scored.map(
      ({ competency, score }): NewPiece => ({
        student: student.id,
        competency: competency.id,
        score,
        possible: null,
        note: trimmed(note.join(' ')),
        externalId: null,
        ...facts,
      }),
    ),
  );
  await show(
    desk,
    recordAll(desk, () => pieces),
  );
}

/** A competency between the words of the note was meant otherwise, and would be lost there. */
function checkNote(check: Trials, standards: Standards, note: readonly string[]): void {
  const assessable = standards.ordered.filter(standards.assessable);
  const stray = strayCompetency(
    note,
    (text) =>
      /\d/.test(text) &&
      /[^\d.,]/.test(text) &&
      matchCompetency(standards, assessable, text).kind !== 'none',
  );
  if (stray === null) return;
  const message = `"${stray}" stands among the words of the note: write every COMPETENCY=LEVEL before them`;
  check.fault(new PlError('invalid', message));
}

/** One student, or those of `ana,ben`. */
async function studentsMeant(
  check: Trials,
  asker: Asker,
  all: readonly Student[],
  typed: string,
): Promise<Student[]> {
  const listed = listedStudents(typed);
  const found: Student[] = [];
  for (const word of listed ?? [typed]) {
    const student = await check.attempt(() => findStudent(asker, all, word));
    if (student === null) continue;
    if (found.includes(student)) check.fault(twice(word, displayName(student), 'student'));
    else found.push(student);
  }
  const whole = listed === null ? null : matchStudent(all, typed);
  if (whole !== null && whole.kind !== 'none') {
    const message = `"${typed}" may be one student or several: for one write a blank after the comma`;
    check.fault(new PlError('ambiguous', message));
  }
  return found;
}

interface Scored {
  readonly competency: Competency;
  readonly score: number;
}

async function scoredOf(
  check: Trials,
  asker: Asker,
  standards: Standards,
  assignments: readonly Assignment[],
): Promise<Scored[]> {
  const found: Scored[] = [];
  for (const { competency: typed, level } of assignments) {
    const competency = await check.attempt(() => findCompetency(asker, standards, typed));
    if (competency === null) continue;
    if (found.some((one) => one.competency === competency))
      check.fault(twice(typed, competency.code, 'competency'));
    const { scale } = standards.yardstick(competency);
    const score = await check.attempt(async () => givenScore(scale, level));
    if (score !== null) found.push({ competency, score });
  }
  return found;
}

function twice(typed: string, name: string, noun: string): PlError {
  return new PlError('conflict', `"${typed}" is ${name} again: give each ${noun} once in a line`);
}

async function show(desk: Desk, recorded: readonly Recorded[]): Promise<void> {
  const { session, learning } = desk;
  const students = new Set(recorded.map(({ student }) => student)).size;
  if (session.format === 'json')
    session.print.json(recorded.map((one) => changedBy(learning, one).json));
  else if (session.format === 'csv') await printChangesCsv(session, learning, recorded);
  else if (students > 1) session.print.text(await changesText(desk, recorded));
  else session.print.text([...changeLines(learning, recorded), takeBack(recorded)].join('\n'));
}

/** What changed for each competency of one student, then her stages once. */
function changeLines(learning: Desk['learning'], recorded: readonly Recorded[]): string[] {
  const changes = recorded.flatMap((one) => {
    const after = { ...one.after, stages: [] };
    const { lines } = changeReport(learning, one.student, one.competency, one.before, after);
    return [...lines, ...kindLine(learning, one.competency, one.kind)];
  });
  const stages = recorded.flatMap(({ student, after }) =>
    after.stages.map((stage) => stageLines(learning, displayName(student), stage).join('\n')),
  );
  return [...changes, ...new Set(stages)];
}
