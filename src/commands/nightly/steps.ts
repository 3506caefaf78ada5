/** The steps of a night in their order, and which of them a bad one stops. */
import { dirname } from 'node:path';
import { enters, type NightlyStep, wordsOf } from '../../core/nightly/plan.js';
import type { FileReport, Need, StepReport } from '../../core/nightly/report.js';
import { runEvidence } from './evidence.js';
import { runMerge } from './merge.js';
import { blankReport, type Night, trouble } from './night.js';
import { makeOutputFolder } from './places.js';
import { needsOf, type Ran, ran } from './running.js';
import { runWatched } from './watched.js';

/** Told of each step when it has ended. */
export type OnStep = (report: StepReport, started: Date) => void;

/**
 * Runs the steps one after the other; a bad one stops those alone that would do harm after it:
 * - without the backup that was asked for, nothing is entered or erased;
 * - after any failure nothing is erased (retention).
 */
export async function runSteps(
  night: Omit<Night, 'isDoubtful'>,
  steps: readonly NightlyStep[],
  onStep: OnStep,
): Promise<readonly StepReport[]> {
  const reports: StepReport[] = [];
  for (const step of steps) {
    const started = night.session.io.now();
    const why = whyNot(step, reports);
    const report =
      why === null
        ? await runStep({ ...night, isDoubtful: reports.some(isDoubt) }, step)
        : skipped(step, why);
    reports.push(report);
    onStep(report, started);
  }
  return reports;
}

/** What is about students or competencies that a later file may name. */
const RESTED_ON: readonly string[] = ['roster', 'standards', 'pathways', 'groups'];

function isDoubt({ step, status }: StepReport): boolean {
  return RESTED_ON.includes(step) && status !== 'done' && status !== 'unchanged';
}

function isBad({ status }: StepReport): boolean {
  return status === 'failed' || status === 'refused';
}

/** Why a step is not run after those before; null: it is. */
function whyNot(step: NightlyStep, before: readonly StepReport[]): string | null {
  const bad = before.filter(isBad).map((one) => one.step);
  if (enters(step) && bad.includes('backup')) return 'there is no backup tonight';
  const [first] = bad;
  if (step.name === 'retention' && first !== undefined)
    return `nothing is erased after ${first} has failed`;
  return null;
}

function skipped(step: NightlyStep, why: string): StepReport {
  const message = `it was not run: ${why}`;
  const severity = 'error' as const;
  const need: Need = { step: step.name, file: null, severity, code: 'skipped', count: 1, message };
  return { ...blankReport(step), status: 'skipped', needs_person: [need] };
}

function runStep(night: Night, step: NightlyStep): Promise<StepReport> | StepReport {
  switch (step.kind) {
    case 'watched':
      return runWatched(night, step);
    case 'evidence':
      return runEvidence(night, step);
    case 'merge':
      return runMerge(night, step);
    case 'verb':
      return night.isRehearsal && step.name !== 'rollup' ? planned(step) : runVerb(night, step);
    case 'output':
      return night.isRehearsal ? planned(step) : runOutput(night, step);
  }
}

function planned(step: NightlyStep): StepReport {
  return { ...blankReport(step), status: 'planned' };
}

async function runVerb(
  night: Night,
  step: Extract<NightlyStep, { kind: 'verb' }>,
): Promise<StepReport> {
  const one = await ran(night, [...wordsOf(step), '--json']);
  const needs_person = [...needsOf(step.name, null, one), ...toForget(step.name, one)];
  const status = one.code === 0 ? 'done' : one.code === 4 ? 'partly' : 'failed';
  const { counts } = one;
  return { ...blankReport(step), status, exit_code: one.code, counts, needs_person };
}

/** Who could be forgotten is for a person to decide, unless the file of the night says --forget. */
function toForget(step: string, { counts }: Ran): Need[] {
  const count = counts.listed?.all ?? 0;
  if (step !== 'retention' || count === 0) return [];
  const message = 'students left longer ago than records are kept: pl retention lists them';
  return [{ step, file: null, severity: 'warning', code: 'over_age', count, message }];
}

/** Writes what a reading command says to its file, whole or not at all; its folder is made where it is not there. */
async function runOutput(night: Night, step: Output): Promise<StepReport> {
  try {
    makeOutputFolder(dirname(step.file));
  } catch (error) {
    return written(step, 1, [trouble(step.name, step.file, 'failed', error)]);
  }
  const one = await ran(night, [...step.words, '-o', step.file]);
  return written(step, one.code, needsOf(step.name, step.file, one));
}

type Output = Extract<NightlyStep, { kind: 'output' }>;

function written(step: Output, code: number, needs_person: readonly Need[]): StepReport {
  const status = code === 0 ? 'done' : 'failed';
  const file: FileReport = {
    file: step.file,
    status: code === 0 ? 'written' : 'failed',
    exit_code: code,
    rows_left_out: 0,
    moved_to: null,
    report: null,
  };
  return { ...blankReport(step), status, exit_code: code, files: [file], needs_person };
}
