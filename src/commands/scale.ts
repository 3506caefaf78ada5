/** `pl scale`: the scales on which evidence is scored. */
import type { Command } from 'commander';
import type { Scale } from '../core/model.js';
import { writeLevels } from '../core/scale-text.js';
import { loadStandards } from '../store/standards.js';
import { printList } from './lists.js';
import { type DayFlags, readDays, withDayFlags } from './options.js';
import { defineSet } from './scale-set.js';
import { defineUse } from './scale-use.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  withDayFlags(command.command('list'))
    .description('the scales; the first is the default')
    .action((flags: DayFlags) => list(session, flags));
  defineSet(command, session);
  defineUse(command, session);
}

const EXAMPLES = `
Examples:
  pl scale list
  pl scale set four "1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary"
  pl scale set three "1[red]=Not yet, 2*[green]=Met, 3[#0066cc]=Beyond"
  pl scale use four --framework math
  pl scale use three --competency rp.1 --carry --dry-run`;

/** Up to so many competencies are named one by one. */
const FEW = 3;

async function list(session: Session, flags: DayFlags): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const standards = loadStandards(book, viewOf(book));
  const usedBy = (scale: Scale) =>
    [...standards.frameworks.values()]
      .filter((one) => one.scale === scale.id)
      .map(({ name }) => name)
      .join(';');
  const competencies = (scale: Scale) =>
    standards.ordered
      .filter((one) => one.scale === scale.id)
      .map(({ code }) => code)
      .join(';');
  const onItsOwn = (scale: Scale) => {
    const codes = competencies(scale).split(';');
    return codes.length <= FEW
      ? codes.join(', ')
      : session.words.count(codes.length, 'competency', 'competencies');
  };
  const [first] = standards.scales;
  await printList(
    session,
    standards.scales,
    [
      { key: 'scale', title: 'Scale', value: ({ name }) => name },
      {
        key: 'default',
        title: 'Default',
        value: (scale) => scale === first,
        text: (scale) => (scale === first ? 'default' : ''),
      },
      {
        key: 'frameworks',
        title: 'Used by',
        value: usedBy,
        text: (scale) => [usedBy(scale), onItsOwn(scale)].filter((part) => part !== '').join(', '),
      },
      { key: 'levels', title: 'Levels', value: ({ levels }) => writeLevels(levels) },
      ...(session.format === 'people'
        ? []
        : [{ key: 'competencies', title: 'Competencies', value: competencies }]),
    ],
    'no scales',
  );
}
