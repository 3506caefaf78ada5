import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, exists, file, GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const PART = 'part.db';
const inPart = { env: { PL_DB: PART } };

const HEAD = 'student_id,competency,score,date,title,note,external_id';

const QUIZ = `${HEAD}
ada,6.RP.A.1,3,2026-09-01,Quiz,sure of herself,q1
ben,6.RP.A.1,2,2026-09-01,Quiz,was ill that day,q2
cleo,6.RP.A.1,4,2026-09-01,Quiz,cleo said a secret,third-quiz
dan,6.RP.A.1,1,2026-09-01,Quiz,dan was tired,fourth-quiz
`;

/** Words about pupils of both sections, some of them taken back or said otherwise since. */
beforeEach(async () => {
  file('Ada, Ben and Dan.csv', QUIZ);
  await ok(['import', 'evidence', 'Ada, Ben and Dan.csv']);
  await ok(['import', 'evidence', file('quiz.csv', `${HEAD}\nada,6.NS.B.1,3,2026-09-02,,,`)]);
  await ok('record cleo rp.1 3 hidden words --title Portrait-of-Cleo');
  await ok('record ada rp.2 3 --kind peer --by "Cleo Osei"');
  await ok('record ada rp.2 4 --by "Ms Fair"');
  await ok('note cleo home is hard');
  await ok('note ada reads a lot');
  await ok('student edit cleo --name "Cleopatra Nile" --email cleo@example.org --id c-77');
  await ok('student edit ada --id a-77');
  await ok('override dan rp.1 3 --reason "talked with dan at length"');
  await ok('override ada rp.1 4 --reason "explained it to others"');
  await ok('excuse ben rp.2 --reason "moved here in May"');
  await ok('record ben rp.2 1');
  await ok('undo');
});

const row = async (command: string, given = {}) => (await ok(command, given)).out;

const bytes = (path: string) => readFileSync(path).toString('latin1').toLowerCase();

describe('pl split', () => {
  it('makes a gradebook of a section in which all reads as before', async () => {
    const run = await ok('split --section 6A -o part.db');
    expect(run.err).toBe('made part.db: 2 students, 1 section, 5 pieces of evidence\n');
    for (const command of [
      'progress ada --json',
      'progress ben --json',
      'explain ada rp.1 --json',
      'export evidence --section 6A',
      'policy show --json',
      'standards --json',
    ])
      expect(await row(command, inPart)).toBe((await row(command)).replace('Cleo Osei', ''));
    const students = (await ok('students --json', inPart)).json<{ student_id: string }[]>();
    expect(students.map((one) => one.student_id)).toEqual(['a-77', 'ben']);
  });

  it('has not a byte of any other student', async () => {
    await ok('split --section 6A -o part.db');
    const part = bytes(PART);
    for (const word of [
      ...['cleo', 'osei', 'nile', 'c-77', 'cleo@', 'adams', 'secret', 'hidden', 'portrait'],
      ...[
        'home is hard',
        'tired',
        'at length',
        'dan was',
        'and dan',
        'third-quiz',
        'fourth-quiz',
        'room 6b',
        'room 7a',
        'lake school',
      ],
      'stone',
    ])
      expect([word, part.includes(word)]).toEqual([word, false]);
    for (const word of ['lovelace', 'quiz.csv', 'was ill', 'explained it', 'moved here', 'ms fair'])
      expect([word, part.includes(word)]).toEqual([word, true]);
    for (const suffix of ['-wal', '-shm', '-journal']) expect(exists(PART + suffix)).toBe(false);
  });

  it.each([
    'cleo',
    'CLEOPATRA NILE',
    'Nile,  Cleopatra',
    'Osei Cleo',
    'c-77',
    'Cleo and Ada',
    'cleo@example.org',
    // Each word of it is also one of somebody who goes along.
    'Ada Okri',
  ])('does not name a classmate who judged a peer and stays behind: %s', async (by) => {
    await ok('student edit dan --name "Ada Okri"');
    await ok(['record', 'a-77', 'ns.1', '3', '--kind', 'peer', '--by', by]);
    await ok('split --section 6A -o part.db');
    expect((await ok('export evidence', inPart)).out).not.toContain(by);
    expect(bytes(PART)).not.toContain(by.toLowerCase());
  });

  it.each([
    'Ben Okri',
    'okri, ben',
    'ben',
    'group 3',
    'teacher@example.org',
  ])('names a peer who goes along, and whoever is no student: %s', async (by) => {
    await ok(['record', 'a-77', 'ns.1', '3', '--kind', 'peer', '--by', by]);
    await ok('split --section 6A -o part.db');
    expect((await ok('export evidence', inPart)).out).toContain(by);
  });

  it('keeps the origin of all that it holds, and numbers its own entries after it', async () => {
    await ok('split --section 6A -o part.db');
    const whole = new Database(GRADEBOOK);
    const part = new Database(PART);
    const entries = 'SELECT id, gradebook, number, mark, at, who FROM entries ORDER BY id';
    const names = 'SELECT id, noun, entry, number FROM identities ORDER BY id';
    const own = part.prepare(entries).all() as { command: string; number: number }[];
    expect(whole.prepare(entries).all()).toEqual(expect.arrayContaining(own.slice(0, -1)));
    expect(whole.prepare(names).all()).toEqual(
      expect.arrayContaining(part.prepare(names).all() as unknown[]),
    );
    const uidOf = (db: typeof whole) => db.prepare('SELECT uid FROM gradebook').pluck().get();
    const uid = uidOf(part);
    expect(uid).not.toBe(uidOf(whole));
    expect(own.at(-1)).toMatchObject({
      gradebook: uid,
      number: Math.max(...own.slice(0, -1).map(({ number }) => number)) + 1,
      who: 'fair',
    });
    whole.close();
    part.close();
  });

  it('goes on as a gradebook of its own, and can take back what was entered before', async () => {
    await ok('split --section 6A -o part.db');
    await ok('record ben rp.1 4', inPart);
    await ok('undo', inPart);
    expect((await pl('undo', inPart)).err).toContain('nothing was entered here');
    const [excuse] = (await ok('log --command excuse --json', inPart)).json<{ entry: number }[]>();
    await ok(`undo ${excuse?.entry}`, inPart);
    expect((await ok('excuses', inPart)).out).not.toContain('moved here');
    const log = (await ok('log --json', inPart)).json<{ command: string; undone: boolean }[]>();
    expect(log.filter(({ command }) => command === 'excuse')).toMatchObject([{ undone: true }]);
    expect((await ok('excuses')).out).toContain('moved here');
  });

  it('shows what was known on a day as the whole does', async () => {
    at('2026-10-09T09:00:00');
    await ok('record ada rp.1 1');
    await ok('split --section 6A -o part.db');
    const command = 'progress ada --known-on 2026-10-05 --json';
    expect(await row(command, inPart)).toBe(await row(command));
  });

  it('takes several sections, a teacher, a school or a grade', async () => {
    let parts = 0;
    const made = async (flags: string) => {
      parts += 1;
      const run = await ok(`split ${flags} -o part-${parts}.db --json`);
      return run.json<{ students: number; sections: number }>();
    };
    expect(await made('--section 6A 6B')).toMatchObject({ students: 3, sections: 2 });
    expect(await made('--teacher "Mr Stone"')).toMatchObject({ students: 2, sections: 2 });
    expect(await made('--school "Lake School"')).toMatchObject({ students: 1, sections: 1 });
    expect(await made('--grade 6')).toMatchObject({ students: 3, sections: 2 });
  });

  it('leaves words about students out when asked to', async () => {
    await ok('split --section 6A -o part.db --without-notes');
    const part = bytes(PART);
    for (const word of ['reads a lot', 'was ill', 'explained it', 'moved here', 'sure of'])
      expect([word, part.includes(word)]).toEqual([word, false]);
    const { lines } = await ok('overrides --csv', inPart);
    expect(lines[1]).toContain(' (left out)');
    expect(lines[1]).toMatch(/^a-77,Ada Lovelace,math,6\.RP\.A\.1,.*,4,/);
  });

  it('is readable by its owner alone, and known to the gradebook as a copy', async () => {
    await ok('split --section 6A -o part.db');
    expect(statSync(PART).mode & 0o777).toBe(0o600);
    const db = new Database(GRADEBOOK);
    expect(db.prepare('SELECT path, kind FROM copies').all()).toEqual([
      { path: `${process.cwd()}/${PART}`, kind: 'split' },
    ]);
    db.close();
  });
});

describe('pl split refuses', () => {
  it('to write over anything', async () => {
    writeFileSync(PART, 'mine');
    const run = await pl('split --section 6A -o part.db');
    expect([run.code, run.err]).toEqual([1, expect.stringContaining('part.db is there already')]);
    expect(bytes(PART)).toBe('mine');
    symlinkSync('nowhere.db', 'link.db');
    expect((await pl('split --section 6A -o link.db')).code).toBe(1);
    expect(exists('nowhere.db')).toBe(false);
  });

  it.each([
    ['split --section 6A', 2, 'where the part goes'],
    ['split -o part.db', 2, 'who goes along'],
    ['split --section 9Z -o part.db', 1, '9Z'],
    ['split --section 6A --grade 9 -o part.db', 1, 'no students'],
    ['split --section 6A -o gradebook.db/part.db', 1, 'not a folder'],
  ])('pl %s', async (command, code, words) => {
    const run = await pl(command);
    expect([run.code, run.err]).toEqual([code, expect.stringContaining(words)]);
    expect(exists(PART)).toBe(false);
  });
});
