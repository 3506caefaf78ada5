/** `pl term set`: the days of a term, the longer one it is part of, and what is taught in it. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { addDays } from '../core/day.js';
import { PlError, type Problem } from '../core/errors.js';
import { isError } from '../core/importing/skipping.js';
import type { Id } from '../core/model.js';
import { named } from '../core/scope.js';
import { above, lastDay, type Term } from '../core/terms.js';
import { readBytes } from '../files.js';
import type { Gradebook } from '../store/open.js';
import { loadStandards } from '../store/standards.js';
import { loadTaught, loadTerms, putTaught, putTerm } from '../store/terms.js';
import { write } from '../store/writing.js';
import type { Session } from './session.js';
import { shellWord, termNamed } from './term-asked.js';
import { readTaught } from './term-competencies.js';

interface SetFlags {
  readonly from?: string;
  readonly to?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly within?: string;
  readonly competencies?: string;
  readonly allCompetencies?: boolean;
}

export function defineSet(command: Command, session: Session): void {
  command
    .command('set')
    .description('make a term, or change one that a roster has named; what is not said stays')
    .argument('<term>', 'its code, such as T1, or the name of one that there is')
    .option('--from <date>', 'its first day')
    .option('--to <date>', 'its last day')
    .option('--name <name>', 'how people call it (default: its code)')
    .option('--kind <kind>', 'schoolYear, semester, term, gradingPeriod or a word of your own')
    .option('--within <term>', 'the longer term of which it is a part')
    .option('--competencies <file>', 'what is taught in it, in place of the list that there was')
    .option('--all-competencies', 'no list: everything is taught')
    .addHelpText('after', EXAMPLES)
    .action((term: string, flags: SetFlags) => set(session, term, flags));
}

const EXAMPLES = `
Examples:
  pl term set T1 --from 2026-08-24 --to 2026-12-18 --kind semester
  pl term set Q1 --from 2026-08-24 --to 2026-10-23 --within T1
  pl term set Q1 --competencies taught.csv
  pl term set Q1 --all-competencies

The file has a column "competency" (and "framework"), or a code a line; a heading
stands for all that lies under it. - is standard input.`;

async function set(session: Session, typed: string, flags: SetFlags): Promise<void> {
  const days = readTermDays(session, flags);
  const code = plainWord(typed, 'TERM');
  if (flags.competencies !== undefined && flags.allCompetencies === true)
    throw new PlError('usage', '--competencies and --all-competencies: choose one');
  const sent = flags.competencies === undefined ? null : await bytesOf(session, flags.competencies);
  const book = await session.book();
  const listed =
    sent === null ? null : readTaught(sent, flags.competencies ?? '', loadStandards(book));
  if (listed?.problems.some(isError)) return refuse(session, listed.problems);
  if (listed?.listed.size === 0)
    throw new PlError(
      'invalid',
      'the file names no competency: --all-competencies takes a list away',
    );
  const facts = session.entry('term set', {
    about: code,
    file:
      flags.competencies === undefined || flags.competencies === '-'
        ? null
        : basename(flags.competencies),
  });
  const list = flags.allCompetencies === true ? NOTHING : (listed?.listed ?? null);
  const { result } = write(book, facts, (writer) => {
    const terms = loadTerms(book);
    const before = standing(terms, code);
    const after = planned(terms, before, code, flags, days);
    const term = { ...after, id: before?.id ?? writer.identity('term') };
    const lists = loadTaught(book);
    if (before === null || !sameFacts(before, term)) putTerm(writer, term);
    if (list !== null) putTaught(writer, term.id, lists.get(term.id) ?? NOTHING, list);
    return { term, isNew: before === null };
  });
  report(session, book, result.term, result.isNew, list);
}

const NOTHING: ReadonlySet<Id> = new Set();

interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

function readTermDays(session: Session, flags: SetFlags): Days {
  const from = flags.from === undefined ? null : session.day(flags.from, '--from');
  const to = flags.to === undefined ? null : session.day(flags.to, '--to');
  if (from !== null && to !== null && to < from)
    throw new PlError(
      'usage',
      `--to ${to} is before --from ${from}: it is the last day of the term`,
    );
  return { from, to };
}

function plainWord(typed: string, what: string): string {
  const word = typed.trim().replace(/\s+/g, ' ');
  if (word !== '' && !/[\p{Cc}]/u.test(word)) return word;
  throw new PlError('usage', `${what} "${typed}" is no name`);
}

async function bytesOf(session: Session, path: string): Promise<Uint8Array> {
  return path === '-' ? await session.io.readStdin() : readBytes(path);
}

function standing(terms: readonly Term[], code: string): Term | null {
  return named(terms, code).length === 0 ? null : termNamed(terms, code);
}

/** The term as it shall be. Throws `PlError` for a new one without days, and for one within itself. */
function planned(
  terms: readonly Term[],
  before: Term | null,
  code: string,
  flags: SetFlags,
  days: Days,
): Omit<Term, 'id'> {
  if (before === null && (days.from === null || days.to === null))
    throw new PlError(
      'usage',
      `"${code}" is a new term: --from and --to say its first and last day`,
      `pl term set ${shellWord(code)} --from 2026-08-24 --to 2026-12-18`,
    );
  const startsOn = days.from ?? before?.startsOn ?? null;
  const endsOn = days.to === null ? (before?.endsOn ?? null) : addDays(days.to, 1);
  if (startsOn !== null && endsOn !== null && endsOn <= startsOn)
    throw new PlError('invalid', `${code} would end before it begins, on ${startsOn}`);
  return {
    code: before?.code ?? code,
    name: flags.name === undefined ? (before?.name ?? code) : plainWord(flags.name, '--name'),
    startsOn,
    endsOn,
    kind: flags.kind === undefined ? (before?.kind ?? null) : plainWord(flags.kind, '--kind'),
    parent:
      flags.within === undefined ? (before?.parent ?? null) : parentOf(terms, before, flags.within),
  };
}

function parentOf(terms: readonly Term[], before: Term | null, typed: string): Id {
  const over = termNamed(terms, typed);
  const holds = [over, ...above(terms, over)];
  if (before !== null && holds.some(({ id }) => id === before.id))
    throw new PlError(
      'invalid',
      `${before.code} cannot lie within ${over.code}, which lies within it`,
    );
  return over.id;
}

function sameFacts(a: Term, b: Term): boolean {
  return (['code', 'name', 'startsOn', 'endsOn', 'kind', 'parent'] as const).every(
    (key) => a[key] === b[key],
  );
}

/** Says every fault with its line; nothing has been written. */
function refuse(session: Session, problems: readonly Problem[]): void {
  session.code = 3;
  if (session.format === 'json') session.print.json({ written: false, problems });
  for (const { file, line, field, severity, message } of problems.slice(0, MOST))
    session.complain(
      `${file}:${line}: ${severity}:${field === null ? '' : ` ${field}:`} ${message}`,
    );
  if (problems.length > MOST) session.complain(`  … and ${problems.length - MOST} more`);
  session.complain('nothing was written');
}

const MOST = 20;

function report(
  session: Session,
  book: Gradebook,
  term: Term,
  isNew: boolean,
  list: ReadonlySet<Id> | null,
): void {
  const own = loadTaught(book).get(term.id)?.size ?? null;
  if (session.format === 'json') {
    session.print.json({
      written: true,
      term: term.code,
      name: term.name,
      kind: term.kind,
      from: term.startsOn,
      to: lastDay(term),
      listed: own,
      problems: [],
    });
    return;
  }
  const last = lastDay(term);
  const days = [
    term.startsOn === null ? '' : ` from ${session.words.day(term.startsOn)}`,
    last === null ? '' : ` to ${session.words.day(last)}`,
  ].join('');
  const taught =
    list === null
      ? ''
      : list.size === 0
        ? '; everything is taught'
        : `; ${session.words.count(list.size, 'code')} listed as taught`;
  session.say(
    `${isNew ? 'new term' : 'term'} ${term.code}:${days === '' ? ' no days' : days}${taught}`,
  );
}
