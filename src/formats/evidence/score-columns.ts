/** Tables with a column of scores for each thing that was measured, such as those of outside tests. */
import type { Problem } from '../../core/errors.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { Field } from '../headers.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead } from '../table.js';
import type { CodeMaps } from './code-maps.js';
import { cutLevel } from './cut-levels.js';
import { at, notMapped, rowFacts } from './facts.js';
import type { MadeId } from './made-ids.js';
import { possibleOf, recordsOn, type ScoreColumn, scoresOf } from './scores.js';

export interface ColumnsOf {
  readonly fields: readonly Field[];
  /** The kind where nobody says one. */
  readonly kind: string;
  /** Whether a column is no score unless `--map` says so. */
  readonly about: (header: string) => boolean;
  /** The external id of a score, made of its row and the header of its column; left out: none. */
  readonly idOf?: MadeId;
  /** The note of a score: what its cell says where that is not the score itself. */
  readonly noteOf?: (column: ScoreColumn, cell: string) => string;
}

/** One record a cell of a column that `--map` or its header gives a competency. */
export function readColumns(
  table: TableHead,
  codes: CodeMaps,
  options: EvidenceOptions,
  { fields, kind, about, idOf, noteOf = () => '' }: ColumnsOf,
): EvidenceReader {
  const facts = rowFacts(table, fields, codes.fields, options, kind);
  const free = facts.columns.unused.filter((header) => !about(header));
  const columns = table.headers.flatMap((header, index) => {
    const competencies = competenciesOf(header, free, codes, options);
    return competencies === null
      ? []
      : [{ index, header, title: '', externalId: '', competencies }];
  });
  const left = free.filter((header) => !columns.some((one) => one.header === header));
  const used = columns.filter(({ competencies }) => competencies.length > 0);
  const scores = scoresOf(facts.number, options);
  return {
    source: {
      ...facts.source,
      header: (name) =>
        facts.source.header(name === 'external_id' && idOf !== undefined ? 'date' : name),
    },
    problems: [
      ...(used.length === 0 ? [nothingMapped(table)] : notMapped(table, 'column', left)),
      ...facts.problems,
    ],
    recordsOf: (row) => {
      const said = facts.of(row);
      return used.flatMap((column) => {
        const found = scores.read(row, column.index, column.header);
        if (found === null) return [];
        const cell = (row.cells[column.index] ?? '').trim();
        const level = found.isValue === true ? null : cutLevel(found.score, options);
        const record: EvidenceRecord = {
          ...said,
          score: level?.score ?? levelNumber(found.score),
          possible: level === null ? possibleOf(found, said.possible) : '',
          note: said.note || noteOf(column, cell),
          externalId: idOf?.(said, column.header) ?? said.externalId,
          scoreColumn: column.header,
          ...(level?.isBelow === true ? { fault: below(column.header) } : {}),
        };
        return recordsOn(column.competencies, record);
      });
    },
    atEnd: () => scores.problems(table.file),
  };
}

/** What `--map` says, else the competency that the header is; null: none. */
function competenciesOf(
  header: string,
  free: readonly string[],
  codes: CodeMaps,
  { competencyOf }: EvidenceOptions,
): ScoreColumn['competencies'] | null {
  const mapped = header === '' ? null : codes.of(header);
  if (mapped !== null) return mapped;
  const found = free.includes(header) ? competencyOf(header) : null;
  return found === null || 'fault' in found ? null : [found];
}

/** "Level 3" is a 3. */
function levelNumber(score: string): string {
  return /^(?:achievement |performance )?level:?\s*(\d+)$/i.exec(score)?.[1] ?? score;
}

export function below(field: string): NonNullable<EvidenceRecord['fault']> {
  const message = 'the score lies under the lowest level of --cuts';
  return { field, code: 'below_cuts', message };
}

function nothingMapped(table: TableHead): Problem {
  const message = 'nothing says which competency a column is about: --map "HEADER=CODE,CODE"';
  return at(table, 'not_mapped', 'error', message);
}
