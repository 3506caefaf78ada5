/** Competency frameworks in CTDL-ASN (CSV), as Credential Engine and CaSS write them. */
import {
  type AssociationRecord,
  type FrameworkRecord,
  faultsOf,
} from '../../core/importing/records.js';
import { field, sheetOf } from '../native/sheet.js';
import type { TableRow, TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { headerNames, readAsTable, readFramework, standardsRecord } from './reading.js';

const FIELDS = [
  field('guid', 'id', 'uri', 'ctid'),
  field('ctid', 'cetermsctid'),
  field('type'),
  field('name', 'ceasnname'),
  field('statement', 'ceasncompetencytext', 'competencytext'),
  field('label', 'ceasncompetencylabel', 'competencylabel'),
  field('code', 'ceasncodednotation', 'codednotation'),
  field('parent', 'ceasnischildof', 'ischildof'),
  field('top', 'ceasnistopchildof', 'istopchildof'),
  field('children', 'ceasnhaschild', 'haschild'),
  field('category', 'ceasncompetencycategory'),
  field('grade', 'ceasneducationleveltype'),
  field('order', 'ceasnlistid'),
  field('exact', 'ceasnexactalignment'),
  field('precedes', 'ceasnprerequisitealignment'),
];

export const CTDL: StandardsFormat = {
  name: 'ctdl-asn',
  title: 'CTDL-ASN competency framework (CSV)',
  many: false,
  recognise: ([file]) => {
    const names = headerNames(file?.headers ?? []);
    const found = [...names].filter((name) => /^ceasn|^ceterms/.test(name));
    return found.length < 2 ? null : 'it has columns of CTDL-ASN';
  },
  read: readAsTable(readCtdl),
};

interface Row {
  readonly line: number;
  readonly cell: (name: string) => string;
  readonly id: string;
}

function readCtdl(table: TextTable, { maps }: StandardsFormatOptions) {
  const sheet = sheetOf(table, FIELDS, maps, [['guid', 'ctid']], new Set(table.headers));
  const { source } = sheet;
  const faults = faultsOf(source);
  const rows = table.rows.map((row) => rowOf(row, sheet.cell));
  const isFramework = ({ cell }: Row) => /CompetencyFramework$|^Framework$/i.test(cell('type'));
  const frameworks = rows.filter(isFramework);
  const competencies = rows.filter((row) => !isFramework(row));
  const parents = parentsOf(rows, new Set(frameworks.map(({ id }) => id)));
  const places = new Map(
    rows.flatMap(({ cell }) => listed(cell('children'))).map((id, index) => [id, index + 1]),
  );
  const records = competencies.map(({ line, cell, id }) => {
    const place = places.get(id);
    return standardsRecord({
      line,
      guid: id,
      code: cell('code'),
      statement: cell('statement') || cell('name') || cell('label'),
      label: cell('statement') === '' ? '' : cell('label') || cell('name'),
      parent: parents.get(id) ?? '',
      type: cell('category'),
      grade: cell('grade'),
      order: place === undefined ? '' : String(place),
    });
  });
  return readFramework({
    source,
    records,
    problems: sheet.problems,
    faults,
    framework: frameworkOf(frameworks[0]),
    links: competencies.flatMap(linksOf),
  });
}

function rowOf(row: TableRow, get: (row: TableRow, name: string) => string): Row {
  const cell = (name: string) => get(row, name);
  return { line: row.line, cell, id: cell('guid') || cell('ctid') };
}

/** As the child says, else as the parent lists it; what is right under the framework is at the top. */
function parentsOf(
  rows: readonly Row[],
  frameworks: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const { cell, id } of rows) {
    for (const child of listed(cell('children'))) parents.set(child, id);
  }
  for (const { cell, id } of rows) {
    const [said] = listed(cell('parent'));
    if (said !== undefined) parents.set(id, said);
    else if (cell('top') !== '') parents.delete(id);
  }
  for (const [child, parent] of parents) if (frameworks.has(parent)) parents.delete(child);
  return parents;
}

function frameworkOf(row: Row | undefined): FrameworkRecord | null {
  if (row === undefined || row.cell('name') === '') return null;
  return { name: row.cell('name'), guid: row.id };
}

function linksOf({ line, cell, id }: Row): AssociationRecord[] {
  const link = (source: string, target: string, word: string) => ({
    line,
    source,
    target,
    word,
    title: '',
  });
  return [
    ...listed(cell('parent'))
      .slice(1)
      .map((parent) => link(id, parent, 'isChildOf')),
    ...listed(cell('exact')).map((other) => link(id, other, 'exactMatchOf')),
    ...listed(cell('precedes')).map((before) => link(before, id, 'precedes')),
  ];
}

function listed(cell: string): string[] {
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
