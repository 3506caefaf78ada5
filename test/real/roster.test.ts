/** A published sample of a student information system; skipped where it is not there. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { exists, GRADEBOOK, ok, project } from '../support/pl.js';

const STUDENTS = project('../shared/data/rosters/contoso-sis-flat/students.csv');

const SECRET = [
  ...['Password', 'Birthdate', 'Gender', 'FederalRaceCategory', 'PrimaryLanguage'],
  ...['ELLStatus', 'SpecialEducation', 'LowIncome', 'CumulativeGPA'],
];

interface Problem {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

describe.skipIf(!exists(STUDENTS))(
  'a flat SIS export (skipped where ../shared/data is not there)',
  () => {
    let problems: readonly Problem[] = [];
    let counts: Record<string, object> = {};

    beforeEach(async () => {
      await ok('init');
      const { json } = await ok(['import', 'roster', STUDENTS, '--json']);
      ({ problems, counts } = json<{ problems: Problem[]; counts: Record<string, object> }>());
    });

    it('is 400 students in 4 schools, without any mapping by hand', async () => {
      expect(counts).toMatchObject({
        schools: { add: 4, update: 0, unchanged: 0 },
        students: { add: 400, update: 0, unchanged: 0 },
      });
      expect((await ok('status --json')).json()).toMatchObject({
        schools: 4,
        students: 400,
        active_students: 400,
      });
      const [first] = (await ok('students Albert Ibarra --json')).json<object[]>();
      expect(first).toMatchObject({ student_id: 'st1', name: 'Albert Ibarra', grade: '11' });
      expect((await ok('students --school sch0 --csv')).lines.length).toBeGreaterThan(1);
    });

    it('is the same again', async () => {
      const { json } = await ok(['import', 'roster', STUDENTS, '--json']);
      expect(json()).toMatchObject({
        counts: { students: { add: 0, update: 0, unchanged: 400 }, schools: { unchanged: 4 } },
      });
    });

    it('is known by the best of its ids, and says so', async () => {
      const [chosen] = problems.filter(({ code }) => code === 'id_chosen');
      expect(chosen?.message).toContain('"SIS ID" is taken');
      expect(chosen?.severity).toBe('warning');
    });

    it('stores no password, birth date or demographics, and names them as not used', () => {
      const unused = problems.find(({ code }) => code === 'unused_columns')?.message ?? '';
      for (const column of SECRET) expect(unused).toContain(column);
      const [header = '', ...rows] = readFileSync(STUDENTS, 'utf8').trim().split(/\r?\n/);
      const valuesOf = (columns: readonly string[]) => {
        const places = columns.map((column) => header.split(',').indexOf(column));
        return new Set(rows.flatMap((row) => places.map((place) => row.split(',')[place] ?? '')));
      };
      // Some are called Black or White, and short numbers stand in any file.
      const names = valuesOf(['First Name', 'Last Name']);
      const secrets = [...valuesOf(SECRET)].filter((text) => text.length > 3 && !names.has(text));
      expect(secrets.length).toBeGreaterThan(400);
      const bytes = readFileSync(GRADEBOOK).toString('latin1');
      expect(secrets.filter((text) => bytes.includes(text))).toEqual([]);
      expect(bytes).toContain('Ibarra');
    });
  },
);
