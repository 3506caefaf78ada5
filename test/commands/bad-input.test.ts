/** What people hand to `pl` by mistake: the right exit code, words that help, nothing written. */
import { mkdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const KINDS = ['roster', 'standards', 'links', 'evidence', 'pathways'] as const;

/** Runs a command that must fail without a trace of a stack and without writing. */
async function fails(command: string | readonly string[], code: number, ...message: string[]) {
  const before = (await ok('log --csv')).out;
  const run = await pl(command);
  expect({ command, code: run.code }).toEqual({ command, code });
  for (const words of message) expect(run.err).toContain(words);
  expect(run.err).not.toMatch(/\bat .*(\.ts|\.js|node:)|Error:|a bug in pl/);
  expect((await ok('log --csv')).out).toBe(before);
}

describe.each(KINDS)('pl import %s', (kind) => {
  it('refuses an empty folder', async () => {
    mkdirSync('folder');
    await fails(`import ${kind} folder`, 1, 'folder is a folder, and there is no file in it');
  });

  it('refuses a file that is not there', async () => {
    await fails(`import ${kind} none.csv`, 1, 'none.csv cannot be read: there is no such file');
  });

  it('refuses a workbook that is old or damaged', async () => {
    file('new.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]));
    file('old.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]));
    for (const [name, why] of [
      ['new.xlsx', 'this workbook is damaged'],
      ['old.xls', 'this is an old Excel workbook'],
    ])
      await fails(`import ${kind} ${name}`, 3, `${name}:1: error: ${why}`, 'CSV');
  });

  it('refuses bytes that are no text', async () => {
    file('photo.csv', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]));
    await fails(`import ${kind} photo.csv`, 3, 'photo.csv:1: error:');
  });

  it('refuses text that is neither UTF-8 nor Windows-1252, naming the line', async () => {
    file('cut.csv', Buffer.from('\ufeffstudent_id,nam\ud800e\n', 'utf16le'));
    file('mac.csv', Buffer.from('student_id,name\n1,Jos\x8e\n', 'latin1'));
    await fails(`import ${kind} cut.csv`, 3, 'cut.csv:1: error:', 'a letter of this row was lost');
    await fails(`import ${kind} mac.csv`, 3, 'mac.csv:2: error:', 'UTF-8');
  });

  it('refuses an empty file', async () => {
    file('empty.csv', '');
    file('blank.csv', '\n \n,,,\n');
    await fails(`import ${kind} empty.csv`, 3, 'empty.csv:1: error: this file is empty');
    await fails(`import ${kind} blank.csv`, 3, 'blank.csv:1: error: this file is empty');
  });

  it('refuses a web page', async () => {
    file('page.csv', '<!DOCTYPE html><html><body>log in</body></html>');
    await fails(`import ${kind} page.csv`, 3, 'page.csv:1: error:', 'web page');
  });

  it('refuses columns that tell nothing, and repeats none of them', async () => {
    file('odd.csv', 'colour,size\nred,1\n');
    await fails(
      `import ${kind} odd.csv`,
      3,
      'odd.csv:1: error: the first line must name the columns: ',
      'the first line must name the columns',
    );
  });
});

describe('pl import', () => {
  it('says at which line a quote opens that is never closed', async () => {
    file('q.csv', 'student_id,name\nada,"Ada Lovelace"\nben,"Ben Okri\ncleo,Cleo Osei\n');
    await fails('import roster q.csv', 3, 'q.csv:3: error: a quote opens here and is never closed');
  });

  it('refuses two columns of one name', async () => {
    file('two.csv', 'student_id,name,name\nada,Ada,Lovelace\n');
    await fails(
      'import roster two.csv',
      3,
      'two.csv:1: error: name: two columns are named "name": rename one',
    );
  });

  it('refuses a row with more cells than headers', async () => {
    file('long.csv', 'student_id,name\nada,Lovelace, Ada\n');
    await fails(
      'import roster long.csv',
      3,
      'long.csv:2: error: this row has 3 cells under 2 headers',
    );
  });

  it('takes a header alone as an empty list, and says so', async () => {
    const { err } = await ok('import evidence -', { stdin: 'student_id,competency,score,date\n' });
    expect(err).toContain('-:1: warning: this file has a header and no rows');
  });

  it('names the physical line, past quoted line ends and blank lines', async () => {
    file(
      'e.csv',
      'student_id,competency,score,date,note\r\n\r\nada,R.1,3,2026-09-01,"two\r\nlines"\r\nben,R.1,8,2026-09-01,\r\n',
    );
    await fails('import evidence e.csv', 3, 'e.csv:5: error: score: ');
  });

  it('repeats nothing of a pupil in what it says', async () => {
    file(
      'r.csv',
      'student_id,name,status,email\nx1,Secret Child,sleepy,secret@x.org\nx2,,active,\nx2,Secret Two,,\nx2,Other Secret,,\n',
    );
    await fails('import roster r.csv', 3, 'r.csv:2: error: status: status is active or withdrawn');
    const { err, out } = await pl('import roster r.csv --json');
    expect(err + out).not.toMatch(/secret|x1|x2|sleepy/i);
  });
});

describe('at the keyboard', () => {
  it.each([
    ['record zed rp.1 3', 'no student matches "zed"'],
    ['record ad rp.1 3', '"ad" is more than one student'],
    ['record ada rp.99 3', 'no competency matches "rp.99"'],
    ['record ada rp.1 4.5', '"4.5" is not on scale "default": a number from 0 to 4, or Beginning'],
    ['record ada rp.1 great', '"great" is not on scale "default"'],
    ['record ada rp.1 -1', '"-1" is not on scale'],
    [
      'record ada rp.1 3 --on 2026-10-02',
      '--on 2026-10-02 lies in the future (today is 2026-10-01)',
    ],
    ['note ada words --on 2027-01-01', 'lies in the future'],
    ['override ada rp.1 3 --reason why --on 2026-10-02', 'lies in the future'],
    ['excuse ada rp.1 --reason why --on 2026-10-02', 'lies in the future'],
    ['progress --as-of 2026-10-02', '--as-of 2026-10-02 lies in the future'],
    ['ready --known-on 2026-10-02', '--known-on 2026-10-02 lies in the future'],
    ['strike nothing-1-1 --reason why', 'there is no piece of evidence "nothing-1-1"'],
    ['fix nothing-1-1 3', 'there is no piece of evidence "nothing-1-1"'],
    ['undo 99', 'there is no entry 99'],
    ['rollup --last', 'there has been no rollup yet'],
  ])('pl %s is exit 1', async (command, message) => {
    await fails(command, 1, message);
  });
});

describe('a gradebook that is none', () => {
  it.each([
    'status',
    'progress',
    'record ada rp.1 3',
    'rollup',
    'export mastery',
  ])('is named by pl %s', async (command) => {
    mkdirSync('folder');
    file('notes.txt', 'not a gradebook, but long enough to be taken for a header of one');
    file('empty.db', '');
    await fails(`${command} --db none.db`, 1, 'there is no gradebook at none.db', 'pl init');
    await fails(`${command} --db folder`, 1, 'folder is a folder, not a gradebook');
    await fails(`${command} --db notes.txt`, 1, 'notes.txt is not a gradebook');
    await fails(`${command} --db empty.db`, 1, 'empty.db is not a gradebook');
  });
});

it('a file without a header does not have its first pupil repeated', async () => {
  await ok('init --db headerless.db');
  const run = await pl('import roster - --db headerless.db', {
    stdin: 'a1,Ada Lovelace,6A\na2,Ben Osei,6A\n',
  });
  expect(run.code).toBe(3);
  expect(run.err).toContain('-:1: error:');
  expect(run.err + run.out).not.toContain('Lovelace');
});
