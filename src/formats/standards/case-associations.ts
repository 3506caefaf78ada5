/** The associations of a CASE package: who lies under whom and in which order, and all other links. */
import { groupBy } from '../../core/grouping.js';
import { guidIn, guidKey, isUuid } from '../../core/importing/guids.js';
import type { AssociationRecord, Faults, StandardsRecord } from '../../core/importing/records.js';
import type { JsonFile } from '../json-file.js';
import { firstText, isObject, type JsonObject, listIn, objectIn, textIn } from '../json-values.js';
import { type CaseItem, OWN } from './case-items.js';
import { ordersOf } from './case-order.js';

/** An end of an association. */
interface Node {
  readonly key: string;
  /** The address that ends in the guid, else the guid, else whatever there is. */
  readonly target: string;
  readonly title: string;
}

interface Association {
  readonly line: number;
  readonly type: string;
  readonly word: string;
  readonly sequence: number | null;
  readonly origin: Node;
  readonly destination: Node;
  /** What `pl` knows the end outside by, where its identifier does not say it. */
  readonly outside: string | null;
}

/** The package of which they are: the guid of its document, and its items. */
interface Package {
  readonly guid: string;
  readonly items: readonly CaseItem[];
}

/** The items with their parents and order, and the links beside. */
export function readAssociations(
  found: JsonObject,
  { guid, items }: Package,
  file: JsonFile,
  faults: Faults,
): { readonly records: readonly StandardsRecord[]; readonly links: readonly AssociationRecord[] } {
  const all = associationsIn(found, file, faults);
  const byKey = new Map(items.map((item) => [guidKey(item.identifier), item]));
  const document = guidKey(guid);
  const isChild = ({ type, origin }: Association) => type === 'isChildOf' && byKey.has(origin.key);
  const isMembership = ({ type, destination }: Association) =>
    (type === 'isPartOf' || type === 'isChildOf') && destination.key === document;
  const children = groupBy(all.filter(isChild), ({ origin }) => origin.key);
  const placed = new Map<string, Association>();
  for (const [key, own] of children) {
    const place = placeOf(own, (node) => node === document || byKey.has(node));
    if (place !== null) placed.set(key, place);
  }
  const places = new Set(placed.values());
  const same = (one: Association) =>
    isChild(one) && placed.get(one.origin.key)?.destination.key === one.destination.key;
  const guidOf = (node: Node, outside: string | null) =>
    byKey.get(node.key)?.record.guid ?? outside ?? node.target;
  const links = all
    .filter((one) => !places.has(one) && !same(one) && !isMembership(one))
    .map(
      ({ line, word, origin, destination, outside }): AssociationRecord => ({
        line,
        source: guidOf(origin, outside),
        target: guidOf(destination, outside),
        word,
        title: byKey.has(origin.key) ? destination.title : origin.title,
      }),
    );
  const placeFor = (item: CaseItem) => placed.get(guidKey(item.identifier));
  // What lies under something outside stands among the roots.
  const orders = ordersOf(items, (item) => {
    const place = placeFor(item);
    const parent = place?.destination.key ?? document;
    return { parent: byKey.has(parent) ? parent : document, sequence: place?.sequence ?? null };
  });
  const parentOf = (place: Association | undefined) =>
    place === undefined || isMembership(place) ? '' : guidOf(place.destination, place.outside);
  const records = items.map((item) => {
    const parent = parentOf(placeFor(item));
    return { ...item.record, parent, order: item.order ?? orders.get(item) ?? '' };
  });
  return { records, links };
}

/** Of several parents the first by sequence number, then as they come; those in the package before others. */
function placeOf(
  own: readonly Association[],
  isInside: (key: string) => boolean,
): Association | null {
  const inside = own.filter(({ destination }) => isInside(destination.key));
  const ranked = [...inside].sort(
    (a, b) => (a.sequence ?? Number.MAX_VALUE) - (b.sequence ?? Number.MAX_VALUE),
  );
  return ranked[0] ?? own[0] ?? null;
}

function associationsIn(found: JsonObject, file: JsonFile, faults: Faults): Association[] {
  const lineOf = file.lineFinder(['identifier', 'sourcedId', 'uri'], 'CFAssociations');
  return listIn(found.CFAssociations).flatMap((value): Association[] => {
    const one = objectIn(value);
    const line = lineOf(firstText(one, 'identifier', 'sourcedId', 'uri'));
    const type = textIn(one.associationType).trim();
    const own = objectIn(objectIn(one.extensions)[OWN]);
    const origin = nodeOf(one, 'origin', type);
    const destination = nodeOf(one, 'destination', type);
    if (!isObject(value) || type === '' || origin === null || destination === null) {
      const message = 'an association without a type, an origin or a destination: left out';
      faults.warning(line, 'association', 'bad_association', message);
      return [];
    }
    const sequence = numberOf(one.sequenceNumber);
    const [word, outside] = [textIn(own.word) || type, textIn(own.target) || null];
    return [{ line, type, word, sequence, origin, destination, outside }];
  });
}

/** A number, also where it is written as a text. */
function numberOf(value: unknown): number | null {
  const text = textIn(value).trim();
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** The end as an object, as a bare address, or as an identifier beside. */
function nodeOf(one: JsonObject, end: 'origin' | 'destination', type: string): Node | null {
  const value = one[`${end}NodeURI`];
  const node = objectIn(value);
  const bare = textIn(value) || textIn(one[`${end}NodeUri`]);
  const identifier =
    firstText(node, 'identifier', 'sourcedId') || textIn(one[`${end}NodeIdentifier`]);
  const uri = textIn(node.uri) || bare;
  const name = guidIn(identifier || uri);
  if (name === '') return null;
  const isAddress =
    uri !== '' && (guidKey(uri) === guidKey(name) || !isUuid(name) || type === 'exemplar');
  const target = isAddress ? uri : name;
  return { key: guidKey(name), target, title: textIn(node.title) };
}
