/** The program as commander sees it: global flags, every verb by name, and the flags of those that are loaded. */
import { Command, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { VERBS, type Verb } from './commands/index.js';
import type { Session } from './commands/session.js';
import { PlError } from './core/errors.js';
import { refuseAsOutput } from './kept-places.js';
import { tell } from './messages.js';
import { fittedHelp } from './output/help-text.js';
import { checkWritable } from './written-files.js';

/** Parses and runs what was typed; bare `pl` is the home screen. */
export async function runProgram(argv: readonly string[], session: Session): Promise<void> {
  const { loaded, known } = verbsFor(argv);
  const program = await buildProgram(session, loaded, known);
  await program.parseAsync(argv.length === 0 ? ['home'] : [...argv], { from: 'user' });
}

/**
 * What is wrong with the words of a command, said in one line; null where it could be run. Nothing is
 * run. What only the command itself can tell, such as flags that do not go together, is not seen here.
 */
export async function faultOf(argv: readonly string[], session: Session): Promise<string | null> {
  const { loaded, known } = verbsFor(argv);
  const program = await buildProgram(session, loaded, known);
  withoutActions(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return null;
  } catch (error) {
    const { message } = error as Error;
    return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  }
}

function withoutActions(command: Command): void {
  for (const sub of command.commands) {
    if (sub.commands.length === 0) sub.action(() => {});
    withoutActions(sub);
  }
}

/**
 * The program with the flags of the given verbs loaded; the other known ones have a name and a summary
 * alone, as loading them would take time at every start.
 */
export async function buildProgram(
  session: Session,
  loaded: readonly Verb[],
  known: readonly Verb[] = VERBS,
): Promise<Command> {
  const program = new Command('pl')
    .description(packageJson.description)
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => session.io.out(fittedHelp(text, session.io.width)),
      writeErr: (text) => tell(session.io, text.replace(/^error: /, 'pl: ')),
      getOutHelpWidth: () => session.io.width,
      getErrHelpWidth: () => session.io.width,
    })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', HELP_END);
  for (const option of globalOptions()) program.addOption(option);
  program.hook('preAction', (_program, action) => {
    session.options = action.optsWithGlobals();
    if (session.options.json === true && session.options.csv === true) {
      throw new PlError('usage', '--json and --csv: choose one');
    }
    if (session.options.quiet === true && session.options.verbose === true) {
      throw new PlError('usage', '--quiet and --verbose: choose one');
    }
    const { db, output } = session.options;
    if (db === '') throw new PlError('usage', '--db is empty: it names the gradebook');
    if (output === undefined) return;
    refuseAsOutput(output, session.path, action.args);
    checkWritable(output);
  });
  for (const verb of known) {
    const command = program
      .command(verb.name, { hidden: verb.hidden === true })
      .summary(verb.summary)
      .description(verb.summary);
    if (loaded.includes(verb)) (await verb.load()).define(command, session, program);
  }
  return program;
}

const HELP_END = `
Examples:
  pl demo                                   watch the whole job on a made-up school
  pl record ana rp.1 3 --kind conference    record what a student showed
  pl ready --section 7A                     who is ready to move on, and for what

pl help exit-codes, pl help days and pl help finding say more.`;

function globalOptions(): Option[] {
  return [
    new Option(
      '--db <file>',
      'the gradebook (default: PL_DB, else gradebook.db in your data folder)',
    ),
    new Option('--json', 'data as JSON'),
    new Option('--csv', 'data as CSV'),
    new Option('-o, --output <file>', 'write the data to a file, whole or not at all'),
    new Option('--bom', 'start CSV with a byte order mark, for spreadsheets that need it'),
    new Option('--no-color', 'no colours'),
    new Option('--no-input', 'never ask, even at a terminal'),
    new Option('--initials', 'students by their initials, for a screen that others see'),
    new Option('-q, --quiet', 'no messages but errors; data is printed all the same'),
    new Option('--verbose', 'say at the end what was read and written, and the time it took'),
  ];
}

interface VerbsFor {
  /** Whose flags are needed. */
  readonly loaded: readonly Verb[];
  /** Of whom the program speaks: of all where none is named, or where it is asked what there is. */
  readonly known: readonly Verb[];
}

/** The verbs that are needed for these words. */
function verbsFor(argv: readonly string[]): VerbsFor {
  if (argv.length === 0) return verbsFor(['home']);
  const words: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (['--db', '-o', '--output'].includes(word)) i++;
    else if (!word.startsWith('-')) words.push(word);
  }
  const [first] = words;
  // These two are about another verb, whose flags they need.
  const about = first === 'help' ? words[1] : first === '__complete' ? words[2] : undefined;
  const named = only(({ name }) => name === first || name === about);
  const speaksOfAll = ['help', 'home', '__complete'].includes(first ?? 'home');
  return speaksOfAll || named.loaded.length === 0 ? { ...named, known: VERBS } : named;
}

function only(isMeant: (verb: Verb) => boolean): VerbsFor {
  const loaded = VERBS.filter(isMeant);
  return { loaded, known: loaded };
}
