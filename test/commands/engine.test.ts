/**
 * Policies, scales and scores as files bring them, and the numbers that come of them: worked out by
 * hand and by exact fractions, apart from the program.
 */
import { expect, it } from 'vitest';
import { file, ok } from '../support/pl.js';

/**
 * A line: what it shows | the policy of the competency | its scores | score, level and status |
 * the share of each score in the order of days (`no`: it does not count, `-`: it counts and the method
 * has no shares) | the score without each (`-`: none).
 * A score is KIND:SCORE/POSSIBLE@DAY#ID, a test on the day after the last where nothing is said; `_` is
 * a note without a score.
 */
const TABLES: readonly [string, string][] = [
  [
    'each method',
    `
    the latest of one day is the one entered last | method=latest                                                     | 1@1 4@2 2@2                | 2 Developing below       | 0 0 1                           | 2 2 4
    a day entered late stands where it belongs    | method=latest                                                     | 3@5 1@2                    | 3 Proficient mastered    | 0 1                             | 3 1
    the highest                                   | method=highest recent=all                                         | 4 1 1 1                    | 4 Exemplary mastered     | - - - -                         | 1 4 4 4
    the mean at 1.005 goes up                     | method=mean recent=all                                            | 1 1.01                     | 1.01 Beginning below     | 0.5 0.5                         | 1.01 1
    the mean at 2.995 goes up to the cut          | method=mean recent=all round=2                                    | 2.99 3 2.995               | 3 Proficient mastered    | 0.333333 0.333333 0.333333      | 3 2.99 3
    the mean just under a half                    | method=mean recent=all                                            | 2.67 2.679                 | 2.67 Developing below    | 0.5 0.5                         | 2.68 2.67
    the median of an even number                  | recent=all                                                        | 1 2 3 4                    | 2.5 Developing below     | - - - -                         | 3 3 2 2
    the median of the last three forgets          |                                                                   | 1 3 3                      | 3 Proficient mastered    | - - -                           | 3 2 2
    the mode, the higher of equals                | method=mode recent=all                                            | 2 3 3 2                    | 3 Proficient mastered    | - - - -                         | 3 2 2 3
    the mode, the recent of equals                | method=mode tie=recent recent=all                                 | 3 2 3 2                    | 2 Developing below       | - - - -                         | 2 3 2 3
    the mode, none of equals                      | method=mode tie=none recent=all                                   | 4 4 1 1                    | - - thin                 | - - - -                         | 1 1 4 4
    a decaying average                            | method=decaying-average recent=all                                | 1 2 3 4                    | 3.48 Proficient mastered | 0.042875 0.079625 0.2275 0.65   | 3.53 3.41 3.18 2.53
    a decaying average at a half                  | method=decaying-average weight=0.5 recent=all                     | 2 3 3 3 3                  | 2.94 Developing below    | 0.0625 0.0625 0.125 0.25 0.5    | 3 2.88 2.88 2.88 2.88
    the latest weighted                           | method=latest-weighted recent=all                                 | 1 2 3 4                    | 3.3 Proficient mastered  | 0.116667 0.116667 0.116667 0.65 | 3.48 3.3 3.13 2.48
    the latest weighted of one                    | method=latest-weighted weight=0.01 min_evidence=1                 | 2.5                        | 2.5 Developing below     | 1                               | -
    n times, exactly                              | method=n-times n=2 recent=all                                     | 2 3 4 1                    | 3.5 Proficient mastered  | - - - -                         | 3.5 - - 3.5
    n times, one too few                          | method=n-times n=3 recent=all                                     | 4 2.99 4 1                 | - - thin                 | - - - -                         | - - - -
    n times, the mean of all that reach it        | method=n-times n=2 recent=all                                     | 3 1 4 4                    | 3.67 Proficient mastered | - - - -                         | 4 3.67 3.5 3.5
    n times never in so few                       | method=n-times n=4                                                | 4 4 4 4 4                  | - - thin                 | no no - - -                     | - - - - -
    the power law                                 | method=power-law recent=all                                       | 2 4 1 3                    | 2.16 Developing below    | - - - -                         | 1.83 2.03 3.59 1.59
    the power law over the top                    | method=power-law recent=all                                       | 1 2 4 4 4                  | 4 Exemplary mastered     | - - - - -                       | 4 4 4 4 4
    the power law of two is their mean            | method=power-law                                                  | 2 3                        | 2.5 Developing below     | - -                             | 3 2
    the power law with a zero is the mean         | method=power-law recent=all                                       | 0 3 3 3                    | 2.25 Developing below    | - - - -                         | 3 2 2 2
    the power law under the lowest level          | method=power-law recent=all                                       | 4 0.1 0.1 0.1              | 1 Beginning below        | - - - -                         | 1 1 1 1
    the weighted mean                             | method=weighted-mean recent=all kind_weights=test:0.7;project:0.3 | test:2 test:3 project:4    | 2.95 Developing below    | 0.35 0.35 0.3                   | 3.3 2.6 2.5
    the weighted mean without a kind              | method=weighted-mean recent=all kind_weights=test:0.7;project:0.3 | test:2 conference:4 test:3 | 2.5 Developing below     | 0.5 no 0.5                      | 3 2.5 2
    the weighted mean of what has no weight       | method=weighted-mean kind_weights=project:1                       | test:4 test:4              | - - not_assessed         | no no                           | - -`,
  ],
  [
    'which scores count',
    `
    recent, then top, and the later of equals | method=mean recent=4 top=2                   | 4 3 2 3 3                       | 3 Proficient mastered     | no no no 0.5 0.5           | 3 3.5 3.5 3.5 3.5
    self and peer do not count                |                                              | self:4 peer:4 test:1 test:2     | 1.5 Beginning below       | no no - -                  | 1.5 1.5 2 1
    self counts where it is said              | kinds=self;test method=latest                | test:1 self:3 peer:1            | 3 Proficient mastered     | 0 1 no                     | 3 1 3
    a kind in capitals                        | kinds=test method=latest                     | TEST:3 Test:4 project:1         | 4 Exemplary mastered      | 0 1 no                     | 4 3 4
    a piece that came again replaces          | method=mean recent=all                       | 1@1#q 4@2 3@1#q                 | 3.5 Proficient mastered   | no 0.5 0.5                 | 3.5 2.5 3
    it replaces also on an earlier day        | method=latest                                | 4@9#q 2@3 3@1#q                 | 2 Developing below        | 0 1 no                     | 4 3 2
    full marks of 7                           | method=mean recent=all min_evidence=1        | 5.25/7                          | 3 Proficient mastered     | 1                          | -
    thirds of full marks                      | method=mean recent=all round=6 rounding=down | 1/3 2/3 3/3                     | 2.666666 Developing below | 0.333333 0.333333 0.333333 | 3.333333 2.666666 2
    four times 0.3 of 0.4                     | method=n-times n=4 recent=all                | 0.3/0.4 0.3/0.4 0.3/0.4 0.3/0.4 | 3 Proficient mastered     | - - - -                    | - - - -
    words are no score                        |                                              | _ 3 _                           | 3 Proficient thin         | no - no                    | 3 - 3`,
  ],
  [
    'how much is enough',
    `
    two marks on one quiz are one occasion |                                   | 3@1 4@1              | 3.5 Proficient thin     | - -    | 4 3
    two kinds on one day are two occasions |                                   | test:3@1 project:4@1 | 3.5 Proficient mastered | - -    | 4 3
    thin, whatever the scores are          | min_evidence=3                    | 1 1                  | 1 Beginning thin        | - -    | 1 1
    below comes before the kinds           | require_kinds=project             | 2 2                  | 2 Developing below      | - -    | 2 2
    the kinds are asked for when it is met | require_kinds=Project min_kinds=2 | 3 3 3                | 3 Proficient thin       | - - -  | 3 3 3
    kinds are counted before recent        | min_kinds=2 recent=1              | project:1 3          | 3 Proficient mastered   | no -   | 3 1
    what does not count is no kind         | min_kinds=2                       | self:4 3 3           | 3 Proficient thin       | no - - | 3 3 3
    a zero is a score                      | min_evidence=1                    | 0                    | 0 Beginning below       | -      | -
    nothing was shown                      |                                   | self:4 _             | - - not_assessed        | no no  | - -`,
  ],
  [
    'rounding, cuts and scales',
    `
    half to even                        | method=mean recent=all round=1 rounding=half-even  | 2.2 2.3         | 2.2 Developing below     | 0.5 0.5                    | 2.3 2.2
    half to even the other way          | method=mean recent=all round=1 rounding=half-even  | 2.3 2.4         | 2.4 Developing below     | 0.5 0.5                    | 2.4 2.3
    down                                | method=mean recent=all round=0 rounding=down       | 3 2.99          | 2 Developing below       | 0.5 0.5                    | 2 3
    the cliff of rounding               | method=mean recent=all round=0                     | 2 3             | 3 Proficient mastered    | 0.5 0.5                    | 3 2
    nearest                             | method=mean recent=all level_cut=nearest           | 2 3             | 2.5 Proficient mastered  | 0.5 0.5                    | 3 2
    nearest, just under                 | method=mean recent=all level_cut=nearest           | 2 2.98          | 2.49 Developing below    | 0.5 0.5                    | 2.98 2
    mastery between levels              | method=mean recent=all mastery_at=2.75             | 2.5 3           | 2.75 Proficient mastered | 0.5 0.5                    | 3 2.5
    mastery between levels, not reached | method=mean recent=all mastery_at=3.5              | 3 3.98          | 3.49 Developing below    | 0.5 0.5                    | 3.98 3
    mastery above the next level        | method=mean recent=all mastery_at=85 scale=hundred | 82 84           | 83 D below               | 0.5 0.5                    | 84 82
    mastery under the level before      | method=mean recent=all mastery_at=50 scale=hundred | 40 60           | 50 C mastered            | 0.5 0.5                    | 60 40
    n times by a moved cut              | method=n-times n=2 recent=all level_cut=nearest    | 2.5 2.4 3       | 2.75 Proficient mastered | - - -                      | - 2.75 -
    pass or fail                        | scale=pf                                           | 1 0 1           | 1 Met mastered           | - - -                      | 0.5 1 0.5
    pass or fail, by half               | scale=pf method=mean recent=all mastery_at=0.5     | 1 0             | 0.5 Met mastered         | 0.5 0.5                    | 0 1
    a level by its name                 | scale=five method=mean recent=all                  | Ça_va! A+ three | 4 Ça va! mastered        | 0.333333 0.333333 0.333333 | 4 3.5 4.5
    full marks of 7 on a hundred        | scale=hundred method=latest min_evidence=1         | 5/7             | 71.43 C mastered         | 1                          | -
    under the lowest level              | method=latest min_evidence=1                       | 0.5             | 0.5 Beginning below      | 1                          | -`,
  ],
];

const SCALES = {
  pf: '0=Not yet, 1*=Met',
  five: '1=One, 2=Two, 3=Three, 4*=Ça va!, 5=A+',
  hundred: '0=F, 60=D, 70*=C, 80=B, 90=A, 100=Full',
};

it.each(TABLES)('%s', async (_, table) => {
  const cases = table.trim().split('\n').map(readCase);
  await ok('init');
  for (const [name, levels] of Object.entries(SCALES)) await ok(['scale', 'set', name, levels]);
  await ok('import standards -', { stdin: standardsOf(cases) });
  await ok('import roster -', { stdin: 'student_id,name\nada,Ada Lovelace\n' });
  await ok(['import', 'evidence', file('scores.csv', evidenceOf(cases))]);
  const listed = (await ok('progress --all --json')).json<Progress>().students[0]?.competencies;
  for (const [index, { words, expected }] of cases.entries()) {
    const receipt = (await ok(`explain ada C${index} --json`)).json<Receipt>();
    expect(`${words} | ${answerOf(receipt)}`).toBe(`${words} | ${expected}`);
    const { score, level, status } = receipt;
    expect(listed?.[index]).toMatchObject({ competency: `C${index}`, score, level, status });
  }
});

interface Case {
  readonly words: string;
  readonly policy: Readonly<Record<string, string>>;
  readonly scores: readonly string[];
  readonly expected: string;
}

function readCase(line: string): Case {
  const [words = '', policy = '', scores = '', ...expected] = line
    .split('|')
    .map((cell) => cell.trim());
  const pairs = policy.split(' ').filter((pair) => pair !== '');
  return {
    words: `${words} | ${policy} | ${scores}`,
    policy: Object.fromEntries(pairs.map((pair) => pair.split('='))),
    scores: scores.split(' '),
    expected: expected.join(' | '),
  };
}

function standardsOf(cases: readonly Case[]): string {
  const keys = [...new Set(cases.flatMap(({ policy }) => Object.keys(policy)))];
  const rows = cases.map(({ policy }, index) =>
    ['math', `C${index}`, 'Words', ...keys.map((key) => policy[key] ?? '')].join(','),
  );
  return [['framework', 'code', 'statement', ...keys].join(','), ...rows].join('\n');
}

function evidenceOf(cases: readonly Case[]): string {
  const rows = cases.flatMap(({ scores }, index) => {
    let day = 0;
    return scores.map((text) => {
      const parts = /^(?:(.+):)?([^/@#]+)(?:\/([^@#]+))?(?:@(\d+))?(?:#(.+))?$/.exec(text) ?? [];
      const [, kind = 'test', said = '', possible = '', on, id = ''] = parts;
      day = on === undefined ? day + 1 : Number(on);
      const [score, note] = said === '_' ? ['', 'words'] : [said.replace('_', ' '), ''];
      return `ada,C${index},${score},${possible},2026-09-0${day},${kind},${note},${id}`;
    });
  });
  return ['student_id,competency,score,possible,date,kind,note,external_id', ...rows].join('\n');
}

interface Progress {
  readonly students: readonly { readonly competencies: readonly object[] }[];
}

interface Receipt {
  readonly score: number | null;
  readonly level: number | null;
  readonly level_name: string | null;
  readonly status: string;
  readonly evidence: readonly {
    readonly counted: boolean;
    readonly weight: number | null;
    readonly score_without: number | null;
  }[];
}

function answerOf({ score, level_name, status, evidence }: Receipt): string {
  const said = (value: number | null) => (value === null ? '-' : String(+value.toFixed(6)));
  const shares = evidence.map(({ counted, weight }) => (counted ? said(weight) : 'no'));
  const without = evidence.map(({ score_without }) => said(score_without));
  const result = `${said(score)} ${level_name ?? '-'} ${status}`;
  return [result, shares.join(' '), without.join(' ')].join(' | ');
}
