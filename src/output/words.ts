/** The words that people read, so that another language, or a school's own words, is another object. */
import type { Status } from '../core/model.js';

export type StageStatus = 'ready' | 'nearly' | 'not_yet' | 'complete';

/** One column wide; `ascii` is for terminals and printers without Unicode. */
export interface Mark {
  readonly mark: string;
  readonly ascii: string;
}

export interface Words {
  readonly status: Readonly<Record<Status, string>>;
  readonly mark: Readonly<Record<Status, Mark>>;
  readonly stage: Readonly<Record<StageStatus, string>>;
  /** A number of things: "1 student", "2 students". */
  readonly count: (n: number, singular: string, plural?: string) => string;
}

export const english: Words = {
  status: {
    mastered: 'met',
    below: 'not yet',
    thin: 'need more evidence',
    not_assessed: 'not assessed',
    excused: 'excused',
  },
  // What was never looked at must not look like what was not met.
  mark: {
    mastered: { mark: '●', ascii: '*' },
    below: { mark: '○', ascii: 'o' },
    thin: { mark: '◐', ascii: '~' },
    not_assessed: { mark: '·', ascii: '.' },
    excused: { mark: '–', ascii: '-' },
  },
  stage: {
    ready: 'ready',
    nearly: 'nearly ready',
    not_yet: 'not yet ready',
    complete: 'complete',
  },
  count: (n, singular, plural = pluralOf(singular)) => `${n} ${n === 1 ? singular : plural}`,
};

/** The regular plural: student, students; competency, competencies; class, classes. */
function pluralOf(singular: string): string {
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}
