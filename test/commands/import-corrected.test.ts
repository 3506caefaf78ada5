/** A score that another system corrected is an update, also where that system gives no ids. */
import { beforeEach, describe, expect, it } from 'vitest';
import { taken } from '../support/evidence.js';
import { file, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const form = async (...rows: readonly string[]) => {
  file('form.csv', `${['Timestamp,Email Address,Score', ...rows].join('\n')}\n`);
  return (await taken('form.csv', ['--map', 'Score=R.1'])).counts.evidence;
};

describe('an answer to a form', () => {
  const ADA = '2026/09/01 9:00:05 AM,ada,3 / 4';

  it('is known by its time, whatever its clock', async () => {
    expect(await form(ADA)).toEqual({ add: 1, update: 0, unchanged: 0 });
    expect(await form('2026/09/01 09:00:05,ada,3 / 4')).toEqual({
      add: 0,
      update: 0,
      unchanged: 1,
    });
  });

  it('with another score is an update', async () => {
    await form(ADA);
    expect(await form(ADA.replace('3 /', '4 /'))).toEqual({ add: 0, update: 1, unchanged: 0 });
  });

  it('at another time of the day is another', async () => {
    await form(ADA);
    expect(await form(ADA.replace('AM', 'PM'))).toEqual({ add: 1, update: 0, unchanged: 0 });
  });

  it('without a time is known by what it says', async () => {
    await form('2026/09/01,ada,3 / 4');
    expect(await form('2026/09/01,ada,3 / 4')).toEqual({ add: 0, update: 0, unchanged: 1 });
  });
});

describe.each([
  [
    'a state test',
    'Student ID,Test Name,Test Date,Math Scale Score,Math Performance Level',
    'ada,Spring,2026-09-01,220,2',
    ['--map', 'Math Performance Level=R.1'],
  ],
  [
    'MAP without ids of its tests',
    'StudentID,TestName,TestStartDate,Subject,TestRITScore',
    'ada,Growth,2026-09-01,Maths,220',
    ['--map', 'Maths=R.1', '--cuts', '1=0,2=200,3=230'],
  ],
])('%s', (_, header, row, flags) => {
  const test = async (...rows: readonly string[]) => {
    file('test.csv', `${[header, ...rows].join('\n')}\n`);
    return (await taken('test.csv', flags)).counts.evidence;
  };
  const better = row.replace('220', '240').replace(/2$/, '3');

  it('with a corrected score is an update', async () => {
    await test(row);
    expect(await test(row)).toEqual({ add: 0, update: 0, unchanged: 1 });
    expect(await test(better)).toEqual({ add: 0, update: 1, unchanged: 0 });
  });

  it('keeps two of one day and name', async () => {
    expect(await test(row, better)).toEqual({ add: 2, update: 0, unchanged: 0 });
    expect(await test(row, better)).toEqual({ add: 0, update: 0, unchanged: 2 });
  });
});
