/** `--initials`: on a screen that others see nobody's name stands, and files have whole names. */
import { expect, test } from 'vitest';
import { withInitials } from '../../src/core/initials.js';
import { displayName } from '../../src/core/names.js';
import { file, ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

const NAMES = /Lovelace|Okri|Osei|Adams|\bAda\b|\bBen\b|\bCleo|\bDan\b/;

/** The school with something to say of everybody on every page. */
async function school(): Promise<void> {
  await smallSchool();
  await ok('import pathways -', { stdin: PATHWAYS });
  await ok('term set Autumn --from 2026-09-01 --to 2026-12-20');
  for (const one of ['ada', 'ben', 'cleo', 'dan'])
    await ok(`record ${one} 6.RP.A.1 3 --on 2026-09-10`);
  await ok('override ben 6.RP.A.1 1 --reason seen');
  await ok('excuse cleo 6.NS.B.1 --reason away');
  await ok('note dan well done');
  await ok('comment ada --term Autumn kind');
}

test.each([
  ...[
    'students',
    'students --section 6A',
    'progress ada',
    'progress',
    'ready',
    'ready --section 6A',
  ],
  ...[
    'explain ben 6.RP.A.1',
    'log',
    'log --student ada',
    'note dan --list',
    'overrides',
    'excuses',
  ],
  ...[
    'grades',
    'summary',
    'rollup',
    'sections',
    'pathway show unit ada',
    'pathway show unit',
    'comment --list --term Autumn',
  ],
  ...[
    'record ada 6.RP.A.2 2',
    'record ada,ben 6.RP.A.2=2',
    'override ada 6.RP.A.2 3 --reason seen',
  ],
  ...['advance ada --pathway unit --to exploration --reason seen', 'student move ada 6B'],
  ...[
    'student edit ada --grade 8',
    'student withdraw ben',
    'student move ada 6A',
    'undo --list',
    'undo',
  ],
  ...['reportcard check --term Autumn', 'policy compare method=latest --names', 'status'],
])('%s shows nobody by name', async (command) => {
  await school();
  const run = await pl(`${command} --initials`);
  expect(run.code).not.toBe(2);
  expect(run.out + run.err).not.toMatch(NAMES);
});

test('questions show nobody by name, and still find who is typed by name', async () => {
  await school();
  await ok('student add x2 Berta Okri --section 6A');
  const run = await pl('record okri 6.RP.A.2 3 --initials', { terminal: true, answers: ['x2'] });
  expect(run.asked.join()).toContain('x2');
  expect([...run.asked, run.err, run.out].join('\n')).not.toMatch(NAMES);
  const asked = await pl('record --initials', {
    terminal: true,
    answers: ['6A', 'lovelace', '6.RP.A.2', '3', null],
  });
  expect([...asked.asked, asked.err, asked.out].join('\n')).not.toMatch(NAMES);
});

test('JSON, CSV and exports have whole names', async () => {
  await school();
  expect((await ok('students --json --initials')).out).toContain('Ada Lovelace');
  expect((await ok('students --csv --initials')).out).toContain('Ada Lovelace');
  expect((await ok('export roster --initials')).out).toContain('Lovelace');
  expect((await ok('export canvas --results --initials')).out).toContain('Ada Lovelace');
  file('roster.csv', 'student_id,first_name,last_name,section\nada,Ada,Lovelace,6A\n');
  const missing = '--withdraw-missing --missing gone.csv --allow-many-removals';
  await pl(`import roster roster.csv ${missing} --initials`);
});

test('a setting does the same, and can be taken back', async () => {
  await school();
  await ok('config initials on');
  expect((await ok('students')).out).toContain('A.L.');
  await ok('config --unset initials');
  expect((await ok('students')).out).toContain('Ada Lovelace');
});

test('initials are as short as they can be told apart, and never a whole name', () => {
  const shown = (...names: string[]) => {
    const students = names.map((name, id) => {
      const [given = '', family = ''] = name.split(' ');
      const ids = [{ type: 'student', value: `s${id}` }];
      return { id, given, family, preferred: null, grade: null, email: null, active: true, ids };
    });
    return withInitials(students).map(displayName);
  };
  expect(shown('Ada Lovelace', 'Ben Okri')).toEqual(['A.L.', 'B.O.']);
  expect(shown('Ana Osei', 'Abi Osei')).toEqual(['An.O.', 'Ab.O.']);
  expect(shown('Ana Osei', 'Ana Okri')).toEqual(['A.Os.', 'A.Ok.']);
  expect(shown('Ana Osei', 'Ana Osei')).toEqual(['A.O. s0', 'A.O. s1']);
  expect(shown('Bo Li', 'Bo Lu')).toEqual(['B.L. s0', 'B.L. s1']);
  expect(shown('\u4f1f \u738b', 'Ada')).toEqual(['\u4f1f.\u738b.', 'A.']);
});
