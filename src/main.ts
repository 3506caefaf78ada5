/** `pl` as a function from arguments to exit code: runs the program, turns errors into codes. */
import packageJson from '../package.json' with { type: 'json' };
import { hintFor } from './commands/hints.js';
import type { Session } from './commands/session.js';
import { PlError } from './core/errors.js';
import { inWords, isUnread } from './file-faults.js';
import { Cancelled, type Io } from './io.js';
import { tell } from './messages.js';
import { visibleMessage } from './output/safe.js';

const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  rejected: 3,
  partly: 4,
  bug: 70,
  cancelled: 130,
};

/** Runs one command. Never throws; nothing is left open when it returns. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    return print(io, `${packageJson.version}\n`);
  }
  let session: Session | null = null;
  try {
    const { Session } = await import('./commands/session.js');
    const { faultOf, runProgram } = await import('./program.js');
    const run = (words: readonly string[], other = io) => main(words, other);
    session = new Session(io, run, (words) => faultOf(words, new Session(silent(io), run)));
    await runProgram(argv, session);
    await session.end();
    return session.code;
  } catch (error) {
    return isUnread(error)
      ? (session?.code ?? EXIT.done)
      : exitCode(await explained(error, session), io, session?.options.db);
  } finally {
    session?.close();
  }
}

function print(io: Io, text: string): number {
  try {
    io.out(text);
    return EXIT.done;
  } catch (error) {
    return isUnread(error) ? EXIT.done : exitCode(error, io);
  }
}

/** The same world, in which nothing is heard. */
function silent(io: Io): Io {
  return { ...io, out: () => {}, err: () => {} };
}

/** A damaged gradebook can make anything fail: that is no bug. */
async function explained(error: unknown, session: Session | null): Promise<unknown> {
  if (session === null || error instanceof PlError || isCommanderError(error)) return error;
  const { blamed } = await import('./commands/blame.js');
  return blamed(session, error);
}

/** Says an error in words and gives its code. */
function exitCode(thrown: unknown, io: Io, db?: string): number {
  const { syscall } = thrown as { syscall?: unknown };
  const error =
    syscall === 'write'
      ? inWords(thrown, 'standard output', 'written')
      : syscall === 'stdin'
        ? inWords(thrown, 'standard input', 'read')
        : thrown;
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof PlError) {
    const hint = error.hint === undefined ? null : hintFor(error.hint, db);
    tell(io, `pl: ${error.message}`);
    if (hint !== null) tell(io, `    try: ${hint}`);
    return error.code === 'usage' ? EXIT.usage : EXIT.refused;
  }
  if (error instanceof Cancelled) {
    tell(io, `cancelled: ${error.message}`);
    return EXIT.cancelled;
  }
  const bug = error instanceof Error ? error : new Error();
  tell(io, `pl: a bug in pl (${nameOf(bug)})`);
  tell(io, "    please report it, with the command but without pupils' data");
  if (io.env.PL_DEBUG) io.err(`${framesOf(bug).map(visibleMessage).join('\n')}\n`);
  return EXIT.bug;
}

/** What went wrong and where, never the message: it may quote what was in a file or in the gradebook. */
function nameOf(bug: Error): string {
  const { code } = bug as { code?: unknown };
  const known = typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? ` ${code}` : '';
  const place = /at (?:async )?([\w.<>]+) \(/.exec(framesOf(bug)[0] ?? '')?.[1];
  return `${bug.constructor.name}${known}${place === undefined ? '' : `, in ${place}`}`;
}

/** The stack without the message at its head, which may have several lines. */
function framesOf({ stack = '', message }: Error): string[] {
  const end = stack.indexOf(message) + message.length;
  return stack
    .slice(end)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
}

/** Told by its code, so that asking for the version need not load commander. */
function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('commander.');
}
