/** Published and generated OneRoster sets with counted contents; skipped where they are not there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { glimpse } from '../../src/formats/format.js';
import { ROSTER_FORMATS } from '../../src/formats/rosters/index.js';
import { openTable } from '../../src/formats/table.js';
import { membersIn } from '../support/oneroster.js';
import { exists, project } from '../support/pl.js';

const ROSTERS = project('../shared/data/rosters');

interface Expected {
  readonly oneroster_version: string;
  readonly schools: number;
  readonly students: number;
  readonly teachers: number;
  readonly classes: number;
  readonly enrollments_active_student: number;
  readonly students_with_class: number;
}

function expectedOf(name: string): Expected {
  const { sets } = JSON.parse(readFileSync(`${ROSTERS}/index.json`, 'utf8')) as {
    sets: { name: string; expected: Expected }[];
  };
  const found = sets.find((set) => set.name === name);
  if (found === undefined) throw new Error(`index.json has no ${name}`);
  return found.expected;
}

function read(name: string, strict = false) {
  const members = membersIn(`${ROSTERS}/${name}`);
  const seen = members.map((one) =>
    glimpse(one, openTable([one.head()], one.path).table?.headers ?? []),
  );
  const format = ROSTER_FORMATS.find(({ recognise }) => recognise(seen) !== null);
  if (format === undefined) throw new Error(`${name} is not recognised`);
  return { format: format.name, ...format.read(membersIn(`${ROSTERS}/${name}`), { strict }) };
}

const SETS = ['or11-rosterhub-en', 'or12-moodle-delta-min', 'or12-synthetic-a'];

describe.skipIf(!exists(ROSTERS))(
  'OneRoster sets (skipped where ../shared/data is not there)',
  () => {
    it.each(SETS)('%s has the counts of its index', (name) => {
      const expected = expectedOf(name);
      const { format, set } = read(name);
      expect(format).toBe(`oneroster-${expected.oneroster_version}`);
      const placed = set?.enrollments.filter(({ gone }) => !gone) ?? [];
      expect({
        schools: set?.schools.length,
        students: set?.students.filter(({ active }) => active).length,
        teachers: set?.staff.length,
        classes: set?.sections.length,
        enrollments_active_student: placed.length,
      }).toEqual({
        schools: expected.schools,
        students: expected.students,
        teachers: expected.teachers,
        classes: expected.classes,
        enrollments_active_student: expected.enrollments_active_student,
      });
    });

    it('or11-rosterhub-en says its misspelt property and its students who teach', () => {
      const { problems } = read('or11-rosterhub-en');
      expect(problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
        'manifest.csv:1 manifest_property_missing',
        'manifest.csv:10 manifest_property',
        'enrollments.csv:2 role_mismatch',
      ]);
    });

    it('or12-synthetic-a keeps to the letter', () => {
      expect(read('or12-synthetic-a', true).problems).toEqual([]);
    });
  },
);
