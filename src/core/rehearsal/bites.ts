/** What bites under a policy: the warnings of `pl policy lint`, as numbers. The words are output's. */
import type { NeverMet } from '../mastery/never.js';
import type { Competency, Id, Status } from '../model.js';
import type { Yardstick } from '../standards.js';

/** One way in which competencies are judged, with those that are judged so. */
export interface Rule {
  readonly yardstick: Yardstick;
  /** In the framework's order, at least one. */
  readonly competencies: readonly Competency[];
}

/** How many results (a student and a competency) of how many, and of how many students. */
export interface Extent {
  readonly count: number;
  readonly of: number;
  readonly students: number;
}

/** The same scores in two orders. */
export interface OrderExample {
  readonly student: Id;
  readonly competency: Competency;
  /** On the competency's scale, in the order in which they count. */
  readonly scores: readonly number[];
  readonly status: Status;
  readonly best: Status;
  readonly worst: Status;
}

/** What the rule alone shows, whatever was recorded. */
export type RuleBite =
  /** Further scores at the cut after one lowest score, after one just below mastery, and from nothing; null: not with nine. */
  | {
      readonly code: 'slow_recovery';
      readonly lowest: number;
      readonly below: number;
      readonly afterLowest: number | null;
      readonly afterBelow: number | null;
      readonly fromNothing: number;
    }
  /** No scores at all lead to met. */
  | { readonly code: 'never_met'; readonly because: NeverMet }
  | { readonly code: 'power_law_is_mean'; readonly considered: number }
  | { readonly code: 'top_without_effect'; readonly recent: number; readonly top: number }
  | {
      readonly code: 'recent_below_min_evidence';
      readonly recent: number;
      readonly minEvidence: number;
    }
  | { readonly code: 'mastery_at_inside_level'; readonly usual: number }
  | { readonly code: 'mastery_level_hidden'; readonly next: number };

/** What the rule does to the scores that are there. */
export type LedgerBite = Extent &
  (
    | { readonly code: 'tie_without_score' }
    | { readonly code: 'median_between_levels'; readonly underCut: number }
    | { readonly code: 'zero_under_power_law' }
    | { readonly code: 'few_scores'; readonly fewerThan: number }
    | {
        readonly code: 'cliff';
        readonly under: number;
        readonly over: number;
        readonly worst: { readonly competency: Competency; readonly count: number };
      }
    | { readonly code: 'rounded_up_to_met' }
    | { readonly code: 'met_under_mastery_value' }
    | { readonly code: 'order_decides'; readonly example: OrderExample }
    | { readonly code: 'entry_order_decides'; readonly example: OrderExample }
    | {
        readonly code: 'scored_too_seldom';
        /** A school that differs from all together; null: all students. */
        readonly school: string | null;
        readonly minEvidence: number;
        /** Days between the occasions of one result, the middle one; null: there are never two. */
        readonly medianDays: number | null;
      }
    /** `count` of `of` scores are of the kind; nobody records it where `count` is 0. */
    | {
        readonly code: 'kind_never_recorded';
        readonly kind: string;
        readonly keys: readonly string[];
      }
    | { readonly code: 'kind_not_counted'; readonly kind: string }
  );

export type Bite = RuleBite | LedgerBite;

export type BiteCode = Bite['code'];

/** A bite with the rule that bites. */
export interface Warning {
  readonly rule: Rule;
  readonly bite: Bite;
}
