import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { besideGradebook } from '../../src/commands/nightly/memory.js';
import { asideOfDead, isAside } from '../support/aside.js';
import { config, droppedInto, HEAD, NEW_ROSTER, night, statuses } from '../support/nightly.js';
import { exists, file, GRADEBOOK, ok, ROSTER } from '../support/pl.js';

beforeEach(droppedInto);

/** Every row of the gradebook that a reader can see. */
const book = async () => (await ok('export evidence')).out + (await ok('export roster')).out;

describe('a rehearsal', () => {
  it('says exactly what the night would come to, and leaves everything as it is', async () => {
    file('drop/roster.csv', NEW_ROSTER);
    file('inbox/a.csv', `${HEAD}eve,R.1,4,2026-09-02\nnobody,R.1,4,2026-09-02\n`);
    config(
      'roster: drop/roster.csv',
      'evidence: inbox --skip-bad',
      'rollup: yes',
      'exports:',
      '  out/m.csv: mastery',
    );
    const before = await book();
    const rehearsed = await night('--dry-run');
    expect(rehearsed.code).toBe(3);
    expect(statuses(rehearsed.told)).toEqual([
      'roster done',
      'evidence partly',
      'rollup done',
      'exports planned',
    ]);
    expect(await book()).toBe(before);
    expect(readdirSync('inbox')).toEqual(['a.csv']);
    expect(readdirSync('out')).toEqual([]);
    expect(readdirSync('.').filter(isAside)).toEqual([]);
    expect(exists('gradebook.db.nightly.json')).toBe(false);
    expect((await night()).told.changed).toEqual(rehearsed.told.changed);
  });

  it('writes nothing outside: neither who is missing nor how a file is read', async () => {
    file('drop/roster.csv', ROSTER.split('\n').slice(0, -2).join('\n'));
    file('inbox/a.csv', 'Who,competency,score,date\nada,R.1,4,2026-09-02\n');
    config(
      'roster: drop/roster.csv --missing ./out/missing.csv',
      'evidence: inbox --map student_id=Who --profile tickets',
    );
    const profiles = async () => (await ok('import profiles --json')).out;
    const before = await profiles();
    expect((await night('--dry-run')).told.needs_person).toEqual([]);
    expect(readdirSync('out')).toEqual([]);
    expect(await profiles()).toBe(before);
    expect((await night()).code).toBe(0);
    expect(readdirSync('out')).toEqual(['missing.csv']);
    expect(await profiles()).toContain('tickets');
  });

  it('is left under a name that any next command clears when it is killed', async () => {
    const { rehearsal } = besideGradebook(GRADEBOOK);
    const left = rehearsal.replace(
      `-${process.pid}-`,
      `-${basename(asideOfDead('.')).split('-')[2]}-`,
    );
    for (const end of ['', '-wal']) file(left + end, 'half a copy');
    await ok('students');
    expect(readdirSync('.').filter(isAside)).toEqual([]);
  });
});
