/** The check of report cards as a page that can be sent to teachers: what is decided, what is owed. */
import { groupBy } from '../core/grouping.js';
import type { Mastery } from '../core/mastery/judge.js';
import type { Student } from '../core/model.js';
import type { OwedMark, SectionCheck } from '../core/reportcard/check.js';
import type { Yardstick } from '../core/standards.js';
import { visible } from './safe.js';
import type { Words } from './words.js';
import { hanging } from './wrap.js';

/** What is lacking before a mark can be written; `kinds` are those of the counting pieces so far. */
export function lackingText(
  { status, calculated }: Mastery,
  { policy }: Yardstick,
  kinds: readonly string[],
  words: Words,
): string {
  if (status === 'not_assessed')
    return `nothing yet, ${words.count(policy.min_evidence, 'piece')} on different days or for different work`;
  const occasions = policy.min_evidence - calculated.occasions;
  if (occasions > 0)
    return `${occasions} more ${occasions === 1 ? 'piece' : 'pieces'}, on another day or for other work`;
  if (calculated.level === null)
    return policy.method === 'n-times'
      ? `not ${policy.n} scores yet that reach the mark`
      : 'the scores give no single result yet';
  const missing = policy.require_kinds.filter((kind) => !kinds.includes(kind));
  if (missing.length > 0) return `a ${missing.join(' and a ')}`;
  return `a kind of evidence other than ${[...new Set(kinds)].join(', ')}`;
}

/** What a page needs to know beside the counts. */
export interface CheckWords {
  readonly words: Words;
  readonly width: number;
  readonly called: (student: Student) => string;
  readonly lacking: (owed: OwedMark) => string;
  readonly codeOf: (mastery: Mastery) => string;
}

/** One section: its counts in a line or two, then what is owed, student by student. */
export function sectionLines(check: SectionCheck, about: CheckWords): string[] {
  const { words, width, called } = about;
  const { section, statuses, expected, decided, owed, noComment, students } = check;
  const name = section === null ? 'in no section' : section.code;
  const share = expected === 0 ? '' : ` (${Math.floor((100 * decided) / expected)} %)`;
  const head = `${check.teacher ?? 'no teacher'}, ${name}: ${words.count(students, 'student')}, ${decided} of ${expected} marks decided${share}`;
  const counts = (['mastered', 'below', 'thin', 'not_assessed', 'excused'] as const)
    .map((status) => `${statuses[status]} ${words.status[status]}`)
    .join(', ');
  const block = (text: string, indent: number) =>
    hanging(visible(text), width - indent, 2).map((line) => ' '.repeat(indent) + line);
  const everybody = unassessedOfAll(check, about);
  const byStudent = groupBy(
    owed.filter((one) => !isUnassessed(one) || !everybody.includes(about.codeOf(one.mastery))),
    ({ student }) => student,
  );
  return [
    ...block(head, 0),
    ...block(counts, 2),
    ...(everybody.length === 0
      ? []
      : block(`${words.status.not_assessed} with anybody: ${everybody.join(', ')}`, 2)),
    ...[...byStudent].flatMap(([student, own]) => [
      ...block(called(student), 2),
      ...owedLines(own, about).flatMap((line) => block(line, 4)),
    ]),
    ...block(commentText(noComment, students, about), 2),
  ];
}

function isUnassessed({ mastery }: OwedMark): boolean {
  return mastery.status === 'not_assessed';
}

/** What nobody of several students was assessed on: it is said once. */
function unassessedOfAll({ owed, students }: SectionCheck, { codeOf }: CheckWords): string[] {
  if (students < 2) return [];
  const byCode = groupBy(owed.filter(isUnassessed), ({ mastery }) => codeOf(mastery));
  return [...byCode].filter(([, own]) => own.length === students).map(([code]) => code);
}

/** A line for all that lacks the same, then one for what was never assessed. */
function owedLines(own: readonly OwedMark[], { words, codeOf, lacking }: CheckWords): string[] {
  const thin = groupBy(
    own.filter((one) => !isUnassessed(one)),
    lacking,
  );
  const codes = (marks: readonly OwedMark[]) =>
    marks.map(({ mastery }) => codeOf(mastery)).join(', ');
  const never = own.filter(isUnassessed);
  return [
    ...[...thin].map(
      ([lack, marks]) =>
        `${words.status.thin}: ${codes(marks)} (${lack}${marks.length > 1 ? ', each' : ''})`,
    ),
    ...(never.length === 0 ? [] : [`${words.status.not_assessed}: ${codes(never)}`]),
  ];
}

function commentText(none: readonly Student[], students: number, { called }: CheckWords): string {
  if (none.length === 0) return 'comments: all there';
  if (none.length === students) return 'comments: none yet';
  return `comments missing: ${none.map(called).join(', ')}`;
}
