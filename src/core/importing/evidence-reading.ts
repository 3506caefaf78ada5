/** Reading a row of evidence into a piece: who, on what, when, how well; all that is wrong is said. */
import type { Day } from '../model.js';
import type { NewPiece } from '../new-piece.js';
import { dateReader, kindReader, readGivenScore, readSupport } from './evidence-cells.js';
import { type CompetencyLedger, competencyReader } from './evidence-competencies.js';
import { type StudentLedger, studentReader } from './evidence-students.js';
import { type EvidenceRecord, type Faults, saidOr } from './records.js';
import { oneText } from './texts.js';

export interface ReadingLedger extends StudentLedger, CompetencyLedger {
  readonly today: Day;
}

/** Reads records into pieces, saying all that is wrong with each; null where there is no piece. */
export function pieceReader(
  ledger: ReadingLedger,
  faults: Faults,
): (record: EvidenceRecord) => NewPiece | null {
  const findStudent = studentReader(ledger, faults);
  const findCompetency = competencyReader(ledger, faults);
  const kindOf = kindReader(faults);
  const textOf = oneText();
  const dateOf = dateReader(ledger.today, faults);
  return (record) => {
    if (record.fault !== undefined) {
      const { field, code, message } = record.fault;
      faults.error(record.line, field, code, message);
      return null;
    }
    if (record.score === '' && record.note === '') {
      const message = 'a row without a score and without a note is left out';
      faults.warning(record.line, 'score', 'blank_score', message);
      return null;
    }
    const before = faults.errors();
    const student = findStudent(record);
    const competency = findCompetency(record);
    const observedOn = dateOf(record);
    const score =
      competency === null ? null : readGivenScore(record, competency, ledger.standards, faults);
    const support = readSupport(record, faults);
    if (faults.errors() > before) return null;
    if (student === null || competency === null || observedOn === null || score === null)
      return null;
    return {
      student: student.id,
      competency: competency.id,
      observedOn,
      ...score,
      kind: kindOf(record),
      title: saidOr(textOf(record.title), null),
      by: saidOr(textOf(record.by), null),
      note: saidOr(record.note, null),
      link: saidOr(record.link, null),
      support,
      tags: saidOr(record.tags, null),
      externalId: saidOr(record.externalId, null),
    };
  };
}
