/** Policies under which no scores whatever lead to mastery, and why. */
import type { Policy } from '../policy.js';
import { kindCounts } from './counting.js';

/** Why nobody can be met, whatever is recorded; `other`: no reason that the policy itself shows. */
export type NeverMet =
  /** A weighted mean without weights: no kind counts. */
  | { readonly kind: 'no_weights' }
  /** `mastery_at` lies above the highest score that there is. */
  | { readonly kind: 'cut_above_top'; readonly top: number }
  /** Neither `kinds` nor the weights leave a kind that counts. */
  | { readonly kind: 'nothing_counts' }
  | { readonly kind: 'n_times'; readonly n: number; readonly considered: number }
  | { readonly kind: 'required_kind'; readonly kinds: readonly string[] }
  | { readonly kind: 'min_kinds'; readonly counting: number }
  | { readonly kind: 'other' };

/** The reason that the policy itself shows; null where it shows none. */
export function whyNeverMet(policy: Policy): NeverMet | null {
  if (policy.method === 'weighted-mean' && Object.keys(policy.kind_weights).length === 0)
    return { kind: 'no_weights' };
  const counting = countingKinds(policy)?.length ?? null;
  if (counting === 0) return { kind: 'nothing_counts' };
  const considered = mostConsidered(policy);
  if (policy.method === 'n-times' && considered !== null && considered < policy.n)
    return { kind: 'n_times', n: policy.n, considered };
  const kinds = policy.require_kinds.filter((kind) => !kindCounts(policy, kind));
  if (kinds.length > 0) return { kind: 'required_kind', kinds };
  if (counting !== null && counting < policy.min_kinds) return { kind: 'min_kinds', counting };
  return null;
}

/** Of how many scores at most the method makes its result; null: of all. */
export function mostConsidered({ recent, top }: Policy): number | null {
  if (recent === null || top === null) return recent ?? top;
  return Math.min(recent, top);
}

/** The kinds that count where the policy names them; null: all but those of students themselves. */
function countingKinds(policy: Policy): readonly string[] | null {
  const weighted = policy.method === 'weighted-mean' ? Object.keys(policy.kind_weights) : null;
  return (policy.kinds ?? weighted)?.filter((kind) => kindCounts(policy, kind)) ?? null;
}
