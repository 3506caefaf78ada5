/** The time from a key of a round to the next screen, written and judged, in one process. */
import { performance } from 'node:perf_hooks';
import type { Io, Step } from '../../src/io.js';
import { main } from '../../src/main.js';

const [, , db = '', section = ''] = process.argv;
const times: number[] = [];

function walked<T>(first: Step<T>): T {
  let step = first;
  for (;;) {
    if (step.kind === 'done') return step.value;
    if (step.kind === 'line') throw new Error('a round of keys asks for no line');
    const isLast = !step.hint.includes('skip');
    const start = performance.now();
    step = step.press(isLast ? 'enter' : String(1 + (times.length % 4))) ?? step;
    if (!isLast) times.push(performance.now() - start);
  }
}

const nobody = () => Promise.reject(new Error('nothing else is asked'));
let said = '';
const io: Io = {
  out: () => {},
  err: (text) => {
    said += text;
  },
  env: { ...process.env, PL_DB: db },
  interactive: true,
  outIsTerminal: true,
  errIsTerminal: true,
  width: 80,
  now: () => new Date(),
  readStdin: () => Promise.resolve(new Uint8Array()),
  readLines: () => Promise.resolve(''),
  home: process.env.HOME ?? '',
  platform: process.platform,
  user: 'bench',
  ask: () => ({
    text: nobody,
    secret: nobody,
    choose: nobody,
    search: nobody,
    walk: async (first) => walked(first),
  }),
};

async function rounds(): Promise<void> {
  for (const code of ['B7.3', 'B7.4', 'B12.9']) {
    const words = ['record', '--round', '--section', section, '--competency', code];
    if ((await main(words, io)) !== 0) throw new Error(said);
  }
  times.sort((a, b) => a - b);
  const median = times[times.length >> 1];
  console.log(JSON.stringify({ keys: times.length, median, slowest: times.at(-1) }));
}

void rounds();
