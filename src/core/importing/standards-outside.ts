/** The links of a standards file that end outside, and those of earlier files whose end it brings. */
import type { Standards } from '../standards.js';
import { guidKey } from './guids.js';
import { linkKind } from './links.js';
import { type OutsideLink, outsideKey } from './outside-links.js';
import type { Counts, Faults } from './records.js';
import { type Ref, refText } from './refs.js';
import type { PlannedLink, SaidOfLinks } from './standards-links-said.js';
import { type Row, refOfRow } from './standards-rows.js';

/** An association of which one end is a competency here, and the other nowhere. */
export interface SaidOutside {
  readonly ref: Ref;
  readonly word: string;
  readonly target: string;
  readonly title: string;
  readonly outward: boolean;
}

export interface OutsidePlan {
  readonly counts: Counts;
  readonly added: readonly SaidOutside[];
  /** Those that became links, and those that a newer version of their file no longer says. */
  readonly ended: readonly OutsideLink[];
  /** Links of earlier files whose other end is in this one. */
  readonly found: readonly (PlannedLink & { readonly line: number })[];
}

export function planOutside(
  { rows, whole }: SaidOfLinks,
  said: readonly SaidOutside[],
  standards: Standards,
  standing: readonly OutsideLink[],
  faults: Faults,
): OutsidePlan {
  const keyOf = (link: SaidOutside) => `${refText(link.ref)}\n${outsideKey({ ...link })}`;
  const asSaid = (link: OutsideLink): SaidOutside => ({
    ...link,
    ref: { id: link.competency },
    title: link.title ?? '',
  });
  const now = new Map(said.map((link) => [keyOf(link), link]));
  const before = new Set(standing.map((link) => keyOf(asSaid(link))));
  const byGuid = guidIndex(rows);
  const found = standing.flatMap((link) => foundLink(link, byGuid, standards));
  const became = new Set(found.map(({ was }) => was));
  const ofWhole = ({ competency }: OutsideLink) => {
    const one = standards.competencies.get(competency);
    const name = one === undefined ? null : standards.frameworkName(one);
    return whole !== null && name?.toLowerCase() === whole.toLowerCase();
  };
  const dropped = standing.filter(
    (link) => !became.has(link) && ofWhole(link) && !now.has(keyOf(asSaid(link))),
  );
  const added = [...now].filter(([key]) => !before.has(key)).map(([, link]) => link);
  if (now.size > 0) {
    const message = `${now.size} ${now.size === 1 ? 'link ends' : 'links end'} outside this file and the gradebook: kept until the framework comes`;
    faults.warning(1, null, 'outside_links', message);
  }
  return {
    counts: {
      add: added.length,
      update: became.size + dropped.length,
      unchanged: now.size - added.length,
    },
    added,
    ended: [...became, ...dropped],
    found: found.map(({ link }) => link),
  };
}

/** The link that a standing outside one becomes when its other end is among the rows. */
function foundLink(link: OutsideLink, byGuid: ReadonlyMap<string, Row>, standards: Standards) {
  if (!standards.competencies.has(link.competency)) return [];
  const row = byGuid.get(guidKey(link.target));
  if (row === undefined) return [];
  const [own, other]: [Ref, Ref] = [{ id: link.competency }, refOfRow(row)];
  if (refText(own) === refText(other)) return [];
  const [source, target] = link.outward ? [own, other] : [other, own];
  const { word } = link;
  const made = { source, target, kind: linkKind(word), word, line: row.record.line };
  return [{ was: link, link: made }];
}

/** The rows by their guids. */
function guidIndex(rows: readonly Row[]): ReadonlyMap<string, Row> {
  const withGuid = rows.filter(({ record }) => record.guid !== '');
  return new Map(withGuid.map((row) => [guidKey(row.record.guid), row]));
}
