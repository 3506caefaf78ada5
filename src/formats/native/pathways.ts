/** Pathways as a flat table: one row a requirement of a stage. */
import type { PathwayRecord } from '../../core/importing/records.js';
import { numberCell } from '../decimals.js';
import type { Field } from '../headers.js';
import type { TextTable } from '../table.js';
import { field, type Read, sheetOf } from './sheet.js';

export const FIELDS: readonly Field[] = [
  field('pathway', 'pathwayname'),
  field('stage'),
  field('stage_title', 'stagename'),
  field('order', 'stageorder'),
  field('competency', 'competencycode', 'code', 'standard'),
  field('requirement'),
  field('group'),
  field('due_on', 'due', 'duedate'),
  field('min_level', 'minimumlevel'),
];

export function readPathways(table: TextTable, maps: readonly string[]): Read<PathwayRecord> {
  const needs = [['pathway'], ['stage'], ['competency']];
  const { source, problems, cell } = sheetOf(table, FIELDS, maps, needs);
  const number = numberCell(table);
  return {
    source,
    problems,
    records: table.rows.map((row) => ({
      line: row.line,
      pathway: cell(row, 'pathway'),
      stage: cell(row, 'stage'),
      stageTitle: cell(row, 'stage_title'),
      order: number(cell(row, 'order')),
      competency: cell(row, 'competency'),
      requirement: cell(row, 'requirement'),
      group: cell(row, 'group'),
      dueOn: cell(row, 'due_on'),
      minLevel: number(cell(row, 'min_level')),
    })),
  };
}
