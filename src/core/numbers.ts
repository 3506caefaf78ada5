/** Rounding as people expect it: once, at the end, and never surprised by binary fractions. */

/** `value` kept to 12 significant digits, so that 0.3 / 0.4 × 4 is 3 and not 2.9999999999999996. */
export function significant(value: number): number {
  // Halves and quarters, nearly all scores, are exact as they are.
  if (Number.isInteger(value * 4)) return value;
  return Number(value.toPrecision(12));
}

/** The largest of any number of values, also more than fit the arguments of one call; of none -Infinity. */
export function largest(values: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) most = Math.max(most, value);
  return most;
}

/** Up to so many numbers are put in order one by one: sooner done than calling the sort of a typed array. */
const FEW = 40;

/** A copy of some numbers in ascending order. */
export function ascending(values: readonly number[]): ArrayLike<number> {
  if (values.length > FEW) return Float64Array.from(values).sort();
  const sorted = values.slice();
  for (let end = 1; end < sorted.length; end++) {
    const value = sorted[end] as number;
    let at = end;
    for (; at > 0 && (sorted[at - 1] as number) > value; at--)
      sorted[at] = sorted[at - 1] as number;
    sorted[at] = value;
  }
  return sorted;
}

export type Rounding = 'half-up' | 'half-even' | 'down';

/**
 * `value` rounded to `places` decimals (0 to 6): first to 12 significant digits, then decimally,
 * so that 1.005 gives 1.01. `half-up` rounds halves away from zero, `half-even` to the even
 * neighbour, `down` toward zero.
 */
export function round(value: number, places: number, rounding: Rounding = 'half-up'): number {
  return roundedPlainly(value, places, rounding) ?? roundedExactly(value, places, rounding);
}

/** Powers of ten, 10⁰ to 10⁶. */
const TENS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/**
 * The same without decimal text, where 12 digits cannot decide: for what lies further from the step
 * between two results than those digits reach; else null.
 */
function roundedPlainly(value: number, places: number, rounding: Rounding): number | null {
  const tens = TENS[places] ?? Number.NaN;
  const scaled = value * tens;
  if (!(scaled >= 0 && scaled < 100_000)) return null;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  if (rest === 0) return floor / tens;
  const step = rounding === 'down' ? (rest < 0.5 ? 0 : 1) : 0.5;
  const away = Math.abs(rest - step);
  // So near to a half, and no nought before the point: to 12 digits it is one.
  if (away < 1e-12 && value >= 1 && rounding === 'half-up') return (floor + 1) / tens;
  if (away < 1e-6) return null;
  return (rest > 0.5 && rounding !== 'down' ? floor + 1 : floor) / tens;
}

function roundedExactly(value: number, places: number, rounding: Rounding): number {
  const exact = significant(value);
  if (Number.isInteger(exact) || (places >= 2 && Number.isInteger(exact * 4))) return exact;
  const scaled = Math.abs(Number(`${plain(exact)}e${places}`));
  return Number(`${wholeNumber(scaled, rounding)}e-${places}`) * Math.sign(exact) || 0;
}

function wholeNumber(scaled: number, rounding: Rounding): number {
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  if (rounding === 'down' || rest < 0.5) return floor;
  if (rest > 0.5 || rounding === 'half-up') return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A number in decimal notation: very small ones would print with an exponent of their own. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}
