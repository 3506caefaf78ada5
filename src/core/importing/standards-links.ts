/**
 * The links that a standards file says: what comes before what, what is the same thing, what is near.
 * A file replaces the links of earlier ones; links of link files are not its own.
 */
import type { Id, Link } from '../model.js';
import type { Standards } from '../standards.js';
import { keyOfRef } from './codes.js';
import { linkKind } from './links.js';
import type { OutsideLink } from './outside-links.js';
import { refuseCircles } from './prerequisites.js';
import type { AssociationRecord, Counts, Faults } from './records.js';
import { isSameRef, pairText, type Ref, refText } from './refs.js';
import { type Ends, onlyEnd } from './standards-ends.js';
import type { PlannedLink, SaidOfLinks } from './standards-links-said.js';
import { type OutsidePlan, planOutside, type SaidOutside } from './standards-outside.js';
import { type Row, refOfRow } from './standards-rows.js';

export interface StandardsLinksPlan {
  /** What is dropped counts as an update. */
  readonly counts: Counts;
  readonly added: readonly PlannedLink[];
  readonly dropped: readonly Link[];
  readonly outside: OutsidePlan;
}

/** A link as a standing one, with the kind of file that speaks for it. */
export type ViaLink = Link & { readonly via: 'standards' | 'links' };

interface Said extends PlannedLink {
  readonly line: number;
}

export function planStandardsLinks(
  file: SaidOfLinks,
  standards: Standards,
  standing: { readonly links: readonly ViaLink[]; readonly outside: readonly OutsideLink[] },
  ends: Ends,
  faults: Faults,
): StandardsLinksPlan {
  const associated = saidAssociations(file, ends, faults);
  const outside = planOutside(file, associated.outside, standards, standing.outside, faults);
  const said = new Map<string, Said>();
  const say = (link: Said) => {
    if (!said.has(linkText(link))) said.set(linkText(link), link);
  };
  if (file.speaksOfRequires) for (const link of saidRequires(file.rows, ends, faults)) say(link);
  for (const link of [...associated.links, ...outside.found]) say(link);
  const own = standing.links.filter(({ via }) => via === 'standards');
  const before = new Map(own.map((link) => [linkText(asPlanned(link)), link]));
  const gone = own.filter((link) => {
    const now = said.get(linkText(asPlanned(link)));
    return now === undefined ? isSpokenOf(link, file, standards) : !isSameWord(now, link);
  });
  const dropped = new Set<Link>(gone);
  const fresh = [...said].filter(([text, link]) => !isSameWord(link, before.get(text)));
  const added = fresh.map(([, link]) => link);
  const kept = standing.links.filter((link) => !dropped.has(link));
  const closing = closingLines(added, kept, standards, faults);
  const updated = fresh.filter(([text]) => before.has(text)).length;
  return {
    counts: {
      add: added.length - updated,
      update: gone.length,
      unchanged: said.size - added.length,
    },
    added: added.filter((link) => !closing.has(link)),
    dropped: gone,
    outside,
  };
}

/** Every word for a prerequisite says the same; that of another link is what its source says of it. */
function isSameWord(link: PlannedLink, standing: Link | undefined): boolean {
  return standing !== undefined && (link.kind === 'requires' || link.word === standing.word);
}

/** Those that close a circle; each is a fault. */
function closingLines(
  added: readonly Said[],
  kept: readonly Link[],
  standards: Standards,
  faults: Faults,
): ReadonlySet<PlannedLink> {
  const edges = added
    .filter(({ kind }) => kind === 'requires')
    .map((link) => ({
      link,
      line: link.line,
      from: keyOfRef(standards, link.source) ?? '',
      to: keyOfRef(standards, link.target) ?? '',
    }));
  return new Set(refuseCircles(edges, kept, standards, 'requires', faults).map(({ link }) => link));
}

function asPlanned({ source, target, kind, word }: Link): PlannedLink {
  return { source: { id: source }, target: { id: target }, kind, word };
}

function linkText({ source, target, kind }: PlannedLink): string {
  return `${pairText(source, target)} ${kind}`;
}

/**
 * Whether a file may drop a standing link. One that says all of a framework: those that go out from it.
 * Another: what its rows require.
 */
function isSpokenOf(
  { source, target, kind }: Link,
  { rows, whole, speaksOfRequires }: SaidOfLinks,
  standards: Standards,
): boolean {
  if (whole !== null) {
    const one = standards.competencies.get(source);
    return one !== undefined && isOf(standards, one.framework, whole);
  }
  if (!speaksOfRequires || kind !== 'requires') return false;
  return rows.some(({ before }) => before?.id === target);
}

function isOf(standards: Standards, framework: Id, name: string): boolean {
  return standards.frameworks.get(framework)?.name.toLowerCase() === name.toLowerCase();
}

/** What a row requires: of its own framework, else the one that is meant in any other. */
function saidRequires(rows: readonly Row[], ends: Ends, faults: Faults): Said[] {
  return rows.flatMap((row) =>
    row.record.requires.flatMap((text): Said[] => {
      const at = { line: row.record.line, field: 'requires', text, where: '' };
      const found = ends.anywhere(row.framework, text);
      const source = onlyEnd(found, { ...at, code: 'unknown_competency' }, rows, faults);
      const target = refOfRow(row);
      if (source === null) return [];
      if (isSameRef(source, target)) {
        const message = `"${text}" is named as its own prerequisite`;
        faults.error(at.line, 'requires', 'self_requirement', message);
        return [];
      }
      return [{ source, target, kind: 'requires', word: 'requires', line: at.line }];
    }),
  );
}

/** The associations with both ends here, and those with one outside. */
function saidAssociations(
  { associations, rows, whole }: SaidOfLinks,
  ends: Ends,
  faults: Faults,
): { readonly links: readonly Said[]; readonly outside: readonly SaidOutside[] } {
  const links: Said[] = [];
  const outside: SaidOutside[] = [];
  const framework = whole ?? rows[0]?.framework ?? '';
  for (const record of associations) {
    const { line, word } = record;
    const source = endOf(record, 'source', framework, ends, rows, faults);
    const target = endOf(record, 'target', framework, ends, rows, faults);
    if (source === 'faulty' || target === 'faulty') continue;
    if (source !== null && target !== null) {
      if (refText(source) !== refText(target))
        links.push({ source, target, kind: linkKind(word), word, line });
      else sayLinkedToItself(record, faults);
    } else if (source !== null)
      outside.push({
        ref: source,
        word,
        target: record.target,
        title: record.title,
        outward: true,
      });
    else if (target !== null)
      outside.push({
        ref: target,
        word,
        target: record.source,
        title: record.title,
        outward: false,
      });
    else {
      const message = `neither end of this "${word}" is in the file or in the gradebook: left out`;
      faults.warning(line, 'association', 'unknown_ends', message);
    }
  }
  return { links, outside };
}

/** Null: it is nowhere. Several that it may mean are a fault. */
function endOf(
  record: AssociationRecord,
  end: 'source' | 'target',
  framework: string,
  ends: Ends,
  rows: readonly Row[],
  faults: Faults,
): Ref | 'faulty' | null {
  const text = record[end];
  const found = ends.anywhere(framework, text);
  if (found.length === 0) return null;
  const at = { line: record.line, field: end, text, where: '', code: 'unknown_competency' };
  return onlyEnd(found, at, rows, faults) ?? 'faulty';
}

function sayLinkedToItself({ line, source, word }: AssociationRecord, faults: Faults): void {
  if (linkKind(word) === 'requires') {
    const message = `"${source}" is named as its own prerequisite`;
    faults.error(line, 'association', 'self_requirement', message);
  } else {
    const message = `"${source}" is linked to itself (${word}): left out`;
    faults.warning(line, 'association', 'self_link', message);
  }
}
