import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool, text } from '../support/pl.js';

beforeEach(async () => {
  await smallSchool();
  await ok('import evidence -', { stdin: EVIDENCE });
});

/** Under the latest score Ada falls, Ben and Dan rise, and Cleo stays. */
const EVIDENCE = `student_id,competency,score,date,kind,title
ada,6.RP.A.1,3,2026-09-01,test,One
ada,6.RP.A.1,3,2026-09-02,test,Two
ada,6.RP.A.1,2,2026-09-03,test,Three
ben,6.NS.B.1,2,2026-09-01,test,One
ben,6.NS.B.1,2,2026-09-02,test,Two
ben,6.NS.B.1,3,2026-09-03,test,Three
cleo,6.RP.A.1,3,2026-09-01,test,One
cleo,6.RP.A.1,3,2026-09-02,test,Two
dan,R.1,3,2026-09-01,test,One
dan,R.1,3,2026-09-02,test,Two
dan,R.1,4,2026-09-03,test,Three
`;

const EVERYBODY = /ada|ben|cleo|dan|Lovelace|Okri|Osei|Adams/i;

interface Counts {
  readonly students: number;
  readonly students_moved: number;
  readonly pairs_moved: number;
  readonly status: readonly object[];
}

interface Rehearsed {
  readonly policy_before: { readonly method: string };
  readonly policy_after: { readonly method: string };
  readonly counts: Counts;
  readonly by: Readonly<Record<string, readonly (Counts & { readonly value: string })[]>>;
  readonly stages: readonly object[];
  readonly students: readonly { readonly student_id: string }[] | null;
}

const compared = async (words: string) =>
  (await ok(`policy compare ${words} --json`)).json<Rehearsed>();

describe('pl policy compare', () => {
  it('counts first, and names nobody', async () => {
    const { out } = await ok('policy compare method=latest');
    expect(out).toContain(
      '4 results of 4 students judged under both: 2 move in status, 3 in level or status, of 3 students',
    );
    expect(out).toContain('1  met → not yet');
    expect(out).toContain('1  not yet → met');
    expect(out).toContain('level: 2 up, 1 down');
    expect(out).toContain('ready: 1 newly, 0 no longer');
    expect(out).not.toMatch(EVERYBODY);
  });

  it('writes nothing', async () => {
    const before = (await ok('log --json')).out + (await ok('progress --json')).out;
    await ok('policy compare method=latest');
    expect((await ok('log --json')).out + (await ok('progress --json')).out).toBe(before);
    expect((await ok('policy show --json')).out).toContain('"median"');
  });

  it('agrees with what setting the policy then does', async () => {
    await ok('rollup');
    const { counts } = await compared('method=latest');
    await ok('policy set method=latest');
    const { changes } = (await ok('rollup --json')).json<{
      changes: { from: string; to: string }[];
    }>();
    expect(counts.status).toEqual(
      changes.map(({ from, to }) => ({ from, to, count: 1 })).sort(byFrom),
    );
  });

  const byFrom = (a: { from: string }, b: { from: string }) => (a.from < b.from ? -1 : 1);

  it('gives the policy before and after, and the counts by where students are', async () => {
    const found = await compared('method=latest');
    expect(found.policy_before.method).toBe('median');
    expect(found.policy_after.method).toBe('latest');
    expect(found.counts).toMatchObject({ students: 4, students_moved: 3, pairs_moved: 3 });
    const moved = (dimension: string) =>
      found.by[dimension]?.map(({ value, students, students_moved }) => [
        value,
        students,
        students_moved,
      ]);
    expect(moved('school')).toEqual([
      ['Hill School', 3, 2],
      ['Lake School', 1, 1],
    ]);
    expect(moved('grade')).toEqual([
      ['6', 3, 2],
      ['7', 1, 1],
    ]);
    expect(moved('section')).toEqual([
      ['6A', 2, 2],
      ['6B', 1, 0],
      ['7A', 1, 1],
    ]);
    expect(moved('framework')).toEqual([
      ['math', 3, 2],
      ['reading', 1, 1],
    ]);
    expect(moved('competency')).toEqual([
      ['math:6.NS.B.1', 1, 1],
      ['math:6.RP.A.1', 2, 1],
      ['reading:R.1', 1, 1],
    ]);
    expect(found.by.section?.[0]).toMatchObject({ newly_ready: 1 });
    expect(found.by.framework?.[0]).toMatchObject({ newly_ready: null });
    expect(found.stages).toEqual([
      { pathway: 'math', stage: 'Numbers', newly_ready: 1, no_longer_ready: 0 },
    ]);
  });

  it('names students when it is asked to, with what moves from where to where', async () => {
    const { out } = await ok('policy compare method=latest --names');
    expect(out).toContain('Ada Lovelace\n  6.RP.A.1: met → not yet (score 3 → 2, level 3 → 2)');
    expect(out).toContain('newly ready: Numbers (math)');
    expect(out).not.toContain('Osei');
    expect((await compared('method=latest')).students).toBeNull();
    const { students } = await compared('method=latest --names');
    expect(students).toEqual([
      expect.objectContaining({ student_id: 'dan' }),
      {
        student_id: 'ada',
        name: 'Ada Lovelace',
        moves: [
          {
            framework: 'math',
            competency: '6.RP.A.1',
            from: 'mastered',
            to: 'below',
            score_from: 3,
            score_to: 2,
            level_from: 3,
            level_to: 2,
          },
        ],
        newly_ready: [],
        no_longer_ready: [],
        letters: [],
      },
      expect.objectContaining({ student_id: 'ben' }),
    ]);
  });

  it('is a move a row as CSV, with names only where they are asked for', async () => {
    const { lines } = await ok('policy compare method=latest --csv');
    expect(lines).toEqual([
      'student_id,name,framework,competency,from,to,score_from,score_to,level_from,level_to',
      ',,reading,R.1,mastered,mastered,3,4,3,4',
      ',,math,6.RP.A.1,mastered,below,3,2,3,2',
      ',,math,6.NS.B.1,below,mastered,2,3,2,3',
    ]);
    const named = await ok('policy compare method=latest --csv --names');
    expect(named.lines[1]).toMatch(/^dan,Dan Adams,/);
    expect((await ok('policy compare method=median --csv')).lines).toHaveLength(1);
  });

  it('goes into a file with -o', async () => {
    await ok('policy compare method=latest --json -o moves.json');
    expect(JSON.parse(text('moves.json'))).toMatchObject({ counts: { students_moved: 3 } });
  });

  it('breaks down by one thing alone, in full', async () => {
    const { out } = await ok('policy compare method=latest --by competency');
    expect(out).toMatch(/math:6\.RP\.A\.1 +2 +2 +1/);
    expect(out).not.toContain('Hill School');
    expect((await pl('policy compare method=latest --by teacher')).code).toBe(2);
  });

  it('narrows to students, and judges anew only where the level says', async () => {
    const only = async (words: string) => (await compared(`method=latest ${words}`)).counts;
    expect(await only('--section 6A')).toMatchObject({ students: 2, students_moved: 2 });
    expect(await only('--framework reading')).toMatchObject({ students: 1, students_moved: 1 });
    expect(await only('--competency rp.1')).toMatchObject({ students: 2, students_moved: 1 });
  });

  it('says when nothing would move', async () => {
    expect((await ok('policy compare method=median')).out).toContain('judged already');
    expect((await ok('policy compare tie=higher method=mode recent=3 --section 6B')).out).toContain(
      "no level, no status, no letter and nobody's readiness moves",
    );
  });

  it('takes keys as pl policy set does, and refuses what it refuses', async () => {
    for (const words of ['method=magic', 'weight=0.6', 'mastery_at=9', 'colour=red'])
      expect(await pl(`policy compare ${words}`)).toMatchObject({
        code: 1,
        err: (await pl(`policy set ${words}`)).err,
      });
    expect((await pl('policy compare method')).code).toBe(2);
    expect((await pl('policy compare')).code).toBe(2);
    await ok('policy set method=latest');
    expect((await compared('method=')).policy_after.method).toBe('median');
  });

  it('is as it stood on a day, whatever is entered later', async () => {
    expect((await compared('method=latest --as-of 2026-09-02')).counts).toMatchObject({
      students: 4,
      students_moved: 0,
    });
    const then = async () =>
      (await ok('policy compare method=latest --known-on 2026-10-01 --json')).out;
    const before = await then();
    at('2026-10-05T09:00:00');
    await ok('record cleo rp.1 1');
    await ok('policy set method=highest');
    expect(await then()).toBe(before);
    expect((await ok('policy compare method=latest --as-of 2026-10-01')).out).toContain(
      'what had happened by 2026-10-01',
    );
  });

  it('tells letters that become others, also where only the letters are stated anew', async () => {
    await ok(['policy', 'set', 'letters=A: min 3; B: mean 2; else C', '--framework', 'math']);
    const first = await compared('method=latest --names');
    expect(first.counts).toMatchObject({
      letters_moved: 2,
      letters: [
        { from: 'A', to: 'B', count: 1 },
        { from: 'B', to: 'A', count: 1 },
      ],
    });
    expect(first.students).toContainEqual(
      expect.objectContaining({
        student_id: 'ada',
        letters: [{ framework: 'math', from: 'A', to: 'B' }],
      }),
    );
    expect(first.by.framework).toContainEqual(
      expect.objectContaining({ value: 'math', letters_moved: 2 }),
    );
    const { out } = await ok([
      ...'policy compare letters=none --framework math --names'.split(' '),
    ]);
    expect(out).toContain('letter: 3 move: 2 A → none, 1 B → none');
    expect(out).toContain('Ada Lovelace\n  letter in math: A → none');
  });
});
