/** What holds of every gradebook that pl has written: each as a query that counts where it does not. */
import { isPolicyKey, readPolicyValue, writePolicyValue } from '../../core/policy.js';
import type { Gradebook } from '../open.js';
import { VERSIONED } from '../schema.js';
import { loadPolicies, loadScales } from '../standards.js';
import { type Finding, PUT_BACK } from './finding.js';

/** The columns by which two standing facts of a table would contradict each other. */
const ONE_EACH: Readonly<Record<string, string>> = {
  schools: 'id',
  terms: 'id',
  staff: 'id',
  sections: 'id',
  students: 'id',
  student_ids: 'student, type',
  school_students: 'student, school',
  student_groups: 'student, name',
  enrollments: 'student, section',
  teaching: 'staff, section',
  scales: 'id',
  frameworks: 'id',
  competencies: 'id',
  links: 'source, target, kind, via',
  policies: "coalesce(framework, 0), coalesce(competency, 0), key, coalesce(starts_on, '')",
  pathways: 'id',
  stages: 'id',
  requirements: 'stage, competency',
  evidence: 'student, competency, entry, number',
  overrides: 'student, competency',
  excuses: 'student, competency',
  years: 'name',
  taught: 'term, competency',
  comments: 'student, term, coalesce(framework, 0)',
  report_cards: 'number',
  report_card_marks: 'card, student',
};

/** What a column that names a thing names. */
const NOUNS: readonly (readonly [table: string, column: string, noun: string])[] = [
  ['evidence', 'student', 'student'],
  ['evidence', 'competency', 'competency'],
  ['overrides', 'student', 'student'],
  ['overrides', 'competency', 'competency'],
  ['excuses', 'student', 'student'],
  ['excuses', 'competency', 'competency'],
  ['enrollments', 'student', 'student'],
  ['enrollments', 'section', 'section'],
  ['students', 'id', 'student'],
  ['competencies', 'id', 'competency'],
  ['competencies', 'framework', 'framework'],
];

const DAYS: readonly (readonly [table: string, column: string])[] = [
  ['entries', 'day'],
  ['evidence', 'observed_on'],
  ['notes', 'on_day'],
  ['overrides', 'on_day'],
  ['excuses', 'on_day'],
  ['advances', 'on_day'],
];

interface Law {
  readonly code: string;
  readonly message: string;
  /** Counts the rows that break it. */
  readonly sql: string;
}

function laws(): Law[] {
  return [
    {
      code: 'gradebook',
      message: 'the gradebook has no name, or several',
      sql: "SELECT count(*) <> 1 OR min(uid) NOT GLOB '[a-z0-9]*' FROM gradebook",
    },
    ...VERSIONED.map((table) => ({
      code: 'history',
      message: `${table}: facts that end before they begin, or hold before they were said`,
      sql: `SELECT count(*) FROM ${table} WHERE ended <= made OR made < entry`,
    })),
    ...Object.entries(ONE_EACH).map(([table, columns]) => ({
      code: 'said_twice',
      message: `${table}: two standing facts about the same`,
      sql: `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ended IS NULL
        GROUP BY ${columns} HAVING count(*) > 1)`,
    })),
    ...NOUNS.map(([table, column, noun]) => ({
      code: 'wrong_kind',
      message: `${table}: ${column} is no ${noun}`,
      sql: `SELECT count(*) FROM ${table}
        WHERE ${column} NOT IN (SELECT id FROM identities WHERE noun = '${noun}')`,
    })),
    ...['evidence', 'overrides', 'excuses'].map((table) => ({
      code: 'of_nobody',
      message: `${table}: of students or competencies that are not in the gradebook`,
      sql: `SELECT count(*) FROM ${table} WHERE ended IS NULL
        AND (student NOT IN (SELECT id FROM students WHERE ended IS NULL)
          OR competency NOT IN (SELECT id FROM competencies WHERE ended IS NULL))`,
    })),
    ...DAYS.map(([table, column]) => ({
      code: 'no_day',
      message: `${table}: ${column} is not a day`,
      sql: `SELECT count(*) FROM ${table} WHERE date(${column}, '+0 days') IS NOT ${column}`,
    })),
    {
      code: 'entry_order',
      message: 'entries: a later one is of an earlier day or instant',
      sql: `SELECT count(*) FROM (SELECT day, at, lag(day) OVER o AS day_before, lag(at) OVER o AS at_before
          FROM entries WINDOW o AS (PARTITION BY gradebook ORDER BY number))
        WHERE day < day_before OR at < at_before`,
    },
    {
      code: 'undone',
      message: 'entries: one takes back another that comes after it',
      sql: 'SELECT count(*) FROM entries WHERE undoes >= id',
    },
    {
      code: 'identities',
      message: 'identities: two things of an entry have one number',
      sql: `SELECT count(*) FROM (SELECT 1 FROM identities GROUP BY entry, number
        HAVING count(*) > 1 OR number < 1)`,
    },
  ];
}

/** Which of them do not hold. */
export function factFindings(book: Gradebook): Finding[] {
  return [
    ...laws().flatMap(({ code, message, sql }) => {
      const rows = Number(book.db.prepare(sql).pluck().get());
      return rows === 0 ? [] : [{ code, message, rows, todo: PUT_BACK }];
    }),
    ...scaleFindings(book),
    ...policyFindings(book),
  ];
}

function scaleFindings(book: Gradebook): Finding[] {
  const bad = loadScales(book).filter(({ levels }) => !isScale(levels));
  if (bad.length === 0) return [];
  const message = 'scales: levels that cannot be read';
  return [{ code: 'scale', message, rows: bad.length, todo: PUT_BACK }];
}

/** Levels in ascending order, each a number with a name, one of which is mastery. */
function isScale(levels: unknown): boolean {
  if (!Array.isArray(levels) || levels.length === 0) return false;
  const known = levels as readonly Partial<Record<'value' | 'name' | 'mastery', unknown>>[];
  return (
    known.every(
      ({ value, name }, i) =>
        typeof value === 'number' &&
        typeof name === 'string' &&
        (i === 0 || Number(known[i - 1]?.value) < value),
    ) && known.filter(({ mastery }) => mastery === true).length === 1
  );
}

function policyFindings(book: Gradebook): Finding[] {
  const bad = loadPolicies(book).filter(({ key, value }) => {
    if (!isPolicyKey(key)) return true;
    return readPolicyValue(key, writePolicyValue(key, value)) === undefined;
  });
  if (bad.length === 0) return [];
  const message = `policies: settings that this pl cannot read (${[...new Set(bad.map(({ key }) => String(key)))].slice(0, 3).join(', ')})`;
  return [{ code: 'policy', message, rows: bad.length, todo: PUT_BACK }];
}
