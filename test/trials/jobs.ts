/** The commands that are killed, each with its gradebook and what it would have written had it lived. */
import { file, type Given, ok, sampleSchool, smallSchool } from '../support/pl.js';
import type { Command } from './ending.js';
import { document, ONCE } from './jobs-once.js';

export interface Job {
  readonly name: string;
  readonly school: () => Promise<void>;
  /** Each time on the gradebook as it was at first; else on what the last one left, never tidied. */
  readonly anew: boolean;
  /** How many kills of the short form. */
  readonly kills: number;
  /** The n-th run. */
  readonly command: (n: number) => Command;
  /** How many entries it makes, one after the other; 1 unless said. */
  readonly steps?: number;
  /** What a person answers so that only so many of them are made. */
  readonly answers?: (steps: number) => readonly string[];
  /** How many of its entries it has acknowledged on standard output. */
  readonly told: (out: string) => number;
}

const STUDENTS = ['ada', 'ben', 'cleo', 'dan'] as const;
const CODES = ['6.RP.A.1', '6.RP.A.2', '6.RP.A.10', '6.NS.B.1', 'R.1'] as const;

const record: Job = {
  name: 'record',
  school: smallSchool,
  anew: false,
  kills: 40,
  command: (n) => ({
    words: ['record', STUDENTS[n % 4] ?? '', CODES[n % 5] ?? '', '3', `--title=T${n}`, '--json'],
  }),
  told: document,
};

const several: Job = {
  ...record,
  name: 'record, several',
  kills: 25,
  command: (n) => ({
    words: ['record', 'ada,ben,cleo', 'rp.1=3', 'rp.2=2', `--title=T${n}`, '--json'],
  }),
};

const pasted = STUDENTS.flatMap((student) => CODES.map((code) => `${student} ${code} 3 seen`));

const paste: Job = {
  ...record,
  name: 'record --paste',
  kills: 25,
  command: (n) => ({
    words: ['record', '--paste', `--title=T${n}`, '--json'],
    stdin: pasted.join('\n'),
  }),
};

const sent = STUDENTS.flatMap((student) =>
  CODES.map((competency) => ({ student_id: student, competency, level: 2 })),
);

const json: Job = {
  ...record,
  name: 'record --json -',
  kills: 25,
  command: (n) => ({
    words: ['record', '--json', '-', `--title=T${n}`],
    stdin: JSON.stringify(sent.map((one, i) => ({ ...one, external_id: `${n}-${i}` }))),
  }),
};

export const CLASS = 24;

const round: Job = {
  name: 'record --round',
  school: sampleSchool,
  anew: true,
  kills: 20,
  command: () => ({
    words: 'record --round --section 7A --competency rp.1'.split(' '),
    terminal: { prompt: `1/${CLASS}`, keys: `${'3'.repeat(CLASS)}\r` },
  }),
  steps: CLASS,
  answers: (steps) => [...Array<string>(steps).fill('3'), 'q'],
  // A piece is acknowledged by the screen that asks for the next.
  told: (out) => {
    if (out.includes('That was everyone')) return CLASS;
    const places = [...out.matchAll(/(\d+)\/24/g)].map(([, place]) => Number(place));
    return Math.max(1, ...places) - 1;
  },
};

export const ROWS = 6000;

/** A file of some thousands of rows on the sample school, a part of them under external ids. */
export function longFile(): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const student = `s${String((i % 48) + 1).padStart(3, '0')}`;
    const code = ['RP.1', 'RP.2', 'NS.1', 'NS.2', 'EE.1'][i % 5];
    const day = `2026-09-${String((i % 28) + 1).padStart(2, '0')}`;
    return `${student},${code},${(i % 4) + 1},${day},Task ${i},${i % 3 === 0 ? `x${i}` : ''}`;
  });
  return `student_id,competency,score,date,title,external_id\n${rows.join('\n')}\n`;
}

const evidence: Job = {
  name: 'import evidence',
  school: async () => {
    await sampleSchool();
    file('long.csv', longFile());
  },
  anew: true,
  kills: 30,
  command: () => ({ words: ['import', 'evidence', 'long.csv', '--json'] }),
  told: document,
};

const undo: Job = {
  name: 'undo of an import',
  school: sampleSchool,
  anew: true,
  kills: 20,
  command: () => ({ words: ['undo', '--json'] }),
  told: document,
};

const rollup: Job = {
  name: 'rollup',
  school: sampleSchool,
  anew: true,
  kills: 20,
  command: () => ({ words: ['rollup', '--json'] }),
  told: document,
};

/** A day has its copy with its first write: here each run is on a day of its own. */
const firstOfDay: Job = {
  ...record,
  name: 'record, first of a day',
  school: sampleSchool,
  kills: 25,
  command: (n) => ({
    words: ['record', 'ana', 'RP.1', '3', `--title=T${n}`, '--json'],
    env: { PL_NOW: `${dayAfter(n)}T09:00:00` },
  }),
};

/** The day so many days after the first of October. */
export function dayAfter(n: number): string {
  return new Date(Date.UTC(2026, 9, 1 + n)).toISOString().slice(0, 10);
}

export const JOBS = {
  plain: [record, several, paste, json, evidence, undo, rollup, ...ONCE].map(
    (job) => [job.name, job] as const,
  ),
  round,
  firstOfDay,
} as const;

/** Does in this process, to another gradebook, what a run does that lives until its k-th entry. */
export async function lived(job: Job, n: number, steps: number, db: string): Promise<void> {
  const { words, stdin = '', env = {} } = job.command(n);
  const terminal = job.answers !== undefined;
  const given: Given = {
    stdin,
    terminal,
    answers: job.answers?.(steps) ?? [],
    env: { PL_NOW: '2026-10-01T09:00:00', PL_USER: 'fair', ...env, PL_DB: db },
  };
  await ok(words, given);
}
