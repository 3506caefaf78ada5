/** Whose result stands where in an export to a student information system, and what comes back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { sourcedIds } from '../../src/commands/exports/oneroster-students.js';
import type { Student } from '../../src/core/model.js';
import { ok, pl } from '../support/pl.js';
import { filesIn, type Row } from '../support/unzipped.js';

const ADD = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const SUBTRACT = '6ba7b810-9dad-11d1-80b4-00c04fd430c9';

const ROSTER = `student_id,first_name,last_name,section,section_name,school,teacher,term
ada,Ada,Lovelace,6A,Maths,Hill School,Ms Fair,Autumn
ben,Ben,Okri,6A,Maths,Hill School,Ms Fair,Autumn
cleo,Cleo,Osei,6A,Maths,Lake School,Mr Stone,Winter
`;

const STANDARDS = `framework,code,statement,guid
math,1.1,Add,${ADD}
math,1.1,Subtract,${SUBTRACT}
art,A,Line,
music,A,Tune,
`;

beforeEach(async () => {
  await ok('init');
  await ok('import roster -', { stdin: ROSTER });
  await ok('import standards -', { stdin: STANDARDS });
});

/** Two scores on different days, so that there is a level. */
async function twice(student: string, competency: string, score: number): Promise<void> {
  for (const day of ['2026-09-08', '2026-09-10'])
    await ok(['record', student, competency, String(score), '--on', day]);
}

async function exported(flags = '', name = 'r.zip') {
  const { err } = await ok(`export oneroster -o ${name} ${flags}`);
  return { err, ...filesIn(name) } as { err: string; results: Row[]; lineItems: Row[] };
}

/** `student competency status score`, by the line item of each result. */
function said({ results, lineItems }: { results: Row[]; lineItems: Row[] }): string[] {
  const item = new Map(lineItems.map((row) => [row.sourcedId, row.description]));
  return results
    .map((row) =>
      [
        row.studentSourcedId,
        item.get(row.lineItemSourcedId ?? ''),
        row.scoreStatus,
        row.score,
      ].join(' '),
    )
    .sort();
}

async function counts(db: string, command: string) {
  return (await ok(`${command} --db ${db} --json`)).json<{
    counts: { evidence: unknown };
    problems: { code: string; message: string }[];
  }>();
}

describe('results in a set', () => {
  beforeEach(async () => {
    await twice('ada', ADD, 3);
    await twice('ada', SUBTRACT, 1);
    await twice('ada', 'art:A', 2);
    await twice('ada', 'music:A', 4);
    await twice('cleo', ADD, 2);
    await ok('record ben art:A 4');
    await ok(['override', 'ben', ADD, '4', '--reason', 'seen in his project']);
    await ok('excuse ben music:A --reason moved');
  });

  it('are kept apart where codes are repeated, with their levels', async () => {
    expect(said(await exported('--school "Hill School"'))).toEqual([
      'ada Add fully graded 3',
      'ada Line fully graded 2',
      'ada Subtract fully graded 1',
      'ada Tune fully graded 4',
      'ben Add fully graded 4',
      'ben Line partially graded ',
      'ben Tune exempt ',
    ]);
  });

  it('come into another gradebook as they stood, however often they come', async () => {
    await exported('--school "Hill School"');
    await ok('init --db other.db');
    await ok('import roster - --db other.db', { stdin: ROSTER });
    await ok('import standards - --db other.db', { stdin: STANDARDS });
    const first = await counts('other.db', 'import evidence r.zip');
    expect(first.counts.evidence).toEqual({ add: 5, update: 0, unchanged: 0 });
    const again = await counts('other.db', 'import evidence r.zip');
    expect(again.counts.evidence).toEqual({ add: 0, update: 0, unchanged: 5 });
    const rows = (await ok('export evidence --json --db other.db')).json<Row[]>();
    expect(
      rows.map((row) => `${row.student_id} ${row.framework} ${row.competency} ${row.score}`).sort(),
    ).toEqual([
      'ada art A 2',
      `ada math ${ADD} 3`,
      `ada math ${SUBTRACT} 1`,
      'ada music A 4',
      `ben math ${ADD} 4`,
    ]);
  });

  it('are left out of the gradebook that wrote them, and that is said', async () => {
    await exported('--school "Hill School"');
    const { counts: made, problems } = await counts('gradebook.db', 'import evidence r.zip');
    expect(made.evidence).toEqual({ add: 0, update: 0, unchanged: 0 });
    expect(problems).toMatchObject([
      { code: 'own_results', message: '7 results are what this gradebook wrote itself: left out' },
    ]);
  });

  it('are the same ones when a competency with a guid gets another code', async () => {
    const ids = (rows: Row[]) => rows.map(({ sourcedId }) => sourcedId).sort();
    const before = await exported('--school "Hill School"');
    await ok('import standards -', {
      stdin: `framework,code,statement,guid\nmath,1.1a,Add,${ADD}\n`,
    });
    const after = await exported('--school "Hill School"');
    expect(ids(after.results)).toEqual(ids(before.results));
  });

  it('are refused where two sections would be one, and known by their school', async () => {
    const run = await pl('export oneroster -o r.zip');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('two sections have the id "6A" (Hill School and Lake School)');
    expect(run.err).toContain('--school "Hill School"');
    const hill = await exported('--school "Hill School"', 'hill.zip');
    const lake = await exported('--school "Lake School"', 'lake.zip');
    const add = (rows: Row[]) => rows.find(({ description }) => description === 'Add');
    expect(add(lake.lineItems)?.sourcedId).not.toBe(add(hill.lineItems)?.sourcedId);
  });
});

describe('the term of results', () => {
  const terms = async (flags = '--section 6A --school "Lake School"') => [
    ...new Set((await exported(flags)).lineItems.map((row) => row.academicSessionSourcedId)),
  ];

  beforeEach(() => twice('cleo', ADD, 3));

  it('is that of the section, also where the day lies in another', async () => {
    await ok('term set Autumn --from 2026-09-01 --to 2026-12-18');
    expect(await terms()).toEqual(['Winter']);
    expect(await terms('--school "Lake School" --term Autumn')).toEqual(['Autumn']);
  });

  it('is refused where the day lies in several and the section says none', async () => {
    await ok('import roster -', {
      stdin: 'student_id,first_name,last_name,section\ndan,Dan,Adams,7C\n',
    });
    await twice('dan', ADD, 3);
    const none = await pl('export oneroster --section 7C -o r.zip');
    expect(none).toMatchObject({ code: 1 });
    expect(none.err).toContain('pl term set');
    await ok('term set Autumn --from 2026-09-01 --to 2026-12-18');
    expect(await terms('--section 7C')).toEqual(['Autumn']);
    await ok('term set Winter --from 2026-09-01 --to 2026-12-18');
    const several = await pl('export oneroster --section 7C -o r.zip');
    expect(several).toMatchObject({ code: 1 });
    expect(several.err).toContain('2026-10-01 lies in Autumn, Winter');
    expect(await terms('--section 7C --term Winter')).toEqual(['Winter']);
  });
});

describe('a student of several sections', () => {
  beforeEach(async () => {
    await ok('import roster -', {
      stdin:
        'student_id,first_name,last_name,section,section_name,school,teacher,term\nada,Ada,Lovelace,6E,English,Hill School,Mr Stone,Autumn\nada,Ada,Lovelace,6A,Maths,Hill School,Ms Fair,Autumn\nben,Ben,Okri,6A,Maths,Hill School,Ms Fair,Autumn\n',
    });
    await twice('ada', ADD, 3);
  });

  it('is refused until somebody says in which her results stand', async () => {
    const run = await pl('export oneroster -o r.zip');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('more than one of these sections (1 of 1; one of them in 6A, 6E)');
    expect(run.err).toContain('try: --section 6A');
  });

  it.each([
    ['--section English', ['6E']],
    ['--teacher "Ms Fair"', ['6A']],
    ['--each-section', ['6A', '6E']],
  ])('has them, with %s, in %s', async (flags, sections) => {
    const { results, err } = await exported(flags);
    expect(results.map(({ classSourcedId }) => classSourcedId).sort()).toEqual(sections);
    expect(err.includes('the results stand in each')).toBe(sections.length > 1);
  });
});

describe('the ids of students', () => {
  const student = (id: number, ...ids: Student['ids'][number][]): Student => ({
    ...{ id, ids, given: 'Ada', family: 'Lovelace', preferred: null },
    ...{ grade: null, email: null, active: true },
  });

  it('are sourcedids, else the one that is shown, and it is said of how many', async () => {
    const ada = student(1, { type: 'student', value: '7' }, { type: 'SourcedId', value: 's-1' });
    const ben = student(2, { type: 'student', value: '8' });
    const idOf = sourcedIds([ada, ben]);
    expect([ada, ben].map(idOf)).toEqual(['s-1', '8']);
    await twice('ada', ADD, 3);
    expect((await exported()).err).toContain('1 student without a sourcedid');
  });

  it('are refused where two students would have one', () => {
    const ada = student(1, { type: 'sourcedid', value: 's-1' });
    const ben = student(2, { type: 'student', value: 'S-1' });
    expect(() => sourcedIds([ada, ben])).toThrow('two students would be "s-1" there');
  });
});
