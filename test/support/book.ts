/**
 * A gradebook written in the domain's own text, read into the values that core computes over, and
 * its answers as plain objects. One line says one thing; every act is an entry, in order:
 *
 *     scale three 1=No, 2*=Yes, 3=Wow              the one called "default" is the gradebook's
 *     framework Art scale three                    what follows is in it (before any: "Math")
 *     6.RP heading                                 6.RP.1 under 6.RP requires 6.NS.1 "Statement"
 *     6.RP.2 same Art:4 related 6.NS.2             also: order points required rule label scale …
 *     policy method=mean recent=all                policy 6.RP.1 …   policy framework Art …
 *     pathway unit: base "Base" 6.RP.1, 6.RP.2 at 4; more 6.RP.3, choose 2 of 6.NS.1 6.NS.2 6.NS.3
 *     ada 6.RP.1 3 2026-09-01 test "Quiz" #id7     a score may be 8/10, or - for words alone
 *     + ada 6.RP.2 4 2026-09-01 test "Quiz" #id8   in the entry of the line before
 *     ada 6.RP.1: 2 3/4 self:4                     a day each from 2026-09-01, a kind before a colon
 *     ada override 6.RP.2 3 2026-09-09             ada excuse 6.RP.3   ada advance unit base → more
 *
 * Codes, students and kinds need no line of their own: naming one makes it.
 */
import { explain } from '../../src/core/mastery/explain.js';
import { masteryOf } from '../../src/core/mastery/judge.js';
import type { Competency, Id, Pathway, Piece, Showing } from '../../src/core/model.js';
import { progressOf } from '../../src/core/progress.js';
import { readiness } from '../../src/core/readiness/ready.js';
import { type Ways, waysOf } from '../../src/core/readiness/stages.js';
import { type Standards, standardsOf } from '../../src/core/standards.js';
import { showingOf } from '../core/book/acts.js';
import { idOf } from '../core/book/standards.js';
import { readText } from '../core/book/text.js';

export interface Book {
  readonly standards: Standards;
  readonly pathways: readonly Pathway[];
  readonly ways: Ways;
  /** The students, by the words that stand for them, in the order in which they come. */
  readonly students: ReadonlyMap<string, Id>;
  readonly showing: (student: string) => Showing;
  /** By its code, or by `Framework:code`. */
  readonly competency: (code: string) => Competency;
}

export function gradebook(text: string): Book {
  const draft = readText(text);
  const standards = standardsOf({
    frameworks: [...draft.frameworks.values()],
    competencies: [...draft.competencies.values()],
    links: draft.links,
    scales: [...draft.scales.values()],
    policies: draft.policies,
  });
  return {
    standards,
    pathways: draft.pathways,
    ways: waysOf(standards, draft.pathways),
    students: new Map([...draft.showings].map(([name, { student }]) => [name, student])),
    showing: (student) => showingOf(draft, student),
    competency: (code) => {
      const found = standards.competencies.get(idOf(draft, code));
      if (found === undefined) throw new Error(`the book has no ${code}`);
      return found;
    },
  };
}

/** The mastery of one student and competency. */
export function mastery(book: Book, student: string, code: string) {
  const found = masteryOf(book.standards, book.showing(student), book.competency(code));
  return {
    score: found.score,
    level: found.level?.value ?? null,
    status: found.status,
    evidence: found.calculated.evidenceCount,
    last: found.calculated.lastObservedOn,
    calculated: `${found.calculated.level?.value ?? null} ${found.calculated.status}`,
    overridden: found.override !== null,
    disputed: found.disputed,
  };
}

/** How every student stands on every stage; a piece is told by its code and day. */
export function ready(book: Book) {
  return [...book.students.keys()].flatMap((student) =>
    readiness(book.standards, book.ways, book.showing(student)).map((found) => ({
      student,
      pathway: found.standing.pathwayName,
      stage: found.standing.stage?.name ?? null,
      next: found.standing.next?.name ?? null,
      status: found.status,
      met: found.met,
      required: found.required,
      missing: found.missing.map(({ competency, status }) => `${competency.code} ${status}`),
      restsOn: pieceText(book, found.restsOn),
      justEnough: found.justEnough,
      heldBackBy: pieceText(book, found.heldBackBy),
    })),
  );
}

function pieceText(book: Book, piece: Piece | null): string | null {
  if (piece === null) return null;
  return `${book.standards.competencies.get(piece.competency)?.code} ${piece.observedOn}`;
}

/** What one student has shown; `within` are the codes in scope, absent: nothing was chosen. */
export function progress(book: Book, student: string, asked: { within?: string; all?: true } = {}) {
  const ids = asked.within?.split(' ').map((code) => book.competency(code).id);
  const scope = ids === undefined ? null : new Set(ids);
  const found = progressOf(book.standards, book.showing(student), scope, asked.all ?? false);
  return {
    mastered: found.mastered,
    assessed: found.assessed,
    total: found.total,
    competencies: found.competencies.map((one) => `${one.competency.code} ${one.status}`),
    headings: found.headings.map(
      ({ heading, met, of, status }) => `${heading.code} ${met}/${of} ${status}`,
    ),
    frameworks: found.frameworks.map(
      ({ name, met, of, assessed, status }) => `${name} ${met}/${assessed}/${of} ${status}`,
    ),
  };
}

/** The receipt of one mastery, a line a piece. */
export function receipt(book: Book, student: string, code: string) {
  const found = explain(book.standards, book.showing(student), book.competency(code));
  return {
    lines: found.lines.map(({ piece, score, whyNot, weight, scoreWithout }) => ({
      on: piece.observedOn,
      score,
      whyNot,
      weight,
      without: scoreWithout,
    })),
    looked: found.looked?.scores ?? [],
    ways: found.outlook.kind === 'open' ? found.outlook.ways : [],
  };
}
