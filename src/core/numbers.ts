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

export type Rounding = 'half-up' | 'half-even' | 'down';

/**
 * `value` rounded to `places` decimals (0 to 6): first to 12 significant digits, then decimally,
 * so that 1.005 gives 1.01. `half-up` rounds halves away from zero, `half-even` to the even
 * neighbour, `down` toward zero.
 */
export function round(value: number, places: number, rounding: Rounding = 'half-up'): number {
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
