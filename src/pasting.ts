/** Lines typed or pasted at a terminal, which stays open for the question that follows. */
import type { Interface } from 'node:readline';
import { Cancelled } from './io.js';

/** A blank line this long before anything else ends the paste; one in the midst of it does not. */
const QUIET_MS = 150;

type Terminal = Pick<NodeJS.Process, 'stdin' | 'stderr'>;

/**
 * Reads until an empty line after which nothing comes, not even part of a line, or Ctrl-D. Throws
 * `Cancelled` at Ctrl-C.
 */
export function terminalLines(terminal: () => Terminal): (invitation: string) => Promise<string> {
  return async (invitation) => {
    const { createInterface } = await import('node:readline');
    const { stdin: input, stderr: output } = terminal();
    const reader = createInterface({ input, output, terminal: true, prompt: '', historySize: 0 });
    // Only now is every key ours: before, Ctrl-D would close the terminal to the question that follows.
    output.write(`${invitation}\n`);
    return linesOf(reader);
  };
}

function linesOf(reader: Interface): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    let quiet: NodeJS.Timeout | undefined;
    // A paste may end without a line end: its last line then stands unfinished, and is not cut off.
    const endIfQuiet = () => {
      if (reader.line === '') reader.close();
    };
    reader.on('line', (line) => {
      clearTimeout(quiet);
      lines.push(line);
      if (line.trim() === '') quiet = setTimeout(endIfQuiet, QUIET_MS);
    });
    reader.on('SIGINT', () => {
      reject(new Cancelled());
      reader.close();
    });
    reader.on('close', () => {
      clearTimeout(quiet);
      resolve([...lines, reader.line].join('\n'));
    });
  });
}
