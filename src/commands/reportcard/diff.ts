/** `pl reportcard diff`: the marks of an issue that would differ today, and why. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import type { Id, Student } from '../../core/model.js';
import { calledName, displayName, namesakes, shownId } from '../../core/names.js';
import { once } from '../../core/once.js';
import { changedMarks, type MarkChange, type Marks } from '../../core/reportcard/diff.js';
import { signsOn, signsThere, writtenMark } from '../../core/reportcard/values.js';
import type { Column } from '../../output/render.js';
import { changeLines, whyText } from '../../output/report-card-changes.js';
import type { Words } from '../../output/words.js';
import type { Gradebook } from '../../store/open.js';
import { loadStudents } from '../../store/students.js';
import { loadTerms } from '../../store/terms.js';
import { NOW } from '../../store/view.js';
import { scalesOf } from '../exports/report-card-file.js';
import { loadLearning } from '../learning.js';
import { printList } from '../lists.js';
import type { Session } from '../session.js';
import { viewOfTerm } from '../term-asked.js';
import { type Issue, issuedMarks, issueNamed, readNumber } from './issued.js';
import { type Scene, sceneOf } from './scene.js';

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
  const students = new Map(loadStudents(book).map((one) => [one.id, one]));
  if (session.format === 'people' && changes.length > 0) {
    const shared = namesakes([...students.values()]);
    const called = (id: Id) => {
      const student = students.get(id);
      return student === undefined ? '' : calledName(student, shared, session.idOf);
    };
    const codeOf = (id: Id) => scene.learning.standards.competencies.get(id)?.code ?? '';
    const { words, io } = session;
    return session.print.text(
      changeLines(changes, { words, width: io.width, called, codeOf }).join('\n'),
    );
  }
  await printList(
    session,
    changes,
    columns(session.words, scene, students),
    `issue ${issue.number}: every mark would be the same today`,
  );
}

function columns(
  words: Words,
  { learning: { standards } }: Scene,
  students: ReadonlyMap<Id, Student>,
): Column<MarkChange>[] {
  const of = ({ student }: MarkChange, say: (student: Student) => string) => {
    const found = students.get(student);
    return found === undefined ? null : say(found);
  };
  const about = (change: MarkChange) => standards.competencies.get(change.competency);
  const frameworkOf = (change: MarkChange) => {
    const one = about(change);
    return one === undefined ? null : standards.frameworkName(one);
  };
  const causesOf = ({ causes }: MarkChange) => causes.map(({ kind }) => kind).join(';');
  return [
    { key: 'student_id', title: '', value: (change) => of(change, shownId) },
    { key: 'name', title: '', value: (change) => of(change, displayName) },
    { key: 'framework', title: '', value: frameworkOf },
    { key: 'competency', title: '', value: (change) => about(change)?.code ?? null },
    { key: 'was', title: '', value: ({ was }) => was },
    { key: 'would_be', title: '', value: ({ wouldBe }) => wouldBe },
    { key: 'causes', title: '', value: causesOf },
    { key: 'why', title: '', value: (change) => whyText(change, words) },
  ];
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
    // Read only where something differs.
    const looking = {
      standards,
      before: once(() => before.showing(student)),
      today: once(() => scene.learning.showing(student)),
      written: (mastery: Parameters<typeof writtenMark>[0]) => writtenMark(mastery, signs),
    };
    return changedMarks(student, then.get(student) ?? null, now.get(student) ?? null, looking);
  });
}
