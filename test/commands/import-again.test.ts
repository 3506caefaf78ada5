/** Evidence that comes several times, in files of any kind, in any order: said once, it is there once. */
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';
import { computed } from './random-history.js';
import { dayOf, longRows, longSheet, type Sheet, type SheetRow, sheet } from './random-sheets.js';

beforeEach(smallSchool);

interface Counts {
  readonly add: number;
  readonly update: number;
  readonly unchanged: number;
}

async function imported({ text, flags }: Sheet): Promise<Counts> {
  const run = await ok(`import evidence - --json ${flags}`, { stdin: text });
  return run.json<{ counts: { evidence: Counts } }>().counts.evidence;
}

/** The pieces, without regard to the order in which they came. */
const pieces = async () => [...(await ok('export evidence')).lines].sort();

const entries = async () => (await ok('log --json')).json<object[]>().length;

/** What is computed of them all. */
const mastery = async () =>
  (await ok('export mastery')).out + withoutUids(await computed(GRADEBOOK));

/** A uid has the number of its entry, which is another when the same came by other ways. */
const withoutUids = (bytes: string) =>
  bytes.replace(/"(rests_on|held_back_by)": "[^"]+"/g, '"$1": "UID"');

it('a file imported twice is a file imported once', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, async (one) => {
      await smallSchool();
      const first = await imported(one);
      const before = [await ok('export evidence'), await mastery(), await entries()];
      const again = await imported(one);
      expect(again).toEqual({ add: 0, update: 0, unchanged: sum(first) });
      expect([await ok('export evidence'), await mastery(), await entries()].map(plain)).toEqual(
        before.map(plain),
      );
    }),
    { numRuns: 40 },
  );
});

const sum = ({ add, update, unchanged }: Counts) => add + update + unchanged;

const plain = (said: { out: string } | string | number) =>
  typeof said === 'object' ? said.out : said;

/** Rows whose external ids no other such rows have. */
const named = (rows: readonly SheetRow[], name: string): SheetRow[] =>
  rows.map((row, i) => ({ ...row, external_id: row.external_id ? `${name}${i}` : '' }));

it('of a file that has grown, the new rows are added and no other', async () => {
  await fc.assert(
    fc.asyncProperty(longRows, longRows, async (old, more) => {
      const both = [...named(old, 'old'), ...named(more, 'new')].map(byBoth);
      const [short, long] = [longSheet(both.slice(0, old.length)), longSheet(both)];
      await smallSchool();
      const whole = await imported(long);
      const expected = [await pieces(), await mastery()];
      await smallSchool();
      const first = await imported(short);
      expect(await imported(long)).toEqual({
        add: whole.add - first.add,
        update: 0,
        unchanged: first.add,
      });
      expect([await pieces(), await mastery()]).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

/** With both columns that name a student, so that rows of either kind stand in one file. */
const byBoth = ({ student = '', student_id = '', ...facts }: SheetRow): SheetRow => ({
  student,
  student_id,
  ...facts,
});

it('files of different days come to the same in any order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(longRows, { minLength: 2, maxLength: 4 }),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      async (files, order) => {
        const sheets = files.map((rows, n) =>
          longSheet(named(rows, `f${n}-`).map((row) => ({ ...row, date: dayOf(1 + n) }))),
        );
        await smallSchool();
        for (const one of sheets) await imported(one);
        const expected = [await pieces(), await mastery()];
        await smallSchool();
        for (const one of order.flatMap((place) => sheets[place] ?? [])) await imported(one);
        expect([await pieces(), await mastery()]).toEqual(expected);
      },
    ),
    { numRuns: 20 },
  );
});

const line = fc
  .tuple(
    fc.constantFrom('ada', 'ben okri', 'cleo', 'adams'),
    fc.constantFrom('rp.1', 'rp.10', 'ns.1', 'R.1'),
    fc.constantFrom('1', '2.5', '3', 'Exemplary'),
    fc.constantFrom('', 'a note', 'another'),
  )
  .map((words) => words.join(' ').trim());

it('a paste that comes twice is there once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      await smallSchool();
      const given = { stdin: lines.join('\n') };
      await ok('record --paste --kind test', given);
      const before = [await pieces(), await mastery(), await entries()];
      const again = await ok('record --paste --kind test --json', given);
      const { recorded, already_there } = again.json<Record<string, object[]>>();
      expect([recorded, already_there?.length]).toEqual([[], lines.length]);
      expect([await pieces(), await mastery(), await entries()]).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

const object = fc.record({
  student_id: fc.constantFrom('ada', 'ben', 'cleo'),
  competency: fc.constantFrom('6.RP.A.1', 'R.1'),
  level: fc.constantFrom(1, 2.5, 3, 'Exemplary'),
  on: fc.constantFrom(null, '2026-09-01'),
  title: fc.constantFrom(null, 'Bridge'),
  external_id: fc.constantFrom(null, 'x1', 'x2', 7),
});

it('JSON that is sent twice is there once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 8 }), async (objects) => {
      await smallSchool();
      const given = { stdin: JSON.stringify(objects) };
      await ok('record --json -', given);
      const before = [await pieces(), await mastery(), await entries()];
      const again = await ok('record --json -', given);
      const { recorded, already_there } = again.json<Record<string, object[]>>();
      expect([recorded, already_there?.length]).toEqual([[], objects.length]);
      expect([await pieces(), await mastery(), await entries()]).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

it('standards with a policy that stands are unchanged, also where a method has come that does not use it', async () => {
  await ok('policy set method=decaying-average');
  const csv = 'framework,code,statement,weight\nmath,6.RP.A.1,Ratio,0.8\n';
  await ok('import standards -', { stdin: csv });
  await ok('policy set method=median');
  const { out } = await ok('export standards --csv');
  const again = await ok('import standards - --json', { stdin: out });
  expect(again.json()).toMatchObject({
    problems: [],
    counts: { competencies: { add: 0, update: 0 } },
  });
  const other = await pl('import standards -', { stdin: csv.replace('0.8', '0.7') });
  expect(other.code).toBe(3);
  expect(other.err).toContain('"weight" is not used by method median');
});
