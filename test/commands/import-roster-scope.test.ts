/** For whom a roster speaks: several files of one import, one school of several, and what ends. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { edited, manifest12, SCHOOL_1_1, SCHOOL_1_2 } from '../support/oneroster.js';
import { at, file, ok, pl } from '../support/pl.js';

interface Imported {
  readonly counts: Record<string, { add: number; update: number; unchanged: number }>;
  readonly problems: readonly { readonly code: string; readonly line: number }[];
}

const STAMP = '2026-10-02T01:00:00.000Z';
const SIX = 'student_id,name,section\n1,Ana Osei,6A\n2,Bo Lind,6A\n';
const SEVEN = 'student_id,name,section\n3,Cy Holm,7A\n4,Di Nord,7A\n';
const TWO_SCHOOLS = `student_id,name,section,school
1,Ana Osei,7A,North
2,Bo Lind,7A,North
3,Cy Holm,7A,South
4,Di Nord,7A,South
`;

const run = async (words: string, stdin = '') =>
  (await ok(`${words} --json`, { stdin })).json<Imported>();
const codes = ({ problems }: Imported) => problems.map(({ code }) => code);
const people = async (flags = '') =>
  (await ok(`students --csv ${flags}`)).lines.slice(1).map((line) => line.split(',')[0]);
const set = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, text]) => file(name, text));
const sent = async (files: Readonly<Record<string, string>>) =>
  (await ok(['import', 'roster', ...set(files), '--json'])).json<Imported>();

beforeEach(async () => {
  await ok('init');
});

describe('several flat files of one import', () => {
  beforeEach(async () => {
    file('six.csv', SIX);
    file('seven.csv', SEVEN);
    await ok('import roster six.csv seven.csv');
  });

  it('are one roster: nobody of one is missing from the other', async () => {
    const again = await run('import roster six.csv seven.csv --withdraw-missing --max-change 0');
    expect(codes(again)).toEqual([]);
    expect(again.counts.students).toEqual({ add: 0, update: 0, unchanged: 4 });
  });

  it('are one entry, which is taken back whole and named by its files', async () => {
    expect((await ok('log --csv')).out).toContain('six.csv, seven.csv');
    await ok('undo');
    expect(await people()).toEqual([]);
  });

  it('are judged together by the limit', async () => {
    file('six.csv', 'student_id,name,section\n1,Ana Osei,6A\n');
    file('seven.csv', 'student_id,name,section\n3,Cy Holm,7A\n');
    const said = await pl('import roster six.csv seven.csv --withdraw-missing --max-change 1');
    expect(said.code).toBe(3);
    expect(said.err).toContain('2 of 4 active students');
  });

  it('know a child by an id that is a further one of hers in the other', async () => {
    file('a.csv', 'student_id,state_id,name\n9,S9,Ed Yao\n');
    file('b.csv', 'state_id,name,section\nS9,Ed Yao,7A\n');
    expect((await run('import roster a.csv b.csv')).counts.students).toMatchObject({ add: 1 });
    expect(await people('--section 7A')).toContain('9');
  });
});

describe('one school of several', () => {
  beforeEach(() => ok('import roster -', { stdin: TWO_SCHOOLS }));

  it('that is new withdraws nobody of the others', async () => {
    const west = 'student_id,name,section,school\n9,Ed Yao,1A,West\n';
    expect(codes(await run('import roster - --withdraw-missing', west))).toEqual([]);
    expect(await people()).toHaveLength(5);
  });

  it('begins its year and ends no place in another', async () => {
    at('2026-10-05T09:00:00');
    const north = 'student_id,name,section,school\n1,Ana Osei,8A,North\n';
    await run('year start 2026-27 --on today -', north);
    expect(await people('--section 7A')).toEqual(['3', '4']);
  });

  it('is that of the students of its rows, where a section is of several', async () => {
    const south = 'student_id,name,section\n3,Cy Holm,7A\n4,Di Nord,7A\n5,Ed Yao,7A\n';
    expect((await run('import roster -', south)).counts.enrollments).toEqual({
      add: 1,
      update: 0,
      unchanged: 2,
    });
    const north = 'student_id,name,section\n1,Ana Osei,7A\n2,Bo Lind,7A\n6,Fay Ito,7A\n';
    expect((await run('import roster -', north)).counts.enrollments).toEqual({
      add: 1,
      update: 0,
      unchanged: 2,
    });
  });

  it('is not guessed where its students are of both, or of none', async () => {
    const both = 'student_id,name,section\n1,Ana Osei,7A\n3,Cy Holm,7A\n';
    const said = await pl('import roster - --json', { stdin: both });
    expect(said.code).toBe(3);
    expect(said.json<Imported>().problems).toMatchObject([
      { line: 2, field: 'section', code: 'ambiguous_section' },
      { line: 3, code: 'ambiguous_section' },
    ]);
  });
});

describe('what ends', () => {
  it('by a day that is over counts towards the limit', async () => {
    await sent(SCHOOL_1_1);
    const over = edited(SCHOOL_1_1, 'enrollments.csv', 'student,,,', 'student,,,2026-09-30');
    const ended = edited(over, 'enrollments.csv', '2027-01-16', '2026-09-30');
    const run = await pl(['import', 'roster', ...set(ended), '--max-change', '10%']);
    expect(run.code).toBe(3);
    expect(run.err).toContain('2 moved');
    const written = await ok(['import', 'roster', ...set(ended)]);
    expect(written.out).toMatch(/enrollments: \d+ ended \(left the section\)/);
  });

  it('is told apart from days that are only other', async () => {
    await sent(SCHOOL_1_1);
    const later = edited(SCHOOL_1_1, 'enrollments.csv', '2027-01-16', '2027-01-20');
    const { out } = await ok(['import', 'roster', ...set(later)]);
    expect(out).toContain('enrollments: 1 updated (other days), 2 unchanged');
  });

  it('with a class that a delta deletes: its students and its teacher leave it', async () => {
    await sent(SCHOOL_1_2);
    at('2026-10-02T09:00:00');
    const { counts, problems } = await sent({
      'manifest.csv': manifest12({ classes: 'delta' }),
      'classes.csv': `sourcedId,status,dateLastModified,title,courseSourcedId,classType,schoolSourcedId,termSourcedIds\n6a,tobedeleted,${STAMP},Room 6A,m6,scheduled,hill,s1\n`,
    });
    expect(problems).toEqual([]);
    expect(counts.enrollments).toEqual({ add: 0, update: 2, unchanged: 0 });
    expect(await people('--section 6a')).toEqual([]);
    expect((await ok('sections --all --csv')).out).not.toContain('Nora Fair');
  });

  it('is told of a student in words', async () => {
    await sent(SCHOOL_1_1);
    const { out } = await ok('import roster - --withdraw-missing', {
      stdin: 'sourcedid,name\nada,Ada Lovelace\n',
    });
    expect(out).toContain('students: 1 withdrawn, 1 unchanged');
  });
});

describe('a delta of users without roles', () => {
  const users = (row: string) => ({
    'manifest.csv': manifest12({ users: 'delta' }),
    'users.csv': `sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades\n${row}\n`,
  });

  it('updates whom the gradebook knows', async () => {
    await sent(SCHOOL_1_2);
    const { counts, problems } = await sent(users(`ada,active,${STAMP},true,ada,Ada,Lovelace,07`));
    expect(problems).toEqual([]);
    expect(counts.students).toEqual({ add: 0, update: 1, unchanged: 0 });
    expect((await ok('students --grade 7 --csv')).out).toContain('Lovelace');
  });

  it('leaves out whom it does not', async () => {
    await sent(SCHOOL_1_2);
    const { counts, problems } = await sent(users(`zoe,active,${STAMP},true,zoe,Zoe,Ahn,07`));
    expect(problems).toMatchObject([{ file: 'users.csv', line: 2, code: 'no_role' }]);
    expect(counts.students).toEqual({ add: 0, update: 0, unchanged: 0 });
  });

  it('ends her place in a school whose role of hers is deleted', async () => {
    await sent(SCHOOL_1_2);
    const { problems } = await sent({
      'manifest.csv': manifest12({ roles: 'delta' }),
      'roles.csv': `sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\nr9,tobedeleted,${STAMP},ben,secondary,student,,,lake,\n`,
    });
    expect(problems).toEqual([]);
    expect(await people('--school hill')).toEqual(['ada', 'ben']);
    expect(await people('--school lake')).toEqual([]);
  });
});

describe('a student who was withdrawn by hand', () => {
  beforeEach(async () => {
    await sent(SCHOOL_1_1);
    await ok('student withdraw ada');
  });

  it('is not brought back by being in a full set', async () => {
    expect(codes(await sent(SCHOOL_1_1))).toContain('withdrawn_student');
    expect(await people()).toEqual(['ben']);
  });

  it('comes back where a file says that she is active, which counts towards the limit', async () => {
    const stdin = 'sourcedid,name,status\nada,Ada Lovelace,active\n';
    const said = await pl('import roster - --max-change 0', { stdin });
    expect(said.code).toBe(3);
    expect(said.err).toContain('1 brought back');
    expect(codes(await run('import roster -', stdin))).toEqual(['comes_back']);
    expect(await people()).toEqual(['ada', 'ben']);
  });
});

describe('--missing', () => {
  beforeEach(async () => {
    file('six.csv', SIX);
    await ok('import roster six.csv');
    file('one.csv', 'student_id,name,section\n1,Ana Osei,6A\n');
  });

  it('that cannot be written stops the import before it', async () => {
    const said = await pl('import roster one.csv --withdraw-missing --missing nowhere/gone.csv');
    expect(said.code).toBe(1);
    expect(await people()).toHaveLength(2);
  });

  it('is none of the files to import, nor in a folder of them', async () => {
    const before = readFileSync('one.csv', 'utf8');
    for (const words of ['one.csv --missing ./one.csv', '. --missing gone.csv'])
      expect((await pl(`import roster ${words} --withdraw-missing`)).code).toBe(2);
    expect(readFileSync('one.csv', 'utf8')).toBe(before);
  });

  it('is left as it was by a roster that is refused', async () => {
    writeFileSync('gone.csv', 'mine\n');
    const words = 'import roster one.csv --withdraw-missing --max-change 0 --missing gone.csv';
    expect((await pl(words)).code).toBe(3);
    expect(readFileSync('gone.csv', 'utf8')).toBe('mine\n');
    expect(existsSync('one.csv')).toBe(true);
  });
});

describe('a report of what is refused', () => {
  it('counts the rows without errors', async () => {
    await ok('import roster -', { stdin: SIX });
    const stdin = 'student_id,name,section\n1,Zed Zuh,6A\n3,Cy Holm,6A\n';
    const said = await pl('import roster - --json', { stdin });
    expect(said.code).toBe(3);
    expect(said.json<Imported>().counts.students).toEqual({ add: 1, update: 0, unchanged: 0 });
  });
});

describe('the roster that pl wrote', () => {
  it('keeps its student_id as the id, in an empty gradebook and in its own', async () => {
    await ok('import roster -', { stdin: 'student_id,name\n1,Ana Osei\n' });
    await ok('import roster - --map student_id=student_id', {
      stdin: 'student_id,sis_id,name\n1,900,Ana Osei\n2,901,Bo Lind\n',
    });
    await ok('export roster -o roster.csv');
    expect(codes(await run('import roster roster.csv'))).toEqual([]);
    await ok('init --db other.db');
    await ok('import roster roster.csv --db other.db');
    expect(await people('--db other.db')).toEqual(['2', '1']);
  });
});

describe('pl year start', () => {
  it('has the keys of an import, and a header in CSV', async () => {
    const { json } = await ok('year start 2025-26 --on 2025-08-25 --dry-run --json');
    expect(json()).toMatchObject({
      kind: 'roster',
      written: false,
      dry_run: true,
      problems: [],
      year: '2025-26',
      starts_on: '2025-08-25',
    });
    expect((await ok('year start 2025-26 --on 2025-08-25 --csv')).lines).toEqual([
      'file,line,field,code,severity,message',
    ]);
  });

  it('can be rehearsed before its day, and not begun', async () => {
    file('six.csv', SIX);
    await ok('year start 2027-28 --on 2027-08-23 six.csv --dry-run');
    expect((await pl('year start 2027-28 --on 2027-08-23 six.csv')).code).toBe(1);
    expect((await ok('year list --csv')).lines).toHaveLength(1);
  });
});

it('names folders in the log', async () => {
  mkdirSync('sis');
  for (const [name, text] of Object.entries(SCHOOL_1_1)) file(`sis/${name}`, text);
  await ok('import roster sis/');
  expect((await ok('log --csv')).out).toContain('sis');
});

describe('a student whom a roster has withdrawn', () => {
  const nightly = (files: Readonly<Record<string, string>>) =>
    ok(['import', 'roster', ...set(files), '--withdraw-missing', '--json']);
  const without = (name: string, id: string) =>
    (SCHOOL_1_1[name] ?? '')
      .split('\n')
      .filter((line) => !line.includes(`${id},`))
      .join('\n');
  const WITHOUT_ADA = {
    ...SCHOOL_1_1,
    'users.csv': without('users.csv', 'ada'),
    'enrollments.csv': without('enrollments.csv', 'ada'),
  };

  it('is back with the next full roster in which she is', async () => {
    await nightly(SCHOOL_1_1);
    await nightly(WITHOUT_ADA);
    expect(await people()).toEqual(['ben']);
    const back = (await nightly(SCHOOL_1_1)).json<Imported>();
    expect(codes(back)).toContain('comes_back');
    expect(await people()).toEqual(['ada', 'ben']);
  });

  it('stays withdrawn where a person has said so in between', async () => {
    await nightly(SCHOOL_1_1);
    await nightly(WITHOUT_ADA);
    await ok('student return ada');
    await ok('student withdraw ada');
    expect(codes((await nightly(SCHOOL_1_1)).json<Imported>())).toContain('withdrawn_student');
    expect(await people()).toEqual(['ben']);
  });
});
