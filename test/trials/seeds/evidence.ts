/** Seeds of evidence in the formats of other systems, about the students of the small school. */
import type { Files } from '../../support/members.js';
import { manifest11, manifest12 } from '../../support/oneroster.js';
import type { Seed } from './seed.js';

const LINE_ITEMS = `sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax
li1,,,Check 1,,2026-09-01,2026-09-15,6A,c,s1,0,4
li2,,,Quiz,,2026-09-01,2026-09-20,6A,c,s1,0,10
`;

const RESULTS = `sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore,classSourcedId,inProgress,incomplete,late,missing
x1,,,li1,ada,fully graded,4,2026-09-16,"Well said, Ada",,6A,,,,
x2,,,li1,ben,fully graded,1,2026-09-16,,,6A,,,,
x3,,,li2,ada,fully graded,5,2026-09-21,,,6A,,,true,
x4,,,li2,ben,exempt,,2026-09-21,,,6A,,,,
`;

const RESULTS_1_2: Files = {
  'manifest.csv': manifest12({
    lineItems: 'bulk',
    results: 'bulk',
    lineItemLearningObjectiveIds: 'bulk',
    resultLearningObjectiveIds: 'bulk',
  }),
  'lineItems.csv': LINE_ITEMS.replace('gradingPeriod', 'academicSession')
    .replace('Max\n', 'Max,schoolSourcedId\n')
    .replace(/,(4|10)$/gm, ',$1,hill'),
  'lineItemLearningObjectiveIds.csv': `sourcedId,status,dateLastModified,lineItemSourcedId,source,learningObjectiveId
a,,,li1,unknown,6.RP.A.1
b,,,li2,unknown,6.RP.A.2
`,
  'results.csv': RESULTS,
  'resultLearningObjectiveIds.csv': `sourcedId,status,dateLastModified,resultSourcedId,source,learningObjectiveId,score,textScore
r1,,,x1,unknown,6.RP.A.1,3,
r2,,,x1,unknown,R.1,2,
`,
};

const RESULTS_1_1: Files = {
  'manifest.csv': manifest11({ lineItems: 'bulk', results: 'bulk' }),
  'lineItems.csv': LINE_ITEMS,
  'results.csv': `sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment
x1,,,li1,ada,fully graded,4,2026-09-16,"Well said, Ada"
x2,,,li1,ben,fully graded,1,2026-09-16,
x3,,,li2,ada,partially graded,5,2026-09-21,
`,
};

const DAY = '--date 2026-09-30';

const MASTERY = `Student name,Student ID,Student SIS ID,Maths > 6.RP.A.1 result,Maths > 6.RP.A.1 mastery points,Reading > Quotes result,Reading > Quotes mastery points
Ada Lovelace,901,ada,3.0,3.0,2.5,3.0
Ben Okri,902,ben,2.67,3.0,,3.0
Cleo Osei,cleo,N/A,4,3.0,1,3.0
`;

const MASTERY_ELSEWHERE = `Nombre;Identificación;SIS;Resultado de Maths > 6.RP.A.1;Puntos de Maths > 6.RP.A.1;Resultado de Lectura > R.1;Puntos de Lectura > R.1
Ada Lovelace;1;ada;2,5;3,0;;3,0
Ben Okri;2;ben;3,0;3,0;1,0;3,0
`;

const OUTCOME_RESULTS = `student name,student id,student sis id,assessment title,assessment id,submission date,learning outcome name,outcome score,learning outcome mastery score
Ada Lovelace,1,ada,Quiz,5,2026-09-28T10:00:00Z,R.1,2.0,3.0
Ada Lovelace,1,ada,Quiz,5,2026-09-28T10:00:00Z,6.RP.A.1,4,3.0
Ben Okri,ben,N/A,Quiz,5,2026-09-28T10:00:00Z,I can divide,4,3.0
Ben Okri,ben,N/A,Essay,6,2026-09-29T10:00:00Z,R.1,,3.0
`;

const GRADEBOOK = `Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (123),6.RP.A.10 (77),Essay,Current Score,Final Grade
    Points Possible,,,,,10,20,,(read only),(read only)
"Lovelace, Ada",1,ada,al,6A,8,12,3,80,B
"Okri, Ben",2,ben,bo,6A,,5,,,
"Osei, Cleo",3,cleo,co,6B,EX,-,2,,
"Student, Test",9,,x,6A,10,20,4,100,A
`;

const QUIZ = `Timestamp,Student ID,Score,Which is 3:2?,Which is 3:2? [Score],Quote [Score]
2026/09/28 10:22:31 AM GMT+2,ada,8 / 10,6:4,1.00 / 2,-- / 0
2026/09/29 9:02:31 AM GMT+2,ben,"7,5/10","a, b",2.00 / 2,1 / 1
`;

const QUIZ_BY_ROW = `Zeitstempel,Punktzahl,Your name?,Which?
2026/09/28 10:22,8 / 10,Ada Lovelace,R.1
2026/09/29 10:22,3 / 10,Ben Okri,6.RP.A.2
`;

const STANDARD_SCORES = `mastery_score,near_mastery_score,standard_id,score_id,student_id,score_state,percentage,score_value,standard_name,student_number,assessment_date
3,2,s1,9,77,Mastery,80%,4,6.RP.A.1,ada,2026-09-28
3,2,s1,10,78,,,,6.RP.A.1,ben,2026-09-28
3,2,s2,11,78,Near Mastery,55,2,Speaking,ben,2026-09-29
`;

const ITEMS = `student_id,assessment_name,question_1_standard,question_1_points_possible,question_1_points,question_2_standard,question_2_points_possible,question_2_points,question_3_standard,question_3_points_possible,question_3_points
ada,Unit 1,6.RP.A.1,2,1,6.RP.A.1,3,3,R.1,4,
ben,Unit 1,6.RP.A.1,2,0.1,"6.RP.A.1, R.1",3,0.2,R.1,4,2
`;

const BENCHMARK = `TEST_ID,Student_ID,FNAME,test_date,perc_cor,ach_lev,6.RP.A.1,na,R.1,na
B1,ada,Ada,2026-09-28,80,3,75,na,na,na
B1,ben,Ben,2026-09-28,40,1,30,na,60,na
`;

const MAP = `TermName,StudentID,MeasurementScale,TestName,TestID,TestStartDate,TestRITScore,TestPercentile,Goal1Name,Goal1RitScore
Fall,ada,Mathematics,Growth,1,2026-09-20,215,60,Ratios,200
Fall,ben,Mathematics,Growth,3,2026-09-21,231,,Ratios,
Fall,ada,Reading,Growth,2,2026-09-20,180,20,Words,170
`;
const SUBJECTS = '--map Mathematics=6.RP.A.1 --map Ratios=6.RP.A.2,R.1';

const STATE_TEST = `State Student ID,Test Date,Math Scale Score,Math Performance Level
ada,2026-09-20,2500,Met Standard
ben,2026-09-20,2400,Level 2
`;
const BY_STATE_ID = '--map "student_id=State Student ID"';

const table = (name: string, format: string, text: string, flags?: string): Seed => ({
  name,
  kind: 'evidence',
  format,
  files: { 'scores.csv': text },
  ...(flags === undefined ? {} : { flags }),
});

export const EVIDENCE_SEEDS: readonly Seed[] = [
  {
    name: 'results of OneRoster 1.2',
    kind: 'evidence',
    format: 'oneroster-1.2',
    files: RESULTS_1_2,
  },
  {
    name: 'results of OneRoster 1.1',
    kind: 'evidence',
    format: 'oneroster-1.1',
    files: RESULTS_1_1,
    flags: '--map "Check 1=6.RP.A.1" --map Quiz=6.RP.A.2,R.1',
  },
  table('mastery of Canvas', 'canvas-mastery', MASTERY, `${DAY} --map Quotes=R.1,6.NS.B.1`),
  table('mastery of Canvas in another language', 'canvas-mastery', MASTERY_ELSEWHERE, DAY),
  table('outcome results of Canvas', 'canvas-outcome-results', OUTCOME_RESULTS),
  table(
    'a gradebook of Canvas',
    'canvas-gradebook',
    GRADEBOOK,
    `${DAY} --map "Quiz 1=6.RP.A.1,R.1" --map Essay=6.RP.A.2`,
  ),
  table(
    'a quiz of Google Forms',
    'google-forms',
    QUIZ,
    '--map Score=6.RP.A.1 --map "Which is 3:2?=R.1" --map Quote=',
  ),
  table(
    'a quiz of Google Forms by competency',
    'google-forms',
    QUIZ_BY_ROW,
    '--map competency=Which? --map "student=Your name?"',
  ),
  table('scores of MasteryConnect', 'masteryconnect', STANDARD_SCORES, '--map Speaking=R.1'),
  table(
    'scores of MasteryConnect in words',
    'masteryconnect',
    STANDARD_SCORES,
    '--map Speaking=R.1 --value Mastery=3 --value "Near Mastery=2"',
  ),
  table('questions of MasteryConnect', 'masteryconnect-items', ITEMS, DAY),
  table('a benchmark of MasteryConnect', 'masteryconnect-benchmark', BENCHMARK, '--out-of 100'),
  table('MAP with cuts', 'nwea-map', MAP, `${SUBJECTS} --cuts 1=0,2=201,3=215,4=230`),
  table('MAP by percentile', 'nwea-map', MAP, `${SUBJECTS} --out-of 99`),
  table(
    'a state test by level',
    'outside-test',
    STATE_TEST,
    `${BY_STATE_ID} --map "Math Performance Level=6.RP.A.1" --value "Met Standard=3"`,
  ),
  table(
    'a state test by cuts',
    'outside-test',
    STATE_TEST,
    `${BY_STATE_ID} --map "Math Scale Score=6.RP.A.1" --cuts 1=0,2=2300,3=2450,4=2600`,
  ),
];
