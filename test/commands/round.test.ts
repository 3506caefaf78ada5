import { beforeEach, describe, expect, it } from 'vitest';
import { at, type Given, ok, PATHWAYS, pl, smallSchool, text } from '../support/pl.js';

beforeEach(async () => {
  await smallSchool();
  await ok('student add eve Eve Quinn --section 6A');
});

/** A teacher who presses these keys; a text in it is what she types at a line. */
const keys = (...answers: (string | null)[]): Given => ({ terminal: true, answers });
const ROUND = 'record --round --section 6A --competency rp.1';
const END = 'enter';

const pieces = async () =>
  (await ok('export evidence --csv')).lines.slice(1).map((line) => {
    const [student, , code, score, possible, day, kind, title, note] = line.split(',');
    return [student, code, score, possible, day?.slice(5), kind, title, note]
      .filter((cell) => cell !== '')
      .join(' ');
  });

const scores = async () => (await pieces()).map((piece) => piece.split(' 10-01')[0]);

const counts = async () => (await ok('status --json')).json<{ evidence: number; struck: number }>();

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

describe('a show of fingers', () => {
  const FINGERS = `${ROUND} --kind self --out-of 5`;

  it('is kept out of five, as self-assessment, which does not count', async () => {
    const run = await ok(FINGERS, keys('5', '0', '4', END));
    expect(await scores()).toEqual(['ada 6.RP.A.1 5 5', 'ben 6.RP.A.1 0 5', 'eve 6.RP.A.1 4 5']);
    expect(run.err).toBe(
      "evidence of kind self is kept as the student's own view and does not count towards mastery (pl policy show)\n",
    );
    expect(run.asked[1]).toContain('Ada Lovelace: 5 of 5\n');
    const { competencies } = (await ok('explain ada rp.1 --json')).json<{
      competencies: unknown;
    }>();
    expect(competencies).toBeUndefined();
    expect((await ok('progress ada --json')).json()).toMatchObject({
      students: [{ competencies: [{ status: 'not_assessed', score: null }] }],
    });
  });

  it('is carried to the scale in proportion where it does count', async () => {
    await ok(`${ROUND} --kind observation --out-of 5`, keys('5', '3', 's', END));
    const score = async (student: string) =>
      (await ok(`progress ${student} --json`)).json<{
        students: { competencies: { score: number }[] }[];
      }>().students[0]?.competencies[0]?.score;
    expect(await score('ada')).toBe(4);
    expect(await score('ben')).toBe(2.4);
  });

  it('is no habit: what is recorded next is of the kind before', async () => {
    await ok('record ada rp.2', keys('k', '5', '3', '', 'd'));
    await ok(FINGERS, keys('5', 'q'));
    const { asked } = await ok('record ada rp.1', keys('3', '', 'd'));
    expect(asked[0]).toContain('k kind (conference)');
  });

  it('takes no score between the fingers', async () => {
    const { asked } = await ok(FINGERS, keys('2', '.', '5', '3', 'q'));
    expect(asked[2]).toContain('"." is no key here: any key goes on');
    expect(await scores()).toEqual(['ada 6.RP.A.1 2 5', 'ben 6.RP.A.1 3 5']);
  });

  it.each([['0'], ['10'], ['2.5'], ['x'], ['-1']])('--out-of=%s is wrong usage', async (count) => {
    const run = await pl(`${ROUND} --out-of=${count}`, keys());
    expect(run).toMatchObject({ code: 2, asked: [] });
    expect(run.err).toContain(`--out-of "${count}" is not a whole number from 1 to 9`);
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

describe('which round', () => {
  it('asks for section and competency', async () => {
    const { asked } = await ok('record --round', keys('6b', 'ns.1', '3', END));
    expect(asked[0]).toContain('Which section?\n6A  Room 6A\n6B  Room 6B');
    expect(await scores()).toEqual(['cleo 6.NS.B.1 3']);
  });

  it('is where one was in the last minutes', async () => {
    await ok('record cleo ns.1', keys('3', '', 'd'));
    const { asked } = await ok('record --round', keys('', '2', END));
    expect(asked[0]).toMatch(/^Which competency\?\n6\.NS\.B\.1/);
    expect(asked[1]).toContain('Round 6B · 6.NS.B.1');
    at('2026-10-01T09:30:00');
    expect((await pl('record --round', keys(null))).asked[0]).toContain('Which section?');
  });

  it('is in the section of pl config, where nothing was recorded lately', async () => {
    await ok('config section "room 6b"');
    const { asked } = await ok('record --round --competency ns.1', keys('3', END));
    expect(asked[0]).toContain('Round 6B · 6.NS.B.1');
  });

  it('asks where pl config and the last minutes say two things', async () => {
    await ok('config section 6B');
    await ok('record dan ns.1', keys('3', '', 'd'));
    const run = await ok('record --round --competency rp.1', keys('6b', 'q'));
    expect(run.asked[0]?.split('\n').slice(0, 4)).toEqual([
      'Which section?',
      '7A  Room 7A · where you recorded last',
      '6B  Room 6B · yours by pl config',
      '6A  Room 6A',
    ]);
    expect(run.asked[1]).toContain('Round 6B');
    const named = await ok('record --round --competency rp.1 --section 6A', keys('q'));
    expect(named.asked[0]).toContain('Round 6A');
  });

  it('does not ask where both say the same, or the section of pl config is not here', async () => {
    await ok('record cleo ns.1', keys('3', '', 'd'));
    for (const section of ['6B', '9Z']) {
      await ok(`config section ${section}`);
      const { asked } = await ok('record --round --competency rp.1', keys('q'));
      expect(asked[0]).toContain('Round 6B');
    }
  });

  it('shows a section once where its name is its id', async () => {
    await ok('import roster -', { stdin: 'student_id,name,section\nfay,Fay Ito,8C\n' });
    const { asked } = await pl('record --round', keys(null));
    expect(asked[0]).toMatch(/\n8C$/m);
  });

  it('remembers section and competency for what comes next', async () => {
    await ok(ROUND, keys('3', 'q'));
    const { asked } = await ok('record', keys('', '', '2', '', 'd'));
    expect(asked[0]).toMatch(/^Which student\?\nBen Okri/);
    expect(text('.local/state/pl/recent.json')).not.toContain('6A');
  });

  it('leaves out who has left', async () => {
    await ok('student withdraw ben');
    const { out } = await ok(ROUND, keys('3', '3', END));
    expect(out).toContain('2 recorded\n');
  });

  it.each([
    ['record --round --section 9Z --competency rp.1', 1, 'there is no section "9Z"'],
    ['record --round --section 6A --competency zz.9', 1, 'no competency matches "zz.9"'],
    ['record ada --round --section 6A', 2, '"ada" has no place in a round'],
    ['record ada rp.1 3 --section 6A', 2, '--section goes with --round'],
    ['record ada rp.1 3 --out-of 5', 2, '--out-of goes with --round'],
    ['record ada rp.1 3 --competency rp.2', 2, '--competency goes with --round'],
  ])('%s: %i', async (command, code, message) => {
    const run = await pl(command, keys());
    expect(run).toMatchObject({ code, asked: [], out: '' });
    expect(run.err).toContain(message);
  });

  it('is refused where nobody is left in the section', async () => {
    await ok('student withdraw cleo');
    const run = await pl('record --round --section 6B --competency rp.1', keys());
    expect(run).toMatchObject({ code: 1 });
    expect(run.err).toContain('section "6B" has no active student on 2026-10-01');
  });

  it('needs students, competencies and a section, and says what brings them', async () => {
    const said = async (command: string, env: Record<string, string>) => {
      const run = await pl(command, { ...keys(), env });
      expect(run).toMatchObject({ code: 1, asked: [] });
      return run.err;
    };
    const env = { PL_DB: 'empty.db' };
    await ok('init', { env });
    for (const command of ['record', 'record --round'])
      expect(await said(command, env)).toMatch(
        /no active student .* yet.*\n.*pl import roster FILE/,
      );
    await ok('student add eve Eve Stone', { env });
    for (const command of ['record', 'record eve', 'record --round'])
      expect(await said(command, env)).toMatch(
        /no competency .* yet.*\n.*pl import standards FILE/,
      );
    await ok('import standards -', { env, stdin: 'code,statement\nA.1,one\n' });
    expect(await said('record --round', env)).toMatch(
      /no section .* yet.*\n.*pl import roster FILE/,
    );
  });

  it('takes a terminal', async () => {
    for (const [more, terminal] of [
      ['', false],
      [' --no-input', true],
    ] as const) {
      const run = await pl(`${ROUND}${more}`, { terminal });
      expect(run).toMatchObject({ code: 2, asked: [] });
      expect(run.err).toContain('a round is walked through at a terminal');
    }
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
