/** Standards as a flat table with a parent column. */
import type { Problem } from '../../core/errors.js';
import type {
  AssociationRecord,
  FrameworkRecord,
  StandardsRecord,
} from '../../core/importing/records.js';
import { COMPETENCY_KEYS } from '../../core/policy.js';
import { numberCell } from '../decimals.js';
import type { Field } from '../headers.js';
import type { TextTable } from '../table.js';
import { field, isMapped, listOf, type Read, sheetOf } from './sheet.js';

export const FIELDS: readonly Field[] = [
  field(
    'code',
    'humancodingscheme',
    'statementnotation',
    'competencycode',
    'standardcode',
    'idnumber',
    'dotnotation',
    'standardid',
    'id',
  ),
  field('statement', 'fullstatement', 'description', 'competency', 'standard', 'text'),
  field('framework', 'frameworkname'),
  field('label', 'shortname', 'abbreviatedstatement', 'displayname', 'ican'),
  field('parent', 'parentcode', 'ischildof', 'parentidnumber', 'parentid'),
  field('type', 'itemtype', 'cfitemtype', 'statementlabel'),
  field('grade', 'educationlevel', 'gradelevel'),
  field('subject'),
  field('order', 'sequencenumber', 'position', 'sortorder'),
  field('assessable'),
  field('essential', 'power', 'priority'),
  field('requires', 'prerequisites', 'prerequisite'),
  field('guid', 'uuid'),
  field('scale'),
  field('rule'),
  field('points'),
  field('required'),
  ...COMPETENCY_KEYS.map((key) => field(key)),
];

/** Standards with what the file speaks of: columns that it lacks say nothing. */
export interface ReadStandards extends Read<StandardsRecord> {
  readonly speaksOfParents: boolean;
  /** The file writes out scales, types and rules that hold, wherever they were said; left out: no. */
  readonly restates?: boolean;
  readonly speaksOfRequires: boolean;
  /** The parent is put together by `--map`: headings that are not in the file are made. */
  readonly makeHeadings: boolean;
  /** What the file says of the framework as a whole; null: nothing. */
  readonly framework: FrameworkRecord | null;
  /** Links beside `parent` and `requires`. */
  readonly links: readonly AssociationRecord[];
  /** Faults of single rows that the format finds: with `--skip-bad` those rows are left out. */
  readonly rowProblems?: readonly Problem[];
}

export function readStandards(table: TextTable, maps: readonly string[]): ReadStandards {
  const { source, columns, problems, cell } = sheetOf(table, FIELDS, maps, [
    ['code'],
    ['statement'],
  ]);
  const number = numberCell(table);
  const keys = COMPETENCY_KEYS.filter((key) => columns.has(key));
  return {
    source,
    problems,
    speaksOfParents: columns.has('parent'),
    speaksOfRequires: columns.has('requires'),
    makeHeadings: isMapped(maps, 'parent'),
    framework: null,
    links: [],
    records: table.rows.map((row) => ({
      line: row.line,
      framework: cell(row, 'framework'),
      code: cell(row, 'code'),
      statement: cell(row, 'statement'),
      label: cell(row, 'label'),
      parent: cell(row, 'parent'),
      type: cell(row, 'type'),
      grade: cell(row, 'grade'),
      subject: cell(row, 'subject'),
      order: number(cell(row, 'order')),
      assessable: cell(row, 'assessable'),
      essential: cell(row, 'essential'),
      requires: listOf(cell(row, 'requires')),
      guid: cell(row, 'guid'),
      scale: cell(row, 'scale'),
      rule: cell(row, 'rule'),
      points: number(cell(row, 'points')),
      required: cell(row, 'required'),
      policy: Object.fromEntries(
        keys.map((key) => [key, number(cell(row, key))] as const).filter(([, text]) => text !== ''),
      ),
    })),
  };
}
