/**
 * Worked examples that vendors, districts and teachers have published: facts and figures, each with
 * its address. Read on 2026-11-22.
 */

export interface PublishedExample {
  /** A short stable key. */
  readonly id: string;
  readonly publisher: string;
  readonly kind: 'vendor' | 'district' | 'teacher' | 'family' | 'press';
  /** The address where the figures stand. */
  readonly source: string;
  /** The policy of `pl` that says the same, as it is typed. */
  readonly policy: string;
  /** The levels, where they are not those of a new gradebook. */
  readonly scale?: string;
  /** Oldest first; `KIND:` before and `/POSSIBLE` behind a score where they matter. */
  readonly scores: string;
  /** Whether they published a score or a level. */
  readonly result: 'score' | 'level';
  readonly published: number;
  /** What has to be known to read their figure. */
  readonly note?: string;
  /** Where `pl` gives something else on purpose: what, and the reason. */
  readonly differs?: { readonly pl: number; readonly because: string };
}

/** Who published it, and where. */
type Publisher = Pick<PublishedExample, 'publisher' | 'kind' | 'source'>;

const JUMPROPE: Publisher = {
  publisher: 'JumpRope',
  kind: 'vendor',
  source: 'https://support.jumpro.pe/hc/en-us/articles/203185740-The-power-of-the-Power-Law',
};
const MRMATHMAN: Publisher = {
  publisher: 'mrmathman',
  kind: 'teacher',
  source: 'http://mrmathman.com/blog/2014/5/15/power-failure',
};
const FEDERAL_WAY: Publisher = {
  publisher: 'Federal Way',
  kind: 'family',
  source: 'http://www.federalwaymirror.com/opinion/letters/228374311.html',
};
const FEDERAL_WAY_NEWS: Publisher = {
  publisher: 'Federal Way',
  kind: 'press',
  source:
    'http://q13fox.com/2013/11/14/federal-way-parents-say-kids-are-flunking-classes-due-to-new-grading-system/',
};
const NHA: Publisher = {
  publisher: 'National Heritage Academies',
  kind: 'district',
  source:
    'https://experts123.com/q/what-is-the-power-law-does-nha-use-averages-when-calculating-student-scores.html',
};
const PROGRADEBOOK: Publisher = {
  publisher: 'ProGradeBook',
  kind: 'vendor',
  source: 'http://www.progradebook.com/powerlawdemo.php',
};
const MASTERYCONNECT: Publisher = {
  publisher: 'MasteryConnect',
  kind: 'vendor',
  source:
    'https://community.canvaslms.com/t5/MasteryConnect-Admin/Proficiency-Calculations-Overview/ta-p/386970',
};
const OTUS: Publisher = {
  publisher: 'Otus',
  kind: 'vendor',
  source: 'http://help.otus.com/gradebook/definitions-of-mastery-settings',
};
const POWERSCHOOL: Publisher = {
  publisher: 'PowerSchool Learning',
  kind: 'vendor',
  source:
    'https://help.powerschool.com/t5/Learning-Applications/What-is-a-Decaying-Average-in-Standards-Based-Grading/ta-p/404',
};
const TEACHEREASE: Publisher = {
  publisher: 'TeacherEase',
  kind: 'vendor',
  source:
    'https://commongoalsystems.zendesk.com/hc/en-us/articles/360002472192-What-are-the-standards-based-grading-scale-grade-calculation-modes',
};
const EDUCATE: Publisher = {
  publisher: 'Educate',
  kind: 'vendor',
  source: 'https://cbk12sis.groovehq.com/help/standards-based-grading-calculations',
};
const U46: Publisher = {
  publisher: 'School District U-46',
  kind: 'district',
  source: 'https://www.u-46.org/academics/report-cards/grade-determination',
};
const COLUMBUS: Publisher = {
  publisher: 'Columbus (Infinite Campus)',
  kind: 'district',
  source:
    'https://columbus.atlassian.net/wiki/spaces/SC/pages/832503862/Grade+Book+-+Grade+Calc+Options',
};
const SCHOOLOGY: Publisher = {
  publisher: 'Schoology',
  kind: 'vendor',
  source:
    'https://support.schoology.com/hc/en-us/articles/360023027413-District-Scale-Creation-System-Admins-',
};

const POWER_LAW = 'method=power-law recent=all';
const DECAYING = 'method=decaying-average weight=0.65 recent=all';
const MEAN = 'method=mean recent=all';
/** The shares that U-46 prints are those of 10, 20 and 70 with one kind left out. */
const U46_POLICY =
  'method=weighted-mean kind_weights=practice:10;formative:20;summative:70 recent=all round=1';

export const EXAMPLES: readonly PublishedExample[] = [
  example(JUMPROPE, 'jumprope-power-1', POWER_LAW, '1 2 3 4', 4),
  example(JUMPROPE, 'jumprope-power-3', POWER_LAW, '2 4 1 3', 2.16),
  example(JUMPROPE, 'jumprope-power-4', POWER_LAW, '4 3 2 1', 1.28),
  example(MRMATHMAN, 'mrmathman-power-1', POWER_LAW, '3 3 1 3', 1.9, {
    note: 'one 1 in the middle drags three 3s under 2: the teacher complains of it',
  }),
  example(FEDERAL_WAY, 'federal-way-power-1', `${POWER_LAW} level_cut=nearest`, '1 4 3 3', 4, {
    result: 'level',
    note: 'to the nearest whole: it pays to fail first',
  }),
  example(FEDERAL_WAY, 'federal-way-power-2', `${POWER_LAW} level_cut=nearest`, '4 3 3 4', 3, {
    result: 'level',
    note: 'to the nearest whole: the consistent student has less',
  }),
  example(FEDERAL_WAY_NEWS, 'federal-way-mean', `${MEAN} round=1`, '4 4 1 3 2 4 4', 3.1, {
    note: 'what the parent reckons; the district gave an F',
  }),
  example(NHA, 'nha-average', MEAN, '3 2 3 2', 2.5),
  example(PROGRADEBOOK, 'progradebook-mean', `${MEAN} round=3`, '0 2 3 3.5', 2.125),
  example(MASTERYCONNECT, 'masteryconnect-decay', DECAYING, '1 2 3 4', 3.48),
  example(OTUS, 'otus-decay-2', `${DECAYING} round=4`, '2 3 4', 3.5275),
  example(OTUS, 'otus-decay-rounded', `${DECAYING} round=1 rounding=down`, '2 3 4', 3.5, {
    note: 'the page says that the student receives 3.5, rounded down',
  }),
  example(POWERSCHOOL, 'powerschool-learning-decay-1', DECAYING, '2 3', 2.65),
  example(POWERSCHOOL, 'powerschool-learning-mean', MEAN, '2 3 4', 3),
  example(POWERSCHOOL, 'powerschool-learning-latest', 'method=latest recent=all', '2 3 4', 4),
  example(TEACHEREASE, 'teacherease-median-9', 'method=median recent=9', '1 2 2 2 3 3 3 4 4', 3, {
    note: 'published sorted; the order in time is not given and does not matter',
  }),
  example(EDUCATE, 'educate-mode', 'method=mode tie=recent recent=all', '1 2 3 3 4', 3),
  example(EDUCATE, 'educate-mean', MEAN, '4 3 3 4', 3.5),
  example(EDUCATE, 'educate-top3', `${MEAN} top=3`, '4 3 3 4', 3.67),
  example(
    MASTERYCONNECT,
    'masteryconnect-mode',
    'method=mode tie=higher recent=all',
    '1 2 2 3 3',
    3,
    { note: 'remediation, near mastery and mastery are 1, 2 and 3 here' },
  ),
  example(U46, 'u46-no-practice', U46_POLICY, 'formative:2.5 summative:3', 2.9, {
    note: '22.2 % and 77.8 % are 20 and 70 without the 10 of practice',
  }),
  example(U46, 'u46-no-summative', U46_POLICY, 'practice:3 formative:2.5', 2.7, {
    note: '33.3 % and 66.7 % are 10 and 20 without the 70 of summative',
  }),
  example(COLUMBUS, 'campus-percent', MEAN, '8/10 100/100', 90, {
    scale: '0=F, 60*=Pass, 100=A',
    note: 'the mean of percents, not of points',
  }),
  example(SCHOOLOGY, 'schoology-level-2.3', 'method=latest recent=all', '2.3', 2, {
    result: 'level',
    note: 'a score between two levels is in the lower',
  }),
];

/** A score is published unless `more` says that it is a level. */
function example(
  publisher: Publisher,
  id: string,
  policy: string,
  scores: string,
  published: number,
  more: Partial<PublishedExample> = {},
): PublishedExample {
  return { id, ...publisher, policy, scores, result: 'score', published, ...more };
}
