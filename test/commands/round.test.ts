/** A round through a section: one key a student, the screen, and what is handed out of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, PATHWAYS, pl } from '../support/pl.js';
import { END, keys, pieces, ROUND, schoolOfRounds, scores } from '../support/round.js';

beforeEach(schoolOfRounds);

describe('pl record --round', () => {
  it('takes one key a student, by family name, each an entry of its own', async () => {
    const run = await ok(ROUND, keys('3', '2', '4', END));
    expect(run.asked.map((screen) => /\d\/\d {2}.*/.exec(screen)?.[0] ?? 'the end')).toEqual([
      '1/3  Ada Lovelace',
      '2/3  Ben Okri',
      '3/3  Eve Quinn',
      'the end',
    ]);
    expect(await pieces()).toEqual([
      'ada 6.RP.A.1 3 10-01 observation',
      'ben 6.RP.A.1 2 10-01 observation',
      'eve 6.RP.A.1 4 10-01 observation',
    ]);
    expect(run.out).toBe('6A · 6.RP.A.1 I can describe a ratio\n  3 recorded\n');
    const { lines } = await ok('log --limit 3');
    expect(lines.filter((line) => line.includes('  record  '))).toHaveLength(3);
  });

  it('shows how she stands, and what was just written', async () => {
    await ok('record ben rp.1 3 --on yesterday');
    const { asked } = await ok(ROUND, keys('3', '3', 'q'));
    expect(asked[1]).toContain('Ada Lovelace: 3 Proficient (overall: need more evidence)');
    expect(asked[1]).toContain('so far: 3 Proficient (score 3), need more evidence');
    expect(asked[2]).toContain('Ben Okri: 3 Proficient (overall: met)');
  });

  it('keeps kind, day, title and the rest for all', async () => {
    await ok(`${ROUND} --kind test --on yesterday --title Quiz`, keys('3', '2', '1', END));
    expect(await pieces()).toEqual([
      'ada 6.RP.A.1 3 09-30 test Quiz',
      'ben 6.RP.A.1 2 09-30 test Quiz',
      'eve 6.RP.A.1 1 09-30 test Quiz',
    ]);
  });

  it.each([['s'], ['enter'], ['right']])('%s skips, which is no score', async (key) => {
    const { out } = await ok(ROUND, keys(key, '3', key, END));
    expect(await scores()).toEqual(['ben 6.RP.A.1 3']);
    expect(out).toContain('1 recorded, 2 skipped');
    expect(out).toContain('skipped: Ada Lovelace, Eve Quinn');
  });

  it('a keeps words about her, and takes a level given by mistake out', async () => {
    await ok(ROUND, keys('n', 'lovely drawing', '3', 'b', 'a', 'q'));
    expect(await pieces()).toEqual(['ada 6.RP.A.1 10-01 observation lovely drawing']);
  });

  it('goes on where another pl took the piece out meanwhile', async () => {
    await ok(ROUND, keys('3', '$ pl undo', 'b', '4', '2', '$ pl undo', 'u', 'q'));
    expect(await scores()).toEqual(['ada 6.RP.A.1 4']);
  });

  it('a is absent, which is no score either', async () => {
    const { out } = await ok(ROUND, keys('a', '3', 'a', END));
    expect(await scores()).toEqual(['ben 6.RP.A.1 3']);
    expect(out).toContain('1 recorded, 2 absent\n  absent: Ada Lovelace, Eve Quinn');
    expect((await ok('progress ada --json')).out).toContain('"competencies": []');
  });

  it.each([['q'], ['escape']])('%s ends it in the middle', async (key) => {
    const { out } = await ok(ROUND, keys('3', key));
    expect(out).toContain('1 recorded, 2 not reached\n  not reached: Ben Okri, Eve Quinn\n');
    expect(await scores()).toEqual(['ada 6.RP.A.1 3']);
  });

  it('names up to twelve of those who were not reached', async () => {
    const rows = Array.from(
      { length: 14 },
      (_, n) => `n${n},Pupil,${String.fromCharCode(65 + n)},9X`,
    );
    const stdin = `student_id,first_name,last_name,section\n${rows.join('\n')}\n`;
    await ok('import roster -', { stdin });
    const run = await ok('record --round --section 9X --competency rp.1', keys('3', 'q'));
    expect(run.out).toContain('13 not reached\n  not reached: Pupil B, Pupil C,');
    expect(run.out).toContain('Pupil M … and 1 more\n');
  });

  it('says that a sign is no key, and takes the next key for nothing but going on', async () => {
    const { asked } = await ok(ROUND, keys('7', '3', '1', '👍', 'q', 'tab', 'space', '2', 'q'));
    expect(asked[1]).toContain('1/3  Ada Lovelace\n');
    expect(asked[1]).toContain('"7" is no key here: any key goes on');
    expect(asked[2]).not.toContain('is no key here');
    expect(asked[4]).toContain('"👍" is no key here');
    expect(await scores()).toEqual(['ada 6.RP.A.1 1', 'ben 6.RP.A.1 2']);
  });

  it('takes no notice of keys that are no signs, and of going back from the first', async () => {
    const { asked } = await ok(ROUND, keys('tab', 'b', 'u', 'up', '3', 'q'));
    expect(asked.join()).not.toContain('is no key here');
    expect(await scores()).toEqual(['ada 6.RP.A.1 3']);
  });

  it('says so at the end too, where the next key is taken', async () => {
    const { asked } = await ok(ROUND, keys('3', '3', '3', '3', END));
    expect(asked[4]).toContain('That was everyone.\n"3" is no key here');
    expect(await scores()).toHaveLength(3);
  });

  it('takes another score at the line', async () => {
    await ok(ROUND, keys('.', '2.5', '.', '9', 'Exemplary', '.', 'escape', '1', END));
    expect(await scores()).toEqual(['ada 6.RP.A.1 2.5', 'ben 6.RP.A.1 4', 'eve 6.RP.A.1 1']);
  });

  it('says who is ready now', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    for (const day of ['-3d', '-2d']) await ok(`record ada rp.2 3 --on ${day}`);
    await ok('record ada rp.1 3 --on -2d');
    const { out } = await ok(ROUND, keys('3', '3', 's', END));
    expect(out).toContain('  Ada Lovelace: ready for Exploration (2 of 2 met)\n');
    expect(out).not.toContain('Ben Okri: ');
    const again = await ok(ROUND, keys('4', 'q'));
    expect(again.out).not.toContain('ready');
  });
});

describe('Ctrl-C', () => {
  it('keeps what was written and says how much', async () => {
    const run = await pl(ROUND, keys('3', '2', null));
    expect(run).toMatchObject({
      code: 130,
      out: '',
      err: 'cancelled: 2 pieces written before are kept\n',
    });
    expect(await scores()).toEqual(['ada 6.RP.A.1 3', 'ben 6.RP.A.1 2']);
  });

  it('before the first key leaves nothing', async () => {
    const run = await pl(ROUND, keys(null));
    expect(run).toMatchObject({ code: 130, err: 'cancelled: nothing was written\n' });
  });
});

describe('its data', () => {
  it('is one row a student as JSON and CSV', async () => {
    const json = (await ok(`${ROUND} --json`, keys('3', 'a', 'q'))).json<{ students: object[] }>();
    expect(json).toMatchObject({
      students: [
        {
          student_id: 'ada',
          competency: '6.RP.A.1',
          outcome: 'recorded',
          score: 3,
          possible: null,
        },
        { student_id: 'ben', outcome: 'absent', score: null, uid: null },
        { student_id: 'eve', outcome: 'open' },
      ],
      newly_ready: [],
    });
    const { lines } = await ok(`${ROUND} --csv`, keys('3', 'q'));
    expect(lines[0]).toBe('student_id,name,competency,outcome,score,possible,note,uid');
    expect(lines[2]).toBe('ben,Ben Okri,6.RP.A.1,open,,,,');
  });
});

describe('the screen', () => {
  it('fits a narrow terminal and a long name, with nothing told by colour', async () => {
    const long = 'Wilhelmina-Alexandra Josephine '.repeat(2);
    await ok(['student', 'add', 'z', long, 'Zz', '--section', '6A']);
    const run = await ok(ROUND, { ...keys('3', 'a', 's', '2', END), width: 60 });
    for (const line of run.asked.flatMap((screen) => screen.split('\n'))) {
      expect(line.length).toBeLessThan(60);
      expect(line).not.toContain('\x1b');
    }
  });

  it('obeys no control characters of a name', async () => {
    await ok(['student', 'add', 'x', 'Eve\x1b[2J', 'N\u202eame', '--section', '6A']);
    const run = await ok(ROUND, keys('3', '3', '3', '3', END));
    const shown = `${run.asked.join('')}${run.out}`;
    for (const control of ['\x1b', '\u202e']) expect(shown).not.toContain(control);
    expect(shown).toContain('Eve\\x1b[2J');
  });
});
