/** The settings that a policy file says at one place: always, and from days on. */
import { isDay } from '../day.js';
import type { Faults } from '../importing/records.js';
import type { Day } from '../model.js';
import { allowedValues, isPolicyKey, POLICY_KEYS, readPolicyValue } from '../policy.js';
import type { Place } from '../policy-place.js';
import type { FileNode, MapEntry } from './nodes.js';
import { entriesOf, sayUnknown } from './shapes.js';
import type { WantedSetting } from './wanted.js';

export function readSettings(
  place: Place,
  always: MapEntry | undefined,
  dated: MapEntry | undefined,
  faults: Faults,
): WantedSetting[] {
  const later = entriesOf(dated, faults).flatMap((entry) => {
    if (isDay(entry.key)) return settingsIn(place, entry, entry.key, faults);
    const message = `"${entry.key}" is not a day: YYYY-MM-DD`;
    faults.error(entry.line, entry.key, 'bad_date', message);
    return [];
  });
  return [...settingsIn(place, always, null, faults), ...later];
}

function settingsIn(
  { framework, competency }: Place,
  section: MapEntry | undefined,
  startsOn: Day | null,
  faults: Faults,
): WantedSetting[] {
  return entriesOf(section, faults).flatMap((entry): WantedSetting[] => {
    const { key, line } = entry;
    if (!isPolicyKey(key)) {
      sayUnknown(entry, 'key', key, POLICY_KEYS, 'unknown_key', faults);
      return [];
    }
    const text = valueText(entry.value);
    const value = text === null ? undefined : readPolicyValue(key, text);
    if (value !== undefined) return [{ framework, competency, key, value, startsOn, line }];
    const shown = text === null ? 'that' : `"${text}"`;
    faults.error(
      line,
      key,
      'bad_policy',
      `${shown} is not allowed for ${key}: ${allowedValues(key)}`,
    );
    return [];
  });
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
