/**
 * What a cell of a standards file means by a competency: its guid or the address that ends in it, else
 * its code; in the file first, then in the gradebook.
 */
import { groupBy } from '../grouping.js';
import { codeIndex } from '../matching/competencies.js';
import type { Standards } from '../standards.js';
import { competencyKey, didYouMean } from './codes.js';
import { guidKey, guidKeys } from './guids.js';
import type { Faults } from './records.js';
import type { Ref } from './refs.js';
import { type CompetencyFinder, type Row, refOfRow } from './standards-rows.js';

/** Something that a text may mean, and the guid by which it is told from others of its code. */
interface Meant {
  readonly ref: Ref;
  readonly guid: string;
}

export interface Ends {
  /** What a text means within one framework. */
  readonly within: (framework: string, text: string) => readonly Meant[];
  /** The same, else what it means in any other framework. */
  readonly anywhere: (framework: string, text: string) => readonly Meant[];
}

export function endsOf(rows: readonly Row[], standards: Standards, find: CompetencyFinder): Ends {
  const meant = (row: Row): Meant => ({
    ref: refOfRow(row),
    guid: row.record.guid || (row.before?.guid ?? ''),
  });
  const withGuid = rows.filter((row) => meant(row).guid !== '');
  const byGuid = groupBy(withGuid, (row) => guidKey(meant(row).guid));
  const byCode = groupBy(rows, ({ framework, record }) => competencyKey(framework, record.code));
  const bare = groupBy(rows, ({ record }) => record.code.toLowerCase());
  const full = groupBy(rows, ({ framework, record }) =>
    `${framework}:${record.code}`.toLowerCase(),
  );
  const elsewhere = codeIndex(standards);
  // What the file gives another code is found by its row alone: the old one means it no more.
  const renamed = new Set(
    rows.flatMap(({ record, before }) =>
      before === null || before.code.toLowerCase() === record.code.toLowerCase() ? [] : before.id,
    ),
  );
  const standing = (found: ReturnType<typeof elsewhere>) =>
    found
      .filter(({ id }) => !renamed.has(id))
      .map((one): Meant => ({ ref: { id: one.id }, guid: one.guid ?? '' }));
  const rowsWithGuid = (text: string) => guidKeys(text).flatMap((key) => byGuid.get(key) ?? []);
  const within = (framework: string, text: string): readonly Meant[] => {
    const wanted = framework.toLowerCase();
    const own = rowsWithGuid(text).filter((row) => row.framework.toLowerCase() === wanted);
    if (own.length > 0) return own.map(meant);
    for (const key of guidKeys(text)) {
      const known = find.byGuid(framework, key);
      if (known !== null) return standing([known]);
    }
    const coded = byCode.get(competencyKey(framework, text)) ?? [];
    return coded.length > 0 ? coded.map(meant) : standing(find.byCode(framework, text));
  };
  const anywhere = (framework: string, text: string): readonly Meant[] => {
    const own = within(framework, text);
    if (own.length > 0) return own;
    const guided = rowsWithGuid(text);
    if (guided.length > 0) return guided.map(meant);
    for (const key of [text, ...guidKeys(text)]) {
      const known = standing(elsewhere(key, null));
      if (known.length === 1) return known;
    }
    const wanted = text.toLowerCase();
    return (bare.get(wanted) ?? full.get(wanted) ?? []).map(meant);
  };
  return { within, anywhere };
}

/** The only one that is meant; null with a fault where there is none, or several. */
export function onlyEnd(
  found: readonly Meant[],
  {
    line,
    field,
    text,
    where,
    code,
  }: {
    readonly line: number;
    readonly field: string;
    readonly text: string;
    /** Such as ` in framework "math"`. */
    readonly where: string;
    /** The code of the fault where there is none. */
    readonly code: string;
  },
  rows: readonly Row[],
  faults: Faults,
): Ref | null {
  const [first] = found;
  if (first !== undefined && found.length === 1) return first.ref;
  if (first === undefined) {
    const hint = didYouMean(
      text,
      rows.map(({ record }) => record.code),
    );
    faults.error(line, field, code, `there is no competency "${text}"${where}${hint}`);
  } else {
    const guids = found.map(({ guid }) => guid).filter((guid) => guid !== '');
    const message = `several competencies have code "${text}": give the guid (${guids.join(', ')})`;
    faults.error(line, field, 'ambiguous_competency', message);
  }
  return null;
}
