import { describe, expect, it } from 'vitest';
import type { PolicyValue } from '../../../src/core/model.js';
import { POLICY_KEYS, type PolicyKey } from '../../../src/core/policy.js';
import { withSaid } from '../../../src/core/policy-fit.js';
import { proposedStandards } from '../../../src/core/rehearsal/proposal.js';
import {
  isMove,
  rehearse,
  rehearsalOf as rehearsed,
} from '../../../src/core/rehearsal/rehearse.js';
import { type Counts, tally } from '../../../src/core/rehearsal/tally.js';
import { type Book, gradebook } from '../../support/book.js';

type Keys = Readonly<Partial<Record<PolicyKey, PolicyValue | undefined>>>;

function rehearsalOf(
  book: Book,
  keys: Keys,
  place: { framework?: number; competency?: number } = {},
) {
  const said = new Map(
    POLICY_KEYS.flatMap((key) => (key in keys ? [[key, keys[key]] as const] : [])),
  );
  const at = { framework: null, competency: null, ...place };
  const standing = book.standards.policies.map((one) => ({ ...one, startsOn: null }));
  const after = proposedStandards(book.standards, withSaid(standing, at, said, null));
  return rehearsed(book.standards, after, book.ways);
}

/** What moves, in one line each: `ada a: mastered→below level down`. */
function moves(text: string, keys: Keys): string[] {
  const book = gradebook(text);
  const rehearsal = rehearsalOf(book, keys);
  return [...book.students.keys()].flatMap((student) => {
    const { judged, stages } = rehearse(rehearsal, book.showing(student));
    return [
      ...judged
        .filter(isMove)
        .map(
          ({ competency, from, to, level }) =>
            `${student} ${competency.code}: ${from.status}→${to.status} ${level}`,
        ),
      ...stages.map(({ stageName, ready }) => `${student} ${ready ? '+' : '-'}${stageName}`),
    ];
  });
}

function counts(text: string, keys: Keys): Counts {
  const book = gradebook(text);
  const rehearsal = rehearsalOf(book, keys);
  const all = tally({ framework: () => 'f', competency: ({ code }) => code });
  for (const student of book.students.keys())
    all.add(rehearse(rehearsal, book.showing(student)), { school: [], grade: [], section: [] });
  return all.counts();
}

const LATEST = { method: 'latest' };

describe('a rehearsed policy', () => {
  it.each([
    ['ada a: 3 3 2', ['ada a: mastered→below down', 'ada -Math']],
    ['ada a: 2 2 3', ['ada a: below→mastered up', 'ada +Math']],
    ['ada a: 3 3 4', ['ada a: mastered→mastered up']],
    ['ada a: 2 2 2.5', []],
    ['ada a: 2', []],
  ])('moves %s by status and by level', (text, expected) => {
    expect(moves(text, LATEST)).toEqual(expected);
  });

  it('is told in the order of the framework', () => {
    expect(moves('ada b: 3 3 2\nada a: 3 3 2', LATEST).slice(0, 2)).toEqual([
      'ada a: mastered→below down',
      'ada b: mastered→below down',
    ]);
  });

  it('gives and takes levels where a method gives a score or none', () => {
    const nTimes = { method: 'n-times', n: 2, recent: null };
    expect(moves('ada a: 3 2', nTimes)).toEqual(['ada a: below→thin gone']);
    expect(moves('policy method=n-times n=2 recent=all\nada a: 3 2', { method: 'mean' })).toEqual([
      'ada a: thin→below new',
    ]);
  });

  it('keeps the five statuses apart', () => {
    const text = 'ada a: 3\nada b: self:3\nada c: 3 3\nada excuse c\nada d: 2 2';
    expect(moves(text, { min_evidence: 1, kinds: ['self', 'observation', 'test'] })).toEqual([
      'ada a: thin→mastered same',
      'ada b: not_assessed→mastered new',
    ]);
  });

  it('makes ready and unready, stage by stage', () => {
    const two = 'pathway unit: base "Base" a, b; more z';
    expect(moves(`${two}\nada a: 3 3\nada b: 2 2 3`, LATEST)).toContain('ada +Base');
    expect(moves(`${two}\nada a: 3 3\nada b: 3 3 2`, LATEST)).toContain('ada -Base');
    expect(moves(`${two}\nada a: 2 2\nada b: 2 2 3`, LATEST)).toEqual(['ada b: below→mastered up']);
  });

  it('makes ready where there is then enough for a level that is asked, whatever the status', () => {
    const text = 'policy min_kinds=2\npathway unit: base "Base" a at 4\nada a: 4';
    expect(moves(text, { min_evidence: 1, min_kinds: 2 })).toEqual(['ada +Base']);
  });

  it('puts a student on a way as soon as something counts there', () => {
    const text = 'pathway unit: base "Base" a\nada a: self:3\nada override a 3';
    const kinds = { kinds: ['self'], min_evidence: 1 };
    expect(moves(text, kinds)).toEqual(['ada +Base']);
  });
});

describe('what can move', () => {
  const codes = (text: string, keys: Keys, code?: string) => {
    const book = gradebook(text);
    const place = code === undefined ? {} : { competency: book.competency(code).id };
    const found = rehearsalOf(book, keys, place).movable;
    return book.standards.ordered.filter(({ id }) => found.has(id)).map((one) => one.code);
  };

  it.each<[string, Keys, string[]]>([
    ['all of the gradebook', LATEST, ['a', 'b']],
    ['all by another cut', { mastery_at: 3.5 }, ['a', 'b']],
    ['nothing under the policy in force', { method: 'median', recent: 3 }, []],
    ['nothing by a mark', { stale_after_days: 30 }, []],
    ['nothing by a key that the method does not use', { tie: 'none' }, []],
    ['nothing by a cut where it is', { mastery_at: 3 }, []],
  ])('%s', (_, keys, expected) => {
    expect(codes('a "A"\nb "B"', keys)).toEqual(expected);
  });

  it('is not what a nearer level decides', () => {
    expect(codes('a "A"\nb "B"\npolicy b method=highest', LATEST)).toEqual(['a']);
    expect(codes('a "A"\nb "B"', LATEST, 'b')).toEqual(['b']);
  });

  it('is what a key taken back gives free', () => {
    expect(codes('policy method=latest\na "A"', { method: undefined })).toEqual(['a']);
  });
});

describe('the counts', () => {
  it('are of students and of their results', () => {
    const text = 'ada a: 3 3 2\nada b: 2 2 3\nben a: 3 3 4\ncleo a: 3 3 3\ndan a: 3 3 3.5';
    expect(counts(text, LATEST)).toMatchObject({
      students: 4,
      studentsMoved: 2,
      pairs: 5,
      pairsMoved: 3,
      levelUp: 2,
      levelDown: 1,
      scoreOnly: 1,
      metGained: 1,
      metLost: 1,
      status: [
        { from: 'below', to: 'mastered', count: 1 },
        { from: 'mastered', to: 'below', count: 1 },
      ],
    });
  });

  it('leave out who has nothing that is judged', () => {
    expect(counts('ada a: 3 3\nben excuse b\npolicy b method=mean', LATEST).students).toBe(1);
  });

  it("tell where a teacher's judgement stands, and where it becomes disputed", () => {
    const held = 'ada a: 3 3 2\nada override a 3';
    expect(counts(held, LATEST)).toMatchObject({ held: 1, pairsMoved: 0, newlyDisputed: 0 });
    const disputed = 'ada a: 3 3\nada override a 3\nada a 2 2026-09-09 test';
    expect(counts(disputed, LATEST)).toMatchObject({ held: 1, newlyDisputed: 1 });
  });
});
