/** Writing the plan of a policy file: scales, who uses them, and settings. */
import type { Id } from '../core/model.js';
import {
  outcomeOfScale,
  outcomeOfSetting,
  outcomeOfUse,
  type PolicyFilePlan,
  type UsePlan,
} from '../core/policy-file/plan.js';
import type { Standards } from '../core/standards.js';
import { putCompetencyScale, putFrameworkScale, putPolicy, putScale } from './apply-standards.js';
import type { Writer } from './writing.js';

export function applyPolicyFile(writer: Writer, plan: PolicyFilePlan, standards: Standards): void {
  const scales = applyScales(writer, plan);
  for (const use of plan.uses) {
    if (outcomeOfUse(use) !== 'unchanged') applyUse(writer, use, standards, scales);
  }
  for (const one of plan.settings) {
    if (outcomeOfSetting(one) === 'unchanged') continue;
    const setting = one.after ?? one.before;
    if (setting === null) continue;
    putPolicy(writer, setting, setting.key, one.after?.value, setting.startsOn);
  }
}

/** The scales of the file by their names in lower case. */
function applyScales(writer: Writer, plan: PolicyFilePlan): ReadonlyMap<string, Id> {
  const ids = new Map<string, Id>();
  for (const one of plan.scales) {
    const { before, after, isDefault } = one;
    const changed = outcomeOfScale(one) !== 'unchanged';
    if (after === null) {
      if (before !== null) writer.end('scales', { id: before.id });
    } else if (changed || before === null) {
      const { name, levels } = after;
      const id = putScale(writer, before?.id ?? null, { name, levels, preferred: isDefault });
      ids.set(name.toLowerCase(), id);
    } else ids.set(after.name.toLowerCase(), before.id);
  }
  return ids;
}

function applyUse(
  writer: Writer,
  { noun, of, after }: UsePlan,
  standards: Standards,
  scales: ReadonlyMap<string, Id>,
): void {
  const scale = after === null ? null : (scales.get(after.toLowerCase()) ?? null);
  const framework = standards.frameworks.get(of);
  const competency = standards.competencies.get(of);
  if (noun === 'framework' && framework !== undefined) putFrameworkScale(writer, framework, scale);
  if (noun === 'competency' && competency !== undefined)
    putCompetencyScale(writer, competency, scale);
}
