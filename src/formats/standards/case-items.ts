/** The items of a CASE package, and what `pl` itself wrote beside them. */
import { guidIn } from '../../core/importing/guids.js';
import type { Faults, StandardsRecord } from '../../core/importing/records.js';
import type { JsonFile } from '../json-file.js';
import {
  firstText,
  isObject,
  type JsonObject,
  joinedText,
  listIn,
  objectIn,
  textIn,
} from '../json-values.js';
import { blankRecord, refuseBroken } from './json-standards.js';

/** An item, by the identifier by which associations name it. */
export interface CaseItem {
  readonly identifier: string;
  readonly record: StandardsRecord;
  /** The bullet as it is printed. */
  readonly bullet: string;
  /** The order that `pl` wrote; null: it wrote none. */
  readonly order: string | null;
}

/** The key under `extensions` of what CASE has no word for. */
export const OWN = 'pl';

/** Reads the items; those that cannot be used are faults. `subject` is that of the document. */
export function readItems(
  found: JsonObject,
  subject: string,
  file: JsonFile,
  faults: Faults,
): CaseItem[] {
  const lineOf = file.lineFinder(['identifier', 'sourcedId', 'uri'], 'CFItems');
  const items: CaseItem[] = [];
  let ended = 0;
  for (const value of listIn(found.CFItems)) {
    if (!isObject(value)) {
      faults.error(lineOf(''), 'CFItems', 'bad_item', 'an item is not an object');
      continue;
    }
    const written = firstText(value, 'identifier', 'sourcedId', 'uri');
    const line = lineOf(written);
    if (written === '') {
      const message = `an item without an identifier (${firstText(value, 'humanCodingScheme') || 'it has no code either'})`;
      faults.error(line, 'guid', 'missing_guid', message);
      continue;
    }
    if (textIn(value.statusEndDate) !== '') ended++;
    items.push(itemOf(value, guidIn(written), subject, line, faults));
  }
  if (ended > 0) {
    const message = `${ended} ${ended === 1 ? 'item has' : 'items have'} an end date: taken like the others`;
    faults.warning(1, 'statusEndDate', 'ended_items', message);
  }
  return items;
}

function itemOf(
  value: JsonObject,
  identifier: string,
  subject: string,
  line: number,
  faults: Faults,
): CaseItem {
  const own = objectIn(objectIn(value.extensions)[OWN]);
  const label = firstText(value, 'abbreviatedStatement', 'alternativeLabel');
  const record: StandardsRecord = {
    ...blankRecord(line, firstText(own, 'guid') || identifier),
    code: textIn(value.humanCodingScheme).trim(),
    statement: textIn(value.fullStatement) || statementFrom(label, identifier, line, faults),
    label,
    type: firstText(value, 'CFItemType') || firstText(objectIn(value.CFItemTypeURI), 'title'),
    grade: joinedText(value.educationLevel, ',') || joinedText(value.educationalLevel, ','),
    subject: joinedText(value.subject, ', ') || subject,
    assessable: textIn(own.assessable),
    essential: textIn(own.essential),
    scale: textIn(own.scale),
    rule: textIn(own.rule),
    points: textIn(own.points),
    required: textIn(own.required),
    policy: Object.fromEntries(
      Object.entries(objectIn(own.policy)).map(([key, text]) => [key, textIn(text)]),
    ),
  };
  refuseBroken(record, faults);
  const bullet = textIn(value.listEnumeration);
  return { identifier, record, bullet, order: 'order' in own ? textIn(own.order) : null };
}

/** An item that has no statement but a label says that. */
function statementFrom(label: string, identifier: string, line: number, faults: Faults): string {
  if (label === '') return '';
  const message = `item ${identifier} has no statement: its label is taken`;
  faults.warning(line, 'statement', 'no_statement', message);
  return label;
}
