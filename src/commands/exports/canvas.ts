/** `pl export canvas`: standards as Canvas outcomes, or with `--results` the standing as its mastery export. */
import { PlError } from '../../core/errors.js';
import type { Mastery } from '../../core/mastery/judge.js';
import type { Competency, Student } from '../../core/model.js';
import { fullName, shownId } from '../../core/names.js';
import { progressOf } from '../../core/progress.js';
import type { Standards } from '../../core/standards.js';
import { canvasOutcomes } from '../../formats/out/canvas-outcomes.js';
import { english } from '../../output/words.js';
import { loadRoster } from '../../store/roster.js';
import { loadLearning } from '../learning.js';
import { type Asked, competenciesAsked, type ExportTable, studentsAsked } from './exporter.js';

export function exportCanvas(asked: Asked): ExportTable {
  if (asked.session.options.json === true)
    throw new PlError('usage', 'Canvas takes CSV: leave out --json');
  return asked.flags.results === true ? results(asked) : outcomes(asked);
}

function outcomes(asked: Asked): ExportTable {
  const { standards } = loadLearning(asked.book, asked.view);
  const { columns, rows, unsaid } = canvasOutcomes(standards, topDown(standards, wanted(asked)));
  const notes =
    unsaid === 0
      ? []
      : [
          `${english.count(unsaid, 'outcome')} with a method that Canvas does not have: its own default holds there`,
        ];
  return { columns, rows, plain: true, notes };
}

function wanted(asked: Asked): readonly Competency[] {
  const { standards } = loadLearning(asked.book, asked.view);
  const scope = competenciesAsked(asked, standards);
  return standards.ordered.filter(({ id }) => scope === null || scope.has(id));
}

/** Canvas finds a group only above what lies in it. */
function topDown(standards: Standards, wanted: readonly Competency[]): readonly Competency[] {
  const inScope = new Set(wanted.map(({ id }) => id));
  const walk = (one: Competency): readonly Competency[] => [
    one,
    ...standards
      .children(one.id)
      .filter(({ id }) => inScope.has(id))
      .flatMap(walk),
  ];
  return wanted.filter(({ parent }) => parent === null || !inScope.has(parent)).flatMap(walk);
}

/** One row a student, two columns a competency: the score, and the points that mean mastery. */
function results(asked: Asked): ExportTable {
  const { standards, showing } = loadLearning(asked.book, asked.view);
  const assessed = wanted(asked).filter(standards.assessable);
  const scope = new Set(assessed.map(({ id }) => id));
  const { students } = studentsAsked(asked, loadRoster(asked.book, asked.view));
  const found = students.map((student) => {
    const { competencies } = progressOf(standards, showing(student.id), scope, false);
    return {
      student,
      scores: new Map(competencies.map((one) => [one.competency.id, scoreOf(one)])),
    };
  });
  const blank = found.flatMap(({ scores }) => [...scores.values()]).filter((one) => one === null);
  const shown = assessed.filter(({ id }) => found.some(({ scores }) => scores.has(id)));
  return {
    columns: [
      ...['Student name', 'Student ID', 'Student SIS ID'],
      ...shown.flatMap((one) => {
        const path = pathOf(standards, one);
        return [`${path} result`, `${path} mastery points`];
      }),
    ],
    rows: found.map(({ student, scores }) => [
      fullName(student),
      ...idsOf(student),
      ...shown.flatMap((one) => [scores.get(one.id) ?? null, standards.yardstick(one).cut]),
    ]),
    plain: true,
    notes:
      blank.length === 0
        ? []
        : [
            `${english.count(blank.length, 'standing')} neither met nor not yet: the score is blank`,
          ],
  };
}

/** What counts is a teacher's judgement, else the score; null where too little is known, or she is excused. */
function scoreOf({ status, override, level, score }: Mastery): number | null {
  if (status !== 'mastered' && status !== 'below') return null;
  return (override === null ? score : null) ?? level?.value ?? null;
}

/** The number that Canvas gave her, where it is known, and the id of the school. */
function idsOf(student: Student): readonly [string | null, string] {
  const own = student.ids.find(({ type }) => type === 'canvas');
  return [own?.value ?? null, shownId(student)];
}

/** Headings from the top, then the competency by its code. */
function pathOf(standards: Standards, one: Competency): string {
  const parts = [one.code];
  for (let at = one.parent; at !== null; ) {
    const heading = standards.competencies.get(at);
    if (heading === undefined || parts.length > 20) break;
    parts.unshift(heading.label ?? heading.code);
    at = heading.parent;
  }
  return parts.join(' > ');
}
