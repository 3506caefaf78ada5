/** `pl standards`: competencies in order, or those that have some words. */
import type { Command } from 'commander';
import type { Competency } from '../core/model.js';
import { folded } from '../core/names.js';
import type { Standards } from '../core/standards.js';
import type { Column } from '../output/render.js';
import { withoutCode } from '../output/titles.js';
import { loadPathways, loadStandards } from '../store/standards.js';
import { competenciesLeft } from './in-scope.js';
import { printList } from './lists.js';
import {
  type CompetencyFlags,
  type DayFlags,
  readDays,
  withCompetencyFlags,
  withDayFlags,
} from './options.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  withDayFlags(withCompetencyFlags(command))
    .argument('[words...]', 'only those whose code, label or statement has these words')
    .addHelpText(
      'after',
      '\nExamples:\n  pl standards ratio\n  pl standards --under RP\n  pl standards --framework math --csv',
    )
    .action((words: string[], flags: CompetencyFlags & DayFlags) =>
      standards(session, words, flags),
    );
}

async function standards(
  session: Session,
  words: readonly string[],
  flags: CompetencyFlags & DayFlags,
): Promise<void> {
  const viewOf = readDays(session, flags);
  const book = await session.book();
  const view = viewOf(book);
  const known = loadStandards(book, view);
  const pathways = loadPathways(book, view);
  const scope = competenciesLeft({ standards: known, pathways }, flags, view);
  const rows = known.ordered.filter(
    (one) => (scope === null || scope.has(one.id)) && hasWords(one, words),
  );
  const none =
    words.length > 0
      ? `nothing has the words "${words.join(' ')}"`
      : 'no standards here: pl import standards FILE';
  const shown = columnsOf(known).filter(
    ({ key }) => session.format !== 'people' || FOR_PEOPLE.includes(key),
  );
  await printList(session, rows, shown, none);
}

function columnsOf(known: Standards): Column<Competency>[] {
  const codeOf = (id: number | null) =>
    id === null ? null : (known.competencies.get(id)?.code ?? '');
  const requires = (one: Competency) => {
    const links = known.links.filter(
      ({ target, kind }) => target === one.id && kind === 'requires',
    );
    return [...new Set(links.map(({ source }) => codeOf(source)))].join(';');
  };
  return [
    { key: 'framework', title: 'Framework', value: known.frameworkName },
    {
      key: 'competency',
      title: 'Code',
      whole: true,
      value: ({ code }) => code,
      text: (one) => indent(known, one) + one.code,
    },
    {
      key: 'label',
      title: 'Label',
      value: ({ label }) => label,
      text: ({ code, label }) => withoutCode(code, label ?? ''),
    },
    { key: 'parent', title: 'Under', value: ({ parent }) => codeOf(parent) },
    { key: 'assessable', title: 'Assessable', value: known.assessable },
    { key: 'essential', title: 'Essential', value: ({ essential }) => essential },
    { key: 'requires', title: 'Requires', value: requires },
    {
      key: 'statement',
      title: 'Statement',
      value: ({ statement }) => statement,
      text: ({ code, statement }) => withoutCode(code, statement) || statement,
    },
  ];
}

/** The table squeezes its last column, the statement. */
const FOR_PEOPLE = ['framework', 'competency', 'label', 'requires', 'statement'];

function indent(standards: Standards, one: Competency): string {
  let depth = 0;
  for (
    let at = one.parent;
    at !== null && depth < 8;
    at = standards.competencies.get(at)?.parent ?? null
  )
    depth++;
  return '  '.repeat(depth);
}

function hasWords(one: Competency, words: readonly string[]): boolean {
  const own = folded(`${one.code} ${one.label ?? ''} ${one.statement}`);
  return words.every((word) => own.includes(folded(word)));
}
