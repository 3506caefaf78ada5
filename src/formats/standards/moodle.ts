/** Competency frameworks of Moodle (CSV): one row for the framework, one for each competency. */
import type { Problem } from '../../core/errors.js';
import {
  type AssociationRecord,
  type Faults,
  type FrameworkRecord,
  faultsOf,
  type StandardsRecord,
} from '../../core/importing/records.js';
import { faultProblem } from '../fault.js';
import type { TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { type MoodleField, moodleColumns, moodleSigns } from './moodle-columns.js';
import { jsonOf } from './moodle-json.js';
import { type CarriedRule, carriedRules } from './moodle-rules.js';
import { moodleScale } from './moodle-scale.js';
import { plainText } from './plain-text.js';
import { readAsTable, readFramework, standardsRecord } from './reading.js';

export const MOODLE_FRAMEWORK: StandardsFormat = {
  name: 'moodle',
  title: 'Moodle competency framework (CSV)',
  many: false,
  recognise: ([file]) => (file === undefined ? null : moodleSigns(file.headers, file.start)),
  read: readAsTable(readMoodle),
};

interface Row {
  readonly line: number;
  readonly cell: (name: MoodleField) => string;
}

function readMoodle(table: TextTable, { maps }: StandardsFormatOptions) {
  const { source, problems, cell } = moodleColumns(table, maps);
  const faults = faultsOf(source);
  const rows: Row[] = table.rows.map((row) => ({
    line: row.line,
    cell: (name) => cell(row, name),
  }));
  const isFramework = (row: Row) =>
    ['1', 'true', 'yes'].includes(row.cell('is_framework').toLowerCase());
  const frameworks = rows.filter(isFramework);
  const competencies = rows.filter((row) => !isFramework(row));
  const [top] = frameworks;
  const rules = carriedRules(competencies.map(ruleCells), faults);
  const scale = top === undefined ? '' : scaleOf(top, faults);
  const typeOf = typesByDepth(top?.cell('taxonomy') ?? '', competencies);
  const records = competencies.map((row, index) => ({
    ...recordOf(row, scale, typeOf(row), rules, faults),
    order: String(index + 1),
  }));
  return readFramework({
    source,
    records,
    problems: [...problems, ...frameworkFaults(table, frameworks)],
    faults,
    framework: top === undefined ? null : frameworkOf(top),
    links: crossReferences(competencies, faults),
  });
}

function frameworkOf({ cell }: Row): FrameworkRecord {
  return { name: cell('label') || cell('code'), guid: cell('code') };
}

function frameworkFaults(table: TextTable, frameworks: readonly Row[]): Problem[] {
  if (frameworks.length === 0) {
    const message = 'no row is marked as the framework: it is named after the file';
    const fault = { line: table.headerLine, code: 'no_framework', message };
    return [{ ...faultProblem(table.file, fault), severity: 'warning' }];
  }
  return frameworks.slice(1).map(({ line }) => {
    const message = `the framework stands already on line ${frameworks[0]?.line}`;
    return faultProblem(table.file, { line, code: 'second_framework', message });
  });
}

function ruleCells({ line, cell }: Row) {
  return {
    line,
    code: cell('code'),
    parent: cell('parent'),
    exportedId: cell('exported_id'),
    type: cell('rule'),
    outcome: cell('rule_outcome'),
    config: cell('rule_config'),
  };
}

function recordOf(
  row: Row,
  frameworkScale: string,
  type: string,
  rules: ReadonlyMap<string, CarriedRule>,
  faults: Faults,
): StandardsRecord {
  const { line, cell } = row;
  const [code, label] = [cell('code'), cell('label')];
  if (label === '') faults.error(line, 'label', 'missing_field', 'a competency needs a short name');
  return standardsRecord({
    line,
    code,
    label,
    statement: plainText(cell('statement')) || label || code,
    parent: cell('parent'),
    type,
    scale: scaleOf(row, faults) || frameworkScale,
    ...rules.get(code),
  });
}

function scaleOf({ line, cell }: Row, faults: Faults): string {
  return moodleScale(line, cell('scale'), cell('scale_configuration'), faults);
}

/** The taxonomy names what lies at each depth: "domain,competency", or {"1":"domain",…} in 2015. */
function typesByDepth(taxonomy: string, rows: readonly Row[]): (row: Row) => string {
  const json = taxonomy.startsWith('{') ? jsonOf(taxonomy) : undefined;
  const listed = typeof json === 'object' && json !== null ? Object.values(json) : null;
  const names = (listed?.map(String) ?? taxonomy.split(',')).map((name) => name.trim());
  const parents = new Map(rows.map(({ cell }) => [cell('code'), cell('parent')]));
  return ({ cell }) => {
    let depth = 0;
    for (let up = cell('parent'); up !== '' && depth < rows.length; depth++)
      up = parents.get(up) ?? '';
    return names[depth] ?? '';
  };
}

/** Each pair once, whichever side says it; a comma within a code is written %2C. */
function crossReferences(rows: readonly Row[], faults: Faults): AssociationRecord[] {
  const pairs = new Set<string>();
  return rows.flatMap(({ line, cell }) => {
    const source = cell('code');
    const targets = cell('cross_references')
      .split(',')
      .map((code) => code.replace(/%2C/gi, ',').trim())
      .filter((code) => code !== '');
    return targets.flatMap((target) => {
      if (target.toLowerCase() === source.toLowerCase()) {
        const message = `"${source}" is named as its own cross reference`;
        faults.warning(line, 'cross_references', 'self_reference', message);
        return [];
      }
      const pair = [source, target].sort().join('\n');
      if (pairs.has(pair)) return [];
      pairs.add(pair);
      return [{ line, source, target, word: 'isRelatedTo', title: '' }];
    });
  });
}
