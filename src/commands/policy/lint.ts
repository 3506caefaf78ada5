/** `pl policy lint`: what bites under the policy in force, or under one that is proposed. */
import type { Command } from 'commander';
import type { Id, Student } from '../../core/model.js';
import { displayName, shownId } from '../../core/names.js';
import type { Place } from '../../core/policy-place.js';
import type { OrderExample, Warning } from '../../core/rehearsal/bites.js';
import { lint } from '../../core/rehearsal/lint.js';
import { rulesOf } from '../../core/rehearsal/rules.js';
import type { Standards } from '../../core/standards.js';
import { valuesBy } from '../../core/summary/values.js';
import { biteText, exampleText, hintText, whereText } from '../../output/lint-sentences.js';
import { visible } from '../../output/safe.js';
import { english } from '../../output/words.js';
import {
  type DayFlags,
  dayLine,
  type StudentFlags,
  withDayFlags,
  withStudentFlags,
} from '../options.js';
import type { Session } from '../session.js';
import type { LevelFlags } from './level.js';
import { type FromFlag, openProposal } from './proposal.js';

type LintFlags = StudentFlags & DayFlags & LevelFlags & FromFlag;

export function defineLint(command: Command, session: Session): void {
  withDayFlags(withStudentFlags(command.command('lint')))
    .description('warn of what bites under the policy, or under one that is proposed')
    .argument('[key=value...]', 'lint as if these keys were set')
    .option('--framework <framework>', 'only competencies of this framework')
    .option('--competency <competency>', 'only this competency')
    .option('--from <date>', 'as if set to begin on this day')
    .addHelpText('after', EXAMPLES)
    .action((pairs: string[], flags: LintFlags) => lintPolicy(session, pairs, flags));
}

const EXAMPLES = `
Examples:
  pl policy lint
  pl policy lint --framework math --section 7A
  pl policy lint method=power-law recent=all
  pl policy lint --json`;

async function lintPolicy(
  session: Session,
  pairs: readonly string[],
  flags: LintFlags,
): Promise<void> {
  const { view, roster, learning, proposed, scope } = await openProposal(session, pairs, flags);
  const { showing, called } = learning;
  const judging = proposed.after;
  const found = lint(judging, rulesOf(judging, scopeOf(judging, proposed)));
  const { students } = scope;
  const schoolsOf = valuesBy('school', roster, scope, new Map());
  for (const student of students)
    found.see(
      showing(student.id),
      schoolsOf(student).filter((school) => school !== null),
    );
  const known = new Map(students.map((student) => [student.id, student]));
  const warnings = found.warnings();
  if (session.format !== 'people') return printData(session, judging, warnings, known);
  const name = (id: Id) => nameFor(known.get(id), called, session.idOf);
  session.print.text(`${dayLine(view, session.words)}${page(session, judging, warnings, name)}`);
}

/** The competencies at the level that is looked at; null: all. */
function scopeOf(standards: Standards, { framework, competency }: Place): ReadonlySet<Id> | null {
  if (competency !== null) return new Set([competency]);
  if (framework === null) return null;
  return new Set(
    standards.ordered.filter((one) => one.framework === framework).map(({ id }) => id),
  );
}

/** Her name and id, as in other lists for people. */
function nameFor(
  student: Student | undefined,
  called: (student: Student, idOf?: (student: Student) => string) => string,
  idOf: (student: Student) => string,
): string {
  return student === undefined ? '' : called(student, idOf);
}

/** Rule by rule: where it holds and how it judges, then a warning with its hint a line. */
function page(
  session: Session,
  standards: Standards,
  warnings: readonly Warning[],
  name: (student: Id) => string,
): string {
  if (warnings.length === 0) return 'nothing bites under this policy';
  const lines: string[] = [];
  let before: Warning['rule'] | null = null;
  for (const warning of warnings) {
    const { rule, bite } = warning;
    if (rule !== before) {
      const { policy, cut } = rule.yardstick;
      if (before !== null) lines.push('');
      lines.push(
        `${whereText(standards, rule)}: ${policy.method}${policy.recent === null ? '' : ` of the last ${policy.recent}`}, ${session.words.status.mastered} from ${cut}`,
      );
    }
    before = rule;
    lines.push(`  - ${biteText(warning, session.words)}`);
    if ('example' in bite)
      lines.push(
        `    ${name(bite.example.student)}, ${bite.example.competency.code}: ${exampleText(bite.example, session.words)}`,
      );
    lines.push(`    (${hintText(warning)})`);
  }
  return lines.map(visible).join('\n');
}

const COLUMNS = ['code', 'where', 'message', 'hint', 'count', 'of', 'students', 'competency'];

async function printData(
  session: Session,
  standards: Standards,
  warnings: readonly Warning[],
  known: ReadonlyMap<Id, Student>,
): Promise<void> {
  const facts = warnings.map((warning) => warningJson(standards, warning, known));
  if (session.format === 'json') return session.print.json({ warnings: facts });
  const rows = facts.map((one) => COLUMNS.map((key) => one[key as keyof typeof one] as string));
  await session.print.csv(COLUMNS, rows);
}

function warningJson(standards: Standards, warning: Warning, known: ReadonlyMap<Id, Student>) {
  const { rule, bite } = warning;
  const example = 'example' in bite ? bite.example : null;
  const worst = 'worst' in bite ? bite.worst.competency.code : null;
  return {
    code: bite.code,
    where: whereText(standards, rule),
    message: biteText(warning, english),
    hint: hintText(warning),
    count: 'count' in bite ? bite.count : null,
    of: 'of' in bite ? bite.of : null,
    students: 'students' in bite ? bite.students : null,
    competency: example?.competency.code ?? worst,
    example: example === null ? null : exampleJson(example, known),
  };
}

function exampleJson(example: OrderExample, known: ReadonlyMap<Id, Student>) {
  const student = known.get(example.student);
  return {
    student_id: student === undefined ? '' : shownId(student),
    name: student === undefined ? '' : displayName(student),
    competency: example.competency.code,
    scores: example.scores,
    status: example.status,
    best: example.best,
    worst: example.worst,
  };
}
