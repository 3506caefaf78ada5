/** ASN as RDF/JSON: {subject: {predicate: [{value}]}}; who lies under whom, by either direction. */
import type {
  AssociationRecord,
  Faults,
  FrameworkRecord,
  StandardsRecord,
} from '../../core/importing/records.js';
import type { JsonFile } from '../json-file.js';
import { isObject, type JsonObject, listIn, objectIn, textIn } from '../json-values.js';
import { blankRecord, refuseBroken } from './json-standards.js';

export interface AsnStandards {
  readonly framework: FrameworkRecord;
  readonly records: readonly StandardsRecord[];
  readonly links: readonly AssociationRecord[];
}

/** One subject with the values of each predicate by its bare name. */
interface Resource {
  readonly id: string;
  readonly address: string;
  readonly all: (name: string) => readonly string[];
  readonly first: (name: string) => string;
}

export function readRdf(value: JsonObject, file: JsonFile, faults: Faults): AsnStandards {
  const resources = Object.entries(value).flatMap(([address, predicates]) =>
    isObject(predicates) ? [resourceOf(address, predicates)] : [],
  );
  const isDocument = (one: Resource) =>
    one.all('type').some((type) => tail(type) === 'StandardDocument');
  const document = resources.find(isDocument) ?? null;
  const statements = resources.filter((one) => !isDocument(one) && isStatement(one));
  const parents = parentsOf(resources);
  const lineOf = file.keyLines();
  const links: AssociationRecord[] = [];
  const records = statements.map((one): StandardsRecord => {
    const line = lineOf(one.address);
    const [parent, ...others] = parents.of(one);
    for (const target of one.all('exactMatch'))
      links.push({ line, source: one.id, target, word: 'exactMatchOf', title: '' });
    for (const target of others.filter((id) => id !== document?.id))
      links.push({ line, source: one.id, target, word: 'isChildOf', title: '' });
    const indexed = tail(one.first('indexingStatus')).toLowerCase();
    const record: StandardsRecord = {
      ...blankRecord(line, one.id),
      code: one.first('statementNotation').trim(),
      statement: one.first('description') || one.first('title'),
      type: one.first('statementLabel'),
      grade: one.all('educationLevel').map(tail).join(','),
      subject: one.all('subject').map(tail).join(', '),
      parent: parent === undefined || parent === document?.id ? '' : parent,
      order: parents.order(one, parent),
      assessable: indexed === 'yes' || indexed === 'no' ? indexed : '',
    };
    refuseBroken(record, faults);
    return record;
  });
  const framework = { name: document?.first('title').trim() ?? '', guid: document?.id ?? '' };
  return { framework, records, links };
}

function resourceOf(address: string, predicates: JsonObject): Resource {
  const values = new Map<string, string[]>();
  for (const [predicate, said] of Object.entries(predicates)) {
    const texts = listIn(said).map((one) => textIn(objectIn(one).value) || textIn(one));
    const name = tail(predicate);
    values.set(name, [...(values.get(name) ?? []), ...texts.filter((text) => text !== '')]);
  }
  const all = (name: string) => values.get(name) ?? [];
  return { id: tail(address), address, all, first: (name) => all(name)[0] ?? '' };
}

function isStatement(one: Resource): boolean {
  const types = one.all('type').map(tail);
  return types.includes('Statement') || (types.length === 0 && one.first('description') !== '');
}

/** The parents of a resource, by `isChildOf` and by `hasChild`, and its place among their children. */
function parentsOf(resources: readonly Resource[]) {
  const byChild = new Map<string, string[]>();
  const places = new Map<string, number>();
  for (const parent of resources) {
    parent.all('hasChild').forEach((address, index) => {
      const child = tail(address);
      byChild.set(child, [...(byChild.get(child) ?? []), parent.id]);
      places.set(`${parent.id}\n${child}`, index + 1);
    });
  }
  return {
    of: (one: Resource) => [
      ...new Set([...one.all('isChildOf').map(tail), ...(byChild.get(one.id) ?? [])]),
    ],
    order: (one: Resource, parent: string | undefined) =>
      String(places.get(`${parent ?? ''}\n${one.id}`) ?? ''),
  };
}

/** The last part of an address: `S1143402`, `Statement`, `Yes`. */
export function tail(address: string): string {
  return address.replace(/[/#]$/, '').split(/[/#]/).at(-1) ?? address;
}
