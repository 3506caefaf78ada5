/** Forgetting a student: nothing of her is left, she does not come back, and the others stay as they are. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forget } from '../../src/store/forgetting/forget.js';
import { openGradebook } from '../../src/store/open.js';
import { asideOfDead } from '../support/aside.js';
import { at, file, GRADEBOOK, ok, pl, ROSTER, smallSchool } from '../support/pl.js';

/** Words that are only hers, in every place that takes words. */
const HERS = ['Zenobia', 'Quillfeather', 'Zenny', 'zq-7741', 'st-99317', 'zq@example.org'];
const SAID = ['hummingbird', 'kaleidoscope', 'periwinkle', 'marzipan', 'xylophone', 'tamarind'];

const WITH_HER = `${ROSTER.replace('student_id,', 'student_id,state_id,')
  .split('\n')
  .map((line, row) => (row === 0 || line === '' ? line : line.replace(/^([a-z]+),/, '$1,st-$1,')))
  .join(
    '\n',
  )}zq-7741,st-99317,Zenobia,Quillfeather,Zenny,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn
`;

const REASON = ['--reason', 'the family asked'];

/** A school with her in every table that speaks of students. */
async function schoolWithHer(): Promise<void> {
  await smallSchool();
  file('r.csv', WITH_HER);
  await ok('import roster r.csv');
  await ok('student edit zq-7741 --email zq@example.org');
  await ok('term set Autumn --from 2026-09-01 --to 2026-12-20');
  await ok('record zq-7741 6.RP.A.1 3 hummingbird --title kaleidoscope');
  await ok('record ada 6.RP.A.1 3 hers');
  await ok('record ben 6.RP.A.1 4');
  await ok('record zq-7741 6.RP.A.2 2 xylophone');
  await ok('undo');
  await ok('note zq-7741 periwinkle');
  await ok('override zq-7741 6.RP.A.2 4 --reason marzipan');
  await ok('excuse zq-7741 6.NS.B.1 --reason tamarind');
  file(
    'Quillfeather.csv',
    'student_id,competency,score,date,kind\nzq-7741,6.RP.A.1,2,2026-09-20,quiz\n',
  );
  await ok('import evidence Quillfeather.csv');
  file('lunch.csv', 'student_id,group,value\nzq-7741,lunch,free\nada,lunch,full\n');
  await ok('import groups lunch.csv');
  await ok('rollup');
  await ok('reportcard issue --term Autumn -o card.csv');
  await ok('student edit zq-7741 --preferred Nobi');
}

/** Every byte that lies beside the gradebook and was not made by the test. */
function bytesBeside(folder = '.'): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.endsWith('.csv') && !name.endsWith('.json'))
    .map(({ name }) => join(folder, name))
    .map((path) =>
      statSync(path).isDirectory() ? bytesBeside(path) : readFileSync(path, 'latin1'),
    )
    .join('\n');
}

test('not one byte of her is left, in the file, its journal, or what is kept elsewhere', async () => {
  await schoolWithHer();
  expect([...HERS, ...SAID].filter((word) => !bytesBeside().includes(word))).toEqual([]);
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(run.err).toContain('forgotten: 1 student');
  const bytes = bytesBeside().toLowerCase();
  expect([...HERS, ...SAID].filter((word) => bytes.includes(word.toLowerCase()))).toEqual([]);
});

test('every table is empty of her, and foreign keys hold', async () => {
  await schoolWithHer();
  const find = (sql: string) => {
    const { db } = openGradebook(GRADEBOOK);
    try {
      return db.prepare(sql).pluck().all();
    } finally {
      db.close();
    }
  };
  const [her] = find("SELECT student FROM student_ids WHERE value = 'zq-7741'") as number[];
  const tables = find(
    `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
     WHERE m.type = 'table' AND c.name = 'student'`,
  ) as string[];
  const filled = (table: string) => find(`SELECT count(*) FROM ${table} WHERE student = ${her}`)[0];
  const before = tables.filter((table) => filled(table) !== 0);
  expect(before).toEqual(expect.arrayContaining(['evidence', 'mastery', 'report_card_marks']));
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  const known = ['entries', 'forgotten', 'forgotten_ids'];
  expect(tables.filter((table) => !known.includes(table) && filled(table) !== 0)).toEqual([]);
  expect(find('PRAGMA foreign_key_check')).toEqual([]);
  expect(find('PRAGMA integrity_check')).toEqual(['ok']);
});

test('the others stay as they were, and what was done to them can still be taken back', async () => {
  await schoolWithHer();
  const others = async () => (await ok('export evidence')).out.replace(/^zq-7741.*\r?\n/gm, '');
  const before = await others();
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(await others()).toBe(before);
  const undone = (await ok('log --json --limit 100')).json<
    { entry: number; command: string; undone: boolean }[]
  >();
  const record = undone.find(({ command, undone }) => command === 'record' && !undone);
  await ok(`undo ${record?.entry}`);
  const roster = undone.find(({ command }) => command === 'import groups');
  await ok(`undo ${roster?.entry}`);
});

test('the log says that and why, not who; the list says the same', async () => {
  await schoolWithHer();
  await ok(['forget', 'zenobia', ...REASON, '--yes']);
  const log = (await ok('log')).out;
  expect(log).toContain('a student was forgotten: the family asked');
  expect(log.toLowerCase()).not.toMatch(/zenobia|quill|nobi|zq/);
  const [one] = (await ok('forget --list --json')).json<unknown[]>();
  expect(one).toEqual({
    day: '2026-10-01',
    who: 'fair',
    reason: 'the family asked',
    kept_out: true,
  });
});

test('it cannot be taken back, and an undo after it takes back nothing else', async () => {
  await schoolWithHer();
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  const run = await pl('undo');
  expect([run.code, run.err]).toEqual([1, expect.stringContaining('cannot be taken back')]);
  expect((await ok('undo --list')).out).not.toContain('forget');
});

test("tomorrow's roster does not bring her back, by whichever of her ids, and says so by line", async () => {
  await schoolWithHer();
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  for (const text of [WITH_HER, WITH_HER.replace('zq-7741', 'ZQ-7741')]) {
    const again = await pl('import roster -', { stdin: text });
    expect(again.code).toBe(0);
    expect(again.out + again.err).toContain('was forgotten');
    expect((again.out + again.err).toLowerCase()).not.toMatch(/zenobia|quill/);
    expect((await ok('students')).out).not.toContain('Zenobia');
  }
  const evidence = await pl('import evidence Quillfeather.csv --json');
  expect(evidence.json().problems).toMatchObject([{ code: 'forgotten_student', line: 2 }]);
  expect((await pl('import roster - --strict', { stdin: WITH_HER })).code).toBe(0);
  const added = await pl('student add zq-7741 Some Body');
  expect([added.code, added.err]).toEqual([1, expect.stringContaining('pl forget --allow')]);
});

test('she comes back when she is let', async () => {
  await schoolWithHer();
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect((await pl('forget --allow ada')).code).toBe(1);
  await ok('forget --allow zq-7741');
  await ok('import roster -', { stdin: WITH_HER });
  expect((await ok('students')).out).toContain('Zenny');
  expect((await ok('forget --list --json')).json()).toMatchObject([{ kept_out: false }]);
});

test('who was brought in twice, as the first import was taken back, is gone both times', async () => {
  await smallSchool();
  await ok('import roster -', { stdin: WITH_HER });
  await ok('undo');
  expect(bytesBeside()).toContain('Quillfeather');
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(bytesBeside()).not.toContain('Quillfeather');
});

test('a script must say --yes and why, and a person is shown what goes', async () => {
  await schoolWithHer();
  expect((await pl(['forget', 'zq-7741', ...REASON])).code).toBe(2);
  expect((await pl('forget zq-7741 --yes')).code).toBe(2);
  expect((await pl('forget --yes')).code).toBe(2);
  const named = await pl(['forget', 'zq-7741', '--yes', '--reason', 'Zenobia has moved']);
  expect([named.code, named.err]).toEqual([1, expect.stringContaining('names the student')]);
  const no = await pl(['forget', 'zq-7741', ...REASON], { terminal: true, answers: ['no'] });
  expect([no.code, no.err.replace(/\s+/g, ' ')]).toEqual([
    130,
    expect.stringContaining('3 pieces of evidence, 1 note, 1 judgement'),
  ]);
  await ok('students --section 6A');
  expect((await ok('students')).out).toContain('Nobi');
  await ok(['forget', 'zq-7741', ...REASON], { terminal: true, answers: ['yes'] });
  expect((await ok('students')).out).not.toContain('Nobi');
});

test('copies that are known of are told, and backups are cleaned where that is asked', async () => {
  await schoolWithHer();
  at('2026-10-02T09:00:00');
  await ok('record ada 6.RP.A.2 3', { env: { PL_NO_BACKUP: '' } });
  const [copy] = readdirSync('backups');
  const path = join('backups', copy ?? '');
  copyFileSync(path, join('backups', 'elsewhere.db'));
  copyFileSync(path, join('backups', 'gradebook-2026-10-03.db.tmp'));
  copyFileSync(path, asideOfDead('backups'));
  const run = await pl(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(run.err).toContain(`${path}: still has 1 forgotten student`);
  await ok('forget --in-copies');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const bytes = bytesBeside().toLowerCase();
  expect([...HERS, ...SAID].filter((word) => bytes.includes(word.toLowerCase()))).toEqual([]);
  expect((await ok(['students', '--db', path])).out).toContain('Ada');
});

test('the name of the file of an issue goes also where it is kept beside', async () => {
  await schoolWithHer();
  const book = openGradebook(GRADEBOOK);
  const form = JSON.stringify({ manifest: { file: 'Quillfeather.csv' }, marks: [] });
  const fact = JSON.stringify({ number: 1, form, entry: 1, made: 1, ended: 2 });
  const keep = book.db.prepare('INSERT INTO beside (fact_of, fact, upto) VALUES (?, ?, 1)');
  keep.run('report_cards', fact);
  book.db.close();
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  const after = openGradebook(GRADEBOOK);
  const kept = after.db.prepare('SELECT fact FROM beside').pluck().get() as string;
  after.db.close();
  expect(JSON.parse(kept).form).toBe(form.replace('"Quillfeather.csv"', 'null'));
});

test('a copy that is reached by two ways is told once', async () => {
  await schoolWithHer();
  mkdirSync('real');
  symlinkSync('real', 'backups');
  await ok('backup');
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes', '--json']);
  expect(run.json<{ copies: unknown[] }>().copies).toHaveLength(1);
});

test('a copy that is a link is cleaned where it lies', async () => {
  await schoolWithHer();
  await ok('backup');
  const [name = ''] = readdirSync('backups');
  renameSync(join('backups', name), 'kept.db');
  symlinkSync('../kept.db', join('backups', name));
  await ok(['forget', 'zq-7741', ...REASON, '--yes', '--in-copies']);
  expect(readFileSync('kept.db', 'latin1')).not.toContain('Quillfeather');
});

test('nobody is forgotten while another reads', async () => {
  await schoolWithHer();
  const other = openGradebook(GRADEBOOK);
  other.db.exec('BEGIN');
  other.db.prepare('SELECT count(*) FROM students').get();
  await ok('record ada 6.RP.A.2 3');
  const run = await pl(['forget', 'zq-7741', ...REASON, '--yes']);
  expect([run.code, run.err]).toEqual([1, expect.stringContaining('another program')]);
  expect((await ok('students')).out).toContain('Nobi');
  other.db.close();
  await ok(['forget', 'zq-7741', ...REASON, '--yes']);
});

test('what was ended after the erasing and before the rewriting is finished by the next command', async () => {
  await schoolWithHer();
  await ok('backup');
  const cut = openGradebook(GRADEBOOK);
  const [her] = cut.db
    .prepare("SELECT student FROM student_ids WHERE value = 'zq-7741'")
    .pluck()
    .all() as number[];
  const facts = { at: '2026-10-01T09:00:00Z', day: '2026-10-01', clockSet: false, who: null };
  forget(cut, her === undefined ? [] : [her], { ...facts, command: 'forget' }, 'asked');
  expect(bytesBeside()).toContain('Quillfeather');
  const next = await pl('students');
  expect([next.code, next.err]).toEqual([0, expect.stringContaining('finishing')]);
  expect(next.err).toContain('still has 1 forgotten student (pl forget --in-copies)');
  await ok('forget --in-copies');
  expect(bytesBeside()).not.toContain('Quillfeather');
  cut.db.close();
  expect((await pl('students')).err).toBe('');
});

test('a copy with a journal of its own is settled first: nothing of the journal comes back', async () => {
  await schoolWithHer();
  const live = openGradebook(GRADEBOOK);
  live.db.pragma('wal_autocheckpoint = 0');
  live.db.exec("UPDATE gradebook SET created_at = 'changed in the journal alone'");
  mkdirSync('backups', { mode: 0o700 });
  copyFileSync(GRADEBOOK, 'backups/raw.db');
  copyFileSync(`${GRADEBOOK}-wal`, 'backups/raw.db-wal');
  live.db.close();
  await ok(['forget', 'zq-7741', ...REASON, '--yes', '--in-copies']);
  expect(readdirSync('backups')).toEqual(['raw.db']);
  expect(bytesBeside().toLowerCase()).not.toContain('quillfeather');
  const copy = openGradebook('backups/raw.db');
  const created = copy.db.prepare('SELECT created_at FROM gradebook').pluck().get();
  expect([created, copy.db.pragma('integrity_check', { simple: true })]).toEqual([
    'changed in the journal alone',
    'ok',
  ]);
  copy.db.close();
});

test('a copy that cannot be rewritten is told, stays as it was, and the code says that something is left', async () => {
  await schoolWithHer();
  mkdirSync('backups', { mode: 0o700 });
  copyFileSync(GRADEBOOK, 'backups/held.db');
  const held = openGradebook('backups/held.db');
  held.db.exec('BEGIN IMMEDIATE');
  const run = await pl(['forget', 'zq-7741', ...REASON, '--yes', '--in-copies', '--json']);
  held.db.close();
  expect(run.code).toBe(4);
  expect(run.err).toContain('not erased: ');
  expect(run.json()).toMatchObject({ forgotten: 1, finished: true, erased_in: [] });
  expect(run.json().copies).toMatchObject([{ kind: 'backup', students: 1 }]);
  expect((await ok('students --db backups/held.db')).out).toContain('Nobi');
});

test('copies from before a restore are hers too, and those of another gradebook are not', async () => {
  await schoolWithHer();
  await ok('backup');
  await ok('record ben 6.RP.A.1 3');
  await ok('restore --last --yes');
  at('2026-10-01T09:30:00');
  await ok('init --db other/gradebook.db');
  copyFileSync('other/gradebook.db', 'backups/gradebook-before-import-2026-09-30-1.db');
  const kept = readdirSync('backups').filter((name) => name.includes('before-restore'));
  expect(kept).toHaveLength(1);
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes', '--json']);
  const told = run.json<{ copies: { path: string; students: number }[] }>().copies;
  expect(told.filter(({ path }) => path.endsWith(kept[0] ?? ''))).toMatchObject([{ students: 1 }]);
  expect(told.every(({ students }) => students === 1)).toBe(true);
  await ok('forget --in-copies');
  expect(bytesBeside()).not.toContain('Quillfeather');
});

test('copies from between two restores are hers too', async () => {
  await schoolWithHer();
  await ok('backup sticks');
  const [first] = readdirSync('sticks');
  await ok(`restore sticks/${first} --yes`);
  await ok('record ben 6.RP.A.1 3');
  await ok('backup later');
  await ok(`restore sticks/${first} --yes`);
  expect(readdirSync('backups').filter((name) => name.includes('before-restore'))).toHaveLength(2);
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes', '--json', '--in-copies']);
  expect(run.json()).toMatchObject({ finished: true, copies: [] });
  expect(bytesBeside()).not.toContain('Quillfeather');
  for (const folder of ['sticks', 'later'])
    for (const name of readdirSync(folder))
      expect(readFileSync(`${folder}/${name}`).includes('Quillfeather')).toBe(false);
});

test('a folder of copies that cannot be read is told, and the code says that something is left', async () => {
  await schoolWithHer();
  // As one that belongs to somebody else.
  symlinkSync('backups', 'backups');
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(run.err).toMatch(/backups: it cannot be looked into/);
  const { code, err } = await pl('forget --in-copies');
  expect(code).toBe(4);
  expect(err).toContain('not erased: ');
});

test('a damaged gradebook that was moved aside is told', async () => {
  await schoolWithHer();
  await ok('backup');
  file(GRADEBOOK, readFileSync(GRADEBOOK).fill(0xa5, 4096));
  await ok('restore --last --yes');
  const run = await ok(['forget', 'zq-7741', ...REASON, '--yes']);
  expect(run.err).toContain('gradebook-damaged-2026-10-01.db: it cannot be looked into');
});
