/** The tables of a zip that `pl` wrote. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';

export type Row = Readonly<Record<string, string>>;

/** The files of a zip by their names without `.csv`, each as its rows by header. */
export function filesIn(zip: string): Readonly<Record<string, readonly Row[]>> {
  const files = unzipSync(readFileSync(zip));
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [
      name.replace(/\.csv$/, ''),
      parse(Buffer.from(bytes), { columns: true }) as Row[],
    ]),
  );
}
