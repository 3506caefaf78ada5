/** Who a row of a Canvas export is about: by the SIS id, else by the id of Canvas, else by name. */
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { Field } from '../headers.js';
import { normalHeader } from '../names.js';
import type { TableHead, TableRow } from '../table.js';

/** The field of her id, in whatever column it is. */
export const ANY_STUDENT: Field = { name: 'student_id', accepts: [] };

export interface CanvasStudents {
  /** The column of her id, so that a fault can name it. */
  readonly field: Field;
  /** The record with her id and her name; as it is where `--map` says who she is. */
  readonly of: (row: TableRow, said: EvidenceRecord) => EvidenceRecord;
}

/** Columns are told by their English names, else they are those at `places` (0-based), the best first. */
export function canvasStudents(
  { headers }: TableHead,
  places: readonly number[],
  maps: readonly string[],
): CanvasStudents {
  if (maps.some((map) => /^\s*(student|email)/i.test(map)))
    return { field: ANY_STUDENT, of: (_, said) => said };
  const names = headers.map(normalHeader);
  const named = ['studentsisid', 'studentid']
    .map((name) => names.indexOf(name))
    .filter((index) => index >= 0);
  const ids = named.length > 0 ? named : places;
  const name = Math.max(0, names.indexOf('studentname'));
  return {
    field: { ...ANY_STUDENT, accepts: [names[ids[0] ?? 0] ?? ''] },
    of: ({ cells }, said) => {
      const studentId = ids.map((index) => cells[index] ?? '').find(isId) ?? '';
      return { ...said, studentId, studentName: cells[name] ?? '' };
    },
  };
}

/** "N/A", "S/O", "k. A.": Canvas writes in its language that there is no SIS id. */
export function isId(cell: string): boolean {
  return cell !== '' && !/^(\D{1,2}\/\D{1,2}|k\. ?A\.|-+)$/i.test(cell);
}
