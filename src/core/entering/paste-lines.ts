/** Pasted lines of words: `ana rp.1 3 and a note`, the student by as many words as name one. */
import { isNoScore } from '../importing/left-out.js';
import type { Faults } from '../importing/records.js';
import type { Match } from '../matching/students.js';
import type { Competency, Student } from '../model.js';
import { folded } from '../names.js';
import type { Row } from './cells.js';
import {
  isNote,
  type Meaning,
  offScale,
  oneCompetency,
  oneStudent,
  type Pasted,
  type Saying,
  scoreOf,
} from './meaning.js';

/** A name has at most so many words. */
const NAME_WORDS = 6;
/** So has a level's name. */
const LEVEL_WORDS = 4;

/** What the lines say; what is wrong with each is added to the faults. */
export function readLines(rows: readonly Row[], meaning: Meaning, saying: Saying): Pasted[] {
  return rows.flatMap((row) => {
    const parting = partedLine(row.cells, meaning);
    if (parting === null) {
      sayWhyNot(row, meaning, saying);
      return [];
    }
    return pastedOf(row.line, parting, meaning, saying) ?? [];
  });
}

/** Where the words of the student end, and what comes after them. */
interface Parting {
  readonly student: Match<Student>;
  readonly typed: string;
  readonly competency: Match<Competency>;
  /** Level and note. */
  readonly rest: readonly string[];
}

/** The longest beginning that names a student and is followed by a competency, or by a level of the only one. */
function partedLine(words: readonly string[], meaning: Meaning): Parting | null {
  const { only } = meaning;
  for (let end = Math.min(NAME_WORDS, words.length - 1); end > 0; end--) {
    const student = meaning.student(words.slice(0, end).join(' '));
    if (student.kind === 'none') continue;
    const rest = words.slice(end);
    if (only !== null) {
      if (levelIn(rest, only, meaning) === null && !isWord(rest)) continue;
      return { student, typed: only.code, competency: { kind: 'one', found: only }, rest };
    }
    const [typed = ''] = rest;
    const competency = meaning.competency(typed);
    if (competency.kind !== 'none') return { student, typed, competency, rest: rest.slice(1) };
  }
  return null;
}

/** Words that stand for no level, such as absent. */
function isWord(words: readonly string[]): boolean {
  return isNoScore(words.join(' '), () => false);
}

function pastedOf(line: number, parting: Parting, meaning: Meaning, saying: Saying): Pasted | null {
  const { faults } = saying;
  const student = oneStudent(parting.student, line, faults);
  const named = { typed: parting.typed, shown: `"${parting.typed}"` };
  const competency = oneCompetency(meaning, parting.competency, named, line, faults);
  if (competency === null) return null;
  const level = levelIn(parting.rest, competency, meaning);
  if (parting.rest.length === 0) {
    const message = `a level is missing after "${competency.code}"`;
    faults.error(line, 'level', 'missing_score', message);
  } else if (level === null) offScale(meaning, competency, parting.rest.join(' '), line, saying);
  if (student === null || level === null) return null;
  const note = parting.rest.slice(level.words).join(' ');
  if (!isNote(note, line, faults)) return null;
  return { line, student, competency, score: level.score, note };
}

/** The level at the beginning of words: of names of levels the longest. */
function levelIn(words: readonly string[], competency: Competency, meaning: Meaning) {
  for (let count = Math.min(LEVEL_WORDS, words.length); count > 0; count--) {
    const score = scoreOf(meaning, competency, words.slice(0, count).join(' '));
    if (score !== null) return { score, words: count };
  }
  return null;
}

/** Why a line could not be parted. A word that may be a pupil's name is not repeated. */
function sayWhyNot({ line, cells: words }: Row, meaning: Meaning, saying: Saying): void {
  const { faults } = saying;
  const { only } = meaning;
  const named = words.slice(0, NAME_WORDS).findLastIndex((_, index) => {
    return meaning.student(words.slice(0, index + 1).join(' ')).kind !== 'none';
  });
  const code = words.findIndex((word, at) => at > 0 && isCodeOf(meaning, word));
  if (only !== null && named >= 0)
    offScale(meaning, only, words.slice(named + 1).join(' '), line, saying);
  else if (only !== null) oneStudent({ kind: 'none', near: [] }, line, faults);
  else if (code > 0) {
    const message = `no student matches the words before "${words[code]}"`;
    faults.error(line, 'student', 'unknown_student', message);
  } else if (named < 0) oneStudent({ kind: 'none', near: [] }, line, faults);
  else sayNoCompetency(words[named + 1] ?? '', line, meaning, faults);
}

function sayNoCompetency(word: string, line: number, meaning: Meaning, faults: Faults): void {
  const { ordered, isHeading } = meaning.standards;
  const isCode = /\d/.test(word) && /[a-z]/i.test(word);
  if (isCode || ordered.some((one) => isHeading(one) && folded(one.code) === folded(word))) {
    oneCompetency(
      meaning,
      meaning.competency(word),
      { typed: word, shown: `"${word}"` },
      line,
      faults,
    );
    return;
  }
  const message = 'no competency stands after the student: STUDENT COMPETENCY LEVEL [NOTE…]';
  faults.error(line, 'competency', 'missing_competency', message);
}

function isCodeOf(meaning: Meaning, word: string): boolean {
  return /\d/.test(word) && meaning.competency(word).kind !== 'none';
}
