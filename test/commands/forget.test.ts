/** Forgetting a student: nothing of her is left, she does not come back, and the others stay as they are. */
import { expect, test } from 'vitest';
import { forget } from '../../src/store/forgetting/forget.js';
import { openGradebook } from '../../src/store/open.js';
import { bytesBeside, HERS, REASON, SAID, schoolWithHer, WITH_HER } from '../support/her.js';
import { GRADEBOOK, ok, pl, smallSchool } from '../support/pl.js';

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
