/** School years as the gradebook holds them. */
import type { SchoolYear } from '../core/years.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

/** In the order in which they began. */
export function loadYears(book: Gradebook, view: View = NOW): SchoolYear[] {
  return book.db
    .prepare(
      `SELECT name, starts_on AS startsOn FROM years y WHERE ${holds('y')}
       ORDER BY starts_on, name`,
    )
    .all(bound(view)) as SchoolYear[];
}

export function putYear(writer: Writer, { name, startsOn }: SchoolYear): void {
  writer.make('years', { name, starts_on: startsOn });
}
