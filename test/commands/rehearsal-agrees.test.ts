/** What `pl policy compare` says of a proposal is what the next rollup finds once it is set. */
import { copyFileSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GRADEBOOK, ok, pl, sampleSchool } from '../support/pl.js';
import { ACTS, does, onDay } from './random-history.js';
import { found, school } from './random-school.js';

const PROPOSALS = [
  ...['method=mean', 'method=latest', 'method=highest', 'method=mean recent=all', 'recent=1'],
  ...['min_evidence=1', 'min_evidence=3 --framework main', 'mastery_at=2', 'kinds=test'],
  ...['level_cut=nearest', 'round=0 rounding=down', 'require_kinds=project --framework main'],
  ...['method=highest min_evidence=1 --competency A.1', 'method= --competency C'],
];

/** What is entered about students; the rules stay. */
const entered = fc.oneof(
  ...['record', 'record, several', 'override', 'excuse', 'strike', 'fix', 'advance', 'student'].map(
    (name) => ACTS[name] as fc.Arbitrary<readonly string[]>,
  ),
);

const anything = fc.oneof(
  entered,
  ...['policy', 'policy, from a day', 'scale'].map((name) => ACTS[name] ?? entered),
);

type Move = Readonly<Record<string, string | number | null>>;

interface Report {
  readonly changes: readonly Move[];
  readonly newly_ready: readonly Move[];
  readonly no_longer_ready: readonly Move[];
}

interface Mover {
  readonly student_id: string;
  readonly moves: readonly Move[];
  readonly newly_ready: readonly Move[];
  readonly no_longer_ready: readonly Move[];
}

const [SCHOOL, ROLLED, COPY] = ['school.db', 'rolled.db', 'copy.db'] as const;

const rollup = async (db: string) => (await ok(`rollup --json --db ${db}`)).json<Report>();

/** What a rollup finds where the proposal has been set in a copy; null: it is refused. */
async function switched(from: string, proposal: string): Promise<Report | null> {
  try {
    copyFileSync(from, COPY);
    const { code } = await pl(`policy set ${proposal} --db ${COPY}`);
    return code === 0 ? await rollup(COPY) : null;
  } finally {
    rmSync(COPY, { force: true });
  }
}

/** Moves of status: who, on what, from where to where. */
const moveOf = ({ student_id, competency, from, to }: Move) =>
  [student_id, competency, from ?? 'not_assessed', to].join(' ');

const scoresOf = (move: Move) => [moveOf(move), move.score_from, move.score_to].join(' ');

/** The rehearsal calls a stage by its title, the rollup by its name. */
const NAMES: Readonly<Record<string, string>> = {
  'Heading A': 'A',
  'Heading B': 'B',
  'All of it': 'only',
  Foundation: 'foundation',
  'Term 1': 'term-1',
  Collaboration: 'CO',
};

const stageOf = ({ student_id, pathway, stage }: Move) =>
  [student_id, pathway, NAMES[String(stage)] ?? stage].join(' ');

/** What is said beforehand. */
async function rehearsed(proposal: string) {
  const compare = `policy compare ${proposal} --db ${SCHOOL}`;
  const { students } = (await ok(`${compare} --names --json`)).json<{
    students: readonly Mover[];
  }>();
  const stages = (which: 'newly_ready' | 'no_longer_ready') =>
    students
      .flatMap(({ student_id, [which]: some }) =>
        some.map((stage) => stageOf({ student_id, ...stage })),
      )
      .sort();
  return {
    moves: students
      .flatMap(({ student_id, moves }) => moves.map((move): Move => ({ ...move, student_id })))
      .filter(({ from, to }) => from !== to),
    newlyReady: stages('newly_ready'),
    noLongerReady: stages('no_longer_ready'),
  };
}

const aboutOf = ({ student_id, competency }: Move) => `${student_id} ${competency}`;

/** Compares the two after a rollup, and says how much moves. */
async function agreesRolled(proposal: string, from = ''): Promise<number> {
  const report = await switched(ROLLED, `${proposal} ${from}`);
  if (report === null) return 0;
  const { moves, newlyReady, noLongerReady } = await rehearsed(`${proposal} ${from}`);
  expect({ proposal, moves: report.changes.map(scoresOf) }).toEqual({
    proposal,
    moves: moves.map(scoresOf),
  });
  expect(report.changes.every(({ because }) => because === 'policy')).toBe(true);
  expect(report.newly_ready.map(stageOf).sort()).toEqual(newlyReady);
  expect(report.no_longer_ready.map(stageOf).sort()).toEqual(noLongerReady);
  return moves.length + newlyReady.length + noLongerReady.length;
}

/** Without a rollup between: a status that entries have moved as well is counted with those. */
async function agreesAtOnce(proposal: string, entered: readonly Move[]): Promise<void> {
  const report = await switched(SCHOOL, proposal);
  if (report === null) return;
  const { moves } = await rehearsed(proposal);
  const alsoEntered = new Set(entered.map(aboutOf));
  const byPolicy = report.changes.filter(({ because }) => because === 'policy');
  expect({ proposal, byPolicy: byPolicy.map(moveOf) }).toEqual({
    proposal,
    byPolicy: moves.filter((move) => !alsoEntered.has(aboutOf(move))).map(moveOf),
  });
}

it('agrees with what is found when many proposals are really set', async () => {
  await fc.assert(
    fc.asyncProperty(
      school,
      fc.array(anything, { maxLength: 8 }),
      fc.array(entered, { maxLength: 8 }),
      fc.constantFrom('', '--from today'),
      async (one, before, since, from) => {
        try {
          onDay(0);
          await found(one, SCHOOL);
          // A setting that begins between two rollups moves statuses of its own.
          for (const words of before)
            if (from !== '' || !words.includes('--from')) await does(words, SCHOOL);
          await rollup(SCHOOL);
          onDay(1);
          for (const words of since) await does(words, SCHOOL);
          copyFileSync(SCHOOL, ROLLED);
          const { changes } = await rollup(ROLLED);
          for (const proposal of PROPOSALS) {
            if (from !== '' && proposal.includes('= ')) continue;
            await agreesRolled(proposal, from);
            if (from === '') await agreesAtOnce(proposal, changes);
          }
        } finally {
          for (const db of [SCHOOL, ROLLED])
            for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
});

it.each([
  'method=power-law recent=all',
  'method=latest --competency EE.1',
  'min_evidence=3 --framework math',
  'mastery_at=2.5',
])('agrees for %s in the sample school, of which some have left', async (proposal) => {
  await sampleSchool();
  await ok('student withdraw s007');
  await ok('rollup');
  for (const command of [
    ...['record ana rp.3 1', 'record s012 ee.1 4', 'override s013 ns.1 2 --reason seen'],
    ...['excuse s020 rp.2 --reason ill', 'student withdraw s011', 'student return s007'],
  ])
    await ok(command);
  copyFileSync(GRADEBOOK, SCHOOL);
  copyFileSync(GRADEBOOK, ROLLED);
  const { changes } = await rollup(ROLLED);
  expect(changes).not.toEqual([]);
  expect(await agreesRolled(proposal)).toBeGreaterThan(4);
  await agreesAtOnce(proposal, changes);
});
