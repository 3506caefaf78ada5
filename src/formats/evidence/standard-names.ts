/** Competencies by what another system calls a standard: its name in `--map`, its code, its words. */
import type { EvidenceOptions } from '../native/evidence.js';
import type { CodeMaps, Named } from './code-maps.js';

/** Reads a name as it stands in a row; one that is not known is left for the plan to refuse. */
export function standardNames(
  codes: CodeMaps,
  { competencyOf }: EvidenceOptions,
): (name: string) => readonly Named[] {
  const known = new Map<string, readonly Named[]>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = competencyOf(name);
    const own = found === null || 'fault' in found ? { code: name, framework: '' } : found;
    const named = codes.of(name) ?? [own];
    known.set(name, named);
    return named;
  };
}
