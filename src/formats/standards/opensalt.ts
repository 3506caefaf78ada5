/** OpenSALT (CSV): its list of statements with `Is Child Of`, and the CF Item sheet with smartLevel. */
import {
  type AssociationRecord,
  type Faults,
  faultsOf,
  type StandardsRecord,
} from '../../core/importing/records.js';
import { field, sheetOf } from '../native/sheet.js';
import type { TableRow, TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { placesOf } from './opensalt-levels.js';
import {
  calledBy,
  headerNames,
  headersNamed,
  readAsTable,
  readFramework,
  standardsRecord,
} from './reading.js';

/** Columns of associations, with the word of each. */
const ASSOCIATIONS = new Map([
  ['ispartof', 'isPartOf'],
  ['replacedby', 'replacedBy'],
  ['exemplar', 'exemplar'],
  ['hasskilllevel', 'hasSkillLevel'],
  ['isexactmatchof', 'exactMatchOf'],
  ['precedes', 'precedes'],
  ['ispeerof', 'isPeerOf'],
  ['isrelatedto', 'isRelatedTo'],
]);

const FIELDS = [
  field('identifier', 'cfitemidentifier', 'guid'),
  field('code', 'humancodingscheme'),
  field('statement', 'fullstatement'),
  field('label', 'abbreviatedstatement'),
  field('parent', 'ischildof'),
  field('level', 'smartlevel'),
  field('order', 'sequencenumber'),
  field('type', 'cfitemtype', 'itemtype'),
  field('grade', 'educationlevel'),
  field('subject'),
  ...[...ASSOCIATIONS.keys()].map((name) => field(name)),
];

/** Columns that are known and say nothing that is kept here. */
const NOT_KEPT = [
  'conceptkeywords',
  'notes',
  'language',
  'license',
  'licence',
  'cfassociationgroupidentifier',
  'listenumeration',
  'alternativelabel',
  'lastchangedatetime',
];

export const OPENSALT: StandardsFormat = {
  name: 'opensalt',
  title: 'OpenSALT items (CSV)',
  many: false,
  recognise: ([file]) => {
    const names = headerNames(file?.headers ?? []);
    if (!names.has('fullstatement') || !names.has('humancodingscheme')) return null;
    if (names.has('smartlevel')) return 'it has the columns of the CF Item sheet of OpenSALT';
    if (names.has('identifier')) return 'it has identifiers beside the columns of OpenSALT';
    const signs = ['ischildof', 'cfassociationgroupidentifier', ...ASSOCIATIONS.keys()];
    return signs.some((name) => names.has(name)) ? 'it has the columns of OpenSALT' : null;
  },
  read: readAsTable(readItems),
};

interface Item {
  readonly line: number;
  readonly cell: (name: string) => string;
  /** Its identifier, else its code. */
  readonly key: string;
}

function readItems(table: TextTable, { maps }: StandardsFormatOptions) {
  const sheet = sheetOf(
    table,
    FIELDS,
    maps,
    [['code'], ['statement']],
    headersNamed(table.headers, NOT_KEPT),
  );
  const source = calledBy(sheet.source, { guid: 'identifier' });
  const faults = faultsOf(source);
  const all = table.rows.map((row) => itemOf(row, sheet.cell));
  const items = all.filter((item) => hasStatement(item, faults));
  const parents = sheet.columns.has('level')
    ? placesOf(
        items.map((item) => ({ ...item, level: item.cell('level') })),
        faults,
      )
    : namedParents(items);
  const known = byCode(items);
  return readFramework({
    source,
    records: items.map((item) => recordOf(item, parents.get(item.line))),
    problems: sheet.problems,
    faults,
    framework: { name: '', guid: '' },
    links: items.flatMap((item) => associationsOf(item, known)),
  });
}

function itemOf(row: TableRow, get: (row: TableRow, name: string) => string): Item {
  const cell = (name: string) => get(row, name);
  return { line: row.line, cell, key: cell('identifier') || cell('code') };
}

/** OpenSALT skips such rows, and so does `pl`, saying so. */
function hasStatement({ line, cell }: Item, faults: Faults): boolean {
  if (cell('statement') !== '') return true;
  const message = 'a row without a full statement is left out';
  faults.warning(line, 'statement', 'no_statement', message);
  return false;
}

/** How each code is known that one item alone has. */
function byCode(items: readonly Item[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const twice = new Set<string>();
  for (const { cell, key } of items) {
    const code = cell('code').toLowerCase();
    if (known.has(code)) twice.add(code);
    known.set(code, key);
  }
  for (const code of [...twice, '']) known.delete(code);
  return known;
}

/** As the cell says; where it is blank the code up to its last full stop, if there is such an item. */
function namedParents(items: readonly Item[]) {
  const known = byCode(items);
  const codes = new Set(items.map(({ cell }) => cell('code').toLowerCase()));
  return new Map(
    items.map(({ line, cell }) => {
      const [said, code] = [cell('parent'), cell('code')];
      const above = code.slice(0, Math.max(0, code.lastIndexOf('.')));
      const parent = said !== '' ? said : codes.has(above.toLowerCase()) ? above : '';
      return [line, { parent: known.get(parent.toLowerCase()) ?? parent, order: cell('order') }];
    }),
  );
}

function recordOf(
  { line, cell }: Item,
  place: { readonly parent: string; readonly order: string } | undefined,
): StandardsRecord {
  return standardsRecord({
    line,
    guid: cell('identifier'),
    code: cell('code'),
    statement: cell('statement'),
    label: cell('label'),
    type: cell('type'),
    grade: cell('grade'),
    subject: cell('subject'),
    parent: place?.parent ?? '',
    order: place?.order ?? '',
  });
}

function associationsOf(
  { line, cell, key }: Item,
  known: ReadonlyMap<string, string>,
): AssociationRecord[] {
  return [...ASSOCIATIONS].flatMap(([name, word]) =>
    cell(name)
      .split(',')
      .map((target) => target.trim())
      .filter((target) => target !== '')
      .map((target) => ({
        line,
        source: key,
        target: known.get(target.toLowerCase()) ?? target,
        word,
        title: target,
      })),
  );
}
