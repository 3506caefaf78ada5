/**
 * An import that one copy has taken back while others went on with what it brought: whatever a person has
 * entered is to be seen, and of whom nothing stands is gone.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, ok, STANDARDS } from '../support/pl.js';
import { broughtTogether, copyOf, ledgerOf, removeBook, WAYS } from './several-books.js';

const RUNS = Number(process.env.PL_TRIALS ?? 6);
const ROSTER = `student_id,name,grade,section,school,teacher
ada,Ada Quinn,6,6A,Hill,Ms Fair
ben,Ben Ode,6,6A,Hill,Ms Fair
cleo,Cleo Park,6,6B,Hill,Mr Stone
`;
const STUDENTS = ['ada', 'ben', 'cleo'];
const NAMES = ['gradebook.db', 'b.db', 'c.db'];

/** Imports both, and says by which numbers they are taken back. */
async function founded(): Promise<{ readonly roster: number; readonly standards: number }> {
  for (const name of NAMES) removeBook(name);
  at('2026-08-24T08:00:00');
  await ok('init');
  await ok('import standards -', { stdin: STANDARDS });
  await ok('import roster -', { stdin: ROSTER });
  for (const name of NAMES.slice(1)) copyOf('gradebook.db', name);
  const log = (await ok('log --json')).json<{ entry: number; command: string }[]>();
  const numberOf = (command: string) => log.find((one) => one.command === command)?.entry ?? 0;
  return { roster: numberOf('import roster'), standards: numberOf('import standards') };
}

const students = async (db: string) =>
  (await ok(`students --json --withdrawn --db ${db}`))
    .json<{ student_id: string; sections: unknown[] }[]>()
    .map((one) => one.student_id)
    .sort();

test('she of whom another has recorded stands, with her section, and what was recorded', async () => {
  const { roster } = await founded();
  at('2026-10-01T09:00:00');
  await ok('record ada RP.A.1 3 --db b.db');
  at('2026-10-02T09:00:00');
  await ok(`undo ${roster}`);
  expect(await students('gradebook.db')).toEqual([]);
  await ok('merge b.db');
  expect(await students('gradebook.db')).toEqual(['ada']);
  expect((await ok('progress --section 6A --json')).out).toContain('"ada"');
  expect((await ok('export evidence')).out).toContain('ada,math,6.RP.A.1,3');
  expect((await ok('log')).out).not.toContain('(taken back)');
  await ok('check');
  expect((await ok('merge b.db')).out).toContain('nothing new');
  at('2026-10-03T09:00:00');
  await ok(`undo ${await recorded('gradebook.db')}`);
  await ok(`undo ${roster}`);
  expect(await students('gradebook.db')).toEqual([]);
  await ok('check');
});

async function recorded(db: string): Promise<string> {
  const log = (await ok(`log --json --db ${db}`)).json<
    { gradebook: string; entry: number; command: string }[]
  >();
  const one = log.find(({ command }) => command === 'record');
  return `${one?.gradebook}-${one?.entry}`;
}

test('a competency with evidence stands, with its framework', async () => {
  const { roster, standards } = await founded();
  at('2026-10-01T09:00:00');
  await ok('record ada RP.A.1 3 --db b.db');
  at('2026-10-02T09:00:00');
  await ok(`undo ${roster}`);
  await ok(`undo ${standards}`);
  await ok('merge b.db');
  expect((await ok('export evidence')).out).toContain('ada,math,6.RP.A.1,3');
  expect((await ok('explain ada RP.A.1 --json')).json()).toMatchObject({
    evidence: [{ score: 3 }],
  });
  await ok('check');
});

/** What is done about one student; `stands`: whether something of it is left in the end. */
const SAYINGS = [
  { words: (who: string) => [`record ${who} RP.A.1 2`], stands: true },
  { words: (who: string) => [`note ${who} "asks why"`], stands: true },
  { words: (who: string) => [`override ${who} RP.A.1 4 --reason why`], stands: true },
  { words: (who: string) => [`excuse ${who} RP.A.1 --reason ill`], stands: true },
  { words: (who: string) => [`student withdraw ${who}`], stands: true },
  { words: (who: string) => [`student edit ${who} --grade 7`], stands: true },
  { words: (who: string) => [`student edit ${who} --preferred Bo`, 'undo'], stands: false },
  { words: (who: string) => [`note ${who} "asks why"`, 'undo'], stands: false },
  { words: (who: string) => [`override ${who} RP.A.1 4 --reason why`, 'undo'], stands: false },
] as const;

const saying = fc.record({
  book: fc.constantFrom(1, 2),
  who: fc.constantFrom(...STUDENTS),
  saying: fc.nat(SAYINGS.length - 1),
});

test('in any order and grouping those are there of whom anything stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(saying, { maxLength: 6 }), fc.nat(6), async (sayings, undone) => {
      const { roster } = await founded();
      const spoken = new Set<string>();
      for (const [place, { book, who, saying }] of sayings.entries()) {
        at(`2026-10-01T09:${String(place).padStart(2, '0')}:00`);
        if (place === undone) await ok(`undo ${roster}`);
        const { words, stands } = SAYINGS[saying] ?? SAYINGS[0];
        for (const one of words(who))
          await ok(one === 'undo' ? `undo --db ${NAMES[book]}` : `${one} --db ${NAMES[book]}`);
        if (stands) spoken.add(who);
      }
      at('2026-10-02T09:00:00');
      if (undone >= sayings.length) await ok(`undo ${roster}`);
      const ledgers: string[][] = [];
      for (const steps of WAYS) {
        const { into, rest } = await broughtTogether(NAMES, steps);
        expect(await students(into)).toEqual([...spoken].sort());
        await ok(`check --db ${into}`);
        expect((await ok(['merge', ...rest, '--db', into])).out).toContain('nothing new');
        ledgers.push(ledgerOf(into));
      }
      for (const ledger of ledgers) expect(ledger).toEqual(ledgers[0]);
    }),
    {
      numRuns: RUNS,
      endOnFailure: process.env.PL_TRIALS !== undefined,
    },
  );
});
