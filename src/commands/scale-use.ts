/** `pl scale use`: says what is scored on a scale: a competency, a framework, or all that say nothing else. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Scale } from '../core/model.js';
import { scaleNamed } from '../core/scale.js';
import { withScales } from '../core/scale-change.js';
import type { Standards } from '../core/standards.js';
import { putCompetencyScale, putFrameworkScale, putScale } from '../store/apply-standards.js';
import { loadStandards } from '../store/standards.js';
import { type LevelFlags, type NamedPlace, placeOf, refuseBoth } from './policy/level.js';
import {
  type CarryFlags,
  changeScales,
  type ScaleChange,
  tellScale,
  withCarry,
} from './scale-carry.js';
import type { Session } from './session.js';

type UseFlags = LevelFlags & CarryFlags;

export function defineUse(command: Command, session: Session): void {
  withCarry(command.command('use'))
    .description('score a framework, a competency, or all that say nothing else, on this scale')
    .argument('<name>', 'a scale')
    .option('--framework <framework>', 'only this framework (default: the whole gradebook)')
    .option('--competency <competency>', 'only this competency')
    .action((name: string, flags: UseFlags) => use(session, name, flags));
}

async function use(session: Session, name: string, flags: UseFlags): Promise<void> {
  refuseBoth(flags);
  const book = await session.book();
  const standing = loadStandards(book);
  let scale = knownScale(standing, name);
  const place = await placeOf(session, standing, flags);
  const about = `${scale.name}${isGradebook(place) ? '' : ` for ${place.name}`}`;
  const facts = session.entry('scale use', { about, competency: place.competency });
  const outcome = changeScales(book, facts, flags, (standards) => {
    scale = knownScale(standards, name);
    return useAt(standards, place, scale);
  });
  tellScale(session, scale, `${place.name} is scored on scale ${scale.name}`, outcome, flags);
}

function isGradebook({ framework, competency }: NamedPlace): boolean {
  return framework === null && competency === null;
}

function knownScale(standards: Standards, name: string): Scale {
  const scale = scaleNamed(standards.scales, name);
  if (scale !== null) return scale;
  throw new PlError(
    'not_found',
    `there is no scale "${name}": ${standards.scales.map((one) => one.name).join(', ')}`,
    'pl scale set NAME LEVELS',
  );
}

function useAt(standards: Standards, place: NamedPlace, scale: Scale): ScaleChange {
  const competency = standards.competencies.get(place.competency ?? -1);
  if (competency !== undefined) {
    return {
      after: withScales(standards, { competencies: new Map([[competency.id, scale.id]]) }),
      put: (writer) => {
        if (competency.scale !== scale.id) putCompetencyScale(writer, competency, scale.id);
      },
    };
  }
  const framework = standards.frameworks.get(place.framework ?? -1);
  if (framework !== undefined) {
    return {
      after: withScales(standards, { frameworks: new Map([[framework.id, scale.id]]) }),
      put: (writer) => {
        if (framework.scale !== scale.id) putFrameworkScale(writer, framework, scale.id);
      },
    };
  }
  return useEverywhere(standards, scale);
}

function useEverywhere(standards: Standards, scale: Scale): ScaleChange {
  const [before] = standards.scales;
  const others = standards.scales.filter(({ id }) => id !== scale.id);
  return {
    after: withScales(standards, { scales: [scale, ...others] }),
    put: (writer) => {
      if (before === undefined || before.id === scale.id) return;
      putScale(writer, before.id, { ...before, preferred: false });
      putScale(writer, scale.id, { ...scale, preferred: true });
    },
  };
}
