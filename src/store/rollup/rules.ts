/** The rules of a rollup: whether they are those of the last one, and which entries moved them. */
import { createHash } from 'node:crypto';
import type { Day, Id, Pathway } from '../../core/model.js';
import type { Standards } from '../../core/standards.js';
import type { Gradebook } from '../open.js';
import { RULES } from '../schema.js';
import type { Rollup } from './report.js';

/** Everything but the evidence that decides a mastery or who is ready: 16 hexadecimal digits. */
export function rulesHash(standards: Standards, pathways: readonly Pathway[]): string {
  const facts = {
    scales: standards.scales,
    frameworks: [...standards.frameworks.values()].map(({ id, scale }) => [id, scale]),
    policies: standards.policies,
    exact: standards.links
      .filter(({ kind }) => kind === 'exact')
      .map(({ source, target }) => [source, target]),
    competencies: standards.ordered.map(
      ({ id, parent, assessable, scale, rule, points, required }) => [
        id,
        parent,
        assessable,
        scale,
        rule,
        points,
        required,
      ],
    ),
    habits: standards.ordered.filter(standards.isHabit).map(({ id }) => id),
    pathways,
  };
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}

/** An entry that moved the rules between two rollups, or whose setting has begun to hold since. */
export interface RuleMove {
  readonly entry: Id;
  /** The day on which it was entered; of a setting that began, the day from which it holds. */
  readonly day: Day;
  readonly begins: boolean;
}

/** What moved the rules between two rollups, in the order of entry; those that began come last. */
export function ruleMoves(book: Gradebook, before: Rollup, rollup: Rollup): RuleMove[] {
  const touched = [...RULES].flatMap((table) =>
    ['made', 'ended'].map((column) => `SELECT ${column} AS entry FROM ${table}`),
  );
  const entered = book.db
    .prepare(
      `SELECT id AS entry, day FROM entries
       WHERE id > @since AND id <= @until AND id IN (${touched.join(' UNION ')}) ORDER BY id`,
    )
    .all({ since: before.horizon, until: rollup.horizon }) as Omit<RuleMove, 'begins'>[];
  const begun = book.db
    .prepare(
      `SELECT DISTINCT entry, starts_on AS day FROM policies
       WHERE starts_on > @from AND starts_on <= @to AND made <= @since
         AND (ended IS NULL OR ended > @until)
       ORDER BY starts_on, entry`,
    )
    .all({
      from: before.day,
      to: rollup.day,
      since: before.horizon,
      until: rollup.horizon,
    }) as Omit<RuleMove, 'begins'>[];
  return [
    ...entered.map((move) => ({ ...move, begins: false })),
    ...begun.map((move) => ({ ...move, begins: true })),
  ];
}
