/** `--map "Quiz 1=6.RP.A.1,6.RP.A.2"` beside `--map student_id=HEADER`: what a column of scores is about. */
import { PlError } from '../../core/errors.js';
import type { Field } from '../headers.js';
import { fullName } from '../names.js';
import type { EvidenceOptions } from '../native/evidence.js';
import { listIn } from '../rosters/oneroster-cells.js';

/** A competency by its code. */
export interface Named {
  readonly code: string;
  readonly framework: string;
}

/** What `--map` says of a file whose columns are named by assignments, outcomes or questions. */
export interface CodeMaps {
  /** How many names are mapped. */
  readonly size: number;
  /** Those that say which column fills a field. */
  readonly fields: readonly string[];
  /** What a name is about: none where it is to be left out; null where no `--map` speaks of it. */
  readonly of: (...names: readonly string[]) => readonly Named[] | null;
}

interface CodeMap {
  readonly name: string;
  readonly competencies: readonly Named[];
  readonly written: string;
}

/**
 * Reads `--map`. One is about a field where its left side is a field and its right side a column or a
 * template; every other gives the codes of a name (`NAME=` leaves it out). Throws `PlError('usage')`
 * for one without an equals sign or of a name that is not among `names` (null: they stand in the rows
 * and are not known yet), `PlError('not_found')` for a code that is not there.
 */
export function codeMaps(
  maps: readonly string[],
  headers: readonly string[],
  fields: readonly Field[],
  names: readonly string[] | null,
  options: EvidenceOptions,
): CodeMaps {
  const isField = (map: string) => isFieldMap(map, headers, fields);
  const byName = new Map(
    maps
      .filter((map) => !isField(map))
      .map((map) => codesIn(map, options))
      .map((map) => [folded(map.name), map] as const),
  );
  if (names !== null) checkNames([...byName.values()], names);
  return {
    size: byName.size,
    fields: maps.filter(isField),
    of: (...asked) =>
      asked.map((name) => byName.get(folded(name))).find((map) => map !== undefined)
        ?.competencies ?? null,
  };
}

function folded(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Whether a map says which column fills one of `fields`. */
export function isFieldMap(
  map: string,
  headers: readonly string[],
  fields: readonly Field[],
): boolean {
  const at = map.indexOf('=');
  const [left, right] = [fullName(map.slice(0, Math.max(at, 0))), map.slice(at + 1).trim()];
  if (!fields.some(({ name }) => fullName(name) === left)) return false;
  return /\{[^{}]*\}/.test(right) || headers.some((header) => fullName(header) === fullName(right));
}

/** A name may hold an equals sign, a list of codes does not. */
function codesIn(map: string, { competencyOf }: EvidenceOptions): CodeMap {
  const at = map.lastIndexOf('=');
  const name = map.slice(0, Math.max(at, 0)).trim();
  if (name === '') {
    throw new PlError('usage', `--map "${map}": write "NAME=CODE,CODE" or FIELD=HEADER`);
  }
  const competencies = listIn(map.slice(at + 1)).map((code): Named => {
    const found = competencyOf(code);
    if (found !== null && !('fault' in found)) return found;
    const why = found === null ? `there is no competency "${code}"` : found.fault.message;
    throw new PlError('not_found', `--map "${map}": ${why}`, 'pl standards');
  });
  return { name, competencies, written: map };
}

function checkNames(maps: readonly CodeMap[], names: readonly string[]): void {
  const known = new Set(names.map(folded));
  const unknown = maps.find(({ name }) => !known.has(folded(name)));
  if (unknown !== undefined) throw unknownName(unknown, names);
}

function unknownName({ name, written }: CodeMap, names: readonly string[]): PlError {
  const some = names.slice(0, MOST_NAMES).map((one) => `"${one}"`);
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const there = names.length === 0 ? 'there is none' : `there are ${some.join(', ')}${more}`;
  return new PlError(
    'usage',
    `--map "${written}": nothing with scores is named "${name}"; ${there}`,
  );
}

const MOST_NAMES = 12;
