/** A terminal driven as by a person: `pl` in a window of tmux, keys in, the screen out. */
import { spawnSync } from 'node:child_process';
import { COMMAND, ENV } from './shell.js';

export interface Window {
  /** Types keys by tmux's names (`Enter`, `Escape`, `C-c`); a text is typed as it is. */
  readonly press: (...keys: readonly string[]) => void;
  readonly type: (text: string) => void;
  /** The screen, once it shows a text. Throws after twenty seconds, with what it shows instead. */
  readonly shows: (text: string) => string;
  /** How many keys were pressed so far. */
  readonly keys: () => number;
  readonly close: () => void;
}

/** Opens a window of its own server in the folder of the test and starts `pl` in it. */
export function openWindow(command: string, columns = 80): Window {
  const socket = `pl-${crypto.randomUUID()}`;
  const tmux = (...args: readonly string[]) => {
    const run = spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {
      env: { ...ENV, TERM: 'xterm', SHELL: '/bin/sh', HOME: process.cwd() },
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`tmux ${args.join(' ')}: ${run.stderr}`);
    return run.stdout;
  };
  let pressed = 0;
  const size = ['-x', String(columns), '-y', '24'];
  const line = `'${COMMAND.join("' '")}' ${command}; echo "ended with $?"; exec cat`;
  tmux('new-session', '-d', ...size, '-c', process.cwd(), line);
  return {
    press: (...keys) => {
      pressed += keys.length;
      tmux('send-keys', ...keys);
    },
    type: (text) => {
      pressed += text.length;
      tmux('send-keys', '-l', text);
    },
    shows: (text) => {
      const late = performance.now() + 20_000;
      for (;;) {
        const screen = tmux('capture-pane', '-p').trimEnd();
        if (screen.includes(text)) return screen;
        if (performance.now() > late) throw new Error(`"${text}" is not shown:\n${screen}`);
      }
    },
    keys: () => pressed,
    close: () => tmux('kill-server'),
  };
}
