/** `pl scale set`: makes a scale, or gives one other levels. */
import type { Command } from 'commander';
import { scaleNamed } from '../core/scale.js';
import { withScales } from '../core/scale-change.js';
import { readLevels, writeLevels } from '../core/scale-text.js';
import type { Standards } from '../core/standards.js';
import { putScale } from '../store/apply-standards.js';
import { type CarryFlags, changeScales, tellScale, withCarry } from './scale-carry.js';
import type { Session } from './session.js';

export function defineSet(command: Command, session: Session): void {
  withCarry(command.command('set'))
    .description('make a scale, or change one')
    .argument('<name>', 'its name')
    .argument(
      '<levels>',
      'VALUE=NAME, …; a star marks mastery (3*=Proficient), the highest value is the top; VALUE[COLOUR]=NAME paints it',
    )
    .action((name: string, levels: string, flags: CarryFlags) =>
      set(session, name.trim(), levels, flags),
    );
}

async function set(session: Session, name: string, text: string, flags: CarryFlags): Promise<void> {
  const levels = readLevels(text);
  const book = await session.book();
  const facts = session.entry('scale set', { about: `${name}: ${writeLevels(levels)}` });
  let scale = { name, levels };
  const outcome = changeScales(book, facts, flags, (standards) => {
    const before = scaleNamed(standards.scales, name);
    scale = { name: before?.name ?? name, levels };
    const preferred = before !== null && before === standards.scales[0];
    const isSame = before !== null && writeLevels(before.levels) === writeLevels(levels);
    return {
      after: before === null ? standards : withLevels(standards, { ...before, levels }),
      put: (writer) => {
        if (!isSame) putScale(writer, before?.id ?? null, { ...scale, preferred });
      },
    };
  });
  tellScale(session, scale, `scale ${scale.name}: ${writeLevels(levels)}`, outcome, flags);
}

function withLevels(standards: Standards, scale: Standards['scales'][number]): Standards {
  return withScales(standards, {
    scales: standards.scales.map((one) => (one.id === scale.id ? scale : one)),
  });
}
