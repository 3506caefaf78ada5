import { beforeEach, describe, expect, it } from 'vitest';
import { ok, smallSchool } from '../support/pl.js';

interface Receipt {
  readonly evidence: readonly Record<string, unknown>[];
  readonly policy: object;
  readonly policy_sources: object;
}

const explained = async (flags = '') =>
  (await ok(`explain ada rp.1 --json ${flags}`)).json<Receipt>();

const PIECE = [
  ...['uid', 'observed_on', 'recorded_at', 'kind', 'title'],
  ...['score', 'counted', 'why_not', 'weight', 'score_without', 'converted', 'year'],
];

beforeEach(async () => {
  await smallSchool();
  await ok('record ada rp.1 2 --on 2026-09-01 --kind test --title Quiz');
  await ok('record ada rp.1 4 --on 2026-09-08 --kind self');
  await ok('record ada rp.1 4 --on 2026-09-15 --kind project');
});

describe('pl explain --json', () => {
  it('has the keys of the contract, in its order', async () => {
    const receipt = await explained();
    expect(Object.keys(receipt).slice(0, 14)).toEqual([
      ...['student_id', 'competency', 'method', 'policy', 'policy_from', 'evidence', 'score'],
      ...['mastery_at', 'level', 'level_name', 'status', 'in_words', 'next', 'policy_sources'],
    ]);
    for (const piece of receipt.evidence) expect(Object.keys(piece)).toEqual(PIECE);
    expect(Object.keys(receipt.policy_sources)).toEqual(Object.keys(receipt.policy));
  });

  it('is the receipt of one result', async () => {
    expect(await explained()).toMatchObject({
      student_id: 'ada',
      competency: '6.RP.A.1',
      method: 'median',
      policy: { method: 'median', recent: 3, min_evidence: 2 },
      policy_from: 'default',
      evidence: [
        {
          uid: expect.stringMatching(/^[a-z0-9]{8}-4-1$/),
          observed_on: '2026-09-01',
          recorded_at: new Date('2026-10-01T09:00:00').toISOString(),
          kind: 'test',
          title: 'Quiz',
          score: 2,
          counted: true,
          why_not: null,
          score_without: 4,
        },
        {
          kind: 'self',
          title: null,
          counted: false,
          why_not: 'evidence of kind self does not count here',
          weight: null,
        },
        { kind: 'project', score: 4, counted: true, score_without: 2 },
      ],
      score: 3,
      mastery_at: 3,
      level: 3,
      level_name: 'Proficient',
      status: 'mastered',
      in_words:
        'the median of all scores (2, 4): halfway between 2 and 4 is 3, which is level 3 Proficient; met begins at 3, so it is just there.',
      next: 'it is met; it rests on the score of 2026-09-15; there is just enough evidence; a further score of 2 or less would take it back',
    });
  });

  it('says where the policy comes from, and only the keys that the method uses', async () => {
    await ok('policy set method=decaying-average weight=0.75');
    expect(await explained()).toMatchObject({
      policy_from: 'default',
      policy_sources: { method: 'gradebook', weight: 'gradebook', recent: 'default' },
    });
    await ok('policy set recent=all --framework math');
    expect(await explained()).toMatchObject({ policy_from: 'framework' });
    await ok('policy set min_evidence=1 --competency rp.1');
    const receipt = await explained();
    expect(receipt).toMatchObject({ policy_from: 'competency', score: 3.5 });
    expect(Object.keys(receipt.policy)).toContain('weight');
    expect(Object.keys(receipt.policy)).not.toContain('tie');
    expect(receipt.evidence.map(({ weight }) => weight)).toEqual([0.25, null, 0.75]);
  });

  it('says what was too old to be looked at', async () => {
    for (const day of ['16', '17', '18']) await ok(`record ada rp.1 3 --on 2026-09-${day}`);
    const { evidence } = await explained();
    expect(evidence.map(({ counted }) => counted)).toEqual([false, false, false, true, true, true]);
    expect(evidence[0]).toMatchObject({ why_not: 'older than the three most recent' });
  });

  it('stands as it stood', async () => {
    expect((await explained('--as-of 2026-09-10')).evidence).toHaveLength(2);
    expect(await explained('--as-of 2026-09-10')).toMatchObject({ status: 'thin', score: 2 });
    expect(await explained('--known-on 2026-09-30')).toMatchObject({ evidence: [], score: null });
  });

  it('of nothing says so', async () => {
    expect((await ok('explain ben rp.1 --json')).json()).toMatchObject({
      evidence: [],
      score: null,
      level: null,
      level_name: null,
      status: 'not_assessed',
      in_words: 'nothing that counts has been recorded yet.',
    });
  });
});

it('is one row a piece as CSV, its header also without any', async () => {
  const outer = [
    ...['student_id', 'competency', 'method', 'policy_from', 'mastery_at', 'level', 'level_name'],
    ...['status', 'in_words', 'next', 'name', 'framework', 'calculated_level'],
    ...['calculated_status', 'overridden', 'disputed', 'margin', 'result'],
  ];
  const header = [...outer, ...PIECE].join(',');
  expect((await ok('explain ada rp.1 --csv')).lines).toHaveLength(4);
  expect((await ok('explain ada rp.1 --csv')).lines[0]).toBe(header);
  expect((await ok('explain ben rp.1 --csv')).out).toBe(`${header}\r\n`);
});

it('is a page that one can turn to a parent', async () => {
  const { out } = await ok('explain ada rp.1');
  expect(out).toContain(
    'Ada Lovelace · 6.RP.A.1 I can describe a ratio\n  3 Proficient (score 3), met',
  );
  expect(out).toMatch(/Day +Score +Without it +Work\n +2026-09-01 +2 +4 +test "Quiz"/);
  expect(out).toMatch(/not counted: evidence of kind self does\s+not count here/);
  expect(out).toContain('How: the median of all scores (2, 4): halfway between 2 and 4 is 3');
  expect(out).toContain('Policy: method median (default), recent 3 (default)');
});

describe('a receipt of many scores', () => {
  const many = async () => {
    const lines = Array.from(
      { length: 20 },
      (_, at) => `ada,R.1,3,2026-08-${10 + at},test,Quiz ${at}`,
    );
    const stdin = ['student_id,competency,score,date,kind,title', ...lines].join('\n');
    await ok('import evidence -', { stdin });
  };

  it('folds what does not count, but for the last few, unless all is asked for', async () => {
    await many();
    const { out } = await ok('explain ada R.1');
    expect(out).toContain('\n  … 14 scores that do not count (--all)\n  2026-08-24');
    expect((await ok('explain ada R.1 --all')).out).toContain('"Quiz 0", not counted');
    expect((await ok('explain ada R.1 --json')).json<Receipt>().evidence).toHaveLength(20);
  });

  it('fits the terminal', async () => {
    await many();
    for (const width of [60, 80, 100]) {
      const { lines } = await ok('explain ada R.1', { terminal: true, width });
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });
});

it('says how a score came onto the scale', async () => {
  await ok('import links -', {
    stdin: 'source,target,relationship\n6.RP.A.2,R.1,exact\n',
  });
  await ok('import evidence -', {
    stdin: 'student_id,competency,score,possible,date,kind\nada,R.1,80,100,2026-09-20,test\n',
  });
  expect((await explained()).evidence[0]).toMatchObject({ converted: null });
  const [piece] = (await ok('explain ada rp.2 --json')).json<Receipt>().evidence;
  expect(piece).toMatchObject({ score: 3.2, converted: '80 of 100 on reading:R.1' });
  expect((await ok('explain ada R.1')).out).toContain('3.2        none  test (80 of 100)');
});

it('says that it was some time ago, as of the day that is looked from', async () => {
  await ok('policy set stale_after_days=10');
  expect(await explained()).toMatchObject({ stale: true, days_since: 16 });
  expect(await explained('--as-of 2026-09-20')).toMatchObject({ stale: false, days_since: 5 });
  expect((await ok('explain ada rp.1')).out).toContain('the last score is 16 days old');
});

it('has the ways to be met in JSON, and on what it rests', async () => {
  const [, , piece] = (await explained()).evidence;
  expect(await explained()).toMatchObject({
    ways: [],
    rests_on: piece?.uid,
    lost_at: 2,
    margin: 0,
  });
  expect((await ok('explain ben rp.1 --json')).json()).toMatchObject({
    ways: [{ count: 2, at_least: 3, kinds: [], in_words: 'two more scores of 3 or better' }],
    rests_on: null,
    lost_at: null,
    margin: null,
  });
});

it("has a teacher's judgement beside what was calculated", async () => {
  await ok('override ada rp.1 1 --reason "guessed"');
  const { out } = await ok('explain ada rp.1', { width: 200 });
  expect(out).toContain("calculated without the teacher's judgement: 3 Proficient (score 3), met");
  await ok('record ada rp.1 4');
  expect((await ok('explain ada rp.1', { width: 200 })).out).toContain(
    'a score entered after the judgement leads to this other level',
  );
});
