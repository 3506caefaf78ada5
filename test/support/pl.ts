/**
 * Runs `pl` in process as a person or a script would: each test has a folder of its own in which the
 * commands run, its gradebook there, a clock that stands still, and somebody who answers questions.
 */
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Ask, Cancelled, type Io } from '../../src/io.js';
import { main } from '../../src/main.js';

/** What stands around a command; all of it can be left out. */
export interface Given {
  /** What is piped in; bytes where it is not UTF-8. */
  readonly stdin?: string | Uint8Array;
  /** A person sits at a terminal; else a script reads a pipe. */
  readonly terminal?: boolean;
  readonly width?: number;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * One an answer to each question, in order: a text; a part of a choice; what is typed ahead before
   * Enter takes the first that is offered; a key, or all of a line; `escape` to go back; null for
   * Ctrl-C; also `$ pl …`, which somebody else runs meanwhile.
   */
  readonly answers?: readonly (string | null)[];
}

/** What came of a command. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The questions asked, a choice with its choices. */
  readonly asked: readonly string[];
  /** The lines of the output; line ends of any kind. */
  readonly lines: readonly string[];
  readonly json: <T = Record<string, unknown>>() => T;
}

export const GRADEBOOK = 'gradebook.db';
const BEFORE_TERM = '2026-08-24T08:00:00';
const FIRST_DAY = '2026-10-01T09:00:00';

let clock = FIRST_DAY;
let folder = '';
const home = process.cwd();
const temporary = tmpdir();

beforeEach(() => {
  clock = FIRST_DAY;
  folder = realpathSync(mkdtempSync(join(temporary, 'pl-test-')));
  process.chdir(folder);
  process.env.TMPDIR = folder;
});

afterEach(() => {
  process.chdir(home);
  process.env.TMPDIR = temporary;
  // A terminal that a test closes may still be leaving.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/** Sets the clock on the wall, local time, until the end of the test. */
export function at(moment: string): void {
  clock = moment;
}

/** The moment on the wall, local time. */
export function now(): string {
  return clock;
}

/** Runs one command, as typed in a shell or word by word. */
export async function pl(command: string | readonly string[], given: Given = {}): Promise<Run> {
  let [out, err] = ['', ''];
  const asked: string[] = [];
  const left = [...(given.answers ?? [])];
  const { stdin = '', terminal = false, width = 80, env = {} } = given;
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    // A copy of the gradebook each day is for the tests that are about it.
    env: { PL_DB: GRADEBOOK, PL_NO_BACKUP: '1', ...env },
    interactive: terminal,
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    width,
    now: () => new Date(clock),
    readStdin: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
    readLines: async (invitation) => {
      err += invitation;
      return String(stdin);
    },
    home: folder,
    platform: 'linux',
    user: 'fair',
    ask: () => answering(left, asked),
  };
  const code = await main(typeof command === 'string' ? words(command) : command, io);
  return {
    code,
    out,
    err,
    asked,
    lines: out.split(/\r?\n/).filter((line) => line !== ''),
    json: <T>() => JSON.parse(out) as T,
  };
}

/** Runs a command that must succeed. */
export async function ok(command: string | readonly string[], given: Given = {}): Promise<Run> {
  const run = await pl(command, given);
  expect({ command, code: run.code, err: run.code === 0 ? '' : run.err }).toEqual({
    command,
    code: 0,
    err: '',
  });
  return run;
}

/** Writes a file into the test's folder and returns its name. */
export function file(name: string, content: string | Uint8Array): string {
  writeFileSync(name, content);
  return name;
}

/** The text of a file in the test's folder. */
export function text(name: string): string {
  return readFileSync(name, 'utf8');
}

export const exists = existsSync;

/** A path of the project. */
export function project(path: string): string {
  return join(home, path);
}

/** Two schools, four students, three sections; no evidence yet. */
export const ROSTER = `student_id,first_name,last_name,preferred_name,grade,section,section_name,course,teacher,school,term
ada,Ada,Lovelace,,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn
ben,Ben,Okri,,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn
cleo,Cleopatra,Osei,Cleo,6,6B,Room 6B,Maths 6,Mr Stone,Hill School,Autumn
dan,Dan,Adams,,7,7A,Room 7A,Maths 7,Mr Stone,Lake School,Autumn
`;

/** Two frameworks: one with headings, one with a single competency. */
export const STANDARDS = `framework,code,statement,label,parent,requires,essential
math,6.RP,Ratios and proportional relationships,Ratios,,,
math,6.RP.A.1,Understand the concept of a ratio,I can describe a ratio,6.RP,,yes
math,6.RP.A.2,Understand the concept of a unit rate,I can find a unit rate,6.RP,6.RP.A.1,
math,6.RP.A.10,Find a percent of a quantity,I can work with percents,6.RP,,
math,6.NS,The number system,Numbers,,,
math,6.NS.B.1,Divide multi-digit numbers,I can divide,6.NS,,
reading,R.1,Cite textual evidence,I can quote a text,,,
`;

/** Foundation (two competencies) and exploration (one, and one of two). */
export const PATHWAYS = `pathway,stage,stage_title,competency,requirement,group
unit,foundation,Foundation,6.RP.A.1,,
unit,foundation,Foundation,6.RP.A.2,,
unit,exploration,Exploration,6.RP.A.10,,
unit,exploration,Exploration,6.NS.B.1,choose 1,more
unit,exploration,Exploration,R.1,choose 1,more
`;

/** The gradebook of the small school above, as it stood before term. */
export async function smallSchool(): Promise<void> {
  await kept('small', async () => {
    await ok('init');
    await ok('import roster -', { stdin: ROSTER });
    await ok('import standards -', { stdin: STANDARDS });
  });
}

/** The gradebook of the sample school that is shipped: 48 students, 3,384 pieces. */
export async function sampleSchool(): Promise<void> {
  await kept('sample', async () => {
    const fixture = (name: string) => project(`fixtures/${name}.csv`);
    await ok('init');
    await ok(['import', 'roster', fixture('roster')]);
    await ok(['import', 'standards', fixture('standards'), fixture('links')]);
    await ok(['import', 'pathways', fixture('pathways')]);
    await ok(['import', 'evidence', fixture('evidence')]);
  });
}

const made = new Map<string, Uint8Array>();

/** Makes a gradebook once a test file and hands out copies of it. */
async function kept(name: string, make: () => Promise<void>): Promise<void> {
  const known = made.get(name);
  if (known !== undefined) return writeFileSync(GRADEBOOK, known, { mode: 0o600 });
  const now = clock;
  at(BEFORE_TERM);
  await make();
  at(now);
  made.set(name, readFileSync(GRADEBOOK));
}

/** The words of a command line: split at blanks, quotes keep them together. */
function words(command: string): string[] {
  const parts = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return parts.map((part) => part.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** What somebody else runs while a question waits. */
const MEANWHILE = '$ pl ';

function answering(answers: (string | null)[], asked: string[]): Ask {
  const next = (question: string): string => {
    asked.push(question);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${question}`);
    if (answer === null) throw new Cancelled();
    return answer;
  };
  return {
    text: async (question, otherwise) => {
      let answer = next(question);
      for (; answer.startsWith(MEANWHILE); answer = next(question))
        await ok(answer.slice(MEANWHILE.length));
      return answer || (otherwise ?? '');
    },
    secret: async (question) => next(question),
    choose: async (question, choices) => {
      const answer = next(`${question} ${choices.map(({ name }) => name).join(' | ')}`);
      const choice = choices.find(({ name }) => name.includes(answer));
      if (choice === undefined) throw new Error(`"${answer}" is not among the choices`);
      return choice.value;
    },
    search: async (question, offers) => {
      const list = (typed: string) => offers(typed).map(({ name }) => name);
      const answer = next([question, ...list('')].join('\n'));
      if (answer === 'escape') return null;
      const [first] = offers(answer);
      if (first === undefined) throw new Error(`"${answer}" finds nothing`);
      return first.value;
    },
    walk: async (first) => {
      let step = first;
      while (step.kind !== 'done') {
        const answer = next(`${step.screen}\n${step.hint}`);
        if (answer.startsWith(MEANWHILE)) await ok(answer.slice(MEANWHILE.length));
        else if (step.kind === 'keys') step = step.press(answer) ?? step;
        else step = step.enter(answer === 'escape' ? null : answer);
      }
      return step.value;
    },
  };
}
