/** Days as files write them: `YYYY-MM-DD`, or in the order that their owner says. */
import { isDay } from '../day.js';
import { PlError } from '../errors.js';
import type { Day } from '../model.js';

/** Reads a cell; null when it is no day in that way of writing. A time after the day is let be. */
export type DateReader = (text: string) => Day | null;

/**
 * The reader of a format: `DD`, `MM` and `YYYY`, each once, in any order, with `/`, `.`, `-` or a
 * blank between them (`D` and `M` are the same: one digit or two are read). `YYYY-MM-DD` is always
 * read too. Null: that alone. Throws `PlError('usage')` for another format.
 */
export function dateReader(format: string | null): DateReader {
  if (format === null) return isoDay;
  const order = partsOf(format);
  const pattern = new RegExp(
    `^${order.map((part) => (part === 'YYYY' ? '(\\d{4})' : '(\\d{1,2})')).join(between(format))}${TIME}$`,
    'i',
  );
  return (text) => {
    const found = pattern.exec(text.trim());
    if (found === null) return isoDay(text);
    const part = (name: string, width: number) =>
      (found[order.indexOf(name) + 1] ?? '').padStart(width, '0');
    const day = `${part('YYYY', 4)}-${part('MM', 2)}-${part('DD', 2)}`;
    return isDay(day) ? day : null;
  };
}

/** A time of day as forms and sheets write it: `10:22`, `10:22:31`, `3:05 pm`, `T08:00:00Z`, `… GMT+2`. */
const TIME =
  '(?:(?:T|,?\\s+)\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:\\s*[ap]\\.?m\\.?)?' +
  '(?:\\s*(?:Z|(?:GMT|UTC)?(?:[+-]\\d{1,2}(?::?\\d{2})?)?))?)?';

const ISO = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})${TIME}$`, 'i');

function isoDay(text: string): Day | null {
  const day = text.length === 10 ? text : (ISO.exec(text.trim())?.[1] ?? '');
  return isDay(day) ? day : null;
}

/** The parts of a format in their order: each of `DD`, `MM`, `YYYY` once. */
function partsOf(format: string): string[] {
  const parts = format.toUpperCase().split(/[^A-Z]/);
  const order = parts.map((part) => (part === 'D' || part === 'M' ? part + part : part));
  const whole = [...order].sort().join(' ') === 'DD MM YYYY';
  const seams = format.replace(/[A-Za-z]/g, '');
  if (whole && /^([/.\- ])\1$/.test(seams)) return order;
  throw new PlError(
    'usage',
    `--date-format "${format}" is not known: D, M and YYYY with / . - or a blank between them, such as DD/MM/YYYY, M/D/YYYY or D.M.YYYY`,
  );
}

function between(format: string): string {
  return `\\${format.replace(/[A-Za-z]/g, '').charAt(0)}`;
}
