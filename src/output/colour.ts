/** Colour for people at a terminal. */
import type { LEVEL_COLOURS } from '../core/scale.js';

type LevelColour = (typeof LEVEL_COLOURS)[number];

/** Each takes text and returns it painted, or as it is when there is no colour. */
export interface Painter {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
  readonly cyan: (text: string) => string;
  /** In the colour of a level: a name of `LEVEL_COLOURS` or `#rrggbb`; without one as it is. */
  readonly level: (text: string, colour?: string) => string;
}

/**
 * A painter for one stream. Whether to colour is the caller's to say: the level is given, so that
 * chalk's own guess about the terminal counts for nothing. Without colour chalk is not even loaded,
 * as it brings node's terminal streams with it.
 */
export async function painter(colour: boolean): Promise<Painter> {
  if (!colour) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    // One argument each: chalk would join all that `map` passes.
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    green: (text) => chalk.green(text),
    yellow: (text) => chalk.yellow(text),
    red: (text) => chalk.red(text),
    cyan: (text) => chalk.cyan(text),
    level: (text, colour) => {
      if (colour === undefined) return text;
      return colour.startsWith('#') ? chalk.hex(colour)(text) : chalk[colour as LevelColour](text);
    },
  };
}

const asItIs = (text: string) => text;

const PLAIN: Painter = {
  bold: asItIs,
  dim: asItIs,
  green: asItIs,
  yellow: asItIs,
  red: asItIs,
  cyan: asItIs,
  level: asItIs,
};
