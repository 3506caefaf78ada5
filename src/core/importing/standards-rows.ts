/** The rows of a standards file that can be used, each beside the competency that it speaks of. */
import type { Competency, Id } from '../model.js';
import type { Standards } from '../standards.js';
import { competencyKey, keyOfStanding } from './codes.js';
import type { Faults, StandardsRecord } from './records.js';
import type { Ref } from './refs.js';

export interface Row {
  readonly record: StandardsRecord;
  readonly framework: string;
  /** Its framework and code. */
  readonly key: string;
  /** The competency as it stands; null for one that is new. */
  readonly before: Competency | null;
}

/** Rows with a code, each code once. Those that name no framework are of `framework`. */
export function uniqueRows(
  records: readonly StandardsRecord[],
  framework: string,
  find: CompetencyFinder,
  faults: Faults,
): Row[] {
  const rows = new Map<string, Row>();
  const claimed = new Map<Id, Row>();
  for (const record of records) {
    const { line, code } = record;
    if (code === '') {
      faults.error(line, 'code', 'missing_code', 'a competency needs a code');
      continue;
    }
    const row = rowOf(record, record.framework || framework, find);
    const first = rows.get(row.key);
    if (first !== undefined) {
      const message = `code "${code}" stands already on line ${first.record.line}`;
      faults.error(line, 'code', 'duplicate_code', message);
      continue;
    }
    const twice = row.before === null ? undefined : claimed.get(row.before.id);
    const holder = find(row.framework, code, '');
    if (twice !== undefined) {
      const message = `this row and line ${twice.record.line} are the same competency, by guid and by code`;
      faults.error(line, 'guid', 'competency_twice', message);
      continue;
    }
    if (row.before !== null && holder !== null && holder.id !== row.before.id) {
      const message = `code "${code}" is that of another competency than this guid`;
      faults.error(line, 'guid', 'code_taken', message);
      continue;
    }
    rows.set(row.key, row);
    if (row.before !== null) claimed.set(row.before.id, row);
    if (record.statement === '' && row.before === null) {
      faults.error(line, 'statement', 'missing_statement', 'a competency needs a statement');
    }
  }
  return [...rows.values()];
}

function rowOf(record: StandardsRecord, framework: string, find: CompetencyFinder): Row {
  return {
    record,
    framework,
    key: competencyKey(framework, record.code),
    before: find(framework, record.code, record.guid),
  };
}

export function refOfRow(row: Row): Ref {
  return row.before === null ? { key: row.key } : { id: row.before.id };
}

/** The standing competency of a framework by its guid, else by its code; `''` is no guid. */
export type CompetencyFinder = (framework: string, code: string, guid: string) => Competency | null;

export function competencyFinder(standards: Standards): CompetencyFinder {
  const byCode = new Map<string, Competency>();
  const byGuid = new Map<string, Competency>();
  for (const one of standards.ordered) {
    byCode.set(keyOfStanding(standards, one), one);
    if (one.guid !== null) byGuid.set(competencyKey(standards.frameworkName(one), one.guid), one);
  }
  return (framework, code, guid) => {
    const known = guid === '' ? undefined : byGuid.get(competencyKey(framework, guid));
    return known ?? byCode.get(competencyKey(framework, code)) ?? null;
  };
}
