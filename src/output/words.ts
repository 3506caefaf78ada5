/** The words that people read, so that another language, or a school's own words, is another object. */
import type { Day, Level, Status } from '../core/model.js';

/** `unassessed`: not yet ready, and nothing that is asked for was ever assessed. */
export type StageStatus = 'ready' | 'nearly' | 'not_yet' | 'unassessed' | 'complete';

/** One column wide; `ascii` is for terminals and printers without Unicode. */
export interface Mark {
  readonly mark: string;
  readonly ascii: string;
}

export interface Words {
  readonly status: Readonly<Record<Status, string>>;
  readonly mark: Readonly<Record<Status, Mark>>;
  /** The statuses at the head of a column, where there is less room. */
  readonly head: Readonly<Record<Status, string>>;
  readonly stage: Readonly<Record<StageStatus, string>>;
  /** The name of a level. */
  readonly level: (level: Level) => string;
  readonly day: (day: Day) => string;
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
  head: {
    mastered: 'Met',
    below: 'Not yet',
    thin: 'Need more',
    not_assessed: 'Not assessed',
    excused: 'Excused',
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
    unassessed: 'not assessed yet',
    complete: 'complete',
  },
  level: ({ name }) => name,
  day: (day) => day,
  count: (n, singular, plural = pluralOf(singular)) => `${n} ${n === 1 ? singular : plural}`,
};

/** The regular plural: student, students; competency, competencies; class, classes. */
export function pluralOf(singular: string): string {
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

/** How pages write days; the month by its name, as 1/10 and 10/1 are two days to two readers. */
export type DateFormat = 'iso' | 'dmy' | 'mdy';

/** The same words with days written in that way: 2026-10-01, 01 Oct 2026 or Oct 01, 2026. */
export function withDates(words: Words, format: DateFormat): Words {
  if (format === 'iso') return words;
  return {
    ...words,
    day: (day) => {
      const [year, month, date] = day.split('-');
      const name = MONTHS[Number(month) - 1];
      return format === 'dmy' ? `${date} ${name} ${year}` : `${name} ${date}, ${year}`;
    },
  };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
