/** What the steps of one night share. */
import type { Problem } from '../../core/errors.js';
import { type NightlyStep, wordsOf } from '../../core/nightly/plan.js';
import type { Need, StepReport } from '../../core/nightly/report.js';
import { typedWord } from '../../core/nightly/words.js';
import type { Session } from '../session.js';
import type { Memory } from './memory.js';
import { isUnreadableName } from './places.js';

export interface Night {
  readonly session: Session;
  /** The gradebook; in a rehearsal a copy of it, to which all is done that would be done to it. */
  readonly db: string;
  readonly isRehearsal: boolean;
  /** Seconds for which a file must have stayed the same. */
  readonly settle: number;
  readonly memory: () => Memory;
  /** Keeps what the next night must know; a rehearsal keeps nothing. */
  readonly remember: (memory: Memory) => void;
  /** A roster, or what is taught, is not as it should be tonight: what does not fit it may fit tomorrow. */
  readonly isDoubtful: boolean;
}

/** The report of a step of which nothing is known yet. */
export function blankReport(step: NightlyStep): StepReport {
  return {
    step: step.name,
    command: ['pl', ...wordsOf(step)].map(typedWord).join(' '),
    status: 'done',
    exit_code: 0,
    counts: {},
    files: [],
    needs_person: [],
  };
}

/** Something that went wrong outside of any command. */
export function trouble(step: string, file: string | null, code: string, error: unknown): Need {
  const { message } = error as Error;
  return { step, file, severity: 'error', code, count: 1, message };
}

/** Something to look at, of which nothing is lost. */
export function remark(step: string, file: string, code: string, message: string): Need {
  return { step, file, severity: 'warning', code, count: 1, message };
}

/** A file that is not there to be taken tonight: its name cannot be read, or somebody is still at it. */
export function notYet(step: string, file: string): Need {
  if (!isUnreadableName(file))
    return remark(
      step,
      file,
      'still_written',
      'it was still being written: it is looked at again the next night',
    );
  const message = 'its name is not in UTF-8, and it cannot be read by it: give it another name';
  return trouble(step, file, 'unreadable_name', { message });
}

/** Keeps needs until they are said, in case that the night is killed before. */
export function keepUnsaid(night: Night, needs: readonly Need[]): void {
  const memory = night.memory();
  const errors = needs.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) night.remember({ ...memory, unsaid: [...memory.unsaid, ...errors] });
}

/** Writes the problems of a file as a table. Throws `PlError('unreadable')`. */
export async function writeProblems(path: string, problems: readonly Problem[]): Promise<void> {
  const { csvPieces } = await import('../../output/csv.js');
  const { writePieces } = await import('../../written-files.js');
  const columns = ['file', 'line', 'field', 'code', 'severity', 'message'] as const;
  const rows = problems.map((problem) => columns.map((column) => problem[column]));
  writePieces(path, csvPieces(columns, rows));
}
