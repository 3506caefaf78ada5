/**
 * Standards of the Common Core as older files name them: kindergarten is 0, the letter of the cluster
 * is left out, and a part follows two strokes, as in `0.CC.1||to 20` for K.CC.A.1.
 */
import type { Problem } from '../errors.js';
import type { Standards } from '../standards.js';
import { faultsOf, type LinkRecord, type Source } from './records.js';

export interface NearNames {
  readonly records: readonly LinkRecord[];
  readonly problems: readonly Problem[];
}

/**
 * The same links with the codes of this gradebook where a name fits one alone. A name that fits
 * several, and one that fits none, stay as they are: to no code they are equal. A link between parts
 * of one standard is left out.
 */
export function nearNames(
  source: Source,
  records: readonly LinkRecord[],
  standards: Standards,
): NearNames {
  const faults = faultsOf(source);
  const exact = new Set(standards.ordered.map(({ code }) => code.toLowerCase()));
  const near = new Map<string, Set<string>>();
  for (const { code } of standards.ordered) {
    const codes = near.get(nearKey(code));
    if (codes === undefined) near.set(nearKey(code), new Set([code]));
    else codes.add(code);
  }
  const find = (record: LinkRecord, end: 'source' | 'target'): string => {
    const name = record[end];
    if (name === '' || exact.has(name.toLowerCase())) return name;
    const found = [...(near.get(nearKey(name)) ?? [])];
    if (found.length > 1) {
      const message = `"${name}" may be ${found.join(' or ')}: write which`;
      faults.error(record.line, end, 'ambiguous_competency', message);
    }
    return found.length === 1 ? (found[0] ?? name) : name;
  };
  const named = records.map((record) => ({
    ...record,
    source: find(record, 'source'),
    target: find(record, 'target'),
  }));
  const taken = named.filter(({ line, source: from, target: to }, index) => {
    const before = records[index];
    if (from !== to || before === undefined || before.source === before.target) return true;
    const message = `"${before.source}" and "${before.target}" are parts of ${from}: no link`;
    faults.warning(line, 'target', 'same_standard', message);
    return false;
  });
  return { records: taken, problems: faults.problems };
}

/** What two names of one standard have in common. */
function nearKey(name: string): string {
  const [whole = ''] = name.split('||');
  const parts = whole
    .trim()
    .toUpperCase()
    .replace(/^CCSS[.:]?(?:MATH[.:]?)?(?:CONTENT[.:]?)?/, '')
    .replace(/(\d)([A-Z])$/, '$1.$2')
    .split(/[.\-:]/);
  if (parts[0] === '0') parts[0] = 'K';
  // Grade, domain, cluster, number: the cluster is a letter.
  const at = parts.findIndex((part, index) => index >= 2 && /^[A-Z]$/.test(part));
  const isCluster = at >= 0 && /^\d+$/.test(parts[at + 1] ?? '');
  return (isCluster ? parts.toSpliced(at, 1) : parts).join('.');
}
