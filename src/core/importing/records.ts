/**
 * What every format of outside file is read into: neutral records, each with the line on which it
 * starts. A field that the file does not have, or leaves blank, says nothing: `''`.
 */
import type { Problem } from '../errors.js';
import type { StudentId } from '../model.js';
import { oneText } from './texts.js';

/** One row of a roster: a student, and maybe a section she is in. */
export interface RosterRecord {
  readonly line: number;
  /** The chosen id first. */
  readonly ids: readonly StudentId[];
  readonly given: string;
  readonly family: string;
  readonly preferred: string;
  readonly grade: string;
  readonly email: string;
  /** The section's id; the section's name stands in where there is none. */
  readonly section: string;
  readonly sectionName: string;
  readonly course: string;
  readonly teacher: string;
  readonly school: string;
  readonly term: string;
  readonly status: string;
}

/** One competency or heading. */
export interface StandardsRecord {
  readonly line: number;
  readonly framework: string;
  readonly code: string;
  readonly statement: string;
  readonly label: string;
  readonly parent: string;
  readonly type: string;
  readonly grade: string;
  readonly subject: string;
  readonly order: string;
  readonly assessable: string;
  readonly essential: string;
  readonly requires: readonly string[];
  readonly guid: string;
  readonly scale: string;
  readonly rule: string;
  readonly points: string;
  readonly required: string;
  /** Policy keys with their texts, those that are not blank. */
  readonly policy: Readonly<Record<string, string>>;
}

/** A framework as its source describes it. */
export interface FrameworkRecord {
  readonly name: string;
  readonly guid: string;
}

/**
 * An association of a standards file. Each end is a guid, an address or a code; one that is found
 * neither in the file nor in the gradebook is kept as an outside link.
 */
export interface AssociationRecord {
  readonly line: number;
  readonly source: string;
  readonly target: string;
  /** The word of the source, such as `exactMatchOf`. */
  readonly word: string;
  /** What the source calls the other end, where it is outside; '' where it does not say. */
  readonly title: string;
}

export interface LinkRecord {
  readonly line: number;
  readonly source: string;
  readonly target: string;
  readonly relationship: string;
  readonly sourceFramework: string;
  readonly targetFramework: string;
}

export interface EvidenceRecord {
  readonly line: number;
  readonly studentId: string;
  /** The type of id that the file speaks of, before any other; left out: any. */
  readonly studentIdType?: string;
  readonly studentName: string;
  readonly section: string;
  readonly competency: string;
  readonly framework: string;
  readonly score: string;
  readonly possible: string;
  /** The lowest score that can be given, where it is out of `possible`; left out or blank: 0. */
  readonly least?: string;
  readonly date: string;
  readonly kind: string;
  readonly title: string;
  readonly note: string;
  readonly by: string;
  readonly link: string;
  readonly support: string;
  readonly tags: string;
  readonly externalId: string;
  /** Which field the score stands in: `score` when left out, its own header in a wide sheet. */
  readonly scoreColumn?: string;
  /** Why the row is no piece, where its format can tell; the plan says it as an error of the line. */
  readonly fault?: { readonly field: string; readonly code: string; readonly message: string };
}

export interface PathwayRecord {
  readonly line: number;
  readonly pathway: string;
  readonly stage: string;
  readonly stageTitle: string;
  readonly order: string;
  readonly competency: string;
  readonly requirement: string;
  readonly group: string;
  readonly dueOn: string;
  readonly minLevel: string;
}

/** What a student is counted by. */
export interface GroupRecord {
  readonly line: number;
  readonly studentId: string;
  readonly group: string;
  /** Blank: she has none in this group. */
  readonly value: string;
}

/** The file that records came from: its name, and how it calls a field (null: it has none). */
export interface Source {
  readonly file: string;
  readonly header: (field: string) => string | null;
  /** The day was said for the whole file: under a known external id another day alone is no news. */
  readonly saysNoDay?: boolean;
}

/** How many things a plan adds, changes and leaves as they are. */
export interface Counts {
  readonly add: number;
  readonly update: number;
  readonly unchanged: number;
}

export interface Tally {
  add: number;
  update: number;
  unchanged: number;
}

export function tally(): Tally {
  return { add: 0, update: 0, unchanged: 0 };
}

/** Gathers the faults of one file; what several records of a line have in common is said once. */
export interface Faults {
  readonly problems: Problem[];
  /** How many errors there are so far. */
  readonly errors: () => number;
  readonly error: (line: number, field: string | null, code: string, message: string) => void;
  readonly warning: (line: number, field: string | null, code: string, message: string) => void;
}

/** `strict`: a warning is an error. */
export function faultsOf(source: Source, strict = false): Faults {
  const problems: Problem[] = [];
  // Two hundred thousand rows with one fault keep its words once.
  const one = oneText();
  const said = { line: 0, faults: new Set<string>() };
  let errors = 0;
  const add =
    (severity: Problem['severity']) =>
    (line: number, field: string | null, code: string, message: string) => {
      if (severity === 'error') errors++;
      if (said.line !== line) Object.assign(said, { line, faults: new Set() });
      if (said.faults.has(`${field} ${code} ${message}`)) return;
      said.faults.add(`${field} ${code} ${message}`);
      const written = field === null ? null : (source.header(field) ?? field);
      problems.push({
        file: source.file,
        line,
        field: written,
        code,
        severity,
        message: one(message),
      });
    };
  return {
    problems,
    errors: () => errors,
    error: add('error'),
    warning: add(strict ? 'error' : 'warning'),
  };
}

/** What a cell says; where it is blank it says nothing, and the other holds. */
export function saidOr<T>(cell: string, otherwise: T): string | T {
  return cell === '' ? otherwise : cell;
}

/** Yes or no as files write it; null when blank, undefined when it is neither. */
export function readFlag(text: string): boolean | null | undefined {
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  if (['yes', 'y', 'true', '1', 'x'].includes(word)) return true;
  return ['no', 'n', 'false', '0'].includes(word) ? false : undefined;
}

/** What is allowed where `readFlag` reads. */
export const FLAG_WORDS = 'yes or no';

/** A plain number of a file; null when it is none. */
export function readNumber(text: string): number | null {
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text.trim()) ? Number(text) : null;
}
