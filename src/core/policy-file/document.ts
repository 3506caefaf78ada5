/** The scales and the policy of a gradebook as one plain value, in an order that never moves by itself. */
import { groupBy } from '../grouping.js';
import type { Competency, Day, Level, PolicyValue } from '../model.js';
import { type DatedSetting, POLICY_KEYS, writePolicyValue } from '../policy.js';
import { isAt, type Place } from '../policy-place.js';
import { writeLevel } from '../scale-text.js';
import { compareCodes, type Standards } from '../standards.js';

/** Keys with what a person writes for them. */
export type DocumentPolicy = Readonly<Record<string, PolicyValue>>;

/** What is said at a place: always (`policy`), and from days on. What is not said is not there. */
export interface DocumentPlace {
  readonly scale?: string;
  readonly policy?: DocumentPolicy;
  readonly from?: Readonly<Record<Day, DocumentPolicy>>;
}

export interface DocumentFramework extends DocumentPlace {
  readonly competencies?: Readonly<Record<string, DocumentPlace>>;
}

export interface PolicyDocument extends Omit<DocumentPlace, 'scale'> {
  readonly default_scale: string;
  /** One text a level. */
  readonly scales: Readonly<Record<string, readonly string[]>>;
  readonly frameworks?: Readonly<Record<string, DocumentFramework>>;
}

/** `settings` are all that stand, also those that begin later. */
export function policyDocument(
  standards: Standards,
  settings: readonly DatedSetting[],
): PolicyDocument {
  const scales = [...standards.scales].sort((a, b) => compareCodes(a.name, b.name));
  const frameworks = [...standards.frameworks.values()]
    .sort((a, b) => compareCodes(a.name, b.name))
    .flatMap((framework): [string, DocumentFramework][] => {
      const place = { framework: framework.id, competency: null };
      const own = standards.ordered.filter((one) => one.framework === framework.id);
      const said = {
        ...scaleOf(standards, framework.scale),
        ...policiesAt(settings, place),
        ...some(
          'competencies',
          own.flatMap((one) => competencyEntry(standards, settings, one)),
        ),
      };
      return Object.keys(said).length === 0 ? [] : [[framework.name, said]];
    });
  return {
    default_scale: standards.scales[0]?.name ?? '',
    scales: mapOf(scales.map(({ name, levels }) => [name, levelLines(levels)])),
    ...policiesAt(settings, { framework: null, competency: null }),
    ...some('frameworks', frameworks),
  };
}

function levelLines(levels: readonly Level[]): string[] {
  return levels.map(writeLevel);
}

function competencyEntry(
  standards: Standards,
  settings: readonly DatedSetting[],
  one: Competency,
): [string, DocumentPlace][] {
  const said = {
    ...scaleOf(standards, one.scale),
    ...policiesAt(settings, { framework: null, competency: one.id }),
  };
  return Object.keys(said).length === 0 ? [] : [[one.code, said]];
}

function scaleOf({ scales }: Standards, id: number | null): Pick<DocumentPlace, 'scale'> {
  const scale = scales.find((one) => one.id === id);
  return scale === undefined ? {} : { scale: scale.name };
}

function policiesAt(
  settings: readonly DatedSetting[],
  place: Place,
): Pick<DocumentPlace, 'policy' | 'from'> {
  const own = settings.filter((setting) => isAt(place, setting));
  const days = [...groupBy(own, ({ startsOn }) => startsOn ?? '')].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const always = days.find(([day]) => day === '')?.[1] ?? [];
  const dated = days.filter(([day]) => day !== '');
  return {
    ...some('policy', policyEntries(always)),
    ...some(
      'from',
      dated.map(([day, said]) => [day, mapOf(policyEntries(said))]),
    ),
  };
}

function policyEntries(settings: readonly DatedSetting[]): [string, PolicyValue][] {
  return POLICY_KEYS.flatMap((key): [string, PolicyValue][] => {
    const setting = settings.find((one) => one.key === key);
    if (setting === undefined) return [];
    const { value } = setting;
    const asItIs = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    return [[key, asItIs || typeof value === 'number' ? value : writePolicyValue(key, value)]];
  });
}

/** An object of one key, unless there is nothing in it. */
function some<K extends string, V>(
  key: K,
  entries: readonly (readonly [string, V])[],
): { [P in K]?: Readonly<Record<string, V>> } {
  return (entries.length === 0 ? {} : { [key]: mapOf(entries) }) as {
    [P in K]?: Readonly<Record<string, V>>;
  };
}

/** Keys of any name, also `__proto__`, as the document's own. */
function mapOf<V>(entries: readonly (readonly [string, V])[]): Readonly<Record<string, V>> {
  return Object.fromEntries(entries);
}
