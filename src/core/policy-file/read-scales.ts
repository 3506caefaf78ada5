/** The scales of a policy file, the default one first. */
import { PlError } from '../errors.js';
import type { Faults } from '../importing/records.js';
import { DEFAULT_LEVELS } from '../scale.js';
import { readLevels } from '../scale-text.js';
import type { MapEntry } from './nodes.js';
import { entriesOf, sayUnknown, textAt } from './shapes.js';
import type { WantedScale } from './wanted.js';

/** A file without scales means the one with which every gradebook begins. `line`: where the file begins. */
export function readScales(
  section: MapEntry | undefined,
  preferred: MapEntry | undefined,
  line: number,
  faults: Faults,
): WantedScale[] {
  const entries = entriesOf(section, faults);
  if (entries.length === 0 && preferred === undefined) {
    return [{ name: 'default', levels: DEFAULT_LEVELS, line }];
  }
  const once = new Map<string, MapEntry>();
  for (const entry of entries) {
    const name = entry.key.toLowerCase();
    const before = once.get(name);
    if (before === undefined) once.set(name, entry);
    else {
      const message = `"${entry.key}" stands already on line ${before.line}`;
      faults.error(entry.line, entry.key, 'duplicate_key', message);
    }
  }
  const scales = [...once.values()].flatMap((entry) => readScale(entry, faults));
  return defaultFirst(scales, [...once.values()], preferred, section?.line ?? line, faults);
}

function readScale(entry: MapEntry, faults: Faults): WantedScale[] {
  const text = levelsText(entry, faults);
  if (text === null) return [];
  try {
    return [{ name: entry.key, levels: readLevels(text), line: entry.line }];
  } catch (error) {
    if (!(error instanceof PlError)) throw error;
    faults.error(entry.line, entry.key, 'bad_scale', error.message);
    return [];
  }
}

/** One text of all levels, or a list with one text a level. */
function levelsText(entry: MapEntry, faults: Faults): string | null {
  const { key, line, value } = entry;
  if (value.kind !== 'list') return textAt(entry, 'levels such as 1=Beginning, 2*=Met', faults);
  const texts = value.items.map((item) => (item.kind === 'text' ? item.text : null));
  if (texts.every((text) => text !== null)) return texts.join(', ');
  faults.error(line, key, 'wrong_shape', `"${key}" is a list of levels such as 3*=Proficient`);
  return null;
}

function defaultFirst(
  scales: readonly WantedScale[],
  entries: readonly MapEntry[],
  preferred: MapEntry | undefined,
  line: number,
  faults: Faults,
): WantedScale[] {
  if (preferred === undefined) {
    if (entries.length === 1) return [...scales];
    const names = entries.map(({ key }) => key).join(', ');
    const message = `say which scale is the default: ${names}`;
    faults.error(line, 'default_scale', 'missing_default', message);
    return [...scales];
  }
  const name = textAt(preferred, 'the name of a scale', faults);
  if (name === null) return [...scales];
  const isDefault = (scale: { readonly name: string }) =>
    scale.name.toLowerCase() === name.toLowerCase();
  const names = entries.map(({ key }) => ({ name: key }));
  if (!names.some(isDefault)) {
    const known = names.map((one) => one.name);
    sayUnknown(preferred, 'scale', name, known, 'unknown_scale', faults);
  }
  return [...scales.filter(isDefault), ...scales.filter((scale) => !isDefault(scale))];
}
