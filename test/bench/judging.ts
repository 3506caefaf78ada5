/**
 * Judging a million pieces in memory with each method, against adding up their scores: students by
 * students, competency by competency, pieces as the store returns them.
 */
import { performance } from 'node:perf_hooks';
import { masteryOf } from '../../src/core/mastery/judge.js';
import type { Competency, Piece, PolicySetting, Showing } from '../../src/core/model.js';
import { METHODS, type Method } from '../../src/core/policy.js';
import { DEFAULT_LEVELS } from '../../src/core/scale.js';
import { type Standards, standardsOf } from '../../src/core/standards.js';

const PIECES = 1_000_000;
const COMPETENCIES = 40;
const KINDS = ['test', 'project', 'observation', 'conference'];
/** Pieces on each competency, and whether a method looks at all of them or, by default, at the last three. */
const each = Number(process.argv[2] ?? '10');
const recent = process.argv[3] === 'all' ? null : 3;

const showings = school(PIECES / COMPETENCIES / each);
const report = METHODS.map((method) => {
  const standards = standardsWith(method);
  const competencies = [...standards.competencies.values()];
  const runs = Array.from({ length: 15 }, () => ({
    sum: timed(() => sumAll(competencies)),
    judge: timed(() => judgeAll(standards, competencies)),
  }));
  return {
    method,
    sum: middle(runs.map(({ sum }) => sum)),
    judge: middle(runs.map(({ judge }) => judge)),
    ratio: middle(runs.map(({ sum, judge }) => judge / sum)),
  };
});
process.stdout.write(JSON.stringify({ pieces: PIECES, each, report }));

/** Every score, added up for each student and competency. */
function sumAll(competencies: readonly Competency[]): number {
  let high = 0;
  for (const showing of showings) {
    for (const { id } of competencies) {
      let sum = 0;
      for (const { score } of showing.pieces.get(id) ?? []) sum += score ?? 0;
      if (sum > 30) high++;
    }
  }
  return high;
}

function judgeAll(standards: Standards, competencies: readonly Competency[]): number {
  let met = 0;
  for (const showing of showings) {
    for (const competency of competencies) {
      if (masteryOf(standards, showing, competency).status === 'mastered') met++;
    }
  }
  return met;
}

function standardsWith(method: Method): Standards {
  const keys: Readonly<Record<string, PolicySetting['value']>> = {
    method,
    recent,
    ...(method === 'weighted-mean'
      ? { kind_weights: { test: 0.4, project: 0.3, observation: 0.2, conference: 0.1 } }
      : {}),
  };
  return standardsOf({
    frameworks: [{ id: 1, name: 'all', guid: null, scale: null }],
    competencies: Array.from({ length: COMPETENCIES }, (_, index) => competency(index + 1)),
    links: [],
    scales: [{ id: 1, name: 'default', levels: DEFAULT_LEVELS }],
    policies: Object.entries(keys).map(([key, value]) => ({
      framework: null,
      competency: null,
      key,
      value,
    })),
  });
}

function competency(id: number): Competency {
  return {
    id,
    framework: 1,
    code: `C.${id}`,
    statement: `competency ${id}`,
    guid: null,
    label: null,
    type: null,
    grade: null,
    subject: null,
    parent: null,
    order: null,
    assessable: null,
    essential: false,
    scale: null,
    rule: null,
    points: null,
    required: null,
  };
}

/** Students who each have `each` pieces on every competency, scores in halves, made from a seed. */
function school(students: number): Showing[] {
  let state = 7;
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  return Array.from({ length: students }, (_, student) => ({
    student,
    pieces: new Map(
      Array.from({ length: COMPETENCIES }, (_, index) => [
        index + 1,
        Array.from({ length: each }, (_, place) => piece(index + 1, place, next)),
      ]),
    ),
    overrides: new Map(),
    excuses: new Map(),
    advances: [],
  }));
}

function piece(competency: number, place: number, next: (below: number) => number): Piece {
  const month = String(1 + Math.floor(place / 3)).padStart(2, '0');
  return {
    competency,
    observedOn: `2026-${month}-${String(1 + (place % 3) * 9).padStart(2, '0')}`,
    entry: place + 1,
    number: 1,
    score: 1 + next(7) / 2,
    possible: null,
    kind: KINDS[next(KINDS.length)] ?? 'test',
    title: null,
    externalId: null,
  };
}

function timed(act: () => number): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
