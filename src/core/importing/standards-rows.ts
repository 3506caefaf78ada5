/** The rows of a standards file that can be used, each beside the competency that it speaks of. */
import { groupBy, onlyOne } from '../grouping.js';
import type { Competency, Id } from '../model.js';
import type { Standards } from '../standards.js';
import { competencyKey } from './codes.js';
import { guidKey } from './guids.js';
import { lookalikeTeller } from './lookalikes.js';
import type { Faults, StandardsRecord } from './records.js';
import type { Ref } from './refs.js';

export interface Row {
  readonly record: StandardsRecord;
  readonly framework: string;
  /** Its framework, code and guid. */
  readonly key: string;
  /** The competency as it stands; null for one that is new. */
  readonly before: Competency | null;
}

/**
 * Rows with a code or a guid, each once: a code may be repeated where guids tell the items apart, and
 * the guid is the code of an item without one. Rows that name no framework are of `framework`.
 */
export function uniqueRows(
  records: readonly StandardsRecord[],
  framework: string,
  find: CompetencyFinder,
  standing: readonly Competency[],
  faults: Faults,
): Row[] {
  const rows: Row[] = [];
  const seen = seenRows();
  for (const said of records) {
    const { line, code, guid } = said;
    if (code === '' && guid === '') {
      faults.error(line, 'code', 'missing_code', 'a competency needs a code');
      continue;
    }
    const row = rowOf(said, said.framework || framework, find, faults);
    if (row === null || !isNew(row, seen, find, faults)) continue;
    rows.push(row);
    seen.add(row);
    if (said.statement === '' && row.before === null) {
      faults.error(line, 'statement', 'missing_statement', 'a competency needs a statement');
    }
  }
  tellLookalikes(rows, standing, faults);
  return rows;
}

/** Says of codes that are new and read like others. */
function tellLookalikes(
  rows: readonly Row[],
  standing: readonly Competency[],
  faults: Faults,
): void {
  const codes = rows.map(({ record }) => record.code);
  const likeOthers = lookalikeTeller(
    codes,
    standing.map(({ code }) => code),
  );
  for (const { record, before } of rows) {
    const alike = before === null ? likeOthers(record.code) : null;
    if (alike !== null) faults.warning(record.line, 'code', 'lookalike', alike);
  }
}

/** The rows so far, by what a later one may repeat. */
function seenRows() {
  const byCode = new Map<string, Row[]>();
  const byGuid = new Map<string, Row>();
  const byId = new Map<Id, Row>();
  const codeKey = ({ framework, record }: Row) => competencyKey(framework, record.code);
  const guidOf = ({ framework, record }: Row) => competencyKey(framework, '', guidKey(record.guid));
  return {
    add: (row: Row) => {
      const same = byCode.get(codeKey(row));
      if (same === undefined) byCode.set(codeKey(row), [row]);
      else same.push(row);
      if (row.record.guid !== '') byGuid.set(guidOf(row), row);
      if (row.before !== null) byId.set(row.before.id, row);
    },
    withCode: (row: Row) => byCode.get(codeKey(row)) ?? [],
    withGuid: (row: Row) => (row.record.guid === '' ? undefined : byGuid.get(guidOf(row))),
    withId: (id: Id) => byId.get(id),
  };
}

/** Whether a row repeats no other one, and takes no code of another competency. */
function isNew(
  row: Row,
  seen: ReturnType<typeof seenRows>,
  find: CompetencyFinder,
  faults: Faults,
): boolean {
  const { record, before } = row;
  const { line, code, guid } = record;
  const sameGuid = seen.withGuid(row);
  const sameCode = seen.withCode(row).find((one) => one.record.guid === '' || guid === '');
  const twice = before === null ? undefined : seen.withId(before.id);
  if (sameGuid !== undefined) {
    const message = `guid "${guid}" stands already on line ${sameGuid.record.line}`;
    faults.error(line, 'guid', 'duplicate_guid', message);
  } else if (sameCode !== undefined) {
    const message = `code "${code}" stands already on line ${sameCode.record.line}`;
    faults.error(line, 'code', 'duplicate_code', message);
  } else if (twice !== undefined) {
    const message = `this row and line ${twice.record.line} are the same competency, by guid and by code`;
    faults.error(line, 'guid', 'competency_twice', message);
  } else if (before !== null && takesCode(row, before, find)) {
    const message = `code "${code}" is that of another competency than this guid`;
    faults.error(line, 'guid', 'code_taken', message);
  } else return true;
  return false;
}

/** What has no guid is known by its code alone: no other may have it. */
function takesCode(row: Row, before: Competency, find: CompetencyFinder): boolean {
  return find
    .byCode(row.framework, row.record.code)
    .some(({ id, guid }) => id !== before.id && (guid === null || row.record.guid === ''));
}

/** Null where several standing ones have the code and no guid says which is meant. */
function rowOf(
  said: StandardsRecord,
  framework: string,
  find: CompetencyFinder,
  faults: Faults,
): Row | null {
  const before = find.meant(framework, said.code, said.guid);
  if (before === 'several') {
    const guids = find.byCode(framework, said.code).flatMap(({ guid }) => guid ?? []);
    const message = `several competencies have code "${said.code}": give the guid (${guids.join(', ')})`;
    faults.error(said.line, 'code', 'ambiguous_competency', message);
    return null;
  }
  const code = codeOf(said, before);
  const guid = said.guid || (before?.guid ?? '');
  return {
    record: { ...said, code },
    framework,
    key: competencyKey(framework, code, guid),
    before,
  };
}

/** Where a file has the guid in place of the code, what stands keeps its own; what is new has no other. */
function codeOf({ code, guid }: StandardsRecord, before: Competency | null): string {
  const isGuid = before !== null && before.guid !== null && guidKey(before.guid) === guidKey(code);
  return isGuid ? before.code : code || (before?.code ?? guid);
}

export function refOfRow(row: Row): Ref {
  return row.before === null ? { key: row.key } : { id: row.before.id };
}

/** Standing competencies of a framework. */
export interface CompetencyFinder {
  /**
   * The one that a row means: by its guid, else the one with its code that has no other guid; `''` is
   * no guid. `several` where only a guid could tell.
   */
  readonly meant: (framework: string, code: string, guid: string) => Competency | null | 'several';
  readonly byGuid: (framework: string, guid: string) => Competency | null;
  readonly byCode: (framework: string, code: string) => readonly Competency[];
}

export function competencyFinder(standards: Standards): CompetencyFinder {
  const codeKey = (one: Competency) => competencyKey(standards.frameworkName(one), one.code);
  const byCodes = groupBy(standards.ordered, codeKey);
  const byGuids = new Map<string, Competency>();
  for (const one of standards.ordered) {
    if (one.guid === null) continue;
    byGuids.set(competencyKey(standards.frameworkName(one), '', guidKey(one.guid)), one);
  }
  const byGuid = (framework: string, guid: string) =>
    byGuids.get(competencyKey(framework, '', guidKey(guid))) ?? null;
  const byCode = (framework: string, code: string) =>
    byCodes.get(competencyKey(framework, code)) ?? [];
  return {
    byGuid,
    byCode,
    meant: (framework, code, guid) => {
      const known = guid === '' ? byGuid(framework, code) : byGuid(framework, guid);
      if (known !== null) return known;
      const same = byCode(framework, code);
      if (guid !== '') return onlyOne(same.filter((one) => one.guid === null));
      return same.length > 1 ? 'several' : onlyOne(same);
    },
  };
}
