/** Imports standards of other systems and says what came of it. */
import { parse } from 'csv-parse/sync';
import { file, ok, pl } from '../../support/pl.js';

export interface Came {
  readonly code: number;
  readonly format: string;
  readonly written: boolean;
  readonly counts: Readonly<Record<string, { add: number; update: number; unchanged: number }>>;
  /** `line field code`, errors first marked with `!`. */
  readonly said: readonly string[];
  readonly messages: readonly string[];
}

interface Outcome {
  readonly format: string;
  readonly written: boolean;
  readonly counts: Came['counts'];
  readonly problems: readonly {
    line: number;
    field: string | null;
    code: string;
    severity: string;
    message: string;
  }[];
}

/** `lines` is the file's text, or its bytes; `path` is a name to give it. */
export async function take(
  path: string,
  lines: string | Uint8Array,
  ...flags: string[]
): Promise<Came> {
  const run = await pl(['import', 'standards', file(path, lines), '--json', ...flags]);
  if (run.out === '') throw new Error(run.err);
  const { format, written, counts, problems } = run.json<Outcome>();
  return {
    code: run.code,
    format,
    written,
    counts,
    said: problems.map(
      ({ line, field, code, severity }) =>
        `${severity === 'error' ? '!' : ''}${line} ${field} ${code}`,
    ),
    messages: problems.map(({ message }) => message),
  };
}

/** The standards as they stand, each by its code, with the fields that are not blank. */
export async function standing(): Promise<
  Readonly<Record<string, Readonly<Record<string, string>>>>
> {
  const { out } = await ok('export standards');
  const [head = [], ...rows]: string[][] = parse(out);
  return Object.fromEntries(
    rows.map((cells) => {
      const facts = head.map((name, at) => [name, cells[at] ?? ''] as const);
      const { code = '', ...others } = Object.fromEntries(facts.filter(([, text]) => text !== ''));
      return [code, others];
    }),
  );
}

/** The levels of the scale of a competency, as one would type them. */
export async function levelsOf(code: string): Promise<string | undefined> {
  return (await standing())[code]?.scale;
}

/** Each competency with what it lies under: `child < parent`. */
export async function tree(): Promise<string[]> {
  return Object.entries(await standing()).map(([code, { parent }]) =>
    parent === undefined ? code : `${code} < ${parent}`,
  );
}
