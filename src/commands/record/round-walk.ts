/** Walking round: one student after another, one key each, and the keys that put a slip right. */
import type { LevelKey } from '../../core/entering/level-keys.js';
import type { Scale, Student } from '../../core/model.js';
import type { Step } from '../../io.js';
import { visible } from '../../output/safe.js';
import { standingText } from '../../output/sentences.js';
import { fitted } from '../../output/width.js';
import { english } from '../../output/words.js';
import { isSign, type KeysStep, keyLines, keyTexts, noKeyHere } from './asking-keys.js';
import { halfOf, scoreStep, scoreText } from './asking-level.js';
import type { RoundLedger } from './round-ledger.js';

/** What became of one student. `open`: the round has not come to her, or it was taken back. */
export type Outcome = 'open' | 'recorded' | 'noted' | 'skipped' | 'absent';

export interface Turn {
  readonly student: Student;
  readonly outcome: Outcome;
}

/** What stays the same through a round. */
export interface Round {
  /** Which section, what, how; harmless, in one line. */
  readonly title: string;
  readonly scale: Scale;
  readonly keys: readonly LevelKey[];
  /** Full marks where scores are counted out of some. */
  readonly outOf: number | null;
  /** Whether what is recorded bears on how she stands. */
  readonly counts: boolean;
  readonly ledger: RoundLedger;
  /** A student's name, by which nobody else is meant. */
  readonly called: (student: Student) => string;
  readonly columns: number;
}

/** Where the round is: `at` is past the last turn when everybody had hers. */
export interface Walk {
  readonly turns: readonly Turn[];
  readonly at: number;
  /** What was just done, latest last. */
  readonly said: readonly string[];
}

/** The screen of the student whose turn it is; ends with what became of each. */
export function turnStep(round: Round, walk: Walk): Step<readonly Turn[]> {
  const turn = walk.turns[walk.at];
  if (turn === undefined) return endStep(round, walk);
  const { student } = turn;
  return {
    kind: 'keys',
    screen: turnScreen(round, walk, turn),
    hint: hintText(round),
    press: (key) => {
      const level = round.keys.find((one) => one.key === key);
      if (level !== undefined) return scored(round, walk, student, level.score);
      switch (key) {
        case 's':
        case 'enter':
        case 'right':
          return passed(round, walk, turn);
        case 'a':
          return absent(round, walk, student);
        case 'n':
          return noteStep(round, walk, turn);
        case '.':
          return round.outOf === null
            ? otherScore(round, walk, student)
            : strayStep(round, walk, turn, key);
        case 'q':
        case 'escape':
          return { kind: 'done', screen: '', value: walk.turns };
        default:
          return isBackwards(key) ? backwards(round, walk, key) : strayStep(round, walk, turn, key);
      }
    },
  };
}

/**
 * A sign that is no key: the next key only goes on, since in a round it would write. Who types `2.5`
 * for one student must not have given the next one a 5.
 */
function strayStep(
  round: Round,
  walk: Walk,
  turn: Turn,
  key: string,
): Step<readonly Turn[]> | null {
  if (!isSign(key)) return null;
  return {
    kind: 'keys',
    screen: `${turnScreen(round, walk, turn)}\n"${visible(key)}" is no key here: any key goes on`,
    hint: hintText(round),
    press: () => turnStep(round, walk),
  };
}

function endStep(round: Round, walk: Walk): Step<readonly Turn[]> {
  const step: KeysStep<readonly Turn[]> = {
    kind: 'keys',
    screen: [round.title, ...lately(round, walk), '', 'That was everyone.'].join('\n'),
    hint: keyLines(['Enter ends the round', 'b back one', 'u take the last back'], round.columns),
    press: (key) => {
      if (['enter', 'q', 'escape'].includes(key))
        return { kind: 'done', screen: '', value: walk.turns };
      return isBackwards(key) ? backwards(round, walk, key) : noKeyHere(step, key);
    },
  };
  return step;
}

function turnScreen(round: Round, walk: Walk, { student, outcome }: Turn): string {
  const place = `${walk.at + 1}/${walk.turns.length}`;
  const now = givenText(round, student, outcome);
  const lines = [
    `${place}  ${round.called(student)}${now === '' ? '' : ` (${now})`}`,
    `so far: ${standingText(round.ledger.standing(student))}`,
  ].map((line) => fitted(visible(line), round.columns - 1));
  return [round.title, ...lately(round, walk), '', ...lines].join('\n');
}

/** What she has in this round already: after going back, or with a note. */
function givenText(round: Round, student: Student, outcome: Outcome): string {
  const piece = round.ledger.pieceOf(student);
  if (piece === null) return outcome === 'open' ? '' : outcome;
  const note = piece.note === null ? [] : [`note: ${piece.note}`];
  const score = piece.score === null ? [] : [countText(round, piece.score)];
  return [...score, ...note].join(', ');
}

const LATELY = 3;

/** The last few things done, always as many lines, so that the screen does not jump. */
function lately(round: Round, { said }: Walk): string[] {
  const lines = said.slice(-LATELY).map((line) => fitted(visible(`  ${line}`), round.columns - 1));
  return [...Array<string>(LATELY - lines.length).fill(''), ...lines];
}

function hintText(round: Round): string {
  const other = round.outOf === null ? [`. other (${halfOf(round.scale)})`] : [];
  return [
    keyLines(keyTexts(round.keys), round.columns),
    keyLines(
      ['s skip', 'a absent', 'n note', ...other, 'b back', 'u undo', 'q end'],
      round.columns,
    ),
  ].join('\n');
}

function scored(round: Round, walk: Walk, student: Student, score: number) {
  const { ledger } = round;
  const old = ledger.pieceOf(student);
  const wasGone = old?.score !== score && ledger.enter(student, score, old?.note ?? null);
  const gone = wasGone ? ', anew: the one before was taken out meanwhile' : '';
  const text = `${countText(round, score)}${gone}`;
  if (!round.counts) return moved(round, walk, student, 'recorded', text);
  const status = english.status[ledger.standing(student).status];
  return moved(round, walk, student, 'recorded', `${text} (overall: ${status})`);
}

/** She was not there: a level given by mistake is taken out, words about her stay. */
function absent(round: Round, walk: Walk, student: Student) {
  const { ledger } = round;
  const piece = ledger.pieceOf(student);
  if (piece !== null && piece.score !== null) {
    if (piece.note === null) ledger.takeBack(student);
    else ledger.enter(student, null, piece.note);
  }
  return moved(round, walk, student, 'absent', 'absent');
}

/** Goes on without a word about her; what she was given before stays. */
function passed(round: Round, walk: Walk, { student, outcome }: Turn) {
  if (outcome === 'open') return moved(round, walk, student, 'skipped', 'skipped');
  return turnStep(round, { ...walk, at: walk.at + 1 });
}

/** On to the next, with what became of this one. */
function moved(round: Round, walk: Walk, student: Student, outcome: Outcome, text: string) {
  const next = became(walk, walk.at, outcome, `${round.called(student)}: ${text}`);
  return turnStep(round, { ...next, at: walk.at + 1 });
}

function isBackwards(key: string): boolean {
  return ['b', 'left', 'backspace', 'u'].includes(key);
}

/** One back, or with `u` back with what was entered taken out; null where nobody was before. */
function backwards(round: Round, walk: Walk, key: string): Step<readonly Turn[]> | null {
  const isUndo = key === 'u';
  const here = walk.turns[walk.at];
  const at = isUndo && here !== undefined && here.outcome !== 'open' ? walk.at : walk.at - 1;
  const turn = walk.turns[at];
  if (turn === undefined) return null;
  if (!isUndo) return turnStep(round, { ...walk, at });
  round.ledger.takeBack(turn.student);
  const text = `${round.called(turn.student)}: taken back`;
  return turnStep(round, { ...became(walk, at, 'open', text), at });
}

function noteStep(round: Round, walk: Walk, turn: Turn): Step<readonly Turn[]> {
  const { ledger } = round;
  const { student } = turn;
  return {
    kind: 'line',
    screen: `${turnScreen(round, walk, turn)}\nNote:`,
    hint: 'Enter keeps it; a level may follow   Esc back',
    enter: (typed) => {
      const note = typed?.trim() ?? '';
      if (note === '') return turnStep(round, walk);
      const score = ledger.pieceOf(student)?.score ?? null;
      ledger.enter(student, score, note);
      const outcome = score === null ? 'noted' : 'recorded';
      const text = `${round.called(student)}: note kept`;
      return turnStep(round, became(walk, walk.at, outcome, text));
    },
  };
}

function otherScore(round: Round, walk: Walk, student: Student): Step<readonly Turn[]> {
  return scoreStep(
    `${round.title}\n\n${visible(round.called(student))}`,
    round.scale,
    (score) => scored(round, walk, student, score),
    () => turnStep(round, walk),
  );
}

function became(walk: Walk, at: number, outcome: Outcome, text: string): Walk {
  const turns = walk.turns.map((turn, index) => (index === at ? { ...turn, outcome } : turn));
  return { ...walk, turns, said: [...walk.said, text].slice(-LATELY) };
}

/** "3 Proficient", or "4 of 5" where scores are counted. */
function countText({ scale, outOf }: Round, score: number): string {
  return outOf === null ? scoreText(scale, score) : `${score} of ${outOf}`;
}
