import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';
import { type Rows, workbook, zipped } from '../support/workbook.js';

beforeEach(smallSchool);

/** 14 September 2026, as a spreadsheet counts days. */
const DAY = 46279;

interface Outcome {
  readonly problems: readonly {
    line: number;
    field: string | null;
    code: string;
    message: string;
  }[];
}

async function tried(rows: Rows, flags = '--date 2026-09-14'): Promise<Outcome & { code: number }> {
  const run = await pl(
    `import evidence ${file('sheet.xlsx', workbook({ Scores: rows }))} ${flags} --json`,
  );
  return { code: run.code, ...run.json<Outcome>() };
}

const evidence = async () => (await ok('export evidence')).lines.slice(1);

describe('a workbook', () => {
  it('is read like a table: texts, numbers, days, values of formulas', async () => {
    const rows: Rows = [
      ['student_id', 'competency', 'score', 'date', 'note', 'possible'],
      ['ada', 'R.1', 15, { serial: DAY }, 'well,\n"done"', 20],
      ['ben', 'R.1', { formula: 'C2+1', value: 16 }, { serial: DAY + 0.75 }, '', 20],
    ];
    expect(await tried(rows, '')).toMatchObject({ code: 0, problems: [] });
    expect(await evidence()).toEqual([
      'ada,reading,R.1,15,20,2026-09-14,observation,,"well, ""done""",,,,,',
      'ben,reading,R.1,16,20,2026-09-14,observation,,,,,,,',
    ]);
  });

  it('may count its days from 1904', async () => {
    const rows: Rows = [
      ['student_id', 'R.1', 'date'],
      ['ada', 3, { serial: DAY - 1462 }],
    ];
    await ok(`import evidence ${file('mac.xlsx', workbook({ Scores: rows }, true))}`);
    expect(await evidence()).toEqual([expect.stringContaining('2026-09-14')]);
  });

  it('names the row of a fault, blank rows counted', async () => {
    const rows: Rows = [
      [],
      ['Student', 'R.1'],
      [],
      ['Ada Lovelace', 3],
      [null, null],
      ['Ben Okri', 'x'],
    ];
    expect((await tried(rows)).problems).toMatchObject([
      { line: 6, field: 'R.1', code: 'score_off_scale' },
    ]);
  });

  it('has blank cells where a formula failed', async () => {
    const rows: Rows = [
      ['Student', 'R.1', '6.RP.A.1'],
      ['Ada Lovelace', { error: '#N/A' }, 3],
    ];
    expect(await tried(rows)).toMatchObject({ code: 0, problems: [] });
    expect(await evidence()).toHaveLength(1);
  });

  it('may be any kind of file', async () => {
    const roster = workbook({
      R: [
        ['student_id', 'name', 'section'],
        ['007', 'Eve Ito', '6A'],
      ],
    });
    await ok(`import roster ${file('roster.xlsx', roster)}`);
    expect((await ok('students --csv')).out).toContain('007');
    const standards = workbook({
      S: [
        ['framework', 'code', 'statement', 'assessable'],
        ['art', 'A.1', 'Draw', true],
      ],
    });
    await ok(`import standards ${file('standards.xlsx', standards)}`);
    expect((await ok('standards --csv')).out).toContain('A.1');
    const pathways = workbook({
      P: [
        ['pathway', 'stage', 'competency'],
        ['way', 'one', 'A.1'],
      ],
    });
    await ok(`import pathways ${file('pathways.xlsx', pathways)}`);
  });
});

describe('a workbook of several sheets', () => {
  const sheets = {
    Cover: [],
    Autumn: [
      ['student_id', 'R.1'],
      ['ada', 3],
    ] as Rows,
    Spring: [
      ['student_id', 'R.1'],
      ['ben', 2],
    ] as Rows,
  };
  const importing = (flags: string) =>
    pl(`import evidence ${file('year.xlsx', workbook(sheets))} --date 2026-09-14 ${flags}`);

  it('is read at the first that has something in it, and says which it left', async () => {
    const { code, err } = await importing('');
    expect(code).toBe(0);
    expect(err).toContain('the sheet "Autumn" is read, and not "Spring": --sheet says which');
    expect(await evidence()).toEqual([expect.stringContaining('ada,')]);
  });

  it.each(['--sheet spring', '--sheet 3'])('is read at the one that %s names', async (flag) => {
    expect(await importing(flag)).toMatchObject({ code: 0, err: '' });
    expect(await evidence()).toEqual([expect.stringContaining('ben,')]);
  });

  it('has no other sheet', async () => {
    const { code, err } = await importing('--sheet Summer');
    expect(code).toBe(2);
    expect(err).toContain('has no sheet "Summer"; the sheets are "Cover", "Autumn", "Spring"');
  });

  it('is no text table', async () => {
    const run = await pl('import evidence - --sheet 1', { stdin: 'student_id,R.1\n' });
    expect(run).toMatchObject({
      code: 2,
      err: expect.stringContaining('--sheet is for workbooks'),
    });
  });
});

describe('a file that is no workbook to be read is refused in words', () => {
  const whole = workbook({ Scores: [['student_id'], ['ada']] });
  const old = (text: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(text, 'utf16le')]);
  it.each([
    ['an old workbook', old('Workbook'), 'workbook', 'old Excel workbook (.xls)'],
    ['a locked one', old('EncryptedPackage'), 'workbook', 'locked with a password'],
    ['a binary one', zipped({ 'xl/workbook.bin': 'x' }), 'workbook', '(.xlsb)'],
    ['an OpenDocument one', zipped({ mimetype: 'x', 'content.xml': 'x' }), 'workbook', '(.ods)'],
    ['one of Numbers', zipped({ 'Index/Document.iwa': 'x' }), 'workbook', 'Numbers'],
    ['another zip file', zipped({ 'roster.pdf': 'x' }), 'no_files', 'no file in it'],
    ['half a workbook', whole.slice(0, whole.length / 2), 'workbook', 'damaged'],
    ['one without its parts', zipped({ 'xl/workbook.xml': '<workbook/>' }), 'workbook', 'damaged'],
    ['one without anything in it', workbook({ Scores: [] }), 'empty', 'no sheet'],
    [
      'one with a cell far out',
      workbook({ Scores: [['student_id'], ['ada']] }, false, 'XFD1048576'),
      'too_large',
      'cells far out',
    ],
    ['one that unpacks without end', claiming(whole, 300), 'too_large', 'more than 256 MB'],
  ])('%s', async (_, bytes, code, words) => {
    const run = await pl(`import evidence ${file('book.xlsx', bytes)} --json`);
    expect(run.code).toBe(3);
    expect(run.json<Outcome>().problems).toMatchObject([
      { line: 1, code, message: expect.stringContaining(words) },
    ]);
  });
});

/** The same zip, whose list of contents says that its first sheet is so large. */
function claiming(zip: Uint8Array, megabytes: number): Uint8Array {
  const bytes = Buffer.from(zip);
  const name = bytes.lastIndexOf('xl/worksheets/sheet0.xml');
  bytes.writeUInt32LE(megabytes * 1024 * 1024, name - 46 + 24);
  return bytes;
}
