/** Published samples of rosters in parts, with counts made elsewhere; skipped where they are not there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { membersIn } from '../support/members.js';
import { exists, project } from '../support/pl.js';
import { readAll } from '../support/roster-sets.js';

const FOLDER = project('../shared/data/rosters');

const expected = (name: string): Record<string, number> => {
  const index = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as {
    sets?: { name: string; expected: Record<string, number> }[];
  };
  const sets = Object.values(index).flatMap((value) => (Array.isArray(value) ? value : []));
  return sets.find((one: { name: string }) => one.name === name)?.expected ?? {};
};

const read = (name: string) => readAll(membersIn(join(FOLDER, name)));

describe.skipIf(!exists(FOLDER))('published samples (skipped without ../shared/data)', () => {
  it.each([
    ['sds-v1-100users', 'sds-1'],
    ['sds-v2.1', 'sds-2.1'],
    ['canvas-sis-from-sds', 'canvas-sis'],
  ])('%s is known as %s and has the counts of its index', (name, format) => {
    const { name: known, set, problems } = read(name);
    const counts = expected(name);
    expect(known).toBe(format);
    // In SDS V1 the state of all of them stands where their own ids belong.
    expect(problems.filter(({ code }) => code !== 'id_shared')).toEqual([]);
    expect(set?.schools).toHaveLength(counts.schools ?? -1);
    expect(set?.students).toHaveLength(counts.students ?? -1);
    expect(set?.staff).toHaveLength(counts.teachers ?? -1);
    expect(set?.sections).toHaveLength(counts.classes ?? -1);
  });

  it('has the enrollments of each, students and teachers apart', () => {
    const rows = (name: string) => {
      const { set } = read(name);
      return [set?.enrollments.length, set?.teaching.length];
    };
    expect(rows('sds-v1-100users')).toEqual([602, 28]);
    expect(rows('canvas-sis-from-sds')).toEqual([602, 28]);
    expect(rows('sds-v2.1')).toEqual([4, 1]);
  });

  it('reads nothing private', () => {
    for (const name of ['sds-v1-100users', 'sds-v2.1']) {
      expect(JSON.stringify(read(name).set)).not.toMatch(/P@ss|2002-03-02|\/1999|guardian|iep/);
    }
    expect(read('sds-v2.1').unread).toContainEqual({
      file: 'demographics.csv',
      why: 'private',
    });
  });
});
