/** What the rows of every roster in parts say alike: who somebody is, whether she is here, since when. */
import { addDays } from '../../core/day.js';
import type { DateReader } from '../../core/importing/dates.js';
import { readStatus } from '../../core/importing/roster-flat-rows.js';
import type {
  EnrollmentRecord,
  Place,
  RosterScope,
  SchoolRecord,
  StaffRecord,
  StudentRecord,
} from '../../core/importing/roster-set.js';
import type { StudentId } from '../../core/model.js';
import { splitName } from '../../core/names.js';
import type { PartRow } from './parts.js';

export function placeOf({ file, line }: PartRow): Place {
  return { file, line };
}

/** Given and family name from `first` and `last`, else from a whole name where there is one. */
export function nameOf({ get }: PartRow): { readonly given: string; readonly family: string } {
  const [given, family] = [get('first'), get('last')];
  const whole = get('sortable') || get('name') || get('short');
  return given === '' && family === '' && whole !== '' ? splitName(whole) : { given, family };
}

/** A member of staff needs some name to be shown by. */
export function staffName(row: PartRow, id: string): string {
  const { given, family } = nameOf(row);
  return `${given} ${family}`.trim() || row.get('username') || id;
}

/** The first of these that is an e-mail address. */
export function emailOf(row: PartRow, ...fields: readonly string[]): string {
  return fields.map(row.get).find((text) => text.includes('@')) ?? '';
}

export function schoolOf(row: PartRow): SchoolRecord {
  const code = row.get('id');
  return { ...placeOf(row), code, name: row.get('name') || code };
}

/** `emails`: the fields that may hold her address, best first. */
export function staffOf(row: PartRow, ...emails: readonly string[]): StaffRecord {
  const code = row.get('id');
  return { ...placeOf(row), code, name: staffName(row, code), email: emailOf(row, ...emails) };
}

/** A student's place in a section, of which the file says no days. */
export function undated(
  place: Place,
  student: string,
  section: string,
  gone = false,
): EnrollmentRecord {
  const { file, line } = place;
  return { file, line, student, section, startsOn: '', endsOn: '', gone };
}

/** Ids by type, those that are not blank. */
export function idsOf(row: PartRow, types: Readonly<Record<string, string>>): StudentId[] {
  return Object.entries(types).flatMap(([type, field]) => {
    const value = row.get(field);
    return value === '' ? [] : [{ type, value }];
  });
}

/** Whether the status says that it holds; null where it is blank. Another word is an error. */
export function statusOf({ line, get, faults }: PartRow): boolean | null {
  const word = get('status');
  const status = readStatus(/^(suspended|pending|accepted)$/i.test(word) ? 'active' : word);
  if (status !== undefined) return status;
  if (/^(concluded|rejected)$/i.test(word)) return false;
  faults.error(line, 'status', 'bad_status', 'status is active, inactive, completed or deleted');
  return null;
}

/** A day; '' where it is blank or cannot be read, which is a warning. */
export function dayOf({ line, get, faults }: PartRow, field: string, read: DateReader): string {
  const text = get(field);
  if (text === '') return '';
  const day = read(text);
  if (day === null)
    faults.warning(line, field, 'bad_date', 'this date cannot be read, and is left out');
  return day ?? '';
}

/** The day after the last one, as files of these formats name the last day itself. */
export function dayAfter(row: PartRow, field: string, read: DateReader): string {
  const last = dayOf(row, field, read);
  return last === '' ? '' : addDays(last, 1);
}

/**
 * The files are the whole of a school: who is not in them is gone. A file that is missing or has no
 * rows says nothing of that kind.
 */
export function wholeScope(
  students: readonly StudentRecord[],
  enrollments: readonly PartRow[],
): RosterScope {
  return {
    students: students.length > 0 ? 'all' : 'listed',
    enrollments: enrollments.length > 0 ? 'all' : 'listed',
  };
}

/** The first record of each code. */
export function oncePerCode<R extends { readonly code: string }>(records: readonly R[]): R[] {
  const seen = new Map<string, R>();
  for (const record of records) if (!seen.has(record.code)) seen.set(record.code, record);
  return [...seen.values()];
}

/** Words of an address list or of several sessions in one cell: the first. */
export function firstOf(cell: string): string {
  return cell.split(/[,;]/)[0]?.trim() ?? '';
}
