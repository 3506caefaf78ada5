/** Where `pl policy` sets keys or looks at them: the gradebook, a framework or a competency. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import type { Place } from '../../core/policy-place.js';
import { frameworkNamed } from '../../core/scope.js';
import type { Standards } from '../../core/standards.js';
import { findCompetency, unknownName } from '../finding.js';
import type { Session } from '../session.js';

export interface LevelFlags {
  readonly framework?: string;
  readonly competency?: string;
}

export function withLevel(command: Command): Command {
  return command
    .option('--framework <framework>', 'at this framework')
    .option('--competency <competency>', 'at this competency');
}

/** A place, and how people call it. */
export interface NamedPlace extends Place {
  readonly name: string;
}

/** Both flags at once are wrong usage, whatever the gradebook holds. */
export function refuseBoth(flags: LevelFlags): void {
  if (flags.framework === undefined || flags.competency === undefined) return;
  throw new PlError(
    'usage',
    '--framework and --competency: choose one (FRAMEWORK:code names a competency of one framework)',
  );
}

/** The place that the flags name. Throws PlError for a framework or competency that there is not. */
export async function placeOf(
  session: Session,
  standards: Standards,
  flags: LevelFlags,
): Promise<NamedPlace> {
  refuseBoth(flags);
  if (flags.competency !== undefined) {
    const one = await findCompetency(session, standards, flags.competency);
    return { framework: null, competency: one.id, name: one.code };
  }
  if (flags.framework === undefined)
    return { framework: null, competency: null, name: 'the gradebook' };
  const { id, name } = frameworkCalled(standards, flags.framework);
  return { framework: id, competency: null, name };
}

/** Throws PlError, naming what there is, for a framework that there is not. */
export function frameworkCalled(standards: Standards, name: string) {
  const framework = frameworkNamed(standards, name);
  if (framework !== null) return framework;
  const known = [...standards.frameworks.values()].map((one) => one.name);
  throw unknownName({ noun: 'framework', name, known });
}
