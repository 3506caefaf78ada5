/** Colour for people at a terminal. */
import { Chalk } from 'chalk';

/** Each takes text and returns it painted, or as it is when there is no colour. */
export interface Painter {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/**
 * A painter for one stream. Whether to colour is the caller's to say: the level is given, so that
 * chalk's own guess about the terminal counts for nothing. (Inside the bundle chalk adds less to
 * the start than can be measured, so it is not loaded lazily.)
 */
export function painter(colour: boolean): Painter {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    // One argument each: chalk would join all that `map` passes.
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    green: (text) => chalk.green(text),
    yellow: (text) => chalk.yellow(text),
    red: (text) => chalk.red(text),
    cyan: (text) => chalk.cyan(text),
  };
}
