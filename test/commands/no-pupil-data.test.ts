/** What goes wrong is told without a word of pupils' data: import problems, refusals of files, bugs, completion. */
import { expect, test } from 'vitest';
import type { Io } from '../../src/io.js';
import { main } from '../../src/main.js';
import { GRADEBOOK, ok, pl, ROSTER, smallSchool } from '../support/pl.js';

/** Made-up words that stand wherever a file speaks of a pupil. */
const HERS = /zenobia|quillfeather|zq7741|hummingbird|zq@|birdsong/i;

const ROW = 'zq7741,Zenobia,Quillfeather';
const HEAD = 'student_id,first_name,last_name,grade,section,email';

test.each([
  [
    'roster',
    `${HEAD}\n${ROW},6,6A,zq@x.org\n${ROW.replace('Zenobia', 'Zenobius')},7,6A,zq@x.org\n`,
  ],
  ['roster', `${HEAD}\n,Zenobia,Quillfeather,6,6A,zq@x.org\nzq7741,,,6,6A,\n`],
  ['roster', `${HEAD}\n${ROW},6\n${ROW},6,6A,zq@x.org,Birdsong,more\n`],
  ['roster', `${HEAD}\n"${ROW},6,6A\n`],
  ['roster', `${HEAD}\n1.23E+5,Zenobia,Quillfeather,6,6A,zq@x.org\n`],
  ['roster', `${HEAD},year\nada,Zenobia,Quillfeather,6,6A,zq@x.org,x\n`],
  ['evidence', `student_id,competency,score,date,note\nzq7741,6.RP.A.1,3,2026-09-01,hummingbird\n`],
  ['evidence', `student_id,competency,score,date,note\nada,6.RP.A.99,3,2026-09-01,hummingbird\n`],
  ['evidence', `student_id,competency,score,date,note\nada,6.RP.A.1,hummingbird,Birdsong,zq\n`],
  ['evidence', `student_id,competency,score,date,title\nada,6.RP.A.1,99,2031-09-01,hummingbird\n`],
  ['evidence', `student,competency,score,date\nZenobia Quillfeather,6.RP.A.1,3,2026-09-01\n`],
  [
    'evidence',
    `student_id,last_name,first_name,competency,score,date\nada,Quillfeather,Zenobia,6.RP.A.1,3,2026-09-01\n`,
  ],
  ['groups', `student_id,group,value\nzq7741,lunch,Birdsong\nada,lunch,\n`],
])('%s %j is refused or taken without repeating it', async (kind, content) => {
  await smallSchool();
  for (const flags of ['--json', '', '--verbose']) {
    const run = await pl(`import ${kind} - --dry-run ${flags}`, { stdin: content });
    expect(run.out + run.err).not.toBe('');
    expect(run.out + run.err).not.toMatch(HERS);
  }
});

/** Runs a command that dies of a bug with a pupil's data in its message. */
async function bug(env: Record<string, string>): Promise<string> {
  let err = '';
  const io = {
    out: () => {
      throw new TypeError('Zenobia Quillfeather\n    at zq7741 (hummingbird)\n    has no level');
    },
    err: (text: string) => {
      err += text;
    },
    env: { PL_DB: GRADEBOOK, PL_NO_BACKUP: '1', ...env },
    now: () => new Date('2026-10-01T09:00:00'),
    home: '.',
    platform: 'linux',
    width: 80,
    user: 'fair',
  } as unknown as Io;
  expect(await main(['students'], io)).toBe(70);
  return err;
}

test('a bug of ours is told by its kind and place, and never by its message', async () => {
  await smallSchool();
  const plain = await bug({});
  expect(plain).toMatch(/^pl: a bug in pl \(TypeError, in \w/);
  expect(plain).not.toMatch(HERS);
  expect(plain).not.toContain('    at ');
  const debug = await bug({ PL_DEBUG: '1' });
  expect(debug).toMatch(/^ {4}at .*\.ts:\d+/m);
  expect(debug).not.toMatch(HERS);
});

test('completion offers ids, and no name', async () => {
  await smallSchool();
  await ok('import roster -', { stdin: `${ROSTER}zq7741,Zenobia,Quillfeather,,6,6A,,,,,\n` });
  const { out } = await ok(['__complete', '1', '--', 'progress', '']);
  expect(out).toContain('zq7741');
  expect(out).not.toMatch(/zenobia|quillfeather/i);
});
