import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

interface Outcome {
  readonly written: boolean;
  readonly counts: { readonly evidence: { readonly add: number } };
  readonly problems: readonly {
    line: number;
    field: string | null;
    code: string;
    severity: string;
    message: string;
  }[];
  readonly rows_left_out: number;
}

const DAY = '--date 2026-09-14';

async function tried(stdin: string, flags = DAY): Promise<Outcome & { readonly code: number }> {
  const run = await pl(`import evidence - ${flags} --json`, { stdin });
  return { code: run.code, ...run.json<Outcome>() };
}

/** The faults of a file as `line field code`. */
const faults = async (stdin: string, flags = DAY) =>
  (await tried(stdin, flags)).problems.map(({ line, field, code }) => `${line} ${field} ${code}`);

const evidence = async () => (await ok('export evidence')).lines.slice(1);

describe('a sheet of students and competencies', () => {
  it('is one piece a cell, of the day and kind that are said for the file', async () => {
    const sheet =
      'Student,6.RP.A.1,6.rp.a.2,I can quote a text\n"Lovelace, Ada",3,2.5,Exemplary\nBen Okri,,1,\n';
    const flags = `${DAY} --kind test --title "Unit 1" --by "Ms Fair"`;
    expect(await tried(sheet, flags)).toMatchObject({
      code: 0,
      counts: { evidence: { add: 4 } },
      problems: [],
    });
    expect(await evidence()).toEqual([
      'ada,math,6.RP.A.1,3,,2026-09-14,test,Unit 1,,Ms Fair,,,,',
      'ada,math,6.RP.A.2,2.5,,2026-09-14,test,Unit 1,,Ms Fair,,,,',
      'ada,reading,R.1,4,,2026-09-14,test,Unit 1,,Ms Fair,,,,',
      'ben,math,6.RP.A.2,1,,2026-09-14,test,Unit 1,,Ms Fair,,,,',
    ]);
  });

  it('may have its own dates, kinds and notes, which come before what is said for the file', async () => {
    const sheet =
      'Name,Date,Kind,Note,R.1\nAda Lovelace,2026-09-01,project,well read,3\nBen Okri,,,,2\n';
    await tried(sheet, `${DAY} --kind test`);
    expect(await evidence()).toEqual([
      'ada,reading,R.1,3,,2026-09-01,project,,well read,,,,,',
      'ben,reading,R.1,2,,2026-09-14,test,,,,,,,',
    ]);
  });

  it('gives scores out of full marks in proportion', async () => {
    await tried('student_id,R.1\nada,15\n', `${DAY} --out-of 20`);
    expect((await ok('explain ada R.1 --json')).json<{ score: number }>().score).toBe(3);
  });

  it('is read as another system wrote it', async () => {
    const sheet =
      'Student name,Student ID,Reading > I can quote a text result,Reading > I can quote a text mastery points\nAda Lovelace,ada,3,3\n';
    expect(await faults(sheet)).toEqual([]);
    expect(await evidence()).toHaveLength(1);
  });

  it('names the columns that it does not use, and those alone', async () => {
    const { problems } = await tried('Student,R.1,Total,Behaviour\nAda Lovelace,3,7,ok\n');
    expect(problems).toMatchObject([
      { code: 'unused_columns', message: 'columns not used: Total, Behaviour' },
    ]);
  });

  it('may say more after a code, unless that is no score', async () => {
    const sheet = 'Student,R.1 quote a poem,R.1 comment,R.1 points\nAda Lovelace,3,well read,9\n';
    expect((await tried(sheet)).problems).toMatchObject([
      { message: 'columns not used: R.1 comment, R.1 points' },
    ]);
    expect(await evidence()).toEqual([expect.stringContaining('ada,reading,R.1,3,,2026-09-14')]);
  });

  it('imported again is nothing', async () => {
    const sheet = 'Student,R.1,6.RP.A.1\nAda Lovelace,3,2\n';
    await tried(sheet);
    expect((await tried(sheet)).counts.evidence).toEqual({ add: 0, update: 0, unchanged: 2 });
  });
});

describe('what is no score in a sheet', () => {
  it('is left out: blank cells in silence, words with one warning each', async () => {
    const sheet =
      'Student,R.1,6.RP.A.1\nAda Lovelace,absent,3\nBen Okri,Absent,\nCleo Osei,n/a,excused\nDan Adams,-,M\n';
    const { problems } = await tried(sheet);
    expect(problems.map(({ line, field, message }) => `${line} ${field}: ${message}`)).toEqual([
      '2 R.1: 2 cells say "absent", which is no score: left out',
      '4 R.1: 1 cell says "n/a", which is no score: left out',
      '4 6.RP.A.1: 1 cell says "excused", which is no score: left out',
      '5 R.1: 1 cell says "-", which is no score: left out',
      '5 6.RP.A.1: 1 cell says "m", which is no score: left out',
    ]);
    expect(await evidence()).toHaveLength(1);
  });

  it('is a score where the scale names a level so', async () => {
    await ok('scale set default "1=N, 2=D, 3*=M, 4=E"');
    expect(await faults('Student,R.1\nAda Lovelace,M\n')).toEqual([]);
    expect(await evidence()).toEqual([expect.stringContaining(',R.1,3,')]);
  });

  it('is left out of the long form too, where no note says more', async () => {
    const file =
      'student,competency,score,date,note\nada lovelace,R.1,absent,2026-09-01,\nben okri,R.1,absent,2026-09-01,was ill\n';
    expect(await faults(file, '')).toEqual(['2 score not_a_score']);
    expect(await evidence()).toEqual([expect.stringContaining('ben,reading,R.1,,,2026-09-01')]);
  });

  it('may be a note alone, which is named', async () => {
    expect(await faults('Student,R.1,Note\nAda Lovelace,,was ill\n')).toEqual([
      '2 Note note_alone',
    ]);
  });

  it('is anything else: an error that names line and column, and no word of the child', async () => {
    const { code, problems } = await tried('Student,R.1,6.RP.A.1\nAda Lovelace,3,B+\n');
    expect(code).toBe(3);
    expect(problems).toMatchObject([{ line: 2, field: '6.RP.A.1', code: 'score_off_scale' }]);
    expect(await evidence()).toEqual([]);
  });
});

describe('a sheet is refused', () => {
  it.each([
    ['whose column is a heading', 'Student,6.RP,R.1\nAda Lovelace,3,3\n', ['1 6.RP heading']],
    [
      'with two columns of one competency',
      'Student,R.1,I can quote a text\nAda Lovelace,3,3\n',
      ['1 I can quote a text ambiguous_header'],
    ],
    [
      'with a slip in a code, which would drop the column',
      'Student,Seat,6RPA1,R.1\nAda Lovelace,4,3,3\n',
      ['1 6RPA1 unknown_competency', '1 null unused_columns'],
    ],
    ['of slips alone', 'Student,R1\nAda Lovelace,3\n', ['1 R1 unknown_competency']],
    ['without anyone', 'R.1,6.RP.A.1\n3,3\n', ['1 null missing_column']],
    [
      'without a competency',
      'Student,Fractions\nAda Lovelace,3\n',
      ['1 null missing_column', '1 null unused_columns'],
    ],
  ])('%s', async (_, sheet, expected) => {
    expect(await faults(sheet)).toEqual(expected);
  });

  it('with a slip in a code, saying what may be meant', async () => {
    const { code, problems } = await tried('Student,R1,6.RP.A.1\nAda Lovelace,3,3\n');
    expect(code).toBe(3);
    expect(problems).toMatchObject([
      {
        line: 1,
        severity: 'error',
        message:
          'no competency is named "R1"; did you mean "R.1"? (name the column so, or take it out)',
      },
    ]);
    expect(await evidence()).toEqual([]);
  });

  it('without a day, saying how to give one', async () => {
    const { problems } = await tried('Student,R.1\nAda Lovelace,3\n', '');
    expect(problems).toMatchObject([
      { code: 'missing_column', message: expect.stringContaining('--date DAY') },
    ]);
  });

  it('without headers, saying what the first line should hold and no more', async () => {
    const { problems } = await tried('Exit ticket of Monday,\nWer,R.1\nAda Lovelace,3\n', '');
    expect(problems).toMatchObject([
      {
        line: 1,
        code: 'missing_column',
        message:
          'the first line must name the columns: student_id or student, competency, score, date; or student and a column a competency',
      },
    ]);
    const roster = await pl('import roster - --json', { stdin: 'Class 7A,\nx,y\n' });
    expect(roster.json<Outcome>().problems).toMatchObject([
      { message: expect.stringContaining('the first line must name the columns: ') },
    ]);
  });

  it('with a decimal comma, saying what to write', async () => {
    const sheet = 'Student,R.1\nAda Lovelace,"2,5"\n';
    for (const flags of [DAY, `${DAY} --out-of 5`]) {
      const { problems } = await tried(sheet, flags);
      expect(problems[0]?.message).toContain('; write it like 2.5 (a point, not a comma)');
    }
  });

  it('but for a decimal comma where the comma separates nothing else', async () => {
    expect(await faults('Student;R.1\nAda Lovelace;2,5\n')).toEqual([]);
    expect(await evidence()).toEqual([expect.stringContaining(',R.1,2.5,')]);
    expect(await faults('Student;R.1\nAda Lovelace;1,000\n')).toEqual(['2 R.1 score_off_scale']);
  });

  it('with a code of two frameworks, until one is named', async () => {
    await ok('import standards -', { stdin: 'framework,code,statement\nart,R.1,Draw\n' });
    const sheet = 'Student,R.1\nAda Lovelace,3\n';
    expect(await faults(sheet)).toEqual(['1 R.1 ambiguous_competency']);
    expect(await faults(sheet, `${DAY} --framework Art`)).toEqual([]);
    expect(await evidence()).toEqual([expect.stringContaining('ada,art,R.1')]);
  });

  it('once a child who is not known, however many scores stand in her row', async () => {
    const { problems } = await tried('Student,R.1,6.RP.A.1\nNobody Known,3,3\n');
    expect(problems).toMatchObject([{ line: 2, field: 'Student', code: 'unknown_student' }]);
    expect(JSON.stringify(problems)).not.toContain('Nobody');
  });

  it('but for its other rows with --skip-bad', async () => {
    const sheet = 'Student,R.1,6.RP.A.1\nNobody Known,3,3\nAda Lovelace,3,3\n';
    const outcome = await tried(sheet, `${DAY} --skip-bad`);
    expect(outcome).toMatchObject({ code: 4, counts: { evidence: { add: 2 } }, rows_left_out: 1 });
  });
});

describe('who is meant', () => {
  it.each([
    ['a name in two columns', 'First Name,Surname,R.1\nCleo,Osei,3\n'],
    ['a name with its family first', 'Student,R.1\n"Osei, Cleopatra",3\n'],
    [
      'a name, with her e-mail address left aside',
      'Email,Student,R.1\nteacher@x.org,Cleo Osei,3\n',
    ],
  ])('may be said by %s', async (_, sheet) => {
    expect((await tried(sheet)).code).toBe(0);
    expect(await evidence()).toEqual([expect.stringContaining('cleo,')]);
  });

  it('is not looked for under the e-mail address of who filled in the sheet', async () => {
    const sheet = 'Email,Student,R.1\nada@x.org,,3\n';
    expect(await faults(sheet)).toEqual(['1 null unused_columns', '2 student_id missing_student']);
  });

  it('may be said by an e-mail address', async () => {
    await ok('import roster -', { stdin: 'student_id,name,email\neve,Eve Ito,Eve@School.org\n' });
    expect((await tried('Email Address,R.1\neve@school.org,3\n')).code).toBe(0);
    expect(await faults('Email Address,R.1\nnobody@school.org,3\n')).toEqual([
      '2 Email Address unknown_student',
    ]);
    expect(await evidence()).toHaveLength(1);
  });

  it('is looked up in the section that is named', async () => {
    await ok('import roster -', { stdin: 'student_id,name,section\nada2,Ada Lovelace,7A\n' });
    const sheet = 'Student,R.1\nAda Lovelace,3\n';
    expect(await faults(sheet)).toEqual(['2 Student ambiguous_student']);
    expect(await faults(sheet, `${DAY} --section 6A`)).toEqual([]);
    expect(await evidence()).toEqual([expect.stringContaining('ada,')]);
  });
});

describe('a form of her own', () => {
  const form = `Timestamp,Email Address,Who?,Which competency?,How did it go?
9/14/2026 10:22:31,t@x.org,Ada Lovelace,R.1,3
9/15/2026 7:05:00 PM,t@x.org,Ben Okri,R.1,2
`;
  const maps =
    '--map "student=Who?" --map "competency=Which competency?" --map "score=How did it go?"';

  it('is read with maps and the way in which it writes dates', async () => {
    expect((await tried(form, `${maps} --date-format M/D/YYYY`)).code).toBe(0);
    expect(await evidence()).toEqual([
      expect.stringContaining('ada,reading,R.1,3,,2026-09-14'),
      expect.stringContaining('ben,reading,R.1,2,,2026-09-15'),
    ]);
  });

  it('is not guessed at: without the format its dates are errors that say so', async () => {
    const { problems } = await tried(form, maps);
    expect(problems.filter(({ code }) => code === 'bad_date')).toMatchObject([
      { line: 2, field: 'Timestamp', message: expect.stringContaining('--date-format') },
      { line: 3, field: 'Timestamp' },
    ]);
  });
});

describe('what is said for a whole file', () => {
  it.each([
    ['--date someday', 2, '--date "someday" is not a day'],
    ['--date 2026-12-24', 1, '--date 2026-12-24 lies in the future'],
    ['--date-format DDMMYY', 2, '--date-format "DDMMYY" is not known'],
    ['--out-of 0', 2, '--out-of "0" is not a number above 0'],
    ['--section 9Z', 1, 'there is no section "9Z"'],
    ['--framework mth', 1, 'there is no framework "mth": math, reading'],
  ])('is checked: %s', async (flag, code, message) => {
    const run = await pl(`import evidence - ${flag}`, { stdin: 'student_id,R.1\nada,3\n' });
    expect(run).toMatchObject({ code, err: expect.stringContaining(message) });
  });

  it('is for evidence alone', async () => {
    const run = await pl('import roster - --kind test', { stdin: 'student_id,name\nx,X Y\n' });
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining('--kind is for evidence') });
  });

  it('may call its day --on, as recording does', async () => {
    await tried('student_id,R.1\nada,3\n', '--on yesterday');
    expect(await evidence()).toEqual([expect.stringContaining('2026-09-30')]);
    expect((await pl('import evidence - --on someday', { stdin: 'x' })).code).toBe(2);
  });

  it('knows yesterday', async () => {
    await tried('student_id,R.1\nada,3\n', '--date yesterday');
    expect(await evidence()).toEqual([expect.stringContaining('2026-09-30')]);
  });
});

it('the wide form of any scores is the same evidence as the long form', async () => {
  const students = ['ada', 'ben', 'cleo', 'dan'];
  const codes = ['6.RP.A.1', '6.RP.A.2', '6.NS.B.1', 'R.1'];
  const cell = fc.constantFrom('', '', '0', '1', '2.5', '3', 'Exemplary', 'proficient');
  const scores = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), {
    minLength: 4,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(scores, async (grid) => {
      const rows = students.map((student, i) => [student, ...(grid[i] ?? []), '3'].join(','));
      const wide = ['student_id', ...codes, '6.RP.A.10'].join(',');
      await ok(`import evidence - ${DAY}`, { stdin: `${[wide, ...rows].join('\n')}\n` });
      const made = await evidence();
      await ok('undo');
      const long = students.flatMap((student, i) =>
        codes.flatMap((code, j) => {
          const score = grid[i]?.[j] ?? '';
          return score === '' ? [] : [`${student},${code},${score},2026-09-14`];
        }),
      );
      long.push(...students.map((student) => `${student},6.RP.A.10,3,2026-09-14`));
      await ok('import evidence -', {
        stdin: `${['student_id,competency,score,date', ...long].join('\n')}\n`,
      });
      expect(await evidence()).toEqual(made);
      await ok('undo');
    }),
    { numRuns: 15 },
  );
});
