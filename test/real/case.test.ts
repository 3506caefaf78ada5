/** Published CASE packages, read from beside the project; skipped where they are not there. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { exists, ok, project } from '../support/pl.js';

const DATA = project('../shared/data/standards');
const [TEKS, OPENSALT] = ['teks-math-case-v1p0', 'opensalt-sample-grade6-ratios'].map(
  (name) => `${DATA}/${name}.json`,
) as [string, string];

interface Outcome {
  readonly format: string;
  readonly counts: Readonly<Record<string, object>>;
  readonly problems: readonly { code: string; severity: string }[];
}

/** What an independent count says of a file. */
function counted(path: string) {
  const { files } = JSON.parse(readFileSync(`${DATA}/index.json`, 'utf8')) as {
    files: {
      file: string;
      counts: Readonly<Record<string, number>> &
        Readonly<Record<'codes' | 'item_types', Readonly<Record<string, number>>>>;
    }[];
  };
  const found = files.find(({ file }) => path.endsWith(file));
  if (found === undefined) throw new Error(`${path} is not in the index`);
  return found.counts;
}

const read = async (path: string, ...flags: string[]) =>
  (await ok(['import', 'standards', path, '--json', ...flags])).json<Outcome>();
const status = async () => (await ok('status --json')).json();
const rows = async () =>
  (await ok('export standards --json')).json<Record<'code' | 'type' | 'parent', string | null>[]>();

describe.skipIf(!exists(DATA))(
  'published CASE packages (skipped where ../shared/data is not there)',
  () => {
    beforeEach(() => ok('init'));

    it('the mathematics of Texas have every item, code and type', async () => {
      const counts = counted(TEKS);
      const found = await read(TEKS);
      expect(found).toMatchObject({ format: 'case-1.0', problems: [] });
      expect(found.counts.competencies).toEqual({ add: counts.items, update: 0, unchanged: 0 });
      expect(await status()).toMatchObject({
        competencies: counts.items,
        assessable: counts.leaves,
      });
      const all = await rows();
      expect(new Set(all.map(({ code }) => code)).size).toBe(counts.codes.unique_codes);
      expect(all.filter(({ parent }) => parent === null)).toHaveLength(counts.roots ?? 0);
      for (const [type, count] of Object.entries(counts.item_types)) {
        expect([type, all.filter((one) => one.type === type).length]).toEqual([type, count]);
      }
      expect((await read(TEKS)).counts.competencies).toMatchObject({ unchanged: counts.items });
    });

    it('of Texas only the student expectations are assessable when that is said', async () => {
      await read(TEKS, '--assessable', 'Student Expectation');
      const { 'Student Expectation': expected } = counted(TEKS).item_types;
      expect(await status()).toMatchObject({ assessable: expected });
    });

    it('the sample of OpenSALT has its links, and keeps the 21 that end elsewhere', async () => {
      const counts = counted(OPENSALT);
      const found = await read(OPENSALT);
      const outside = counts.associations_with_an_end_outside_the_package;
      expect(found.counts).toMatchObject({
        competencies: { add: counts.items },
        links: { add: 2 },
        outside_links: { add: outside },
      });
      expect(found.problems).toMatchObject([{ code: 'outside_links', severity: 'warning' }]);
      expect(await status()).toMatchObject({ assessable: counts.leaves, links: 2 });
    });
  },
);
