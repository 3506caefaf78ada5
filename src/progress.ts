/** How far a long job is, on a terminal: a bar with its rate and the time that is left. */
import type { Io } from './io.js';

/** Told again and again while a job runs. */
export interface Progress {
  /** `done` of the total, in its unit (such as bytes); `rows` are those so far. */
  readonly at: (done: number, rows: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

const UNSEEN: Progress = { at: () => {}, end: () => {} };

/** Under so many bytes a job is done before a bar is seen. */
const WORTH_A_BAR = 4_000_000;

/** A bar on standard error, drawn a few times a second; none where there is no terminal to draw it. */
export async function progressBar(
  io: Pick<Io, 'err' | 'errIsTerminal' | 'width'>,
  total: number,
): Promise<Progress> {
  if (!io.errIsTerminal || total < WORTH_A_BAR) return UNSEEN;
  const { SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar({
    format: ' {bar} {percentage}% · {rows} rows · {rate} a second · {left} left',
    barCompleteChar: '#',
    barIncompleteChar: '-',
    barsize: Math.max(10, Math.min(40, io.width - 60)),
    stream: terminalOf(io),
    synchronousUpdate: true,
    gracefulExit: false,
    clearOnComplete: true,
    linewrap: true,
    hideCursor: null,
  });
  const start = performance.now();
  const facts = (done: number, rows: number) => {
    const seconds = (performance.now() - start) / 1000;
    const left = done === 0 ? null : (seconds * (total - done)) / done;
    return {
      rows: rows.toLocaleString('en'),
      rate: seconds < 1 ? '…' : Math.round(rows / seconds).toLocaleString('en'),
      left: left === null || seconds < 1 ? '…' : `${Math.ceil(left)} s`,
    };
  };
  bar.start(total, 0, facts(0, 0));
  return {
    at: (done, rows) => bar.update(Math.min(done, total), facts(done, rows)),
    end: () => bar.stop(),
  };
}

/** What the library needs of a stream. */
function terminalOf({ err, width }: Pick<Io, 'err' | 'width'>): NodeJS.WritableStream {
  const write = (text: string) => {
    err(text);
    return true;
  };
  return { isTTY: true, columns: width, write } as unknown as NodeJS.WritableStream;
}
