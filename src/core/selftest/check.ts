/** One published example judged by the very rules that judge students, and whether the result is theirs. */
import { masteryOf } from '../mastery/judge.js';
import { type Competency, KINDS, type Piece, type Scale, type Showing } from '../model.js';
import { isPolicyKey, readPolicyValue } from '../policy.js';
import { DEFAULT_LEVELS, readLevels } from '../scale.js';
import { standardsOf } from '../standards.js';
import type { PublishedExample } from './examples.js';

/** What came of an example. */
export interface Checked {
  readonly example: PublishedExample;
  /** The score or the level that `pl` gives; null: none. */
  readonly pl: number | null;
  readonly agrees: boolean;
  /** It agrees, or differs exactly as the example says that it does. */
  readonly asStated: boolean;
}

/** Judges the example. Throws where its policy, scale or scores cannot be read: that is a bug. */
export function checkExample(example: PublishedExample): Checked {
  const levels = example.scale === undefined ? DEFAULT_LEVELS : readLevels(example.scale);
  const scale: Scale = { id: 1, name: 'published', levels };
  const standards = standardsOf({
    frameworks: [{ id: 1, name: 'published', guid: null, scale: null }],
    competencies: [COMPETENCY],
    links: [],
    scales: [scale],
    policies: settingsOf(example),
  });
  const { score, level } = masteryOf(standards, showingOf(example), COMPETENCY);
  const pl = example.result === 'level' ? (level?.value ?? null) : score;
  const agrees = pl === example.published;
  const expected = example.differs?.pl ?? example.published;
  return { example, pl, agrees, asStated: pl === expected };
}

const COMPETENCY: Competency = {
  id: 2,
  framework: 1,
  code: 'published',
  statement: 'a published example',
  guid: null,
  label: null,
  type: null,
  grade: null,
  subject: null,
  parent: null,
  order: null,
  assessable: null,
  essential: false,
  scale: null,
  rule: null,
  points: null,
  required: null,
};

function settingsOf({ id, policy }: PublishedExample) {
  return policy.split(' ').map((pair) => {
    const [key = '', text = ''] = pair.split('=');
    const value = isPolicyKey(key) ? readPolicyValue(key, text) : undefined;
    if (value === undefined) throw new Error(`example ${id}: ${pair} is no policy`);
    return { framework: null, competency: null, key, value };
  });
}

/** The scores on days one after the other, oldest first. */
function showingOf({ id, scores }: PublishedExample): Showing {
  const pieces = scores.split(' ').map((text, index): Piece => {
    const match = /^(?:(\w+):)?(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text);
    if (match === null) throw new Error(`example ${id}: ${text} is no score`);
    const [, kind = KINDS[0], score, possible] = match;
    return {
      competency: COMPETENCY.id,
      observedOn: `2026-09-${String(index + 1).padStart(2, '0')}`,
      entry: index + 1,
      number: 1,
      score: Number(score),
      possible: possible === undefined ? null : Number(possible),
      kind,
      title: null,
      externalId: null,
    };
  });
  return {
    student: 1,
    pieces: new Map([[COMPETENCY.id, pieces]]),
    overrides: new Map(),
    excuses: new Map(),
    advances: [],
  };
}
