/** The file of a nightly run, read and checked as a whole before anything is done. */
import { dirname, isAbsolute, join } from 'node:path';
import type { Problem } from '../../core/errors.js';
import { type Faults, faultsOf } from '../../core/importing/records.js';
import { type NightlyPlan, type NightlyStep, wordsOf } from '../../core/nightly/plan.js';
import { type PlacedStep, readNightly } from '../../core/nightly/read.js';
import { readBytes, realPlace } from '../../files.js';
import { readPolicyText } from '../../formats/policy-file.js';
import { textOf } from '../../formats/text.js';
import type { Session } from '../session.js';
import { typedPath } from './places.js';

/** Null, with problems by line, where the file cannot be done. */
export interface ReadConfig {
  readonly plan: NightlyPlan | null;
  readonly problems: readonly Problem[];
}

/** Throws `PlError('unreadable')` where there is no such file. */
export async function readConfig(session: Session, path: string): Promise<ReadConfig> {
  const text = textOf(readBytes(path), path);
  if ('problem' in text) return { plan: null, problems: [text.problem] };
  const { root, problems } = await readPolicyText(text.text, path);
  if (root === null) return { plan: null, problems };
  const faults = faultsOf({ file: path, header: (field) => field });
  const read = readNightly(root, pathsFrom(dirname(path)), faults);
  for (const placed of read.steps) await checkWords(session, placed, faults);
  checkFolders(read.steps, faults);
  const all = [...problems, ...faults.problems].sort((a, b) => a.line - b.line);
  if (all.length > 0) return { plan: null, problems: all };
  return { plan: { ...read, steps: read.steps.map(({ step }) => step) }, problems: [] };
}

/** Paths of the file are from where it lies, wherever `pl` is started. */
function pathsFrom(folder: string) {
  return {
    at: (path: string) => (isAbsolute(path) ? path : typedPath(join(folder, path))),
    join: (within: string, name: string) => typedPath(join(within, name)),
  };
}

/** What the command itself would say of its words, said before anything is done. */
async function checkWords(
  session: Session,
  { line, key, step }: PlacedStep,
  faults: Faults,
): Promise<void> {
  const words = step.kind === 'output' ? step.words : [...wordsOf(step), '--json'];
  const why = await session.whyNot(words);
  if (why !== null) faults.error(line, key, 'bad_words', why);
}

/** What is moved or written must not come back as evidence of the next night. */
function checkFolders(steps: readonly PlacedStep[], faults: Faults): void {
  const inboxes = new Set(
    steps.flatMap(({ step }) => (step.kind === 'evidence' ? [realPlace(step.folder)] : [])),
  );
  const isInbox = (folder: string) => inboxes.has(realPlace(folder));
  for (const { line, key, step } of steps) {
    const into = foldersOf(step).find(isInbox);
    if (into === undefined) continue;
    const message = `${into} is where evidence is taken from: what is put there would be read as evidence`;
    faults.error(line, key, 'bad_place', message);
  }
}

function foldersOf(step: NightlyStep): readonly string[] {
  if (step.kind === 'evidence') return [step.done, step.refused];
  return step.kind === 'output' ? [dirname(step.file)] : [];
}
