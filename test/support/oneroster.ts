/** OneRoster sets for tests: a small school in memory, whose files a test changes as it likes. */
import type { Files } from './members.js';
import { read } from './roster-sets.js';

/** A OneRoster set read, by the letter where `strict`: also the codes of its problems, and its errors. */
export function readOneRoster(files: Files, strict = false) {
  const { set, problems, unread } = read(files, strict);
  return {
    set,
    unread,
    problems,
    codes: [...new Set(problems.map(({ code }) => code))].sort(),
    errors: problems.filter(({ severity }) => severity === 'error'),
  };
}

/** When a row of a delta was last changed. */
export const STAMP = '2026-11-20T08:00:00.000Z';

function manifest(version: string, names: string, modes: Readonly<Record<string, string>>): string {
  const files = names.split(' ').map((name) => `file.${name},${modes[name] ?? 'absent'}`);
  const head = ['propertyName,value', 'manifest.version,1.0', `oneroster.version,${version}`];
  return [...head, ...files, ''].join('\n');
}

const NAMES_1_1 =
  'academicSessions categories classes classResources courses courseResources demographics enrollments lineItems orgs resources results users';

const NAMES_1_2 = `${NAMES_1_1} lineItemLearningObjectiveIds lineItemScoreScales resultLearningObjectiveIds resultScoreScales roles scoreScales userProfiles userResources`;

export function manifest11(modes: Readonly<Record<string, string>>): string {
  return manifest('1.1', NAMES_1_1, modes);
}

export function manifest12(modes: Readonly<Record<string, string>>): string {
  return manifest('1.2', NAMES_1_2, modes);
}

const BULK = {
  orgs: 'bulk',
  academicSessions: 'bulk',
  courses: 'bulk',
  classes: 'bulk',
  users: 'bulk',
  enrollments: 'bulk',
};

const PLACES: Files = {
  'orgs.csv': `sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
d1,,,Valley District,district,,
hill,,,Hill School,school,,d1
lake,,,Lake School,school,,d1
`,
  'academicSessions.csv': `sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
y27,,,2026-2027,schoolYear,2026-08-17,2027-06-12,,2027
s1,,,Semester 1,semester,2026-08-17,2027-01-16,y27,2027
s2,,,Semester 2,semester,2027-01-16,2027-06-12,y27,2027
`,
  'courses.csv': `sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
m6,,,y27,Maths 6,M6,06,hill,,
`,
  'classes.csv': `sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
6a,,,Room 6A,06,m6,,scheduled,,hill,"s1,s2",,,
6b,,,Room 6B,06,m6,,scheduled,,hill,s1,,,
`,
  'enrollments.csv': `sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e1,,,6a,hill,fair,teacher,true,,
e2,,,6a,hill,ada,student,,2026-08-17,2027-01-16
e3,,,6a,hill,ben,student,,,
e4,,,6b,hill,ben,student,,,
`,
};

/** Ada and Ben at Hill School, Ms Fair who teaches them, and Ada's mother. */
export const SCHOOL_1_1: Files = {
  'manifest.csv': manifest11(BULK),
  ...PLACES,
  'users.csv': `sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
ada,,,true,hill,student,ada@hill.example,"{LDAP:ada.l},{SIS:0012}",Ada,Lovelace,,S-12,,,,mum,06,
ben,,,true,"hill,lake",student,ben,,Ben,Okri,,,ben@hill.example,,,,06,
fair,,,true,hill,teacher,fair,,Nora,Fair,,,fair@hill.example,,,,,
mum,,,true,hill,parent,mum,,Anna,Lovelace,,,mum@home.example,,555,ada,,
`,
};

/** The same school in the other version: roles stand in a file of their own. */
export const SCHOOL_1_2: Files = {
  'manifest.csv': manifest12({ ...BULK, roles: 'bulk' }),
  ...PLACES,
  'users.csv': `sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns
ada,,,true,ada@hill.example,"{LDAP:ada.l},{SIS:0012}",Ada,Lovelace,,S-12,,,,mum,06,,,,,,hill,
ben,,,true,ben,,Ben,Okri,,,ben@hill.example,,,,06,,,,,,hill,
fair,,,true,fair,,Nora,Fair,,,fair@hill.example,,,,,,,,,,hill,
mum,,,true,mum,,Anna,Lovelace,,,mum@home.example,,555,ada,,,,,,,,
`,
  'roles.csv': `sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
r1,,,ada,primary,student,,,hill,
r2,,,ben,secondary,student,,,lake,
r3,,,ben,primary,student,,,hill,
r4,,,fair,primary,teacher,,,hill,
r5,,,mum,primary,parent,,,hill,
`,
};

/** A set with some files changed; null takes one away. */
export function changed(files: Files, changes: Readonly<Record<string, string | null>>): Files {
  const all = Object.entries({ ...files, ...changes });
  return Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== null));
}

/** A file with a text replaced, which must be there. */
export function edited(files: Files, name: string, from: string, to: string): Files {
  const text = files[name] ?? '';
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return { ...files, [name]: text.replaceAll(from, to) };
}
