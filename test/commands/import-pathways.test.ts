import { beforeEach, expect, it } from 'vitest';
import { ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const imported = async (stdin: string) => (await ok('import pathways - --json', { stdin })).json();

it('adds pathways, stages and requirements, once', async () => {
  expect(await imported(PATHWAYS)).toMatchObject({
    counts: {
      pathways: { add: 1, update: 0, unchanged: 0 },
      stages: { add: 2, update: 0, unchanged: 0 },
      requirements: { add: 5, update: 0, unchanged: 0 },
    },
  });
  expect(await imported(PATHWAYS)).toMatchObject({
    counts: {
      pathways: { add: 0, update: 0, unchanged: 1 },
      stages: { unchanged: 2 },
      requirements: { unchanged: 5 },
    },
  });
});

it('speaks for the pathways that it names, and for no other', async () => {
  await imported(PATHWAYS);
  await imported('pathway,stage,competency\nother,only,R.1\n');
  expect(await imported('pathway,stage,competency\nunit,foundation,6.RP.A.1\n')).toMatchObject({
    counts: {
      pathways: { add: 0, update: 1, unchanged: 0 },
      stages: { add: 0, update: 1, unchanged: 1 },
      requirements: { add: 0, update: 1, unchanged: 1 },
    },
  });
  expect((await ok('export pathways')).lines.slice(1)).toEqual([
    'other,only,,1,R.1,required,,,',
    'unit,foundation,Foundation,1,6.RP.A.1,required,,,',
  ]);
});

it('puts stages in the given order, and keeps due days and levels', async () => {
  await imported(
    'pathway,stage,order,competency,due_on,min_level\nu,late,2,R.1,2027-01-31,Exemplary\nu,early,1,6.RP.A.1,,2\n',
  );
  expect((await ok('export pathways')).lines.slice(1)).toEqual([
    'u,early,,1,6.RP.A.1,required,,,2',
    'u,late,,2,R.1,required,,2027-01-31,4',
  ]);
});

it('refuses each fault at its line and field', async () => {
  const stdin = `pathway,stage,competency,requirement,group,due_on,min_level
u,s,6.RP,,,,
u,s,nope,,,,
u,s,R.1,maybe,,,
u,s,6.RP.A.1,,,soon,
u,s,6.RP.A.2,,,,9
u,s,6.RP.A.10,choose 3,g,,
u,s,6.NS.B.1,choose 2,g,,
,s,R.1,,,,
`;
  const run = await pl('import pathways - --json', { stdin });
  expect(run.code).toBe(3);
  const { problems } = run.json<{ problems: { line: number; field: string; code: string }[] }>();
  expect(problems.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
    '2 competency heading',
    '3 competency unknown_competency',
    '4 requirement bad_requirement',
    '5 due_on bad_date',
    '6 min_level bad_level',
    '7 requirement group_too_small',
    '8 requirement uneven_group',
    '9 pathway missing_pathway',
  ]);
  expect((await ok('status --json')).json()).toMatchObject({ pathways: 0 });
});
