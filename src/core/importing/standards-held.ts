/** What a row restates: it holds already of a standing competency, wherever it was said. */
import type { Competency } from '../model.js';
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
      statement: isSame(record.statement, before.statement) ? '' : record.statement,
      label: isHeldLabel(record, before) ? '' : record.label,
      assessable: holds ? '' : record.assessable,
      policy: Object.fromEntries(Object.entries(record.policy).filter(isNew)),
    },
  };
}

/** Whether a label is the one that stands, or the statement where none does, or as much of it as there is room for. */
function isHeldLabel({ label, statement }: Row['record'], before: Competency): boolean {
  const text = before.label ?? statement;
  return isSame(label, text) || (label.length >= LONG && onOneLine(text).startsWith(label));
}

/** Such files hold texts on one line. */
function isSame(text: string, standing: string): boolean {
  return onOneLine(text) === onOneLine(standing);
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** No label of its own is this long, in characters; of 255 the last may have been a blank. */
const LONG = 254;

function isHeld(policy: Policy, key: string, text: string): boolean {
  if (!isPolicyKey(key)) return false;
  return JSON.stringify(readPolicyValue(key, text)) === JSON.stringify(policy[key]);
}
