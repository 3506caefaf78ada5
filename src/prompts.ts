/**
 * The prompts with the library that draws them, in one file of the bundle that is loaded when about
 * to ask. Inquirer's own, and one for walking from screen to screen by single keys.
 */
import { createPrompt, useKeypress, useState } from '@inquirer/core';
import type { Step } from './io.js';
import { visible } from './output/safe.js';

export { default as input } from '@inquirer/input';
export { default as search } from '@inquirer/search';
export { default as select } from '@inquirer/select';

/** How a walk ended: with its value, or with what a step threw. */
export type Ending<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'thrown'; readonly error: unknown };

interface Context {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/**
 * Walks through steps in one prompt: keys that are typed faster than the screen is drawn are all
 * taken, each by the step that stands when its turn comes.
 */
export function walk<T>(first: Step<T>, context: Context): Promise<Ending<T>> {
  const prompt = createPrompt<Ending<T>, object>((_config, done) => {
    const [step, setStep] = useState<Step<T>>(first);
    const [typed, setTyped] = useState('');
    useKeypress((event, rl) => {
      const key = keyOf(event);
      if (step.kind === 'done') return;
      // Whatever the key was, readline has dealt with it: what is typed is what its line holds.
      if (step.kind === 'line' && key !== 'enter' && key !== 'escape') return setTyped(rl.line);
      if (key === null) return;
      rl.clearLine(0);
      setTyped('');
      try {
        const next = nextStep(step, key, typed);
        setStep(next);
        if (next.kind !== 'done') return;
        context.clearPromptOnDone = next.screen === '';
        done({ kind: 'value', value: next.value });
      } catch (error) {
        done({ kind: 'thrown', error });
      }
    });
    switch (step.kind) {
      case 'keys':
        return [step.screen, step.hint];
      case 'line':
        return [`${step.screen} ${visible(typed)}`, step.hint];
      case 'done':
        return step.screen;
    }
  });
  return prompt({}, context);
}

function nextStep<T>(step: Exclude<Step<T>, { kind: 'done' }>, key: string, typed: string) {
  if (step.kind === 'line') return step.enter(key === 'escape' ? null : typed);
  return step.press(key) ?? step;
}

interface KeyEvent {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
}

/** The name of a key as steps know it; null for those that they never see. */
function keyOf({ name, sequence, ctrl, meta }: KeyEvent): string | null {
  if (name === 'escape') return 'escape';
  if (ctrl === true || meta === true) return null;
  if (name === 'return') return 'enter';
  if (name !== undefined && name.length > 1) return name;
  return sequence !== undefined && [...sequence].length === 1 ? sequence.toLowerCase() : null;
}
