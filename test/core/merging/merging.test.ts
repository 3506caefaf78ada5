/** One history of several gradebooks: the order, the names, what stands, and what is one. */
import { describe, expect, test } from 'vitest';
import {
  branchName,
  entryKey,
  gradebookNames,
  inOrder,
  type SaidEntry,
} from '../../../src/core/merging/entries.js';
import { sameThings, type Things } from '../../../src/core/merging/same.js';
import { disagreement, overlap, type Said, standing } from '../../../src/core/merging/standing.js';
import { noteHeld, wholeTakings } from '../../../src/core/merging/taking-back.js';

const entry = (gradebook: string, number: number, mark: number, hour = number): SaidEntry => ({
  gradebook,
  number,
  mark,
  at: `2026-10-01T${String(hour).padStart(2, '0')}:00:00.000Z`,
  day: '2026-10-01',
  command: 'record',
});

describe('entries', () => {
  const shared = [entry('aaaa', 1, 11), entry('aaaa', 2, 12)];
  const early = [...shared, entry('aaaa', 3, 13), entry('aaaa', 4, 14)];
  const late = [...shared, entry('aaaa', 3, 23, 5), entry('aaaa', 4, 24, 6)];

  test('keep their names where copies were not both written on', () => {
    const names = gradebookNames([early, shared]);
    expect([...names.values()]).toEqual(['aaaa', 'aaaa', 'aaaa', 'aaaa']);
  });

  test('of the later copy go on under a name made from its first', () => {
    for (const sources of [
      [early, late],
      [late, early],
    ]) {
      const names = gradebookNames(sources);
      expect(early.map((one) => names.get(entryKey(one)))).toEqual(Array(4).fill('aaaa'));
      const branch = branchName(late[2] as SaidEntry);
      expect(late.slice(2).map((one) => names.get(entryKey(one)))).toEqual([branch, branch]);
      expect(branch).toMatch(/^[2-9a-hjkmnp-y]{8}$/);
    }
  });

  test('may have been made by the hundred thousand in both copies', () => {
    const many = (mark: number) =>
      Array.from({ length: 150_000 }, (_, n) => ({ ...entry('aaaa', n + 1, mark), at: `${mark}` }));
    expect(new Set(gradebookNames([many(1), many(2)]).values()).size).toBe(2);
  });

  test('are the same under whatever name a copy that was taken in before has given them', () => {
    const branch = branchName(late[2] as SaidEntry);
    const together = [...early, ...late.slice(2).map((one) => ({ ...one, gradebook: branch }))];
    const names = gradebookNames([late, together]);
    expect(late.map((one) => names.get(entryKey(one)))).toEqual(['aaaa', 'aaaa', branch, branch]);
    expect(names.size).toBe(6);
  });

  test('of three copies have three names, in whatever order they come', () => {
    const third = [...shared, entry('aaaa', 3, 33, 7)];
    const names = (sources: SaidEntry[][]) =>
      [...gradebookNames(sources)].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(names([third, late, early])).toEqual(names([early, late, third]));
    expect(new Set(names([early, late, third]).map(([, name]) => name)).size).toBe(3);
  });

  test('without a mark are known by what is known of them', () => {
    expect(entryKey(entry('aaaa', 1, 0))).toBe(entryKey(entry('aaaa', 1, 0)));
    expect(entryKey(entry('aaaa', 1, 0))).not.toBe(entryKey(entry('bbbb', 1, 0)));
  });

  test('come by day first, then instant, then number', () => {
    const [a, b, c] = [
      { ...entry('zzzz', 9, 1), day: '2026-09-30' },
      entry('zzzz', 1, 2),
      entry('aaaa', 2, 3, 1),
    ];
    expect([c, b, a].sort(inOrder)).toEqual([a, b, c]);
  });

  test('of one instant come in one order whatever their gradebook is called by then', () => {
    const [a, b] = [entry('zzzz', 1, 1), entry('aaaa', 1, 2)];
    expect([b, a].sort(inOrder)).toEqual([a, b]);
  });
});

describe('what stands', () => {
  const said = (entry: number, ended: number | null, says: string, made = entry): Said<string> => ({
    entry,
    made,
    ended,
    says,
    fact: says,
  });
  const stood = (all: Said<string>[]) =>
    standing(all).map(({ says, made, ended }) => `${says} ${made}-${ended ?? ''}`);

  test('is the last that was entered, and again the one before where that is taken back', () => {
    expect(stood([said(1, null, 'a'), said(2, 5, 'b')])).toEqual(['a 1-2', 'b 2-5', 'a 5-']);
  });

  test('does not change where the same is said again', () => {
    expect(stood([said(1, null, 'a'), said(2, null, 'a')])).toEqual(['a 1-']);
    expect(stood([said(1, 3, 'a'), said(2, null, 'a')])).toEqual(['a 1-']);
  });

  test('goes by who said it first, not by when it was said again', () => {
    expect(stood([said(1, 3, 'a'), said(1, null, 'a', 4), said(2, null, 'b')])).toEqual([
      'a 1-2',
      'b 2-',
    ]);
  });

  test('has gaps where nobody says anything', () => {
    expect(stood([said(1, 2, 'a'), said(4, null, 'b')])).toEqual(['a 1-2', 'b 4-']);
    expect(overlap([said(1, 2, 'a'), said(2, null, 'b')])).toBe(false);
    expect(overlap([said(2, null, 'b'), said(1, 3, 'a')])).toBe(true);
  });

  test('differs from what others say only where it does so at the end', () => {
    expect(disagreement([said(1, 3, 'a'), said(2, null, 'b')])).toBeNull();
    expect(disagreement([said(1, null, 'a'), said(2, null, 'b')])).toMatchObject({
      standing: { says: 'b' },
      others: [{ says: 'a' }],
    });
  });
});

describe('what is one', () => {
  const nothing: Things = {
    schools: [],
    terms: [],
    staff: [],
    sections: [],
    scales: [],
    frameworks: [],
    competencies: [],
    pathways: [],
    stages: [],
    students: [],
    studentIds: [],
  };
  const competency = (node: number, source: number, guid: string | null, code = 'RP.1') => ({
    node,
    source,
    stands: true,
    framework: 0,
    code,
    guid,
  });
  const section = (node: number, source: number, school: number | null) => ({
    node,
    source,
    stands: true,
    code: '7A',
    school,
    term: null,
  });

  test('are competencies by guid, or by code where no guids say otherwise', () => {
    const { find } = sameThings(
      9,
      [],
      {
        ...nothing,
        competencies: [
          competency(1, 0, 'g1'),
          competency(2, 1, 'g1', 'other'),
          competency(3, 1, null, 'X'),
          competency(4, 0, null, 'x'),
          competency(5, 0, 'g2', 'Y'),
          competency(6, 1, 'g3', 'Y'),
        ],
      },
      false,
    );
    expect(find(1)).toBe(find(2));
    expect(find(3)).toBe(find(4));
    expect(find(5)).not.toBe(find(6));
  });

  test('is a section that does not say its school the only one that it may be', () => {
    const one = { ...nothing, sections: [section(1, 0, 7), section(2, 1, null)] };
    expect(sameThings(9, [], one, false).find(2)).toBe(1);
    const two = { ...nothing, sections: [...one.sections, section(3, 0, 8)] };
    expect(sameThings(9, [], two, false).find(2)).toBe(2);
  });

  test('is a child of two names where a third gradebook knows that it is one', () => {
    const called = (source: number, given: string, node: number) => ({
      node,
      source,
      stands: true,
      given,
      family: 'Osei',
      preferred: null,
    });
    const id = (node: number, source: number) => ({
      node,
      source,
      stands: true,
      type: 'local',
      value: '1',
    });
    const pair = {
      ...nothing,
      students: [called(0, 'Mika', 1), called(1, 'Ana', 2)],
      studentIds: [id(1, 0), id(2, 1)],
    };
    expect(sameThings(4, [], pair, false).clashes).toHaveLength(1);
    const three = {
      ...nothing,
      students: [...pair.students, called(2, 'Ana', 1)],
      studentIds: [...pair.studentIds, id(1, 2)],
    };
    const { clashes, find } = sameThings(4, [], three, false);
    expect(clashes).toEqual([]);
    expect(find(2)).toBe(find(1));
  });

  test('is a child by an id that was changed since, where no other has it now', () => {
    const child = (node: number, source: number, given = 'Ana') => ({
      node,
      source,
      stands: true,
      given,
      family: 'Osei',
      preferred: null,
    });
    const id = (node: number, source: number, value: string, stands = true) => ({
      node,
      source,
      stands,
      type: 'local',
      value,
    });
    const changed = {
      ...nothing,
      students: [child(1, 0), child(2, 1)],
      studentIds: [id(1, 0, '8'), id(1, 0, '7', false), id(2, 1, '7')],
    };
    expect(sameThings(4, [], changed, false).find(2)).toBe(1);
    const given = {
      ...nothing,
      students: [...changed.students, child(3, 0, 'Mika')],
      studentIds: [...changed.studentIds, id(3, 0, '7')],
    };
    const { find, clashes } = sameThings(4, [], given, false);
    expect(find(2)).toBe(2);
    expect(clashes).toMatchObject([{ kind: 'other_name', value: '7' }]);
  });

  test('is never two of one gradebook: that is told', () => {
    const things = {
      ...nothing,
      students: [
        { node: 1, source: 0, stands: true, given: 'Ana', family: 'Osei', preferred: null },
        { node: 2, source: 0, stands: true, given: 'Ana', family: 'Osei', preferred: null },
        { node: 3, source: 1, stands: true, given: 'Ana', family: 'Osei', preferred: null },
      ],
      studentIds: [
        { node: 1, source: 0, stands: true, type: 'local', value: '1' },
        { node: 2, source: 0, stands: true, type: 'state', value: '2' },
        { node: 3, source: 1, stands: true, type: 'local', value: '1' },
        { node: 3, source: 1, stands: true, type: 'state', value: '2' },
      ],
    };
    expect(sameThings(4, [], things, false).clashes).toEqual([
      { kind: 'two_as_one', noun: 'students', source: 0, called: ['1', '2'] },
    ]);
  });
});

describe('an entry', () => {
  const course = (entry: number, made: number, ended: number | null, fact = 'x') => ({
    entry,
    made,
    ended,
    fact,
  });
  const held = (facts: readonly ReturnType<typeof course>[]) => {
    const until = new Map<number, number>();
    noteHeld(until, new Set([4]), facts);
    return until;
  };

  test('is taken back by the first after which nothing held of what it said', () => {
    const taking = [
      { by: 6, of: 4 },
      { by: 7, of: 4 },
    ];
    const ended = [course(4, 4, 6), course(4, 4, 7, 'y')];
    expect(wholeTakings(taking, held(ended))).toEqual([{ by: 7, of: 4 }]);
    expect(wholeTakings(taking, held([...ended, course(4, 4, null, 'z')]))).toEqual([]);
    expect(wholeTakings(taking, held([course(4, 4, 6)]))).toEqual([{ by: 6, of: 4 }]);
  });

  test('is not taken back where what it ended was not said again', () => {
    const again = [course(2, 2, 4), course(2, 6, null)];
    expect(wholeTakings([{ by: 6, of: 4 }], held(again))).toEqual([{ by: 6, of: 4 }]);
    const others = [...again, course(3, 3, 4, 'y')];
    expect(wholeTakings([{ by: 6, of: 4 }], held(others))).toEqual([]);
  });
});
