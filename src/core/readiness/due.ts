/** Days by which a pathway wants something met. They inform, and change no status. */
import { daysBetween } from '../day.js';
import type { Day } from '../model.js';

/** How many days ago something was due that is still open; null when it is not overdue. */
export function daysOverdue(dueOn: Day | null, isOpen: boolean, today: Day): number | null {
  if (dueOn === null || !isOpen || dueOn >= today) return null;
  return daysBetween(dueOn, today);
}
