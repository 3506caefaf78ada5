/** `pl scale`: the scales on which evidence is scored. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Level, Scale } from '../core/model.js';
import { readLevels, writeLevels } from '../core/scale.js';
import { frameworkNamed } from '../core/scope.js';
import type { Standards } from '../core/standards.js';
import { putFrameworkScale, putScale } from '../store/apply-standards.js';
import { evidenceFinder } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { loadStandards } from '../store/standards.js';
import { write } from '../store/writing.js';
import { unknownName } from './finding.js';
import { printList } from './lists.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  command
    .command('list')
    .description('the scales; the first is the default')
    .action(() => list(session));
  command
    .command('set')
    .description('make a scale, or change one')
    .argument('<name>', 'its name')
    .argument('<levels>', 'VALUE=NAME, …; a star marks mastery, the highest value is the top')
    .action((name: string, levels: string) => set(session, name, levels));
  command
    .command('use')
    .description('score a framework, or all that say nothing else, on this scale')
    .argument('<name>', 'a scale')
    .option('--framework <framework>', 'only this framework (default: the whole gradebook)')
    .action((name: string, flags: { framework?: string }) => use(session, name, flags.framework));
}

const EXAMPLES = `
Examples:
  pl scale list
  pl scale set four "1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary"
  pl scale use four --framework math`;

async function list(session: Session): Promise<void> {
  const standards = loadStandards(await session.book());
  const usedBy = (scale: Scale) =>
    [...standards.frameworks.values()]
      .filter((one) => one.scale === scale.id)
      .map(({ name }) => name)
      .join(';');
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
      { key: 'frameworks', title: 'Used by', value: usedBy },
      { key: 'levels', title: 'Levels', value: ({ levels }) => writeLevels(levels) },
    ],
    'no scales',
  );
}

async function set(session: Session, name: string, text: string): Promise<void> {
  const levels = readLevels(text);
  const book = await session.book();
  const standards = loadStandards(book);
  const before = scaleNamed(standards, name);
  if (before !== null && !sameValues(before.levels, levels)) refuseScored(book, standards, before);
  const preferred = before !== null && before === standards.scales[0];
  write(
    book,
    session.entry('scale set', { about: `${name}: ${writeLevels(levels)}` }),
    (writer) => {
      putScale(writer, before?.id ?? null, { name: before?.name ?? name, levels, preferred });
    },
  );
  done(session, before?.name ?? name, levels, `scale ${name}: ${writeLevels(levels)}`);
}

/** Other names for the same values change no score. */
function sameValues(a: readonly Level[], b: readonly Level[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ value, mastery }, index) => b[index]?.value === value && b[index]?.mastery === mastery,
    )
  );
}

/** Scores given on one scale mean nothing on another: they are not silently reread. */
function refuseScored(
  book: Gradebook,
  standards: Standards,
  scale: Scale,
  framework: number | null = null,
): void {
  const hasEvidence = evidenceFinder(book);
  const scored = standards.ordered.filter(
    (one) =>
      (framework === null || one.framework === framework) &&
      standards.yardstick(one).scale.id === scale.id &&
      hasEvidence(one.id),
  );
  if (scored.length === 0) return;
  throw new PlError(
    'conflict',
    `there are scores on scale "${scale.name}" (${scored.length} competencies, ${scored[0]?.code} first): make a new scale for new standards instead`,
  );
}

async function use(
  session: Session,
  name: string,
  frameworkName: string | undefined,
): Promise<void> {
  const book = await session.book();
  const standards = loadStandards(book);
  const scale = scaleNamed(standards, name);
  if (scale === null)
    throw new PlError(
      'not_found',
      `there is no scale "${name}": ${standards.scales.map((one) => one.name).join(', ')}`,
      'pl scale set NAME LEVELS',
    );
  if (frameworkName === undefined) useEverywhere(session, book, standards, scale);
  else useFor(session, book, standards, scale, frameworkName);
  done(
    session,
    scale.name,
    scale.levels,
    `${frameworkName ?? 'the gradebook'} is scored on scale ${scale.name}`,
  );
}

function useFor(
  session: Session,
  book: Gradebook,
  standards: Standards,
  scale: Scale,
  name: string,
): void {
  const framework = frameworkNamed(standards, name);
  if (framework === null)
    throw unknownName({
      noun: 'framework',
      name,
      known: [...standards.frameworks.values()].map((one) => one.name),
    });
  const before = standards.scales.find(({ id }) => id === framework.scale) ?? standards.scales[0];
  if (before !== undefined && !sameValues(before.levels, scale.levels))
    refuseScored(book, standards, before, framework.id);
  if (framework.scale === scale.id) return;
  write(
    book,
    session.entry('scale use', { about: `${scale.name} for ${framework.name}` }),
    (writer) => putFrameworkScale(writer, framework, scale.id),
  );
}

function useEverywhere(
  session: Session,
  book: Gradebook,
  standards: Standards,
  scale: Scale,
): void {
  const [before] = standards.scales;
  if (before === undefined || before.id === scale.id) return;
  if (!sameValues(before.levels, scale.levels)) refuseScored(book, standards, before);
  write(book, session.entry('scale use', { about: scale.name }), (writer) => {
    putScale(writer, before.id, { ...before, preferred: false });
    putScale(writer, scale.id, { ...scale, preferred: true });
  });
}

function scaleNamed(standards: Standards, name: string): Scale | null {
  return (
    standards.scales.find((scale) => scale.name.toLowerCase() === name.trim().toLowerCase()) ?? null
  );
}

function done(session: Session, name: string, levels: readonly Level[], words: string): void {
  if (session.format === 'json') session.printJson({ scale: name, levels });
  else session.say(words);
}
