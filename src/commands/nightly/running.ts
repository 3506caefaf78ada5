/** Runs one command of `pl` as a part of the night, and hears what it came to instead of printing it. */
import type { Problem } from '../../core/errors.js';
import { groupBy } from '../../core/grouping.js';
import type { Need, StepCounts } from '../../core/nightly/report.js';
import type { Io } from '../../io.js';
import type { Night } from './night.js';

/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly counts: StepCounts;
  readonly problems: readonly Problem[];
  readonly rowsLeftOut: number;
  /** Of a merge: in how many places gradebooks say different things. */
  readonly differences: number;
  /** Why it failed, in its own words; '' where it said nothing. */
  readonly why: string;
  readonly warnings: readonly string[];
}

type Document = Readonly<Record<string, unknown>>;

/** Keeps the last that was read, for commands that are run in a row. */
export function readingOnce(): NonNullable<Io['readOnce']> {
  let known: { readonly stamp: string; readonly value: unknown } | null = null;
  return <T>(stamp: string, read: () => T): T => {
    if (known?.stamp !== stamp) known = { stamp, value: read() };
    return known.value as T;
  };
}

/** Runs a command on the gradebook of the night; nobody is asked and nothing is printed. */
export async function ran(
  { session, db, isRehearsal }: Pick<Night, 'session' | 'db' | 'isRehearsal'>,
  words: readonly string[],
  readOnce?: Io['readOnce'],
): Promise<Ran> {
  let heard: Ran | null = null;
  let said = '';
  const io = {
    ...session.io,
    // Of a copy that nobody keeps no copy is kept.
    env: isRehearsal ? { ...session.io.env, PL_NO_BACKUP: '1' } : session.io.env,
    isRehearsal,
    ...(readOnce === undefined ? {} : { readOnce }),
    interactive: false,
    outIsTerminal: false,
    errIsTerminal: false,
    out: () => {},
    err: (text: string) => {
      said += text;
    },
    hear: (document: unknown) => {
      if (typeof document === 'object' && document !== null) heard = heardIn(document as Document);
    },
  };
  const code = await session.run([...words, '--no-input', '--db', db], io);
  const lines = said.split('\n');
  return {
    ...(heard ?? heardIn({})),
    code,
    why: lines.find((line) => /^(pl|cancelled): /.test(line))?.replace(/^\w+: /, '') ?? '',
    warnings: lines.flatMap((line) => /^warning: (.*)$/.exec(line)?.[1] ?? []),
  };
}

/** The facts of a document that a night counts. Lists that are functions hold only now. */
export function heardIn(document: Document): Ran {
  const number = (key: string) => (typeof document[key] === 'number' ? document[key] : 0);
  return {
    code: 0,
    counts: countsIn(document),
    problems: [...listOf(document.problems).filter(isProblem), ...findingsOf(document)],
    rowsLeftOut: number('rows_left_out'),
    differences: listOf(document.differences).length,
    why: '',
    warnings: [],
  };
}

/** Of a list, such as that of who could be forgotten, how many are on it. */
function countsIn(document: Document): StepCounts {
  if (Array.isArray(document)) return { listed: { all: document.length } };
  if ('newly_ready' in document) return rollupCounts(document);
  if ('gained' in document) return gainedCounts(document);
  if ('forgotten' in document) return countsOf({ students: { forgotten: document.forgotten } });
  return importCounts(document);
}

/** Of students, `withdrawn` is how many of the updates were an end. */
function importCounts({ counts, ended }: Document): StepCounts {
  const all = countsOf(counts);
  const withdrawn = (ended as Readonly<Record<string, number>> | undefined)?.students ?? 0;
  return all.students === undefined ? all : { ...all, students: { ...all.students, withdrawn } };
}

/** What a merge brought is new here, whenever it was entered there; what fewer stand of was taken back there. */
function gainedCounts({ gained }: Document): StepCounts {
  const nouns = Object.entries((gained ?? {}) as Readonly<Record<string, number>>);
  return Object.fromEntries(
    nouns.map(([noun, more]) => [noun, more < 0 ? { ended: -more } : { add: more }]),
  );
}

function rollupCounts({ recomputed, met, lost, newly_ready }: Document): StepCounts {
  const all = countsOf({ students: { recomputed }, masteries: { met, lost } });
  return { ...all, ready: { newly: [...listOf(newly_ready)].length } };
}

/** Only what is a number under a noun. */
function countsOf(counts: unknown): StepCounts {
  const nouns = Object.entries((counts ?? {}) as Document);
  return Object.fromEntries(
    nouns.flatMap(([noun, of]) => {
      if (typeof of !== 'object' || of === null) return [];
      const numbers = Object.entries(of).filter(([, n]) => typeof n === 'number');
      return [[noun, Object.fromEntries(numbers) as Readonly<Record<string, number>>]];
    }),
  );
}

/** What a look at the gradebook has found, each with what to do about it. */
function findingsOf({ findings }: Document): Problem[] {
  return listOf(findings).flatMap((one): Problem[] => {
    const { code, message, todo } = (one ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof code !== 'string' || typeof message !== 'string') return [];
    const advice = typeof todo === 'string' ? `; do: ${todo}` : '';
    const severity = 'error';
    return [{ file: '', line: 1, field: null, code, severity, message: `${message}${advice}` }];
  });
}

function listOf(value: unknown): readonly unknown[] {
  const list: unknown = typeof value === 'function' ? value() : value;
  return typeof list === 'object' && list !== null && Symbol.iterator in list
    ? [...(list as Iterable<unknown>)]
    : [];
}

function isProblem(value: unknown): value is Problem {
  const { code, message, severity } = (value ?? {}) as Partial<Problem>;
  return typeof code === 'string' && typeof message === 'string' && typeof severity === 'string';
}

/** What needs a person of what a command came to: problems by code, else why it failed; and warnings. */
export function needsOf(step: string, file: string | null, one: Ran): Need[] {
  const groups = groupBy(one.problems, ({ severity, code }) => `${severity} ${code}`);
  const problems = [...groups.values()].flatMap((group): Need[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { severity, code, message } = first;
    return [{ step, file, severity, code, count: group.length, message }];
  });
  const hasError = problems.some(({ severity }) => severity === 'error');
  const failed = one.code !== 0 && !hasError ? [failure(step, file, one)] : [];
  const warned = one.warnings.map(
    (message): Need => ({
      step,
      file: null,
      severity: 'warning',
      code: 'warning',
      count: 1,
      message,
    }),
  );
  return [...failed, ...problems, ...warned];
}

function failure(step: string, file: string | null, { code, why }: Ran): Need {
  const message = why === '' ? `it ended with exit code ${code}` : why;
  return { step, file, severity: 'error', code: 'failed', count: 1, message };
}
