/** Printing a plain list in the format that was asked for. */
import type { Column } from '../output/render.js';
import type { Session } from './session.js';

/**
 * A list as JSON, CSV or a table, by default as wide as the terminal; an empty one is said to people on
 * standard error.
 */
export async function printList<Row>(
  session: Session,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  none: string,
  width = session.io.width,
): Promise<void> {
  const { render } = await import('../output/render.js');
  if (session.format === 'people') {
    if (rows.length === 0) return session.say(none);
    const options = { width, colour: session.colour };
    return session.print.text(await render(rows, columns, 'table', options));
  }
  if (session.format === 'csv') {
    return await session.print.csv(
      columns.map(({ key }) => key),
      rows.map((row) => columns.map(({ value }) => value(row))),
    );
  }
  session.print.json(
    rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)]))),
  );
}
