/** Questions at a terminal, by inquirer's prompts, which are loaded only when about to ask. */
import { emitKeypressEvents } from 'node:readline';
import { type Ask, Cancelled, type Choice } from './io.js';

/** Where a person sits: her keyboard, and a screen that leaves standard output to the data. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Prompts at a terminal that is opened when needed. */
export function terminalAsk(terminal: () => Terminal): Ask {
  return {
    text: async (message, otherwise) => {
      const { input } = await import('./prompts.js');
      const given = otherwise === undefined ? { message } : { message, default: otherwise };
      return asked(terminal(), (context) => input(given, context));
    },
    choose: async (message, choices) => {
      const { select } = await import('./prompts.js');
      const given = { message, choices: [...choices], pageSize: 12 };
      return asked(terminal(), (context) => select(given, context));
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

/** Inquirer's type-ahead knows no way back: Esc ends it from outside and takes it off the screen. */
async function searched<T>(
  terminal: Terminal,
  message: string,
  offers: (typed: string) => readonly Choice<T>[],
): Promise<T | null> {
  const { search } = await import('./prompts.js');
  const source = (typed: string | undefined) => [...offers(typed ?? '')];
  let isBack = false;
  try {
    return await asked(
      terminal,
      (context) => search({ message, source, pageSize: 9, theme: SEARCH }, context),
      () => {
        isBack = true;
      },
    );
  } catch (error) {
    if (isBack) return null;
    throw error;
  }
}

const SEARCH = {
  style: { keysHelpTip: () => 'type to search · ↑↓ choose · Enter takes it · Esc back' },
};

interface Context extends Terminal {
  readonly signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/** Asks, and takes Ctrl-D like Ctrl-C: by itself it would end the reading and answer nothing. */
async function asked<T>(
  terminal: Terminal,
  prompt: (context: Context) => Promise<T>,
  onEscape: (() => void) | null = null,
): Promise<T> {
  const leaving = new AbortController();
  const context = { ...terminal, signal: leaving.signal, clearPromptOnDone: false };
  const listen = (_text: unknown, key: { readonly name?: string; readonly ctrl?: boolean }) => {
    if (key.ctrl === true && key.name === 'd') leaving.abort();
    if (key.name !== 'escape' || onEscape === null) return;
    context.clearPromptOnDone = true;
    onEscape();
    leaving.abort();
  };
  emitKeypressEvents(terminal.input);
  terminal.input.on('keypress', listen);
  try {
    return await prompt(context);
  } catch (error) {
    if (error instanceof Error && error.name.endsWith('PromptError')) throw new Cancelled();
    throw error;
  } finally {
    terminal.input.removeListener('keypress', listen);
  }
}
