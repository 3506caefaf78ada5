/** What bringing gradebooks together did, in words: what came, and where they differ. */
import { groupBy } from '../core/grouping.js';
import { visible } from '../output/safe.js';
import type { Words } from '../output/words.js';
import type { Author, Difference } from '../store/merging/differences.js';
import type { Merged } from '../store/merging/merge.js';
import type { VersionedTable } from '../store/schema.js';

/** Tables of which a person is told, by the word for one of them. */
const TOLD: readonly (readonly [VersionedTable, string])[] = [
  ['evidence', 'piece of evidence'],
  ['students', 'student'],
  ['sections', 'section'],
  ['competencies', 'competency'],
  ['pathways', 'pathway'],
  ['overrides', 'judgement'],
  ['excuses', 'excuse'],
  ['notes', 'note'],
  ['comments', 'comment'],
  ['policies', 'policy setting'],
  ['report_cards', 'issue of report cards'],
];

const PLURALS: Readonly<Record<string, string>> = {
  'piece of evidence': 'pieces of evidence',
  'issue of report cards': 'issues of report cards',
};

export function mergedLine(merged: Merged, isDry: boolean, words: Words): string {
  const from = words.count(merged.others.length, 'gradebook');
  if (!merged.isNews) return `nothing new in ${from}: nothing was written`;
  const gained = TOLD.flatMap(([table, noun]) => {
    const count = merged.gained.get(table) ?? 0;
    if (count === 0) return [];
    const sign = count > 0 ? '' : '-';
    return `${sign}${words.count(Math.abs(count), noun, PLURALS[noun])}`;
  });
  const entries = words.count(merged.entries, 'new entry', 'new entries');
  const what = gained.length === 0 ? entries : `${entries}: ${gained.join(', ')}`;
  return isDry ? `${from} would bring ${what} (nothing was written)` : `${from} brought ${what}`;
}

/** A heading a kind with its first differences; `most`: how many of each are told. */
export function differenceLines(all: readonly Difference[], words: Words, most: number): string[] {
  return [...groupBy(all, (one) => one.of)].flatMap(([table, own]) => {
    const things = [...groupBy(own, (one) => `${one.about} ${one.otherBy.entry}`).values()];
    const more = things.length - most;
    return [
      `${table.replaceAll('_', ' ')} that differ (${things.length}); the last that was entered stands`,
      ...things.slice(0, most).map((fields) => visible(`  ${differenceText(fields, words)}`)),
      ...(more > 0 ? [`  … and ${more} more: pl merge --differences`] : []),
    ];
  });
}

/** "s1 RP.2: level 4 (Mr Stone, 2026-10-08, w4nnq7yp-5); beside it level 2 (…)". */
function differenceText(fields: readonly Difference[], words: Words): string {
  const [first] = fields;
  if (first === undefined) return '';
  const side = (value: 'stands' | 'other', { who, day, entry }: Author) => {
    const said = fields.map((one) => `${one.field.replaceAll('_', ' ')} ${one[value] ?? '…'}`);
    return `${said.join(', ')} (${who ?? 'somebody'}, ${words.day(day)}, ${entry})`;
  };
  return `${first.about.join(' ')}: ${side('stands', first.standsBy)}; beside it ${side('other', first.otherBy)}`;
}

/** A difference as data. */
export function differenceFacts(one: Difference) {
  return {
    of: one.of,
    about: one.about.join(' '),
    field: one.field,
    stands: one.stands,
    stands_by: one.standsBy.who,
    stands_on: one.standsBy.day,
    stands_entry: one.standsBy.entry,
    other: one.other,
    other_by: one.otherBy.who,
    other_on: one.otherBy.day,
    other_entry: one.otherBy.entry,
  };
}
