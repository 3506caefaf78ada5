/** `pl reportcard list` and `show`: what was issued when, and the same bytes again. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import type { Student } from '../../core/model.js';
import type { Column } from '../../output/render.js';
import type { Gradebook } from '../../store/open.js';
import { loadTerms } from '../../store/terms.js';
import { writeTogether } from '../../written-files.js';
import { contentOfSheet, deliver, print } from '../exports/report-card-file.js';
import { printList } from '../lists.js';
import type { Session } from '../session.js';
import { studentMeant } from '../students-meant.js';
import { termNamed } from '../term-asked.js';
import { type Issue, issuedMarks, issueNamed, issuesOf, readNumber } from './issued.js';

export function defineList(command: Command, session: Session): void {
  command
    .command('list')
    .description('the report cards that were issued')
    .option('--term <term>', 'only those of this term')
    .addHelpText(
      'after',
      '\nExamples:\n  pl reportcard list\n  pl reportcard list --term T1 --json',
    )
    .action((flags: { readonly term?: string }) => list(session, flags));
}

async function list(session: Session, flags: { readonly term?: string }): Promise<void> {
  const book = await session.reading();
  const all = loadTerms(book);
  const wanted = flags.term === undefined ? null : termNamed(all, flags.term);
  const terms = new Map(all.map((term) => [term.id, term.code]));
  const columns: Column<Issue>[] = [
    { key: 'number', title: 'Issue', align: 'right', value: ({ number }) => number },
    { key: 'term', title: 'Term', value: ({ term }) => terms.get(term) ?? null },
    {
      key: 'on',
      title: 'On',
      value: ({ on }) => on,
      text: ({ on }) => session.words.day(on),
    },
    {
      key: 'as_of',
      title: 'As of',
      value: ({ manifest }) => manifest.as_of,
      text: ({ manifest }) => session.words.day(manifest.as_of),
    },
    { key: 'by', title: 'By', value: ({ by }) => by },
    { key: 'students', title: 'Cards', align: 'right', value: ({ students }) => students },
    { key: 'rows', title: 'Rows', align: 'right', value: ({ manifest }) => manifest.rows },
    { key: 'narrowed_to', title: 'Narrowed to', value: narrowedTo },
    { key: 'sha256', title: 'SHA-256', value: ({ manifest }) => manifest.sha256 },
  ];
  await printList(
    session,
    issuesOf(book).filter(({ term }) => wanted === null || term === wanted.id),
    columns.filter(({ key }) => session.format !== 'people' || !['by', 'sha256'].includes(key)),
    `no report cards have been issued${wanted === null ? '' : ` in ${wanted.name}`}: pl reportcard issue --term ${wanted?.code ?? 'T1'} -o T1.csv`,
  );
}

function narrowedTo({ form }: Issue): string | null {
  const flags = Object.entries(form.filter).map(([flag, value]) => `${flag} ${value}`);
  return flags.length === 0 ? null : flags.join(', ');
}

export function defineShow(command: Command, session: Session): void {
  command
    .command('show')
    .description('what was issued, byte for byte; of one student, her rows alone')
    .argument('<issue>', 'its number')
    .argument('[student]', 'an id or a part of the name')
    .addHelpText(
      'after',
      '\nExamples:\n  pl reportcard show 1 -o again.csv\n  pl reportcard show 1 ana',
    )
    .action((number: string, student: string | undefined) => show(session, number, student));
}

async function show(session: Session, typed: string, student: string | undefined): Promise<void> {
  const number = readNumber(typed);
  const book = await session.reading();
  const issue = issueNamed(book, number);
  const { headers, form, manifest } = issue;
  if (student === undefined) {
    const students = rowsOf(book, number);
    const content = await contentOfSheet({ headers, students }, form);
    return deliver(session, content, manifest, undefined);
  }
  const one = await studentMeant(session, book, student);
  const students = rowsOf(book, number, one);
  if (students.length === 0)
    throw new PlError('not_found', `"${student}" has no card in issue ${number}`);
  const content = await contentOfSheet({ headers, students }, form);
  const { output } = session.options;
  if (output === undefined) print(session, content);
  else writeTogether([{ path: output, content }]);
}

function rowsOf(book: Gradebook, number: number, only: Student | null = null) {
  return issuedMarks(book, number)
    .filter(({ student }) => only === null || student === only.id)
    .map(({ student, said }) => ({ student, rows: said.rows }));
}
