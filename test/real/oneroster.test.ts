/** Published and generated OneRoster sets with counted contents; skipped where they are not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { membersIn } from '../support/members.js';
import { exists, ok, project } from '../support/pl.js';
import { readAll } from '../support/roster-sets.js';

const ROSTERS = project('../shared/data/rosters');

interface Expected {
  readonly oneroster_version: string;
  readonly schools: number;
  readonly students: number;
  readonly teachers: number;
  readonly classes: number;
  readonly enrollments_active_student: number;
  readonly students_with_class: number;
  readonly gradebook: {
    readonly results: number;
    readonly objectives: number;
    readonly mean_score: number;
  };
}

interface Imported {
  readonly counts: Record<string, { add: number; update: number; unchanged: number }>;
  readonly problems: readonly object[];
}

function filesOf(name: string): string[] {
  const folder = `${ROSTERS}/${name}`;
  return readdirSync(folder).map((file) => `${folder}/${file}`);
}

/** The guids on which a set has results. */
function objectivesOf(name: string): Set<string> {
  const text = readFileSync(`${ROSTERS}/${name}/resultLearningObjectiveIds.csv`, 'utf8');
  return new Set([...text.matchAll(/urn:uuid:([0-9a-f-]{36})/g)].map(([, guid = '']) => guid));
}

function expectedOf(name: string): Expected {
  const { sets } = JSON.parse(readFileSync(`${ROSTERS}/index.json`, 'utf8')) as {
    sets: { name: string; expected: Expected }[];
  };
  const found = sets.find((set) => set.name === name);
  if (found === undefined) throw new Error(`index.json has no ${name}`);
  return found.expected;
}

const read = (name: string, strict = false) => readAll(membersIn(`${ROSTERS}/${name}`), strict);

const SETS = ['or11-rosterhub-en', 'or12-moodle-delta-min', 'or12-synthetic-a'];

describe.skipIf(!exists(ROSTERS))(
  'OneRoster sets (skipped where ../shared/data is not there)',
  () => {
    it.each(SETS)('%s has the counts of its index', (name) => {
      const expected = expectedOf(name);
      const { name: known, set } = read(name);
      expect(known).toBe(`oneroster-${expected.oneroster_version}`);
      const placed = set?.enrollments.filter(({ gone }) => !gone) ?? [];
      expect({
        schools: set?.schools.length,
        students: set?.students.filter(({ active }) => active !== false).length,
        teachers: set?.staff.length,
        classes: set?.sections.length,
        enrollments_active_student: placed.length,
        students_with_class: new Set(placed.map(({ student }) => student)).size,
      }).toEqual({
        schools: expected.schools,
        students: expected.students,
        teachers: expected.teachers,
        classes: expected.classes,
        enrollments_active_student: expected.enrollments_active_student,
        students_with_class: expected.students_with_class,
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

    it.each(SETS)('%s is a gradebook of its counts, and the same again', async (name) => {
      const expected = expectedOf(name);
      const files = filesOf(name);
      await ok('init');
      await ok(['import', 'roster', ...files]);
      expect((await ok('status --json')).json()).toMatchObject({
        schools: expected.schools,
        students: expected.students,
        teachers: expected.teachers,
        sections: expected.classes,
      });
      const again = (await ok(['import', 'roster', ...files, '--json'])).json<Imported>();
      expect(again.counts.students).toEqual({ add: 0, update: 0, unchanged: expected.students });
      expect(again.counts.enrollments?.unchanged).toBe(expected.enrollments_active_student);
    });

    it('or12-synthetic-a has 96 results on 4 competencies', async () => {
      const { results, objectives, mean_score } = expectedOf('or12-synthetic-a').gradebook;
      const files = filesOf('or12-synthetic-a');
      const guids = [...objectivesOf('or12-synthetic-a')];
      expect(guids).toHaveLength(objectives);
      await ok('init');
      await ok(['import', 'roster', ...files]);
      const rows = guids.map((guid, at) => `math,M.${at + 1},Competency ${at + 1},${guid}`);
      await ok('import standards -', {
        stdin: ['framework,code,statement,guid', ...rows, ''].join('\n'),
      });
      const { counts, problems } = (
        await ok(['import', 'evidence', ...files, '--json'])
      ).json<Imported>();
      expect(problems).toEqual([]);
      expect(counts.evidence).toEqual({ add: results, update: 0, unchanged: 0 });
      const lines = (await ok('export evidence')).lines;
      const column = lines[0]?.split(',').indexOf('score') ?? -1;
      const scores = lines.slice(1).map((line) => Number(line.split(',')[column]));
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      expect(mean).toBeCloseTo(mean_score, 4);
      const again = (await ok(['import', 'evidence', ...files, '--json'])).json<Imported>();
      expect(again.counts.evidence).toEqual({ add: 0, update: 0, unchanged: results });
    });
  },
);
