/** Files of evidence that somebody drops into a folder: each is taken or refused, and leaves the folder. */
import { join } from 'node:path';
import type { Problem } from '../../core/errors.js';
import { type FileMark, problemsFile } from '../../core/nightly/arrivals.js';
import type { NightlyStep } from '../../core/nightly/plan.js';
import {
  countsTogether,
  endingOf,
  type FileReport,
  type FileStatus,
  type Need,
  type StepCounts,
  type StepReport,
} from '../../core/nightly/report.js';
import type { Io } from '../../io.js';
import {
  blankReport,
  keepUnsaid,
  type Night,
  notYet,
  remark,
  trouble,
  writeProblems,
} from './night.js';
import { arrivalsIn, freePlace, isStill, moveFile, settledOf, typedPath } from './places.js';
import { needsOf, type Ran, ran, readingOnce } from './running.js';

type Evidence = Extract<NightlyStep, { kind: 'evidence' }>;

/** What came of one file. */
interface Outcome {
  readonly file: FileReport;
  readonly counts: StepCounts;
  readonly needs: readonly Need[];
}

export async function runEvidence(night: Night, step: Evidence): Promise<StepReport> {
  const { folder, done, refused } = step;
  try {
    const { files, others } = arrivalsIn(folder, [done, refused]);
    const paths = files.map((name) => join(folder, name));
    const marks = await settledOf(paths, night.settle, night.session.io.now);
    const readOnce = readingOnce();
    const outcomes: Outcome[] = others.map((name) => leftAlone(step, join(folder, name)));
    for (const path of paths) {
      const mark = marks.get(path);
      outcomes.push(
        mark === undefined ? waiting(step, path) : await take(night, step, path, mark, readOnce),
      );
    }
    return reportOf(step, outcomes);
  } catch (error) {
    const needs_person = [trouble(step.name, folder, 'unreadable', error)];
    return { ...blankReport(step), status: 'failed', exit_code: 1, needs_person };
  }
}

/**
 * Imports one file and moves it. A night that is killed in between finds it again, and importing it
 * again adds nothing.
 */
async function take(
  night: Night,
  step: Evidence,
  path: string,
  mark: FileMark,
  readOnce: Io['readOnce'],
): Promise<Outcome> {
  // On a doubtful night no row is given up: it may fit tomorrow.
  const flags = step.flags.filter((flag) => !night.isDoubtful || flag !== '--skip-bad');
  const words = ['import', 'evidence', typedPath(path), ...flags, '--json'];
  const one = await ran(night, words, readOnce);
  const status = statusOf(night, one);
  const needs = needsOf(step.name, path, one);
  const counts = one.code === 0 || one.code === 4 ? one.counts : {};
  const file = fileReport(path, status, one);
  if (night.isRehearsal) return { file, counts, needs };
  // Somebody wrote on while it was read: what was read is kept, and the file comes again.
  if (!isStill(path, mark)) return { ...waiting(step, path), counts };
  // What stays where it is says so again the next night.
  if (status === 'refused' || status === 'partly') keepUnsaid(night, needs);
  const { file: done, troubles } = await moved(step, path, file, one);
  return { file: done, counts, needs: [...needs, ...troubles] };
}

function statusOf({ isDoubtful }: Night, { code }: Ran): FileStatus {
  if (code === 0) return 'taken';
  if (code === 4) return 'partly';
  // 2: what the file needs is not said by the flags.
  if (code === 3 || code === 2) return isDoubtful ? 'kept' : 'refused';
  return 'failed';
}

async function moved(
  { name, done, refused }: Evidence,
  path: string,
  file: FileReport,
  one: Ran,
): Promise<{ readonly file: FileReport; readonly troubles: readonly Need[] }> {
  if (file.status === 'kept' || file.status === 'failed') return { file, troubles: [] };
  try {
    const place = freePlace(path, file.status === 'refused' ? refused : done);
    const report = file.status === 'taken' ? null : problemsFile(place);
    if (report !== null) await writeProblems(report, problemsOf(path, one));
    moveFile(path, place);
    return { file: { ...file, moved_to: place, report }, troubles: [] };
  } catch (error) {
    const failed = { ...file, status: 'failed', exit_code: 1 } as const;
    return { file: failed, troubles: [trouble(name, path, 'not_moved', error)] };
  }
}

/** What the file is refused for; a command that could not be run has one reason. */
function problemsOf(file: string, { problems, why }: Ran): readonly Problem[] {
  if (problems.length > 0) return problems;
  return [{ file, line: 1, field: null, code: 'failed', severity: 'error', message: why }];
}

function fileReport(file: string, status: FileStatus, { code, rowsLeftOut }: Ran): FileReport {
  const left = code === 4 ? rowsLeftOut : 0;
  return { file, status, exit_code: code, rows_left_out: left, moved_to: null, report: null };
}

const UNTOUCHED = { exit_code: 0, rows_left_out: 0, moved_to: null, report: null };

function waiting({ name }: Evidence, file: string): Outcome {
  const need = notYet(name, file);
  const status = need.severity === 'error' ? 'kept' : 'waiting';
  return { file: { file, status, ...UNTOUCHED }, counts: {}, needs: [need] };
}

function leftAlone({ name }: Evidence, file: string): Outcome {
  const needs = [
    remark(name, file, 'no_file', 'it is no plain file and is not read: a link or a folder'),
  ];
  return { file: { file, status: 'left', ...UNTOUCHED }, counts: {}, needs };
}

function reportOf(step: Evidence, outcomes: readonly Outcome[]): StepReport {
  const files = outcomes.map(({ file }) => file);
  const needs_person = outcomes.flatMap(({ needs }) => needs);
  const counts = countsTogether(outcomes.map((one) => one.counts));
  return { ...blankReport(step), ...endingOf(files, needs_person), counts, files, needs_person };
}
