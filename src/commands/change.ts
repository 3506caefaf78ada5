/** Before and after: what an entry changed for one student and competency, and what is still needed. */

import { type Mastery, masteryOf } from '../core/mastery/judge.js';
import { openNeed } from '../core/mastery/outlook.js';
import type { Competency, Student } from '../core/model.js';
import { displayName, shownId } from '../core/names.js';
import { type Readiness, stageCounts, withReasons } from '../core/readiness/ready.js';
import type { Value } from '../output/csv.js';
import { evidenceText } from '../output/decided.js';
import { visible } from '../output/safe.js';
import { needText, readyText, standingText, waysText } from '../output/sentences.js';
import { titleBeside } from '../output/titles.js';
import { english, type Words } from '../output/words.js';
import type { Learning } from './learning.js';
import type { Session } from './session.js';

/** How a student stands on a competency, and on the stages that ask for it. */
export interface Picture {
  readonly mastery: Mastery;
  readonly stages: readonly Readiness[];
  /** What would make it met; '' when it is. */
  readonly need: string;
}

/** How she stood before: the stages are looked at afterwards only. */
export function masteryNow(learning: Learning, student: Student, competency: Competency): Mastery {
  return masteryOf(learning.standards, learning.showing(student.id), competency);
}

export function pictureOf(learning: Learning, student: Student, competency: Competency): Picture {
  const { standards, ways } = learning;
  const showing = learning.showing(student.id);
  const mastery = masteryOf(standards, showing, competency);
  const yardstick = standards.yardstick(competency);
  const open = openNeed(standards, showing, mastery);
  return {
    mastery,
    stages: stageCounts(standards, ways, showing, competency.id).map((count) =>
      withReasons(standards, showing, count),
    ),
    need: open === null ? '' : waysText(open.ways, yardstick, open),
  };
}

/** How a page for people is written: a session knows it. */
interface Page {
  readonly words: Words;
  readonly idOf: (student: Student) => string;
}

/** The change as lines for people, as JSON, and as the cells of one CSV row. */
export function changeReport(
  learning: Learning,
  student: Student,
  competency: Competency,
  before: Mastery,
  after: Picture,
  page: Page = { words: english, idOf: shownId },
) {
  const code = competency.code;
  const { words } = page;
  const name = learning.called(student, page.idOf);
  return {
    lines: [
      visible(`${name} · ${code} ${titleBeside(competency)}`),
      `  ${visible(standingText(before, words))} → ${visible(standingText(after.mastery, words))}`,
      ...judgedLines(after.mastery, words),
      ...(after.need === '' ? [] : [visible(`  to be met: ${after.need}`)]),
      ...after.stages.flatMap((stage) => stageLines(learning, name, stage)),
    ],
    json: {
      student_id: shownId(student),
      name: displayName(student),
      competency: code,
      before: standing(before),
      after: standing(after.mastery),
      need: after.need === '' ? null : after.need,
      stages: after.stages.map((stage) => stageJson(learning, stage)),
    },
    row: [
      ['student_id', shownId(student)],
      ['competency', code],
      ['score_before', before.score],
      ['status_before', before.status],
      ['score_after', after.mastery.score],
      ['status_after', after.mastery.status],
    ] as readonly (readonly [string, Value])[],
  };
}

/**
 * Prints a change in the format that was asked for; `uids` name the pieces of which it came, and `lines`
 * say it to people.
 */
export async function printChange(
  session: Session,
  { json, row }: ReturnType<typeof changeReport>,
  uids: Readonly<Record<string, string>>,
  lines: readonly string[],
): Promise<void> {
  if (session.format === 'json') return session.print.json({ ...uids, ...json });
  if (session.format === 'people') return session.print.text(lines.join('\n'));
  const cells = [...Object.entries(uids), ...row];
  await session.print.csv(
    cells.map(([key]) => key),
    [cells.map(([, value]) => value)],
  );
}

/** What the evidence says beside a teacher's judgement. */
function judgedLines(mastery: Mastery, words: Words): string[] {
  if (mastery.override === null) return [];
  const disputed = mastery.disputed ? '; newer evidence disputes it' : '';
  return [
    visible(`  judged by the teacher; by the evidence ${evidenceText(mastery, words)}${disputed}`),
  ];
}

function standing({ score, level, status, override, calculated, disputed }: Mastery) {
  return {
    score,
    level: level?.value ?? null,
    level_name: level?.name ?? null,
    status,
    overridden: override !== null,
    calculated_level: calculated.level?.value ?? null,
    calculated_status: calculated.status,
    disputed,
  };
}

/** How she stands on a stage, and what it still needs, as lines. */
export function stageLines(learning: Learning, name: string, stage: Readiness): string[] {
  const missing = stage.missing.map((one) => {
    const need = needText(one, learning.standards.yardstick(one.competency));
    return `    still needed: ${one.competency.code}: ${need}`;
  });
  return [`  ${readyText(name, stage)}`, ...missing]
    .map(visible)
    .map((line, index) => (index === 0 ? `  ${line.trimStart()}` : `    ${line.trimStart()}`));
}

function stageJson(learning: Learning, stage: Readiness) {
  const at = stage.standing.stage ?? stage.standing.completed;
  return {
    pathway: stage.standing.pathwayName,
    stage: at?.name ?? null,
    status: stage.status,
    met: stage.met,
    required: stage.required,
    missing: stage.missing.map((one) => ({
      competency: one.competency.code,
      status: one.status,
      need: needText(one, learning.standards.yardstick(one.competency)),
    })),
  };
}
