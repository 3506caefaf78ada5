/** What `pl moderation` looks at: every pair of scores that two people gave to one piece of work. */
import { scoreOn } from '../core/mastery/counting.js';
import type { Competency, Id, Level, Student } from '../core/model.js';
import { difference, type ScorePair, scorePairs, type WorkScore } from '../core/moderation.js';
import { folded } from '../core/names.js';
import { levelReached } from '../core/scale.js';
import { type SignedScore, signedScores } from '../store/moderation.js';
import { loadRoster } from '../store/roster.js';
import type { View } from '../store/view.js';
import { competenciesLeft, studentsLeft } from './in-scope.js';
import { type Learning, loadLearning } from './learning.js';
import { type CompetencyFlags, type DayFlags, readDays, type StudentFlags } from './options.js';
import type { Session } from './session.js';

export type ModerationFlags = StudentFlags &
  CompetencyFlags &
  DayFlags & { readonly pieces?: boolean };

/** A person's score on a piece of work, with all that is said of it. */
export interface Scored extends WorkScore {
  /** Her name as it is written here. */
  readonly by: string;
  readonly student: Student;
  readonly competency: Competency;
  readonly piece: SignedScore;
  /** On the scale of the competency. */
  readonly score: number;
  readonly reached: Level;
  readonly uid: string;
}

export interface Moderation {
  readonly view: View;
  readonly learning: Learning;
  /** Those that lie furthest apart first, then by student and framework order. */
  readonly pairs: readonly ScorePair<Scored>[];
}

/** The pairs that the flags leave. */
export async function loadModeration(
  session: Session,
  flags: ModerationFlags,
): Promise<Moderation> {
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesLeft(learning, flags, view);
  const { students } = studentsLeft(session, loadRoster(book, view), flags, view);
  const ids = students.map(({ id }) => id);
  const byId = new Map(students.map((student) => [student.id, student]));
  const plain = foldedOnce();
  const scores: Scored[] = [];
  for (const piece of signedScores(book, ids, view)) {
    const student = byId.get(piece.student);
    const competency = standards.competencies.get(piece.competency);
    const asked = scope === null || scope.has(piece.competency);
    if (student !== undefined && competency !== undefined && asked)
      scores.push(scored(learning, student, competency, piece, plain));
  }
  return { view, learning, pairs: inOrder(scorePairs(scores), ids, learning) };
}

function scored(
  { standards, uid }: Learning,
  student: Student,
  competency: Competency,
  piece: SignedScore,
  plain: (text: string) => string,
): Scored {
  const { scale } = standards.yardstick(competency);
  const score = scoreOn(scale, piece);
  const reached = levelReached(scale, score);
  return {
    work: [student.id, competency.id, piece.observedOn, plain(titleOf(piece))].join('\n'),
    person: plain(piece.by),
    by: piece.by,
    scale: scale.id,
    level: scale.levels.indexOf(reached),
    levels: scale.levels.length,
    student,
    competency,
    piece,
    score,
    reached,
    uid: uid(piece),
  };
}

/** Names and titles come again and again. */
function foldedOnce(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const plain = known.get(text) ?? folded(text);
    known.set(text, plain);
    return plain;
  };
}

/** What the work is known by. */
export function titleOf({ title, link }: Pick<SignedScore, 'title' | 'link'>): string {
  return title ?? link ?? '';
}

function inOrder(
  pairs: readonly ScorePair<Scored>[],
  students: readonly Id[],
  { standards }: Learning,
): ScorePair<Scored>[] {
  const place = new Map(students.map((id, index) => [id, index]));
  const order = new Map(standards.ordered.map(({ id }, index) => [id, index]));
  const keys = (pair: ScorePair<Scored>) => [
    -Math.abs(difference(pair)),
    -Math.abs(pair.second.score - pair.first.score),
    place.get(pair.first.student.id) ?? 0,
    order.get(pair.first.competency.id) ?? 0,
  ];
  // A stable sort: days, titles and people stay in the order in which they come.
  return pairs
    .map((pair) => ({ pair, key: keys(pair) }))
    .sort((a, b) => a.key.reduce((so, one, at) => so || one - (b.key[at] ?? 0), 0))
    .map(({ pair }) => pair);
}
