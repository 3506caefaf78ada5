import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const LUNCH = `student_id,group,value
ada,Lunch,zq-free
ben,Lunch,zq-paid
cleo,Lunch,zq-free
ada,Language,zq-welsh
`;

const imported = async (stdin: string, flags = '') =>
  (await ok(`import groups - --json ${flags}`, { stdin })).json<{
    counts: { groups: { add: number; update: number; unchanged: number } };
    problems: { code: string; line: number; message: string }[];
  }>();
const counts = async (stdin: string) => (await imported(stdin)).counts.groups;
const groups = async () => (await ok('status --json')).json<{ groups: number }>().groups;

describe('pl import groups', () => {
  it('adds what students are counted by, once', async () => {
    expect(await counts(LUNCH)).toEqual({ add: 4, update: 0, unchanged: 0 });
    expect(await counts(LUNCH)).toEqual({ add: 0, update: 0, unchanged: 4 });
    expect((await ok('log --json')).json<unknown[]>()).toHaveLength(4);
    expect(await groups()).toBe(2);
  });

  it('takes another value in place of the one before, and writes nothing in a dry run', async () => {
    await imported(LUNCH);
    const changed = LUNCH.replace('ben,Lunch,zq-paid', 'ben,Lunch,zq-free');
    expect((await imported(changed, '--dry-run')).counts.groups.update).toBe(1);
    expect(await counts(changed)).toEqual({ add: 0, update: 1, unchanged: 3 });
  });

  it('speaks for the groups that it names, and says whose value no longer holds', async () => {
    await imported(LUNCH);
    const one = await imported('student_id,group,value\nada,lunch,ZQ-Free\nben,lunch,\n');
    expect(one.counts.groups).toEqual({ add: 0, update: 2, unchanged: 1 });
    expect(one.problems).toMatchObject([{ code: 'values_ended', line: 1 }]);
    expect(await counts('student_id,group,value\nada,Language,zq-welsh\n')).toMatchObject({
      unchanged: 1,
    });
  });

  it('lets stand what rows that were left out might have said', async () => {
    await imported(LUNCH);
    const stdin = 'student_id,group,value\nada,Lunch,zq-free\nnobody,Lunch,zq-paid\n';
    const run = await pl('import groups - --skip-bad --json', { stdin });
    expect(run.code).toBe(4);
    expect(run.json()).toMatchObject({ counts: { groups: { update: 0, unchanged: 1 } } });
  });

  it('is undone like any entry', async () => {
    await imported(LUNCH);
    await imported('student_id,group,value\nada,Language,zq-welsh\nben,Language,zq-welsh\n');
    await ok('undo');
    expect(await counts(LUNCH)).toEqual({ add: 0, update: 0, unchanged: 4 });
    await ok('undo');
    expect(await groups()).toBe(0);
  });

  it('reads other headers', async () => {
    const stdin = 'Student Number,Kind,Is\nada,Lunch,zq-free\n';
    expect((await imported(stdin, '--map group=Kind --map value=Is')).counts.groups.add).toBe(1);
  });

  it.each([
    ['zq-nobody,Lunch,zq-free', 'unknown_student', 'student_id'],
    [',Lunch,zq-free', 'missing_id', 'student_id'],
    ['ada,,zq-free', 'missing_group', 'group'],
    ['ada,lunch,zq-free\nada,LUNCH,zq-paid', 'two_values', 'value'],
  ])('refuses %s, and repeats no datum of a pupil', async (rows, code, field) => {
    const run = await pl('import groups - --json', { stdin: `student_id,group,value\n${rows}\n` });
    expect(run.code).toBe(3);
    const line = rows.split('\n').length + 1;
    expect(run.json()).toMatchObject({ written: false, problems: [{ code, field, line }] });
    expect(run.out + run.err).not.toContain('zq-');
  });

  it('refuses a file without the columns', async () => {
    const run = await pl('import groups - --json', { stdin: 'student_id,value\nada,free\n' });
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({ problems: [{ code: 'missing_column' }] });
  });
});

it('no list, page, log or file shows a group of a student', async () => {
  await ok('import pathways -', { stdin: PATHWAYS });
  await ok('record ada 6.RP.A.1 3');
  await ok('note ada "a note"');
  await ok(['import', 'groups', file('file.csv', LUNCH)]);
  const shown: string[] = [];
  for (const command of [
    'status',
    'students',
    'sections',
    'progress',
    'progress ada --all',
    'explain ada 6.RP.A.1',
    'ready --all',
    'ready ada',
    'log',
    'undo --list',
    'rollup',
    'note ada --list',
    'export roster',
    'export mastery',
    'export evidence',
    'record ada 6.RP.A.2 3',
    'advance ada --to exploration --anyway --reason because',
    'student edit ada --grade 7',
    'undo',
  ])
    for (const format of ['', ' --json']) {
      if (format === '' || !/^(export|note|advance|student |undo$)/.test(command)) {
        const { out, err } = await ok(command + format);
        shown.push(out + err);
      }
    }
  expect(shown.join('')).toContain('Ada');
  expect(shown.join('')).not.toMatch(/lunch|language|zq-/i);
});
