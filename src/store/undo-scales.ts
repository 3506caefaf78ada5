/** Taking back across a change of scales: a score may not come to be read on another scale than its own. */
import { PlError } from '../core/errors.js';
import type { Id, PolicySetting } from '../core/model.js';
import { lettersScale, scaleAt } from '../core/policy-place.js';
import { sameValues } from '../core/scale.js';
import { movedCompetencies } from '../core/scale-change.js';
import { isOnScale, type Standards } from '../core/standards.js';
import { type Entry, entryName } from './entries.js';
import type { Gradebook } from './open.js';
import { loadStandards } from './standards.js';
import { NOW } from './view.js';
import type { Writer } from './writing.js';

/** The standards as they are, where the entry said something of scales or of what is on them; else null. */
export function standardsUnder(book: Gradebook, { id }: Entry): Standards | null {
  const said = ['scales', 'frameworks', 'competencies'].map(
    (table) => `SELECT 1 FROM ${table} WHERE entry = @id OR ended = @id`,
  );
  const one = book.db.prepare(`${said.join(' UNION ALL ')} LIMIT 1`).get({ id });
  return one === undefined ? null : loadStandards(book);
}

/**
 * Throws PlError('conflict') when scores or overrides of later entries stand on a scale that has got
 * other values by the taking back; `before` are the standards before it, null where it moves none.
 */
export function refuseRescored(
  book: Gradebook,
  writer: Writer,
  target: Entry,
  before: Standards | null,
): void {
  if (before === null) return;
  const moved = movedIds(before, loadStandards(book));
  const number =
    firstOf(writer, 'entry > @bound', target.id, moved) ??
    firstSetting(book, writer, 'entry > @bound', target.id, before);
  if (number === null) return;
  throw new PlError(
    'conflict',
    `entry ${entryName(book, target)} cannot be undone: entry ${number} has since scored on the scale that it brought`,
    `pl undo ${number}`,
  );
}

/**
 * Throws PlError('conflict') when scores or overrides would stand again that were given on a scale
 * which has since got other values.
 */
export function refuseOldScores(book: Gradebook, writer: Writer, target: Entry): void {
  const again = 'made = @bound';
  const settings = settingsUnder(writer, again, writer.entry);
  if (settings.length === 0 && firstOf(writer, again, writer.entry, null) === null) return;
  const then = loadStandards(book, { ...NOW, horizon: target.id - 1 });
  const moved = movedIds(then, loadStandards(book));
  const found =
    firstOf(writer, again, writer.entry, moved) ??
    firstSetting(book, writer, again, writer.entry, then);
  if (found === null) return;
  throw new PlError(
    'conflict',
    `entry ${entryName(book, target)} cannot be undone: it would bring back what was said on a scale that has since got other values`,
    'pl log',
  );
}

function movedIds(before: Standards, after: Standards): Id[] {
  return movedCompetencies(before, after).map(({ competency }) => competency.id);
}

/**
 * The number of the first entry of standing scores on the scale, overrides or levels asked, under a condition;
 * `competencies` null: on any.
 */
function firstOf(
  writer: Writer,
  condition: string,
  bound: Id,
  competencies: readonly Id[] | null,
): number | null {
  const among =
    competencies === null ? '' : 'AND competency IN (SELECT value FROM json_each(@competencies))';
  const { number } = writer.db
    .prepare(
      `SELECT min(number) AS number FROM entries WHERE id IN (
         SELECT entry FROM evidence WHERE ended IS NULL AND score IS NOT NULL
           AND possible IS NULL AND ${condition} ${among}
         UNION
         SELECT entry FROM overrides WHERE ended IS NULL AND ${condition} ${among}
         UNION
         SELECT entry FROM requirements WHERE ended IS NULL AND min_level IS NOT NULL
           AND ${condition} ${among}
       )`,
    )
    .get({
      bound,
      ...(competencies === null ? {} : { competencies: JSON.stringify(competencies) }),
    }) as {
    number: number | null;
  };
  return number;
}

/** A setting of a scale's own, and the number of its entry. */
interface Numbered extends PolicySetting {
  readonly number: number;
}

/** Standing cuts and letters under a condition, in the order of entry. */
function settingsUnder({ db }: Writer, condition: string, bound: Id): Numbered[] {
  const rows = db
    .prepare(
      `SELECT p.framework, p.competency, p.key, p.value, e.number
       FROM policies p JOIN entries e ON e.id = p.entry
       WHERE ended IS NULL AND key IN ('mastery_at', 'letters') AND ${condition} ORDER BY p.entry`,
    )
    .all({ bound }) as (Omit<Numbered, 'value'> & { value: string })[];
  return rows
    .map((row) => ({ ...row, value: JSON.parse(row.value) as PolicySetting['value'] }))
    .filter(isOnScale);
}

/** The number of the first entry that set a cut or letters where the scale has other values than in `other`. */
function firstSetting(
  book: Gradebook,
  writer: Writer,
  condition: string,
  bound: Id,
  other: Standards,
): number | null {
  const now = loadStandards(book);
  const moved = settingsUnder(writer, condition, bound).find(
    (setting) => !sameValues(levelsAt(other, setting), levelsAt(now, setting)),
  );
  return moved?.number ?? null;
}

function levelsAt(standards: Standards, setting: PolicySetting) {
  const scale = setting.key === 'letters' ? lettersScale : scaleAt;
  return scale(standards, setting).levels;
}
