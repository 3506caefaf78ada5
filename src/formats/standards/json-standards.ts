/** What the formats of standards in JSON have in common. */
import type { Problem } from '../../core/errors.js';
import {
  type Faults,
  type FrameworkRecord,
  faultsOf,
  type Source,
  type StandardsRecord,
} from '../../core/importing/records.js';
import { faultProblem } from '../fault.js';
import { type JsonFile, readJson } from '../json-file.js';
import { isBrokenText } from '../json-values.js';
import type { ReadStandards } from '../native/standards.js';
import type { StandardsFormat } from './format.js';

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

/** What is in a file of JSON; where it has nothing of its format, why not. */
export type InJson = (file: JsonFile, faults: Faults) => WholeParts | NothingIn;

interface WholeParts {
  readonly framework: FrameworkRecord | null;
  readonly records: readonly StandardsRecord[];
  readonly links: ReadStandards['links'];
}

interface NothingIn {
  readonly code: 'no_package' | 'no_standards';
  readonly message: string;
}

/** Reads a member as JSON and hands it on; `names` are what its format calls the fields of `pl`. */
export function readAsJson(
  read: InJson,
  names: Readonly<Record<string, string>>,
): StandardsFormat['read'] {
  return (member) => {
    const source = { file: member.path, header: (field: string) => names[field] ?? field };
    const file = readJson(member);
    if ('problem' in file) return wholeFile(source, [file.problem], null);
    const faults = faultsOf(source);
    const found = read(file, faults);
    if ('message' in found)
      return wholeFile(source, [faultProblem(member.path, { line: 1, ...found })], null);
    return wholeFile(source, faults.problems, found.framework, found.records, found.links);
  };
}

/** What was read of a file that says all of a framework, with parents but without `requires`. */
function wholeFile(
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
