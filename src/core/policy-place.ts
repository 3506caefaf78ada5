/** The places at which a policy is said: the gradebook, a framework or a competency. */
import type { Id, PolicySetting, Scale } from './model.js';
import { isInherited, type Standards } from './standards.js';

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
  const framework = frameworkAt(standards, place);
  const scale = scaleAt(standards, place);
  return settings.filter((setting) => {
    if (setting.competency !== null) return setting.competency === place.competency;
    if (setting.framework !== null && setting.framework !== framework) return false;
    const home = scaleAt(standards, { framework: setting.framework, competency: null });
    return isAt(place, setting) || isInherited(setting, home, scale);
  });
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
