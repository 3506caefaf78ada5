/** Whether the rules of headings can be met by what lies under them after a standards file. */
import { groupBy } from '../grouping.js';
import { readRule } from '../headings.js';
import type { Standards } from '../standards.js';
import type { Faults } from './records.js';
import { type Ref, refText } from './refs.js';
import type { PlannedCompetency } from './standards-facts.js';
import type { Row } from './standards-rows.js';

/** A competency or heading as the file leaves it; `line` null: the file does not speak of it. */
interface Node {
  readonly ref: Ref;
  readonly code: string;
  readonly parent: Ref | null;
  readonly assessable: boolean | null;
  readonly rule: string | null;
  readonly points: number | null;
  readonly line: number | null;
}

/** Of the headings that the file speaks of, themselves or of something right under them. */
export function refuseUnmeetableRules(
  rows: readonly Row[],
  planned: readonly PlannedCompetency[],
  standards: Standards,
  faults: Faults,
): void {
  const nodes = nodesAfter(rows, planned, standards);
  const children = groupBy(
    nodes.filter(({ parent }) => parent !== null),
    ({ parent }) => (parent === null ? '' : refText(parent)),
  );
  for (const node of nodes) {
    const under = children.get(refText(node.ref)) ?? [];
    const line = node.line ?? under.find((child) => child.line !== null)?.line ?? null;
    if (node.rule === null || line === null) continue;
    const asked = under.filter(
      (child) => children.has(refText(child.ref)) || child.assessable !== false,
    );
    refuseRule(node, node.rule, under.length, asked, line, faults);
  }
}

function refuseRule(
  { code }: Node,
  text: string,
  under: number,
  asked: readonly Node[],
  line: number,
  faults: Faults,
): void {
  const rule = readRule(text);
  if (rule === null) return;
  const say = (message: string) => faults.error(line, 'rule', 'unmeetable_rule', message);
  if (under === 0) {
    const message = `"${code}" has nothing under it: a rule says how a heading rolls up`;
    faults.warning(line, 'rule', 'rule_on_leaf', message);
  } else if (asked.length === 0) {
    say(`"${code}" can never be met: nothing under it is assessable`);
  } else if (rule.kind === 'count' && rule.atLeast > asked.length) {
    say(`"${text}" of "${code}", which has ${asked.length} under it`);
  } else if (rule.kind === 'points') {
    const most = asked.reduce((sum, { points }) => sum + (points ?? 0), 0);
    if (rule.atLeast > most) say(`"${text}" of "${code}": what lies under it has ${most} points`);
  }
}

function nodesAfter(
  rows: readonly Row[],
  planned: readonly PlannedCompetency[],
  standards: Standards,
): Node[] {
  const lines = new Map(rows.map(({ key, before, record }) => [before?.id ?? key, record.line]));
  const said = planned.map(({ ref, facts }) => ({
    ...facts,
    ref,
    line: lines.get('id' in ref ? ref.id : ref.key) ?? null,
  }));
  // A heading that a row leaves is spoken of too.
  const left = new Map(rows.map(({ before, record }) => [before?.parent ?? null, record.line]));
  const rest = standards.ordered
    .filter(({ id }) => !lines.has(id))
    .map((one) => ({
      ...one,
      ref: { id: one.id },
      parent: one.parent === null ? null : { id: one.parent },
      line: left.get(one.id) ?? null,
    }));
  return [...said, ...rest];
}
