/** The rows of a roster file that can be used, and how each says who it is about and her status. */
import type { Faults, RosterRecord } from './records.js';

/** Rows with an id, a name and a status that can be read; the rest are faults. */
export function soundRows(records: readonly RosterRecord[], faults: Faults): RosterRecord[] {
  return records.filter((record) => isSound(record, faults));
}

function isSound(record: RosterRecord, faults: Faults): boolean {
  const before = faults.problems.length;
  if (studentKey(record) === '') {
    faults.error(record.line, 'student_id', 'missing_id', 'a student needs an id');
  }
  if (record.given === '' && record.family === '') {
    faults.error(record.line, 'name', 'missing_name', 'a student needs a name');
  }
  if (readStatus(record.status) === undefined) {
    const others = [...ACTIVE_WORDS.slice(1), ...WITHDRAWN_WORDS.slice(1)].join(', ');
    const message = `status is active or withdrawn (or ${others})`;
    faults.error(record.line, 'status', 'bad_status', message);
  }
  return faults.problems.length === before;
}

/** The id by which the file knows the student of a row; empty when the row has none. */
export function studentKey(record: RosterRecord): string {
  return record.ids[0]?.value ?? '';
}

/** Whether a status cell says that she is here; null: it says nothing; undefined: neither word. */
export function readStatus(text: string): boolean | null | undefined {
  const word = text.toLowerCase().replace(/[\s_-]/g, '');
  if (word === '') return null;
  if (ACTIVE_WORDS.includes(word)) return true;
  return WITHDRAWN_WORDS.includes(word) ? false : undefined;
}

const ACTIVE_WORDS = ['active', 'enrolled', 'yes', 'true', '1', 'y', 'current'];
const WITHDRAWN_WORDS = [
  'withdrawn',
  'inactive',
  'deleted',
  'tobedeleted',
  'no',
  'false',
  '0',
  'n',
  'left',
  'completed',
  'graduated',
  'transferred',
];
