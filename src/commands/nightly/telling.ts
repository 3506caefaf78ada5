/** Telling of a night: a line of JSON a step for whoever watches, a summary for people and programs. */
import type { Changed, FileReport, Need, StepReport } from '../../core/nightly/report.js';
import { jsonLine } from '../../output/json.js';
import { visible } from '../../output/safe.js';
import { english } from '../../output/words.js';

/** All that a night came to: the same for the same files and gradebook, so without times. */
export interface Summary {
  readonly config: string;
  readonly gradebook: string;
  readonly dry_run: boolean;
  readonly exit_code: number;
  readonly steps: readonly StepReport[];
  readonly changed: Changed;
  readonly needs_person: readonly Need[];
}

/** A step for the log: what it came to, and when it was. */
export function logLine(report: StepReport, started: Date, now: Date): string {
  return timed({ ...report }, started, now);
}

/** The end of the night for the log. */
export function lastLine(summary: Summary, started: Date, now: Date): string {
  const { config, gradebook, dry_run, exit_code, changed, needs_person } = summary;
  const facts = { config, gradebook, dry_run, exit_code, changed, needs_person };
  return timed({ step: 'nightly', ...facts }, started, now);
}

function timed(facts: Readonly<Record<string, unknown>>, started: Date, now: Date): string {
  const { step, ...more } = facts;
  const seconds = Math.max(0, now.getTime() - started.getTime()) / 1000;
  return jsonLine({ step, started: started.toISOString(), seconds, ...more });
}

/** The summary for people. */
export function summaryPage({ config, exit_code, dry_run, ...more }: Summary): string {
  const width = Math.max(...more.steps.map(({ step }) => step.length));
  const changes = changeLines(more.changed, dry_run);
  const lines = [
    `${config}: ${dry_run ? 'a rehearsal, nothing was written' : (ENDINGS[exit_code] ?? ENDINGS[1])}`,
    ...more.steps.flatMap((one) => stepLines(one, width)),
    ...(changes.length === 0 ? [] : ['', ...changes]),
    ...(more.needs_person.length === 0
      ? []
      : ['', 'Needs a person:', ...more.needs_person.map(needLine)]),
  ];
  return lines.map(visible).join('\n');
}

const ENDINGS: Readonly<Record<number, string>> = {
  0: 'all done',
  1: 'a step failed',
  4: 'done, and something was left out or refused',
  70: 'a bug in pl',
};

/** Every file that asks for a look has a line; those that were taken whole are counted. */
function stepLines({ step, status, files, command }: StepReport, width: number): string[] {
  const taken = files.filter((one) => one.status === 'taken');
  const others = files.filter((one) => one.status !== 'taken' && one.status !== 'unchanged');
  const isFolder = command.startsWith('pl import evidence') || command.startsWith('pl merge');
  const count = isFolder ? `, ${english.count(taken.length, 'file')} taken` : '';
  const [first] = files;
  const isOutput = step === 'exports' || step === 'reports';
  const what = isOutput && first !== undefined ? `, ${first.file}` : '';
  return [
    `  ${step.padEnd(width)}  ${STATUSES[status]}${count}${what}`,
    ...(isFolder ? others.map((one) => `  ${' '.repeat(width)}  ${fileLine(one)}`) : []),
  ];
}

const STATUSES: Readonly<Record<StepReport['status'], string>> = {
  done: 'done',
  unchanged: 'unchanged since it was taken',
  partly: 'done in part',
  waiting: 'still being written, left for another night',
  refused: 'refused',
  failed: 'failed',
  skipped: 'not run',
  planned: 'would be run',
};

function fileLine({ file, status, moved_to, report }: FileReport): string {
  const where = moved_to === null ? '' : `, moved to ${moved_to}`;
  const why = report === null ? '' : `; why: ${report}`;
  return `${file}: ${FILES[status]}${where}${why}`;
}

const FILES: Readonly<Record<FileReport['status'], string>> = {
  taken: 'taken',
  partly: 'taken with rows left out',
  unchanged: 'unchanged',
  refused: 'refused',
  kept: 'refused, and left there for another night',
  waiting: 'still being written, left for another night',
  left: 'no plain file, left there',
  failed: 'failed, left there',
  written: 'written',
};

const NOUNS: readonly (readonly [keyof Changed, string, string])[] = [
  ['students_added', 'student', 'added'],
  ['students_updated', 'student', 'updated'],
  ['students_withdrawn', 'student', 'withdrawn'],
  ['students_forgotten', 'student', 'forgotten'],
  ['evidence_added', 'piece', 'of evidence added'],
  ['evidence_updated', 'piece', 'of evidence corrected'],
  ['newly_met', 'mastery', 'newly met'],
  ['no_longer_met', 'mastery', 'no longer met'],
  ['newly_ready', 'student', 'newly ready'],
];

function changeLines(changed: Changed, isRehearsal: boolean): string[] {
  const said = NOUNS.flatMap(([key, noun, what]) =>
    changed[key] === 0 ? [] : [`  ${counted(changed[key], noun)} ${what}`],
  );
  if (said.length === 0) return [];
  return [isRehearsal ? 'Would change:' : 'Changed:', ...said];
}

function counted(n: number, noun: string): string {
  return english.count(n, noun, noun === 'mastery' ? 'masteries' : `${noun}s`);
}

function needLine({ step, file, severity, code, count, message }: Need): string {
  const where = file === null ? '' : ` ${file}:`;
  const many = count > 1 ? ` (and ${count - 1} more like it)` : '';
  return `  ${severity}: ${step}:${where} ${message}${many} [${code}]`;
}
