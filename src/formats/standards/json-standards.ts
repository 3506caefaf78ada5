/** What the formats of standards in JSON have in common. */
import type { Problem } from '../../core/errors.js';
import type {
  Faults,
  FrameworkRecord,
  Source,
  StandardsRecord,
} from '../../core/importing/records.js';
import { isBrokenText } from '../json-values.js';
import type { ReadStandards } from '../native/standards.js';

/** A record that says nothing beyond its line and guid. */
export function blankRecord(line: number, guid: string): StandardsRecord {
  return {
    line,
    guid,
    framework: '',
    code: '',
    statement: '',
    label: '',
    parent: '',
    type: '',
    grade: '',
    subject: '',
    order: '',
    assessable: '',
    essential: '',
    requires: [],
    scale: '',
    rule: '',
    points: '',
    required: '',
    policy: {},
  };
}

/** What was read of a file that says all of a framework, with parents but without `requires`. */
export function wholeFile(
  source: Source,
  problems: readonly Problem[],
  framework: FrameworkRecord | null,
  records: readonly StandardsRecord[] = [],
  links: ReadStandards['links'] = [],
): ReadStandards {
  return {
    source,
    problems: [...problems].sort((a, b) => a.line - b.line),
    records,
    speaksOfParents: true,
    speaksOfRequires: false,
    makeHeadings: false,
    framework,
    links,
  };
}

/** A fault for each text of a record that cannot be kept as it is. */
export function refuseBroken(record: StandardsRecord, faults: Faults): void {
  for (const field of ['code', 'statement', 'label', 'type', 'grade', 'subject'] as const) {
    if (!isBrokenText(record[field])) continue;
    const message = 'half a character (a \\uD8.. or \\uDC.. without its other half)';
    faults.error(record.line, field, 'bad_text', message);
  }
}

/** The records with a parent that is in the file; another is at the top, with a warning. */
export function withParentsInside(
  records: readonly StandardsRecord[],
  faults: Faults,
): StandardsRecord[] {
  const inside = new Set(records.map(({ guid }) => guid));
  return records.map((record) => {
    if (record.parent === '' || inside.has(record.parent)) return record;
    const message = `the parent ${record.parent} is not in the file: the item stands at the top`;
    faults.warning(record.line, 'parent', 'outside_parent', message);
    return { ...record, parent: '' };
  });
}
