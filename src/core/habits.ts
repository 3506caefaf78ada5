/** Habits of work: what a student does to learn, kept apart from what she has learned. */
import type { Competency, Id } from './model.js';
import { folded } from './names.js';

/**
 * The words of a `type` that make a competency a habit of work, in one spelling: small letters, one
 * blank between words, singular or plural as schools write them.
 */
export const HABIT_TYPES: readonly string[] = [
  'habit',
  'habits',
  'habit of work',
  'habits of work',
  'habit of learning',
  'habits of learning',
  'habit of mind',
  'habits of mind',
  'work habit',
  'work habits',
  'learning habit',
  'learning habits',
  'how',
  'hows',
  'behaviour',
  'behaviours',
  'behavior',
  'behaviors',
  'learning behaviour',
  'learning behaviours',
  'learning behavior',
  'learning behaviors',
  'approach to learning',
  'approaches to learning',
];

/** Whether a type says that it is a habit of work: `Habits-of-Work`, `HOW`, `work habit` do. */
export function isHabitType(type: string | null): boolean {
  if (type === null) return false;
  const words = folded(type).replace(/[^a-z]+/g, ' ');
  return HABIT_TYPES.includes(words.trim());
}

/**
 * A test for habits of work. A type of that name makes one a habit with all that lies under it; a
 * heading that holds nothing but habits is one as well.
 */
export function habitTest(
  competencies: ReadonlyMap<Id, Competency>,
  children: (id: Id) => readonly Competency[],
): (competency: Competency) => boolean {
  const known = new Map<Id, boolean>();
  const above = ({ parent }: Competency): boolean => {
    const over = parent === null ? undefined : competencies.get(parent);
    return over !== undefined && (isHabitType(over.type) || above(over));
  };
  const onlyHabits = (one: Competency): boolean => {
    const under = children(one.id);
    return under.length > 0 && under.every((child) => isHabitType(child.type) || onlyHabits(child));
  };
  return (one) => {
    const before = known.get(one.id);
    if (before !== undefined) return before;
    const found = isHabitType(one.type) || above(one) || onlyHabits(one);
    known.set(one.id, found);
    return found;
  };
}
