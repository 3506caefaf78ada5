/** `pl` as a function from arguments to exit code: runs the program, turns errors into codes. */
import packageJson from '../package.json' with { type: 'json' };
import type { Session } from './commands/session.js';
import { PlError } from './core/errors.js';
import { Cancelled, type Io } from './io.js';
import { visible } from './output/safe.js';

export const EXIT = {
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
    io.out(`${packageJson.version}\n`);
    return EXIT.done;
  }
  let session: Session | null = null;
  try {
    const { Session } = await import('./commands/session.js');
    session = new Session(io, (words) => main(words, io));
    const { runProgram } = await import('./program.js');
    await runProgram(argv, session);
    await session.end();
    return session.code;
  } catch (error) {
    return exitCode(await explained(error, session), io);
  } finally {
    session?.close();
  }
}

/** A damaged gradebook can make anything fail: that is no bug. */
async function explained(error: unknown, session: Session | null): Promise<unknown> {
  if (session === null || error instanceof PlError || isCommanderError(error)) return error;
  const { blamed } = await import('./commands/blame.js');
  return blamed(session, error);
}

/** Says an error in words and gives its code. */
function exitCode(error: unknown, io: Io): number {
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof PlError) {
    io.err(
      `pl: ${lines(error.message)}\n${error.hint === undefined ? '' : `    try: ${lines(error.hint)}\n`}`,
    );
    return error.code === 'usage' ? EXIT.usage : EXIT.refused;
  }
  if (error instanceof Cancelled) {
    io.err(`cancelled: ${lines(error.message)}\n`);
    return EXIT.cancelled;
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  io.err(
    `pl: a bug in pl: ${lines(bug.message)}\n    please report it, with the command but without pupils' data\n`,
  );
  if (io.env.PL_DEBUG) io.err(`${bug.stack ?? ''}\n`);
  return EXIT.bug;
}

/** Told by its code, so that asking for the version need not load commander. */
function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('commander.');
}

function lines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
