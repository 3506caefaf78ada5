/**
 * What schools send at its full size: a district's OneRoster zip, a page of evidence in which every row
 * is wrong, a zip that unpacks without end, and a state's standards. Whole processes, with their largest
 * memory.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { median, timed } from './timing.mjs';

const STUDENTS = 12_000;
const CLASSES = 2_000;
const ENROLLMENTS = 50_000;
const BAD_ROWS = 200_000;
const BOMB_BYTES = 32 * 1024 * 1024;
const ITEMS = 2_300;
const RUNS = 3;

/** Prints the table; `pl` gives the words of a command, `run` runs one. */
export function takingIn(folder, pl, run, env) {
  const file = (name, bytes) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const cases = [
    [
      `OneRoster 1.2, ${STUDENTS} students, ${ENROLLMENTS} enrollments`,
      ['roster', file('district.zip', zipSync(oneRoster()))],
      '≤ 15 s, ≤ 300 MB',
    ],
    [
      `${BAD_ROWS} rows of evidence, all bad`,
      ['evidence', file('bad.csv', badEvidence())],
      '≤ 10 s',
    ],
    [
      'a 32 MB bomb',
      [
        'roster',
        file('bomb.zip', zipSync({ 'users.csv': new Uint8Array(BOMB_BYTES) }, { level: 9 })),
      ],
      '≤ 2 s',
    ],
    [
      `a CASE package of ${ITEMS} items`,
      ['standards', file('case.json', casePackage())],
      '≤ 1.5 s',
    ],
  ];
  console.log(
    '\n| taking in | seconds | largest memory | exit code | goal |\n|---|---|---|---|---|',
  );
  for (const [name, [kind, path], goal] of cases) {
    const runs = Array.from({ length: RUNS }, () => {
      const db = join(folder, 'taking-in.db');
      for (const suffix of ['', '-wal', '-shm']) rmSync(db + suffix, { force: true });
      run('init', '--db', db);
      return once(folder, pl('import', kind, path, '--db', db), env);
    });
    const of = (key) => median(runs.map((one) => one[key]));
    console.log(
      `| ${name} | ${of('seconds').toFixed(2)} | ${(of('peak') / 1e6).toFixed(0)} MB | ${of('status')} | ${goal} |`,
    );
  }
}

function once(folder, command, env) {
  const peakFile = join(folder, 'peak');
  const watched = {
    ...env,
    PEAK_FILE: peakFile,
    NODE_OPTIONS: `--require ${resolve('test/bench/peak.cjs')}`,
  };
  const { seconds, status } = timed(command, watched);
  return { seconds, status, peak: Number(readFileSync(peakFile, 'utf8')) };
}

const csv = (header, rows) => Buffer.from(`${[header, ...rows].join('\n')}\n`);
const many = (count, line) => Array.from({ length: count }, (_, n) => line(n));

function oneRoster() {
  const files = ['orgs', 'academicSessions', 'courses', 'classes', 'users', 'roles', 'enrollments'];
  const absent = [
    'categories',
    'classResources',
    'courseResources',
    'demographics',
    'lineItemLearningObjectiveIds',
    'lineItems',
    'lineItemScoreScales',
    'resources',
    'resultLearningObjectiveIds',
    'results',
    'resultScoreScales',
    'scoreScales',
    'userProfiles',
    'userResources',
  ];
  const start = 'sourcedId,status,dateLastModified';
  return {
    'manifest.csv': csv('propertyName,value', [
      'manifest.version,1.0',
      'oneroster.version,1.2',
      ...files.map((name) => `file.${name},bulk`),
      ...absent.map((name) => `file.${name},absent`),
    ]),
    'orgs.csv': csv(`${start},name,type,identifier,parentSourcedId`, [
      ...many(20, (n) => `org-${n},,,School ${n},school,${n},`),
    ]),
    'academicSessions.csv': csv(
      `${start},title,type,startDate,endDate,parentSourcedId,schoolYear`,
      ['year,,,2026-2027,schoolYear,2026-08-01,2027-07-01,,2027'],
    ),
    'courses.csv': csv(
      `${start},schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes`,
      many(20, (n) => `course-${n},,,year,Mathematics ${n},M${n},,org-${n},,`),
    ),
    'classes.csv': csv(
      `${start},title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods`,
      many(
        CLASSES,
        (n) => `class-${n},,,Class ${n},,course-${n % 20},C${n},scheduled,,org-${n % 20},year,,,`,
      ),
    ),
    'users.csv': csv(
      `${start},enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns`,
      many(
        STUDENTS,
        (n) =>
          `user-${n},,,true,user${n},{SIS:${String(n).padStart(6, '0')}},Given${n % 97},Family${n},,${String(n).padStart(6, '0')},user${n}@example.org,,,,${String(n % 12).padStart(2, '0')},,,,,,org-${n % 20},`,
      ),
    ),
    'roles.csv': csv(
      `${start},userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId`,
      many(STUDENTS, (n) => `role-${n},,,user-${n},primary,student,,,org-${n % 20},`),
    ),
    'enrollments.csv': csv(
      `${start},classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate`,
      many(ENROLLMENTS, (n) => {
        const student = n % STUDENTS;
        const place = (student * 7 + Math.floor(n / STUDENTS) * 131) % CLASSES;
        return `enrollment-${n},,,class-${place},org-${place % 20},user-${student},student,false,2026-08-01,2027-07-01`;
      }),
    ),
  };
}

function badEvidence() {
  return csv(
    'student_id,competency,score,date',
    many(BAD_ROWS, (n) => `nobody-${n},no.such.${n % 500},many,2026-13-45`),
  );
}

function casePackage() {
  const guid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const uri = (n) => `https://example.org/ims/case/v1p0/CFItems/${guid(n)}`;
  const changed = '2026-01-01T00:00:00+00:00';
  const node = (n, title) => ({ title, identifier: guid(n), uri: uri(n) });
  const document = { identifier: guid(0), uri: uri(0), creator: 'State', title: 'Mathematics' };
  return JSON.stringify({
    CFDocument: { ...document, lastChangeDateTime: changed },
    CFItems: many(ITEMS, (n) => ({
      identifier: guid(n + 1),
      uri: uri(n + 1),
      fullStatement: `The student is able to do what is written in item ${n} of this package.`,
      humanCodingScheme: `M.${Math.floor(n / 10)}.${n % 10}`,
      CFItemType: n % 10 === 0 ? 'Strand' : 'Student Expectation',
      educationLevel: ['07'],
      language: 'en',
      lastChangeDateTime: changed,
    })),
    CFAssociations: many(ITEMS, (n) => ({
      identifier: guid(100_000 + n),
      uri: uri(100_000 + n),
      associationType: 'isChildOf',
      sequenceNumber: n % 10,
      originNodeURI: node(n + 1, `item ${n}`),
      destinationNodeURI: n % 10 === 0 ? node(0, 'Mathematics') : node(n - (n % 10) + 1, 'strand'),
      lastChangeDateTime: changed,
    })),
  });
}
