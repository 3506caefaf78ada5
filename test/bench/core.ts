/** Judging every piece of a gradebook against only reading them, in one process. */
import { performance } from 'node:perf_hooks';
import { masteryOf } from '../../src/core/mastery/judge.js';
import { shownIds } from '../../src/core/progress.js';
import { openGradebook } from '../../src/store/open.js';
import { showingReader } from '../../src/store/showing.js';
import { loadStandards } from '../../src/store/standards.js';
import { loadStudents } from '../../src/store/students.js';

const book = openGradebook(process.argv[2] ?? '');
const standards = loadStandards(book);
const students = loadStudents(book).map(({ id }) => id);
const reader = showingReader(book);

function readAll(): number {
  let pieces = 0;
  for (const student of students) {
    for (const own of reader.read(student).pieces.values()) pieces += own.length;
  }
  return pieces;
}

function judgeAll(): number {
  let met = 0;
  for (const student of students) {
    const showing = reader.read(student);
    for (const id of shownIds(standards, showing)) {
      const competency = standards.competencies.get(id);
      if (competency === undefined) continue;
      if (masteryOf(standards, showing, competency).status === 'mastered') met++;
    }
  }
  return met;
}

function timed(act: () => number): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

const runs = Array.from({ length: 9 }, () => ({ read: timed(readAll), judge: timed(judgeAll) }));
const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
const report = {
  pieces: readAll(),
  read: middle(runs.map(({ read }) => read)),
  judge: middle(runs.map(({ judge }) => judge)),
};
book.db.close();
process.stdout.write(JSON.stringify(report));
