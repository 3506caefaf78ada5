/** A school with folders into which files are dropped, and its nights. */
import { mkdirSync } from 'node:fs';
import { expect } from 'vitest';
import { file, ok, pl, ROSTER, smallSchool } from './pl.js';

/** The small school, with a folder for its roster, one for evidence and one for exports. */
export async function droppedInto(): Promise<void> {
  await smallSchool();
  for (const folder of ['drop', 'inbox', 'out']) mkdirSync(folder);
}

export const HEAD = 'student_id,competency,score,date\n';
export const GOOD = `${HEAD}ada,6.RP.A.1,3,2026-09-01\nben,6.RP.A.1,2,2026-09-01\n`;
export const ORPHAN = `${HEAD}cleo,R.1,4,2026-09-02\nnobody,R.1,3,2026-09-02\n`;
export const NEW_ROSTER = `${ROSTER}eve,Eve,Moss,,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn\n`;

/** The file of a night in which files are taken as soon as they lie there. */
export function config(...lines: readonly string[]): string {
  return file('night.yaml', ['settle: 0', ...lines, ''].join('\n'));
}

export interface Summary {
  exit_code: number;
  steps: { step: string; status: string; exit_code: number; files: Record<string, unknown>[] }[];
  changed: Record<string, number>;
  needs_person: { step: string; severity: string; code: string; file: string; count: number }[];
}

/** Runs the night of `config`. */
export async function night(flags = ''): Promise<{ code: number; told: Summary }> {
  const run = await pl(`nightly night.yaml --json ${flags}`);
  expect(run.err).toBe('');
  return { code: run.code, told: run.json<Summary>() };
}

export const statuses = ({ steps }: Summary) =>
  steps.map(({ step, status }) => `${step} ${status}`);

/** How many pieces of evidence stand. */
export const pieces = async () => (await ok('status --json')).json<{ evidence: number }>().evidence;
