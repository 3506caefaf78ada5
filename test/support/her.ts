/** A school with a student who is to be forgotten, in every table that speaks of students. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { file, ok, ROSTER, smallSchool } from './pl.js';

/** Words that are only hers, in every place that takes words. */
export const HERS = ['Zenobia', 'Quillfeather', 'Zenny', 'zq-7741', 'st-99317', 'zq@example.org'];
export const SAID = [
  'hummingbird',
  'kaleidoscope',
  'periwinkle',
  'marzipan',
  'xylophone',
  'tamarind',
];

export const WITH_HER = `${ROSTER.replace('student_id,', 'student_id,state_id,')
  .split('\n')
  .map((line, row) => (row === 0 || line === '' ? line : line.replace(/^([a-z]+),/, '$1,st-$1,')))
  .join(
    '\n',
  )}zq-7741,st-99317,Zenobia,Quillfeather,Zenny,6,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn
`;

export const REASON = ['--reason', 'the family asked'];

/** A school with her in every table that speaks of students. */
export async function schoolWithHer(): Promise<void> {
  await smallSchool();
  file('r.csv', WITH_HER);
  await ok('import roster r.csv');
  await ok('student edit zq-7741 --email zq@example.org');
  await ok('term set Autumn --from 2026-09-01 --to 2026-12-20');
  await ok('record zq-7741 6.RP.A.1 3 hummingbird --title kaleidoscope');
  await ok('record ada 6.RP.A.1 3 hers');
  await ok('record ben 6.RP.A.1 4');
  await ok('record zq-7741 6.RP.A.2 2 xylophone');
  await ok('undo');
  await ok('note zq-7741 periwinkle');
  await ok('override zq-7741 6.RP.A.2 4 --reason marzipan');
  await ok('excuse zq-7741 6.NS.B.1 --reason tamarind');
  file(
    'Quillfeather.csv',
    'student_id,competency,score,date,kind\nzq-7741,6.RP.A.1,2,2026-09-20,quiz\n',
  );
  await ok('import evidence Quillfeather.csv');
  file('lunch.csv', 'student_id,group,value\nzq-7741,lunch,free\nada,lunch,full\n');
  await ok('import groups lunch.csv');
  await ok('rollup');
  await ok('reportcard issue --term Autumn -o card.csv');
  await ok('student edit zq-7741 --preferred Nobi');
}

/** Every byte that lies beside the gradebook and was not made by the test. */
export function bytesBeside(folder = '.'): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.endsWith('.csv') && !name.endsWith('.json'))
    .map(({ name }) => join(folder, name))
    .map((path) =>
      statSync(path).isDirectory() ? bytesBeside(path) : readFileSync(path, 'latin1'),
    )
    .join('\n');
}
