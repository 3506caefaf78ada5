/** Exports under pseudonyms: nobody is named, the same key gives the same ones, and learning is as it was. */
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { disguised, shortened, treatment } from '../../src/core/pseudonyms.js';
import { file, GRADEBOOK, ok, pl, ROSTER, STANDARDS, smallSchool, text } from '../support/pl.js';

const KEY = '--pseudonyms --key-file school.key';
const NEW = '--pseudonyms --key-file new.key';

/** What tells who is who, in any column. */
const TELLING =
  /\b(ada|ben|cleo|dan|lovelace|okri|osei|adams|fair|stone|hill|lake|6A|7A|room|secret|https?)\b|@/i;

async function schoolWithWords(): Promise<void> {
  await smallSchool();
  file('school.key', 'a key that was kept since last year\n');
  await ok('student edit ada --email ada@example.org');
  await ok(
    'record ada 6.RP.A.1 3 secret words --title "secret title" --link https://example.org/a',
  );
  await ok('record ben 6.RP.A.1 2 --by "Ms Fair" --kind "a talk with ben"');
  await ok('record dan 6.RP.A.2 4');
  await ok('term set Autumn --from 2026-09-01 --to 2026-12-20');
  await ok('comment ada --term Autumn secret words');
}

test.each([
  ['mastery'],
  ['evidence'],
  ['roster'],
  ['grades'],
  ['report-card --term Autumn'],
  ['report-card --term Autumn --wide'],
])('%s names nobody', async (kind) => {
  await schoolWithWords();
  const { out } = await ok(`export ${kind} ${KEY}`);
  expect(out).not.toMatch(TELLING);
  if (kind !== 'grades') expect(out).toMatch(/\bs-[a-z2-9]{12}\b/);
  const json = await ok(`export ${kind} ${KEY} --json`);
  expect(json.out).not.toMatch(TELLING);
});

test('the manifest of a report card names nobody either', async () => {
  await schoolWithWords();
  await ok(`export report-card --term Autumn --section 6A ${KEY} -o card.csv`);
  expect(text('card.csv')).not.toMatch(TELLING);
  expect(text('card.csv.manifest.json')).not.toMatch(TELLING);
});

test('what was shown is as it was: the same scores of as many students', async () => {
  await schoolWithWords();
  const rows = async (flags: string) =>
    (await ok(`export evidence ${flags} --json`)).json<Record<string, unknown>[]>();
  const facts = (all: Record<string, unknown>[]) =>
    all.map(({ competency, score, date }) => JSON.stringify([competency, score, date])).sort();
  const [named, disguise] = [await rows(''), await rows(KEY)];
  expect(facts(disguise)).toEqual(facts(named));
  const kinds = disguise.map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['observation', 'observation', 'other']);
  expect(new Set(disguise.map((row) => row.student_id)).size).toBe(3);
});

test('the same key gives the same pseudonyms, later and in another gradebook; another key others', async () => {
  await schoolWithWords();
  const ids = async (flags: string) => {
    const all = (await ok(`export roster ${flags} --json`)).json<{ student_id: string }[]>();
    return all.map(({ student_id }) => student_id);
  };
  const first = await ids(KEY);
  await ok('record ada 6.RP.A.2 1');
  expect(await ids(KEY)).toEqual(first);
  await ok('init --db other.db');
  await ok('import roster - --db other.db', { stdin: ROSTER });
  await ok('import standards - --db other.db', { stdin: STANDARDS });
  expect(await ids(`${KEY} --db other.db`)).toEqual(first);
  expect(await ids('--pseudonyms --key-file other.key')).not.toEqual(first);
  const key = readFileSync('school.key', 'utf8').trim();
  const env = { PL_DB: GRADEBOOK, PL_PSEUDONYM_KEY: key };
  const run = await ok('export roster --pseudonyms --json', { env });
  expect(run.json<{ student_id: string }[]>().map((row) => row.student_id)).toEqual(first);
});

test('rows are in the order of pseudonyms: places in a class list would tell who is who', async () => {
  await schoolWithWords();
  const { lines } = await ok(`export roster --csv ${KEY}`);
  const ids = lines.slice(1).map((line) => line.split(',')[0]);
  expect(ids).toEqual([...ids].sort());
});

test('the key is made once, for its owner alone, and that is said; a small group too', async () => {
  await schoolWithWords();
  const first = await ok(`export roster ${NEW}`);
  expect(first.err).toContain('made a new key: new.key');
  expect(first.err).toContain('a group here has 1 student');
  expect(statSync('new.key').mode & 0o777).toBe(0o600);
  const key = text('new.key');
  expect((await ok(`export roster ${NEW}`)).err).not.toContain('made a new key');
  expect(text('new.key')).toBe(key);
});

test.each([
  ['export mastery --pseudonyms', 2, 'under a key'],
  ['export mastery --key-file k', 2, '--key-file is for --pseudonyms'],
  ['export oneroster --pseudonyms --key-file k -o x.zip', 2, 'by their ids'],
  ['export canvas --pseudonyms --key-file k', 2, 'by their ids'],
  ['export standards --pseudonyms --key-file k', 2, 'has no students'],
  ['export report-card --term Autumn --id state --pseudonyms --key-file k', 2, 'choose one'],
  ['export mastery --pseudonyms --key-file short.key', 1, 'less than 16'],
])('%s is refused', async (command, code, said) => {
  await schoolWithWords();
  file('short.key', 'abc\n');
  const run = await pl(command);
  expect([run.code, run.err]).toEqual([code, expect.stringContaining(said)]);
});

test.each([
  'roster',
  'evidence',
  'report-card --term "Autumn"',
])('of %s without a key is said with what was typed', async (what) => {
  await schoolWithWords();
  const { code, err } = await pl(`export ${what} --pseudonyms`);
  expect(code).toBe(2);
  expect(err).toContain(`pl export ${what} --pseudonyms --key-file pseudonyms.key`);
});

test('a column that is not known is left blank, but for the marks of a report card', () => {
  expect(treatment('nickname', false)).toBe('blank');
  expect(treatment('6.RP.A.1', true)).toBe('kept');
  expect(treatment('comment:math', true)).toBe('blank');
  const row = disguised(
    ['student_id', 'nickname', 'section', 'score'],
    (kind, name) => `${kind}(${name})`,
  );
  expect(row(['s1', 'Addie', 'A;B', 3])).toEqual(['student(s1)', null, 'section(A);section(B)', 3]);
});

test('a pseudonym is the first 60 bits of the hash', () => {
  expect(shortened('student', new Uint8Array(32))).toBe('s-222222222222');
  expect(shortened('teacher', new Uint8Array(32).fill(255))).toBe('t-zzzzzzzzzzzz');
  expect(shortened('school', new Uint8Array([0, 0, 0, 0, 0, 0, 0, 16, 255]))).toBe(
    'h-222222222223',
  );
});

test('a key that others can read is said, and a place that keeps none is refused', async () => {
  await schoolWithWords();
  chmodSync('school.key', 0o600);
  expect((await ok(`export roster ${KEY}`)).err).not.toContain('chmod');
  chmodSync('school.key', 0o644);
  expect((await ok(`export roster ${KEY}`)).err).toContain('chmod 600 "school.key"');
  const nowhere = await pl('export roster --pseudonyms --key-file /dev/null');
  expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('keep a key')]);
});
