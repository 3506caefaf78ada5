/** The rows below the header of a text, stretch by stretch, with what cannot be read of them. */
import type { Fault } from './fault.js';
import { readRows, type TableRow } from './grammar.js';
import { lostLetter } from './header-faults.js';
import type { Layout } from './layout.js';
import { hasLost } from './letters.js';
import type { Stretch } from './stretches.js';

/** The first rows, and the header in them. */
export interface Start {
  readonly stretch: Stretch;
  readonly layout: Layout;
  /** What could not be read right behind them. */
  readonly fault: Fault | null;
}

/** What is to be told while the rows of a text are read. */
interface Told {
  readonly faulty: (fault: Fault) => void;
  /** Of a row with lost letters. */
  readonly lost: (fault: Fault) => void;
  /** At the end: whether the last line has no line end. */
  readonly ended: (isOpen: boolean) => void;
}

/** The rows below the header, until the end or the first fault. */
export function* bodyRows(
  { stretch, layout, fault: behind }: Start,
  parts: Iterator<Stretch | Fault, void>,
  { faulty, lost, ended }: Told,
): Iterable<TableRow> {
  let current = { stretch, from: layout.end };
  for (;;) {
    const { rows, fault } = readRows(current.stretch, current.from, layout.delimiter);
    if (hasLost(current.stretch.text)) yield* unlost(rows, lost);
    else yield* rows;
    if (fault !== null) return faulty(fault);
    if (behind !== null) return faulty(behind);
    const { value } = parts.next();
    if (value === undefined) return ended(!/[\r\n]/.test(lastOf(current.stretch)));
    if ('code' in value) return faulty(value);
    current = { stretch: value, from: 0 };
  }
}

function lastOf({ text }: Stretch): string {
  return String.fromCharCode(text.at(-1) ?? 0);
}

/** A name in which a letter is lost would be a wrong name: no row with one is taken. */
function* unlost(rows: readonly TableRow[], lost: (fault: Fault) => void): Iterable<TableRow> {
  for (const row of rows) {
    const fault = lostLetter(row);
    if (fault === null) yield row;
    else lost(fault);
  }
}
