/** A night that brings colleagues' gradebooks together: what came, where they differ, and that all is sound. */
import { mkdirSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { config, droppedInto, night, pieces, statuses } from '../support/nightly.js';
import { at, file, ok, pl } from '../support/pl.js';

beforeEach(async () => {
  await droppedInto();
  mkdirSync('colleagues');
  await ok('split --section 6A -o colleagues/fair.db');
});

it('tells what came by it, and takes it once', async () => {
  at('2026-10-02T09:00:00');
  await ok('record ada rp.1 3 --db colleagues/fair.db');
  await ok('record ada rp.1 4 --db colleagues/fair.db');
  at('2026-10-05T09:00:00');
  await ok('record ben rp.1 2');
  config('backup: backups', 'merge: colleagues', 'check: yes');
  at('2026-10-06T02:00:00');
  const first = await night();
  expect(statuses(first.told)).toEqual(['backup done', 'merge done', 'check done']);
  expect(first).toMatchObject({ code: 0, told: { changed: { evidence_added: 2 } } });
  expect(first.told.needs_person).toEqual([]);
  expect(await pieces()).toBe(3);
  at('2026-10-07T02:00:00');
  expect(await night()).toMatchObject({ code: 0, told: { changed: { evidence_added: 0 } } });
});

it('says in how many places gradebooks say different things, once for all of them', async () => {
  await ok('split --section 6A -o colleagues/stone.db');
  const judge = (level: number, by: string) =>
    ok(`override ada rp.1 ${level} --reason seen --by ${by} --db colleagues/${by}.db`);
  at('2026-10-02T09:00:00');
  await judge(2, 'fair');
  at('2026-10-03T09:00:00');
  await judge(4, 'stone');
  config('merge: colleagues');
  const { code, told } = await night();
  expect(code).toBe(0);
  expect(told.needs_person).toMatchObject([{ code: 'differences', severity: 'warning', count: 1 }]);
  expect((await pl('nightly night.yaml')).out).toContain('pl merge --differences');
});

it('goes on past a file that is no gradebook', async () => {
  file('colleagues/a.db', 'student_id,name\n');
  at('2026-10-02T09:00:00');
  await ok('record ada rp.1 3 --db colleagues/fair.db');
  config('merge: colleagues');
  const { code, told } = await night();
  expect({ code, all: statuses(told) }).toEqual({ code: 4, all: ['merge partly'] });
  expect(told.changed).toMatchObject({ evidence_added: 1 });
});
