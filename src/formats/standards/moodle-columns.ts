/**
 * The columns of a Moodle framework file. Moodle writes their names in the language of whoever
 * exports, always in one order: where the names are not English, the place says which is which.
 */
import type { Problem } from '../../core/errors.js';
import type { Source } from '../../core/importing/records.js';
import { normalHeader } from '../names.js';
import { field, sheetOf } from '../native/sheet.js';
import type { TableRow, TextTable } from '../table.js';

/** In the order of Moodle; those of 2015 have neither cross references nor exported ids. */
const ORDER = [
  'parent',
  'code',
  'label',
  'statement',
  'description_format',
  'scale',
  'scale_configuration',
  'rule',
  'rule_outcome',
  'rule_config',
  'cross_references',
  'exported_id',
  'is_framework',
  'taxonomy',
] as const;
const ORDER_2015 = ORDER.filter((name) => name !== 'cross_references' && name !== 'exported_id');

export type MoodleField = (typeof ORDER)[number];

const FIELDS = [
  field('parent', 'parentidnumber', 'parentid'),
  field('code', 'idnumber'),
  field('label', 'shortname'),
  field('statement', 'description'),
  field('description_format'),
  field('scale', 'scalevalues'),
  field('scale_configuration'),
  field('rule', 'ruletypeoptional', 'ruletype'),
  field('rule_outcome', 'ruleoutcomeoptional'),
  field('rule_config', 'ruleconfigoptional'),
  field(
    'cross_references',
    'crossreferencedcompetencyidnumbers',
    'relatedidnumbers',
    'crossreferencedcompetencies',
  ),
  field('exported_id', 'exportedidoptional', 'exportedid'),
  field('is_framework'),
  field('taxonomy', 'taxonomies'),
];

export interface MoodleColumns {
  readonly source: Source;
  readonly problems: readonly Problem[];
  readonly cell: (row: TableRow, name: MoodleField) => string;
}

/** Why headers, and the start of a file, are those of a Moodle framework; null: they are not. */
export function moodleSigns(headers: readonly string[], start: string): string | null {
  const names = new Set(headers.map(normalHeader));
  const english = [
    'scaleconfiguration',
    'isframework',
    'descriptionformat',
    'shortname',
    'idnumber',
  ];
  const found = english.filter((name) => names.has(name));
  if (found.length >= 3 && (names.has('isframework') || names.has('scaleconfiguration')))
    return 'it has the columns of a Moodle framework';
  const columns = width(headers);
  if (orderOf(columns) === null || !/"{1,2}scaleid"{1,2}\s*:/.test(start)) return null;
  return `it has the ${columns} columns of a Moodle framework, and a scale configuration`;
}

export function moodleColumns(table: TextTable, maps: readonly string[]): MoodleColumns {
  const names = table.headers.map(normalHeader);
  const isEnglish = FIELDS.filter(({ accepts }) => names.some((name) => accepts.includes(name)));
  const order = orderOf(width(table.headers));
  if (maps.length > 0 || isEnglish.length >= 5 || order === null) {
    const needs = [['code'], ['label'], ['is_framework']];
    return sheetOf(table, FIELDS, maps, needs, new Set());
  }
  const place = (name: string) => order.indexOf(name as MoodleField);
  return {
    source: { file: table.file, header: (name) => table.headers[place(name)] ?? null },
    problems: [],
    cell: (row, name) => row.cells[place(name)] ?? '',
  };
}

function orderOf(columns: number): readonly MoodleField[] | null {
  if (columns === ORDER.length) return ORDER;
  return columns === ORDER_2015.length ? ORDER_2015 : null;
}

function width(headers: readonly string[]): number {
  return headers.findLastIndex((header) => header !== '') + 1;
}
