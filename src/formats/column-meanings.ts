/** What the columns of a table mean as far as its headers are known, for the check of its cells. */
import type { Meaning } from './empty-words.js';
import { normalHeader } from './names.js';
import { ROSTER_FIELDS } from './native/roster-fields.js';
import { ID_HEADERS, STATE_IDS } from './native/student-id-headers.js';

/** The meanings of columns by their headers; of several ids of students the best one is the id. */
export function columnMeanings(headers: readonly string[]): readonly (Meaning | null)[] {
  const names = headers.map(normalHeader);
  const best = WHO.find((name) => names.includes(name));
  const isOfOutcomes = names.some((name) => OUTCOMES.test(name));
  const isOfGradebook = GRADEBOOK.every((some) => some.some((name) => names.includes(name)));
  return names.map((name) => {
    // The reader of outcomes takes another id where Canvas writes "N/A" for this one.
    if (isOfOutcomes && name === 'studentsisid') return null;
    return name === best && !isOfGradebook ? 'id' : (KNOWN.get(name) ?? furtherId(name));
  });
}

/** Headers of the id of a student, best first; that of a state stands beside it. */
const WHO = ID_HEADERS.filter((name) => !STATE_IDS.includes(name));

/** A column of an export of outcomes by Canvas. */
const OUTCOMES = /masterypoints$|^outcomescore$/;

/** Columns of a gradebook of Canvas, one of each: where one id is missing, another is taken. */
const GRADEBOOK = [['id'], ['section'], ['sisuserid', 'sisloginid']];

/** An id beside the one that counts may be missing. */
function furtherId(name: string): Meaning | null {
  return name.length > 2 && /(id|identifier)$/.test(name) ? 'other' : null;
}

const NAMES = ['first_name', 'last_name', 'name'];
const CODES = ['section', 'section_name', 'grade'];
const OTHERS = ['email', 'course', 'teacher', 'teacher_first_name', 'teacher_last_name', 'school'];

const KNOWN: ReadonlyMap<string, Meaning> = new Map([
  ...headersOf(OTHERS).map((name): [string, Meaning] => [name, 'other']),
  ...headersOf(CODES).map((name): [string, Meaning] => [name, 'code']),
  ...headersOf(NAMES).map((name): [string, Meaning] => [name, 'name']),
  ...STATE_IDS.map((name): [string, Meaning] => [name, 'other']),
  ...['code', 'humancodingscheme', 'statementnotation', 'competencycode', 'standardcode'].map(
    (name): [string, Meaning] => [name, 'id'],
  ),
  ...['statement', 'fullstatement'].map((name): [string, Meaning] => [name, 'text']),
]);

function headersOf(fields: readonly string[]): readonly string[] {
  return ROSTER_FIELDS.filter(({ name }) => fields.includes(name)).flatMap(
    ({ accepts }) => accepts,
  );
}
