/** Colleagues' gradebooks in a folder: each is merged and stays; one that is refused stops no other. */
import { join } from 'node:path';
import type { NightlyStep } from '../../core/nightly/plan.js';
import {
  countsTogether,
  endingOf,
  type FileReport,
  type FileStatus,
  type Need,
  type StepReport,
} from '../../core/nightly/report.js';
import { blankReport, type Night, notYet, trouble } from './night.js';
import { arrivalsIn, settledOf, typedPath } from './places.js';
import { needsOf, type Ran, ran } from './running.js';

type Merge = Extract<NightlyStep, { kind: 'merge' }>;

export async function runMerge(night: Night, step: Merge): Promise<StepReport> {
  const { name, folder } = step;
  try {
    const paths = arrivalsIn(folder)
      .files.filter((one) => /\.db$/i.test(one))
      .map((one) => join(folder, one));
    const settled = await settledOf(paths, night.settle, night.session.io.now);
    const done: (readonly [string, Ran | null])[] = [];
    for (const path of paths)
      done.push([path, settled.has(path) ? await mergeOne(night, step, path) : null]);
    const files = done.map(([path, one]) => fileReport(path, one));
    const needs_person = done.flatMap(([path, one]) =>
      one === null ? [notYet(name, path)] : needsOf(name, path, one),
    );
    const last = done.findLast(([, one]) => one?.code === 0)?.[1];
    if (last != null && last.differences > 0) needs_person.push(differing(name, last.differences));
    const counts = countsTogether(done.map(([, one]) => one?.counts ?? {}));
    return { ...blankReport(step), ...endingOf(files, needs_person), counts, files, needs_person };
  } catch (error) {
    const needs_person = [trouble(name, folder, 'unreadable', error)];
    return { ...blankReport(step), status: 'failed', exit_code: 1, needs_person };
  }
}

/** All of it is in the gradebook; what stands is what was entered last, until a person decides. */
function differing(step: string, count: number): Need {
  const message = 'gradebooks say different things: pl merge --differences lists what stands';
  return { step, file: null, severity: 'warning', code: 'differences', count, message };
}

function mergeOne(night: Night, { flags }: Merge, path: string): Promise<Ran> {
  return ran(night, ['merge', typedPath(path), ...flags, '--json']);
}

function fileReport(file: string, one: Ran | null): FileReport {
  const code = one?.code ?? 0;
  return {
    file,
    status: one === null ? 'waiting' : statusOf(code),
    exit_code: code,
    rows_left_out: one?.rowsLeftOut ?? 0,
    moved_to: null,
    report: null,
  };
}

function statusOf(code: number): FileStatus {
  if (code === 0) return 'taken';
  if (code === 4) return 'partly';
  return code === 70 ? 'failed' : 'kept';
}
