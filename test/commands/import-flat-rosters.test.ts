import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl } from '../support/pl.js';

interface Problem {
  readonly line: number;
  readonly field: string | null;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

interface Told {
  readonly code: number;
  readonly problems: readonly Problem[];
  /** Lines and codes. */
  readonly said: readonly string[];
}

async function imported(roster: string, ...flags: readonly string[]): Promise<Told> {
  const run = await pl(['import', 'roster', '-', '--json', ...flags], { stdin: roster });
  const { problems } = run.json<{ problems: Problem[] }>();
  return { code: run.code, problems, said: problems.map(({ line, code }) => `${line} ${code}`) };
}

/** Ids and names as exported: `id family, given`. */
const people = async () =>
  (await ok('export roster --json'))
    .json<Record<string, string>[]>()
    .map((row) => `${row.student_id} ${row.last_name}, ${row.first_name}`);

const columns = async (...names: readonly string[]) =>
  (await ok('export roster --json'))
    .json<Record<string, string | null>[]>()
    .map((row) => names.map((name) => row[name] ?? '').join(' | '));

beforeEach(() => ok('init'));

describe('flat rosters of the systems of schools', () => {
  it('reads a PowerSchool export with tabs, whose grades -1 and 0 are PK and K', async () => {
    await imported(
      'Student_Number\tSchoolID\tLastFirst\tGrade_Level\tHome_Room\t[05]TeacherNumber\tState_StudentNumber\n' +
        '0041\t12\tHall, Zoë\t-1\tR1\t77\t9911\n0042\t12\t"Okri, Ben"\t0\tR1\t77\t9912\n',
    );
    expect(await columns('student_id', 'last_name', 'grade', 'section', 'teacher')).toEqual([
      '0041 | Hall | PK | R1 | 77',
      '0042 | Okri | K | R1 | 77',
    ]);
  });

  it('takes no name of a teacher, course or school for that of a student', async () => {
    await imported(
      'STUDENTS.STUDENT_NUMBER,TEACHERS.LAST_NAME,TEACHERS.FIRST_NAME,STUDENTS.LAST_NAME,STUDENTS.FIRST_NAME,course.name,school.name,CC.SECTIONID\n' +
        '1,Fair,Ida,Hall,Zoë,Maths,Hill School,7A\n',
    );
    expect(await columns('last_name', 'first_name', 'teacher', 'school')).toEqual([
      'Hall | Zoë | Ida Fair | Hill School',
    ]);
  });

  it('reads dotted headers of Infinite Campus', async () => {
    await imported(
      'student.studentNumber,student.lastName,student.firstName,student.grade,courseSection.sectionID\n0041,Hall,Zoë,06,5\n',
    );
    expect(await columns('student_id', 'grade', 'section')).toEqual(['0041 | 6 | 5']);
  });

  it.each(['"Hall, Zoë M"', 'Hall Zoë M'])('reads %s under Full Name (LFM)', async (name) => {
    await imported(`Other ID,Full Name (LFM),Gr\n0041,${name},06\n`);
    expect(await people()).toEqual(['0041 Hall, Zoë M']);
  });

  it('takes the SIS id of a Canvas class roster', async () => {
    await imported(
      'Student Name,Student ID,Student SIS ID,Email,Section Name\n"Hall, Zoë",101,013228559,z@x.org,Maths\n',
    );
    expect(await columns('student_id', 'email', 'section')).toEqual([
      '013228559 | z@x.org | Maths',
    ]);
  });

  it('leaves the lines of a Canvas gradebook out that are no students', async () => {
    const { said } = await imported(
      'Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (123)\n    Points Possible,,,,,10\n"Hall, Zoë",5,0041,zoe,Maths,8\n"Student, Test",9,,abc,Maths,\n',
    );
    expect(said).toContain('2 footer_rows');
    expect(said).toContain('4 gradebook_line');
    expect(await people()).toEqual(['0041 Hall, Zoë']);
  });

  it('says how a Google Classroom download without ids is taken', async () => {
    const roster =
      'Last Name,First Name,Email Address,Quiz 1\nDate,,,2026-09-01\nPoints,,,10\nHall,Zoë,z@x.org,8\n';
    const { code, problems } = await imported(roster);
    expect(code).toBe(3);
    expect(problems.map(({ message }) => message).join('\n')).toContain(
      '--map "student_id=Email Address"',
    );
    await imported(roster, '--map', 'student_id=Email Address');
    expect(await people()).toEqual(['z@x.org Hall, Zoë']);
  });

  it('leaves teachers out where there is a role', async () => {
    const { said } = await imported('id,role,name\n1,Student,Zoë Hall\n2,Teacher,Ida Fair\n');
    expect(said).toEqual(['3 other_role']);
    expect(await people()).toEqual(['1 Hall, Zoë']);
  });

  it('refuses a role that it does not know', async () => {
    const told = await imported('id,role,name\n1,Mascot,Zoë Hall\n2,Student,Ben Okri\n');
    expect(told).toMatchObject({ code: 3, said: ['2 unknown_role'] });
  });

  it('does not use a column headed role that has no roles', async () => {
    expect((await imported('id,role,name\n1,Goalkeeper,Zoë Hall\n')).said).toEqual([
      '1 unknown_role',
    ]);
    expect(await people()).toEqual(['1 Hall, Zoë']);
  });

  it('takes the 0 of PowerSchool for enrolled, and 2 for left', async () => {
    await imported('Student_Number,LastFirst,Enroll_Status\n1,"Hall, Zoë",0\n2,"Okri, Ben",2\n');
    expect(await people()).toEqual(['1 Hall, Zoë']);
  });
});

describe('rosters in other languages', () => {
  it.each([
    ['Nachname;Vorname;Klasse;Schülernummer\nHall;Zoë;7A;0041', 'Hall', 'Zoë', '7A'],
    ['Name;Vorname;Klasse;Schülernummer\nHall;Zoë;7A;0041', 'Hall', 'Zoë', '7A'],
    ['Nom;Prénom;Classe;Matricule\nHall;Zoë;7A;0041', 'Hall', 'Zoë', '7A'],
    ['Matrícula;Apellidos;Nombre;Grupo\n0041;García Pérez;Zoë;7A', 'García Pérez', 'Zoë', '7A'],
    ['Matrícula;Sobrenome;Nome;Turma\n0041;da Silva;Zoë;7A', 'da Silva', 'Zoë', '7A'],
    ['Matricola;Cognome;Nome;Classe\n0041;Rossi;Zoë;7A', 'Rossi', 'Zoë', '7A'],
    [
      'Leerlingnummer;Voornaam;Tussenvoegsel;Achternaam;Klas\n0041;Zoë;van der;Berg;7A',
      'van der Berg',
      'Zoë',
      '7A',
    ],
  ])('reads %j', async (roster, family, given, section) => {
    expect((await imported(`${roster}\n`)).said).toEqual([]);
    expect(await columns('student_id', 'last_name', 'first_name', 'section')).toEqual([
      `0041 | ${family} | ${given} | ${section}`,
    ]);
  });
});

describe('names', () => {
  it.each([
    ['Hall, Zoë', 'Hall, Zoë'],
    ["O'Brien, Mary Ann", "O'Brien, Mary Ann"],
    ['Nguyễn, Minh Châu', 'Nguyễn, Minh Châu'],
    ['de la Cruz, José', 'de la Cruz, José'],
    ['King, Martin Luther, Jr.', 'King Jr., Martin Luther'],
    ['King Jr., Martin', 'King Jr., Martin'],
    ['Martin King, Jr.', 'King Jr., Martin'],
    ['Martin King III', 'King III, Martin'],
    ['Iv', ', Iv'],
  ])('"%s" is %s', async (name, expected) => {
    await imported(`student_id,name\n1,"${name}"\n`);
    expect(await people()).toEqual([`1 ${expected}`]);
  });

  it('asks for a column where the one for names holds numbers', async () => {
    const told = await imported(
      'student,section\n1041,7A\n1042,7A\n',
      '--map',
      'student_id=section',
    );
    expect(told.code).toBe(3);
    expect(told.said).toContain('1 name_without_letters');
  });

  it('says that "name" beside a first name is taken as the family name, unless it has both', async () => {
    const told = await imported('id,Name,First Name\n1,Hall,Zoë\n2,Okri,Ben\n');
    expect(told.said).toEqual(['1 name_taken']);
    expect(await people()).toEqual(['1 Hall, Zoë', '2 Okri, Ben']);
    const whole = await imported('id,Name,First Name\n3,Mary Ann Hall,Mary Ann\n');
    expect(whole.said).toEqual([]);
    expect(await people()).toContain('3 Hall, Mary Ann');
  });
});

describe('ids that a spreadsheet has changed', () => {
  it('refuses a rounded one, by line and column', async () => {
    const { code, problems } = await imported('Student ID,Name\n1.23E+05,Zoë Hall\n9,Ben Okri\n');
    expect(code).toBe(3);
    expect(problems).toMatchObject([{ line: 2, field: 'Student ID', code: 'id_changed' }]);
    expect(problems[0]?.message).not.toContain('1.23E+05,');
  });

  it('takes 7E5 for the id that it is', async () => {
    expect((await imported('Student ID,Name\n7E5,Zoë Hall\n')).said).toEqual([]);
  });

  it.each([
    ['12345.0,12346.0', ['1 id_decimals']],
    ['10041,10042,10043,942', ['1 id_lengths']],
    ['7,941,10042,123456', ['1 id_lengths']],
    ['00941,10042,10043,942', []],
    ['1,2,3,10', []],
    ['s1,s2,s3', []],
  ])('%s: %j', async (ids, said) => {
    const rows = ids.split(',').map((id, place) => `${id},Zoë Hall${'abcd'[place]}`);
    expect((await imported(`Student ID,Name\n${rows.join('\n')}\n`)).said).toEqual(said);
  });

  it('keeps no further id that is the same for all', async () => {
    const told = await imported('Student ID,State ID,Name\n1,WA,A B\n2,WA,C D\n3,WA,E F\n');
    expect(told.said).toEqual(['1 id_shared']);
    expect((await ok('students --csv')).out).not.toContain('WA');
  });
});

describe('two columns with ids of one type', () => {
  const kept = async () =>
    (await ok('export roster --csv')).lines.map((line) => line.split(',').slice(13).join(' '));

  it.each([
    ['the second goes by its header', 'Student ID,State ID,SSID,Name\n1,A1,B1,Zoë Hall\n', 'B1 A1'],
    [
      'a third of one header is left',
      'Student ID,SSID,SSID,SSID,Name\n1,A1,B1,C1,Zoë Hall\n',
      'B1 A1',
    ],
  ])('%s', async (_, roster, ids) => {
    expect((await imported(roster)).code).toBe(0);
    expect((await kept())[1]).toBe(ids);
  });

  it('are kept beside the one that --map names', async () => {
    const roster = 'Student ID,Card,Name\n1,A1,Zoë Hall\n';
    expect((await imported(roster, '--map', 'student_id=Card')).code).toBe(0);
    expect(await people()).toEqual(['A1 Hall, Zoë']);
  });
});

describe('a column headed year', () => {
  it('is the grade where it has grades, and unused where it has calendar years', async () => {
    await imported('id,name,year\n1,Zoë Hall,6\n');
    expect(await columns('grade')).toEqual(['6']);
    expect((await imported('id,name,year\n2,Ben Okri,2031\n')).said).toContain('1 grade_is_a_mark');
  });
});

describe('two files of one import', () => {
  const A = 'sourcedid,student_number,first_name,last_name\na1,11,Zoë,Hall\na2,12,Ben,Okri\n';
  const both = async (a: string, b: string) => {
    const run = await pl(['import', 'roster', file('a.csv', a), file('b.csv', b), '--json']);
    const { problems } = run.json<{ problems: (Problem & { readonly file: string })[] }>();
    return problems
      .filter(({ code }) => code !== 'id_chosen')
      .map(({ file, line, code }) => `${file} ${line} ${code}`);
  };

  it.each([
    ['Benjamin,Okri', ['b.csv 2 two_names']],
    ['ben,OKRI', []],
    ['Okri,Ben', ['b.csv 2 two_names']],
  ])('have one child by a further id and a name that may be one: %s', async (name, said) => {
    const b = `student_id,first_name,last_name,section\n12,${name},7A\n`;
    expect(await both(A, b)).toEqual(said);
    expect(await people()).toEqual(['a1 Hall, Zoë', 'a2 Okri, Ben']);
    expect(await both(A, b)).toEqual(said);
  });

  it('are refused where her id is that of a child of another name', async () => {
    const b = 'student_id,first_name,last_name\n12,Ida,Marsh\n';
    expect(await both(A, b)).toEqual(['b.csv 2 other_name']);
    expect(await people()).toEqual([]);
  });

  it('may give an id of one kind the number of an id of another kind', async () => {
    const b = 'sourcedid,student_number,first_name,last_name\n12,13,Ida,Marsh\n';
    expect(await both(A, b)).toEqual([]);
    expect(await people()).toHaveLength(3);
  });

  it('may write a name in two ways under one id, one file may not', async () => {
    const row = (given: string) => `12,${given},Okri\n`;
    const header = 'student_id,first_name,last_name\n';
    expect(await both(header + row('Ben'), header + row('Benjamin'))).toEqual([
      'b.csv 2 two_names',
    ]);
    expect((await imported(header + row('Ben') + row('Benjamin'))).said).toEqual([
      '3 id_on_two_students',
    ]);
  });
});

describe('a further id that sisters share', () => {
  const list = (header: string, ...rows: readonly string[]) =>
    `Student ID,${header},Name\n${rows.join('\n')}\n`;

  it('is not kept where its column may hold anything, and said once', async () => {
    const rows = [
      '1,P1,Zoë Hall',
      '2,P1,Ida Hall',
      '3,P3,Ben Okri',
      '4,P4,Cy Lind',
      '5,P5,Di Moss',
    ];
    const told = await imported(list('Pickup ID', ...rows, '6,P6,Eno Fox', '7,P7,Fay Gray'));
    expect([told.code, ...told.said]).toEqual([0, '1 id_shared']);
    const [{ message } = { message: '' }] = told.problems;
    expect(message).toMatch(/^the pickup id is shared by 2 students/);
    const ids = (await ok('export roster --json')).json<Record<string, string | null>[]>();
    expect(ids.map((row) => row.pickup_id)).toEqual(
      ids.map(({ student_id }) => (Number(student_id) < 3 ? null : `P${student_id}`)),
    );
  });

  it('is not kept where the other stands in the gradebook, who keeps hers', async () => {
    await imported(list('Pickup ID', '1,P1,Zoë Hall'));
    expect((await imported(list('Pickup ID', '2,P1,Ida Hall'))).said).toEqual(['1 id_shared']);
    expect(await columns('student_id', 'pickup_id')).toEqual(['2 | ', '1 | P1']);
  });

  it('is refused where it is an id of students', async () => {
    const told = await imported(list('SSID', '1,P1,Zoë Hall', '2,P1,Ida Hall'));
    expect(told.said).toEqual(['3 id_on_two_students']);
  });

  it.each([
    ...['Primary Contact ID', 'Mother_ID', 'father_id', 'advisor_id', 'Counselor ID', 'Room ID'],
  ])('is none of theirs under "%s"', async (header) => {
    const told = await imported(list(header, '1,P1,Zoë Hall', '2,P1,Ida Hall'));
    expect([told.code, ...told.said]).toEqual([0, '1 unused_columns']);
    expect((await ok('export roster --json')).out).not.toContain('P1');
  });
});
