/** The same file again after scores were carried to another scale: it says nothing new. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

const PERCENT = '0=No, 60=Nearly, 80*=Met, 100=Full';
const FOUR = '1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary';
const ROWS = [
  'student_id,competency,score,date,kind,title',
  'ada,RP.1,3,2026-09-01,test,Quiz',
  'ada,RP.1,3,2026-09-01,test,Quiz',
  'ada,RP.1,2.5,2026-09-02,test,Quiz',
  'ben,RP.1,75,2026-09-02,test,Quiz',
  'ben,RP.2,4,2026-09-03,project,Plan',
];
const sheet = (rows: readonly string[]) => `${rows.join('\n')}\n`.replaceAll('RP.', '6.RP.A.');
const WITH_IDS = ROWS.map((row, index) => `${row},${index === 0 ? 'external_id' : `x${index}`}`);

const counts = async (flags = '', name = 'marks.csv') =>
  (await ok(`import evidence ${name} ${flags} --json`)).json<{ counts: { evidence: object } }>()
    .counts.evidence;
const carryTo = (levels: string) => ok(['scale', 'set', 'default', levels, '--carry']);
const nothing = (rows: number) => ({ add: 0, update: 0, unchanged: rows });

beforeEach(smallSchool);

describe.each([
  ['equal rows', ROWS],
  ['external ids', WITH_IDS],
])('a file of %s', (_, all) => {
  const rows = all.filter((row) => !row.includes(',75,'));
  beforeEach(async () => {
    file('marks.csv', sheet(rows));
    await ok('import evidence marks.csv');
  });

  it('adds nothing after a carry, after several, and back', async () => {
    for (const levels of [PERCENT, '1=A, 2=B, 3=C, 4*=D, 5=E', PERCENT, FOUR]) {
      await carryTo(levels);
      expect(await counts()).toEqual(nothing(4));
    }
  });

  it('adds nothing when the carry was undone', async () => {
    await carryTo(PERCENT);
    await ok('undo');
    expect(await counts()).toEqual(nothing(4));
  });

  it('adds nothing out of the old top, nor when the pieces come as they are exported', async () => {
    await carryTo(PERCENT);
    expect(await counts('--out-of 4')).toEqual(nothing(4));
    await ok('export evidence --csv -o back.csv');
    expect(await counts('', 'back.csv')).toEqual(nothing(4));
  });

  it('does not bring back what was struck after the carry', async () => {
    await carryTo(PERCENT);
    const { evidence } = (await ok('explain ada rp.1 --json')).json<{
      evidence: { uid: string }[];
    }>();
    await ok(`strike ${evidence[0]?.uid} --reason wrong`);
    expect(await counts()).toEqual(nothing(4));
  });

  it('brings other scores, on the scale of today', async () => {
    await carryTo(PERCENT);
    file('marks.csv', sheet(rows.map((row) => row.replace(',2.5,', ',60,'))));
    expect(await counts()).toEqual(
      all === ROWS ? { add: 1, update: 0, unchanged: 3 } : { add: 0, update: 1, unchanged: 3 },
    );
  });
});

it('a score given out of the old top was never one on the scale', async () => {
  file('quiz.csv', sheet(['student_id,competency,score,possible,date', 'ada,RP.1,3,4,2026-09-01']));
  await ok('import evidence quiz.csv');
  const { evidence } = (await ok('explain ada rp.1 --json')).json<{
    evidence: { uid: string }[];
  }>();
  await ok(`strike ${evidence[0]?.uid} --reason wrong`);
  await ok('undo');
  await carryTo(PERCENT);
  file('marks.csv', sheet(['student_id,competency,score,date', 'ada,RP.1,3,2026-09-01']));
  expect(await counts()).toEqual({ add: 1, update: 0, unchanged: 0 });
});

it('a low score of today is not taken for a carried one that is more than the top', async () => {
  file('marks.csv', sheet(['student_id,competency,score,date', 'ada,RP.1,3,2026-09-01']));
  await ok('import evidence marks.csv');
  await carryTo('0=No, 1*=Yes');
  file('marks.csv', sheet(['student_id,competency,score,date', 'ada,RP.1,1,2026-09-01']));
  expect(await counts()).toEqual({ add: 1, update: 0, unchanged: 0 });
});

it('scores that the scale of today has no room for are refused, and are known out of the old top', async () => {
  file('marks.csv', sheet(['student_id,competency,score,date', 'ada,RP.1,3,2026-09-01']));
  await ok('import evidence marks.csv');
  await carryTo('0=No, 1*=Yes');
  expect((await pl('import evidence marks.csv')).code).toBe(3);
  expect(await counts('--out-of 4')).toEqual(nothing(1));
});

it('the same paste, and the same pieces of another program, are left out after a carry', async () => {
  const pasted = 'ada rp.1 3 drew it\nben rp.1 Developing\n';
  await ok('record --paste', { stdin: pasted });
  const sent = JSON.stringify([
    { student_id: 'ben', competency: '6.RP.A.1', score: 2, date: '2026-09-01', external_id: 'e1' },
  ]);
  await ok('record --json -', { stdin: sent });
  const before = (await ok('export evidence')).lines.length;
  await carryTo(PERCENT);
  await ok('record --paste', { stdin: pasted.replace('Developing', '2') });
  await ok('record --json -', { stdin: sent });
  expect((await ok('export evidence')).lines.length).toBe(before);
});
