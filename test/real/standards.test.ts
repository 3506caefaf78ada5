/** Published standards, read from beside the project; skipped where they are not there. */
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { exists, GRADEBOOK, ok, pl, project } from '../support/pl.js';

const DATA = project('../shared/data/standards');
const [K8, HS, LINKS] = ['ccssm-k8', 'ccssm-hs', 'ccssm-dependencies'].map(
  (name) => `${DATA}/${name}.csv`,
) as [string, string, string];

const CODE_K8 =
  'code={grade_level_code}.{domain_code}.{cluster_code}.{standard_counter}.{substandard_counter}';
const CODE_HS =
  'code={grade_level_code}{category_code}.{domain_code}.{cluster_code}.{standard_counter}.{substandard_counter}';

interface Outcome {
  readonly written: boolean;
  readonly counts: Readonly<Record<string, { add: number; update: number; unchanged: number }>>;
  readonly problems: readonly {
    line: number;
    field: string | null;
    code: string;
    severity: string;
    message: string;
  }[];
  readonly rows_left_out: number;
}

const k8 = (...flags: string[]) =>
  ok(['import', 'standards', K8, '--framework', 'ccssm', '--map', CODE_K8, ...flags, '--json']);
const hs = () =>
  ok(['import', 'standards', HS, '--framework', 'ccssm', '--map', CODE_HS, '--json']);

const counted = async () => (await ok('status --json')).json();

describe.skipIf(!exists(DATA))(
  'Common Core mathematics (skipped where ../shared/data is not there)',
  () => {
    beforeEach(() => ok('init'));

    it('K-8 is 317 competencies, with codes put together from columns', async () => {
      const { counts, problems } = (await k8()).json<Outcome>();
      expect(counts.competencies).toEqual({ add: 317, update: 0, unchanged: 0 });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const codes = (await ok('standards --csv')).lines.slice(1).map((line) => line.split(',')[1]);
      expect(codes).toEqual(expect.arrayContaining(['K.CC.A.1', '6.RP.A.3.a', '8.EE.C.8.b']));
      expect((await k8()).json<Outcome>().counts.competencies).toMatchObject({ unchanged: 317 });
    });

    it('high school is 154 more in the same framework', async () => {
      await k8();
      expect((await hs()).json<Outcome>().counts).toMatchObject({
        frameworks: { add: 0, unchanged: 1 },
        competencies: { add: 154, update: 0, unchanged: 0 },
      });
      expect(await counted()).toMatchObject({ frameworks: 1, competencies: 471, assessable: 471 });
      expect((await ok('standards --csv')).out).toContain('HSN.RN.A.1');
    });

    it('has 729 prerequisites and 144 related links', async () => {
      await k8();
      await hs();
      const { json } = await ok(['import', 'standards', LINKS, '--json']);
      expect(json<Outcome>().counts.links).toEqual({ add: 873, update: 0, unchanged: 0 });
      expect(await counted()).toMatchObject({ links: 873 });
      const db = new Database(GRADEBOOK, { readonly: true });
      const kinds = db.prepare('SELECT kind, count(*) FROM links GROUP BY kind').raw().all();
      db.close();
      expect(Object.fromEntries(kinds as [string, number][])).toEqual({
        requires: 729,
        related: 144,
      });
      const again = await ok(['import', 'links', LINKS, '--json']);
      expect(again.json<Outcome>().counts.links).toEqual({ add: 0, update: 0, unchanged: 873 });
    });

    it('has 551 of the links within K-8; the others are named line by line', async () => {
      await k8();
      const refused = await pl(['import', 'standards', LINKS, '--json']);
      expect(refused.code).toBe(3);
      expect(await counted()).toMatchObject({ links: 0 });
      const run = await pl(['import', 'standards', LINKS, '--skip-bad', '--json']);
      expect(run.code).toBe(4);
      const { written, counts, problems, rows_left_out } = run.json<Outcome>();
      expect({ written, rows_left_out }).toEqual({ written: true, rows_left_out: 322 });
      expect(counts.links).toEqual({ add: 551, update: 0, unchanged: 0 });
      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(new Set(errors.map(({ line }) => line)).size).toBe(322);
      expect(errors.every(({ code }) => code === 'unknown_competency')).toBe(true);
      expect(errors.every(({ field }) => field === 'source' || field === 'target')).toBe(true);
      expect(await counted()).toMatchObject({ links: 551 });
    });

    it('gets 43 headings by a mapped parent, and they are the default stages', async () => {
      const { counts } = (
        await k8('--map', 'parent={grade_level_code}.{domain_code}')
      ).json<Outcome>();
      expect(counts.competencies).toEqual({ add: 317 + 43, update: 0, unchanged: 0 });
      expect(await counted()).toMatchObject({ competencies: 360, assessable: 317 });
      await ok('student add ada Ada Lovelace');
      for (const day of ['-1d', '-2d']) await ok(`record ada 6.rp.a.1 3 --on ${day}`);
      expect((await ok('ready --json')).json()).toMatchObject({
        students: [{ pathway: 'ccssm', stage: '6.RP', status: 'not_yet', met: 1 }],
      });
      expect((await ok('standards --under 6.RP --csv')).lines.length - 1).toBe(1 + 7);
    });
  },
);

describe.skipIf(!exists(DATA))(
  'Published tables, as they are (skipped where ../shared/data is not there)',
  () => {
    beforeEach(() => ok('init'));

    const take = async (name: string) =>
      (await ok(['import', 'standards', `${DATA}/${name}.csv`, '--json'])).json<
        Outcome & { readonly format: string }
      >();
    const depths = () => {
      const db = new Database(GRADEBOOK, { readonly: true });
      const rows = db.prepare('SELECT id, parent FROM competencies').raw().all();
      db.close();
      const parents = new Map(rows as [number, number | null][]);
      const depth = (id: number): number => {
        const parent = parents.get(id) ?? null;
        return parent === null ? 1 : 1 + depth(parent);
      };
      const counts: Record<number, number> = {};
      for (const id of parents.keys()) counts[depth(id)] = (counts[depth(id)] ?? 0) + 1;
      return counts;
    };

    it('Common Core English by OpenSALT: 1189 items, 288 without a code, one code twice', async () => {
      const { format, counts, problems } = await take('ccss-ela-opensalt-items');
      expect({ format, problems }).toEqual({ format: 'opensalt', problems: [] });
      expect(counts.competencies).toEqual({ add: 1189, update: 0, unchanged: 0 });
      expect(depths()).toEqual({ 1: 12, 2: 65, 3: 211, 4: 488, 5: 413 });
      const again = await take('ccss-ela-opensalt-items');
      expect(again.counts.competencies).toEqual({ add: 0, update: 0, unchanged: 1189 });
    });

    it('OECD core competencies by Moodle: 64, with 39 cross references', async () => {
      const { format, counts, problems } = await take('moodle-oecd-core-competencies');
      expect({ format, problems }).toEqual({ format: 'moodle', problems: [] });
      expect(counts).toMatchObject({
        frameworks: { add: 1 },
        competencies: { add: 64 },
        links: { add: 39 },
        scales: { add: 1 },
      });
      expect(depths()).toEqual({ 1: 2, 2: 8, 3: 15, 4: 39 });
      expect((await ok('standards --framework OECD --csv')).lines.length - 1).toBe(64);
      const again = await take('moodle-oecd-core-competencies');
      expect(again.counts).toMatchObject({
        competencies: { unchanged: 64 },
        links: { add: 0, unchanged: 39 },
      });
    });

    it.each([
      ['ccssm-k8', { 1: 229, 2: 88 }],
      ['ccssm-hs', { 1: 127, 2: 27 }],
    ])('%s has the substandards under their standards', async (name, found) => {
      const { format, problems } = await take(name);
      expect({ format, problems }).toEqual({ format: 'split-code', problems: [] });
      expect(depths()).toEqual(found);
    });
  },
);
