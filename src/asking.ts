/** Questions at a terminal, by inquirer's prompts, which are loaded only when about to ask. */
import { type Ask, Cancelled } from './io.js';

/** Prompts that write to a terminal that is opened when needed, so that standard output stays data. */
export function terminalAsk(terminal: () => NodeJS.WritableStream): Ask {
  return {
    text: (message, otherwise) =>
      asked(async () => {
        const { input } = await import('@inquirer/prompts');
        const given = otherwise === undefined ? { message } : { message, default: otherwise };
        return input(given, { output: terminal() });
      }),
    choose: (message, choices) =>
      asked(async () => {
        const { select } = await import('@inquirer/prompts');
        return select({ message, choices: [...choices], pageSize: 12 }, { output: terminal() });
      }),
  };
}

async function asked<T>(prompt: () => Promise<T>): Promise<T> {
  try {
    return await prompt();
  } catch (error) {
    if (error instanceof Error && error.name.endsWith('PromptError')) throw new Cancelled();
    throw error;
  }
}
