/** How a format is found by its signs, asked for, or chosen by a person. */
import { expect, it } from 'vitest';
import { batchesOf, decided } from '../../src/commands/import/batches.js';
import { PlError } from '../../src/core/errors.js';
import type { Signs } from '../../src/formats/format.js';
import { member } from '../../src/formats/member.js';
import type { Ask } from '../../src/io.js';

/** A format known by a header, or of many files by the name of one. */
const single = (name: string, header: string): Signs => ({
  name,
  title: `The ${name} file`,
  many: false,
  recognise: ([file]) => (file?.headers.includes(header) ? `it has ${header}` : null),
});
const many = (name: string, stem: string): Signs => ({
  name,
  title: `The ${name} set`,
  many: true,
  recognise: (files) => (files.some((one) => one.stem === stem) ? `${stem} is there` : null),
});

const FORMATS = [single('one', 'One'), single('uno', 'Uno'), many('set', 'manifest')];

const given = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, text]) => member(name, () => [new TextEncoder().encode(text)]));

/** What each batch is read as, and why, with its files. */
const batches = (files: Readonly<Record<string, string>>, asked?: string) =>
  batchesOf(FORMATS, given(files), asked).map(
    ({ members, found }) =>
      `${members.map(({ name }) => name).join('+')}: ${found?.format.name ?? 'native'} (${found?.why ?? ''})`,
  );

it('each file is read in the format whose signs it has', () => {
  expect(batches({ 'a.csv': 'One,x\n', 'b.csv': 'Uno,x\n', 'c.csv': 'code,x\n' })).toEqual([
    'a.csv: one (it has One)',
    'b.csv: uno (it has Uno)',
    'c.csv: native ()',
  ]);
});

it('a format of many files takes all of them', () => {
  expect(batches({ 'a.csv': 'One,x\n', 'Manifest.CSV': 'x,y\n' })).toEqual([
    'a.csv+Manifest.CSV: set (manifest is there)',
  ]);
});

it('what is asked for comes before all signs', () => {
  const files = { 'a.csv': 'One,x\n', 'manifest.csv': 'x,y\n' };
  expect(batches(files, 'native')).toEqual(['a.csv: native ()', 'manifest.csv: native ()']);
  expect(batches(files, 'UNO')[0]).toBe('a.csv: uno (--format says so)');
  expect(batches(files, 'set')).toEqual(['a.csv+manifest.csv: set (--format says so)']);
  expect(() => batches(files, 'tres')).toThrow('"tres" is not known: native, one, uno, set');
});

it('a file is not looked into for a format that knows it by its name', () => {
  const closed = member('manifest.csv', () => {
    throw new Error('opened');
  });
  const [batch] = batchesOf([many('set', 'manifest')], [closed], undefined);
  expect(batch?.found?.format.name).toBe('set');
});

it('the beginning of a file in UTF-16 is text like any other', () => {
  const bytes = Buffer.from('\ufeff{"CFDocument": 1}', 'utf16le');
  const json: Signs = {
    ...single('json', ''),
    recognise: ([file]) => (file?.start.includes('"CFDocument"') ? 'CFDocument' : null),
  };
  const [batch] = batchesOf([json], [member('a.json', () => [bytes])], undefined);
  expect(batch?.found?.why).toBe('CFDocument');
});

const BOTH = { 'a.csv': 'One,Uno\n' };

it('a script is told the formats that fit', async () => {
  const script = { interactive: false, ask: {} as Ask };
  const run = decided(script, (format) => batches(BOTH, format));
  await expect(run).rejects.toThrow(PlError);
  await expect(run).rejects.toThrow(
    'a.csv may be one (The one file), uno (The uno file): say which with --format',
  );
});

it('a person is asked which it is', async () => {
  let question = '';
  const choose: Ask['choose'] = async (asked, choices) => {
    question = `${asked}: ${choices.map(({ name }) => name).join(' | ')}`;
    const [, second] = choices;
    if (second === undefined) throw new Error('one choice is none');
    return second.value;
  };
  const person = { interactive: true, ask: { choose } as Ask };
  expect(await decided(person, (format) => batches(BOTH, format))).toEqual([
    'a.csv: uno (--format says so)',
  ]);
  expect(question).toBe('a.csv may be: The one file | The uno file');
});
