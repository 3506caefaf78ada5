/** What came of a nightly run: step by step, what changed, and what needs a person. It names no pupil. */

/**
 * `unchanged`: what lies there was taken on another night. `partly`: rows were left out, or some files
 * were refused. `waiting`: somebody may still be writing it. `skipped`: an earlier step stopped it.
 * `planned`: a rehearsal, in which it is not run.
 */
export type StepStatus =
  | 'done'
  | 'unchanged'
  | 'partly'
  | 'waiting'
  | 'refused'
  | 'failed'
  | 'skipped'
  | 'planned';

/** `kept`: refused, and left where it is for another night. `left`: no plain file, never touched. */
export type FileStatus =
  | 'taken'
  | 'partly'
  | 'unchanged'
  | 'refused'
  | 'kept'
  | 'waiting'
  | 'left'
  | 'failed'
  | 'written';

export interface FileReport {
  readonly file: string;
  readonly status: FileStatus;
  /** Of the command that was about it. */
  readonly exit_code: number;
  readonly rows_left_out: number;
  /** Where it lies now; null where it stayed. */
  readonly moved_to: string | null;
  /** The file with its problems; null where there are none. */
  readonly report: string | null;
}

/** Something that a person should look at: an error is data that is not in the gradebook, or a failure. */
export interface Need {
  readonly step: string;
  readonly file: string | null;
  readonly severity: 'error' | 'warning';
  /** A short stable key: of the problem, or of what happened. */
  readonly code: string;
  /** How many there are of it. */
  readonly count: number;
  /** The first of them. */
  readonly message: string;
}

/** Counts by the noun that they are of, and by what happened to it. */
export type StepCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface StepReport {
  readonly step: string;
  /** What was run, as it is typed. */
  readonly command: string;
  readonly status: StepStatus;
  readonly exit_code: number;
  readonly counts: StepCounts;
  readonly files: readonly FileReport[];
  readonly needs_person: readonly Need[];
}

/** What the night has changed. */
export interface Changed {
  readonly students_added: number;
  readonly students_updated: number;
  readonly students_withdrawn: number;
  /** Erased, by the rules of how long records are kept. */
  readonly students_forgotten: number;
  readonly evidence_added: number;
  readonly evidence_updated: number;
  readonly newly_met: number;
  readonly no_longer_met: number;
  readonly newly_ready: number;
}

/** Sums up the steps, whose counts are those of imports and rollups. */
export function changedBy(steps: readonly Pick<StepReport, 'counts'>[]): Changed {
  const all = countsTogether(steps.map(({ counts }) => counts));
  const sum = (noun: string, what: string) => all[noun]?.[what] ?? 0;
  const withdrawn = sum('students', 'withdrawn');
  return {
    students_added: sum('students', 'add'),
    students_updated: sum('students', 'update') - withdrawn,
    students_withdrawn: withdrawn,
    students_forgotten: sum('students', 'forgotten'),
    evidence_added: sum('evidence', 'add'),
    evidence_updated: sum('evidence', 'update'),
    newly_met: sum('masteries', 'met'),
    no_longer_met: sum('masteries', 'lost'),
    newly_ready: sum('ready', 'newly'),
  };
}

/** The sum of counts, noun by noun. */
export function countsTogether(all: readonly StepCounts[]): StepCounts {
  const sums = new Map<string, Map<string, number>>();
  for (const [noun, counts] of all.flatMap((one) => Object.entries(one))) {
    const sum = sums.get(noun) ?? new Map<string, number>();
    sums.set(noun, sum);
    for (const [what, n] of Object.entries(counts)) sum.set(what, (sum.get(what) ?? 0) + n);
  }
  return Object.fromEntries([...sums].map(([noun, sum]) => [noun, Object.fromEntries(sum)]));
}

/** How a step ended that was about several files, each for itself. */
export function endingOf(files: readonly FileReport[], needs: readonly Need[]): Ending {
  const codes = files.flatMap(({ status, exit_code }) => (status === 'failed' ? [exit_code] : []));
  if (codes.length > 0) return { status: 'failed', exit_code: codes.includes(70) ? 70 : 1 };
  const isWrong = needs.some(({ severity }) => severity === 'error');
  return isWrong ? { status: 'partly', exit_code: 4 } : { status: 'done', exit_code: 0 };
}

/** How a step ended, as far as the exit code of the night goes. */
type Ending = Pick<StepReport, 'status' | 'exit_code'>;

/**
 * The exit code of the night. A bug outranks a failure, and a failure what was left out. In a
 * rehearsal, what would be refused is 3, as in any other. `needs`: also those of a night that was
 * killed before it could say so.
 */
export function nightCode(
  steps: readonly Ending[],
  needs: readonly Pick<Need, 'severity'>[],
  isRehearsal: boolean,
): number {
  if (steps.some((one) => one.exit_code === 70)) return 70;
  const isWrong = needs.some(({ severity }) => severity === 'error');
  if (isRehearsal) return isWrong ? 3 : 0;
  if (steps.some(({ status }) => status === 'failed' || status === 'refused')) return 1;
  return isWrong ? 4 : 0;
}
