/** Spoils JSON: keys, types, depth, numbers, identifiers that are given twice or go round in circles. */
import { CELLS } from './cells.js';
import { below, type Chance, oneOf } from './chance.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A value where it stands. */
interface Place {
  readonly within: Json[] | { [key: string]: Json };
  readonly key: string;
  readonly value: Json;
}

/** The text with one thing changed; what is no JSON any more stays as it is. */
export function spoiledJson(text: string, next: Chance): string {
  if (next() < 0.25) return oneOf(next, ON_TEXT)(text, next);
  const whole = parsed(text);
  if (whole === undefined) return text;
  const places = placesIn(whole);
  if (places.length > 0) oneOf(next, ON_PLACES)(oneOf(next, places), next, places);
  return JSON.stringify(whole, null, next() < 0.8 ? 1 : 0);
}

/** What is spoiled by its depth or length is not gone through once more. */
const LONGEST = 15_000;

function parsed(text: string): Json | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placesIn(value: Json): Place[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    { within: value, key, value: inner },
    ...placesIn(inner),
  ]);
}

function put({ within, key }: Place, value: Json): void {
  (within as { [key: string]: Json })[key] = value;
}

function removed({ within, key }: Place): void {
  if (Array.isArray(within)) within.splice(Number(key), 1);
  else delete within[key];
}

const ODD: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  [],
  {},
  [null],
  [[]],
  [{}],
  { value: null },
  { identifier: 7 },
  '\ud800',
  '\udc00x',
  '\ufffd',
];

const ON_PLACES: readonly ((place: Place, next: Chance, places: readonly Place[]) => void)[] = [
  (place) => removed(place),
  (place, next) => put(place, oneOf(next, ODD)),
  (place, next) => put(place, oneOf(next, CELLS)),
  // A value from elsewhere: another type, or an identifier that is there twice.
  (place, next, places) => put(place, structuredClone(oneOf(next, places).value)),
  // The same field of another: identifiers twice, parents in a circle.
  (place, next, places) => {
    const alike = places.filter(({ key }) => key === place.key);
    put(place, structuredClone(oneOf(next, alike).value));
  },
  (place) => {
    if (Array.isArray(place.within)) place.within.push(structuredClone(place.value));
  },
  (place, next) => {
    if (Array.isArray(place.within)) place.within.sort(() => next() - 0.5);
  },
  // The other end of an association, and back: who lies under whom is turned round.
  ({ within }) => {
    if (Array.isArray(within) || !('originNodeURI' in within)) return;
    const { originNodeURI = null, destinationNodeURI = null } = within;
    Object.assign(within, {
      originNodeURI: destinationNodeURI,
      destinationNodeURI: originNodeURI,
    });
  },
  (place, next) => {
    if (Array.isArray(place.within)) return;
    removed(place);
    place.within[oneOf(next, KEYS(place.key))] = place.value;
  },
  (place) => put(place, [place.value]),
  (place) => put(place, JSON.stringify(place.value)),
  (place) => put(place, { value: place.value }),
  (place) => put(place, deep(place.value, 60)),
];

const KEYS = (key: string) => [
  key.toLowerCase(),
  key.toUpperCase(),
  ` ${key}`,
  `${key}s`,
  'x',
  '',
  '__proto__',
  'toString',
  'identifier',
];

function deep(value: Json, depth: number): Json {
  return depth === 0 ? value : [deep(value, depth - 1)];
}

const ON_TEXT: readonly ((text: string, next: Chance) => string)[] = [
  (text) => text.replace(/\}\s*$/, ',}'),
  (text) => text.replace('{', '{ /* made by hand */'),
  (text) => text + text,
  (text) => `callback(${text});`,
  (text) => text.replaceAll('"', "'"),
  (text) => text.replaceAll('"', '\u201d'),
  (text) => text.replaceAll(/\d+/g, '1e999'),
  (text) => text.replaceAll(/:\s*"[^"]*"/g, ': NaN'),
  (text) => '['.repeat(100_000) + text,
  (text) => '{"a":'.repeat(3_000) + text + '}'.repeat(3_000),
  (text, next) => doubled(text, next),
  (text, next) => {
    const at = below(next, text.length + 1);
    return (
      text.slice(0, at) +
      oneOf(next, ['\0', '\ufeff', '\ufffd', '\\', '\\u12', '"']) +
      text.slice(at)
    );
  },
  (text) => text.replaceAll('\n', ''),
  () => '{}',
  () => '[]',
  () => 'null',
  () => '',
];

/** One field of an object twice. */
function doubled(text: string, next: Chance): string {
  const fields = [...text.matchAll(/"[^"]*"\s*:\s*("[^"]*"|\d+),/g)].map(([field]) => field);
  if (fields.length === 0) return text;
  const field = oneOf(next, fields);
  return text.replace(field, () => `${field}${oneOf(next, fields)}${field}`);
}
