/** Bringing gradebooks together when one has forgotten a student: nobody brings her back. */
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { at, file, ok, pl } from '../support/pl.js';

const ROSTER = `student_id,name,section
zq-7741,"Quillfeather, Zenobia",6A
ben,"Osei, Ben",6A
`;
const STANDARDS =
  'framework,code,statement\nmath,RP.1,Finds a unit rate.\nmath,RP.2,Compares ratios.\n';
const FORGET = ['forget', 'zq-7741', '--reason', 'the family asked', '--yes'];

/** A gradebook of one's own, made without knowing of any other. */
async function gradebook(db: string): Promise<void> {
  file('roster.csv', ROSTER);
  file('standards.csv', STANDARDS);
  await ok(`init --db ${db}`);
  await ok(`import roster roster.csv --db ${db}`);
  await ok(`import standards standards.csv --db ${db}`);
}

/** Each has her from a roster of her own, and the colleague has said much of her; mine has forgotten her. */
async function mineAndHers(): Promise<void> {
  at('2026-10-01T09:00:00');
  await gradebook('mine.db');
  await ok([...FORGET, '--db', 'mine.db']);
  at('2026-10-02T09:00:00');
  await gradebook('hers.db');
  await ok('record zq-7741 RP.1 3 hummingbird --db hers.db');
  await ok('override zq-7741 RP.2 4 --reason marzipan --db hers.db');
  await ok('note zq-7741 periwinkle --db hers.db');
  file('Quillfeather.csv', 'student_id,competency,score,date\nzq-7741,RP.1,2,2026-09-20\n');
  await ok('import evidence Quillfeather.csv --db hers.db');
  await ok([
    'record',
    'ben',
    'RP.1',
    '2',
    '--kind',
    'peer',
    '--by',
    'Zenobia Quillfeather',
    '--db',
    'hers.db',
  ]);
  await ok('record ben RP.2 4 --db hers.db');
}

const HERS = /zenobia|quillfeather|zq-7741|hummingbird|marzipan|periwinkle/i;

function bytesOf(db: string): string {
  return ['', '-wal']
    .map((end) => {
      try {
        return readFileSync(`${db}${end}`, 'latin1');
      } catch {
        return '';
      }
    })
    .join('');
}

test('a colleague who has her from a roster of her own does not bring her back, and it is said', async () => {
  await mineAndHers();
  const run = await ok('merge hers.db --db mine.db');
  expect(run.err).toContain('left out: 1 student forgotten');
  expect((await ok('students --csv --db mine.db')).out).toMatch(/ben/);
  const evidence = (await ok('export evidence --db mine.db')).out;
  expect(evidence).toMatch(/ben,.*RP\.2/);
  const pages = [
    evidence,
    (await ok('students --db mine.db')).out,
    (await ok('log --limit 100 --db mine.db')).out,
    (await ok('imports --db mine.db')).out,
    run.out + run.err,
  ];
  for (const page of pages) expect(page).not.toMatch(HERS);
  expect(bytesOf('mine.db')).not.toMatch(HERS);
});

test('not even when it is done again, and then there is nothing new', async () => {
  await mineAndHers();
  await ok('merge hers.db --db mine.db');
  const again = await ok('merge hers.db --json --db mine.db');
  expect(again.json()).toMatchObject({ written: false, left_out_forgotten: 1 });
  file('roster.csv', ROSTER);
  const roster = await ok('import roster roster.csv --db mine.db');
  expect(roster.out + roster.err).toContain('was forgotten');
  expect((await ok('check --db mine.db')).out).toContain('sound');
});

test('who still has her is told to forget her first, though she knows her from another roster', async () => {
  await mineAndHers();
  const before = readFileSync('hers.db');
  const run = await pl('merge mine.db --db hers.db');
  expect([run.code, run.err]).toEqual([1, expect.stringContaining('pl forget zq-7741')]);
  expect(readFileSync('hers.db').equals(before)).toBe(true);
  await ok([...FORGET, '--db', 'hers.db']);
  await ok('merge mine.db --db hers.db');
  expect((await ok('forget --list --json --db hers.db')).json<unknown[]>().length).toBeGreaterThan(
    0,
  );
  expect(bytesOf('hers.db')).not.toMatch(HERS);
});

test('a third who brings both together has her from neither', async () => {
  await mineAndHers();
  await ok('init --db coach.db');
  const run = await ok('merge hers.db mine.db --db coach.db');
  expect(run.err).toContain('left out: 1 student forgotten');
  expect(bytesOf('coach.db')).not.toMatch(HERS);
  const roster = await ok('import roster roster.csv --db coach.db');
  expect(roster.out + roster.err).toContain('was forgotten');
});

test('whoever is let come back comes with the next merge', async () => {
  await mineAndHers();
  await ok('merge hers.db --db mine.db');
  await ok('forget --allow zq-7741 --db mine.db');
  await ok('import roster roster.csv --db mine.db');
  const run = await ok('merge hers.db --db mine.db');
  expect(run.err).not.toContain('left out');
  expect((await ok('export evidence --db mine.db')).out).toMatch(/zq-7741,.*hummingbird/);
});

test('her name goes from what two have said of a piece of somebody else, and are kept beside', async () => {
  at('2026-10-01T09:00:00');
  await gradebook('mine.db');
  const by = 'Zenobia Quillfeather';
  await ok(['record', 'ben', 'RP.1', '2', '--kind', 'peer', '--by', by, '--db', 'mine.db']);
  const receipt = await ok('explain ben RP.1 --db mine.db --json');
  const [piece] = receipt.json<{ evidence: { uid: string }[] }>().evidence;
  await ok(['backup', 'home', '--db', 'mine.db']);
  const home = `home/${readdirSync('home')[0]}`;
  await ok(['strike', String(piece?.uid), '--reason', 'a slip', '--db', 'mine.db']);
  at('2026-10-02T09:00:00');
  await ok(['strike', String(piece?.uid), '--reason', 'not hers', '--db', home]);
  await ok(['merge', home, '--db', 'mine.db']);
  const kept = new Database('mine.db');
  const beside = kept.prepare('SELECT fact FROM beside').pluck();
  expect(String(beside.all())).toContain(by);
  kept.close();
  await ok([...FORGET, '--db', 'mine.db']);
  expect(bytesOf('mine.db')).not.toMatch(HERS);
});

test('a given name alone goes from the reviews that she wrote, and from no other words', async () => {
  at('2026-10-01T09:00:00');
  await gradebook('mine.db');
  const recorded = async (kind: string, by: string) =>
    ok(['record', 'ben', 'RP.1', '2', '--kind', kind, '--by', by, '--db', 'mine.db']);
  await recorded('peer', 'zenobia');
  await recorded('peer', 'Zenobia Osei');
  await recorded('test', 'Quillfeather');
  await ok([...FORGET, '--db', 'mine.db']);
  const db = new Database('mine.db');
  const names = db.prepare('SELECT "by" FROM evidence ORDER BY entry').pluck().all();
  db.close();
  expect(names).toEqual([null, 'Zenobia Osei', 'Quillfeather']);
});

test('nor does a colleague bring her given name back with a review that she wrote', async () => {
  await mineAndHers();
  await ok(['record', 'ben', 'RP.2', '2', '--kind', 'peer', '--by', 'zenobia', '--db', 'hers.db']);
  await ok('merge hers.db --db mine.db');
  expect(bytesOf('mine.db')).not.toMatch(HERS);
});
