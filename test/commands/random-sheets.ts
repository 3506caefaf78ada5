/** Random sheets of evidence on the small school: long or wide, by id or by name, with gaps and repeats. */
import fc from 'fast-check';
import { csvText, type Value } from '../../src/output/csv.js';

type Cells = Readonly<Record<string, Value>>;

/** One file, and the flags with which it is read. */
export interface Sheet {
  readonly text: string;
  readonly flags: string;
}

const STUDENTS = [
  ['ada', 'Ada Lovelace'],
  ['ben', 'Okri, Ben'],
  ['cleo', 'cleo osei'],
  ['dan', 'Dan Adams'],
] as const;
const CODES = ['6.RP.A.1', '6.RP.A.2', '6.RP.A.10', '6.NS.B.1', 'R.1'] as const;

const student = fc.constantFrom(...STUDENTS);
const score = fc.constantFrom<Value>(1, 2, 2.5, 3, 4, '', 'Proficient');
const maybe = (...texts: readonly string[]) => fc.constantFrom('', ...texts);

const row = fc.record({
  student,
  competency: fc.constantFrom(...CODES),
  score,
  day: fc.integer({ min: 1, max: 3 }),
  kind: maybe('test', 'project'),
  title: maybe('Bridge', '=1+1', 'two\nlines'),
  note: maybe('was ill', 'Zoë, "so"'),
  by: maybe('Ms Fair'),
  external_id: maybe('x1', 'x2', 'x3'),
});

/** A row of the long form, before it is written down. */
export type SheetRow = Cells;

/** Rows of the long form, by id or by name; some equal, some blank, some under one external id. */
export const longRows: fc.Arbitrary<readonly SheetRow[]> = fc
  .tuple(fc.boolean(), fc.array(row, { minLength: 1, maxLength: 12 }))
  .map(([byName, rows]) =>
    rows.map(({ student: [id, name], day, ...facts }) => ({
      ...(byName ? { student: name } : { student_id: id }),
      date: dayOf(day),
      ...facts,
    })),
  );

/** The day so many days before the clock of the tests, which is the first of October. */
export const dayOf = (n: number) => `2026-09-${String(n).padStart(2, '0')}`;

export const longSheet = (rows: readonly SheetRow[]): Sheet => ({ text: csv(rows), flags: '' });

const wide = fc
  .record({
    students: fc.uniqueArray(student, { minLength: 1, selector: ([id]) => id }),
    codes: fc.subarray([...CODES], { minLength: 1 }),
    scores: fc.array(score, { minLength: 20, maxLength: 20 }),
    byName: fc.boolean(),
    ownDates: fc.boolean(),
    kind: maybe('--kind test'),
  })
  .map(({ students, codes, scores, byName, ownDates, kind }): Sheet => {
    const rows = students.map(([id, name], i) => ({
      ...(byName ? { Name: name } : { 'Student ID': id }),
      ...(ownDates ? { Date: dayOf(1 + i) } : {}),
      ...Object.fromEntries(codes.map((code, n) => [code, scores[i * 5 + n] ?? ''])),
    }));
    return { text: csv(rows), flags: `${kind} ${ownDates ? '' : `--date ${dayOf(9)}`}` };
  });

/** Any sheet that can be read. */
export const sheet: fc.Arbitrary<Sheet> = fc.oneof(longRows.map(longSheet), wide);

function csv(rows: readonly Cells[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return csvText(
    columns,
    rows.map((cells) => columns.map((column) => cells[column] ?? null)),
  );
}
