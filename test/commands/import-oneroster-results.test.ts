/** The results of a OneRoster gradebook through `pl import evidence`. */
import { beforeEach, describe, expect, it } from 'vitest';
import { imported, written } from '../support/importing-files.js';
import type { Files } from '../support/members.js';
import { edited, manifest12, SCHOOL_1_2 } from '../support/oneroster.js';
import { ok, pl } from '../support/pl.js';

beforeEach(async () => {
  await ok('init');
});

const RATIO = '6b0bccf9-c611-57e2-a254-a65d069e17c4';

const RESULTS: Files = {
  'manifest.csv': manifest12({
    lineItems: 'bulk',
    results: 'bulk',
    lineItemLearningObjectiveIds: 'bulk',
    resultLearningObjectiveIds: 'bulk',
  }),
  'lineItems.csv': `sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,academicSessionSourcedId,resultValueMin,resultValueMax,schoolSourcedId
li1,,,Check 1,,2026-09-01,2026-09-15,6a,c,s1,0,4,hill
li2,,,Quiz,,2026-09-01,2026-09-20,6a,c,s1,0,10,hill
li3,,,Poster,,2026-09-01,2026-09-20,6a,c,s1,0,10,hill
`,
  'lineItemLearningObjectiveIds.csv': `sourcedId,status,dateLastModified,lineItemSourcedId,source,learningObjectiveId
a,,,li1,case,urn:uuid:${RATIO}
b,,,li2,unknown,6.RP.2
`,
  'results.csv': `sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore,classSourcedId,inProgress,incomplete,late,missing
x1,,,li1,ada,fully graded,4,2026-09-16,Well said,,6a,,,,
x2,,,li1,ben,fully graded,1,2026-09-16,,,6a,,,,
x3,,,li2,ada,fully graded,5,2026-09-21,,,6a,,,true,
x4,,,li2,ben,exempt,,2026-09-21,,,6a,,,,
x5,,,li3,ada,fully graded,8,2026-09-21,,,6a,,,,
x6,,,li3,ben,fully graded,0,2026-09-21,,,6a,,,,true
`,
  'resultLearningObjectiveIds.csv': `sourcedId,status,dateLastModified,resultSourcedId,source,learningObjectiveId,score,textScore
r1,,,x1,case,urn:uuid:${RATIO.toUpperCase()},3,
r2,,,x2,case,urn:uuid:${RATIO},,Developing
`,
};

interface Piece {
  readonly title: string;
  readonly kind: string;
  readonly score: number;
  readonly observed_on: string;
}

async function pieces(student: string, competency: string) {
  const { json } = await ok(['explain', student, competency, '--json']);
  return json<{ evidence: Piece[] }>().evidence;
}

describe('results', () => {
  beforeEach(async () => {
    await imported('roster', SCHOOL_1_2);
    await ok('import standards -', {
      stdin: `framework,code,statement,guid\nmath,6.RP.1,Ratios,${RATIO}\nmath,6.RP.2,Rates,\n`,
    });
  });

  it('are evidence on the objectives beside them, else on those of their line item', async () => {
    const { code, counts, format } = await imported('evidence', RESULTS);
    expect({ code, format, ...counts }).toEqual({
      code: 0,
      format: 'oneroster-1.2',
      evidence: { add: 3, update: 0, unchanged: 0 },
    });
    expect(await pieces('ada', '6.RP.1')).toMatchObject([
      { title: 'Check 1', kind: 'test', score: 3, observed_on: '2026-09-16' },
    ]);
    expect(await pieces('ben', '6.RP.1')).toMatchObject([{ score: 2 }]);
    expect(await pieces('ada', '6.RP.2')).toMatchObject([{ title: 'Quiz', score: 2 }]);
  });

  it('that are no score are counted, and never a zero', async () => {
    const { problems } = await imported('evidence', RESULTS);
    expect(problems.map(({ line, field, code, message }) => [line, field, code, message])).toEqual([
      [5, 'scoreStatus', 'result_left_out', '1 result is exempt: left out'],
      [6, 'lineItemSourcedId', 'no_objective', expect.stringContaining('--map "Poster=CODE"')],
      [7, 'missing', 'result_left_out', '1 result is missing: left out'],
    ]);
  });

  it('of a line item without objectives are on what --map says', async () => {
    await imported('evidence', RESULTS, '--map', 'Poster=6.RP.1,6.RP.2', '--kind', 'project');
    expect(await pieces('ada', '6.RP.2')).toMatchObject([
      { title: 'Quiz', score: 2 },
      { title: 'Poster', score: 3.2, kind: 'project' },
    ]);
  });

  it('twice are once, and another score is an update', async () => {
    await imported('evidence', RESULTS);
    expect((await imported('evidence', RESULTS)).counts.evidence).toEqual({
      add: 0,
      update: 0,
      unchanged: 3,
    });
    const better = edited(RESULTS, 'resultLearningObjectiveIds.csv', ',3,\n', ',4,\n');
    expect((await imported('evidence', better)).counts.evidence).toEqual({
      add: 0,
      update: 1,
      unchanged: 2,
    });
    expect(await pieces('ada', '6.RP.1')).toMatchObject([
      { score: 3, why_not: 'replaced by a later score of the same work' },
      { score: 4, counted: true },
    ]);
  });

  it('twice are once, however the set names the competency', async () => {
    await imported('evidence', RESULTS);
    for (const name of ['6.RP.2', 'math:6.rp.2', ' 6.rp.2']) {
      const named = edited(RESULTS, 'lineItemLearningObjectiveIds.csv', ',6.RP.2', `,${name}`);
      const byCode = edited(
        named,
        'resultLearningObjectiveIds.csv',
        `case,urn:uuid:${RATIO.toUpperCase()}`,
        'unknown,6.RP.1',
      );
      expect((await imported('evidence', byCode)).counts.evidence).toMatchObject({
        add: 0,
        unchanged: 3,
      });
    }
  });

  it('are not on objectives that are to be deleted', async () => {
    const gone = edited(
      RESULTS,
      'lineItemLearningObjectiveIds.csv',
      'b,,,li2',
      'b,tobedeleted,2026-09-30T08:00:00.000Z,li2',
    );
    const { counts, problems } = await imported('evidence', gone);
    expect(counts.evidence).toMatchObject({ add: 2 });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'no_objective', message: expect.stringContaining('2 ') }),
    );
  });

  it('without a score are counted once, on however many competencies they are', async () => {
    const bare = edited(
      edited(RESULTS, 'results.csv', 'fully graded,5,', 'fully graded,,'),
      'lineItemLearningObjectiveIds.csv',
      'b,,,li2,unknown,6.RP.2',
      `b,,,li2,unknown,6.RP.2\nc,,,li2,case,urn:uuid:${RATIO}`,
    );
    expect((await imported('evidence', bare)).problems).toContainEqual(
      expect.objectContaining({ line: 4, message: '1 result is without a score: left out' }),
    );
  });

  it.each([
    ['1,4', '3', 3, 'the marks are those of the scale'],
    ['1,5', '4', 3, 'three quarters of the way from 1 to 5'],
    ['-10,10', '0', 2, 'half of the way'],
  ])('out of %s, %s is %d: %s', async (marks, given, score) => {
    const item = edited(
      RESULTS,
      'lineItems.csv',
      '2026-09-20,6a,c,s1,0,10',
      `2026-09-20,6a,c,s1,${marks}`,
    );
    await imported('evidence', edited(item, 'results.csv', 'graded,5,', `graded,${given},`));
    expect(await pieces('ada', '6.RP.2')).toMatchObject([{ title: 'Quiz', score }]);
  });

  it('below the lowest mark are refused', async () => {
    const item = edited(
      RESULTS,
      'lineItems.csv',
      '2026-09-20,6a,c,s1,0,10',
      '2026-09-20,6a,c,s1,6,10',
    );
    const { code, problems } = await imported('evidence', item);
    expect(code).toBe(3);
    expect(problems).toContainEqual(expect.objectContaining({ line: 4, code: 'bad_score' }));
  });

  it('that are deleted leave what was imported of them', async () => {
    await imported('evidence', RESULTS);
    const gone = edited(RESULTS, 'results.csv', 'x1,,', 'x1,tobedeleted,2026-09-30T08:00:00.000Z');
    const { problems } = await imported('evidence', gone);
    expect(problems).toContainEqual(
      expect.objectContaining({ line: 2, field: 'status', code: 'result_left_out' }),
    );
    expect(await pieces('ada', '6.RP.1')).toMatchObject([{ score: 3 }]);
  });

  it('whose scores stand and that have none any more are counted', async () => {
    const told = async (files: Files) =>
      (await imported('evidence', files)).problems.filter(({ code }) => code === 'score_stands');
    expect(await told(RESULTS)).toEqual([]);
    const exempt = edited(RESULTS, 'results.csv', 'ben,fully graded,1', 'ben,exempt,');
    const gone = edited(exempt, 'results.csv', 'x3,,', 'x3,tobedeleted,2026-09-30T08:00:00.000Z');
    expect(await told(gone)).toMatchObject([
      { line: 3, field: 'sourcedId', message: expect.stringMatching(/^2 scores stand/) },
    ]);
    expect(await pieces('ben', '6.RP.1')).toMatchObject([{ score: 2 }]);
  });

  it('of a line item titled by a code are on that competency', async () => {
    const titled = edited(RESULTS, 'lineItems.csv', 'Poster', '6.rp.2');
    expect((await imported('evidence', titled)).counts).toMatchObject({ evidence: { add: 4 } });
    const worded = edited(RESULTS, 'lineItems.csv', 'Poster', 'Rates');
    expect((await imported('evidence', worded)).counts).toMatchObject({ evidence: { add: 0 } });
  });

  it('without a day count from the day on which the work was due', async () => {
    const undated = edited(RESULTS, 'results.csv', '2026-09-16', '');
    const { code, problems } = await imported('evidence', undated);
    expect(code).toBe(0);
    expect(problems).toContainEqual(
      expect.objectContaining({ field: 'scoreDate', code: 'no_score_date' }),
    );
    expect(await pieces('ada', '6.RP.1')).toMatchObject([{ observed_on: '2026-09-15' }]);
  });

  it('of nobody, or on nothing, are refused where they stand', async () => {
    const odd = edited(RESULTS, 'results.csv', 'li1,ada', 'li1,eve');
    const lost = edited(odd, 'lineItemLearningObjectiveIds.csv', '6.RP.2', '9.ZZ.9');
    const { code, problems } = await imported('evidence', lost);
    expect(code).toBe(3);
    expect(problems).toContainEqual(
      expect.objectContaining({
        file: 'results.csv',
        line: 2,
        field: 'studentSourcedId',
        code: 'unknown_student',
      }),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'results.csv', line: 4, code: 'unknown_competency' }),
    );
  });

  it('map no title that is not there', async () => {
    const { code, err } = await pl([
      'import',
      'evidence',
      ...written(RESULTS),
      '--map',
      'Essay=6.RP.1',
    ]);
    expect([code, err]).toEqual([2, expect.stringContaining('no line item is titled "Essay"')]);
  });
});
