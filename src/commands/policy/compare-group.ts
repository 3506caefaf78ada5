/** `pl policy compare --by group NAME`: how many of each value would move, with small counts left out. */
import { suppressionSize } from '../../config.js';
import { PlError } from '../../core/errors.js';
import type { Id } from '../../core/model.js';
import { groupTally } from '../../core/rehearsal/by-group.js';
import { canMove } from '../../core/rehearsal/rehearse.js';
import { compareValues } from '../../core/summary/values.js';
import { groupMovesPage } from '../../output/rehearsal-groups.js';
import { valuesOfGroup } from '../../store/groups.js';
import type { Session } from '../session.js';
import { groupNamed } from '../summary-counting.js';
import { proposalJson } from './compare-data.js';
import { type CompareFlags, movers, type Prepared, titleOf } from './compare-playing.js';

/** What is asked of a group: which one, as typed, and the least count that is shown. */
export interface GroupAsked {
  readonly group: string;
  readonly size: number;
}

/**
 * Parts the keys from the name of the group, which stands among them: a key has an equals sign. Throws
 * `PlError('usage')` for a group without a name, and for flags that would link a student to a value.
 */
export function readGroup(
  session: Session,
  words: readonly string[],
  flags: CompareFlags,
): { readonly pairs: readonly string[]; readonly asked: GroupAsked | null } {
  if (flags.by !== 'group') {
    if (flags.suppress !== undefined)
      throw new PlError('usage', '--suppress is said with --by group alone', EXAMPLE);
    return { pairs: words, asked: null };
  }
  const group = words.filter((word) => !word.includes('=')).join(' ');
  if (group === '') throw new PlError('usage', '--by group says which: --by group NAME', EXAMPLE);
  if (flags.names === true)
    throw new PlError(
      'usage',
      '--names is not said with --by group: it would tell whose value is whose',
    );
  if (flags.withdrawn === true)
    throw new PlError(
      'usage',
      '--withdrawn is not said with --by group: the few who left could be worked out',
    );
  for (const small of ['section', 'teacher'] as const)
    if (flags[small] !== undefined)
      throw new PlError(
        'usage',
        `--${small} is not said by a group: one class at a time would tell of its students`,
      );
  const pairs = words.filter((word) => word.includes('='));
  if (pairs.length === 0)
    throw new PlError('usage', 'no key is proposed, such as method=latest', EXAMPLE);
  const size =
    flags.suppress === undefined
      ? Number(session.config.suppress)
      : suppressionSize(flags.suppress, '--suppress');
  return { pairs, asked: { group, size } };
}

const EXAMPLE = 'pl policy compare method=latest --by group meals';

/** Prints the counts of a group and nothing else: what stands beside them could give them away. */
export async function compareByGroup(
  session: Session,
  prepared: Prepared,
  { group: typed, size }: GroupAsked,
): Promise<void> {
  const { book, view, students, rehearsal } = prepared;
  const group = groupNamed(book, view, typed);
  const known = valuesOfGroup(book, group, view);
  const moved = new Set<Id>();
  for (const { student } of movers(prepared, students)) moved.add(student.id);
  const counted = groupTally();
  for (const { id } of students) counted.add(known.get(id) ?? null, moved.has(id));
  const found = counted.shown(size);
  const values = [...found.values].sort((a, b) => compareValues(a.value, b.value));
  if (session.format === 'csv')
    return session.print.csv(
      ['value', 'students', 'students_moved'],
      values.map(({ value, students: all, studentsMoved }) => [value, all, studentsMoved]),
    );
  if (session.format === 'json')
    return session.print.json({
      ...proposalJson(prepared),
      by: 'group',
      group,
      suppressed_under: size,
      values_left_out: found.someHidden,
      students: found.everyone.students,
      students_moved: found.everyone.studentsMoved,
      values: values.map(({ value, students: all, studentsMoved }) => ({
        value,
        students: all,
        students_moved: studentsMoved,
      })),
    });
  const title = titleOf(prepared, session);
  if (!canMove(rehearsal))
    return session.print.text(`${title}this is how evidence is judged already: nothing would move`);
  const options = { width: session.io.width, colour: session.colour };
  const page = await groupMovesPage(group, { ...found, values }, size, options);
  session.print.text(`${title}\n${page}`);
}
