/** What the CSV formats of standards share: a table read whole, and what is made of its rows. */

import type { Problem } from '../../core/errors.js';
import type {
  AssociationRecord,
  FrameworkRecord,
  Source,
  StandardsRecord,
} from '../../core/importing/records.js';
import { type Faults, faultsOf } from '../../core/importing/records.js';
import { isError } from '../../core/importing/skipping.js';
import type { Member } from '../member.js';
import { normalHeader } from '../names.js';
import type { ReadStandards } from '../native/standards.js';
import { type Opened, type TextTable, wholeTable } from '../table.js';
import type { StandardsFormat, StandardsFormatOptions } from './format.js';
import { blankRecord } from './json-standards.js';

/** What a row says: the line, and the fields that are not blank. */
export type SaidOfOne = Partial<StandardsRecord> & Pick<StandardsRecord, 'line'>;

/** A record of which every field that is not given is blank. */
export function standardsRecord(said: SaidOfOne): StandardsRecord {
  return { ...blankRecord(said.line, ''), ...said };
}

/** What a format makes of a table; `faults` are those of single rows. */
export interface FrameworkParts {
  readonly source: Source;
  readonly records: readonly StandardsRecord[];
  readonly problems: readonly Problem[];
  readonly faults: Faults;
  readonly framework?: FrameworkRecord | null;
  readonly links?: readonly AssociationRecord[];
}

/** A framework that names the parent of each of its rows. */
export function readFramework(parts: FrameworkParts): ReadStandards {
  const { source, records, problems, faults, framework = null, links = [] } = parts;
  return {
    source,
    records,
    problems,
    rowProblems: faults.problems,
    speaksOfParents: true,
    speaksOfRequires: false,
    makeHeadings: false,
    framework,
    links,
  };
}

/** Reads a member as a table and hands it on; rows that cannot be read are faults of theirs. */
export function readAsTable(
  read: (table: TextTable, options: StandardsFormatOptions) => ReadStandards,
  open: (member: Member) => Opened<TextTable> = (member) => wholeTable(member.open()),
): StandardsFormat['read'] {
  return (member, options) => {
    const { table, problems } = open(member);
    if (table === null) return unreadable(member.path, problems);
    const made = read(table, options);
    const isOfRow = (problem: Problem) => isError(problem) && problem.line !== table.headerLine;
    return {
      ...made,
      problems: [...problems.filter((one) => !isOfRow(one)), ...made.problems],
      rowProblems: [...problems.filter(isOfRow), ...(made.rowProblems ?? [])],
    };
  };
}

function unreadable(file: string, problems: readonly Problem[]): ReadStandards {
  const source = { file, header: () => null };
  return readFramework({ source, records: [], problems, faults: faultsOf(source) });
}

/** The names of headers, as they are compared. */
export function headerNames(headers: readonly string[]): ReadonlySet<string> {
  return new Set(headers.map(normalHeader));
}

/** Headers as written whose names are among these: known, and not read. */
export function headersNamed(
  headers: readonly string[],
  names: readonly string[],
): ReadonlySet<string> {
  return new Set(headers.filter((header) => names.includes(normalHeader(header))));
}

/** A source in which the fields of a record are `called` otherwise. */
export function calledBy(source: Source, called: Readonly<Record<string, string>>): Source {
  return { ...source, header: (name) => source.header(called[name] ?? name) };
}

/** What has no code of its own is known by the way to it. */
export function pathCode(parent: string, text: string): string {
  return parent === '' ? text : `${parent} / ${text}`;
}
