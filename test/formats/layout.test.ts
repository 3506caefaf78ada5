import { describe, expect, it } from 'vitest';
import { headerScore } from '../../src/formats/known-headers.js';
import { readTable } from '../../src/formats/table.js';

const read = (content: string | Uint8Array, ...maps: string[]) =>
  readTable(Buffer.from(content), 'roster.csv', headerScore(maps));

/** Rows as `line: cell|cell`, the header first. */
const rows = (content: string, ...maps: string[]) => {
  const { table } = read(content, ...maps);
  if (table === null) return null;
  return [{ line: table.headerLine, cells: table.headers }, ...table.rows].map(
    ({ line, cells }) => `${line}: ${cells.join('|')}`,
  );
};

/** Problems as `line code`. */
const problems = (content: string | Uint8Array) =>
  read(content).problems.map(({ line, code }) => `${line} ${code}`);

describe('what separates the cells', () => {
  it.each([
    ['a bar', 'id|name\n1|Ana'],
    ['a caret', 'id^name\n1^Ana'],
    ['what Excel says', 'sep=;\r\nid;name\r\n1;Ana'],
    ['what Excel says after a byte order mark', '\ufeffsep=|\nid|name\n1|Ana'],
    ['what Excel says in quotes', '"sep=;"\nid;name\n1;Ana'],
  ])('%s', (_, content) => {
    expect(rows(content)?.map((row) => row.slice(3))).toEqual(['id|name', '1|Ana']);
  });

  it('may be one that a header holds, where Excel says so', () => {
    expect(rows('sep=;\nid;last, first, middle\n1;Osei, Ana, B')).toEqual([
      '2: id|last, first, middle',
      '3: 1|Osei, Ana, B',
    ]);
  });

  it('is the one that makes headers, not the commonest sign', () => {
    expect(rows('student_id;name (last, first, m)\n1;Osei, Ana, B')?.at(1)).toBe(
      '2: 1|Osei, Ana, B',
    );
  });

  it('is refused where nothing knows it', () => {
    expect(problems('sep=:\nid:name')).toEqual(['1 bad_delimiter']);
  });

  it('may be within lines that stand in quotes as a whole', () => {
    expect(rows('"id,name,grade"\n"1,""Osei, Ana"",6"\n"2,Bo,7"\n')).toEqual([
      '1: id|name|grade',
      '2: 1|Osei, Ana|6',
      '3: 2|Bo|7',
    ]);
    expect(rows('id,name,grade\n"1,""Osei, Ana"",6"\n2,Bo,7\n')).toEqual([
      '1: id|name|grade',
      '2: 1|Osei, Ana|6',
      '3: 2|Bo|7',
    ]);
  });
});

describe('titles above the headers', () => {
  it('are skipped and said', () => {
    const content =
      'Lincoln Middle School, Springfield,\n"Class list\n2026",,\n,,\nstudent_id,first,last\n1,Ana,Osei\n';
    expect(rows(content)).toEqual(['5: student_id|first|last', '6: 1|Ana|Osei']);
    expect(read(content)).toMatchObject({
      table: {
        skipped: [
          { line: 1, why: 'title' },
          { line: 2, why: 'title' },
        ],
      },
      problems: [{ line: 1, code: 'title_rows', severity: 'warning' }],
    });
  });

  it('may hold another delimiter than the table', () => {
    expect(rows('Lincoln, Springfield\n\nstudent_id;first;last\n1;Ana;Osei')?.at(0)).toBe(
      '3: student_id|first|last',
    );
  });

  it('may stand above a sheet with competencies across', () => {
    expect(rows('Teacher,Ms. Osei\nStudent,6.RP.1,6.RP.2\nAna,3,4')?.at(0)).toBe(
      '2: Student|6.RP.1|6.RP.2',
    );
  });

  it('stand above the headers that --map names', () => {
    expect(rows('Liste 2026\nNummer;Wer\n1;Ana', 'student_id=Nummer', 'name=Wer')?.at(0)).toBe(
      '2: Nummer|Wer',
    );
  });

  it('are no pupils: rows as full as the headers are never skipped', () => {
    expect(problems('1,Ana,Osei\nstudent_id,first,last\n2,Bo,Li')).toEqual(['2 header_changed']);
  });

  it('are not looked for where the first row is a header', () => {
    const content = 'student_id,first,last\nschool,Ana,teacher';
    expect(rows(content)).toEqual(['1: student_id|first|last', '2: school|Ana|teacher']);
    expect(problems(content)).toEqual([]);
  });

  it.each([
    ['of a roster', 'student_id,first_name,last_name,section', '1,Ana,Osei,7A', 'email'],
    ['under other names', 'student_id,first_name,last_name,class', '1,Ana,Osei,7A', 'email'],
    ['with one that nobody knows', 'student_id,Locker', '1,12', 'section'],
    ['of evidence', 'student_id,competency,score,date', '1,6.RP.1,3,2026-09-28', 'Notes'],
    ['of a wide sheet', 'Student,6.RP.1,6.RP.2', 'Ana,3,4', 'Notes'],
  ])('are no pupils above headers with one more: %s', (_, header, row, more) => {
    const again = header.replace('last_name,class', 'surname,section').replace('Locker', 'LOCKER');
    expect(problems(`${header}\n${row}\n${row}\n${again},${more}\n${row},x\n`)).toEqual([
      '4 header_changed',
    ]);
  });

  it('may be labels of what the school says above the table', () => {
    expect(
      rows('School,Teacher,Section\nHill,Osei,7A\nstudent_id,first,last,grade\n1,Ana,Li,7')?.at(0),
    ).toBe('3: student_id|first|last|grade');
  });

  it('are skipped again on the next page', () => {
    const page = (id: number) => `Class list\nstudent_id,name\n${id},Ana\nPage ${id} of 2\n`;
    expect(rows(page(1) + page(2))).toEqual(['2: student_id|name', '3: 1|Ana', '7: 2|Ana']);
  });
});

describe('pupils who are called like sums', () => {
  it.each([
    ['name,score', 'Max,3'],
    ['Student,6.RP.1,6.RP.2', 'Sum,3,4'],
    ['first_name,student_id,grade', 'Date,1005,7'],
    ['class,student_id,name', 'Mean,12,'],
    ['name,student_id', 'Total,10057'],
    ['last_name,email', 'Points,2026-10-01'],
  ])('are no footers: %s', (header, row) => {
    expect(rows(`${header}\n${row}\n`)).toHaveLength(2);
  });

  it.each([
    ['name,score', 'Total,3'],
    ['class,6.RP.1', 'Mean,3.2'],
    ['student_id,name,score', 'Mean,,3.2'],
    ['name,student_id', 'Total,25'],
    ['name,score', 'Max points,4'],
    ['name,score', 'Max: 4'],
  ])('and these are: %s', (header, row) => {
    expect(rows(`${header}\n${row}\n`)).toHaveLength(1);
  });

  it.each([
    ['Child,6.RP.1', 'Max,3', []],
    ['Who?,6.RP.1', 'Sum,3', []],
    ['Wer,6.RP.1', 'Max,3', ['student=Wer']],
    ['Ruf,Familie,6.RP.1', 'Max,,3', ['student={Ruf} {Familie}']],
    ['Gruppe,Nr,6.RP.1', 'Max,1005,3', ['student_id=Nr']],
  ])('are told by the column that --map or its header says is who: %s', (header, row, maps) => {
    expect(rows(`${header}\n${row}\n`, ...maps)).toHaveLength(2);
  });

  it('are told from sums in the other columns of --map', () => {
    expect(rows('Fach,Wer,Note\nMean,,3.2\n', 'competency=Fach', 'student=Wer')).toHaveLength(1);
  });
});

describe('what stands between the rows', () => {
  it.each([
    'Total: 25',
    'Total,25',
    'Total Students: 25',
    'Grand Total,,25',
    'End of report',
    '*** End of Report ***',
    'Page 1 of 3',
    'Generated on 2026-11-02 08:15',
    'Report generated: 11/2/2026,by Office',
    'Printed 11/2/2026',
    '(2 rows affected)',
    '25 students',
    'Points Possible,10,20',
    'Points Possible,(read only),20',
    'Class average,3.2,2.9',
    'Due date,2026-10-01,2026-10-02',
  ])('is a footer: %s', (footer) => {
    const content = `student_id,name,score\n1,Ana,3\n${footer}\n2,Bo,2\n`;
    expect(rows(content)).toHaveLength(footer.includes('Office') ? 4 : 3);
    if (footer.includes('Office')) return;
    expect(read(content)).toMatchObject({
      table: { skipped: [{ line: 3, why: 'footer' }] },
      problems: [{ line: 3, code: 'footer_rows', severity: 'warning' }],
    });
  });

  it.each([
    'Total,Ana,3',
    'Page,Ana,',
    'Count to 100 by ones,,',
    'Report,on a book,',
    'Sum,of two numbers,',
    'Run 100 m,,',
    'Date,Ana,2',
    '---,Ana,2',
    'Mean,,',
  ])('is a row: %s', (row) => {
    expect(rows(`code,statement,points\n${row}\n`)).toHaveLength(2);
    expect(problems(`code,statement,points\n${row}\n`)).toEqual([]);
  });

  it('is the header again, counted and said', () => {
    const content = 'ID,name\n1,Ana\nid,NAME\n2,Bo\nID,name\n';
    expect(rows(content)).toEqual(['1: ID|name', '2: 1|Ana', '4: 2|Bo']);
    expect(read(content)).toMatchObject({
      table: {
        skipped: [
          { line: 3, why: 'header_again' },
          { line: 5, why: 'header_again' },
        ],
      },
      problems: [{ line: 3, code: 'header_again', severity: 'warning' }],
    });
  });

  it('is a line of dashes, of which nothing need be said', () => {
    expect(rows('id|name\n--|------\n1|Ana\n===\n2|Bo')).toEqual([
      '1: id|name',
      '3: 1|Ana',
      '5: 2|Bo',
    ]);
    expect(problems('id|name\n--|------\n1|Ana')).toEqual([]);
  });
});

describe('headers that stand there again', () => {
  it.each([
    ['in another spelling', 'Student ID,First,Last,Class'],
    ['without blanks at the end', 'student_id,first,last'],
    ['with blanks at the end', 'student_id,first,last,class,,'],
  ])('are skipped: %s', (_, again) => {
    const content = `student_id,first,last,class\n1,Ana,Osei,7A\n${again}\n2,Bo,Li,7B\n`;
    expect(rows(content)?.slice(1)).toEqual(['2: 1|Ana|Osei|7A', '4: 2|Bo|Li|7B']);
    expect(problems(content)).toEqual(['3 header_again']);
  });

  it.each([
    ['in another order', 'class,student_id,first,last'],
    ['some of them, in another order', 'class,first'],
    ['other names of the same columns', 'Student Number,Given Name,Surname,Section'],
    ['those of another table', 'competency,score,date,kind'],
    ['with one that nobody knows', 'Student ID,First,Last,Room in use'],
  ])('stop the file where they have changed: %s', (_, again) => {
    const content = `student_id,first,last,class\n1,Ana,Osei,7A\n${again}\nLi,2,Bo,7B\n`;
    expect(read(content)).toMatchObject({
      table: null,
      problems: [{ line: 3, code: 'header_changed', severity: 'error' }],
    });
  });

  it.each([
    'student_id,Ana,Osei,7A',
    'First,Class,Osei,',
    'Term,Ana,,7A',
    'Grade,,,',
    '1,First,Last,Class',
  ])('are not what cells say by chance: %s', (row) => {
    expect(rows(`student_id,first,last,class\n1,Bo,Li,7A\n${row}\n`)).toHaveLength(3);
  });
});

describe('rows of another length', () => {
  it('are said where some are shorter than the headers', () => {
    const content = 'id,name,note\n1,Ana\n2,Bo,x\n3,Cy\n';
    expect(rows(content)?.slice(1)).toEqual(['2: 1|Ana|', '3: 2|Bo|x', '4: 3|Cy|']);
    expect(read(content).problems).toMatchObject([
      { line: 2, code: 'short_row', severity: 'warning', message: /lines 2, 4$/ },
    ]);
    expect(problems('id,name,,\n1,Ana,x\n2,Bo\n')).toEqual([]);
  });

  it.each([
    ['without a line end', 'id,name,class\n1,Ana,7A\n2,Bo', ['3 cut_off']],
    ['in the only cell', 'id,name,class\n1,Ana,7A\n2', ['3 cut_off']],
    ['below others that are short, but less so', 'id,name,class\n1,Ana\n2', ['3 cut_off']],
    ['no shorter than others', 'id,name,class\n1,Ana,7A\n2,Bo\n3,Cy', ['3 short_row']],
    ['full, without a line end', 'id,name,class\n1,Ana,7A\n2,Bo,7A', []],
    ['short, with a line end', 'id,name,class\n1,Ana,7A\n2,Bo\n', ['3 short_row']],
  ])('may be the end of a file that was cut off: %s', (_, content, expected) => {
    expect(problems(content)).toEqual(expected);
    expect(read(content).table === null).toBe(expected[0]?.endsWith('cut_off') === true);
  });

  it('is said once where all of them are longer', () => {
    const { table, problems } = read('id,name\n1,Ana,x\n2,Bo,y\n');
    expect(table).toBeNull();
    expect(problems).toMatchObject([{ line: 2, code: 'rows_too_long', severity: 'error' }]);
    expect(problems[0]?.message).toContain('3 cells under 2 headers');
  });

  it('is said of each row where some are', () => {
    expect(problems('id,name\n1,Ana,x\n2,Bo,y\n3,Cy\n4,Di,z')).toEqual([
      '2 row_too_long',
      '3 row_too_long',
      '5 row_too_long',
    ]);
    expect(problems('id,name\n1,Ana,x\n2,Bo,y,z')).toEqual(['2 row_too_long', '3 row_too_long']);
  });

  it('is a warning where all of them are shorter', () => {
    expect(rows('id,name,note\n1,Ana\n2,Bo\n')?.slice(1)).toEqual(['2: 1|Ana|', '3: 2|Bo|']);
    expect(problems('id,name,note\n1,Ana\n2,Bo\n')).toEqual(['1 short_rows']);
    expect(problems('id,name,\n1,Ana\n2,Bo\n')).toEqual([]);
  });
});

describe('signs that nobody sees', () => {
  it('are taken out of headers and cells, and blanks off their ends', () => {
    expect(rows('\u200bid,\u00a0na\u200bme\u00a0\n1\ufeff,\u2060Ana\u200b\u00a0\n')).toEqual([
      '1: id|name',
      '2: 1|Ana',
    ]);
    expect(rows('id,name\n1,"A\u200bna"\n')?.at(1)).toBe('2: 1|Ana');
  });

  it('stay where they mean something: a blank that does not break', () => {
    expect(rows('id,name\n1,« Ana\u00a0»\n')?.at(1)).toBe('2: 1|« Ana\u00a0»');
  });
});

describe('what is no table', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['a PDF', '%PDF-1.7\n', '1 not_a_table'],
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), '1 not_a_table'],
    ['a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0]), '1 not_a_table'],
    ['RTF', '{\\rtf1\\ansi', '1 not_a_table'],
    ['JSON', '\ufeff [\n {"id": 1}]', '1 not_a_table'],
    ['JSON of one thing', '{"CFDocument": {}}', '1 not_a_table'],
    ['XML', '<?xml version="1.0"?><a/>', '1 not_a_table'],
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0]), '1 not_a_table'],
    ['a web page in UTF-16', Buffer.from('\ufeff<html><body>', 'utf16le'), '1 html'],
    ['quotes of a word processor', '\u201cid\u201d,\u201cname\u201d\n1,Ana', '1 smart_quotes'],
  ])('%s', (_, content, expected) => {
    expect(problems(content)).toEqual([expected]);
    expect(read(content).table).toBeNull();
  });

  it('is not a header in brackets', () => {
    expect(rows('[01]Student_Number,name\n1,Ana')?.at(1)).toBe('2: 1|Ana');
  });

  it('has cells of a megabyte', () => {
    const cell = 'x'.repeat(1024 * 1024);
    expect(read(`id,name\n1,"${cell}"\n2,Bo\n`).table?.rows.map(({ line }) => line)).toEqual([
      2, 3,
    ]);
  });
});
