/** What report cards do not show and a reader would look for: for people, beside the cards. */
import { lastDay } from '../../core/terms.js';
import { visible } from '../../output/safe.js';
import type { Gradebook } from '../../store/open.js';
import { decidedAfter } from '../../store/report-cards.js';
import type { Session } from '../session.js';
import type { Scene } from './scene.js';

/** A line each: decisions of days after the term, and students who have left since. */
export function cardNotes(session: Session, book: Gradebook, scene: Scene): string[] {
  const { words } = session;
  const { cards, term, view, withdrawn } = scene;
  const notes: string[] = [];
  const last = lastDay(term);
  const byStudent = new Map(cards.map((card) => [card.student.id, card]));
  const late =
    view.asOf === null
      ? []
      : decidedAfter(book, term, view).filter(({ student, competency }) =>
          byStudent.get(student)?.markOf.has(competency),
        );
  const counted = (['judgement', 'excuse'] as const)
    .map((kind) => [late.filter((one) => one.kind === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => words.count(count, kind));
  if (last !== null && counted.length > 0)
    notes.push(
      `${counted.join(' and ')} of days after ${words.day(last)} ${late.length === 1 ? 'is' : 'are'} not on these cards (pl override or excuse --on DAY dates one back)`,
    );
  if (withdrawn.length > 0)
    notes.push(
      `${words.count(withdrawn.length, 'withdrawn student')} with work in ${term.name} ${withdrawn.length === 1 ? 'has' : 'have'} no card (--withdrawn)`,
    );
  return notes.map(visible);
}
