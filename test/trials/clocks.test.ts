/** Clocks as computers have them: other zones, days of 23 and 25 hours, set back, set wrong by years. */
import { copyFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { at, now, ok, pl, smallSchool } from '../support/pl.js';
import { times } from './size.js';
import { tried } from './tried.js';

const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** On both sides of the date line, by half and quarter hours, and where days begin without midnight. */
const ZONES = [
  'UTC',
  'America/New_York',
  'America/Havana',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Chatham',
] as const;

/** The day on the wall, by a way of its own. */
const onTheWall = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant));

const nextDay = (day: string, by: number) =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

/** UTC: around both changes of clocks, a leap day, New Year, and midnights of several zones. */
const INSTANTS = [
  '2026-03-08T06:59:59Z',
  '2026-03-08T07:30:00Z',
  '2026-03-08T05:10:00Z',
  '2026-04-23T22:30:00Z',
  '2026-11-01T05:30:00Z',
  '2026-11-01T06:30:00Z',
  '2028-02-28T23:30:00Z',
  '2028-02-29T12:00:00Z',
  '2026-12-31T10:30:00Z',
  '2027-01-01T00:30:00Z',
];

describe('today is the day on the wall', () => {
  it.each(
    ZONES,
  )('in %s: recorded on it, counted from it, and no later day is taken', async (where) => {
    process.env.TZ = where;
    await smallSchool();
    await tried('clocks: zones', async (survived) => {
      for (const instant of [...INSTANTS].sort()) {
        at(instant);
        const today = onTheWall(instant, where);
        const record = (flags: string) => dayOf(`record ada 6.RP.A.1 3 --json ${flags}`);
        expect({ instant, day: await record('') }).toEqual({ instant, day: today });
        expect(await record('--on yesterday')).toBe(nextDay(today, -1));
        expect(await record('--on -3d')).toBe(nextDay(today, -3));
        const { code, err } = await pl(`record ada 6.RP.A.1 3 --on ${nextDay(today, 1)}`);
        expect({ instant, code }).toEqual({ instant, code: 1 });
        expect(err).toContain('lies in the future');
        survived();
      }
    });
  });

  it('also as PL_NOW says it, in the hour that there is not and the one that there is twice', async () => {
    process.env.TZ = 'America/New_York';
    await smallSchool();
    for (const moment of ['2026-03-08T02:30:00', '2026-11-01T01:30:00', '2028-02-29T23:59:59']) {
      const day = await dayOf('record ada 6.RP.A.1 3 --json', { PL_NOW: moment });
      expect(day).toBe(moment.slice(0, 10));
    }
  });
});

/** The day under which a piece is kept. */
async function dayOf(record: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { uid } = (await ok(record, { env })).json();
  const { evidence } = (await ok('explain ada 6.RP.A.1 --json', { env })).json<{
    evidence: { uid: string; observed_on: string }[];
  }>();
  return evidence.find((piece) => piece.uid === uid)?.observed_on ?? 'none';
}

/** One sitting at a computer whose clock says this. */
interface Sitting {
  readonly instant: string;
  readonly where: string;
}

const sittings = fc.array(
  fc.record({
    instant: fc.oneof(
      fc
        .date({ min: new Date('2026-09-01'), max: new Date('2026-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      fc.constantFrom('2025-10-01T12:00:00Z', '2027-10-01T12:00:00Z', ...INSTANTS),
    ),
    where: fc.constantFrom(...ZONES),
  }),
  { minLength: 2, maxLength: 7 },
);

it('whatever clocks do, entries stay in order, nothing is lost, and what was known stays', async () => {
  let n = 0;
  await tried('clocks: random walks', (survived) =>
    fc.assert(
      fc.asyncProperty(sittings, async (walk: readonly Sitting[]) => {
        const book = `walk${n++}.db`;
        const run = (words: string) => ok(`${words} --db ${book}`);
        process.env.TZ = 'UTC';
        await smallSchool();
        copyFileSync('gradebook.db', book);
        const known = new Map<string, string>();
        for (const [step, { instant, where }] of walk.entries()) {
          process.env.TZ = where;
          at(instant);
          const last = await lastDay(run);
          // What is over by now: the last entry's day is not, until a later one has come.
          for (const day of ['2026-09-30', '2026-10-31', '2026-12-31'])
            if (day < last) known.set(day, known.get(day) ?? (await shown(run, day)));
          const { uid } = (await run(`record ben 6.NS.B.1 2 --title=Step-${step} --json`)).json();
          const { evidence } = (await run('explain ben 6.NS.B.1 --json')).json<{
            evidence: { uid: string; counted: boolean }[];
          }>();
          expect(evidence.map((piece) => piece.uid)).toContain(uid);
          expect((await run('status --json')).json().evidence).toBe(step + 1);
          for (const [day, page] of known) expect(await shown(run, day)).toBe(page);
        }
        const log = (await run('log --json --limit 1000')).json<
          { entry: number; at: string; day: string }[]
        >();
        const inOrder = [...log].sort((a, b) => a.entry - b.entry);
        for (const key of ['at', 'day'] as const) {
          const moments = inOrder.map((entry) => entry[key]);
          expect(moments).toEqual([...moments].sort());
        }
        survived();
      }),
      { numRuns: times(12) },
    ),
  );
});

type Run = (words: string) => ReturnType<typeof ok>;

async function lastDay(run: Run): Promise<string> {
  const log = (await run('log --json --limit 1')).json<{ day: string }[]>();
  return log[0]?.day ?? '';
}

/** Looked at when all of those days are over. */
async function shown(run: Run, day: string): Promise<string> {
  const moment = now();
  at('2029-01-01T12:00:00Z');
  const { out } = await run(`progress --all --known-on ${day} --json`);
  at(moment);
  return out;
}
