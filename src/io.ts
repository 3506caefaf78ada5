/** Everything outside that a command may touch: streams, clock, files, and a person to ask. */

export interface Io {
  /** Data. Throws what the system says: `EPIPE` where nobody reads any more. */
  readonly out: (data: string | Uint8Array) => void;
  /**
   * Takes what would be printed as JSON, as values: for a command that another one runs. A list that
   * may be longer than memory is a function, to be called at once.
   */
  readonly hear?: (document: unknown) => void;
  /**
   * What the command before this one has read, where it had the same `stamp`; else what `read` reads, kept
   * for the next: for commands that another one runs in a row. Left out: each reads for itself.
   */
  readonly readOnce?: <T>(stamp: string, read: () => T) => T;
  /** A rehearsal: nothing is written but to the gradebook, which is a copy that nobody keeps. */
  readonly isRehearsal?: boolean;
  /** Messages, progress, questions. Never throws. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A person sits at both ends: questions may be asked. */
  readonly interactive: boolean;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
  /** The clock of the machine. */
  readonly now: () => Date;
  /** All of standard input. */
  readonly readStdin: () => Promise<Uint8Array>;
  /**
   * Lines typed or pasted at a terminal under an invitation, until an empty one or Ctrl-D. Throws
   * `Cancelled` at Ctrl-C.
   */
  readonly readLines: (invitation: string) => Promise<string>;
  readonly home: string;
  readonly platform: string;
  /** The login name of whoever types; '' where there is none. */
  readonly user: string;
  /** Questions, in colours or without. */
  readonly ask: (colour: boolean) => Ask;
}

/** Questions to a person. Each throws `Cancelled` when she cancels (Ctrl-C; of a choice also Esc). */
export interface Ask {
  readonly text: (question: string, otherwise?: string) => Promise<string>;
  /** The same for what nobody else may see: nothing of it is shown. */
  readonly secret: (question: string) => Promise<string>;
  readonly choose: <T>(question: string, choices: readonly Choice<T>[]) => Promise<T>;
  /** Type-ahead: `offers` answers what was typed so far, '' at first. Null: she went back (Esc). */
  readonly search: <T>(
    question: string,
    offers: (typed: string) => readonly Choice<T>[],
  ) => Promise<T | null>;
  /** One step after another, each left by one key or one line, without a pause between them. */
  readonly walk: <T>(first: Step<T>) => Promise<T>;
}

export interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/**
 * What a screen shows and where each key leads. Keys are named as they are typed (`3`, `b`, `.`), the
 * others by name: `enter`, `escape`, `left`, `right`, `up`, `down`, `backspace`, `tab`, `space`.
 */
export type Step<T> =
  | {
      readonly kind: 'keys';
      readonly screen: string;
      /** What the keys are, under the screen. */
      readonly hint: string;
      /** Null: this key means nothing here. */
      readonly press: (key: string) => Step<T> | null;
    }
  | {
      readonly kind: 'line';
      /** The last line of it stands before what is typed. */
      readonly screen: string;
      readonly hint: string;
      /** Null: she went back (Esc). */
      readonly enter: (typed: string | null) => Step<T>;
    }
  | {
      readonly kind: 'done';
      /** What remains on the screen; '' for nothing. */
      readonly screen: string;
      readonly value: T;
    };

/** Thrown when a person cancels a question. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  /** `kept` says what was written before, and stays. */
  constructor(kept = 'nothing was written') {
    super(kept);
  }
}
