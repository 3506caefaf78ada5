/** Why a rollup says that a status moved: by what was entered about her, or by the rules. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, smallSchool } from '../support/pl.js';

interface Change {
  readonly student_id: string;
  readonly competency: string;
  readonly to: string;
  readonly because: string;
}

interface Report {
  readonly changes: readonly Change[];
  readonly met: number;
  readonly lost: number;
  readonly moved_by_policy: number;
  readonly newly_disputed: readonly object[];
  readonly rules_moved: readonly object[];
}

const rollup = async (flags = '') => (await ok(`rollup --json ${flags}`)).json<Report>();

/** Each move in short: "ada R.1 mastered policy". */
const moves = ({ changes }: Report) =>
  changes.map(({ student_id, competency, to, because }) =>
    [student_id, competency, to, because].join(' '),
  );

/** How many requirements of each of her stages are met, which is read from what a rollup has kept. */
const requirementsMet = async (student: string) =>
  (await ok(`ready ${student} --json`))
    .json<{ students: { met: number }[] }>()
    .students.map(({ met }) => met);

beforeEach(async () => {
  await smallSchool();
  for (const student of ['ada', 'ben']) await ok(`record ${student} rp.1 3 --on yesterday`);
  await rollup();
  at('2026-10-08T09:00:00');
});

describe('a status moved', () => {
  it('by what was entered, where no rule has moved', async () => {
    await ok('record ada rp.1 3');
    const report = await rollup();
    expect(moves(report)).toEqual(['ada 6.RP.A.1 mastered entered']);
    expect(report).toMatchObject({ met: 1, lost: 0, moved_by_policy: 0, rules_moved: [] });
  });

  it('by policy, where nothing was entered about her', async () => {
    await ok('policy set min_evidence=1 --framework math');
    const report = await rollup();
    expect(moves(report)).toEqual(['ada 6.RP.A.1 mastered policy', 'ben 6.RP.A.1 mastered policy']);
    expect(report).toMatchObject({
      met: 2,
      moved_by_policy: 2,
      rules_moved: [
        {
          entry: 6,
          on: '2026-10-08',
          command: 'policy set',
          about: 'math: min_evidence=1',
          begins: false,
        },
      ],
    });
  });

  it('by each for itself, where both have happened', async () => {
    await ok('policy set min_evidence=1');
    await ok('record ada ns.1 3');
    await ok('record ben rp.1 3');
    expect(moves(await rollup())).toEqual([
      'ada 6.NS.B.1 mastered both',
      // What she has there by now would still need more evidence by the rules of then.
      'ada 6.RP.A.1 mastered policy',
      // By the rules of then it would be met as well: the second score has moved him.
      'ben 6.RP.A.1 mastered entered',
    ]);
  });

  it('by both, where what was entered would not have been enough, nor the policy', async () => {
    await ok('record dan rp.1 2 --on yesterday');
    await rollup();
    await ok('record dan rp.1 2');
    await ok('policy set mastery_at=2');
    // By the rules of then two 2s are not yet met.
    expect(moves(await rollup())).toEqual(['dan 6.RP.A.1 mastered both']);
  });

  it('by what was entered, where the rules moved and moved back', async () => {
    await ok('policy set min_evidence=1');
    await ok('record ada rp.1 3');
    await ok('undo 6');
    const report = await rollup();
    expect(moves(report)).toEqual(['ada 6.RP.A.1 mastered entered']);
    expect(report.rules_moved).toMatchObject([{ command: 'policy set' }, { command: 'undo' }]);
  });

  it('by policy from the day on which a setting begins, without an entry of that day', async () => {
    await ok('policy set min_evidence=1 --from 2026-10-15');
    expect(moves(await rollup())).toEqual([]);
    at('2026-10-14T09:00:00');
    expect((await rollup()).moved_by_policy).toBe(0);
    at('2026-10-15T09:00:00');
    expect(await requirementsMet('ada')).toEqual([1]);
    await ok('record ben rp.1 3 --on yesterday');
    const report = await rollup();
    expect(moves(report)).toEqual([
      'ada 6.RP.A.1 mastered policy',
      'ben 6.RP.A.1 mastered entered',
    ]);
    expect(report.rules_moved).toEqual([
      {
        entry: 6,
        on: '2026-10-15',
        command: 'policy set',
        about: 'the gradebook: min_evidence=1 from 2026-10-15',
        begins: true,
      },
    ]);
    expect(moves(await rollup())).toEqual([]);
    // On a computer whose clock was set back the setting has not begun.
    at('2026-10-14T09:00:00');
    expect(await requirementsMet('ada')).toEqual([0]);
  });

  it('by a setting that was entered and began since, which is listed once', async () => {
    await ok('policy set min_evidence=1 --from 2026-10-09');
    at('2026-10-09T09:00:00');
    const { rules_moved } = await rollup();
    expect(rules_moved).toMatchObject([{ on: '2026-10-08', begins: false }]);
  });

  it('by a policy that lets count what was entered since, and by nothing where it does not count', async () => {
    await ok('policy set kinds=test');
    await rollup();
    await ok('record ada ns.1 3 --kind project');
    expect(moves(await rollup())).toEqual([]);
    await ok('record ben ns.1 3 --kind project');
    await ok('policy set kinds=test,project --framework math');
    expect(moves(await rollup())).toEqual(['ada 6.NS.B.1 thin policy', 'ben 6.NS.B.1 thin policy']);
  });

  it('by an alignment, and by a cut', async () => {
    await ok('import links -', { stdin: 'source,target,relationship\n6.RP.A.1,R.1,exact\n' });
    expect(moves(await rollup())).toEqual(['ada R.1 thin policy', 'ben R.1 thin policy']);
    await ok('record ada rp.1 3');
    await rollup();
    await ok('policy set mastery_at=3.5');
    const report = await rollup();
    expect(moves(report)).toEqual(['ada 6.RP.A.1 below policy', 'ada R.1 below policy']);
    expect(report).toMatchObject({ met: 0, lost: 2, moved_by_policy: 2 });
  });

  it('by policy, where a new competency takes over what she had shown', async () => {
    const standards = 'framework,code,statement\nart,A.1,Draw\n';
    await ok('import standards -', { stdin: standards });
    await ok('import links -', { stdin: 'source,target,relationship\n6.RP.A.1,A.1,exact\n' });
    await ok('record ada ns.1 3');
    expect(moves(await rollup())).toEqual([
      'ada A.1 thin policy',
      'ada 6.NS.B.1 thin entered',
      'ben A.1 thin policy',
    ]);
  });

  it('by what was entered, where there was no such competency before', async () => {
    await ok('import standards -', { stdin: 'framework,code,statement\nart,A.1,Draw\n' });
    await ok('record ada a.1 3');
    expect(moves(await rollup())).toEqual(['ada A.1 thin entered']);
  });
});

describe('a judgement comes to be disputed', () => {
  it('once, until it is no more', async () => {
    await ok('override ada rp.1 4 --reason seen');
    expect((await rollup()).newly_disputed).toEqual([]);
    await ok('record ada rp.1 1');
    const disputed = [{ student_id: 'ada', competency: '6.RP.A.1' }];
    expect((await rollup()).newly_disputed).toEqual(disputed);
    expect((await rollup('--full')).newly_disputed).toEqual([]);
    await ok('override ada rp.1 --clear');
    await rollup();
    await ok('undo');
    expect((await rollup()).newly_disputed).toEqual(disputed);
    expect((await rollup('--last')).newly_disputed).toEqual(disputed);
  });
});

describe('for people', () => {
  it('met and lost, by policy and not, are named apart, with the rules that moved', async () => {
    await ok('record ada rp.1 3');
    await rollup();
    await ok('policy set mastery_at=3.5');
    await ok('record ben rp.1 4');
    await ok('override dan ns.1 3 --reason seen');
    const { out } = await ok('rollup');
    expect(out).toBe(`2026-10-08: 4 students judged again of 4, 3 masteries in all
  rules: policy set the gradebook: mastery_at=3.5 (entry 7, 2026-10-08)
  newly met: 2; no longer met: 1
moved by what was entered: 2
      1  new → met
      1  need more evidence → met
  Ben Okri  6.RP.A.1: need more evidence → met
moved by policy: 1
      1  met → not yet
  Ada Lovelace  6.RP.A.1: met → not yet
`);
    at('2026-11-01T09:00:00');
    expect((await ok('rollup --last')).out).toBe(out);
  });

  it('namesakes are told apart by their ids', async () => {
    await ok('student edit ben --name "Ada Lovelace"');
    await ok('record ben rp.1 3');
    expect((await ok('rollup')).out).toContain('  Ada Lovelace (ben)  6.RP.A.1: need more');
  });
});
