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
  ...['score', 'counted', 'why_not', 'weight', 'score_without', 'converted'],
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
