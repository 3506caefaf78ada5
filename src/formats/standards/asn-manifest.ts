/** ASN as a manifest: statements nested in each other, each list in its order. */
import type { Faults, StandardsRecord } from '../../core/importing/records.js';
import type { JsonFile } from '../json-file.js';
import { firstText, isObject, type JsonObject, listIn, objectIn, textIn } from '../json-values.js';
import { type AsnStandards, tail } from './asn-rdf.js';
import { blankRecord, refuseBroken } from './json-standards.js';

/** A statement that waits to be read. */
interface Nested {
  readonly value: JsonObject;
  readonly parent: string;
  readonly order: number;
}

export function readManifest(value: unknown, file: JsonFile, faults: Faults): AsnStandards {
  const document = isDocument(value) ? value : null;
  const top =
    document === null ? (Array.isArray(value) ? value : [value]) : listIn(document.children);
  const lineOf = file.lineFinder(['id', 'identifier']);
  const records: StandardsRecord[] = [];
  const waiting = nested(top, '').reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: one, parent, order } = next;
    const written = firstText(one, 'id', 'identifier', 'asn_identifier');
    const [line, guid] = [lineOf(written), tail(written)];
    if (guid === '') faults.error(line, 'guid', 'missing_guid', 'a statement without an id');
    const record: StandardsRecord = {
      ...blankRecord(line, guid),
      code: said(one.asn_statementNotation).trim(),
      statement: firstText(one, 'text') || said(one.dcterms_description),
      type: said(one.asn_statementLabel),
      grade: all(one.dcterms_educationLevel).map(tail).join(','),
      subject: all(one.dcterms_subject).map(tail).join(', '),
      parent,
      order: String(order),
    };
    refuseBroken(record, faults);
    if (guid !== '') records.push(record);
    waiting.push(...nested(listIn(one.children), guid).reverse());
  }
  const name =
    document === null ? '' : said(document.dcterms_title) || firstText(document, 'title');
  const guid = document === null ? '' : tail(firstText(document, 'id', 'identifier'));
  return { framework: { name: name.trim(), guid }, records, links: [] };
}

function isDocument(value: unknown): value is JsonObject {
  return (
    isObject(value) &&
    Array.isArray(value.children) &&
    said(value.dcterms_description) === '' &&
    textIn(value.text) === ''
  );
}

function nested(values: readonly unknown[], parent: string): Nested[] {
  return values.filter(isObject).map((value, index) => ({ value, parent, order: index + 1 }));
}

/** A text, bare or as `{literal}`, `{prefLabel}` or `{uri}`; the first of several. */
function said(value: unknown): string {
  return all(value)[0] ?? '';
}

function all(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .map((one) => textIn(one) || firstText(objectIn(one), 'literal', 'prefLabel', 'uri'))
    .filter((text) => text !== '');
}
