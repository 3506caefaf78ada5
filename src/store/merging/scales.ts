/** Bringing gradebooks together may not let a score be read on another scale than its own. */
import { PlError } from '../../core/errors.js';
import type { Id } from '../../core/model.js';
import { lettersScale, scaleAt } from '../../core/policy-place.js';
import { sameValues } from '../../core/scale.js';
import { isOnScale, type Standards } from '../../core/standards.js';
import { type Gradebook, LAST_DAY } from '../open.js';
import { loadPolicies, loadStandards } from '../standards.js';
import type { Names } from './names.js';
import type { Source } from './read.js';

/** Throws `PlError('conflict')` naming the gradebook and what is on another scale in it. */
export function refuseOtherScales(book: Gradebook, sources: readonly Source[], names: Names): void {
  const after = loadStandards(book);
  for (const [place, source] of sources.entries()) {
    const ids = names.renamed[place]?.identities ?? new Map<Id, Id>();
    const own: Gradebook = { ...book, db: source.db };
    const before = loadStandards({ ...own, today: LAST_DAY });
    const called = onOtherScale(own, before, after, (id) => ids.get(id) ?? id);
    if (called === null) continue;
    throw new PlError(
      'conflict',
      `${source.name}: what is scored on ${called} is on a scale that has other levels in another of these gradebooks; nothing was written. Bring both to one scale first`,
      `pl scale use NAME --framework FRAMEWORK --carry --db "${source.name}"`,
    );
  }
}

/** The code of a competency, or a setting, whose scale has other values; null: there is none. */
function onOtherScale(
  own: Gradebook,
  before: Standards,
  after: Standards,
  idOf: (id: Id) => Id,
): string | null {
  for (const id of scored(own)) {
    const competency = before.competencies.get(id);
    if (competency === undefined) continue;
    const from = scaleAt(before, { framework: null, competency: id });
    const to = scaleAt(after, { framework: null, competency: idOf(id) });
    if (!sameValues(from.levels, to.levels)) return competency.code;
  }
  for (const setting of loadPolicies(own).filter(isOnScale)) {
    const scale = setting.key === 'letters' ? lettersScale : scaleAt;
    const moved = (id: Id | null) => (id === null ? null : idOf(id));
    const now = {
      ...setting,
      framework: moved(setting.framework),
      competency: moved(setting.competency),
    };
    if (!sameValues(scale(before, setting).levels, scale(after, now).levels))
      return `the policy ${setting.key}`;
  }
  return null;
}

/** Competencies with scores, judgements or levels asked that stand on their scale. */
function scored({ db }: Gradebook): Id[] {
  return db
    .prepare(
      `SELECT DISTINCT competency FROM evidence
       WHERE ended IS NULL AND score IS NOT NULL AND possible IS NULL
       UNION SELECT competency FROM overrides WHERE ended IS NULL
       UNION SELECT competency FROM requirements WHERE ended IS NULL AND min_level IS NOT NULL
       ORDER BY competency`,
    )
    .pluck()
    .all() as Id[];
}
