/** `pl export evidence`: one row a piece, student by student in the order of entry. */
import { ownCode } from '../../core/matching/competencies.js';
import { shownId } from '../../core/names.js';
import type { Value } from '../../output/csv.js';
import { standingPieces } from '../../store/evidence.js';
import { loadRoster } from '../../store/roster.js';
import { loadStandards } from '../../store/standards.js';
import { type Asked, competenciesAsked, type ExportTable, studentsAsked } from './exporter.js';

export function exportEvidence(asked: Asked): ExportTable {
  const { book, view } = asked;
  const standards = loadStandards(book, view);
  const scope = competenciesAsked(asked, standards);
  const { students } = studentsAsked(asked, loadRoster(book, view));
  const ids = new Map(students.map((student) => [student.id, shownId(student)]));
  const rows = [...standingPieces(book, ids.keys(), view)].flatMap((piece): Value[][] => {
    const competency = standards.competencies.get(piece.competency);
    if (competency === undefined || (scope !== null && !scope.has(competency.id))) return [];
    return [
      [
        ids.get(piece.student) ?? '',
        standards.frameworkName(competency),
        ownCode(standards, competency),
        piece.score,
        piece.possible,
        piece.observedOn,
        piece.kind,
        piece.title,
        piece.note,
        piece.by,
        piece.link,
        piece.support,
        piece.tags,
        piece.externalId,
      ],
    ];
  });
  return { columns: COLUMNS, rows };
}

const COLUMNS = [
  'student_id',
  'framework',
  'competency',
  'score',
  'possible',
  'date',
  'kind',
  'title',
  'note',
  'by',
  'link',
  'support',
  'tags',
  'external_id',
];
