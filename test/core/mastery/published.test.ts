/**
 * Worked examples that vendors, districts and teachers published, each with its address: the scores
 * oldest first and the result that they print.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gradebook, mastery } from '../../support/book.js';

const JUMPROPE = 'https://support.jumpro.pe/hc/en-us/articles/203185740-The-power-of-the-Power-Law';
const CANVAS =
  'https://community.canvaslms.com/t5/MasteryConnect-Admin/Proficiency-Calculations-Overview/ta-p/386970';
const POWERSCHOOL =
  'https://help.powerschool.com/t5/Learning-Applications/What-is-a-Decaying-Average-in-Standards-Based-Grading/ta-p/404';
const EDUCATE = 'https://cbk12sis.groovehq.com/help/standards-based-grading-calculations';
const NHA =
  'https://experts123.com/q/what-is-the-power-law-does-nha-use-averages-when-calculating-student-scores.html';
const TEACHEREASE =
  'https://commongoalsystems.zendesk.com/hc/en-us/articles/360002472192-What-are-the-standards-based-grading-scale-grade-calculation-modes';
const U46 = 'https://www.u-46.org/academics/report-cards/grade-determination';
const CAMPUS =
  'https://columbus.atlassian.net/wiki/spaces/SC/pages/832503862/Grade+Book+-+Grade+Calc+Options';
const SCHOOLOGY =
  'https://support.schoology.com/hc/en-us/articles/360023027413-District-Scale-Creation-System-Admins-';

/** The shares that U-46 prints are those of 10, 20 and 70 with one kind left out. */
const U46_WEIGHTS =
  'method=weighted-mean kind_weights=practice:10;formative:20;summative:70 round=1';

const EXAMPLES: readonly [id: string, source: string, policy: string, string, number][] = [
  ['jumprope-power-1', JUMPROPE, 'method=power-law', '1 2 3 4', 4],
  ['jumprope-power-3', JUMPROPE, 'method=power-law', '2 4 1 3', 2.16],
  ['jumprope-power-4', JUMPROPE, 'method=power-law', '4 3 2 1', 1.28],
  [
    'mrmathman-power-1',
    'http://mrmathman.com/blog/2014/5/15/power-failure',
    'method=power-law',
    '3 3 1 3',
    1.9,
  ],
  ['nha-average', NHA, 'method=mean', '3 2 3 2', 2.5],
  [
    'progradebook-mean',
    'http://www.progradebook.com/powerlawdemo.php',
    'method=mean round=3',
    '0 2 3 3.5',
    2.125,
  ],
  ['masteryconnect-decay', CANVAS, 'method=decaying-average weight=0.65', '1 2 3 4', 3.48],
  [
    'otus-decay-2',
    'http://help.otus.com/gradebook/definitions-of-mastery-settings',
    'method=decaying-average weight=0.65 round=4',
    '2 3 4',
    3.5275,
  ],
  ['powerschool-learning-decay-1', POWERSCHOOL, 'method=decaying-average weight=0.65', '2 3', 2.65],
  ['powerschool-learning-mean', POWERSCHOOL, 'method=mean', '2 3 4', 3],
  ['powerschool-learning-latest', POWERSCHOOL, 'method=latest', '2 3 4', 4],
  ['teacherease-median-9', TEACHEREASE, 'method=median recent=9', '1 2 2 2 3 3 3 4 4', 3],
  ['educate-mode', EDUCATE, 'method=mode tie=recent', '1 2 3 3 4', 3],
  ['educate-mean', EDUCATE, 'method=mean', '4 3 3 4', 3.5],
  ['educate-top3', EDUCATE, 'method=mean top=3', '4 3 3 4', 3.67],
  // Remediation, near mastery and mastery are 1, 2 and 3 here.
  ['masteryconnect-mode', CANVAS, 'method=mode tie=higher', '1 2 2 3 3', 3],
  ['u46-no-practice', U46, U46_WEIGHTS, 'formative:2.5 summative:3', 2.9],
  ['u46-no-summative', U46, U46_WEIGHTS, 'practice:3 formative:2.5', 2.7],
  ['campus-percent', CAMPUS, 'method=mean', '8/10 100/100', 90],
];

describe('published examples', () => {
  it.each(EXAMPLES)('%s (%s)', (id, _, policy, scores, expected) => {
    const book = gradebook(`
      ${id === 'campus-percent' ? 'scale default 0=F, 60*=Pass, 100=A' : ''}
      policy recent=all
      policy ${policy}
      ada x: ${scores}`);
    expect(mastery(book, 'ada', 'x').score).toBe(expected);
  });

  it(`schoology-level-2.3 (${SCHOOLOGY}): a score between two levels is in the lower`, () => {
    expect(mastery(gradebook('ada x: 2.3'), 'ada', 'x')).toMatchObject({ score: 2.3, level: 2 });
  });

  const shared = new URL('../../../../shared/data/worked_examples.json', import.meta.url);
  it.skipIf(!existsSync(shared))(
    'are all of the list in ../shared/data (skipped without it)',
    () => {
      const { examples } = JSON.parse(readFileSync(shared, 'utf8')) as {
        examples: readonly { id: string; source: string }[];
      };
      const here = new Map(EXAMPLES.map(([id, source]) => [id, source]));
      here.set('schoology-level-2.3', SCHOOLOGY);
      expect(new Map(examples.map(({ id, source }) => [id, source]))).toEqual(here);
    },
  );
});
