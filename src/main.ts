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
    const { faultOf, runProgram } = await import('./program.js');
    const run = (words: readonly string[], other = io) => main(words, other);
    session = new Session(io, run, (words) => faultOf(words, new Session(silent(io), run)));
    await runProgram(argv, session);
    await session.end();
    return session.code;
  } catch (error) {
    return exitCode(error, io);
  } finally {
    session?.close();
  }
}

/** The same world, in which nothing is heard. */
function silent(io: Io): Io {
  return { ...io, out: () => {}, err: () => {} };
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
