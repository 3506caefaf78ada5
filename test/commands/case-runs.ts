/** Importing a CASE package as a test needs it, and what came of it. */
import { file, ok, pl } from '../support/pl.js';

export interface Outcome {
  readonly format: string;
  readonly counts: Readonly<Record<string, object>>;
  readonly problems: readonly {
    line: number;
    field: string;
    code: string;
    message: string;
    severity: string;
  }[];
  readonly news?: object;
}

export async function read(text: string, flags = '') {
  file('maths.json', text);
  const run = await pl(`import standards maths.json --json ${flags}`);
  const outcome = run.json<Outcome>();
  return {
    ...outcome,
    code: run.code,
    said: outcome.problems.map(({ code, severity }) => `${severity} ${code}`),
  };
}

interface Shown {
  readonly code: string;
  readonly [key: string]: unknown;
}
const shown = async () => (await ok('export standards --json')).json<Shown[]>();
export const facts = async (...keys: string[]) =>
  (await shown()).map((one) => keys.map((key) => one[key] ?? '').join(' | '));
