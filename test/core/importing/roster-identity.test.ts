/** Who a record of a roster in parts means: by her ids, and under another name. */
import { describe, expect, it } from 'vitest';
import type { StudentRecord } from '../../../src/core/importing/roster-set.js';
import { counted, told } from './files.js';
import { applied } from './school.js';
import { after, delta, isIn, pupil } from './school-in-parts.js';

describe('names under a known id', () => {
  const come = (name: string, more: Partial<StudentRecord> = {}, options = {}) =>
    told(delta({ students: [pupil('1', name, more)] }, after(), options));

  it.each([
    ['ANA OSEI', []],
    ['Ana Osei-Bonsu', ['2 name renamed (warning)']],
    ['Ana Marsh', ['2 name renamed (warning)']],
    ['A. Osei', ['2 name renamed (warning)']],
    ['A. Marsh', ['2 name other_name']],
    ['Zoe Osei', ['2 name other_name']],
    ['Ana', []],
    ['Osei Ana', ['2 name renamed (warning)']],
    ['Zoe Marsh', ['2 name other_name']],
  ])('%s', (name, expected) => expect(come(name)).toEqual(expected));

  it('quite another is taken where that is asked for', () =>
    expect(come('Zoe Marsh', {}, { mayRename: true })).toEqual(['2 name renamed (warning)']));

  it('two students are never made one by the ids of a record', () => {
    const ids = [
      { type: 'sourcedid', value: '1' },
      { type: 'state', value: 'S2' },
    ];
    const state = {
      ids: [
        { type: 'sourcedid', value: '2' },
        { type: 'state', value: 'S2' },
      ],
    };
    const standing = after({
      students: [pupil('1', 'Ana Osei'), pupil('2', 'Bo Lind', state)],
      enrollments: [],
    });
    const found = delta({ students: [pupil('1', 'Ana Osei', { ids })] }, standing);
    expect(told(found)).toEqual(['1  id_shared (warning)']);
    expect(found.students).toEqual([]);
  });

  it('a further id goes over to another student where the first has a new one', () => {
    const ldap = (code: string, value: string) => ({
      ids: [
        { type: 'sourcedid', value: code },
        { type: 'ldap', value },
      ],
    });
    const standing = after({
      students: [pupil('1', 'Ana Osei', ldap('1', 'x')), pupil('2', 'Bo Lind')],
      enrollments: [],
    });
    const two = pupil('2', 'Bo Lind', ldap('2', 'x'));
    expect(told(delta({ students: [two] }, standing))).toEqual(['1  id_shared (warning)']);
    const given = delta({ students: [two, pupil('1', 'Ana Osei', ldap('1', 'y'))] }, standing);
    expect(told(given)).toEqual([]);
    expect(given.students).toHaveLength(2);
  });
});

describe('an id', () => {
  const ids = (sourcedid: string, number: string) => ({
    ids: [
      { type: 'sourcedid', value: sourcedid },
      { type: 'number', value: number },
    ],
  });
  const standing = after({ students: [pupil('a', 'Ana Osei', ids('a', '13'))], enrollments: [] });

  it('of another type puts nobody into a section', () => {
    const joins = (id: string) => delta({ enrollments: [isIn(id, 'c1')] }, standing);
    expect(joins('a').joins).toHaveLength(1);
    expect(joins('13').joins).toEqual([]);
    expect(told(joins('13'))).toEqual(['2 student_id orphan_reference (warning)']);
  });

  it('of another type is taken over where the name agrees, and holds from then on', () => {
    const flat = after({
      students: [pupil('13', 'Ana Osei', { ids: [{ type: 'student', value: '13' }] })],
      enrollments: [],
    });
    const joined = applied(flat, delta({ students: [pupil('13', 'Ana Osei')] }, flat));
    expect(joined.students).toHaveLength(1);
    expect(delta({ enrollments: [isIn('13', 'c1')] }, joined).joins).toHaveLength(1);
    expect(told(delta({ students: [pupil('13', 'Bo Lind')] }, flat))).toEqual([
      '2 name other_name',
    ]);
  });

  it('that was the further one of another child makes a new one', () => {
    const found = delta({ students: [pupil('13', 'Bo Lind')] }, standing);
    expect([counted(found.counts.students), told(found)]).toEqual(['+1 ~0 =0', []]);
  });
});
