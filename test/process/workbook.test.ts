/** The bundled libraries that unpack and read workbooks. */
import { expect, it } from 'vitest';
import { file, ok, smallSchool } from '../support/pl.js';
import { workbook } from '../support/workbook.js';
import { sh } from './shell.js';

it('the program as it is shipped reads a workbook', async () => {
  await smallSchool();
  file(
    'quiz.xlsx',
    workbook({
      Quiz: [
        ['Student', 'R.1'],
        ['Ada Lovelace', 3],
      ],
    }),
  );
  expect(sh('pl import evidence quiz.xlsx --date today')).toMatchObject({ code: 0, err: '' });
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
});
