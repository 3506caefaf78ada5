/** `pl merge`: what two teachers and a coach have, each once, in whatever order it comes together. */
import { copyFileSync, linkSync, mkdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, file, ok, pl, ROSTER, STANDARDS } from '../support/pl.js';

/** A gradebook of one's own, with the roster and the standards that everybody has imported. */
async function teacher(name: string, day = '2026-08-24'): Promise<void> {
  at(`${day}T08:00:00`);
  const db = `${name}.db`;
  await ok(`init --db ${db}`);
  await ok(`import roster - --db ${db}`, { stdin: ROSTER });
  await ok(`import standards - --db ${db}`, { stdin: STANDARDS });
}

const record = (name: string, words: string) => ok(`record ${words} --by ${name} --db ${name}.db`);

/** Two teachers with one piece each, and a coach with none. */
async function school(): Promise<void> {
  await teacher('fair', '2026-08-24');
  await teacher('stone', '2026-08-25');
  await teacher('coach', '2026-08-26');
  at('2026-10-01T09:00:00');
  await record('fair', 'ada RP.A.1 3 --on 2026-09-01');
  at('2026-10-02T09:00:00');
  await record('stone', 'dan RP.A.2 2 --on 2026-09-02');
  at('2026-10-09T15:00:00');
}

describe('what a coach collects', () => {
  test('has each student, section and competency once, and the evidence of all', async () => {
    await school();
    const before = (await ok('status --json --db fair.db')).json();
    const merged = await ok('merge fair.db stone.db --json --db coach.db');
    expect(merged.json()).toMatchObject({
      written: true,
      dry_run: false,
      merged: [{ file: 'fair.db' }, { file: 'stone.db' }],
      gained: { evidence: 2, students: 0, competencies: 0, sections: 0 },
      differences: [],
    });
    const after = (await ok('status --json --db coach.db')).json();
    const { gradebook: _g, evidence: _e, ...counts } = before;
    expect(after).toMatchObject({ ...counts, evidence: 2 });
  });

  test('is there once, however often it is collected', async () => {
    await school();
    await ok('merge fair.db stone.db --db coach.db');
    const bytes = readFileSync('coach.db');
    const again = await ok('merge stone.db fair.db --db coach.db');
    expect(again.out).toContain('nothing new');
    expect(readFileSync('coach.db').equals(bytes)).toBe(true);
  });

  test('takes the same roster, standards and evidence from files without any change', async () => {
    await school();
    await ok('merge fair.db stone.db --db coach.db');
    const evidence = (await ok('export evidence --db fair.db')).out;
    const log = (await ok('log --json --limit 100 --db coach.db')).out;
    for (const [kind, stdin] of [
      ['roster', ROSTER],
      ['standards', STANDARDS],
      ['evidence', evidence],
    ] as const)
      await ok(`import ${kind} - --json --db coach.db`, { stdin });
    expect((await ok('log --json --limit 100 --db coach.db')).out).toBe(log);
  });

  test('does not change the gradebooks that it comes from', async () => {
    await school();
    const bytes = readFileSync('fair.db');
    await ok('merge fair.db --db coach.db');
    expect(readFileSync('fair.db').equals(bytes)).toBe(true);
  });

  test('goes on under its own name after it was brought together', async () => {
    await school();
    await ok('merge fair.db stone.db --db coach.db');
    at('2026-10-09T15:00:00');
    const uid = (await ok('record ben NS.B.1 4 --json --db coach.db')).json<{ uid: string }>().uid;
    await ok('merge coach.db --db fair.db');
    expect((await ok('export evidence --db fair.db')).out.split('\n')).toHaveLength(5);
    expect((await ok('log --json --limit 1 --db fair.db')).json()).toMatchObject([
      { gradebook: uid.split('-')[0], command: 'record' },
    ]);
  });

  test('is the same for everybody who has brought the same together', async () => {
    await school();
    await ok('merge fair.db stone.db --db coach.db');
    await ok('merge coach.db --db stone.db');
    await ok('merge stone.db --db fair.db');
    for (const command of [
      'export evidence',
      'export mastery',
      'progress --all --json',
      'log --json',
    ]) {
      const [coach, stone, fair] = await Promise.all(
        ['coach', 'stone', 'fair'].map(
          async (name) => (await ok(`${command} --db ${name}.db`)).out,
        ),
      );
      expect(stone).toBe(coach);
      expect(fair).toBe(coach);
    }
  });
});

describe('a folder of gradebooks', () => {
  const merged = async (words: string) => {
    const run = await ok(`merge ${words} --dry-run --json --db coach.db`);
    const files = run.json<{ merged: { file: string }[] }>().merged.map(({ file }) => file);
    return { files, err: run.err.replace('bringing gradebooks together …\n', '') };
  };

  async function friday(): Promise<void> {
    await school();
    mkdirSync('friday/old', { recursive: true });
    for (const name of ['friday/stone.db', 'friday/fair.db', 'friday/old/kim.db'])
      copyFileSync(name.includes('stone') ? 'stone.db' : 'fair.db', name);
  }

  test('is its files *.db, by name, and nothing else that lies there', async () => {
    await friday();
    file('friday/fair.db-wal', '');
    file('friday/.fair.db', 'hidden');
    file('friday/Thumbs.db', 'pictures');
    file('friday/read me.txt', 'hello');
    mkdirSync('friday/a folder.db');
    expect(await merged('friday')).toEqual({
      files: ['friday/fair.db', 'friday/stone.db'],
      err: '',
    });
    await ok('merge friday/ --db coach.db');
    expect((await ok('status --json --db coach.db')).json()).toMatchObject({ evidence: 2 });
  });

  test('is brought in without the gradebook itself and the copies that pl has made', async () => {
    await friday();
    const copies = [
      'coach-2026-10-01.db',
      'fair-2026-10-02.db',
      'kim-before-import-2026-10-02-412.db',
      'kim-backup-2026-10-02-412-2.db',
    ];
    for (const name of copies) copyFileSync('fair.db', `friday/${name}`);
    copyFileSync('stone.db', 'friday/kim-2026-10-09.db');
    linkSync('coach.db', 'friday/coach.db');
    const { files, err } = await merged('friday');
    expect(files).toEqual(['friday/fair.db', 'friday/kim-2026-10-09.db', 'friday/stone.db']);
    expect(err).toContain('left out: 4 copies that pl has made (coach-2026-10-01.db, ');
    expect((await merged(`friday/${copies[1]}`)).files).toEqual([`friday/${copies[1]}`]);
  });

  test('can be named beside files, each of which is taken once', async () => {
    await friday();
    const { files, err } = await merged('friday/stone.db friday');
    expect(files).toEqual(['friday/stone.db', 'friday/fair.db']);
    expect(err).toContain('named twice');
  });

  test('without any gradebook is refused', async () => {
    await school();
    mkdirSync('empty');
    const run = await pl('merge fair.db empty --db coach.db');
    expect(run).toMatchObject({
      code: 1,
      err: expect.stringContaining('there are no gradebooks in the folder empty: '),
    });
    copyFileSync('fair.db', 'empty/fair-backup-2026-10-02-4.db');
    const copies = await pl('merge empty --db coach.db');
    expect(copies).toMatchObject({ code: 1, err: expect.stringContaining('but copies that pl') });
    expect((await ok('status --json --db coach.db')).json()).toMatchObject({ evidence: 0 });
  });
});

describe('a dry run', () => {
  test('tells what would come and writes nothing', async () => {
    await school();
    const bytes = readFileSync('coach.db');
    const dry = await ok('merge fair.db --dry-run --json --db coach.db');
    expect(dry.json()).toMatchObject({ written: false, dry_run: true, gained: { evidence: 1 } });
    expect(readFileSync('coach.db').equals(bytes)).toBe(true);
  });
});

describe('what is refused', () => {
  test('the gradebook itself, what is no gradebook and what is not there', async () => {
    await school();
    file('text.db', 'no gradebook at all, but long enough to look at');
    file('locked.db', 'age-encryption.org/v1\n-> scrypt');
    for (const [name, words] of [
      ['coach.db', 'is the gradebook itself'],
      ['text.db', 'text.db is not a gradebook\n    try: pl check "text.db"'],
      ['locked.db', 'locked.db is a copy locked with a passphrase'],
      ['none.db', 'there is no gradebook at none.db'],
    ] as const) {
      const run = await pl(`merge fair.db ${name} --db coach.db`);
      expect({ code: run.code, err: run.err }).toEqual({
        code: 1,
        err: expect.stringContaining(words),
      });
    }
    expect((await ok('status --json --db coach.db')).json()).toMatchObject({ evidence: 0 });
  });

  test('an id that is another child’s there, unless one says that it is the same', async () => {
    await school();
    at('2026-10-03T09:00:00');
    await ok('import roster - --rename --db stone.db', {
      stdin: ROSTER.replace('ben,Ben,Okri', 'ben,Mika,Sato'),
    });
    const run = await pl('merge fair.db stone.db --db coach.db');
    expect(run.code).toBe(1);
    expect(run.err).toContain('"ben" is one child in');
    expect(run.err).not.toContain('Sato');
    await ok('merge fair.db stone.db --same-students --db coach.db');
    expect((await ok('status --json --db coach.db')).json()).toMatchObject({ students: 4 });
  });
});
