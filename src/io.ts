/** Everything outside that a command may touch: streams, clock, files, and a person to ask. */

export interface Io {
  /** Data. */
  readonly out: (text: string) => void;
  /** Messages, progress, questions. */
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
  readonly ask: Ask;
}

/** Questions to a person. Each throws when she cancels (Ctrl-C). */
export interface Ask {
  readonly text: (question: string, otherwise?: string) => Promise<string>;
  readonly choose: <T>(question: string, choices: readonly Choice<T>[]) => Promise<T>;
}

export interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/** Thrown when a person cancels a question. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
