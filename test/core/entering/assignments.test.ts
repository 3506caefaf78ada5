import { describe, expect, it } from 'vitest';
import {
  listedStudents,
  readAssignments,
  strayCompetency,
} from '../../../src/core/entering/assignments.js';

describe('COMPETENCY=LEVEL words', () => {
  it('are all those before the first word of the note', () => {
    expect(readAssignments(['rp.1=3', 'rp.2=Nearly there', 'drew', 'x=3'])).toEqual({
      assignments: [
        { competency: 'rp.1', level: '3' },
        { competency: 'rp.2', level: 'Nearly there' },
      ],
      note: ['drew', 'x=3'],
      unfinished: [],
    });
  });

  it('are parted at the last =, as a label may hold one', () => {
    expect(readAssignments(['y=mx+b=3']).assignments).toEqual([
      { competency: 'y=mx+b', level: '3' },
    ]);
  });

  it('without a competency or a level are unfinished', () => {
    expect(readAssignments(['=3', 'rp.1=', '=', 'rp.2=1'])).toMatchObject({
      assignments: [{ competency: 'rp.2', level: '1' }],
      unfinished: ['=3', 'rp.1=', '='],
    });
  });
});

describe('a note', () => {
  const stray = (note: string) =>
    strayCompetency(note.split(' '), (text) => ['rp.1', 'rp.2'].includes(text));

  it('is not begun by a code, nor has an assignment in it', () => {
    expect(stray('rp.2 2')).toBe('rp.2');
    expect(stray('well done rp.2=2')).toBe('rp.2=2');
  });

  it('may name a code later, and hold equations', () => {
    expect(stray('found x=3 as in rp.1')).toBeNull();
    expect(stray('')).toBeNull();
  });
});

describe('several students', () => {
  it.each([
    ['ana,ben', ['ana', 'ben']],
    ['ana,ben,', ['ana', 'ben']],
    ['ana', null],
    ['Osei, Ana', null],
    ['ana,', null],
  ])('%s', (word, students) => {
    expect(listedStudents(word)).toEqual(students);
  });
});
