/**
 * Copies of one gradebook in which the same is struck, cleared, withdrawn or taken back, and some of it
 * undone again: who undoes hers ends only hers, in any order and grouping of merges.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, ok, smallSchool } from '../support/pl.js';
import { broughtTogether, copyOf, removeBook, WAYS } from './several-books.js';

const RUNS = Number(process.env.PL_TRIALS ?? 6);

/** What the copies have in common, and how each may end it. */
const SUBJECTS = ['piece', 'judgement', 'excuse', 'note', 'student'] as const;
type Subject = (typeof SUBJECTS)[number];

interface Shared {
  readonly uid: string;
  readonly note: string;
}

const lastEntry = async (db: string) =>
  (await ok(`log --json --limit 1 --db ${db}`)).json<{ gradebook: string; entry: number }[]>()[0];

async function founded(): Promise<Shared> {
  at('2026-10-01T09:00:00');
  await smallSchool();
  const { uid } = (await ok('record ada RP.A.1 3 --json')).json<{ uid: string }>();
  await ok('override ada RP.A.2 4 --reason "showed me"');
  await ok('excuse ben RP.A.1 --reason ill');
  await ok('note ada "asks why"');
  const note = await lastEntry('gradebook.db');
  return { uid, note: `${note?.gradebook}-${note?.entry}` };
}

async function ends(subject: Subject, { uid, note }: Shared, db: string): Promise<string> {
  const command = {
    piece: `strike ${uid} --reason copied`,
    judgement: 'override ada RP.A.2 --clear',
    excuse: 'excuse ben RP.A.1 --clear',
    note: `undo ${note}`,
    student: 'student withdraw cleo',
  }[subject];
  await ok(`${command} --db ${db}`);
  const entry = await lastEntry(db);
  return `${entry?.gradebook}-${entry?.entry}`;
}

async function stands(db: string): Promise<Readonly<Record<Subject, boolean>>> {
  const { evidence } = (await ok(`status --json --db ${db}`)).json<{ evidence: number }>();
  const judged = (await ok(`overrides --json --db ${db}`)).json<{ overrides: unknown[] }>();
  const progress = (await ok(`progress --all --json --db ${db}`)).out;
  const notes = (await ok(`note ada --list --json --db ${db}`)).out;
  return {
    piece: evidence === 1,
    judgement: judged.overrides.length === 1,
    excuse: progress.includes('"excused"'),
    note: notes.includes('asks why'),
    student: (await ok(`students --json --db ${db}`)).out.includes('cleo'),
  };
}

/** How often each of three ends it and undoes that: an odd number leaves it ended. */
const act = fc.record({
  who: fc.constantFrom(0, 1, 2),
  subject: fc.constantFrom(...SUBJECTS),
  later: fc.nat(2),
});

const NAMES = ['gradebook.db', 'b.db', 'c.db'];

test('what one has ended stays so until she undoes it herself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 2, maxLength: 14 }),
      fc.array(fc.nat(WAYS.length - 1), { minLength: 2, maxLength: 2 }),
      fc.nat(20),
      async (acts, ways, middle) => {
        for (const name of NAMES) removeBook(name);
        const shared = await founded();
        for (const name of NAMES.slice(1)) copyOf('gradebook.db', name);
        const open = new Map<string, string>();
        let minute = 0;
        let early: string | null = null;
        for (const [place, { who, subject, later }] of acts.entries()) {
          minute += later;
          at(`2026-10-02T10:${String(minute).padStart(2, '0')}:00`);
          // What was brought together in between, and knows only of a part, comes too.
          if (place === middle) {
            early = copyOf('gradebook.db', 'early.db');
            await ok('merge b.db c.db --db early.db');
          }
          const db = NAMES[who] ?? '';
          const key = `${who} ${subject}`;
          const entry = open.get(key);
          if (entry === undefined) open.set(key, await ends(subject, shared, db));
          else if (subject !== 'note') {
            await ok(`undo ${entry} --db ${db}`);
            open.delete(key);
          }
        }
        const wanted = Object.fromEntries(
          SUBJECTS.map((subject) => [
            subject,
            ![...open.keys()].some((key) => key.endsWith(` ${subject}`)),
          ]),
        );
        for (const way of ways) {
          const { into } = await broughtTogether(NAMES, WAYS[way] ?? []);
          expect(await stands(into)).toEqual(wanted);
          if (early !== null) {
            await ok(`merge ${into} --db ${copyOf(early, 'w.db')}`);
            expect(await stands('w.db')).toEqual(wanted);
            await ok(`merge ${early} --db ${into}`);
            expect(await stands(into)).toEqual(wanted);
          }
          await ok(`check --db ${into}`);
          await undoneTogether(into);
        }
      },
    ),
    {
      numRuns: RUNS,
      endOnFailure: process.env.PL_TRIALS !== undefined,
    },
  );
});

/** Takes back in the whole all that ended anything: only with the last of each it stands again. */
async function undoneTogether(db: string): Promise<void> {
  const log = (await ok(`log --json --limit 100 --db ${db}`)).json<
    { gradebook: string; entry: number; command: string; day: string; undone: boolean }[]
  >();
  const left = log.filter(
    ({ command, day, undone }) => day === '2026-10-02' && command !== 'undo' && !undone,
  );
  at('2026-10-03T09:00:00');
  const { note } = await stands(db);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    await ok(`undo ${next.gradebook}-${next.entry} --db ${db}`);
    const ended = (of: string) => left.some(({ command }) => command.startsWith(of));
    expect(await stands(db)).toEqual({
      piece: !ended('strike'),
      judgement: !ended('override'),
      excuse: !ended('excuse'),
      note,
      student: !ended('student'),
    });
  }
  await ok(`check --db ${db}`);
}
