/** The scale of a Moodle competency: its values from low to high, and which of them are proficient. */
import type { Faults } from '../../core/importing/records.js';
import { writeLevels } from '../../core/scale-text.js';
import { jsonOf } from './moodle-json.js';

/**
 * The levels written out, mastery at the lowest that is proficient; '' where the cells are blank or
 * make no scale, which is then a warning.
 */
export function moodleScale(
  line: number,
  values: string,
  configuration: string,
  faults: Faults,
): string {
  if (values === '') return '';
  const names = values.split(',').map((name) => name.replace(/\s+/g, ' ').trim());
  const say = (code: string, message: string) => {
    faults.warning(
      line,
      'scale_configuration',
      code,
      `${message}: no scale is taken from this row`,
    );
    return '';
  };
  if (names.length < 2) return say('no_scale', 'a scale has two values or more');
  const items = jsonOf(configuration);
  if (!Array.isArray(items)) return say('bad_json', 'the scale configuration is no JSON list');
  const mastery = Math.min(
    ...items.flatMap((item: unknown) => (isProficient(item) ? [Number(item.id)] : [])),
  );
  if (!(mastery >= 1 && mastery <= names.length))
    return say('no_scale', 'no value of the scale is proficient');
  const used = new Set<string>();
  const levels = names.map((name, index) => {
    const value = index + 1;
    const own = name === '' || used.has(name.toLowerCase()) ? `${name} ${value}`.trim() : name;
    used.add(own.toLowerCase());
    return { value, name: own, mastery: value === mastery };
  });
  return writeLevels(levels);
}

function isProficient(item: unknown): item is { readonly id: number | string } {
  if (typeof item !== 'object' || item === null || !('id' in item) || !('proficient' in item))
    return false;
  return Number.isInteger(Number(item.id)) && ['1', 'true'].includes(String(item.proficient));
}
