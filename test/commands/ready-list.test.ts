import { describe, expect, it } from 'vitest';
import { type Asked, groupedRows } from '../../src/commands/ready-list.js';
import type { ReadyRow } from '../../src/commands/ready-row.js';
import { gradebook } from '../support/book.js';

const BOOK = gradebook(`
pathway unit: base a, b
pathway other: first c, d
ada a: 3 3 3
ada b: 3 3 3
ada c: 3 3 3
ben a: 3 3 3
ben c: 3 3 3
ben d: 3 3 3
cleo a: 1 1
cleo c: 3 3 3
dan b: 2 2
dan d: 1 1 1
eve c: 3 3 3
eve d: 3 3 3
`);

const asked = (listed: readonly string[]): Asked => ({
  learning: {
    standards: BOOK.standards,
    ways: BOOK.ways,
    kept: () => null,
    showing: shownBy,
    piecesOn: (id, competencies) => {
      const wanted = new Set(competencies);
      return new Map([...shownBy(id).pieces].filter(([one]) => wanted.has(one)));
    },
  },
  students: [...BOOK.students].map(([given, id]) => ({
    ...{ id, given, family: '', preferred: null, grade: null, email: null, active: true, ids: [] },
  })),
  decided: shownBy,
  isAsked: () => true,
  isListed: ({ status }) => listed.includes(status),
  taught: null,
  today: '2026-10-01',
});

function shownBy(id: number) {
  const [name = ''] = [...BOOK.students].find(([, one]) => one === id) ?? [];
  return BOOK.showing(name);
}

const textOf = ({ student, readiness }: ReadyRow) =>
  `${student.given} ${readiness.standing.pathwayName} ${readiness.met}\n`;

const groupsOf = (listed: readonly string[], hold?: number) => {
  const { all, groups } = groupedRows(asked(listed), textOf, hold);
  return {
    all,
    groups: [...groups].map(([status, { rows, texts }]) => [status, rows, [...texts()]]),
  };
};

describe('rows in groups of one status', () => {
  it('are counted before they are written', () => {
    expect(groupsOf(['ready', 'nearly'])).toEqual({
      all: 9,
      groups: [
        ['ready', 3, ['ada unit 2\n', 'ben other 2\n', 'eve other 2\n']],
        ['nearly', 3, ['ada other 1\n', 'ben unit 1\n', 'cleo other 1\n']],
      ],
    });
  });

  it('are the same whether their texts are held or made when they are written', () => {
    const everything = ['ready', 'nearly', 'not_yet'];
    const held = groupsOf(everything);
    expect(held.groups).toHaveLength(3);
    for (const hold of [0, 1, 2, 5, 8]) expect(groupsOf(everything, hold)).toEqual(held);
  });
});
