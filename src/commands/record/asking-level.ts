/** The last questions about a piece, answered by one key each: level, kind, note. */
import { levelKeys } from '../../core/entering/level-keys.js';
import { KINDS, type Scale } from '../../core/model.js';
import { readScore, top } from '../../core/scale.js';
import type { Step } from '../../io.js';
import { visible } from '../../output/safe.js';
import { type KeysStep, keyLines, keyTexts, noKeyHere } from './asking-keys.js';

/** What is known before the level is asked. */
export interface Asked {
  /** Whom and what it is about, and how she stands; lines that are harmless. */
  readonly about: string;
  readonly scale: Scale;
  readonly kind: string;
  /** Null: it is still to be asked. */
  readonly note: string | null;
  /** How wide the terminal is. */
  readonly columns: number;
}

export interface LevelAnswer {
  readonly score: number;
  readonly kind: string;
  readonly note: string;
}

/** Asks for the level, and the note where it is not given; null: back to the question before. */
export function levelStep(asked: Asked): Step<LevelAnswer | null> {
  const keys = levelKeys(asked.scale);
  const step: KeysStep<LevelAnswer | null> = {
    kind: 'keys',
    screen: `${asked.about}\nWhich level?`,
    hint: [
      keyLines(keyTexts(keys), asked.columns),
      keyLines(
        [
          `. another score, such as ${halfOf(asked.scale)}`,
          `k kind (${visible(asked.kind)})`,
          'b back',
        ],
        asked.columns,
      ),
    ].join('\n'),
    press: (key) => {
      if (key === 'b' || key === 'escape' || key === 'left')
        return { kind: 'done', screen: '', value: null };
      if (key === 'k') return kindStep(asked);
      if (key === '.')
        return scoreStep(
          asked.about,
          asked.scale,
          (score) => noteStep(asked, score),
          () => levelStep(asked),
        );
      const level = keys.find((one) => one.key === key);
      return level === undefined ? noKeyHere(step, key) : noteStep(asked, level.score);
    },
  };
  return step;
}

/** A score that has no key, typed as a number or a level's name. */
export function scoreStep<T>(
  about: string,
  scale: Scale,
  given: (score: number) => Step<T>,
  back: () => Step<T>,
  fault = '',
): Step<T> {
  return {
    kind: 'line',
    screen: `${about}${fault}\nScore:`,
    hint: `a number from 0 to ${top(scale)}, or a level's name\nEnter takes it   Esc back`,
    enter: (typed) => {
      if (typed === null) return back();
      const score = readScore(scale, typed);
      if (score !== null) return given(score);
      return scoreStep(about, scale, given, back, `\n"${visible(typed)}" is not on this scale`);
    },
  };
}

/** A half level near the top, as an example. */
export function halfOf(scale: Scale): number {
  const { levels } = scale;
  const below = levels.at(-2)?.value ?? 0;
  return (below + top(scale)) / 2;
}

/** The known kinds by their place. */
function kindStep(asked: Asked): Step<LevelAnswer | null> {
  const step: KeysStep<LevelAnswer | null> = {
    kind: 'keys',
    screen: `${asked.about}\nHow was it shown?`,
    hint: keyLines(
      [...KINDS.map((kind, place) => `${place + 1} ${kind}`), 'b back'],
      asked.columns,
    ),
    press: (key) => {
      if (key === 'b' || key === 'escape' || key === 'left') return levelStep(asked);
      const kind = KINDS[Number(key) - 1];
      return kind === undefined ? noKeyHere(step, key) : levelStep({ ...asked, kind });
    },
  };
  return step;
}

function noteStep(asked: Asked, score: number): Step<LevelAnswer | null> {
  const done = (note: string): Step<LevelAnswer | null> => ({
    kind: 'done',
    screen: '',
    value: { score, kind: asked.kind, note },
  });
  if (asked.note !== null) return done(asked.note);
  return {
    kind: 'line',
    screen: `${asked.about}\n${scoreText(asked.scale, score)}, ${visible(asked.kind)}\nNote (Enter for none):`,
    hint: 'Esc back',
    enter: (typed) => (typed === null ? levelStep(asked) : done(typed)),
  };
}

/** "3 Proficient"; a score between levels is its number. */
export function scoreText(scale: Scale, score: number): string {
  const level = scale.levels.find(({ value }) => value === score);
  return visible(
    level === undefined || level.name === String(score) ? String(score) : `${score} ${level.name}`,
  );
}
