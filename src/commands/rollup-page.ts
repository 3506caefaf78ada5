/** A rollup as a page for people: counts first, then who, met and lost, by policy and not, apart. */
import type { Status } from '../core/model.js';
import { calledName } from '../core/names.js';
import { visible } from '../output/safe.js';
import type { Moves } from '../store/rollup/report.js';
import type { ChangeFacts, RollupFacts, RuleFacts } from './rollup-facts.js';
import type { Session } from './session.js';

/** More of a kind than this are counted and not listed to people. */
const LISTED = 20;

type Called = (studentId: string) => string;

export function rollupPage(session: Session, facts: RollupFacts): string {
  const { count, day } = session.words;
  const { report, counts } = facts;
  const called = callers(session, facts);
  return [
    visible(
      `${day(report.day)}: ${count(report.recomputed, 'student')} judged again of ${report.students}, ${count(report.masteries, 'mastery', 'masteries')} in all`,
    ),
    ...facts.rulesMoved.map((rule) => ruleLine(session, rule)),
    ...(counts.moved === 0 ? ['  nothing changed since the last rollup'] : []),
    ...(counts.met + counts.lost === 0
      ? []
      : [`  newly met: ${counts.met}; no longer met: ${counts.lost}`]),
    ...movesSaid(session, facts, called, 'entered'),
    ...movesSaid(session, facts, called, 'policy'),
    ...movesSaid(session, facts, called, 'both'),
    ...listed(
      'newly ready',
      facts.newlyReady(),
      ({ student_id, pathway, stage }) => `${called(student_id)}: all of ${stage} met (${pathway})`,
      'pl ready',
    ),
    ...listed(
      'no longer ready',
      facts.noLongerReady(),
      ({ student_id, pathway, stage }) =>
        `${called(student_id)}: not all of ${stage} met (${pathway})`,
      'pl rollup --last --json',
    ),
    ...listed(
      'newly disputed, by evidence newer than the judgement',
      facts.newlyDisputed(),
      ({ student_id, competency }) => `${called(student_id)}  ${competency}`,
      'pl rollup --last --json',
    ),
  ].join('\n');
}

/** Names for people; the id goes with it where two students are called the same. */
function callers(session: Session, { students, hasNamesake }: RollupFacts): Called {
  return (studentId) => {
    const student = students(studentId).at(-1);
    if (student === undefined) return studentId;
    return calledName(student, { has: () => hasNamesake(student) }, session.idOf);
  };
}

/** "  rules: policy set math: method=mean (entry 41, 2026-11-03)". */
function ruleLine({ words }: Session, { entry, on, command, about, begins }: RuleFacts): string {
  const what = [command, about ?? ''].filter((part) => part !== '').join(' ');
  const when = begins ? `begins ${words.day(on)}` : words.day(on);
  return visible(`  rules: ${what} (entry ${entry}, ${when})`);
}

const BY: Readonly<Record<Moves['because'], string>> = {
  entered: 'what was entered',
  policy: 'policy',
  both: 'both together',
};

/** How many went from where to where for one reason, and who did of those who stood somewhere before. */
function movesSaid(
  { words }: Session,
  { counts, changes }: RollupFacts,
  called: Called,
  because: Moves['because'],
): string[] {
  const moves = counts.moves.filter((one) => one.because === because);
  if (moves.length === 0) return [];
  const from = (status: Status | null) => (status === null ? 'new' : words.status[status]);
  const arrow = (one: { from: Status | null; to: Status }) =>
    `${from(one.from)} → ${words.status[one.to]}`;
  const sum = (some: readonly Moves[]) => some.reduce((total, { n }) => total + n, 0);
  const named = sum(moves.filter((one) => one.from !== null));
  const isNamed = (one: ChangeFacts) => one.because === because && one.from !== null;
  const rest = named - LISTED;
  return [
    `moved by ${BY[because]}: ${sum(moves)}`,
    ...moves.map((one) => `  ${String(one.n).padStart(5)}  ${arrow(one)}`),
    ...first(Math.min(named, LISTED), changes, isNamed).map((one) =>
      visible(`  ${called(one.student_id)}  ${one.competency}: ${arrow(one)}`),
    ),
    ...(rest > 0 ? [`  … and ${rest} more (pl rollup --last --csv)`] : []),
  ];
}

/** The first so many that pass a test: the rest of the list is not read. */
function first<T>(most: number, list: () => Iterable<T>, test: (one: T) => boolean): T[] {
  const found: T[] = [];
  if (most === 0) return found;
  for (const one of list()) {
    if (!test(one)) continue;
    found.push(one);
    if (found.length === most) break;
  }
  return found;
}

/** A count with its first few lines, and where the others are. */
function listed<T>(
  title: string,
  list: Iterable<T>,
  line: (one: T) => string,
  more: string,
): string[] {
  const shown: string[] = [];
  let n = 0;
  for (const one of list) {
    n++;
    if (n <= LISTED) shown.push(visible(`  ${line(one)}`));
  }
  if (n === 0) return [];
  const rest = n > LISTED ? [`  … and ${n - LISTED} more (${more})`] : [];
  return [`${title}: ${n}`, ...shown, ...rest];
}
