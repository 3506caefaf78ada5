/**
 * Texts of 200,000 characters on which a pattern that tries every way would not end today: each is
 * read in one go. That a test ends at all is what it says; the time is the test runner's.
 */
import { describe, expect, it } from 'vitest';
import { readAssignments } from '../../src/core/entering/assignments.js';
import { sheetRows } from '../../src/core/entering/cells.js';
import { readLetters } from '../../src/core/grades/letters.js';
import { dateReader } from '../../src/core/importing/dates.js';
import { readNumber } from '../../src/core/importing/records.js';
import { matchCompetency } from '../../src/core/matching/competencies.js';
import { headerReader } from '../../src/core/matching/headers.js';
import { saysNoScore } from '../../src/core/matching/no-score-words.js';
import { matchStudent } from '../../src/core/matching/students.js';
import { normalGrade, splitName } from '../../src/core/names.js';
import { POLICY_KEYS, readPolicyValue } from '../../src/core/policy.js';
import { readLevels } from '../../src/core/scale-text.js';
import { normalHeader } from '../../src/formats/names.js';
import { onOneLine } from '../../src/formats/one-line.js';
import { plainText } from '../../src/formats/standards/plain-text.js';
import { readTable } from '../../src/formats/table.js';
import { csvText } from '../../src/output/csv.js';
import { visible, visibleMessage } from '../../src/output/safe.js';
import { pupil } from '../core/people.js';
import { gradebook } from '../support/book.js';
import { file, pl, smallSchool } from '../support/pl.js';
import { LONG } from '../trials/size.js';

const MANY = 200_000;

/** What a pattern could go through in many ways, with an end that spoils all of them. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['blanks', `a${' '.repeat(MANY)}x`],
  ['tabs', `a${'\t'.repeat(MANY)}x`],
  ['lines', `a${'\n'.repeat(MANY)}x`],
  ['digits', `${'1'.repeat(MANY)}x`],
  ['points', `1${'.'.repeat(MANY)} x`],
  ['digits and points', `${'1.'.repeat(MANY / 2)}x`],
  ['letters', `${'a'.repeat(MANY)}!`],
  ['words', `${'ab '.repeat(MANY / 4)}=`],
  ['codes', `${'r1 '.repeat(MANY / 4)}?`],
  ['words of marks', `${'mastery points '.repeat(MANY / 16)}x`],
  ['dashes', `a${'-'.repeat(MANY)}x`],
  ['colons', `a${':'.repeat(MANY)}x`],
  ['commas', `a${','.repeat(MANY)}x`],
  ['signs of equality', `a${'='.repeat(MANY)}x`],
  ['quotes', `1="${'"'.repeat(MANY)}x`],
  ['quotes apart', `1=${'"a'.repeat(MANY / 2)},`],
  ['open brackets', `${'['.repeat(MANY)}x`],
  ['open braces', `a=${'{'.repeat(MANY)}x`],
  ['brackets', `${'[a]'.repeat(MANY / 4)}x`],
  ['comments that never end', '<!-- '.repeat(MANY / 5)],
  ['scripts that never end', '<script>'.repeat(MANY / 8)],
  ['tags that never end', '<p '.repeat(MANY / 3)],
  ['entities that never end', '&amp'.repeat(MANY / 4)],
  ['marks on one letter', `a${'\u0301'.repeat(MANY)}`],
  ['joiners', `\u0627${'\u200d'.repeat(MANY)}\u0627`],
  ['escapes', '\x1b['.repeat(MANY / 2)],
  ['a day and blanks', `2026-10-01 10:22${' '.repeat(MANY)}x`],
  ['a level and blanks', `1${' '.repeat(MANY)}x`],
  ['a policy and blanks', `A: met 3${' '.repeat(MANY)}x`],
];

const book = gradebook(`
  6.RP.1
  6.RP.2 requires 6.RP.1
  ada 6.RP.1 3 2026-09-01 test`);

/** Whether what reads a text does so, or says in words that it cannot. */
const READERS: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  ['a student', (text) => matchStudent([pupil(1, 'Ada', 'Lovelace')], text)],
  ['a competency', (text) => matchCompetency(book.standards, book.standards.ordered, text)],
  ['a header', (text) => headerReader(book.standards, null)(text)],
  ['the words of a header', saysNoScore],
  ['the name of a column', normalHeader],
  ['a number', readNumber],
  ['a day', dateReader('DD/MM/YYYY')],
  ['a name', splitName],
  ['a grade', normalGrade],
  ['assignments', (text) => readAssignments([text])],
  ['a paste', sheetRows],
  ['letters', readLetters],
  ['a scale', refusing(readLevels)],
  ['policies', (text) => POLICY_KEYS.map((key) => readPolicyValue(key, text))],
  ['a page', plainText],
  ['a cell', onOneLine],
  ['a line for a terminal', visible],
  ['a message', visibleMessage],
  ['a table', (text) => readTable(Buffer.from(`a,b\n${text}`), 'x.csv')],
  ['a table in quotes', (text) => readTable(Buffer.from(csvText(['a'], [[text]])), 'x.csv')],
];

const FEW = TEXTS.filter(([name]) => ['blanks', 'digits', 'words'].includes(name));

function refusing(read: (text: string) => unknown): (text: string) => unknown {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      expect((error as Error).name).toBe('PlError');
      return null;
    }
  };
}

describe.each(READERS)('%s', (_, read) => {
  it.each(TEXTS)('of very many %s', (_name, text) => {
    expect(() => read(text)).not.toThrow();
  });
});

describe('a file of', () => {
  it.each(LONG ? TEXTS : FEW)('very many %s is taken or refused', async (_, text) => {
    await smallSchool();
    const cell = `"${text.replaceAll('"', '""')}"`;
    file('evidence.csv', `student_id,6.RP.A.1,${cell},date\nada,3,${cell},2026-09-01\n`);
    file('roster.csv', `student_id,name,${cell}\n${cell},${cell},x\n`);
    file('standards.csv', `code,statement,requires\n${cell},${cell},${cell}\n`);
    for (const kind of ['evidence', 'roster', 'standards'])
      expect([0, 1, 3]).toContain((await pl(`import ${kind} ${kind}.csv --dry-run --json`)).code);
  });
});
