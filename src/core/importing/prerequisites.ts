/** Prerequisites may not go in a circle, whichever kind of file says them. */
import type { Link } from '../model.js';
import type { Standards } from '../standards.js';
import { codeOfKey, keyOfStanding } from './codes.js';
import { closingEdges, type Edge } from './cycles.js';
import type { Faults } from './records.js';

/** A prerequisite that a row says; its ends are keys of competencies. */
export interface SaidEdge extends Edge {
  readonly line: number;
}

/** Those of the `added` that close a circle with the standing `links`; each is a fault. */
export function refuseCircles<E extends SaidEdge>(
  added: readonly E[],
  links: readonly Link[],
  standards: Standards,
  field: string,
  faults: Faults,
): E[] {
  const closing = closingEdges(requiresEdges(standards, links), added);
  for (const { edge, way } of closing) {
    faults.error(
      edge.line,
      field,
      'prerequisite_cycle',
      `prerequisites go in a circle: ${way.map(codeOfKey).join(' → ')}`,
    );
  }
  return closing.map(({ edge }) => edge);
}

function requiresEdges(standards: Standards, links: readonly Link[]): Edge[] {
  return links.flatMap(({ source, target, kind }) => {
    const [from, to] = [standards.competencies.get(source), standards.competencies.get(target)];
    if (kind !== 'requires' || from === undefined || to === undefined) return [];
    return [{ from: keyOfStanding(standards, from), to: keyOfStanding(standards, to) }];
  });
}
