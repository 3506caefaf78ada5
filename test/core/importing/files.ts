/**
 * The records of a file, written as a table: the header on line 1, cells between bars. A header is
 * a field in its own words (`Student ID`), or `field=header` where the file calls it otherwise.
 */

import type { Problem } from '../../../src/core/errors.js';
import { evidencePlanner, type WholeLedger } from '../../../src/core/importing/evidence.js';
import type { KnownLedger, KnownPiece } from '../../../src/core/importing/evidence-known.js';
import type { ReadingLedger } from '../../../src/core/importing/evidence-reading.js';
import type {
  EvidenceRecord,
  LinkRecord,
  PathwayRecord,
  RosterRecord,
  Source,
  StandardsRecord,
} from '../../../src/core/importing/records.js';
import type { Id } from '../../../src/core/model.js';
import type { NumberedPiece } from '../../../src/core/new-piece.js';
import { isPolicyKey } from '../../../src/core/policy.js';

export interface FileOf<R> {
  readonly source: Source;
  readonly records: readonly R[];
}

type Cell = (field: string) => string;

function table<R>(
  text: string,
  read: (cell: Cell, line: number, fields: string[]) => R,
): FileOf<R> {
  const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const columns = cellsOf(first).map((header) => header.split('='));
  const headers = columns.map((column) => column.at(-1) ?? '');
  const fields = columns.map(([name = '']) => name.toLowerCase().replace(/ /g, '_'));
  const place = (field: string) => fields.indexOf(field);
  const records = rest.map((line, index) => {
    const cells = cellsOf(line);
    return read((field) => cells[place(field)] ?? '', index + 2, fields);
  });
  return {
    source: { file: 'file.csv', header: (field) => headers[place(field)] ?? null },
    records,
  };
}

export const evidenceFile = (text: string) =>
  table(
    text,
    (cell, line): EvidenceRecord => ({
      line,
      studentId: cell('student_id'),
      studentName: cell('student'),
      section: cell('section'),
      competency: cell('competency'),
      framework: cell('framework'),
      score: cell('score'),
      possible: cell('possible'),
      date: cell('date'),
      kind: cell('kind'),
      title: cell('title'),
      note: cell('note'),
      by: cell('by'),
      link: cell('link'),
      support: cell('support'),
      tags: cell('tags'),
      externalId: cell('external_id'),
    }),
  );

export const rosterFile = (text: string) =>
  table(
    text,
    (cell, line): RosterRecord => ({
      line,
      ids: [
        { type: 'local', value: cell('student_id') },
        ...(cell('state_id') === '' ? [] : [{ type: 'state', value: cell('state_id') }]),
      ],
      given: cell('first_name'),
      family: cell('last_name'),
      preferred: cell('preferred_name'),
      grade: cell('grade'),
      email: cell('email'),
      section: cell('section'),
      sectionName: cell('section_name'),
      course: cell('course'),
      teacher: cell('teacher'),
      school: cell('school'),
      term: cell('term'),
      status: cell('status'),
    }),
  );

const listOf = (text: string) => text.split(/[;\s]+/).filter((word) => word !== '');

export const standardsFile = (text: string) =>
  table(
    text,
    (cell, line, fields): StandardsRecord => ({
      line,
      framework: cell('framework'),
      code: cell('code'),
      statement: cell('statement'),
      label: cell('label'),
      parent: cell('parent'),
      type: cell('type'),
      grade: cell('grade'),
      subject: cell('subject'),
      order: cell('order'),
      assessable: cell('assessable'),
      essential: cell('essential'),
      requires: listOf(cell('requires')),
      guid: cell('guid'),
      scale: cell('scale'),
      rule: cell('rule'),
      points: cell('points'),
      required: cell('required'),
      policy: Object.fromEntries(
        fields.filter((key) => isPolicyKey(key) && cell(key) !== '').map((key) => [key, cell(key)]),
      ),
    }),
  );

export const linksFile = (text: string) =>
  table(
    text,
    (cell, line): LinkRecord => ({
      line,
      source: cell('source'),
      target: cell('target'),
      relationship: cell('relationship'),
      sourceFramework: cell('source_framework'),
      targetFramework: cell('target_framework'),
    }),
  );

export const pathwaysFile = (text: string) =>
  table(
    text,
    (cell, line): PathwayRecord => ({
      line,
      pathway: cell('pathway'),
      stage: cell('stage'),
      stageTitle: cell('stage_title'),
      order: cell('order'),
      competency: cell('competency'),
      requirement: cell('requirement'),
      group: cell('group'),
      dueOn: cell('due_on'),
      minLevel: cell('min_level'),
    }),
  );

/** `2 Score score_off_scale`, or `2 Kind unknown_kind (warning)`: line, header as written, code. */
export const told = ({ problems }: { readonly problems: readonly Problem[] }) =>
  problems.map(({ line, field, code, severity }) =>
    [line, field, code, ...(severity === 'warning' ? ['(warning)'] : [])].join(' '),
  );

/** `+2 ~1 =3`: two added, one updated, three unchanged. */
export const counted = (counts: { add: number; update: number; unchanged: number } | undefined) =>
  `+${counts?.add} ~${counts?.update} =${counts?.unchanged}`;

/** What an import is told of the pieces that a gradebook holds, entry by entry. */
export function holding(
  ...entries: readonly (readonly NumberedPiece[])[]
): Pick<KnownLedger, 'piecesOn' | 'namedOn'> {
  const on = (student: Id, competency: Id): KnownPiece[] =>
    entries.flatMap((pieces, index) =>
      pieces
        .filter((piece) => piece.student === student && piece.competency === competency)
        .map((piece) => ({ ...piece, entry: index + 1, ended: null, firstScore: null })),
    );
  return {
    piecesOn: (student, competency, from, to) =>
      on(student, competency).filter(({ observedOn }) => from <= observedOn && observedOn <= to),
    namedOn: (student, competency, externalId) =>
      on(student, competency).filter(
        (piece) =>
          piece.externalId !== null && piece.externalId === (externalId ?? piece.externalId),
      ),
  };
}

/** A file that fits into memory, planned in one part; the pieces are in its order. */
export function planEvidence(
  source: Source,
  records: readonly EvidenceRecord[],
  ledger: ReadingLedger & WholeLedger,
) {
  const planner = evidencePlanner(source, { ...ledger, broughtOn: () => [] });
  const { pieces } = planner.plan(records.flatMap((record) => planner.readRow([record])));
  const { counts, problems } = planner;
  const numbered = pieces.map(({ piece, number }): NumberedPiece => ({ ...piece, number }));
  return { counts, problems, pieces: numbered.sort((a, b) => a.number - b.number) };
}
