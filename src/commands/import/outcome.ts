/** What the import of files came to, and whether it may be written. */
import type { Problem } from '../../core/errors.js';
import type { Counts } from '../../core/importing/records.js';
import { isError } from '../../core/importing/skipping.js';
import type { News } from '../../core/importing/standards-news.js';
import type { Student } from '../../core/model.js';
import { NATIVE } from '../../formats/format.js';
import type { ImportFlags, ImportKind } from './flags.js';

/** `remove`: only where a file speaks for all there is, and takes back what it does not say. */
export interface OutcomeCounts extends Counts {
  readonly remove?: number;
}

/** What the import of a file, or of all of them, came to. */
export interface ImportOutcome {
  readonly kind: ImportKind | 'policy';
  readonly format: string;
  readonly written: boolean;
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<string, OutcomeCounts>>;
  readonly problems: readonly Problem[];
  /** Rows left out by `--skip-bad`. */
  readonly left: number;
  /** The file as a whole cannot be taken: leaving rows out does not help. */
  readonly isBroken: boolean;
  /** How many of the updates of a kind of thing are an end: withdrawn students, left sections. */
  readonly ended?: Readonly<Record<string, number>>;
  /** Active students who are not in a full roster. */
  readonly missing?: readonly Student[];
  /** Where the file speaks for a framework that stood before. */
  readonly news?: News | null;
  /** What people may want to say otherwise. */
  readonly hint?: string | null;
  /** Files that were left unread on purpose, with the reason. */
  readonly unread?: readonly Unread[];
}

/** A file that was given and not read. */
export interface Unread {
  readonly file: string;
  readonly why: string;
}

/** The outcome of one file of a kind and a format; under `--strict` a warning is an error. */
export function outcomeOf(flags: ImportFlags, kind: ImportKind, format: string) {
  return (
    of: Pick<
      ImportOutcome,
      'counts' | 'problems' | 'left' | 'isBroken' | 'missing' | 'news' | 'hint'
    >,
  ): ImportOutcome => ({
    kind,
    format,
    ...of,
    problems: strictly(of.problems, flags),
    written: false,
    dryRun: false,
  });
}

/** Warnings that tell what is so or what was done, and find no fault with the file. */
const TIDINGS: ReadonlySet<string> = new Set([
  'missing_students',
  'withdrawn_student',
  'comes_back',
  'vanished',
  'outside_links',
  'method_converted',
  'deleted_there',
  'values_ended',
  'not_mapped',
  'not_a_score',
  'result_left_out',
  'own_results',
  'score_stands',
  'forgotten_student',
]);

/** The problems as `--strict` sees them: a warning is an error where it finds fault with the file. */
export function strictly(problems: readonly Problem[], flags: ImportFlags): readonly Problem[] {
  if (flags.strict !== true) return problems;
  return problems.map((problem) =>
    TIDINGS.has(problem.code) ? problem : { ...problem, severity: 'error' },
  );
}

/** Whether a file keeps the whole import from being written. */
export function isRefused(one: ImportOutcome, flags: ImportFlags): boolean {
  if (!one.problems.some(isError)) return false;
  return flags.skipBad !== true || one.isBroken || one.left === 0;
}

/** The outcomes of several files as one. */
export function together(
  kind: ImportKind,
  done: readonly ImportOutcome[],
  flags: ImportFlags,
): ImportOutcome {
  const counts: Record<string, Counts> = {};
  for (const one of done) {
    for (const [key, { add, update, unchanged }] of Object.entries(one.counts)) {
      const sum = counts[key] ?? { add: 0, update: 0, unchanged: 0 };
      counts[key] = {
        add: sum.add + add,
        update: sum.update + update,
        unchanged: sum.unchanged + unchanged,
      };
    }
  }
  return {
    kind,
    format: formatsOf(done),
    written: flags.dryRun !== true && !done.some((one) => isRefused(one, flags)),
    dryRun: flags.dryRun === true,
    counts,
    problems: done.flatMap(({ problems }) => problems),
    left: done.reduce((sum, { left }) => sum + left, 0),
    isBroken: done.some(({ isBroken }) => isBroken),
    ended: Object.assign({}, ...done.map(({ ended }) => ended)),
    missing: done.flatMap(({ missing }) => missing ?? []),
    news: newsTogether(done),
    hint: done.flatMap(({ hint }) => hint ?? [])[0] ?? null,
    unread: done.flatMap(({ unread }) => unread ?? []),
  };
}

function newsTogether(done: readonly ImportOutcome[]): News | null {
  const all = done.flatMap(({ news }) => news ?? []);
  if (all.length === 0) return null;
  return {
    appeared: all.flatMap(({ appeared }) => appeared),
    changed: all.flatMap(({ changed }) => changed),
    vanished: all.flatMap(({ vanished }) => vanished),
  };
}

/** Of how the files lie, and of what was not read, there is no format. */
function formatsOf(done: readonly ImportOutcome[]): string {
  const formats = new Set(done.map(({ format }) => format).filter((format) => format !== ''));
  return formats.size === 0 ? NATIVE : [...formats].join(', ');
}
