/** Outcomes of Moodle's gradebook (CSV), which are older than its competencies: a list without a tree. */
import { type Faults, faultsOf } from '../../core/importing/records.js';
import { writeLevels } from '../../core/scale-text.js';
import { field, sheetOf } from '../native/sheet.js';
import type { TextTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { plainText } from './plain-text.js';
import {
  calledBy,
  headerNames,
  headersNamed,
  readAsTable,
  readFramework,
  standardsRecord,
} from './reading.js';

export const MOODLE_OUTCOMES: StandardsFormat = {
  name: 'moodle-outcomes',
  title: 'Moodle outcomes (CSV)',
  many: false,
  recognise: ([file]) => {
    const names = headerNames(file?.headers ?? []);
    const found = ['outcomename', 'outcomeshortname', 'scaleitems'].filter((one) => names.has(one));
    return found.length < 2 ? null : 'it has the columns of Moodle outcomes';
  },
  read: readAsTable(readOutcomes),
};

const SHORT_NAME = 'outcome_shortname';
const FIELDS = ['outcome_name', SHORT_NAME, 'outcome_description', 'scale_items'];
const CALLED = {
  code: SHORT_NAME,
  statement: 'outcome_name',
  label: 'outcome_name',
  scale: 'scale_items',
};

function readOutcomes(table: TextTable, { maps }: StandardsFormatOptions) {
  const sheet = sheetOf(
    table,
    FIELDS.map((name) => field(name)),
    maps,
    [['outcome_shortname'], ['outcome_name']],
    headersNamed(table.headers, ['scalename', 'scaledescription']),
  );
  const source = calledBy(sheet.source, CALLED);
  const faults = faultsOf(source);
  const records = table.rows.map((row) => {
    const cell = (name: string) => sheet.cell(row, name);
    const name = cell('outcome_name');
    return standardsRecord({
      line: row.line,
      code: cell('outcome_shortname'),
      label: name,
      statement: plainText(cell('outcome_description')) || name,
      scale: scaleOf(row.line, cell('scale_items'), faults),
    });
  });
  return readFramework({ source, records, problems: sheet.problems, faults });
}

/** From low to high; the file does not say what is mastery, so that the highest is. */
function scaleOf(line: number, items: string, faults: Faults): string {
  const names = items
    .split(',')
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '');
  if (names.length === 0) return '';
  if (new Set(names.map((name) => name.toLowerCase())).size < Math.max(2, names.length)) {
    const message = 'a scale has two different names or more: none is taken from this row';
    faults.warning(line, 'scale', 'no_scale', message);
    return '';
  }
  const levels = names.map((name, index) => ({
    value: index + 1,
    name,
    mastery: index === names.length - 1,
  }));
  const message = `the file does not say what is mastery: "${names.at(-1)}" is taken, the highest`;
  faults.warning(line, 'scale', 'mastery_assumed', message);
  return writeLevels(levels);
}
