/** Any evidence and any policy, in the text of a gradebook, for tests of what always holds. */
import fc from 'fast-check';
import { addDays } from '../../src/core/day.js';

const SCORES = ['0', '1', '1.5', '2', '2.75', '3', '3.25', '4', '-', '1/3', '9/10', '12/10'];
const KINDS = ['test', 'project', 'observation', 'self', 'poster'];
const METHODS = [
  'median',
  'latest',
  'highest',
  'mean',
  'mode tie=higher',
  'mode tie=recent',
  'mode tie=none',
  'decaying-average weight=0.5',
  'decaying-average',
  'latest-weighted weight=0.3',
  'n-times n=2',
  'power-law',
  'weighted-mean kind_weights=test:0.7;project:0.3',
];
const OTHERS = [
  'recent=all',
  'recent=3',
  'recent=2 top=1',
  'recent=all top=2',
  'min_evidence=1',
  'min_evidence=4',
  'round=0',
  'round=4 rounding=half-even',
  'rounding=down',
  'level_cut=nearest',
  'mastery_at=2.5',
  'level_cut=nearest mastery_at=3.8',
  'mastery_at=0.5',
  'min_kinds=2',
  'require_kinds=project',
  'kinds=test;project;self',
];

/** A competency x and its policy: one of these methods and some of these other keys. */
export const policyOf = (methods: readonly string[], others: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...methods), fc.subarray([...others]))
    .map(([method, keys]) => `x\npolicy method=${[method, ...keys].join(' ')}`);

export const anyPolicy = policyOf(METHODS, OTHERS);

/** Policies under which no result falls when a score rises. */
export const risingPolicy = policyOf(
  METHODS.filter((method) => !/^(mode|n-times|power-law)/.test(method)),
  // The highest few may be others when one rises, and the later of them weigh more.
  OTHERS.filter((keys) => !keys.includes('top')),
);

/** One piece of evidence without its day. */
const anyPiece = fc.record({
  score: fc.constantFrom(...SCORES),
  kind: fc.constantFrom(...KINDS),
  title: fc.constantFrom('', '"Quiz"', '"Bridge"'),
  external: fc.constantFrom('', '', '', '#1', '#2'),
});

/** Up to eight lines of ada's evidence on x, some on one day, some replacing each other. */
export const anyEvidence = fc
  .array(fc.tuple(anyPiece, fc.nat(6)), { maxLength: 8 })
  .map((pieces) =>
    pieces
      .map(([{ score, kind, title, external }, day]) =>
        ['ada x', score, addDays('2026-09-01', day), kind, title, external].join(' '),
      )
      .join('\n'),
  );

/** Up to eight lines of evidence of a student on x, all on different days, out of order. */
export const anyDays = (student: string) =>
  fc
    .array(fc.tuple(anyPiece, fc.double()), { maxLength: 8 })
    .map((pieces) => [...pieces].map((piece, day) => ({ piece: piece[0], key: piece[1], day })))
    .map((pieces) => pieces.sort((a, b) => a.key - b.key))
    .map((pieces) =>
      pieces.map(
        ({ piece: { score, kind, title }, day }) =>
          `${student} x ${score} ${addDays('2026-09-01', day)} ${kind} ${title}`,
      ),
    );
