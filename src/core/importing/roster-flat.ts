/** A flat roster, a row a student and section, as the parts that every other roster comes in. */
import { groupBy } from '../grouping.js';
import type { RosterRecord, Source } from './records.js';
import { rosterFaults } from './roster-faults.js';
import { isSound, type Row, rowReader, withOneId } from './roster-flat-rows.js';
import { enrollmentsIn, sectionOf, sectionsOf, teachingIn } from './roster-flat-sections.js';
import type { Place, RosterSet } from './roster-set.js';

/** A file of rows, and how it calls its columns. */
export interface FlatFile {
  readonly source: Source;
  readonly records: readonly RosterRecord[];
}

/**
 * The rows of all files with an id, a name and a status that can be read; the rest are faults.
 * Schools, terms and teachers are named and have no code. The rows speak for the sections that they
 * name, in whichever of the files that is. For `isOwnType` see `RosterSet`.
 */
export function setOfRows(
  files: readonly FlatFile[],
  isOwnType: (type: string) => boolean,
): RosterSet {
  const rows: Row[] = [];
  for (const { source, records } of files) {
    const read = rowReader(source.file);
    for (const record of records) rows.push(read(record));
  }
  const headers = new Map(files.map(({ source }) => [source.file, source.header]));
  return setOf(rows, { isOwnType, header: (file, field) => headers.get(file)?.(field) ?? null });
}

type Reading = Required<Pick<RosterSet, 'header' | 'isOwnType'>>;

function setOf(all: readonly Row[], reading: Reading): RosterSet {
  const faults = rosterFaults(reading.header);
  const sound = all.filter((row) => isSound(row, faults));
  const rows = withOneId(sound, faults);
  const sections = sectionsOf(rows);
  return {
    scope: { students: 'listed', enrollments: 'sections' },
    idType: null,
    ...reading,
    without: (isBad) => {
      const rest = all.filter((row) => !isBad(row));
      return setOf(rest, reading);
    },
    faults: faults.problems(),
    schools: named(rows, 'school'),
    terms: named(rows, 'term').map((term) => ({ ...term, ...UNDATED })),
    staff: named(rows, 'teacher').map((teacher) => ({ ...teacher, email: '' })),
    sections: [...sections].map(sectionOf),
    students: rows,
    enrollments: enrollmentsIn(sections),
    teaching: teachingIn(sections),
  };
}

/** A term of which only the name is said. */
const UNDATED = { startsOn: '', endsOn: '', kind: '', parent: '' };

/** What the rows name in a field, each once: its name is its code. */
function named(
  rows: readonly Row[],
  field: 'school' | 'term' | 'teacher',
): (Place & { readonly code: string; readonly name: string })[] {
  return [...groupBy(rows, (row) => row[field].toLowerCase())].flatMap(([key, [first]]) => {
    if (key === '' || first === undefined) return [];
    return [{ file: first.file, line: first.line, code: first[field], name: '' }];
  });
}
