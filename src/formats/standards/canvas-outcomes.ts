/** The outcomes file of Canvas: groups are headings, outcomes competencies, the vendor_guid knows them. */
import type { Problem } from '../../core/errors.js';
import {
  type AssociationRecord,
  type Faults,
  faultsOf,
  type StandardsRecord,
} from '../../core/importing/records.js';
import { faultProblem } from '../fault.js';
import { headerScore } from '../known-headers.js';
import { normalHeader } from '../names.js';
import { field, sheetOf } from '../native/sheet.js';
import { openTable, type TextTable, wholeTable } from '../table.js';
import { checkRow } from './canvas-checks.js';
import { readMethod, sayConversions } from './canvas-methods.js';
import { canvasNumber } from './canvas-numbers.js';
import { readRatings } from './canvas-ratings.js';
import { type OutcomeRow, outcomeRow } from './canvas-row.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { plainText } from './plain-text.js';
import { calledBy, headerNames, readAsTable, readFramework, standardsRecord } from './reading.js';

const NAMES = [
  'vendor_guid',
  'object_type',
  'title',
  'parent_guids',
  'calculation_method',
  'calculation_int',
  'mastery_points',
  'ratings',
  'workflow_state',
  'description',
  'display_name',
  'friendly_description',
  'canvas_id',
  'course_id',
];
const GUID = 'vendor_guid';
/** What the fields of a competency are called there. */
const CALLED = {
  code: GUID,
  guid: GUID,
  statement: 'title',
  label: 'title',
  parent: 'parent_guids',
  scale: 'ratings',
  method: 'calculation_method',
  weight: 'calculation_int',
  n: 'calculation_int',
  mastery_at: 'mastery_points',
};
/** Those of them that no other format has. */
const SIGNS = NAMES.slice(0, 9).filter((name) => name !== 'title');

export const CANVAS_OUTCOMES: StandardsFormat = {
  name: 'canvas-outcomes',
  title: 'Canvas outcomes (CSV)',
  many: false,
  recognise: ([file]) => {
    const names = headerNames(file?.headers ?? []);
    const found = SIGNS.filter((name) => names.has(normalHeader(name)));
    return found.length < 2 ? null : `it has the columns ${found.slice(0, 3).join(', ')}`;
  },
  // Ratings run on to the right of the last header.
  read: readAsTable(readOutcomes, ({ bytes, path }) =>
    wholeTable(openTable([bytes()], path, { spills: true, score: headerScore([]) })),
  ),
};

function readOutcomes(table: TextTable, { maps }: StandardsFormatOptions) {
  const sheet = sheetOf(
    table,
    NAMES.map((name) => field(name)),
    maps,
    [['title'], ['vendor_guid'], ['object_type']],
    new Set(table.headers),
  );
  const source = calledBy(sheet.source, CALLED);
  const faults = faultsOf(source);
  const ratingsAt = table.headers.findIndex((header) => normalHeader(header) === 'ratings');
  const rows = table.rows.map((row) => outcomeRow(row, sheet.cell, ratingsAt));
  const known = new Map<string, OutcomeRow>();
  const problems = [...sheet.problems, ...headerFaults(table, ratingsAt)];
  if (table.rows.length === 0) problems.push(noOutcomes(table));
  if (problems.some(({ severity }) => severity === 'error'))
    return readFramework({ source, records: [], problems, faults });
  for (const row of rows) if (!known.has(row.guid)) known.set(row.guid, row);
  const deleted = deletedOf(rows);
  const isThere = (guid: string) => {
    const parent = known.get(guid);
    return parent === undefined || !deleted.has(parent);
  };
  const records = rows.flatMap((row) => {
    checkRow(row, known, faults);
    if (deleted.has(row)) {
      const message = `"${row.guid}" is deleted there: it is left out, and stays where it stands`;
      faults.warning(row.line, 'workflow_state', 'deleted_there', message);
      return [];
    }
    return [recordOf(row, row.parents.find(isThere) ?? '', table.delimiter, faults)];
  });
  const outcomes = rows.filter((row) => !row.isGroup && !deleted.has(row));
  sayConversions(
    outcomes.map(({ line, cell }) => ({ line, name: cell('calculation_method') })),
    faults,
  );
  const links = rows
    .filter((row) => !deleted.has(row))
    .flatMap((row) => furtherParents(row, known, isThere));
  return { ...readFramework({ source, records, problems, faults, links }), restates: true };
}

/** Columns that Canvas refuses: those it does not know, and those after the ratings. */
function headerFaults(table: TextTable, ratingsAt: number): Problem[] {
  const known = new Set(NAMES.map(normalHeader));
  return table.headers.flatMap((header, index) => {
    if (header === '') return [];
    const say = (code: string, message: string) => [
      faultProblem(table.file, { line: table.headerLine, code, message }, header),
    ];
    if (ratingsAt >= 0 && index > ratingsAt)
      return say('column_after_ratings', `"${header}" stands after ratings, the last column`);
    if (known.has(normalHeader(header))) return [];
    return say(
      'unknown_column',
      `"${header}" is no column of Canvas outcomes: ${NAMES.join(', ')}`,
    );
  });
}

function noOutcomes({ file, headerLine: line }: TextTable): Problem {
  return faultProblem(file, { line, code: 'no_outcomes', message: 'there is no outcome in it' });
}

/** What is deleted, with all that lies under a deleted group alone. */
function deletedOf(rows: readonly OutcomeRow[]): ReadonlySet<OutcomeRow> {
  const deleted = new Set(rows.filter(({ cell }) => cell('workflow_state') === 'deleted'));
  const groups = new Set([...deleted].filter(({ isGroup }) => isGroup).map(({ guid }) => guid));
  for (let before = -1; before < deleted.size; ) {
    before = deleted.size;
    for (const row of rows) {
      if (row.parents.length === 0 || !row.parents.every((guid) => groups.has(guid))) continue;
      deleted.add(row);
      if (row.isGroup) groups.add(row.guid);
    }
  }
  return deleted;
}

function recordOf(
  row: OutcomeRow,
  parent: string,
  delimiter: string,
  faults: Faults,
): StandardsRecord {
  const { line, cell, guid, isGroup } = row;
  const title = cell('title');
  const said = {
    line,
    code: guid,
    guid,
    label: title,
    statement: plainText(cell('description')) || title || guid,
    parent,
    type: isGroup ? 'group' : 'outcome',
    assessable: isGroup ? 'no' : 'yes',
  };
  if (isGroup) return standardsRecord(said);
  const read = (text: string) => canvasNumber(text, delimiter);
  const { scale, masteryAt } = readRatings(line, row.ratings, cell('mastery_points'), read, faults);
  const method = readMethod(
    line,
    cell('calculation_method'),
    cell('calculation_int'),
    read,
    faults,
  );
  const policy = masteryAt === '' ? method : { ...method, mastery_at: masteryAt };
  return standardsRecord({ ...said, scale, policy });
}

/** A competency has one place here; other groups that it lies in are kept as links. */
function furtherParents(
  { line, guid, parents }: OutcomeRow,
  known: ReadonlyMap<string, OutcomeRow>,
  isThere: (guid: string) => boolean,
): AssociationRecord[] {
  return parents
    .filter((target) => target !== guid && isThere(target))
    .slice(1)
    .filter((target) => known.has(target))
    .map((target) => ({ line, source: guid, target, word: 'isChildOf', title: '' }));
}
