/** What a row restates: it holds already of a standing competency, wherever it was said. */
import { isPolicyKey, type Policy, readPolicyValue } from '../policy.js';
import type { Standards } from '../standards.js';
import { readFlag } from './records.js';
import type { Row } from './standards-rows.js';

/**
 * The row without what its competency has anyway, and without the type, which such files make up. A
 * row of a new one says all.
 */
export function unrepeated(row: Row, standards: Standards): Row {
  const { record, before } = row;
  if (before === null) return row;
  const holds = readFlag(record.assessable) === standards.assessable(before);
  const { policy, cut } = standards.yardstick(before);
  const isNew = ([key, text]: [string, string]) =>
    key === 'mastery_at' ? Number(text) !== cut : !isHeld(policy, key, text);
  return {
    ...row,
    record: {
      ...record,
      type: '',
      label: before.label === null && isBeginning(record) ? '' : record.label,
      assessable: holds ? '' : record.assessable,
      policy: Object.fromEntries(Object.entries(record.policy).filter(isNew)),
    },
  };
}

/** Whether a label is the statement itself, or as much of it as there is room for. */
function isBeginning({ label, statement }: Row['record']): boolean {
  return statement === label || (label.length >= LONG && statement.startsWith(label));
}

/** No label of its own is this long, in characters. */
const LONG = 255;

function isHeld(policy: Policy, key: string, text: string): boolean {
  if (!isPolicyKey(key)) return false;
  return JSON.stringify(readPolicyValue(key, text)) === JSON.stringify(policy[key]);
}
