/** Seeds of evidence in the formats of other systems, about the students of the small school. */
import { type Files, manifest11, manifest12 } from '../../support/oneroster.js';
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
];
