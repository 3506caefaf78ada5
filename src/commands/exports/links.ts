/**
 * `pl export links`: what files of links have said, and the alignments and relations of standards files;
 * what comes first by a standards file is written in the standards.
 */
import { ownCode } from '../../core/matching/competencies.js';
import type { Value } from '../../output/csv.js';
import { loadLinks, loadStandards } from '../../store/standards.js';
import { type Asked, competenciesAsked, type ExportTable } from './exporter.js';

export function exportLinks(asked: Asked): ExportTable {
  const { book, view } = asked;
  const standards = loadStandards(book, view);
  const scope = competenciesAsked(asked, standards);
  const written = new Set<string>();
  const rows = loadLinks(book, view).flatMap(({ source, target, kind, word, via }): Value[][] => {
    if (via === 'standards' && kind === 'requires') return [];
    const key = `${source} ${target} ${word}`;
    if (written.has(key)) return [];
    written.add(key);
    const [from, to] = [standards.competencies.get(source), standards.competencies.get(target)];
    if (from === undefined || to === undefined) return [];
    if (scope !== null && !scope.has(source) && !scope.has(target)) return [];
    return [
      [
        ownCode(standards, from),
        ownCode(standards, to),
        word,
        standards.frameworkName(from),
        standards.frameworkName(to),
      ],
    ];
  });
  return { columns: COLUMNS, rows };
}

const COLUMNS = ['source', 'target', 'relationship', 'source_framework', 'target_framework'];
