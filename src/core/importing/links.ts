/** What a file of links between competencies changes: prerequisites, exact alignments, relations. */
import type { Problem } from '../errors.js';
import { onlyOne } from '../grouping.js';
import { codeIndex } from '../matching/competencies.js';
import type { Competency, Id, Link, LinkKind } from '../model.js';
import type { Standards } from '../standards.js';
import { ambiguousCode, keyOfStanding } from './codes.js';
import { refuseCircles } from './prerequisites.js';
import {
  type Counts,
  type Faults,
  faultsOf,
  type LinkRecord,
  type Source,
  tally,
} from './records.js';

export interface LinksPlan {
  readonly counts: Readonly<Record<'frameworks' | 'competencies' | 'links' | 'scales', Counts>>;
  readonly problems: readonly Problem[];
  readonly links: readonly Link[];
  /** Links whose word changes. */
  readonly ended: readonly { readonly source: Id; readonly target: Id; readonly kind: LinkKind }[];
}

const REQUIRES = ['dependency', 'prerequisite', 'precedes', 'requires'];
const EXACT = ['exact', 'exactmatchof', 'same'];

/** What a relationship's word means: any word that is not known is a relation, and is kept. */
export function linkKind(word: string): LinkKind {
  const plain = word.toLowerCase().replace(/[\s_-]/g, '');
  if (REQUIRES.includes(plain)) return 'requires';
  return EXACT.includes(plain) ? 'exact' : 'related';
}

/** Plans links; `standing` are those that links files have said before. */
export function planLinks(
  source: Source,
  records: readonly LinkRecord[],
  standards: Standards,
  standing: readonly (Link & { readonly via: string })[],
): LinksPlan {
  const faults = faultsOf(source);
  const before = new Map(
    standing.filter(({ via }) => via === 'links').map((link) => [keyOf(link), link]),
  );
  const counts = tally();
  const added: SaidLink[] = [];
  const ended: Link[] = [];
  for (const said of saidLinks(records, standards, faults)) {
    const known = before.get(keyOf(said.link));
    if (known?.word === said.link.word) counts.unchanged++;
    else {
      counts[known === undefined ? 'add' : 'update']++;
      if (known !== undefined) ended.push(known);
      added.push(said);
    }
  }
  const prerequisites = added.flatMap(({ line, link, from, to }) =>
    link.kind === 'requires'
      ? [{ line, from: keyOfStanding(standards, from), to: keyOfStanding(standards, to) }]
      : [],
  );
  refuseCircles(prerequisites, standing, standards, 'target', faults);
  return {
    counts: { frameworks: tally(), competencies: tally(), links: counts, scales: tally() },
    problems: faults.problems.sort((a, b) => a.line - b.line),
    links: added.map(({ link }) => link),
    ended,
  };
}

/** A link of the file, with the competencies at its ends. */
interface SaidLink {
  readonly line: number;
  readonly link: Link;
  readonly from: Competency;
  readonly to: Competency;
}

/** Each link once; those without two ends of their own are faults. */
function* saidLinks(
  records: readonly LinkRecord[],
  standards: Standards,
  faults: Faults,
): Iterable<SaidLink> {
  const find = endFinder(standards, faults);
  const seen = new Set<string>();
  for (const record of records) {
    const { line, relationship } = record;
    const from = find(record, 'source');
    const to = find(record, 'target');
    if (from === null || to === null) continue;
    if (from.id === to.id) {
      faults.error(line, 'target', 'self_link', `"${record.source}" is linked to itself`);
      continue;
    }
    const word = relationship || 'related';
    const link: Link = { source: from.id, target: to.id, kind: linkKind(word), word };
    if (seen.has(keyOf(link))) continue;
    seen.add(keyOf(link));
    yield { line, link, from, to };
  }
}

function keyOf(link: Pick<Link, 'source' | 'target' | 'kind'>): string {
  return `${link.source} ${link.target} ${link.kind}`;
}

function endFinder(standards: Standards, faults: Faults) {
  const find = codeIndex(standards);
  return (record: LinkRecord, end: 'source' | 'target'): Competency | null => {
    const code = record[end];
    const framework = end === 'source' ? record.sourceFramework : record.targetFramework;
    const found = code === '' ? [] : find(code, framework === '' ? null : framework);
    const one = onlyOne(found);
    if (one !== null) return one;
    if (code === '') faults.error(record.line, end, 'missing_code', `a link needs a ${end}`);
    else if (found.length === 0)
      faults.error(record.line, end, 'unknown_competency', `there is no competency "${code}"`);
    else {
      faults.error(record.line, end, 'ambiguous_competency', ambiguousCode(standards, code, found));
    }
    return null;
  };
}
