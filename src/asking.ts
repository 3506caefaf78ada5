/** Questions at a terminal, by inquirer's prompts, which are loaded only when about to ask. */
import { type Ask, Cancelled, type Choice } from './io.js';

/** Where a person sits: her keyboard, and a screen that leaves standard output to the data. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Who is told when the program is asked from outside to end. */
  readonly signals: Pick<NodeJS.Process, 'on' | 'removeListener'>;
}

/** Asked for from outside: the end of the terminal, Ctrl-C of a program around this one, a shutdown. */
const ENDINGS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Prompts at a terminal that is opened when needed, in colours or without. */
export function terminalAsk(open: () => Terminal): (colour: boolean) => Ask {
  return (colour) => ask(() => (colour ? open() : withoutColours(open())));
}

/** `NO_COLOR` is known to the library; a flag or a setting is not. */
function withoutColours({ input, output, signals }: Terminal): Terminal {
  const write = (text: string | Uint8Array) =>
    output.write(typeof text === 'string' ? text.replace(COLOURS, '') : text);
  const plain = new Proxy(output, {
    get: (stream, key) => {
      if (key === 'write') return write;
      const own: unknown = Reflect.get(stream, key);
      return typeof own === 'function' ? own.bind(stream) : own;
    },
  });
  return { input, output: plain, signals };
}

/** The codes that set colours and weights, and nothing else that a terminal understands. */
const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');

function ask(terminal: () => Terminal): Ask {
  return {
    text: async (message, otherwise) => {
      const { input } = await import('./prompts.js');
      const given = otherwise === undefined ? { message } : { message, default: otherwise };
      return asked(terminal(), (context) => input(given, context));
    },
    secret: async (message) => {
      const { input } = await import('./prompts.js');
      return asked(terminal(), (context) => input({ message, transformer: () => '' }, context));
    },
    choose: async (message, choices) => {
      const { select } = await import('./prompts.js');
      const given = { message, choices: [...choices], pageSize: 12, theme: SELECT };
      return asked(terminal(), (context) => select(given, context), { onEscape: () => {} });
    },
    search: (message, offers) => searched(terminal(), message, offers),
    walk: async (first) => {
      const { walk } = await import('./prompts.js');
      const ending = await asked(terminal(), (context) => walk(first, context));
      if (ending.kind === 'thrown') throw ending.error;
      return ending.value;
    },
  };
}

const SELECT = { style: { keysHelpTip: () => '↑↓ choose · Enter takes it · Esc cancels' } };

/**
 * Inquirer's type-ahead knows no way back: Esc ends it from outside. It leaves nothing on the screen,
 * so that what was only chosen does not read as recorded: the next question names it.
 */
async function searched<T>(
  terminal: Terminal,
  message: string,
  offers: (typed: string) => readonly Choice<T>[],
): Promise<T | null> {
  const { search } = await import('./prompts.js');
  let count = 0;
  const source = (typed: string | undefined) => {
    const offered = [...offers(typed ?? '')];
    count = offered.length;
    return offered;
  };
  const theme = { style: { keysHelpTip: () => searchKeys(count) } };
  let isBack = false;
  const onEscape = () => {
    isBack = true;
  };
  try {
    return await asked(
      terminal,
      (context) => search({ message, source, pageSize: PAGE, theme }, context),
      { onEscape, leavesNothing: true },
    );
  } catch (error) {
    if (isBack) return null;
    throw error;
  }
}

/** As many of a type-ahead's offers are shown at once. */
const PAGE = 9;

function searchKeys(count: number): string {
  const more = count > PAGE ? `${PAGE} of ${count}: type to narrow` : 'type to search';
  return `${more} · ↑↓ choose · Enter takes it · Esc back`;
}

interface Context extends Terminal {
  readonly signal: AbortSignal;
  clearPromptOnDone: boolean;
}

interface Leaving {
  /** Told when Esc ends the question, which is taken off the screen; without it Esc does nothing. */
  readonly onEscape?: () => void;
  /** Whether it is taken off the screen when it is answered as well. */
  readonly leavesNothing?: boolean;
}

/**
 * Asks, and takes Ctrl-D like Ctrl-C: by itself it would end the reading and answer nothing. So is an end
 * from outside, which would leave the terminal without an echo.
 */
async function asked<T>(
  terminal: Terminal,
  prompt: (context: Context) => Promise<T>,
  { onEscape, leavesNothing = false }: Leaving = {},
): Promise<T> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const context = { ...terminal, signal: leaving.signal, clearPromptOnDone: leavesNothing };
  const listen = (_text: unknown, key: { readonly name?: string; readonly ctrl?: boolean }) => {
    if (key.ctrl === true && key.name === 'd') leaving.abort();
    if (key.name !== 'escape' || onEscape === undefined) return;
    context.clearPromptOnDone = true;
    onEscape();
    leaving.abort();
  };
  const { emitKeypressEvents } = await import('node:readline');
  emitKeypressEvents(terminal.input);
  terminal.input.on('keypress', listen);
  for (const signal of ENDINGS) terminal.signals.on(signal, leave);
  try {
    return await prompt(context);
  } catch (error) {
    if (error instanceof Error && error.name.endsWith('PromptError')) throw new Cancelled();
    throw error;
  } finally {
    terminal.input.removeListener('keypress', listen);
    for (const signal of ENDINGS) terminal.signals.removeListener(signal, leave);
  }
}
