/** Imports of evidence and what came of them. */
import { ok, pl } from './pl.js';

export interface Imported {
  readonly format: string;
  readonly written: boolean;
  readonly counts: { readonly evidence: { add: number; update: number; unchanged: number } };
  readonly problems: readonly {
    line: number;
    field: string | null;
    code: string;
    severity: string;
    message: string;
  }[];
}

/** Imports a file of evidence as a script would. */
export async function taken(
  name: string,
  flags: readonly string[],
): Promise<Imported & { code: number }> {
  const run = await pl(['import', 'evidence', name, '--json', ...flags]);
  if (run.out === '') throw new Error(`${run.code}: ${run.err}`);
  return { ...run.json<Imported>(), code: run.code };
}

/** These keys of every piece, as `pl export evidence` gives them. */
export async function pieces(...keys: readonly string[]): Promise<readonly unknown[][]> {
  const run = await ok('export evidence --json');
  return run
    .json<readonly Record<string, unknown>[]>()
    .map((piece) => keys.map((key) => piece[key]));
}
