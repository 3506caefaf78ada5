import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const OUTCOMES = (method: string) =>
  `vendor_guid,object_type,title,calculation_method,calculation_int,mastery_points,ratings,,,
C.1,outcome,Counts,${method},,3,4,Fluent,3,Sure
`;

describe('pl import --strict', () => {
  it('refuses a file with which something is wrong', async () => {
    const stdin = 'student_id,first_name,last_name,shoe_size\neve,Eve,Moss,38\n';
    const run = await pl('import roster - --strict --json', { stdin });
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({
      problems: [{ code: 'unused_columns', severity: 'error' }],
    });
  });

  it('takes one of which something is only told', async () => {
    const run = await ok('import standards - --strict --framework counting --json', {
      stdin: OUTCOMES('decaying_average'),
    });
    expect(run.json()).toMatchObject({
      written: true,
      problems: [{ code: 'method_converted', severity: 'warning' }],
    });
  });

  it('takes a Canvas gradebook with assignments and words that are no score', async () => {
    const stdin =
      'Student,ID,SIS User ID,SIS Login ID,Section,Quiz (1),Party (2)\n    Points Possible,,,,,4,1\n"Lovelace, Ada",1,ada,ada,S,3,1\n"Okri, Ben",2,ben,ben,S,EX,1\n';
    const flags = '--strict --date 2026-09-30 --map Quiz=R.1 --json';
    const run = await ok(`import evidence - ${flags}`, { stdin });
    expect(run.json()).toMatchObject({
      written: true,
      problems: [{ code: 'not_mapped' }, { code: 'not_a_score' }],
    });
  });
});

it('the sign with which old programs end a text is no student', async () => {
  const stdin = 'student_id,first_name,last_name\neve,Eve,Moss\n\u001a';
  const run = await ok('import roster - --json', { stdin });
  expect(run.json()).toMatchObject({ counts: { students: { add: 1 } }, problems: [] });
});
