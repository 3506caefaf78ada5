/** The settings that a policy file says at one place: always, and from days on. */
import { isDay } from '../day.js';
import type { Faults } from '../importing/records.js';
import { closest } from '../matching/suggest.js';
import type { Day } from '../model.js';
import {
  allowedValues,
  isPolicyKey,
  POLICY_KEYS,
  type PolicyKey,
  readPolicyValue,
} from '../policy.js';
import type { Place } from '../policy-place.js';
import type { FileNode, MapEntry } from './nodes.js';
import { entriesOf, sayUnknown } from './shapes.js';
import type { WantedSetting } from './wanted.js';

/** `isDoubtful`: a key could not be read that decides whether others fit. */
export interface ReadSettings {
  readonly settings: readonly WantedSetting[];
  readonly isDoubtful: boolean;
}

export function readSettings(
  place: Place,
  always: MapEntry | undefined,
  dated: MapEntry | undefined,
  faults: Faults,
): ReadSettings {
  const read = (section: MapEntry | undefined, startsOn: Day | null) =>
    entriesOf(section, faults).map((entry) => readSetting(place, entry, startsOn, faults));
  const later = entriesOf(dated, faults).flatMap((entry) => {
    if (isDay(entry.key)) return read(entry, entry.key);
    const message = `"${entry.key}" is not a day: YYYY-MM-DD`;
    faults.error(entry.line, entry.key, 'bad_date', message);
    return ['doubtful' as const];
  });
  const all = [...read(always, null), ...later];
  return {
    settings: all.filter((one) => typeof one === 'object'),
    isDoubtful: all.includes('doubtful'),
  };
}

/** What decides whether other keys fit: the method, and what a method needs. */
const DECIDING: readonly string[] = ['method', 'weight', 'kind_weights'] satisfies PolicyKey[];

/** The setting; else, with a fault, whether what was meant decides on others. */
function readSetting(
  { framework, competency }: Place,
  entry: MapEntry,
  startsOn: Day | null,
  faults: Faults,
): WantedSetting | 'doubtful' | 'unread' {
  const { key, line } = entry;
  if (!isPolicyKey(key)) {
    sayUnknown(entry, 'key', key, POLICY_KEYS, 'unknown_key', faults);
    const [near] = closest(key.toLowerCase(), POLICY_KEYS, (one) => [one]);
    return near !== undefined && DECIDING.includes(near) ? 'doubtful' : 'unread';
  }
  const text = valueText(entry.value);
  const value = text === null ? undefined : readPolicyValue(key, text);
  if (value !== undefined) return { framework, competency, key, value, startsOn, line };
  const shown = text === null ? 'that' : `"${text}"`;
  const message = `${shown} is not allowed for ${key}: ${allowedValues(key)}`;
  faults.error(line, key, 'bad_policy', message);
  return DECIDING.includes(key) ? 'doubtful' : 'unread';
}

/** As it is typed on the command line: a list of words, and weights by kind, in one text. */
function valueText(node: FileNode): string | null {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'list': {
      const words = node.items.map((item) => (item.kind === 'text' ? item.text : null));
      return words.length > 0 && words.every((word) => word !== null) ? words.join(';') : null;
    }
    case 'map': {
      const pairs = node.entries.map(({ key, value }) =>
        value.kind === 'text' ? `${key}:${value.text}` : null,
      );
      return pairs.length > 0 && pairs.every((pair) => pair !== null) ? pairs.join(';') : null;
    }
  }
}
