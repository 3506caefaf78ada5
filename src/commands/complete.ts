/** `pl __complete N -- WORD…`: what the word at place N may become, for shells. Silent when in doubt. */
import type { Command, Option } from 'commander';
import { folded } from '../core/names.js';
import { visible } from '../output/safe.js';
import { type Candidate, candidatesFor } from './completion/candidates.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session, program: Command): void {
  command
    .argument('<place>')
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (place: string, words: string[]) => {
      try {
        await complete(session, program, words.slice(0, Number(place)), words[Number(place)] ?? '');
      } catch {
        // Completion is a help: what it cannot do it leaves to the shell.
      }
    });
}

/** A shell is no place for longer lists. */
const MOST = 500;

async function complete(
  session: Session,
  program: Command,
  before: readonly string[],
  typed: string,
): Promise<void> {
  const all = await offered(session, program, before, typed);
  const start = folded(typed);
  const found = all.filter(({ word }) => folded(word).startsWith(start)).slice(0, MOST);
  const lines = found.map(
    ({ word, about }) => visible(word) + (about ? `\t${visible(about)}` : ''),
  );
  if (lines.length > 0) session.io.out(`${lines.join('\n')}\n`);
}

/** What stands before the cursor: which command, how many arguments, and a flag that waits for its value. */
interface Line {
  readonly command: Command;
  readonly given: readonly string[];
  readonly waiting: Option | null;
  readonly db: string | null;
}

async function offered(
  session: Session,
  program: Command,
  before: readonly string[],
  typed: string,
): Promise<readonly Candidate[]> {
  const line = readLine(program, before);
  if (line.db !== null) session.options = { ...session.options, db: line.db };
  const { command, given, waiting } = line;
  const inline = /^(--[a-z-]+)=/.exec(typed)?.[1];
  if (inline !== undefined) {
    const option = optionsOf(program, command).find(({ long }) => long === inline);
    const values = await candidatesFor(
      session,
      command.name(),
      option?.attributeName() ?? '',
      option?.argChoices,
    );
    return values.map((one) => ({ ...one, word: `${inline}=${one.word}` }));
  }
  if (waiting !== null)
    return candidatesFor(session, command.name(), waiting.attributeName(), waiting.argChoices);
  if (typed.startsWith('-')) return flags(program, command);
  if (command.commands.length > 0 && given.length === 0) return verbs(command);
  const argument = command.registeredArguments.at(given.length) ?? lastVariadic(command);
  const name = command.name() === 'config' ? settingArgument(given) : (argument?.name() ?? '');
  return name === 'topic'
    ? verbs(program)
    : candidatesFor(session, command.name(), name, argument?.argChoices);
}

function readLine(program: Command, before: readonly string[]): Line {
  let command = program;
  let given: string[] = [];
  let waiting: Option | null = null;
  let db: string | null = null;
  for (const word of before) {
    if (waiting !== null) {
      if (waiting.long === '--db') db = word;
      waiting = null;
      continue;
    }
    const option = optionsOf(program, command).find(
      ({ long, short }) => word === long || word === short,
    );
    if (option !== undefined) waiting = option.required || option.optional ? option : null;
    if (word.startsWith('--db=')) db = word.slice('--db='.length);
    if (word.startsWith('-')) continue;
    const sub: Command | undefined = command.commands.find((one) => one.name() === word);
    if (sub !== undefined && given.length === 0) command = sub;
    else given = [...given, word];
  }
  return { command, given, waiting, db };
}

function optionsOf(program: Command, command: Command): readonly Option[] {
  return [...command.options, ...(command.parent?.options ?? []), ...program.options];
}

function flags(program: Command, command: Command): Candidate[] {
  const shown = optionsOf(program, command).filter(({ hidden }) => !hidden);
  const all = shown.map(({ long, description }) => ({
    word: long ?? '',
    about: description,
  }));
  const help = { word: '--help', about: 'show help' };
  return [...new Map([...all, help].map((one) => [one.word, one])).values()];
}

function verbs(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({
      word: one.name(),
      about: one.summary() || one.description(),
    }));
}

function lastVariadic(command: Command) {
  const last = command.registeredArguments.at(-1);
  return last?.variadic === true ? last : undefined;
}

/** The second word of `pl config` depends on the first. */
function settingArgument(given: readonly string[]): string {
  return given.length === 0 ? 'setting' : (given[0] ?? '');
}
