/** Makes evidence for the students and standards of a gradebook, from a seed: the same file each time. */

/** A small seeded generator (mulberry32): numbers from 0 up to 1. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const KINDS = ['test', 'project', 'portfolio', 'observation', 'conference', 'self'];

/**
 * Lines of an evidence CSV: each student works on a stretch of the standards, with several scores on
 * each, mostly growing.
 */
export function evidenceCsv(students, competencies, pieces, seed) {
  const random = seeded(seed);
  const lines = ['student_id,competency,score,date,kind,title,external_id'];
  const each = Math.ceil(pieces / students.length);
  for (const [place, student] of students.entries()) {
    const ability = 1.5 + random() * 2;
    const start = Math.floor(random() * competencies.length);
    for (let n = 0; n < each && lines.length <= pieces; n++) {
      const round = Math.floor(n / 25);
      const competency = competencies[(start + (n % 25)) % competencies.length];
      const score = Math.min(
        4,
        Math.max(1, Math.round((ability + round * 0.3 + random() - 0.5) * 2) / 2),
      );
      const kind = KINDS[Math.floor(random() * KINDS.length)];
      lines.push(
        [student, competency, score, dayOf(n), kind, `Task ${round + 1}`, `x-${place}-${n}`].join(
          ',',
        ),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/**
 * The same, as a school's system writes it: all of one day before those of the next, without
 * external ids.
 */
export function datedEvidenceCsv(students, competencies, pieces, seed) {
  const [, ...lines] = evidenceCsv(students, competencies, pieces, seed).trimEnd().split('\n');
  const byDay = new Map();
  for (const line of lines) {
    const cells = line.split(',').slice(0, 6);
    const day = cells[3] ?? '';
    if (!byDay.has(day)) byDay.set(day, []);
    byDay.get(day).push(cells.join(','));
  }
  const days = [...byDay.keys()].sort();
  return [
    'student_id,competency,score,date,kind,title',
    ...days.flatMap((day) => byDay.get(day)),
    '',
  ].join('\n');
}

/** School days from September on, the later pieces later. */
function dayOf(n) {
  const day = new Date(Date.UTC(2025, 8, 1 + Math.floor(n * 0.9)));
  return day.toISOString().slice(0, 10);
}
