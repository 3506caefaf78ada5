/** The name of the student in a row of a flat roster, however its columns have it. */
import type { Problem } from '../../core/errors.js';
import { folded, type GivenAndFamily, splitName } from '../../core/names.js';
import { type Columns, normalHeader } from '../headers.js';
import type { TableRow, TextTable } from '../table.js';
import { at } from './sheet.js';

export interface RosterNames {
  readonly of: (row: TableRow) => GivenAndFamily;
  readonly problems: readonly Problem[];
}

/**
 * First and last name where the file has them apart, else the full name split. A column that is only
 * called "name" (`Nom`, `Nombre` …) holds what is missing beside a given or a family name alone.
 */
export function rosterNames(table: TextTable, columns: Columns): RosterNames {
  const read = (row: TableRow, field: string) => columns.get(row, field);
  const beside = besideName(table, columns);
  const header = columns.header('name') ?? '';
  const familyFirst = FAMILY_FIRST.test(normalHeader(header));
  const of = (row: TableRow): GivenAndFamily => {
    const whole = read(row, 'name');
    const given = beside === 'given' ? whole : read(row, 'first_name');
    const family = wholeFamily(row, columns, beside === 'family' ? whole : read(row, 'last_name'));
    if ((given !== '' && family !== '') || whole === '' || beside !== null)
      return { given, family };
    return familyFirst && !whole.includes(',') ? firstWordFamily(whole) : splitName(whole);
  };
  const isUsual = USUAL_HALF.test(
    `${normalHeader(header)} ${normalHeader(columns.header('first_name') ?? '')}`,
  );
  const problems = beside === null || isUsual ? [] : [nameTaken(table, header, beside)];
  const numbers = WHO.test(normalHeader(header)) ? noLetters(table, of) : [];
  return { of, problems: [...problems, ...numbers] };
}

/** Headers that may stand over names or over ids. */
const WHO =
  /^(student|pupil|learner|\u00e9l\u00e8ve|eleve|sch\u00fcler|schueler|alumno|estudiante|aluno|studente|alunno|leerling)$/;

/** Words that mean one half of a name in their language, where the other half has a column. */
const USUAL_HALF = /^(nom|nombre|nome|naam) |^name (vorname|vornamen|rufname)$/;

const FAMILY_FIRST =
  /lfm$|^(student)?(name)?last(name)?first|^nomet?pr|^nachname|^namevor|^apellidos|^cognome/;

/** A family name with what other columns have of it: `van der` before, a second one after. */
function wholeFamily(row: TableRow, columns: Columns, family: string): string {
  const parts = [columns.get(row, 'family_prefix'), family, columns.get(row, 'second_family_name')];
  return family === '' ? '' : parts.filter((part) => part !== '').join(' ');
}

function firstWordFamily(name: string): GivenAndFamily {
  const [family = '', ...given] = name.trim().split(/\s+/);
  return { given: given.join(' '), family };
}

/** Which half a column called "name" holds, where the other half stands alone beside it. */
function besideName(table: TextTable, columns: Columns): 'given' | 'family' | null {
  const [first, last, name] = ['first_name', 'last_name', 'name'].map(columns.has);
  if (name !== true || first === last) return null;
  const other = first === true ? 'first_name' : 'last_name';
  const rows = table.rows.filter((row) => columns.get(row, 'name') !== '');
  const holding = rows.filter((row) =>
    words(columns.get(row, 'name')).includes(folded(columns.get(row, other))),
  );
  if (rows.length === 0 || holding.length * 2 > rows.length) return null;
  return first === true ? 'family' : 'given';
}

function words(name: string): string[] {
  const whole = folded(name).replace(/,/g, ' ');
  const each = whole.split(/\s+/);
  // A given name may be of two words, a family name of three.
  const pairs = each.flatMap((_, at) => [each.slice(at, at + 2), each.slice(at, at + 3)]);
  return [...each, ...pairs.map((pair) => pair.join(' '))];
}

function nameTaken(table: TextTable, header: string, half: 'given' | 'family'): Problem {
  const message = `"${header}" is taken as the ${half} name, as the other stands in a column of its own: --map "${half === 'given' ? 'first_name' : 'last_name'}=${header}" settles it`;
  return at(table, 'name_taken', 'warning', message);
}

/** Ids in the place of names. */
function noLetters(table: TextTable, of: (row: TableRow) => GivenAndFamily): Problem[] {
  const named = table.rows.map(of).filter(({ given, family }) => given !== '' || family !== '');
  if (named.length === 0 || named.some(({ given, family }) => /\p{L}/u.test(given + family)))
    return [];
  const message = 'the column for names holds no names but numbers: --map "name=HEADER"';
  return [at(table, 'name_without_letters', 'error', message)];
}
