/** A roster, standards and the like: taken from a place that stays, when what lies there has changed. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { PlError } from '../../core/errors.js';
import { problemsFile } from '../../core/nightly/arrivals.js';
import type { NightlyStep } from '../../core/nightly/plan.js';
import type { FileReport, Need, StepReport, StepStatus } from '../../core/nightly/report.js';
import { isFolder, isPlainFile } from '../../files.js';
import { holdsEntry, lastEntryMark } from '../../store/entry-marks.js';
import { withGradebook } from '../../store/open.js';
import { blankReport, type Night, notYet, trouble, writeProblems } from './night.js';
import { hashOf, isStill, markOf, settledOf, typedPath } from './places.js';
import { needsOf, type Ran, ran } from './running.js';

type Watched = Extract<NightlyStep, { kind: 'watched' }>;

export async function runWatched(night: Night, step: Watched): Promise<StepReport> {
  const { session, settle } = night;
  const { name, path } = step;
  try {
    markOf(path);
    refuseStream(path);
    const mark = (await settledOf([path], settle, session.io.now)).get(path);
    if (mark === undefined) return waiting(step);
    const hash = await hashOf(path);
    if (isTaken(night, step, hash)) return unchanged(night, step);
    const one = await ran(night, ['import', name, typedPath(path), ...step.flags, '--json']);
    const needs = needsOf(name, path, one);
    const report = await keepReport(night, path, one);
    // What was left out may fit tomorrow: only what was taken whole need not be looked at again.
    if (one.code === 0 && isStill(path, mark)) keepTaken(night, step, hash);
    return told(step, statusOf(one), one, one.code, report, needs);
  } catch (error) {
    const needs = [trouble(name, path, 'unreadable', error)];
    return { ...told(step, 'failed', null, 1, null), needs_person: needs };
  }
}

/** A pipe gives what it has once, and a night would wait for whoever writes to it. */
function refuseStream(path: string): void {
  if (!isPlainFile(path) && !isFolder(path))
    throw new PlError('unreadable', `${path} is neither a file nor a folder`);
}

/** What was taken whole lies there again: problems of what lay there meanwhile are over. */
function unchanged(night: Night, step: Watched): StepReport {
  if (!night.isRehearsal) removeReport(step.path);
  return told(step, 'unchanged', null, 0, null);
}

function removeReport(path: string): void {
  try {
    rmSync(problemsFile(path), { force: true });
  } catch {
    // Who drops the file may be the only one who can write there.
  }
}

function statusOf({ code }: Ran): StepStatus {
  if (code === 0) return 'done';
  if (code === 4) return 'partly';
  return code === 3 ? 'refused' : 'failed';
}

function told(
  step: Watched,
  status: StepStatus,
  one: Ran | null,
  code: number,
  report: string | null,
  needs: readonly Need[] = [],
): StepReport {
  const file: FileReport = {
    file: step.path,
    status: FILE_STATUS[status],
    exit_code: code,
    rows_left_out: one?.rowsLeftOut ?? 0,
    moved_to: null,
    report,
  };
  return {
    ...blankReport(step),
    status,
    exit_code: code,
    counts: code === 0 || code === 4 ? (one?.counts ?? {}) : {},
    files: [file],
    needs_person: needs,
  };
}

const FILE_STATUS: Readonly<Record<StepStatus, FileReport['status']>> = {
  done: 'taken',
  unchanged: 'unchanged',
  partly: 'partly',
  waiting: 'waiting',
  refused: 'kept',
  failed: 'failed',
  skipped: 'kept',
  planned: 'kept',
};

function waiting(step: Watched): StepReport {
  return told(step, 'waiting', null, 0, null, [notYet(step.name, step.path)]);
}

function isTaken({ memory, db }: Night, step: Watched, hash: string): boolean {
  const taken = memory().taken[keyOf(step)];
  if (taken?.hash !== hash) return false;
  const { entry } = taken;
  return entry === null || withGradebook(db, (book) => holdsEntry(book, entry));
}

function keepTaken(night: Night, step: Watched, hash: string): void {
  const memory = night.memory();
  const taken = { hash, entry: withGradebook(night.db, lastEntryMark) };
  night.remember({ ...memory, taken: { ...memory.taken, [keyOf(step)]: taken } });
}

/** With other flags the same file says something else. */
function keyOf({ name, path, flags }: Watched): string {
  return JSON.stringify([name, resolve(path), ...flags]);
}

/** The problems beside the file while it has any; null where there are none, or no room for them. */
async function keepReport(night: Night, path: string, one: Ran): Promise<string | null> {
  if (night.isRehearsal) return null;
  const report = problemsFile(path);
  try {
    if (one.code === 0) removeReport(path);
    else if (one.problems.length > 0) {
      await writeProblems(report, one.problems);
      return report;
    }
  } catch {
    // Who drops the file may be the only one who can write there; the summary has the problems too.
  }
  return null;
}
