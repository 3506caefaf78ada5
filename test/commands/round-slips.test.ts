/** What a round puts right and adds: a wrong key, and words about a student. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../support/pl.js';
import { counts, END, keys, pieces, ROUND, schoolOfRounds, scores } from '../support/round.js';

beforeEach(schoolOfRounds);

describe('a slip', () => {
  it('is put right by going back and the right key; history keeps both', async () => {
    await ok(ROUND, keys('3', 'b', '2', '4', '1', END));
    expect(await scores()).toEqual(['ada 6.RP.A.1 2', 'ben 6.RP.A.1 4', 'eve 6.RP.A.1 1']);
    expect(await counts()).toMatchObject({ evidence: 3, struck: 1 });
    const { lines } = await ok('log --limit 4');
    expect(lines.filter((line) => line.includes('  fix  '))).toHaveLength(1);
  });

  it('shows what she has when she is gone back to', async () => {
    const { asked } = await ok(ROUND, keys('3', 'left', 's', 's', 'backspace', 's', 's', END));
    expect(asked[1]).toContain('2/3');
    expect(asked[2]).toContain('1/3  Ada Lovelace (3 Proficient)');
    expect(asked[5]).toContain('2/3  Ben Okri (skipped)');
    expect(await scores()).toEqual(['ada 6.RP.A.1 3']);
  });

  it('the same key again writes nothing', async () => {
    await ok(ROUND, keys('3', 'b', '3', 'q'));
    expect(await counts()).toMatchObject({ evidence: 1, struck: 0 });
  });

  it('of the last student is put right before the end', async () => {
    await ok(ROUND, keys('s', 's', '3', 'b', '1', END));
    expect(await scores()).toEqual(['eve 6.RP.A.1 1']);
  });

  it('u takes back what was just entered, and goes back to her', async () => {
    const { asked, out } = await ok(ROUND, keys('3', 'u', '2', '1', 'u', 'q'));
    expect(asked[2]).toContain('Ada Lovelace: taken back\n\n1/3  Ada Lovelace\n');
    expect(await scores()).toEqual(['ada 6.RP.A.1 2']);
    expect(out).toContain('1 recorded');
    expect(await counts()).toMatchObject({ evidence: 1, struck: 2 });
  });

  it('u on a student who was gone back to takes hers back', async () => {
    await ok(ROUND, keys('3', '2', 'b', 'b', 'u', 'q'));
    expect(await scores()).toEqual(['ben 6.RP.A.1 2']);
  });

  it('a on one who was scored takes the score out', async () => {
    const { out } = await ok(ROUND, keys('3', 'b', 'a', 'q'));
    expect(await scores()).toEqual([]);
    expect(out).toContain('0 recorded, 1 absent, 2 not reached');
  });

  it('can be taken back later like any entry', async () => {
    await ok(ROUND, keys('3', 'b', '2', 'q'));
    await ok('undo');
    expect(await scores()).toEqual(['ada 6.RP.A.1 3']);
  });
});

describe('a note', () => {
  it('is kept at once, and a level may follow', async () => {
    await ok(ROUND, keys('n', 'uses a table', '3', 'n', 'alone', 's', 'q'));
    expect(await scores()).toEqual(['ada 6.RP.A.1 3', 'ben 6.RP.A.1']);
    expect((await ok('note ada --list')).out).toContain('uses a table');
    expect((await ok('note ben --list')).out).toContain('alone');
    expect((await ok('progress ben --json')).out).not.toContain('"below"');
  });

  it('joins a level that was given before', async () => {
    await ok(ROUND, keys('3', 'b', 'n', 'with help', 's', 'q'));
    expect(await pieces()).toEqual(['ada 6.RP.A.1 3 10-01 observation with help']);
  });

  it('can be left', async () => {
    await ok(ROUND, keys('n', 'escape', 'n', ' ', '3', 'q'));
    expect(await pieces()).toEqual(['ada 6.RP.A.1 3 10-01 observation']);
  });
});
