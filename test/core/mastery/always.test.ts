/** What holds whatever the evidence and the policy. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, type Scores } from '../../../src/core/mastery/methods.js';
import { DEFAULT_POLICY, METHODS, type Method } from '../../../src/core/policy.js';
import { type Book, gradebook, mastery } from '../../support/book.js';
import { anyDays, anyEvidence, anyPolicy, risingPolicy } from '../any.js';

const MANY = { numRuns: 500 };
const dayOf = (line: string) => line.split(' ')[3] ?? '';

describe('a mastery', () => {
  it('does not change with the order of entry where the days differ', () => {
    fc.assert(
      fc.property(anyPolicy, anyDays('ada'), (policy, lines) => {
        const inOrder = [...lines].sort((a, b) => dayOf(a).localeCompare(dayOf(b)));
        const answers = [lines, inOrder, [...lines].reverse()].map((order) =>
          mastery(gradebook([policy, ...order].join('\n')), 'ada', 'x'),
        );
        expect(answers[1]).toEqual(answers[0]);
        expect(answers[2]).toEqual(answers[0]);
      }),
      MANY,
    );
  });

  it("is not moved by another student's evidence", () => {
    fc.assert(
      fc.property(anyPolicy, anyEvidence, anyDays('bo'), (policy, evidence, others) => {
        const alone = gradebook(`${policy}\n${evidence}`);
        const together = gradebook([policy, ...others, evidence].join('\n'));
        expect(mastery(together, 'ada', 'x')).toEqual(mastery(alone, 'ada', 'x'));
      }),
      MANY,
    );
  });

  it('stays within the scale, and its level and status agree', () => {
    fc.assert(
      fc.property(anyPolicy, anyEvidence, (policy, evidence) => {
        const found = mastery(gradebook(`${policy}\n${evidence}`), 'ada', 'x');
        if (found.score !== null) expect(found.score).toBeGreaterThanOrEqual(0);
        if (found.score !== null) expect(found.score).toBeLessThanOrEqual(4);
        if (found.status === 'mastered') expect(found.level).toBeGreaterThanOrEqual(3);
        if (found.status === 'below') expect(found.level).toBeLessThan(3);
        expect(found.status === 'not_assessed').toBe(found.evidence === 0);
        if (found.score === null) expect(['thin', 'not_assessed']).toContain(found.status);
        expect(found.level === null).toBe(found.score === null);
      }),
      MANY,
    );
  });

  it('is met only at the cut or over it, and not yet only under it', () => {
    fc.assert(
      fc.property(anyPolicy, anyEvidence, (policy, evidence) => {
        const book = gradebook(`${policy}\n${evidence}`);
        const { score, status } = mastery(book, 'ada', 'x');
        if (status === 'mastered') expect(score).toBeGreaterThanOrEqual(cutOf(book));
        if (status === 'below') expect(score).toBeLessThan(cutOf(book));
      }),
      MANY,
    );
  });

  it('never falls when a score rises, by the methods that promise it', () => {
    fc.assert(
      fc.property(risingPolicy, anyEvidence, fc.nat(7), (policy, evidence, at) => {
        const lines = evidence.split('\n');
        const index = at % lines.length;
        const raised = lines.map((line, place) => (place === index ? raise(line) : line));
        const [before, after] = [lines, raised].map((all) =>
          mastery(gradebook([policy, ...all].join('\n')), 'ada', 'x'),
        );
        expect(after?.score ?? 0).toBeGreaterThanOrEqual(before?.score ?? 0);
        expect(after?.level ?? 0).toBeGreaterThanOrEqual(before?.level ?? 0);
        expect(after?.evidence).toBe(before?.evidence);
      }),
      MANY,
    );
  });
});

const cutOf = (book: Book) => book.standards.yardstick(book.competency('x')).cut;

/** The line with full marks; words without a score stay words. */
const raise = (line: string) => line.replace(/^ada x [^- ]+/, 'ada x 4');

const KINDS = ['test', 'project', 'portfolio'];
const anyScores = fc
  .array(
    fc.record({
      score: fc.double({ min: 0, max: 4, noNaN: true }),
      kind: fc.constantFrom(...KINDS),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map(
    (pieces): Scores => ({
      scores: pieces.map(({ score }) => score),
      kinds: pieces.map(({ kind }) => kind),
      cut: 3,
      lowest: 1,
      top: 4,
    }),
  );

const by = (method: Method, given: Scores) =>
  calculate(
    { ...DEFAULT_POLICY, method, n: 1, kind_weights: { test: 5, project: 3, portfolio: 2 } },
    given,
  );

describe('a method', () => {
  it.each<Method>([
    'latest',
    'highest',
    'mean',
    'median',
    'decaying-average',
    'latest-weighted',
    'weighted-mean',
  ])('%s never falls when one score rises', (method) => {
    fc.assert(
      fc.property(
        anyScores,
        fc.nat(7),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (given, at, raised) => {
          const index = at % given.scores.length;
          const higher = given.scores.map((score, place) =>
            place === index ? Math.max(score, raised) : score,
          );
          const [before, after] = [by(method, given), by(method, { ...given, scores: higher })];
          expect(after).toBeGreaterThanOrEqual((before ?? 0) - 1e-12);
        },
      ),
      MANY,
    );
  });

  it.each(METHODS)('%s lies between the lowest and the highest score', (method) => {
    fc.assert(
      fc.property(anyScores, (given) => {
        const result = by(method, given);
        if (result === null) return;
        const within = method === 'power-law' ? [given.lowest, given.top] : [];
        expect(result).toBeGreaterThanOrEqual(Math.min(...given.scores, ...within) - 1e-9);
        expect(result).toBeLessThanOrEqual(Math.max(...given.scores, ...within) + 1e-9);
      }),
      MANY,
    );
  });
});
