/** `pl init`: an empty gradebook with the default scale and policy. */
import type { Command } from 'commander';
import { changeConfig, settingValue } from '../config.js';
import { PlError } from '../core/errors.js';
import { DEFAULT_LEVELS } from '../core/scale.js';
import { clearBeside } from '../leftovers.js';
import { putScale } from '../store/apply-standards.js';
import { createGradebook, refuseExisting } from '../store/making.js';
import type { Gradebook } from '../store/open.js';
import { write } from '../store/writing.js';
import { warnOfPlace } from './daily.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .description('make an empty gradebook with the default scale and policy')
    .option('--by <name>', 'who you are, for the log from now on')
    .addHelpText('after', EXAMPLES)
    .action((flags: { by?: string }) => init(session, flags.by));
}

const EXAMPLES = `
Examples:
  pl init
  pl init --db class7.db --by "Ms Fairweather"`;

async function init(session: Session, by: string | undefined): Promise<void> {
  clearBeside(session.path);
  refuseExisting(session.path);
  const who = by ?? (await askWho(session));
  const section = by === undefined ? await askSection(session) : null;
  makeGradebook(session, session.path, who);
  if (who !== null && who !== session.who) remember(session, { me: who });
  if (section !== null) remember(session, { section });
  if (session.format === 'json') session.print.json({ gradebook: session.path, by: who });
  else {
    session.say(`made ${session.path}`);
    session.say('next: pl import roster FILE, then pl import standards FILE');
  }
  warnOfPlace(session);
}

/** Makes a gradebook and hands it to the session. */
function makeGradebook(session: Session, path: string, who: string | null): Gradebook {
  const book = createGradebook(
    path,
    session.instant,
    (made) => {
      write(made, session.entry('init', { who }), (writer) => {
        putScale(writer, null, { name: 'default', levels: DEFAULT_LEVELS, preferred: true });
      });
    },
    session.today,
  );
  session.adopt(book);
  return book;
}

/** The gradebook is made: that a setting cannot be kept is said and does no harm. */
function remember(session: Session, change: Parameters<typeof changeConfig>[1]): void {
  try {
    changeConfig(session.io, change);
  } catch (error) {
    session.say(
      `your ${Object.keys(change).join()} could not be kept: ${(error as Error).message}`,
    );
  }
}

function askWho(session: Session): Promise<string | null> {
  if (!session.interactive) return Promise.resolve(session.who);
  return answered(session, 'Who are you (for the log)?', session.who ?? undefined);
}

/** Lines pasted together give the next command for an answer: that is refused, and nothing is made. */
async function answered(session: Session, question: string, suggestion?: string): Promise<string> {
  const said = await session.ask.text(question, suggestion);
  if (!/^(pl|npx|node|\$)\s/.test(said.trim())) return said;
  throw new PlError(
    'invalid',
    `"${said.trim()}" is a command, not an answer: pl init asks two questions first; nothing was made`,
    'pl init --by "your name"',
  );
}

/** Only a word: the section comes with the roster. Null where none is said, or one is kept already. */
async function askSection(session: Session): Promise<string | null> {
  if (!session.interactive || session.config.section !== null) return null;
  for (;;) {
    const said = await answered(session, 'Your section, such as 7A (Enter leaves it out)?');
    if (said.trim() === '') return null;
    try {
      return settingValue('section', said);
    } catch (error) {
      if (!(error instanceof PlError)) throw error;
      session.complain(error.message);
    }
  }
}
