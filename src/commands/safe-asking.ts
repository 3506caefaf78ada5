/** Questions whose every word can be shown: data in them has no power over the terminal. */
import type { Ask, Choice, Step } from '../io.js';
import { visible, visibleLines, visibleMessage } from '../output/safe.js';

/**
 * Asks the same, the texts made visible, also an answer that is suggested; the values of choices and
 * what was typed stay as they were.
 */
export function safeAsk(ask: Ask): Ask {
  return {
    text: (question, otherwise) =>
      ask.text(visibleMessage(question), otherwise === undefined ? undefined : visible(otherwise)),
    secret: (question) => ask.secret(visibleMessage(question)),
    choose: (question, choices) => ask.choose(visibleMessage(question), safeChoices(choices)),
    search: (question, offers) =>
      ask.search(visibleMessage(question), (typed) => safeChoices(offers(typed))),
    walk: (first) => ask.walk(safeStep(first)),
  };
}

function safeChoices<T>(choices: readonly Choice<T>[]): readonly Choice<T>[] {
  return choices.map(({ name, value }) => ({ name: visible(name), value }));
}

function safeStep<T>(step: Step<T>): Step<T> {
  const screen = visibleLines(step.screen);
  switch (step.kind) {
    case 'keys': {
      const press = (key: string) => {
        const next = step.press(key);
        return next === null ? null : safeStep(next);
      };
      return { ...step, screen, hint: visibleLines(step.hint), press };
    }
    case 'line': {
      const enter = (typed: string | null) => safeStep(step.enter(typed));
      return { ...step, screen, hint: visibleLines(step.hint), enter };
    }
    case 'done':
      return { ...step, screen };
  }
}
