/** Files that somebody drops into a folder: which are read, and what those are called that were read. */

/** Whether a file is not for us, by its name: hidden, half an upload, a lock, or a report of our own. */
export function isPassedOver(name: string): boolean {
  return (
    /^[.~]|~$/.test(name) ||
    /\.(part|partial|filepart|tmp|temp|crdownload|download|swp|lock)$/i.test(name) ||
    name.toLowerCase().endsWith(PROBLEMS) ||
    /^(thumbs\.db|desktop\.ini)$/i.test(name)
  );
}

/** What tells whether a file is still the one that it was. */
export interface FileMark {
  readonly size: number;
  /** Milliseconds since 1970, by the clock of the file system. */
  readonly changed: number;
  /** The number of the file on its disk. */
  readonly inode: number;
}

export function isSameMark(a: FileMark, b: FileMark): boolean {
  return a.size === b.size && a.changed === b.changed && a.inode === b.inode;
}

/**
 * Whether a file was written so long ago that nobody is at it any more; `now` in milliseconds since
 * 1970. The date of one from the future says nothing: the clock where it lies may go ahead.
 */
export function isSettled({ changed }: FileMark, now: number, seconds: number): boolean {
  return now - changed >= seconds * 1000;
}

/** `quiz.csv`, or `quiz-2.csv`, `quiz-3.csv` …: the first that is free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [start, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let free = name;
  for (let n = 2; isTaken(free); n++) free = `${start}-${n}${end}`;
  return free;
}

const PROBLEMS = '.problems.csv';

/** What stands beside a file that was not taken whole: its problems, a row each. */
export function problemsFile(path: string): string {
  return `${path}${PROBLEMS}`;
}
