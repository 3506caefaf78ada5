/** `pl reportcard diff`: the marks of an issue that would differ today, and why. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Id, Student } from '../core/model.js';
import { calledName, displayName, namesakes, shownId } from '../core/names.js';
import { type Cause, changedMarks, type MarkChange, type Marks } from '../core/reportcard/diff.js';
import { signsOn, signsThere, writtenMark } from '../core/reportcard/values.js';
import type { Column } from '../output/render.js';
import type { Words } from '../output/words.js';
import type { Gradebook } from '../store/open.js';
import { loadStudents } from '../store/roster.js';
import { loadTerms } from '../store/terms.js';
import { NOW } from '../store/view.js';
import { scalesOf } from './exports/report-card-file.js';
import { loadLearning } from './learning.js';
import { printList } from './lists.js';
import { type Issue, issuedMarks, issueNamed, readNumber } from './reportcard-issued.js';
import { type Scene, sceneOf } from './reportcard-scene.js';
import type { Session } from './session.js';
import { viewOfTerm } from './term-asked.js';

export function defineDiff(command: Command, session: Session): void {
  command
    .command('diff')
    .description('the marks of an issue that would be written otherwise today, and why')
    .argument('[issue]', 'its number (default: the last)')
    .addHelpText(
      'after',
      '\nExamples:\n  pl reportcard diff\n  pl reportcard diff 1 --csv -o corrections.csv',
    )
    .action((number: string | undefined) => diff(session, number));
}

async function diff(session: Session, typed: string | undefined): Promise<void> {
  const number = typed === undefined ? null : readNumber(typed);
  const book = await session.reading();
  const issue = issueNamed(book, number);
  const scene = sceneToday(session, book, issue);
  const changes = changesSince(book, issue, scene);
  await printList(
    session,
    changes,
    columns(session, scene, loadStudents(book)),
    `issue ${issue.number}: every mark would be the same today`,
  );
}

function columns(
  session: Session,
  { learning: { standards } }: Scene,
  students: readonly Student[],
): Column<MarkChange>[] {
  const byId = new Map(students.map((one) => [one.id, one]));
  const shared = namesakes(students);
  const { words, idOf } = session;
  const of = ({ student }: MarkChange, say: (student: Student) => string) => {
    const found = byId.get(student);
    return found === undefined ? '' : say(found);
  };
  const about = (change: MarkChange) => standards.competencies.get(change.competency);
  const all: Column<MarkChange>[] = [
    {
      key: 'student_id',
      title: 'Id',
      value: (change) => of(change, shownId),
      text: (change) => of(change, idOf),
    },
    {
      key: 'name',
      title: 'Name',
      value: (change) => of(change, displayName),
      text: (change) => of(change, (one) => calledName(one, shared, idOf)),
    },
    {
      key: 'framework',
      title: 'Framework',
      value: (change) => {
        const one = about(change);
        return one === undefined ? null : standards.frameworkName(one);
      },
    },
    {
      key: 'competency',
      title: 'Competency',
      value: (change) => about(change)?.code ?? null,
    },
    { key: 'was', title: 'Was', value: ({ was }) => was },
    { key: 'would_be', title: 'Would be', value: ({ wouldBe }) => wouldBe },
    {
      key: 'causes',
      title: 'Cause',
      value: ({ causes }) => causes.map(({ kind }) => kind).join(';'),
    },
    {
      key: 'why',
      title: 'Why',
      value: ({ causes }) => causes.map((cause) => causeText(cause, words)).join('; '),
    },
  ];
  const people = ['student_id', 'causes', 'framework'];
  return all.filter(({ key }) => session.format !== 'people' || !people.includes(key));
}

/** The cards that the same flags would make today. */
function sceneToday(session: Session, book: Gradebook, issue: Issue): Scene {
  const term = loadTerms(book).find(({ id }) => id === issue.term);
  if (term === undefined)
    throw new PlError('not_found', `the term of issue ${issue.number} is gone`);
  return sceneOf(session, book, viewOfTerm(book, NOW, term, session.today), issue.form.filter);
}

/** Those of the issue in its order, then who has come since. */
function changesSince(book: Gradebook, issue: Issue, scene: Scene): MarkChange[] {
  const scales = scalesOf(scene);
  const signs = signsOn(signsThere(issue.form.signs, scales), scales, issue.form.show);
  const then = new Map(
    issuedMarks(book, issue.number).map(({ student, said }) => [student, new Map(said.marks)]),
  );
  const now = new Map<Id, Marks>(
    scene.cards.map(({ student, marks }) => [
      student.id,
      new Map(marks.map((one) => [one.competency.id, writtenMark(one, signs)])),
    ]),
  );
  const { standards } = scene.learning;
  const before = loadLearning(book, { horizon: issue.entry, asOf: issue.asOf, knownOn: null });
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((student) => {
    const looking = {
      standards,
      before: once(() => before.showing(student)),
      today: once(() => scene.learning.showing(student)),
      written: (mastery: Parameters<typeof writtenMark>[0]) => writtenMark(mastery, signs),
    };
    return changedMarks(student, then.get(student) ?? null, now.get(student) ?? null, looking);
  });
}

/** Reads at most once, and only where something differs. */
function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}

function causeText(cause: Cause, words: Words): string {
  switch (cause.kind) {
    case 'evidence':
      return `evidence of ${cause.days.map(words.day).join(', ')} entered since`;
    case 'taken_out':
      return `evidence of ${cause.days.map(words.day).join(', ')} taken out`;
    case 'override':
      return "a teacher's judgement";
    case 'excuse':
      return 'excused, or no longer';
    case 'rules':
      return 'the policy, scale or standards have moved';
    case 'left':
      return 'no longer among these students';
    case 'joined':
      return 'has come since';
    case 'no_longer_marked':
      return 'no longer marked in this term';
    case 'newly_marked':
      return 'marked in this term since';
  }
}
