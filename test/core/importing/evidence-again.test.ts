import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidencePlanner } from '../../../src/core/importing/evidence.js';
import { codeIndex } from '../../../src/core/matching/competencies.js';
import type { NumberedPiece } from '../../../src/core/new-piece.js';
import { gradebook } from '../../support/book.js';
import { pupil } from '../people.js';
import { counted, evidenceFile, holding, planEvidence, told } from './files.js';

const BOOK = gradebook('x\ny');

const LEDGER = {
  standards: BOOK.standards,
  find: codeIndex(BOOK.standards),
  students: [pupil(1, 'Ana', 'Osei'), pupil(2, 'Bo', 'Lind')],
  sectionMembers: () => null,
  today: '2026-10-01',
};

/** Plans a file where these pieces are in the gradebook already, struck or not. */
const plan = (text: string, pieces: readonly NumberedPiece[] = []) => {
  const { source, records } = evidenceFile(text);
  return planEvidence(source, records, { ...LEDGER, ...holding(pieces) });
};

const HEADER = 'student_id | competency | score | date | kind | title | by';
const QUIZ = '1 | x | 3 | 2026-09-01 | test | Quiz | Mr O';

/** What a second file does after a first. */
const again = (first: string, second: string) =>
  counted(plan(second, plan(first).pieces).counts.evidence);

describe('a file that comes again', () => {
  it.each([
    ['the same', QUIZ, QUIZ, '+0 ~0 =1'],
    ['twice the same', `${QUIZ}\n${QUIZ}`, `${QUIZ}\n${QUIZ}`, '+0 ~0 =2'],
    ['one more of the same', QUIZ, `${QUIZ}\n${QUIZ}`, '+1 ~0 =1'],
    ['one less of the same', `${QUIZ}\n${QUIZ}`, QUIZ, '+0 ~0 =1'],
    ['another student', QUIZ, QUIZ.replace('1 |', '2 |'), '+1 ~0 =0'],
    ['another competency', QUIZ, QUIZ.replace('x', 'y'), '+1 ~0 =0'],
    ['another score', QUIZ, QUIZ.replace('| 3 |', '| 4 |'), '+1 ~0 =0'],
    ['another day', QUIZ, QUIZ.replace('09-01', '09-02'), '+1 ~0 =0'],
    ['another kind', QUIZ, QUIZ.replace('test', 'project'), '+1 ~0 =0'],
    ['another title', QUIZ, QUIZ.replace('Quiz', 'Exam'), '+1 ~0 =0'],
    ['another teacher', QUIZ, QUIZ.replace('Mr O', 'Ms R'), '+1 ~0 =0'],
    ['the level by its name', QUIZ, QUIZ.replace('| 3 |', '| Proficient |'), '+0 ~0 =1'],
  ])('%s', (_, first, second, expected) => {
    expect(again(`${HEADER}\n${first}`, `${HEADER}\n${second}`)).toBe(expected);
  });

  it('knows what was typed by hand', () => {
    const byHand = plan(`${HEADER}\n${QUIZ}`).pieces.map((piece) => ({ ...piece, note: 'typed' }));
    expect(counted(plan(`${HEADER}\n${QUIZ}`, byHand).counts.evidence)).toBe('+0 ~0 =1');
  });

  it('knows words by the words', () => {
    const words = (note: string) =>
      `student_id | competency | score | date | note\n1 | x | | 2026-09-01 | ${note}`;
    expect(again(words('calm'), words('calm'))).toBe('+0 ~0 =1');
    expect(again(words('calm'), words('loud'))).toBe('+1 ~0 =0');
  });

  it('knows a share of full marks by what it amounts to', () => {
    const file = (score: string, possible: string) =>
      `student_id | competency | score | possible | date\n1 | x | ${score} | ${possible} | 2026-09-01`;
    expect(again(file('8', '10'), file('80', '100'))).toBe('+0 ~0 =1');
    expect(again(file('8', '10'), file('3.2', ''))).toBe('+0 ~0 =1');
    expect(again(file('8', '10'), file('9', '10'))).toBe('+1 ~0 =0');
  });
});

describe('a row that is nearly what the gradebook holds', () => {
  const said = (first: string, second: string) =>
    told(plan(`${HEADER}\n${second}`, plan(`${HEADER}\n${first}`).pieces));

  it.each([
    ['another score of the same work', QUIZ.replace('| 3 |', '| 4 |')],
    ['another title', QUIZ.replace('Quiz', 'Quiz 1')],
    ['no title', QUIZ.replace('Quiz', '')],
    ['another teacher', QUIZ.replace('Mr O', '')],
  ])('%s is added with a warning', (_, second) => {
    expect(said(QUIZ, second)).toEqual(['2  alike (warning)']);
  });

  it.each([
    ['the same', QUIZ],
    ['another day', QUIZ.replace('09-01', '09-02')],
    ['another kind', QUIZ.replace('test', 'project')],
    ['another student', QUIZ.replace('1 |', '2 |')],
    ['another score of other work', QUIZ.replace('| 3 |', '| 4 |').replace('Quiz', 'Exam')],
  ])('%s is none', (_, second) => {
    expect(said(QUIZ, second)).toEqual([]);
  });

  it('is none beside its own earlier piece when both are in the file', () => {
    expect(said(QUIZ, `${QUIZ.replace('| 3 |', '| 4 |')}\n${QUIZ}`)).toEqual([]);
  });

  it('is none beside a piece that was struck', () => {
    const struck = holding(plan(`${HEADER}\n${QUIZ}`).pieces);
    const { source, records } = evidenceFile(`${HEADER}\n${QUIZ.replace('| 3 |', '| 4 |')}`);
    const again = planEvidence(source, records, {
      ...LEDGER,
      ...struck,
      piecesOn: (...asked) => struck.piecesOn(...asked).map((piece) => ({ ...piece, ended: 9 })),
    });
    expect(told(again)).toEqual([]);
  });
});

describe('under an external id', () => {
  const file = (row: string) => `external_id | ${HEADER}\n${row}`;

  it.each([
    ['the same', `q1 | ${QUIZ}`, `q1 | ${QUIZ}`, '+0 ~0 =1'],
    ['another score', `q1 | ${QUIZ}`, `q1 | ${QUIZ.replace('| 3 |', '| 4 |')}`, '+0 ~1 =0'],
    ['another day', `q1 | ${QUIZ}`, `q1 | ${QUIZ.replace('09-01', '09-02')}`, '+0 ~1 =0'],
    ['another competency', `q1 | ${QUIZ}`, `q1 | ${QUIZ.replace('x', 'y')}`, '+1 ~0 =0'],
    ['another student', `q1 | ${QUIZ}`, `q1 | ${QUIZ.replace('1 |', '2 |')}`, '+1 ~0 =0'],
    ['another id', `q1 | ${QUIZ}`, `q2 | ${QUIZ}`, '+1 ~0 =0'],
    [
      'two scores in one file',
      `q1 | ${QUIZ}`,
      `q1 | ${QUIZ}\nq1 | ${QUIZ.replace('| 3 |', '| 4 |')}`,
      '+0 ~1 =1',
    ],
    [
      'back to the first score',
      `q1 | ${QUIZ}\nq1 | ${QUIZ.replace('| 3 |', '| 4 |')}`,
      `q1 | ${QUIZ}`,
      '+0 ~1 =0',
    ],
  ])('%s', (_, first, second, expected) => {
    expect(again(file(first), file(second))).toBe(expected);
  });

  it('comes twice in one file', () => {
    expect(counted(plan(file(`q1 | ${QUIZ}\nq1 | ${QUIZ}`)).counts.evidence)).toBe('+1 ~0 =1');
  });

  it('says nothing by a column that it lacks or leaves blank', () => {
    const first = `external_id | ${HEADER} | note | link\nq1 | ${QUIZ} | well done | http://x`;
    const short =
      'external_id | student_id | competency | score | date\nq1 | 1 | x | 3 | 2026-09-01';
    const blank = `external_id | ${HEADER} | note | link\nq1 | ${QUIZ} | |`;
    expect(again(first, short)).toBe('+0 ~0 =1');
    expect(again(first, blank)).toBe('+0 ~0 =1');
    expect(again(first, `${first.split('\n')[0]}\nq1 | ${QUIZ} | better | http://x`)).toBe(
      '+0 ~1 =0',
    );
  });

  it('is not the same as the row without one', () => {
    expect(again(`${HEADER}\n${QUIZ}`, file(`q1 | ${QUIZ}`))).toBe('+1 ~0 =0');
  });

  it('is told to be alike to the equal piece without one, unless a row of the file is that piece', () => {
    const held = plan(`${HEADER}\n${QUIZ}`).pieces;
    const other = QUIZ.replace('| 3 |', '| 4 |');
    expect(told(plan(file(`q1 | ${QUIZ}\nq2 | ${other}`), held))).toEqual(['2  alike (warning)']);
    expect(told(plan(file(` | ${QUIZ}\nq1 | ${QUIZ}`), held))).toEqual([]);
    expect(told(plan(file(`q1 | ${QUIZ}`), plan(file(`q1 | ${QUIZ}`)).pieces))).toEqual([]);
  });
});

const anyRow = fc
  .tuple(
    fc.constantFrom('', '', 'q1', 'q2'),
    fc.constantFrom('1', '2'),
    fc.constantFrom('x', 'y'),
    fc.constantFrom('2', '3', '8 of 10'),
    fc.constantFrom('2026-09-01', '2026-09-02'),
    fc.constantFrom('', 'test'),
    fc.constantFrom('', 'Quiz'),
  )
  .map(([external, student, code, given, day, kind, title]) => {
    const [score, possible = ''] = given.split(' of ');
    return [external, student, code, score, possible, day, kind, title].join(' | ');
  });

describe('whatever is in the file', () => {
  it('nothing happens when it comes a second time', () => {
    // Each external id once: a file that changes a score on its way changes it again.
    const anyFile = fc
      .uniqueArray(anyRow, {
        maxLength: 10,
        selector: (row) => (row.startsWith(' ') ? Symbol() : row.split(' | ').slice(0, 3).join()),
      })
      .map((rows) =>
        [
          'external_id | student_id | competency | score | possible | date | kind | title',
          ...rows,
        ].join('\n'),
      );
    fc.assert(
      fc.property(anyFile, (file) => {
        const first = plan(file);
        expect(first.problems).toEqual([]);
        const second = plan(file, first.pieces);
        expect(second.pieces).toEqual([]);
        expect(second.counts.evidence.unchanged).toBe(first.counts.evidence.add);
      }),
      { numRuns: 300 },
    );
  });
});

/** The pieces that a file of several parts leaves, planned and written part by part. */
const inParts = (text: string, held: readonly NumberedPiece[], size: number) => {
  const { source, records } = evidenceFile(text);
  let brought: NumberedPiece[] = [];
  const planner = evidencePlanner(source, {
    ...LEDGER,
    ...holding(held),
    broughtOn: (student, competency) =>
      brought.filter(
        (piece) =>
          piece.externalId !== null && piece.student === student && piece.competency === competency,
      ),
  });
  for (let at = 0; at < records.length; at += size) {
    const rows = records.slice(at, at + size).flatMap((record) => planner.readRow([record]));
    const { pieces, replaced } = planner.plan(rows);
    const gone = new Set(replaced.map(({ number }) => number));
    brought = brought.filter(({ number }) => !gone.has(number));
    brought.push(...pieces.map(({ piece, number }) => ({ ...piece, number })));
    brought.sort((a, b) => a.number - b.number);
  }
  return { pieces: brought, counts: planner.counts };
};

describe('a file that is longer than memory', () => {
  it('comes to the same in parts as whole', () => {
    const file = fc
      .array(anyRow, { maxLength: 14 })
      .map((rows) =>
        [
          'external_id | student_id | competency | score | possible | date | kind | title',
          ...rows,
        ].join('\n'),
      );
    fc.assert(
      fc.property(file, file, fc.integer({ min: 1, max: 5 }), (first, second, size) => {
        const held = plan(first).pieces;
        const whole = plan(second, held);
        const parts = inParts(second, held, size);
        const unnumbered = (pieces: readonly NumberedPiece[]) =>
          pieces.map(({ number: _, ...piece }) => piece);
        expect(unnumbered(parts.pieces)).toEqual(unnumbered(whole.pieces));
        expect(parts.counts).toEqual(whole.counts);
      }),
      { numRuns: 1000 },
    );
  });
});
