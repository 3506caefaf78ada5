/** What a standards file says comes before what: its rows replace the prerequisites of earlier ones. */
import { onlyOne } from '../grouping.js';
import { codeIndex } from '../matching/competencies.js';
import type { Id, Link } from '../model.js';
import type { Standards } from '../standards.js';
import { competencyKey, didYouMean, keyOfRef } from './codes.js';
import { refuseCircles, type SaidEdge } from './prerequisites.js';
import type { Counts, Faults } from './records.js';
import { pairText, type Ref } from './refs.js';
import type { Tree } from './standards-parents.js';
import { type CompetencyFinder, type Row, refOfRow } from './standards-rows.js';

export interface RequiresPlan {
  /** What is dropped counts as an update. */
  readonly counts: Counts;
  readonly added: readonly { readonly source: Ref; readonly target: Ref }[];
  readonly dropped: readonly { readonly source: Id; readonly target: Id }[];
}

/** Plans prerequisites; of the standing `links`, only those of standards files can be dropped. */
export function planRequires(
  tree: Tree,
  standards: Standards,
  links: readonly (Link & { readonly via: 'standards' | 'links' })[],
  find: CompetencyFinder,
  faults: Faults,
): RequiresPlan {
  const inFile = new Set(tree.rows.flatMap(({ before }) => before?.id ?? []));
  const own = links.filter(
    ({ via, kind, target }) => via === 'standards' && kind === 'requires' && inFile.has(target),
  );
  const standing = new Set(own.map(linkText));
  const said = saidRequires(tree, standards, find, faults);
  const added = [...said].filter(([pair]) => !standing.has(pair)).map(([, edge]) => edge);
  const dropped = own.filter((link) => !said.has(linkText(link)));
  const gone = new Set<Link>(dropped);
  const kept = links.filter((link) => !gone.has(link));
  refuseCircles(added, kept, standards, 'requires', faults);
  return {
    counts: { add: added.length, update: dropped.length, unchanged: said.size - added.length },
    added,
    dropped,
  };
}

function linkText({ source, target }: Link): string {
  return pairText({ id: source }, { id: target });
}

interface SaidRequire extends SaidEdge {
  readonly source: Ref;
  readonly target: Ref;
}

/** What the rows say, each pair once. */
function saidRequires(
  tree: Tree,
  standards: Standards,
  find: CompetencyFinder,
  faults: Faults,
): Map<string, SaidRequire> {
  const sourceOf = sourceFinder(tree, standards, find, faults);
  const said = new Map<string, SaidRequire>();
  for (const row of tree.rows) {
    for (const code of row.record.requires) {
      const source = sourceOf(row, code);
      if (source === null) continue;
      const target = refOfRow(row);
      const pair = pairText(source, target);
      if (said.has(pair)) continue;
      const from = keyOfRef(standards, source) ?? '';
      said.set(pair, { source, target, from, to: row.key, line: row.record.line });
    }
  }
  return said;
}

/** What a row requires: of its own framework, else the one that has the code in any other. */
function sourceFinder(
  tree: Tree,
  standards: Standards,
  find: CompetencyFinder,
  faults: Faults,
): (row: Row, code: string) => Ref | null {
  const anywhere = codeIndex(standards);
  return (row, code) => {
    const { line } = row.record;
    const key = competencyKey(row.framework, code);
    if (key === row.key) {
      const message = `"${code}" is named as its own prerequisite`;
      faults.error(line, 'requires', 'self_requirement', message);
      return null;
    }
    const inFile = tree.byKey.get(key);
    if (inFile !== undefined) return refOfRow(inFile);
    const standing = find(row.framework, code, code) ?? onlyOne(anywhere(code, null));
    if (standing !== null) return { id: standing.id };
    const wanted = code.toLowerCase();
    const isCode = ({ framework, record }: Row) =>
      [record.code, `${framework}:${record.code}`].some((own) => own.toLowerCase() === wanted);
    const elsewhere = onlyOne(tree.rows.filter(isCode));
    if (elsewhere !== null) return refOfRow(elsewhere);
    const hint = didYouMean(
      code,
      tree.rows.map((one) => one.record.code),
    );
    faults.error(line, 'requires', 'unknown_competency', `there is no competency "${code}"${hint}`);
    return null;
  };
}
