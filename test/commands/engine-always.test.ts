/** What holds for any scores under any policy, seen from outside: through imports, strikes and receipts. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ok, smallSchool } from '../support/pl.js';

const POLICIES = [
  '',
  'method=latest recent=all',
  'method=mean recent=4 top=2 min_evidence=1',
  'method=mode tie=recent recent=all kinds=test;self',
  'method=decaying-average recent=all round=4',
  'method=latest-weighted weight=0.3 min_kinds=2',
  'method=n-times n=2 recent=all level_cut=nearest',
  'method=power-law recent=all rounding=down',
  'method=weighted-mean recent=all kind_weights=test:0.7;project:0.3 mastery_at=2.5',
];

const piece = fc.record({
  score: fc.constantFrom('0', '1', '2', '2.5', '3', '4', '5/7', '1/3', ''),
  kind: fc.constantFrom('test', 'project', 'self'),
  title: fc.constantFrom('', 'Quiz'),
  id: fc.constantFrom('', '', '', 'a', 'b'),
});
type Piece = typeof piece extends fc.Arbitrary<infer T> ? T : never;

const anyPolicy = fc.constantFrom(...POLICIES);
const anyPieces = fc.array(piece, { minLength: 1, maxLength: 6 });
const FEW = { numRuns: 12 };

const school = async (policy: string) => {
  await smallSchool();
  if (policy !== '') await ok(`policy set ${policy} --competency rp.1`);
};

/** A row each; `dayOf` says on which day of September the n-th was shown. */
const rowsOf = (student: string, pieces: readonly Piece[], dayOf: (index: number) => number) =>
  pieces.map(({ score, kind, title, id }, index) => {
    const [got = '', possible = ''] = score.split('/');
    const date = `2026-09-${String(dayOf(index)).padStart(2, '0')}`;
    return [student, '6.RP.A.1', got, possible, date, kind, title, 'seen', id].join(',');
  });

const HEADER = 'student_id,competency,score,possible,date,kind,title,note,external_id';
const imported = (rows: readonly string[]) =>
  ok('import evidence -', { stdin: [HEADER, ...rows].join('\n') });

interface Receipt {
  readonly score: number | null;
  readonly evidence: readonly { readonly uid: string; readonly score_without: number | null }[];
}

const receipt = async () => (await ok('explain ada rp.1 --json')).json<Receipt>();
const progressOf = async (student: string) => (await ok(`progress ${student} --all --json`)).out;

it('the score without a piece is the score when it is struck', async () => {
  await fc.assert(
    fc.asyncProperty(anyPolicy, anyPieces, async (policy, pieces) => {
      await school(policy);
      await imported(rowsOf('ada', pieces, (index) => 1 + (index % 3)));
      const before = await ok('explain ada rp.1 --json');
      for (const { uid, score_without } of before.json<Receipt>().evidence) {
        await ok(`strike ${uid} --reason mistaken`);
        expect({ uid, score: (await receipt()).score }).toEqual({ uid, score: score_without });
        await ok('undo');
      }
      expect((await ok('explain ada rp.1 --json')).out).toBe(before.out);
    }),
    FEW,
  );
});

it('what one student shows moves nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(anyPolicy, anyPieces, anyPieces, async (policy, mine, others) => {
      await school(policy);
      await imported(rowsOf('ada', mine, (index) => 1 + index));
      const before = await progressOf('ada');
      await ok('rollup');
      await imported(rowsOf('ben', others, (index) => 1 + index));
      expect(await progressOf('ada')).toBe(before);
      await ok('rollup');
      expect(await progressOf('ada')).toBe(before);
    }),
    FEW,
  );
});

it('the order of entry does not matter where the days differ', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyPolicy,
      anyPieces,
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
      async (policy, pieces, order) => {
        const rows = rowsOf(
          'ada',
          pieces.map((one) => ({ ...one, id: '' })),
          (index) => 1 + index,
        );
        await school(policy);
        await imported(rows);
        const expected = await progressOf('ada');
        await school(policy);
        for (const place of order) if (rows[place] !== undefined) await imported([rows[place]]);
        expect(await progressOf('ada')).toBe(expected);
      },
    ),
    FEW,
  );
});
