/** The wide form of evidence: students down, competencies across, as teachers keep their own sheets. */
import type { Problem } from '../../core/errors.js';
import { isNoScore, type LeftOut } from '../../core/importing/left-out.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { NumberCell } from '../decimals.js';
import { faultProblem } from '../fault.js';
import type { TableHead, TableRow } from '../table.js';
import type { FactsReader } from './evidence-facts.js';
import type { Sheet } from './sheet.js';

/** What a header names: a competency, or one that cannot be taken (a heading, one of several). */
export type HeaderCompetency =
  | { readonly code: string; readonly framework: string }
  | { readonly fault: { readonly code: string; readonly message: string } };

/** A column of scores. */
export interface CompetencyColumn {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  readonly code: string;
  readonly framework: string;
}

export interface CompetencyColumns {
  readonly columns: readonly CompetencyColumn[];
  /** The headers that name something, those at fault too. */
  readonly headers: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * The columns of `headers` that name competencies. A heading, a code of several frameworks and a
 * competency that two columns name are error problems at the header's line.
 */
export function competencyColumns(
  table: TableHead,
  headers: readonly string[],
  competencyOf: (header: string) => HeaderCompetency | null,
): CompetencyColumns {
  const columns = new Map<string, CompetencyColumn>();
  const problems: Problem[] = [];
  const naming = headers.flatMap((header) => {
    const named = competencyOf(header);
    return named === null ? [] : [{ header, named }];
  });
  for (const { header, named } of naming) {
    if ('fault' in named) {
      problems.push(faultProblem(table.file, { line: table.headerLine, ...named.fault }, header));
      continue;
    }
    const key = `${named.framework}\n${named.code}`;
    const before = columns.get(key);
    if (before === undefined)
      columns.set(key, { index: table.headers.indexOf(header), header, ...named });
    else problems.push(twice(table, before.header, header, named.code));
  }
  return { columns: [...columns.values()], headers: naming.map(({ header }) => header), problems };
}

/** Two columns name one competency. */
export function twice(table: TableHead, first: string, second: string, code: string): Problem {
  const message = `"${first}" and "${second}" are both "${code}": leave one of the columns out`;
  const fault = { line: table.headerLine, code: 'ambiguous_header', message };
  return faultProblem(table.file, fault, second);
}

/** What reading a row takes in either form. */
export interface RowParts {
  readonly facts: FactsReader;
  readonly number: NumberCell;
  readonly isLevel: (word: string) => boolean;
  readonly out: LeftOut;
}

/** One record a cell with a score, all with what the row says. A blank cell says nothing. */
export function wideRows(
  { columns }: Sheet,
  scores: readonly CompetencyColumn[],
  { facts, number, isLevel, out }: RowParts,
): (row: TableRow) => readonly EvidenceRecord[] {
  return (row) => {
    const said = facts(row, '', '');
    const records: EvidenceRecord[] = [];
    for (const { index, header, code, framework } of scores) {
      const score = number(row.cells[index] ?? '');
      if (score === '') continue;
      if (isNoScore(score, isLevel)) out.word(row.line, header, score);
      else records.push({ ...said, competency: code, framework, score, scoreColumn: header });
    }
    if (records.length === 0 && said.note !== '')
      out.note(row.line, columns.header('note') ?? 'note');
    return records;
  };
}
