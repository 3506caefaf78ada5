/** The places at which a policy is said: the gradebook, a framework or a competency. */
import { groupBy } from './grouping.js';
import type { Id, PolicySetting, Scale } from './model.js';
import { isInherited, isOnScale, type Standards } from './standards.js';

/** Framework and competency both null: the gradebook. At most one of them is given. */
export interface Place {
  readonly framework: Id | null;
  readonly competency: Id | null;
}

/** Whether a setting was said at exactly this place. */
export function isAt(place: Place, setting: Place): boolean {
  return setting.framework === place.framework && setting.competency === place.competency;
}

/** The settings among `settings` that hold at a place: its own, and those it inherits. */
export function settingsAt<S extends PolicySetting>(
  standards: Standards,
  settings: readonly S[],
  place: Place,
): S[] {
  return settingsReader(standards, settings)(place);
}

/** The same for any number of places. */
export function settingsReader<S extends PolicySetting>(
  standards: Standards,
  settings: readonly S[],
): (place: Place) => S[] {
  const said = groupBy(settings, placeText);
  const at = (place: Place) => said.get(placeText(place)) ?? [];
  return (place) => {
    const framework = frameworkAt(standards, place);
    const farther: Place[] = [GRADEBOOK, { framework, competency: null }];
    const inherited = farther
      .filter((one, index) => !isAt(place, one) && farther.findIndex((x) => isAt(x, one)) === index)
      .flatMap(at)
      .filter((setting) => isInheritedAt(standards, setting, place));
    return [...inherited, ...at(place)];
  };
}

const GRADEBOOK: Place = { framework: null, competency: null };

const placeText = ({ framework, competency }: Place) => `${framework} ${competency}`;

function isInheritedAt(standards: Standards, setting: PolicySetting, place: Place): boolean {
  if (!isOnScale(setting)) return true;
  const { framework, key } = setting;
  const scaleFor = key === 'letters' && place.competency === null ? lettersScale : scaleAt;
  const home = scaleFor(standards, { framework, competency: null });
  return isInherited(setting, home, scaleFor(standards, place));
}

/** The scale of which letters at a place speak: the one that all of a framework is scored on, where there is one. */
export function lettersScale(standards: Standards, place: Place): Scale {
  const own = scaleAt(standards, place);
  if (place.framework === null) return own;
  const scales = standards.ordered
    .filter((one) => one.framework === place.framework && standards.assessable(one))
    .filter((one) => !standards.isHabit(one))
    .map(({ id }) => scaleAt(standards, { framework: null, competency: id }));
  const [first = own] = scales;
  return scales.every(({ id }) => id === first.id) ? first : own;
}

/** The scale on which a place is scored. */
export function scaleAt(standards: Standards, place: Place): Scale {
  const one = place.competency === null ? undefined : standards.competencies.get(place.competency);
  const framework = frameworkAt(standards, place);
  const own = framework === null ? null : (standards.frameworks.get(framework)?.scale ?? null);
  const [standard] = standards.scales;
  if (standard === undefined) throw new Error('a gradebook has a default scale');
  return standards.scales.find(({ id }) => id === (one?.scale ?? own)) ?? standard;
}

function frameworkAt(standards: Standards, { framework, competency }: Place): Id | null {
  if (competency === null) return framework;
  return standards.competencies.get(competency)?.framework ?? null;
}
