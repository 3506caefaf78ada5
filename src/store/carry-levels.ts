/**
 * Carrying levels to another scale: teachers' judgements, and what pathways ask for. Each goes from
 * what was first said, on the scale of that day, so that nothing is lost on a way of several scales.
 */
import type { Id, Scale } from '../core/model.js';
import { type Place, scaleAt } from '../core/policy-place.js';
import { levelReached } from '../core/scale.js';
import { carriedLevel, type MovedCompetency } from '../core/scale-change.js';
import type { Standards } from '../core/standards.js';
import type { Gradebook } from './open.js';
import { loadStandards } from './standards.js';
import { NOW } from './view.js';
import type { Writer } from './writing.js';

/** The columns of a level, of whose it is, and those that are kept as they are. */
const TABLES = {
  overrides: {
    level: 'level',
    owner: 'student',
    kept: 'student, competency, reason, on_day, by, entry',
    carried: carriedLevel,
  },
  requirements: {
    level: 'min_level',
    owner: 'stage',
    kept: 'stage, competency, choose, elective, due_on, position, entry',
    // A pathway asks for a level by its value.
    carried: (level: number, from: Scale, to: Scale) =>
      levelReached(to, carriedLevel(level, from, to)).value,
  },
} as const;

/** A level that stands, as it was first said. */
interface Said {
  readonly owner: Id;
  readonly competency: Id;
  readonly said: Id;
  readonly level: number;
}

/** Carries the standing levels on the competencies that are scored anew; says how many there were. */
export function carryLevels(
  book: Gradebook,
  writer: Writer,
  table: keyof typeof TABLES,
  moved: readonly MovedCompetency[],
): number {
  const { db, entry } = writer;
  const { level, owner, kept, carried } = TABLES[table];
  const standing = db
    .prepare(
      `SELECT t.${owner} AS owner, t.competency, t.entry AS said, f.${level} AS level
       FROM ${table} t JOIN ${table} f ON f.${owner} = t.${owner}
         AND f.competency = t.competency AND f.entry = t.entry AND f.made = t.entry
       WHERE t.ended IS NULL AND t.${level} IS NOT NULL
         AND t.competency IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(moved.map(({ competency }) => competency.id))) as Said[];
  if (standing.length === 0) return 0;
  const end = db.prepare(
    `UPDATE ${table} SET ended = @entry
     WHERE ended IS NULL AND ${owner} = @owner AND competency = @competency AND entry = @said`,
  );
  const again = db.prepare(
    `INSERT INTO ${table} (${kept}, ${level}, made) SELECT ${kept}, @level, @entry FROM ${table}
     WHERE ended = @entry AND ${owner} = @owner AND competency = @competency AND entry = @said`,
  );
  const scaleThen = scalesThen(book);
  const to = new Map(moved.map((one) => [one.competency.id, one.to]));
  for (const one of standing) {
    const { owner, competency, said } = one;
    const scale = to.get(competency);
    if (scale === undefined) continue;
    const facts = { entry, owner, competency, said };
    end.run(facts);
    again.run({
      ...facts,
      level: carried(one.level, scaleThen({ framework: null, competency }, said), scale),
    });
  }
  writer.wrote(table);
  return standing.length;
}

/** The scale of a place as it was at an entry; standards are read once for each change of them. */
export function scalesThen(book: Gradebook): (place: Place, entry: Id) => Scale {
  const changes = book.db
    .prepare(
      ['scales', 'frameworks', 'competencies']
        .map((table) => `SELECT made AS id FROM ${table} UNION SELECT ended FROM ${table}`)
        .join(' UNION ')
        .concat(' ORDER BY id DESC'),
    )
    .pluck()
    .all() as (Id | null)[];
  const known = new Map<Id, Standards>();
  return (place, entry) => {
    const horizon = changes.find((id) => id !== null && id <= entry) ?? entry;
    const standards = known.get(horizon) ?? loadStandards(book, { ...NOW, horizon });
    known.set(horizon, standards);
    return scaleAt(standards, place);
  };
}
