import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, ok, pl, ROSTER, smallSchool } from '../support/pl.js';

interface Outcome {
  readonly written: boolean;
  readonly counts: Readonly<Record<string, object>>;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

const imported = async (roster: string) =>
  (await ok('import roster - --json', { stdin: roster })).json<Outcome>();

const sectionsOf = async (id: string) =>
  (await ok('students --withdrawn --csv')).lines
    .find((line) => line.startsWith(`${id},`))
    ?.split(',')[3];

describe('into an empty gradebook', () => {
  beforeEach(() => ok('init'));

  it('adds schools, terms, staff, sections, students and enrollments', async () => {
    expect(await imported(ROSTER)).toMatchObject({
      kind: 'roster',
      format: 'native',
      written: true,
      dry_run: false,
      counts: {
        schools: { add: 2, update: 0, unchanged: 0 },
        terms: { add: 1, update: 0, unchanged: 0 },
        staff: { add: 2, update: 0, unchanged: 0 },
        sections: { add: 3, update: 0, unchanged: 0 },
        students: { add: 4, update: 0, unchanged: 0 },
        enrollments: { add: 4, update: 0, unchanged: 0 },
      },
      problems: [],
      rows_left_out: 0,
    });
  });

  it('has its keys in the order of the contract', async () => {
    const outcome = await imported(ROSTER);
    expect(Object.keys(outcome).slice(0, 6)).toEqual([
      'kind',
      'format',
      'written',
      'dry_run',
      'counts',
      'problems',
    ]);
    expect(Object.keys(outcome.counts)).toEqual([
      'schools',
      'terms',
      'staff',
      'sections',
      'students',
      'enrollments',
    ]);
  });

  it('matches headers without regard to case, space, _ and -', async () => {
    await imported('Student ID,FIRST-NAME,last name,Grade\n007,Ana,Osei,06\n');
    expect((await ok('students --csv')).lines[1]).toBe('007,Ana Osei,6,,true,');
  });

  it('splits a bare name at a comma, else before its last word', async () => {
    await imported('student_id,name\n1,"van der Berg, Joris"\n2,Mary Beth Castellano\n3,Cher\n');
    const rows = (await ok('export roster')).lines
      .slice(1)
      .map((line) => line.split(',').slice(0, 3));
    expect(rows).toEqual([
      ['3', 'Cher', ''],
      ['2', 'Mary Beth', 'Castellano'],
      ['1', 'Joris', 'van der Berg'],
    ]);
  });

  it('takes several rows a student as several sections', async () => {
    const { counts } = await imported('student_id,name,section\n1,Ana Osei,7A\n1,Ana Osei,Choir\n');
    expect(counts).toMatchObject({ students: { add: 1 }, enrollments: { add: 2 } });
    expect(await sectionsOf('1')).toBe('7A;Choir');
  });

  it('names the columns that it does not use', async () => {
    const { problems } = await imported('student_id,name,Birthdate,Bus\n1,Ana Osei,2014-02-03,9\n');
    expect(problems).toMatchObject([
      {
        line: 1,
        code: 'unused_columns',
        severity: 'warning',
        message: 'columns not used: Birthdate, Bus',
      },
    ]);
  });

  it.each([
    'No.',
    'Nr.',
    'Number',
  ])('takes "%s" for the id where there is no other', async (header) => {
    const { problems } = await imported(`${header},Name\n1017,Ana Osei\n1003,Ben Okri\n`);
    expect(problems).toMatchObject([{ code: 'id_chosen', severity: 'warning' }]);
    expect((await ok('students 1003 --csv')).lines).toHaveLength(2);
  });

  it('takes no count of rows for an id', async () => {
    const run = await pl('import roster -', { stdin: 'No.,Name\n1,Ana Osei\n2,Ben Okri\n' });
    expect(run.code).toBe(3);
    expect(run.err).toContain('there is no column for student_id');
  });

  it.each(['Schüler-Nr', 'Schueler-Nr.', 'Matrikelnummer'])('knows %s', async (header) => {
    const { problems } = await imported(`${header},Vorname,Nachname\n1,Ana,Osei\n2,Ben,Okri\n`);
    expect(problems).toEqual([]);
  });

  it('takes the best-ranked unique id, keeps the others and says so', async () => {
    const roster =
      'State ID,SIS ID,Student Number,Name\n00123,9,n1,Ana Osei\n00123,8,n2,Ben Okri\n00123,7,n3,Cy Holm\n';
    const { problems } = await imported(roster);
    expect(problems).toMatchObject([
      { code: 'id_chosen', severity: 'warning' },
      { code: 'id_shared', severity: 'warning' },
    ]);
    expect(problems[0]?.message).toContain('"SIS ID" is taken');
    expect((await ok('students --csv')).lines[2]).toContain('8,Ben Okri,,,true,');
    expect((await ok('students n1 --csv')).lines).toHaveLength(2);
  });

  it('is refused with the choices where no id is unique', async () => {
    const run = await pl('import roster -', {
      stdin: 'Student Number,State ID,Name\n1,7,Ana Osei\n1,7,Ben Okri\n',
    });
    expect(run.code).toBe(3);
    expect(run.err).toContain('none of "Student Number", "State ID"');
    expect(run.err).toContain('--map "student_id=HEADER"');
  });

  it('fills fields by --map, also from several columns', async () => {
    file('r.csv', 'Kind,Nr,Vor,Nach\nS,1,Ana,Osei\nS,2,Ben,\n');
    const maps = ['student_id={Kind}-{Nr}', 'first_name=Vor', 'last_name=Nach'];
    await ok(['import', 'roster', 'r.csv', ...maps.flatMap((map) => ['--map', map])]);
    expect((await ok('students --csv')).lines.slice(1)).toEqual([
      'S-2,Ben,,,true,',
      'S-1,Ana Osei,,,true,',
    ]);
  });

  it.each([
    ['student_id=Nummer', 'there is no column "Nummer"; the columns are "Nr", "Name"'],
    ['birthday=Nr', 'there is no field "birthday"; the fields are'],
    ['student_id', 'write FIELD=HEADER'],
    ['student_id={Nr', ''],
  ])('--map %s is wrong usage', async (map, message) => {
    const run = await pl(['import', 'roster', '-', '--map', map], { stdin: 'Nr,Name\n1,Ana\n' });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(message);
  });
});

describe('again', () => {
  beforeEach(smallSchool);

  it('changes nothing and makes no entry', async () => {
    const log = (await ok('log --csv')).out;
    const { counts } = await imported(ROSTER);
    expect(counts).toMatchObject({
      students: { add: 0, update: 0, unchanged: 4 },
      enrollments: { add: 0, update: 0, unchanged: 4 },
    });
    expect((await ok('log --csv')).out).toBe(log);
  });

  it('updates changed fields, and blank cells say nothing', async () => {
    const { counts } = await imported('student_id,name,grade,email\nada,Ada King,,a@x.org\n');
    expect(counts).toMatchObject({ students: { add: 0, update: 1, unchanged: 0 } });
    const ada = (await ok('export roster')).lines.find((line) => line.startsWith('ada,'));
    expect(ada).toContain('ada,Ada,King,,6,a@x.org,6A,');
  });

  it('lets those leave who are missing from a named section, and touches no other', async () => {
    const { counts } = await imported(
      'student_id,name,section,school\nada,Ada Lovelace,6A,Hill School\n',
    );
    expect(counts).toMatchObject({ enrollments: { add: 0, update: 1, unchanged: 1 } });
    expect(await sectionsOf('ben')).toBe('');
    expect(await sectionsOf('cleo')).toBe('6B');
  });

  it('lets nobody leave when rows were left out', async () => {
    const roster = 'student_id,name,section,school\nada,Ada Lovelace,6A,Hill School\n,Nobody,6A,\n';
    expect((await pl('import roster - --skip-bad', { stdin: roster })).code).toBe(4);
    expect(await sectionsOf('ben')).toBe('6A');
  });

  it('lets nobody leave when a row could not be read', async () => {
    const roster =
      'student_id,name,section,school\nada,Ada Lovelace,6A,Hill School\nben,Okri, Ben,6A,Hill School\n';
    expect((await pl('import roster - --skip-bad', { stdin: roster })).code).toBe(4);
    expect(await sectionsOf('ben')).toBe('6A');
  });

  it('keeps two sections of one id in two schools apart', async () => {
    const { counts } = await imported(
      'student_id,name,section,school\nzoe,Zoe Hall,6A,Lake School\n',
    );
    expect(counts).toMatchObject({ sections: { add: 1 }, enrollments: { add: 1, update: 0 } });
    expect(await sectionsOf('ada')).toBe('6A');
  });

  it('withdraws and brings back by the status column', async () => {
    await imported('student_id,name,status\nben,Ben Okri,withdrawn\n');
    expect((await ok('students --csv')).out).not.toContain('ben,');
    const { problems } = await imported('student_id,name\nben,Ben Okri\n');
    expect(problems).toMatchObject([{ code: 'withdrawn_student', severity: 'warning' }]);
    await imported('student_id,name,status\nben,Ben Okri,active\n');
    expect((await ok('students --csv')).out).toContain('ben,');
  });

  it('does not change what was known before', async () => {
    const before = (await ok('export roster --known-on 2026-10-01')).out;
    at('2026-10-05T09:00:00');
    await imported('student_id,name,section,school\nada,Ada King,6A,Hill School\n');
    expect((await ok('export roster --known-on 2026-10-01')).out).toBe(before);
  });
});
