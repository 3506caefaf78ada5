/**
 * The nouns of the gradebook, each word for one thing only. Plain immutable values: the store
 * returns them, core computes over them, output shows them.
 *
 * Ids are small integers that mean something only inside one gradebook.
 */

/** A calendar day, `YYYY-MM-DD`, in the time zone of the person who typed it. */
export type Day = string;

/** A key inside one gradebook. */
export type Id = number;

/** One step of a scale. `value` is where it stands on the scale; exactly one level is mastery. */
export interface Level {
  readonly value: number;
  readonly name: string;
  readonly mastery: boolean;
  /** One of `LEVEL_COLOURS` or `#rrggbb`; absent: pages paint it by the status. */
  readonly colour?: string;
}

/** The ordered levels on which evidence is scored; a score is a number from 0 to the top. */
export interface Scale {
  readonly id: Id;
  readonly name: string;
  /** Ascending by value, at least two. */
  readonly levels: readonly Level[];
}

/** A set of standards from one source. */
export interface Framework {
  readonly id: Id;
  readonly name: string;
  readonly guid: string | null;
  /** The scale its competencies are scored on; null is the gradebook's default scale. */
  readonly scale: Id | null;
}

/** One thing that can be shown, or a heading over such things. */
export interface Competency {
  readonly id: Id;
  readonly framework: Id;
  readonly code: string;
  readonly statement: string;
  readonly guid: string | null;
  /** A short form for people, such as "I can compare ratios". */
  readonly label: string | null;
  readonly type: string | null;
  readonly grade: string | null;
  readonly subject: string | null;
  readonly parent: Id | null;
  /** Place in the framework's given order; null where the source gives none. */
  readonly order: number | null;
  /** Whether evidence is recorded on it; null: it is assessable when it has no children. */
  readonly assessable: boolean | null;
  readonly essential: boolean;
  readonly scale: Id | null;
  /** How a heading rolls up: `all`, `count K`, `percent P`, `points P`; null is `all`. */
  readonly rule: string | null;
  readonly points: number | null;
  readonly required: boolean | null;
}

/** `requires`: the source comes first. `exact`: the same thing elsewhere. `related`: near it. */
export type LinkKind = 'requires' | 'exact' | 'related';

export interface Link {
  readonly source: Id;
  readonly target: Id;
  readonly kind: LinkKind;
  /** The word the file used, such as `conceptual connection`. */
  readonly word: string;
}

/** One policy key at one of three levels: gradebook (both null), framework, competency. */
export interface PolicySetting {
  readonly framework: Id | null;
  readonly competency: Id | null;
  readonly key: string;
  readonly value: PolicyValue;
}

export type PolicyValue =
  | string
  | number
  | null
  | readonly string[]
  | Readonly<Record<string, number>>;

export interface Student {
  readonly id: Id;
  readonly given: string;
  readonly family: string;
  readonly preferred: string | null;
  readonly grade: string | null;
  readonly email: string | null;
  readonly active: boolean;
  /** The ids by which schools know her, the shown one first. */
  readonly ids: readonly StudentId[];
  /** In place of her name on pages for people: her initials, where somebody else may see the screen. */
  readonly shownAs?: string;
}

export interface StudentId {
  readonly type: string;
  readonly value: string;
}

export interface Section {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly course: string | null;
  readonly school: Id | null;
  readonly term: Id | null;
}

/** The kinds of evidence that `pl` knows; any other word is kept as it is. */
export const KINDS = [
  'test',
  'project',
  'portfolio',
  'observation',
  'conference',
  'self',
  'peer',
  'outside-test',
] as const;

/** One of them. */
export type Kind = (typeof KINDS)[number];

export type Support = 'independent' | 'help' | 'home';

/** One score on one competency on one day. */
export interface Piece {
  readonly competency: Id;
  readonly observedOn: Day;
  /** The entry that first made it, and its number within that entry. */
  readonly entry: Id;
  readonly number: number;
  /** As it was given; null is a note without a score. */
  readonly score: number | null;
  /** Full marks, where the score was given out of some; null: the score is on the scale. */
  readonly possible: number | null;
  readonly kind: string;
  readonly title: string | null;
  readonly externalId: string | null;
}

/** A teacher's professional judgement over the calculated level. */
export interface Override {
  readonly competency: Id;
  readonly entry: Id;
  readonly on: Day;
  /** On the competency's scale. */
  readonly level: number;
  readonly reason: string;
  readonly by: string | null;
}

/** This competency is not asked of this student. */
export interface Excuse {
  readonly competency: Id;
  readonly entry: Id;
  readonly on: Day;
  readonly reason: string;
  readonly by: string | null;
}

/** A teacher moved the student on: from one stage of a pathway to another, or past its end. */
export interface Advance {
  readonly entry: Id;
  readonly on: Day;
  /** A pathway, or the framework of a default stage. */
  readonly pathway: Id;
  /** The stage she left: a stage, or the heading (or framework) of a default stage. */
  readonly from: Id | null;
  /** The stage she is now in; null: past the last one. */
  readonly to: Id | null;
  readonly reason: string | null;
}

/** Everything the ledger holds about one student's learning, pieces in the order they count. */
export interface Showing {
  readonly student: Id;
  readonly pieces: ReadonlyMap<Id, readonly Piece[]>;
  readonly overrides: ReadonlyMap<Id, Override>;
  readonly excuses: ReadonlyMap<Id, Excuse>;
  readonly advances: readonly Advance[];
}

/** An ordered way through competencies. */
export interface Pathway {
  readonly id: Id;
  readonly name: string;
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly id: Id;
  readonly name: string;
  readonly title: string | null;
  readonly requirements: readonly Requirement[];
}

/** One required competency (`choose` null), or one member of a group of electives. */
export interface Requirement {
  readonly competency: Id;
  readonly choose: number | null;
  readonly group: string | null;
  readonly dueOn: Day | null;
  readonly minLevel: number | null;
}

export type Status = 'mastered' | 'below' | 'thin' | 'not_assessed' | 'excused';
