/** Lists of links between competencies, as `pl` writes them and in the shapes that others publish. */
import type { Problem } from '../../core/errors.js';
import { faultsOf, type LinkRecord, type Source } from '../../core/importing/records.js';
import { type Field, normalHeader } from '../headers.js';
import type { TextTable } from '../table.js';
import { field, type Read, sheetOf } from './sheet.js';

const FIELDS: readonly Field[] = [
  field(
    'source',
    'from',
    'origin',
    'begin',
    'sourceentityvalue',
    'originnodeidentifier',
    'originnodehumancodingscheme',
  ),
  field(
    'target',
    'to',
    'destination',
    'end',
    'targetentityvalue',
    'destinationnodeidentifier',
    'destinationnodehumancodingscheme',
  ),
  field('relationship', 'relation', 'type', 'associationtype', 'edgedesc', 'relationshiptype'),
  field('source_framework'),
  field('target_framework'),
  field('source_entity'),
  field('target_entity'),
];

const ENDS = [
  ['source', 'target'],
  ['from', 'to'],
  ['origin', 'destination'],
  ['sourceentityvalue', 'targetentityvalue'],
  ['originnodeidentifier', 'destinationnodeidentifier'],
  ['originnodehumancodingscheme', 'destinationnodehumancodingscheme'],
] as const;

/** What such a table is no list of links with: it says what its rows are about. */
const NOT_LINKS = ['statement', 'fullstatement', 'description', 'code', 'studentid', 'score'];

export interface ReadLinks extends Read<LinkRecord> {
  /** Its names of standards are near the codes, not equal to them: see `nearNames`. */
  readonly isNear: boolean;
}

/** Whether a table is a list of links: it has both ends, and says nothing else of them. */
export function isLinks(table: TextTable): boolean {
  const names = new Set(table.headers.map(normalHeader));
  if (isEdgeSet(names)) return true;
  if (!ENDS.some(([source, target]) => names.has(source) && names.has(target))) return false;
  // The Knowledge Graph describes its relationships.
  return names.has('sourceentityvalue') || !NOT_LINKS.some((name) => names.has(name));
}

/** EdgeDesc, Begin, End, Note. */
function isEdgeSet(names: ReadonlySet<string>): boolean {
  return names.has('edgedesc') && names.has('begin') && names.has('end');
}

export function readLinks(table: TextTable, maps: readonly string[]): ReadLinks {
  const names = new Set(table.headers.map(normalHeader));
  const isGraph = names.has('sourceentityvalue');
  const isSheet = names.has('associationtype');
  const isNear = isEdgeSet(names);
  const known = isGraph || isSheet || isNear ? new Set(table.headers) : undefined;
  const { source, problems, columns, cell } = sheetOf(
    table,
    FIELDS,
    maps,
    [['source'], ['target']],
    known,
  );
  const rows = table.rows.map((row) => ({
    line: row.line,
    source: cell(row, 'source'),
    target: cell(row, 'target'),
    relationship: meaning(cell(row, 'relationship'), isGraph || isNear),
    sourceFramework: cell(row, 'source_framework'),
    targetFramework: cell(row, 'target_framework'),
    ends: [cell(row, 'source_entity'), cell(row, 'target_entity')],
  }));
  const taken = rows.filter(
    ({ relationship, ends }) =>
      !(isSheet && relationship.toLowerCase() === 'ischildof') &&
      !(isGraph && (relationship === 'hasChild' || ends.some(isOther))),
  );
  return {
    source,
    isNear,
    problems: [
      ...problems,
      ...skipped(source, table.headerLine, rows.length - taken.length),
      ...unsaid(source, table, columns.has('relationship')),
    ],
    records: taken.map(({ ends: _ends, ...record }) => record),
  };
}

/** Published graphs have words of their own for "this comes first". */
function meaning(word: string, isPublished: boolean): string {
  if (!isPublished) return word;
  return ['arrow', 'buildstowards'].includes(normalHeader(word)) ? 'prerequisite' : word;
}

/** The graph also holds lessons, components and more. */
function isOther(entity: string): boolean {
  return entity !== '' && normalHeader(entity) !== 'standardsframeworkitem';
}

function skipped(source: Source, line: number, count: number): readonly Problem[] {
  if (count === 0) return [];
  const faults = faultsOf(source);
  const message = `rows left out, as they link no standard to another or say what lies under what: ${count}`;
  faults.warning(line, null, 'links_left_out', message);
  return faults.problems;
}

function unsaid(source: Source, table: TextTable, isSaid: boolean): readonly Problem[] {
  if (isSaid || table.rows.length === 0) return [];
  const faults = faultsOf(source);
  const message =
    'there is no column for relationship, so that the links are "related": write prerequisite where the source comes first';
  faults.warning(table.headerLine, null, 'no_relationship', message);
  return faults.problems;
}
