/** Zips and folders given to `pl import`: what is in them is read as if it had been given itself. */
import { mkdirSync, readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';
import { renamed, tampered, zipOf } from '../support/zips.js';

beforeEach(smallSchool);

const HEADER = 'student_id,competency,score,date\n';
const ADA = `${HEADER}ada,R.1,3,2026-09-01\n`;
const BEN = `${HEADER}ben,R.1,2,2026-09-01\n`;

interface Report {
  readonly written: boolean;
  readonly counts: { readonly evidence: { readonly add: number } };
  readonly problems: readonly { readonly file: string; readonly code: string }[];
  readonly unread: readonly object[];
}

async function imported(paths: string, stdin: string | Uint8Array = '') {
  const run = await pl(`import evidence ${paths} --json`, { stdin });
  const { counts, problems } = run.json<Report>();
  return {
    code: run.code,
    add: counts.evidence.add,
    problems: problems.map((one) => `${one.file}: ${one.code}`),
  };
}

const evidence = async () => (await ok('status --json')).json<{ evidence: number }>().evidence;

describe('a zip', () => {
  it('of one file is that file', async () => {
    file('ada.zip', zipOf({ 'ada.csv': ADA }));
    expect(await imported('ada.zip')).toEqual({ code: 0, add: 1, problems: [] });
  });

  it('may come on standard input, stored or deflated', async () => {
    expect(await imported('-', zipOf({ 'a.csv': ADA }, 0))).toMatchObject({ code: 0, add: 1 });
    expect(await imported('-', zipOf({ 'b.csv': BEN }, 9))).toMatchObject({ code: 0, add: 1 });
  });

  it('of several files is these, all or none; a fault names the entry', async () => {
    const bad = ADA.replace('ada', 'nobody');
    file('both.zip', zipOf({ 'ada.csv': ADA, 'bad.csv': bad }));
    expect(await imported('both.zip')).toMatchObject({
      code: 3,
      problems: ['bad.csv: unknown_student'],
    });
    expect(await evidence()).toBe(0);
    file('both.zip', zipOf({ 'ada.csv': ADA, 'ben.csv': BEN }));
    expect(await imported('both.zip')).toEqual({ code: 0, add: 2, problems: [] });
  });

  it('given with another names its own name before the entry', async () => {
    file('a.zip', zipOf({ 'x.csv': ADA.replace('ada', 'nobody') }));
    file('b.zip', zipOf({ 'x.csv': BEN }));
    expect((await imported('a.zip b.zip')).problems).toEqual(['a.zip/x.csv: unknown_student']);
  });

  it('holds what systems leave behind, which is passed over', async () => {
    const zip = zipOf({
      'ada.csv': ADA,
      '__MACOSX/._ada.csv': 'x',
      '.DS_Store': 'x',
      'Thumbs.db': 'x',
      '~$ada.xlsx': 'x',
    });
    file('a.zip', zip);
    expect(await imported('a.zip --strict')).toEqual({ code: 0, add: 1, problems: [] });
  });

  it('whose files lie in one folder is read with a warning, which is an error under --strict', async () => {
    file('a.zip', zipOf({ 'export/ada.csv': ADA, 'export/ben.csv': BEN }));
    expect(await imported('a.zip --strict')).toMatchObject({ code: 3, add: 0 });
    expect(await imported('a.zip')).toEqual({
      code: 0,
      add: 2,
      problems: ['a.zip: nested_folder'],
    });
  });

  it('names what is no table', async () => {
    file('a.zip', zipOf({ 'ada.csv': ADA, 'photo.jpg': 'x' }));
    expect(await imported('a.zip')).toEqual({
      code: 0,
      add: 1,
      problems: ['photo.jpg: not_read'],
    });
  });

  it('may name its files in the letters of an old PC, or with backslashes', async () => {
    const old = renamed(
      zipOf({ 'Xda.csv': ADA.replace('ada', 'nobody') }),
      'Xda',
      Uint8Array.of(0x8e, 0x64, 0x61),
    );
    file('old.zip', old);
    expect((await imported('old.zip')).problems).toEqual(['Äda.csv: unknown_student']);
    file('win.zip', renamed(zipOf({ 'x/ada.csv': ADA }), 'x/ada', 'x\\ada'));
    expect(await imported('win.zip')).toMatchObject({
      code: 0,
      problems: ['win.zip: nested_folder'],
    });
  });

  it('may be a large one (zip64), or have a text before it and a comment behind', async () => {
    file('a.zip', zip64(zipOf({ 'ada.csv': ADA })));
    expect(await imported('a.zip')).toMatchObject({ code: 0, add: 1 });
    const zip = zipOf({ 'ben.csv': BEN });
    zip.writeUInt16LE(5, zip.length - 2);
    file('b.zip', Buffer.concat([zip, Buffer.from('hello')]));
    expect(await imported('b.zip')).toMatchObject({ code: 0, add: 1 });
  });

  it('of thousands of files is read', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 2000 }, (_, i) => [`notes/${i}.md`, 'words']),
    );
    file('a.zip', zipOf({ ...files, 'ada.csv': ADA }));
    expect(await imported('a.zip')).toMatchObject({ code: 0, add: 1 });
  });

  it('never writes what is in it', async () => {
    file('a.zip', zipOf({ 'ada.csv': ADA, 'sub/ben.txt': 'x' }));
    const before = readdirSync('.').sort();
    await imported('a.zip');
    expect(readdirSync('.').sort()).toEqual(before);
  });
});

describe('a zip that is refused says why, and nothing is written', () => {
  const good = zipOf({ 'ada.csv': ADA, 'ben.csv': BEN });
  const stored = zipOf({ 'ada.csv': ADA }, 0);
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024);
  it.each<[string, Uint8Array, string]>([
    ['cut off', good.subarray(0, good.length - 30), 'a.zip: damaged_zip'],
    ['cut off early', good.subarray(0, 60), 'a.zip: damaged_zip'],
    ['of one part of several', changedEnd(good, 4, 1), 'a.zip: damaged_zip'],
    ['that counts more files', changedEnd(good, 10, 3), 'a.zip: damaged_zip'],
    ['whose list lies elsewhere', changedEnd(good, 16, 9999), 'a.zip: damaged_zip'],
    ['whose bytes were changed', renamed(stored, 'R.1', 'R.2'), 'ada.csv: damaged_zip'],
    [
      'that does not inflate',
      tampered(good, (header, isCentral) => isCentral || header.fill(0xff, 31, 60)),
      'ada.csv: damaged_zip',
    ],
    [
      'that says less than it holds',
      tampered(good, (header, isCentral) => header.writeUInt32LE(9, isCentral ? 16 : 16)),
      'ada.csv: damaged_zip',
    ],
    [
      'with a password',
      tampered(good, (header) => header.writeUInt16LE(1, 0)),
      'ada.csv: locked_zip',
    ],
    [
      'packed in another way',
      tampered(good, (header) => header.writeUInt16LE(12, 2)),
      'ada.csv: zip_method',
    ],
    ['with a file twice', renamed(good, 'ben.csv', 'ada.csv'), 'a.zip: duplicate_entry'],
    ['with a way out', zipOf({ '../ada.csv': ADA }), 'a.zip: unsafe_name'],
    ['with a place on the disk', zipOf({ '/etc/ada.csv': ADA }), 'a.zip: unsafe_name'],
    ['with a drive', zipOf({ 'C:/ada.csv': ADA }), 'a.zip: unsafe_name'],
    ['with a name that ends early', zipOf({ 'ada.csv\0.txt': ADA }), 'a.zip: unsafe_name'],
    ['with a zip within', zipOf({ 'more.zip': good }), 'a.zip: nested_zip'],
    ['with nothing', zipOf({}), 'a.zip: no_files'],
    ['with pictures', zipOf({ 'a.jpg': 'x', 'b.jpg': 'x' }), 'a.zip: no_files'],
    ['of folders', zipOf({ 'a/x.csv': ADA, 'b/x.csv': BEN }), 'a.zip: nested_folder'],
    ['too deep', zipOf({ 'a/b/x.csv': ADA }), 'a.zip: nested_folder'],
    ['that is a bomb', zipOf({ 'ada.csv': zeros(32) }, 9), 'a.zip: zip_bomb'],
    [
      'that is a bomb of many',
      zipOf(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.csv`, zeros(1)])), 9),
      'a.zip: zip_bomb',
    ],
  ])('%s', async (_, bytes, problem) => {
    file('a.zip', bytes);
    const before = (await ok('log --csv')).out;
    for (const flags of ['', ' --skip-bad']) {
      const { code, add, problems } = await imported(`a.zip${flags}`);
      expect({ code, problem: problems[0] }).toEqual({ code: 3, problem });
      expect(add).toBe(0);
    }
    expect((await ok('log --csv')).out).toBe(before);
  });

  it('a bomb that lies about its size is left as soon as it goes beyond it', async () => {
    const bomb = zipOf({ 'ada.csv': zeros(64) }, 9);
    const lying = tampered(bomb, (header) => header.writeUInt32LE(1000, 16));
    expect(await imported('-', lying)).toMatchObject({
      code: 3,
      problems: [expect.stringMatching(/damaged_zip/)],
    });
  });

  it('two files of which the later is damaged', async () => {
    const bytes = Buffer.from(zipOf({ 'ada.csv': ADA, 'ben.csv': BEN }, 0));
    bytes[bytes.lastIndexOf('ben,R.1')] = 0x42;
    file('a.zip', bytes);
    expect(await imported('a.zip')).toMatchObject({ code: 3, problems: ['ben.csv: damaged_zip'] });
    expect(await evidence()).toBe(0);
  });
});

describe('a folder', () => {
  beforeEach(() => mkdirSync('term'));

  it('is its files, hidden ones passed over', async () => {
    file('term/ada.csv', ADA);
    file('term/ben.CSV', BEN);
    file('term/.hidden.csv', 'x');
    expect(await imported('term')).toEqual({ code: 0, add: 2, problems: [] });
    expect((await pl('import evidence term --dry-run --json')).json()).toMatchObject({
      files: [{ file: 'ada.csv' }, { file: 'ben.CSV' }],
    });
  });

  it('may hold one folder with the files', async () => {
    mkdirSync('term/autumn');
    file('term/autumn/ada.csv', ADA);
    expect(await imported('term')).toEqual({ code: 0, add: 1, problems: [] });
  });

  it('with several folders of files is refused with their names', async () => {
    for (const name of ['autumn', 'spring']) {
      mkdirSync(`term/${name}`);
      file(`term/${name}/ada.csv`, ADA);
    }
    const run = await pl('import evidence term');
    expect(run.code).toBe(3);
    expect(run.err).toContain('several folders ("autumn", "spring"): give one of them');
  });

  it('names what is no table', async () => {
    file('term/ada.csv', ADA);
    file('term/plan.pdf', 'x');
    expect(await imported('term')).toMatchObject({ code: 0, problems: ['plan.pdf: not_read'] });
  });

  it('names files that lie in folders beside the others', async () => {
    const old = { 'old/ada.csv': ADA, 'old/ben.csv': ADA };
    file('term.zip', zipOf({ 'ada.csv': ADA, ...old }));
    const { err } = await pl('import evidence term.zip');
    expect(err).toContain(
      'this file (and 1 more) lies in a folder within: it is not read; give that folder for it',
    );
    expect(err).not.toContain('is no table');
  });
});

/** The same zip with one of the numbers in its last record changed. */
function changedEnd(zip: Buffer, at: number, value: number): Buffer {
  const bytes = Buffer.from(zip);
  bytes.writeUInt16LE(value, bytes.length - 22 + at);
  return bytes;
}

/** The same zip with the records that one of more than 4 GB has. */
function zip64(zip: Buffer): Buffer {
  const last = zip.subarray(zip.length - 22);
  const directory = last.readUInt32LE(16);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(1n, 24);
  record.writeBigUInt64LE(1n, 32);
  record.writeBigUInt64LE(BigInt(zip.length - 22 - directory), 40);
  record.writeBigUInt64LE(BigInt(directory), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(zip.length - 22), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.from(last);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([zip.subarray(0, zip.length - 22), record, locator, end]);
}
