/** `pl init`: an empty gradebook with the default scale and policy. */
import type { Command } from 'commander';
import { writeConfig } from '../config.js';
import { DEFAULT_LEVELS } from '../core/scale.js';
import { putScale } from '../store/apply-standards.js';
import { createGradebook, type Gradebook } from '../store/open.js';
import { write } from '../store/writing.js';
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
  const who = by ?? (await askWho(session));
  makeGradebook(session, session.path, who);
  if (who !== null && who !== session.who) rememberWho(session, who);
  if (session.format === 'json') session.printJson({ gradebook: session.path, by: who });
  else
    session.say(`made ${session.path}\nnext: pl import roster FILE, then pl import standards FILE`);
}

/** Makes a gradebook and hands it to the session. */
export function makeGradebook(session: Session, path: string, who: string | null): Gradebook {
  const book = createGradebook(path, session.instant, (made) => {
    write(made, session.entry('init', { who }), (writer) => {
      putScale(writer, null, { name: 'default', levels: DEFAULT_LEVELS, preferred: true });
    });
  });
  session.adopt(book);
  return book;
}

/** The gradebook is made: that a name cannot be kept is said and does no harm. */
function rememberWho(session: Session, me: string): void {
  try {
    writeConfig(session.io, { me });
  } catch (error) {
    session.say(`your name could not be kept: ${(error as Error).message}`);
  }
}

function askWho(session: Session): Promise<string | null> {
  if (!session.interactive) return Promise.resolve(session.who);
  return session.io.ask.text('Who are you (for the log)?', session.who ?? undefined);
}
