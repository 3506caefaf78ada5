/** What bringing gradebooks together did, in words: what came, and where they differ. */
import { groupBy } from '../core/grouping.js';
import { visible } from '../output/safe.js';
import type { Words } from '../output/words.js';
import type { Difference } from '../store/differences.js';
import type { Merged } from '../store/merge.js';
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
  const groups = groupBy(all, (one) => `${one.of.replaceAll('_', ' ')}: ${fieldName(one)}`);
  return [...groups].flatMap(([title, own]) => [
    `${title} differs ${words.count(own.length, 'time')}; the last that was entered stands`,
    ...own.slice(0, most).map((one) => visible(`  ${differenceText(one, words)}`)),
    ...(own.length > most ? [`  … and ${own.length - most} more: pl merge --differences`] : []),
  ]);
}

function differenceText(one: Difference, words: Words): string {
  const side = (value: Difference['stands'], by: Difference['standsBy']) =>
    [value ?? '', `(${by.who ?? 'somebody'}, ${words.day(by.day)}, ${by.entry})`]
      .filter((part) => part !== '')
      .join(' ');
  return `${one.about.join(' ')}: ${side(one.stands, one.standsBy)}; beside it ${side(one.other, one.otherBy)}`;
}

function fieldName({ field }: Difference): string {
  return field.replaceAll('_', ' ');
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
