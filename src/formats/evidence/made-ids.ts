/** External ids made from what a row says, where its system gives none: a corrected score is then an update. */
import type { EvidenceRecord } from '../../core/importing/records.js';

/** The id of a score on `what`: by day and test, and by its place where a student has several such. */
export type MadeId = (
  said: Pick<EvidenceRecord, 'studentId' | 'studentName' | 'date' | 'title'>,
  what: string,
) => string;

/** Ids of one file that begin with a word of the format. */
export function madeIds(word: string): MadeId {
  const counts = new Map<string, number>();
  return ({ studentId, studentName, date, title }, what) => {
    const id = `${word}:${date}:${title}:${what}`;
    const key = `${studentId || studentName}\n${id}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? id : `${id}:${count}`;
  };
}

/** The time of day of a time stamp as HH:MM or HH:MM:SS, of 24 hours; null: it says none. */
export function timeIn(stamp: string): string | null {
  const found = /\b(\d{1,2}):(\d{2})(:\d{2})?(?:\.\d+)?\s*([ap])?\.?m?/i.exec(stamp);
  if (found === null) return null;
  const [, hour = '', minute = '', second = '', half = ''] = found;
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}${second}`;
}
