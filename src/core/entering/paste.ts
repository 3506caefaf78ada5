/** What was pasted, understood: lines of words, rows of a sheet, or a grid of students and competencies. */

import type { Problem } from '../errors.js';
import { leftOut } from '../importing/left-out.js';
import { type Faults, faultsOf, type Source } from '../importing/records.js';
import { lineRows, type Row, sheetRows } from './cells.js';
import {
  isNote,
  type Meaning,
  namedBy,
  offScale,
  oneCompetency,
  oneStudent,
  type Pasted,
  type Saying,
  scoreOf,
  studentInCell,
} from './meaning.js';
import { type Sheet, sheetOf } from './paste-header.js';
import { readLines } from './paste-lines.js';

/** A paste has no headers of its own to name in a fault. */
export const PASTE: Source = { file: 'paste', header: (field) => field };

export interface Paste {
  readonly scores: readonly Pasted[];
  /** All that is wrong, by line; words such as absent are warnings. */
  readonly problems: readonly Problem[];
  /** What it was taken for. */
  readonly as: 'lines' | 'rows' | 'grid';
  /** Cells without a level, which say nothing. */
  readonly empty: number;
}

/** Reads a paste. Nothing is guessed: what can mean two things is a problem with its line. */
export function readPaste(text: string, meaning: Meaning): Paste {
  const saying = { faults: faultsOf(PASTE), out: leftOut() };
  const read = readAny(text.replace(/^\ufeff/, ''), meaning, saying);
  const problems = [...saying.faults.problems, ...saying.out.problems(PASTE.file)];
  return { ...read, problems: problems.sort((a, b) => a.line - b.line) };
}

function readAny(text: string, meaning: Meaning, saying: Saying): Omit<Paste, 'problems'> {
  const rows = sheetRows(text);
  if (rows === null) {
    const scores = readLines(lineRows(text), meaning, saying);
    return { as: 'lines', empty: 0, scores };
  }
  const sheet = sheetOf(rows, meaning, saying.faults);
  if (sheet === null) return { as: 'rows', empty: 0, scores: [] };
  const cells = sheet.rows.flatMap((row) => cellsOf(row, sheet, meaning, saying.faults));
  const given = cells.filter(({ level }) => level !== '');
  return {
    as: sheet.kind === 'grid' ? 'grid' : 'rows',
    empty: cells.length - given.length,
    scores: given.flatMap((cell) => pastedOf(cell, meaning, saying)),
  };
}

/** One level of a sheet, as it stands there. */
interface Cell {
  readonly line: number;
  readonly student: Pasted['student'] | null;
  readonly competency: Pasted['competency'] | null;
  readonly level: string;
  readonly note: string;
}

function cellsOf(row: Row, sheet: Sheet, meaning: Meaning, faults: Faults): Cell[] {
  const { line, cells } = row;
  const at = (index: number) => cells[index] ?? '';
  const who = (index: number) => {
    if (at(index) !== '') return oneStudent(studentInCell(meaning, at(index)), line, faults);
    faults.error(line, 'student', 'missing_student', 'the cell of the student is empty');
    return null;
  };
  if (sheet.kind === 'list') {
    const [level, student] = [at(sheet.level), who(sheet.student)];
    const isBlank = level === '' && sheet.competency !== null && at(sheet.competency) === '';
    const competency = isBlank ? null : onWhat(row, sheet, meaning, faults);
    return [{ line, student, competency, level, note: sheet.notes.map(at).join(' ').trim() }];
  }
  if (cells.length > sheet.columns.length || strayCell(row, sheet.columns)) {
    faults.error(line, null, 'row_too_long', 'a level stands here under no competency');
    return [];
  }
  const student = who(sheet.student);
  return sheet.columns.flatMap((competency, index) =>
    competency === null || competency === 'who'
      ? []
      : [{ line, student, competency, level: at(index), note: '' }],
  );
}

function strayCell({ cells }: Row, columns: readonly unknown[]): boolean {
  return cells.some((cell, index) => cell !== '' && columns[index] === null);
}

function onWhat(
  { line, cells }: Row,
  sheet: Extract<Sheet, { kind: 'list' }>,
  meaning: Meaning,
  faults: Faults,
) {
  if (sheet.competency === null) return meaning.only;
  const typed = cells[sheet.competency] ?? '';
  if (typed !== '') {
    // Where columns are mixed up this may be a pupil's name, which is not repeated.
    const named = namedBy(typed, 'this cell');
    return oneCompetency(meaning, meaning.competency(typed), named, line, faults);
  }
  faults.error(line, 'competency', 'missing_competency', 'the cell of the competency is empty');
  return null;
}

/** The score of a cell; what is wrong with student or competency has been said. */
function pastedOf(cell: Cell, meaning: Meaning, saying: Saying): Pasted[] {
  const { line, student, competency, level, note } = cell;
  if (competency === null) return [];
  const score = scoreOf(meaning, competency, level);
  if (score === null) offScale(meaning, competency, level, line, saying);
  const isWords = isNote(note, line, saying.faults);
  if (student === null || score === null || !isWords) return [];
  return [{ line, student, competency, score, note }];
}
