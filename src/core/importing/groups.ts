/**
 * What a groups file changes. It speaks for the groups that it names: a student without a row in a
 * named group no longer has a value there; groups that it does not name stay as they are.
 */
import type { Problem } from '../errors.js';
import type { ForgottenIds } from '../forgetting.js';
import type { Id, Student } from '../model.js';
import { folded } from '../names.js';
import { studentFinder } from './evidence-students.js';
import {
  type Counts,
  type Faults,
  faultsOf,
  type GroupRecord,
  type Source,
  tally,
} from './records.js';

/** What a student is counted by: one value of one group. */
export interface GroupValue {
  readonly student: Id;
  readonly group: string;
  readonly value: string;
}

export interface GroupsPlan {
  readonly counts: Readonly<Record<'groups', Counts>>;
  readonly problems: readonly Problem[];
  /** Values that are new, or take the place of another. */
  readonly says: readonly GroupValue[];
  /** Values that no longer hold. */
  readonly ended: readonly GroupValue[];
}

/** Plans groups; `partial`: rows of the file are left out, so that a missing row says nothing. */
export function planGroups(
  source: Source,
  records: readonly GroupRecord[],
  students: readonly Student[],
  standing: readonly GroupValue[],
  partial: boolean,
  forgotten?: ForgottenIds,
): GroupsPlan {
  const faults = faultsOf(source);
  const spelling = speller(standing);
  const said = readValues(records, studentFinder(students, faults, forgotten), spelling, faults);
  const named = new Set([...said.values()].map(({ group }) => group));
  const before = new Map(standing.map((one) => [keyOf(one), one]));
  const counts = tally();
  const says: GroupValue[] = [];
  for (const [key, one] of said) {
    const known = before.get(key)?.value ?? '';
    if (one.value === known) counts.unchanged += known === '' ? 0 : 1;
    else if (one.value !== '') {
      counts[known === '' ? 'add' : 'update']++;
      says.push(one);
    }
  }
  const ended = standing.filter(
    (one) => named.has(one.group) && isGone(said.get(keyOf(one)), partial),
  );
  counts.update += ended.length;
  warnOfEnded(ended, faults);
  const problems = faults.problems.sort((a, b) => a.line - b.line);
  return { counts: { groups: counts }, problems, says, ended };
}

function isGone(said: GroupValue | undefined, partial: boolean): boolean {
  return said === undefined ? !partial : said.value === '';
}

function keyOf({ student, group }: GroupValue): string {
  return `${student} ${group}`;
}

/** What the rows say of each student and group; a blank value is one that she does not have. */
function readValues(
  records: readonly GroupRecord[],
  find: ReturnType<typeof studentFinder>,
  spelling: (record: GroupRecord) => { readonly group: string; readonly value: string },
  faults: Faults,
): ReadonlyMap<string, GroupValue> {
  const said = new Map<string, GroupValue>();
  for (const record of records) {
    const { line, studentId, group } = record;
    if (studentId === '')
      faults.error(line, 'student_id', 'missing_id', 'a group needs a student_id');
    if (group === '')
      faults.error(line, 'group', 'missing_group', 'a row names the group that it speaks of');
    const student = studentId === '' ? null : find(record);
    if (student === null || group === '') continue;
    const one = { student: student.id, ...spelling(record) };
    const known = said.get(keyOf(one));
    if (known === undefined) said.set(keyOf(one), one);
    else if (known.value !== one.value)
      faults.error(line, 'value', 'two_values', 'an earlier line gives her another value of it');
  }
  return said;
}

/** Names and values in the first spelling that was met: case and accents tell none apart. */
function speller(standing: readonly GroupValue[]) {
  const first = new Map<string, string>();
  const spelled = (key: string, text: string) => {
    const known = first.get(key);
    if (known !== undefined) return known;
    first.set(key, text);
    return text;
  };
  const of = (group: string, value: string) => ({
    group: spelled(folded(group), group),
    value: value === '' ? '' : spelled(`${folded(group)}\n${folded(value)}`, value),
  });
  for (const { group, value } of standing) of(group, value);
  return ({ group, value }: GroupRecord) => of(group, value);
}

function warnOfEnded(ended: readonly GroupValue[], faults: Faults): void {
  if (ended.length === 0) return;
  const message = `${ended.length} standing ${ended.length === 1 ? 'value is' : 'values are'} not in this file and will no longer hold`;
  faults.warning(1, 'value', 'values_ended', message);
}
