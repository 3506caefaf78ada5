/**
 * The columns of the gradebook files of OneRoster, in the order of the tables of the standard: 1EdTech,
 * OneRoster 1.1 and 1.2 CSV.
 */

export type Version = '1.1' | '1.2';

export type FileName =
  | 'categories'
  | 'lineItems'
  | 'results'
  | 'scoreScales'
  | 'lineItemScoreScales'
  | 'lineItemLearningObjectiveIds'
  | 'resultLearningObjectiveIds';

const LINE_ITEM = ['title', 'description', 'assignDate', 'dueDate', 'classSourcedId'];
const RESULT = ['lineItemSourcedId', 'studentSourcedId', 'scoreStatus', 'score', 'scoreDate'];

/** Those that a version has; each file begins with `COMMON`. */
export const COLUMNS: Readonly<Record<Version, Partial<Record<FileName, readonly string[]>>>> = {
  '1.1': {
    categories: ['title'],
    lineItems: [
      ...LINE_ITEM,
      'categorySourcedId',
      'gradingPeriodSourcedId',
      'resultValueMin',
      'resultValueMax',
    ],
    results: [...RESULT, 'comment'],
  },
  '1.2': {
    categories: ['title', 'weight'],
    lineItems: [
      ...LINE_ITEM,
      'categorySourcedId',
      'academicSessionSourcedId',
      'resultValueMin',
      'resultValueMax',
      'schoolSourcedId',
    ],
    results: [
      ...RESULT,
      'comment',
      'textScore',
      'classSourcedId',
      'inProgress',
      'incomplete',
      'late',
      'missing',
    ],
    scoreScales: [
      'title',
      'type',
      'orgSourcedId',
      'courseSourcedId',
      'classSourcedId',
      'scoreScaleValue',
    ],
    lineItemScoreScales: ['title', 'lineItemSourcedId', 'scoreScaleSourcedId'],
    lineItemLearningObjectiveIds: ['lineItemSourcedId', 'source', 'learningObjectiveId'],
    resultLearningObjectiveIds: [
      'resultSourcedId',
      'source',
      'learningObjectiveId',
      'score',
      'textScore',
    ],
  },
};

export const COMMON = ['sourcedId', 'status', 'dateLastModified'];

/** Every file that the manifest of a version has to name. */
export const MANIFEST: Readonly<Record<Version, readonly string[]>> = {
  '1.1': [
    'academicSessions',
    'categories',
    'classes',
    'classResources',
    'courses',
    'courseResources',
    'demographics',
    'enrollments',
    'lineItems',
    'orgs',
    'resources',
    'results',
    'users',
  ],
  '1.2': [
    'academicSessions',
    'categories',
    'classes',
    'classResources',
    'courses',
    'courseResources',
    'demographics',
    'enrollments',
    'lineItemLearningObjectiveIds',
    'lineItems',
    'lineItemScoreScales',
    'orgs',
    'resources',
    'resultLearningObjectiveIds',
    'results',
    'resultScoreScales',
    'roles',
    'scoreScales',
    'userProfiles',
    'userResources',
    'users',
  ],
};
