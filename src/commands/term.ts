/** `pl term`: the terms of the school year, and what is taught in each. */
import type { Command } from 'commander';
import type { Competency } from '../core/model.js';
import { above, isOver, lastDay, type Term, taughtOf } from '../core/terms.js';
import type { Column } from '../output/render.js';
import { visible } from '../output/safe.js';
import { loadStandards } from '../store/standards.js';
import { loadTaught, loadTerms } from '../store/terms.js';
import type { View } from '../store/view.js';
import { printList } from './lists.js';
import { type KnownFlags, readKnown, withKnownFlag } from './options.js';
import type { Session } from './session.js';
import { seenTerm, termNamed } from './term-asked.js';
import { defineSet } from './term-set.js';

export function define(command: Command, session: Session): void {
  command.addHelpText('afterAll', EXAMPLES);
  defineSet(command, session);
  withKnownFlag(command.command('list'))
    .description('the terms, with their days and how much is taught in each')
    .action((flags: KnownFlags) => list(session, flags));
  withKnownFlag(command.command('show'))
    .description('one term, and what is taught in it')
    .argument('<term>', 'its code or name')
    .action((term: string, flags: KnownFlags) => show(session, term, flags));
}

const EXAMPLES = `
Examples:
  pl term set T1 --from 2026-08-24 --to 2026-12-18
  pl term set T1 --competencies taught.csv
  pl term list
  pl term show T1
  pl progress --section 7A --term T1`;

/** One line of the list. */
interface Row {
  readonly term: Term;
  readonly within: Term | null;
  /** Null: no list, everything is taught. */
  readonly taught: number | null;
}

async function list(session: Session, flags: KnownFlags): Promise<void> {
  const viewOf = readKnown(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const terms = loadTerms(book, view);
  const lists = loadTaught(book, view);
  const standards = loadStandards(book, view);
  const rows = terms.map((term): Row => {
    const own = lists.get(term.id);
    const taught = own === undefined ? null : [...taughtOf(standards, own)];
    const assessable = taught?.filter((id) => {
      const one = standards.competencies.get(id);
      return one !== undefined && standards.assessable(one);
    });
    return { term, within: above(terms, term)[0] ?? null, taught: assessable?.length ?? null };
  });
  const day = (value: string | null) => (value === null ? '' : session.words.day(value));
  await printList(
    session,
    rows,
    [
      { key: 'term', title: 'Term', value: ({ term }) => term.code },
      { key: 'name', title: 'Name', value: ({ term }) => term.name },
      { key: 'kind', title: 'Kind', value: ({ term }) => term.kind },
      {
        key: 'from',
        title: 'From',
        value: ({ term }) => term.startsOn,
        text: ({ term }) => day(term.startsOn),
      },
      {
        key: 'to',
        title: 'To',
        value: ({ term }) => lastDay(term),
        text: ({ term }) => day(lastDay(term)),
      },
      { key: 'within', title: 'Within', value: ({ within }) => within?.code ?? null },
      {
        key: 'competencies',
        title: 'Taught',
        value: ({ taught }) => taught,
        text: ({ taught }) => (taught === null ? 'no list' : String(taught)),
      },
      {
        key: 'over',
        title: 'Over',
        value: ({ term }) => isOver(term, dayKnown(session, view)),
        text: ({ term }) => (isOver(term, dayKnown(session, view)) ? 'yes' : ''),
      },
    ],
    'no terms here: pl term set T1 --from 2026-08-24 --to 2026-12-18',
  );
}

function dayKnown(session: Session, view: View): string {
  return view.knownOn ?? session.today;
}

async function show(session: Session, typed: string, flags: KnownFlags): Promise<void> {
  const viewOf = readKnown(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const terms = loadTerms(book, view);
  const { term, taught } = seenTerm(book, view, termNamed(terms, typed));
  const standards = loadStandards(book, view);
  const from = listedBy(terms, loadTaught(book, view), term);
  const rows = standards.ordered.filter(
    (one) => standards.assessable(one) && (taught === null || taught.has(one.id)),
  );
  if (session.format === 'json')
    return session.print.json({
      term: term.code,
      name: term.name,
      kind: term.kind,
      from: term.startsOn,
      to: lastDay(term),
      within: above(terms, term)[0]?.code ?? null,
      list_of: from?.code ?? null,
      competencies: rows.map((one) => ({
        framework: standards.frameworkName(one),
        competency: one.code,
        statement: one.statement,
      })),
    });
  const columns: Column<Competency>[] = [
    { key: 'framework', title: 'Framework', value: standards.frameworkName },
    { key: 'competency', title: 'Code', value: ({ code }) => code },
    { key: 'statement', title: 'Statement', value: ({ statement }) => statement },
  ];
  if (session.format === 'csv') return await printList(session, rows, columns, '');
  const options = { width: session.io.width, colour: session.colour };
  const { render } = await import('../output/render.js');
  const table = rows.length === 0 ? '' : `\n${await render(rows, columns, 'table', options)}`;
  session.print.text(headLines(session, term, from, rows.length) + table);
}

/** The term whose list holds for one: its own, or that of a longer one; null: none has a list. */
function listedBy(
  terms: readonly Term[],
  lists: ReadonlyMap<number, ReadonlySet<number>>,
  term: Term,
): Term | null {
  return [term, ...above(terms, term)].find(({ id }) => (lists.get(id)?.size ?? 0) > 0) ?? null;
}

function headLines(session: Session, term: Term, from: Term | null, taught: number): string {
  const { words } = session;
  const last = lastDay(term);
  const days = [
    term.startsOn === null ? '' : `from ${words.day(term.startsOn)}`,
    last === null ? '' : `to ${words.day(last)}`,
  ].filter((part) => part !== '');
  const name = term.name === term.code ? term.code : `${term.code} ${term.name}`;
  const about = [name, ...(term.kind === null ? [] : [term.kind])].join(', ');
  const of = from === null || from.id === term.id ? '' : ` (the list of ${from.name})`;
  const list =
    from === null
      ? 'no list of what is taught: everything is'
      : `${words.count(taught, 'competency')} taught${of}`;
  return `${visible(`${about}${days.length === 0 ? '' : `: ${days.join(' ')}`}`)}\n${visible(list)}\n`;
}
