/** The preview of a paste, on standard error: what it was taken for, and each score that would be written. */
import type { Parted } from '../../core/entering/known.js';
import type { Pasted } from '../../core/entering/meaning.js';
import type { Paste } from '../../core/entering/paste.js';
import { displayName } from '../../core/names.js';
import type { Standards } from '../../core/standards.js';
import { levelText } from '../../output/sentences.js';
import { tableText } from '../../output/table.js';
import { english } from '../../output/words.js';
import type { Session } from '../session.js';

const AS: Readonly<Record<Paste['as'], string>> = {
  lines: 'lines',
  rows: 'rows of a sheet',
  grid: 'a grid of students and competencies',
};

/** Says what was understood; pieces that are known are left out of the table. */
export async function printPreview(
  session: Session,
  standards: Standards,
  paste: Paste,
  { fresh }: Parted,
): Promise<void> {
  session.say(understood(paste));
  for (const { message } of paste.problems) session.say(message);
  const wanted = new Set(fresh.map(({ index }) => index));
  const rows = paste.scores.filter((_, index) => wanted.has(index));
  if (rows.length === 0) return;
  const columns = ['Student', 'Competency', 'Level', 'Note'].map((title) => ({ title }));
  const cells = rows.map((one) => [
    displayName(one.student),
    one.competency.code,
    shownScore(standards, one),
    one.note,
  ]);
  const width = session.io.errIsTerminal ? session.io.width : Number.POSITIVE_INFINITY;
  session.io.err(await tableText(columns, cells, { width, colour: false }));
}

/** "read as lines: 24 scores of 8 students on 3 competencies; 2 empty cells left out". */
function understood({ as, scores, empty }: Paste): string {
  const students = new Set(scores.map(({ student }) => student)).size;
  const competencies = new Set(scores.map(({ competency }) => competency)).size;
  const parts = [
    english.count(scores.length, 'score'),
    `of ${english.count(students, 'student')}`,
    `on ${english.count(competencies, 'competency')}`,
  ];
  const blank = empty === 0 ? '' : `; ${english.count(empty, 'empty cell')} left out`;
  return `read as ${AS[as]}: ${parts.join(' ')}${blank}`;
}

function shownScore(standards: Standards, { competency, score }: Pasted): string {
  const { levels } = standards.yardstick(competency).scale;
  const level = levels.find(({ value }) => value === score);
  return level === undefined ? String(score) : levelText(level);
}
