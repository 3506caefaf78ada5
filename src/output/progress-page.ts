/** Progress for people: a page about one student that can be turned to a parent, and a class in lines. */

import type { Mastery } from '../core/mastery/judge.js';
import type { Day, Student } from '../core/model.js';
import { displayName } from '../core/names.js';
import { isStale, type Progress } from '../core/progress.js';
import type { Standards } from '../core/standards.js';
import { type Painter, painter } from './colour.js';
import { evidenceText } from './decided.js';
import { type Group, groupsOf } from './progress-groups.js';
import { visible } from './safe.js';
import { levelText } from './sentences.js';
import { type TableOptions, tableText } from './table.js';
import { titleBeside } from './titles.js';
import { fitted, width } from './width.js';
import type { Words } from './words.js';

/** How the reader likes ids, days and words. */
export interface Look {
  readonly words: Words;
  readonly idOf: (student: Student) => string;
}

interface PageOptions extends Look {
  readonly colour: boolean;
  readonly io: { readonly width: number };
}

/** One student: each competency with a mark, grouped by framework and heading, habits of work last. */
export async function studentPage(
  standards: Standards,
  student: Student,
  progress: Progress,
  today: Day,
  options: PageOptions,
): Promise<string> {
  const paint = await painter(options.colour);
  const grade = student.grade === null ? '' : `, grade ${student.grade}`;
  const lines = [
    paint.bold(visible(`${displayName(student)} (${options.idOf(student)}${grade})`)),
    `${progress.mastered} of ${progress.total} ${options.words.status.mastered}; ${progress.assessed} assessed`,
    ...frameworkLines(progress, options.words),
  ];
  if (progress.competencies.length === 0) lines.push('', 'nothing has been recorded yet');
  const { learned, habits } = groupsOf(standards, progress, options.words);
  const page = (group: Group) => groupLines(standards, group, today, paint, options);
  lines.push(...learned.flatMap(page));
  if (habits.length > 0) lines.push('', paint.bold('Habits of work'), ...habits.flatMap(page));
  lines.push('', paint.dim(legend(options.words)));
  return lines.join('\n');
}

/** A line for each framework where there are several: of one, the line above says it. */
function frameworkLines({ frameworks }: Progress, words: Words): string[] {
  if (frameworks.length < 2) return [];
  return frameworks.map(({ name, met, of, assessed, status }) =>
    visible(
      of === 0
        ? `  ${name}: ${words.status.excused}`
        : `  ${name}: ${met} of ${of} ${words.status.mastered}; ${assessed} assessed${status === 'mastered' && met < of ? `; as a whole ${words.status.mastered}` : ''}`,
    ),
  );
}

function groupLines(
  standards: Standards,
  { title, result, over, masteries }: Group,
  today: Day,
  paint: Painter,
  options: PageOptions,
): string[] {
  const head = (one: { readonly title: string; readonly result: string }) =>
    `${paint.bold(visible(one.title))}${one.result === '' ? '' : `  ${visible(one.result)}`}`;
  const codes = Math.max(...masteries.map(({ competency }) => width(competency.code)));
  return [
    ...over.flatMap((one) => ['', head(one)]),
    '',
    head({ title, result }),
    ...masteries.map((mastery) =>
      masteryLine(standards, mastery, Math.min(codes, 20), today, paint, options),
    ),
  ];
}

function masteryLine(
  standards: Standards,
  mastery: Mastery,
  codes: number,
  today: Day,
  paint: Painter,
  { words, io }: PageOptions,
): string {
  const { competency, status } = mastery;
  const result = padded(visible(words.status[status]), statusWidth(words));
  const marks = [
    mastery.override === null ? '' : judgedText(mastery, words),
    isStale(standards, mastery, today) ? 'some time ago' : '',
  ].filter((mark) => mark !== '');
  const label = visible(titleBeside(competency));
  const room = Math.max(16, Math.min(60, io.width - codes - statusWidth(words) - LEVEL_WIDTH - 6));
  const start = `  ${words.mark[status].mark} ${padded(visible(competency.code), codes)}  ${padded(label, room)}  `;
  const end = marks.length === 0 ? '' : `  (${marks.join('; ')})`;
  return `${start}${paintedResult(mastery, result, paint, words)}${end}`;
}

/** The status and the level; a level that has a colour of its own is painted in it. */
function paintedResult(mastery: Mastery, status: string, paint: Painter, words: Words): string {
  const colour = colourOf(mastery, paint);
  const { level } = mastery;
  if (level === null) return colour(status);
  const text = visible(levelText(level, words));
  if (level.colour === undefined) return colour(status + text);
  return `${colour(status)}${paint.level(text, level.colour)}`;
}

/** What stands beside a teacher's judgement: what the evidence alone says. */
function judgedText(mastery: Mastery, words: Words): string {
  const disputed = mastery.disputed ? ', disputed by newer evidence' : '';
  return `judged by the teacher; by the evidence ${visible(evidenceText(mastery, words))}${disputed}`;
}

/** Room for the longest word of a status. */
function statusWidth(words: Words): number {
  return Math.max(...Object.values(words.status).map((word) => width(word))) + 2;
}

/** Room for the words of the level. */
const LEVEL_WIDTH = 16;

function padded(text: string, columns: number): string {
  const fit = fitted(text, columns);
  return fit + ' '.repeat(Math.max(0, columns - width(fit)));
}

function colourOf({ status }: Mastery, paint: Painter): (text: string) => string {
  switch (status) {
    case 'mastered':
      return paint.green;
    case 'below':
      return paint.yellow;
    case 'thin':
      return paint.cyan;
    case 'not_assessed':
    case 'excused':
      return paint.dim;
  }
}

/** The marks of the five statuses with their words. */
export function legend(words: Words): string {
  return (['mastered', 'below', 'thin', 'not_assessed', 'excused'] as const)
    .map((status) => `${words.mark[status].mark} ${visible(words.status[status])}`)
    .join('   ');
}

/** A class: one line a student, the five statuses apart. */
export function classPage(
  rows: readonly { readonly student: Student; readonly progress: Progress }[],
  look: Look,
  options: TableOptions,
): Promise<string> {
  const { head } = look.words;
  const isJudged = rows.some(({ progress }) => judged(progress).length > 0);
  const columns = [
    { title: 'Student' },
    { title: 'Id' },
    { title: head.mastered, align: 'right' as const },
    { title: head.below, align: 'right' as const },
    { title: head.thin, align: 'right' as const },
    { title: head.not_assessed, align: 'right' as const },
    { title: 'Of', align: 'right' as const },
    { title: 'Last seen' },
    ...(isJudged ? [{ title: 'Judged' }] : []),
  ];
  return tableText(
    columns,
    rows.map(({ student, progress }) => classLine(student, progress, look)),
    options,
  );
}

function classLine(student: Student, progress: Progress, { words, idOf }: Look): string[] {
  const n = (status: Mastery['status']) =>
    progress.competencies.filter((one) => one.status === status).length;
  const days = progress.competencies
    .flatMap(({ calculated }) => calculated.lastObservedOn ?? [])
    .sort();
  const last = days.at(-1);
  return [
    displayName(student),
    idOf(student),
    String(progress.mastered),
    String(n('below')),
    String(n('thin')),
    String(progress.total - progress.assessed),
    String(progress.total),
    last === undefined ? 'never' : words.day(last),
    judgedCount(progress),
  ];
}

/** Those that stand by a teacher's judgement. */
function judged({ competencies }: Progress): Mastery[] {
  return competencies.filter(({ override }) => override !== null);
}

function judgedCount(progress: Progress): string {
  const all = judged(progress);
  const disputed = all.filter((one) => one.disputed).length;
  if (all.length === 0) return '';
  return disputed === 0 ? String(all.length) : `${all.length}, ${disputed} disputed`;
}
