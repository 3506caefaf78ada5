/** The tables of OneRoster CSV: their columns in the order of the standard, and what they must say. */

export type Version = '1.1' | '1.2';

/** One column as the standard has it. */
export interface StandardColumn {
  readonly name: string;
  /** `key`: the file cannot be read without it; `required`: the standard asks for it. */
  readonly need: 'key' | 'required' | 'optional';
}

/** Names with `!` for `key` and `*` for `required`, in their order. */
const COMMON = 'status dateLastModified';

/** Rows that nothing else names can be read without an id of their own. */
const UNNAMED: readonly string[] = [
  'roles',
  'enrollments',
  'lineItemLearningObjectiveIds',
  'resultLearningObjectiveIds',
];

const USERS =
  'username* userIds givenName! familyName! middleName identifier email sms phone agentSourcedIds grades password';

const LINE_ITEMS =
  'title! description assignDate* dueDate* classSourcedId* categorySourcedId* {session}* resultValueMin resultValueMax';

const TABLES = {
  orgs: 'name! type* identifier parentSourcedId',
  academicSessions: 'title! type* startDate* endDate* parentSourcedId schoolYear*',
  courses: 'schoolYearSourcedId title! courseCode grades orgSourcedId* subjects subjectCodes',
  classes:
    'title! grades courseSourcedId* classCode classType* location schoolSourcedId* termSourcedIds* subjects subjectCodes periods',
  users: {
    '1.1': `enabledUser* orgSourcedIds* role* ${USERS}`,
    '1.2': `enabledUser* ${USERS} userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns`,
  },
  roles: 'userSourcedId! roleType* role! beginDate endDate orgSourcedId* userProfileSourcedId',
  enrollments: 'classSourcedId! schoolSourcedId* userSourcedId! role! primary beginDate endDate',
  lineItems: {
    '1.1': LINE_ITEMS.replace('{session}', 'gradingPeriodSourcedId'),
    '1.2': `${LINE_ITEMS.replace('{session}', 'academicSessionSourcedId')} schoolSourcedId`,
  },
  results: {
    '1.1': 'lineItemSourcedId! studentSourcedId! scoreStatus* score* scoreDate* comment',
    '1.2':
      'lineItemSourcedId! studentSourcedId! scoreStatus* score scoreDate* comment textScore classSourcedId inProgress incomplete late missing',
  },
  lineItemLearningObjectiveIds: 'lineItemSourcedId! source* learningObjectiveId!',
  resultLearningObjectiveIds: 'resultSourcedId! source* learningObjectiveId! score textScore',
} satisfies Record<string, string | Record<Version, string>>;

/** The files that `pl` reads. */
export type TableName = keyof typeof TABLES;

/** The columns of a file, in the order of the standard. */
export function standardColumns(name: TableName, version: Version): readonly StandardColumn[] {
  const table: string | Record<Version, string> = TABLES[name];
  const own = typeof table === 'string' ? table : table[version];
  const id = UNNAMED.includes(name) ? 'sourcedId*' : 'sourcedId!';
  return `${id} ${COMMON} ${own}`.split(' ').map((word): StandardColumn => {
    if (word.endsWith('!')) return { name: word.slice(0, -1), need: 'key' };
    if (word.endsWith('*')) return { name: word.slice(0, -1), need: 'required' };
    return { name: word, need: 'optional' };
  });
}

/** The columns that only the other version has: what they say is understood. */
export function otherColumns(name: TableName, version: Version): readonly StandardColumn[] {
  const own = new Set(standardColumns(name, version).map((column) => column.name));
  const others = standardColumns(name, version === '1.1' ? '1.2' : '1.1');
  return others.filter((column) => !own.has(column.name));
}

/** How published sets spell columns otherwise: by `columnKey`, the column that is meant. */
const MISSPELT: Readonly<Record<string, string>> = {
  datalastmodified: 'dateLastModified',
  datelastmodifed: 'dateLastModified',
  lastmodified: 'dateLastModified',
  prefferedgivenname: 'preferredGivenName',
  preferedgivenname: 'preferredGivenName',
  prefferedmiddlename: 'preferredMiddleName',
  prefferedfamilyname: 'preferredFamilyName',
  grade: 'grades',
  userid: 'userIds',
  agents: 'agentSourcedIds',
  orgsourcedid: 'orgSourcedIds',
  orgsourcedids: 'orgSourcedId',
  termsourcedid: 'termSourcedIds',
  sourceid: 'sourcedId',
};

/** A header without what files differ in; the prefix of an extension column stays: `metadata.x`. */
export function columnKey(header: string): string {
  return header.toLowerCase().replace(/[\s_-]/g, '');
}

/** The column of the standard that a header means, well or badly spelt; null: none of this file. */
export function columnMeant(
  header: string,
  columns: readonly StandardColumn[],
): StandardColumn | null {
  const key = columnKey(header);
  const meant = MISSPELT[key];
  return (
    columns.find(({ name }) => columnKey(name) === key) ??
    columns.find(({ name }) => name === meant) ??
    null
  );
}

/** The data files that a manifest speaks of. */
export function fileNames(version: Version): readonly string[] {
  return version === '1.1' ? FILES_1_1 : [...FILES_1_1, ...FILES_1_2];
}

const FILES_1_1 = [
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
];

const FILES_1_2 = [
  'lineItemLearningObjectiveIds',
  'lineItemScoreScales',
  'resultLearningObjectiveIds',
  'resultScoreScales',
  'roles',
  'scoreScales',
  'userProfiles',
  'userResources',
];
