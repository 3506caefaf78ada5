/**
 * Results as the gradebook files of OneRoster: one line item a section, competency and term, one result
 * a student in it. A delta, as a bulk set would say that all which it does not list is gone.
 */
import { createHash } from 'node:crypto';
import { isUuid } from '../../core/importing/guids.js';
import type { Day, Level } from '../../core/model.js';
import { onOneLine } from '../one-line.js';
import { OWN_ID } from '../own-ids.js';
import { fileNames, type Version } from '../rosters/oneroster-tables.js';
import type { Cell, OutFile } from './file.js';
import { columnsOf, type FileName } from './oneroster-columns.js';

/** One result, with all that the system that gets it has to know. Ids are those of that system. */
export interface Result {
  readonly student: string;
  /** The school is '' where there is none. */
  readonly section: { readonly id: string; readonly school: string };
  readonly term: { readonly id: string; readonly startsOn: Day; readonly lastDay: Day };
  readonly competency: ResultCompetency;
  readonly scoreStatus: 'fully graded' | 'partially graded' | 'not submitted' | 'exempt';
  /** Null where there is none. */
  readonly level: Level | null;
  readonly on: Day;
}

export interface ResultCompetency {
  readonly framework: string;
  readonly code: string;
  /** By what it is found alone: its code where no other has that. */
  readonly known: string;
  readonly guid: string | null;
  readonly statement: string;
  readonly scale: { readonly name: string; readonly levels: readonly Level[] };
}

type Row = Readonly<Record<string, Cell>>;

/**
 * The files of a set, manifest first, those without rows left out. `day` is when it was last
 * modified, `gradebook` the short name of the one that writes. Of version 1.1, which knows neither words nor objectives, only results with a level.
 */
export function oneRosterFiles(
  version: Version,
  results: readonly Result[],
  day: Day,
  gradebook: string,
): readonly OutFile[] {
  const said = version === '1.2' ? results : results.filter(({ level }) => level !== null);
  const found: readonly (readonly [FileName, ReadonlyMap<string, Row>])[] = [
    ['categories', new Map([[CATEGORY, { title: 'Standards', weight: null }]])],
    ['lineItems', rowsBy(said, lineItem)],
    ['results', rowsBy(said, version === '1.2' ? resultWithWords : plainResult)],
    ['scoreScales', rowsBy(said, scoreScale)],
    ['lineItemScoreScales', rowsBy(said, scaleOfLineItem)],
    ['lineItemLearningObjectiveIds', rowsBy(said, objectiveOfLineItem)],
    ['resultLearningObjectiveIds', rowsBy(said.filter(hasLevel), objectiveOfResult)],
  ];
  const files = found.flatMap(([name, rows]): OutFile[] => {
    const columns = columnsOf(name, version);
    if (columns === null || rows.size === 0) return [];
    const common = { status: 'active', dateLastModified: `${day}T00:00:00.000Z` };
    const cells = [...rows].map(([sourcedId, own]): readonly Cell[] => {
      const row: Row = { sourcedId, ...common, ...own };
      return columns.map((column) => row[column] ?? null);
    });
    return [{ name, columns, rows: cells }];
  });
  return [manifest(version, files, gradebook), ...files];
}

function manifest(version: Version, files: readonly OutFile[], gradebook: string): OutFile {
  const there = new Set(files.map(({ name }) => name));
  return {
    name: 'manifest',
    columns: ['propertyName', 'value'],
    rows: [
      ['manifest.version', '1.0'],
      ['oneroster.version', version],
      ...fileNames(version).map((name) => [`file.${name}`, there.has(name) ? 'delta' : 'absent']),
      ['source.systemName', 'pl'],
      ['source.systemCode', gradebook],
    ],
  };
}

/** Rows by their id, each once, in the order of the results. Two that differ under one id are a bug. */
function rowsBy(
  results: readonly Result[],
  rowOf: (result: Result) => readonly [string, Row],
): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const [id, row] of results.map(rowOf)) {
    const before = rows.get(id);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(row)) {
      throw new Error(`two rows of a OneRoster set have the id ${id}`);
    }
    rows.set(id, row);
  }
  return rows;
}

const hasLevel = ({ level }: Result) => level !== null;

/** The same for the same parts on every day and machine, and within what a sourcedId may be. */
function stableId(...parts: readonly string[]): string {
  return `${OWN_ID}${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

const CATEGORY = stableId('category', 'Standards');

/** By the guid where there is one, so that another code is still the same line item. */
function lineItemId({ section, competency, term }: Result): string {
  const { framework, guid, code } = competency;
  return stableId('lineItem', section.school, section.id, framework, guid ?? code, term.id);
}

function resultId(result: Result): string {
  return stableId('result', lineItemId(result), result.student);
}

function scaleId({ section, competency: { scale } }: Result): string {
  return stableId(
    'scoreScale',
    section.school,
    section.id,
    scale.name,
    JSON.stringify(scale.levels),
  );
}

function lineItem(result: Result): readonly [string, Row] {
  const { section, term, competency } = result;
  const row = {
    title: competency.code,
    description: onOneLine(competency.statement),
    assignDate: term.startsOn,
    dueDate: term.lastDay,
    classSourcedId: section.id,
    categorySourcedId: CATEGORY,
    academicSessionSourcedId: term.id,
    gradingPeriodSourcedId: term.id,
    resultValueMin: 0,
    resultValueMax: competency.scale.levels.at(-1)?.value ?? null,
    schoolSourcedId: section.school,
  };
  return [lineItemId(result), row];
}

function plainResult(result: Result): readonly [string, Row] {
  const row = {
    lineItemSourcedId: lineItemId(result),
    studentSourcedId: result.student,
    scoreStatus: result.scoreStatus,
    score: result.level?.value ?? null,
    scoreDate: result.on,
    comment: result.level?.name ?? null,
  };
  return [resultId(result), row];
}

function resultWithWords(result: Result): readonly [string, Row] {
  const [id, row] = plainResult(result);
  const words = { textScore: result.level?.name ?? null, classSourcedId: result.section.id };
  return [id, { ...row, comment: null, ...words }];
}

function scoreScale(result: Result): readonly [string, Row] {
  const { section, competency } = result;
  const values = competency.scale.levels
    .toReversed()
    .map(({ value, name }) => `{${value}:${name}}`);
  const row = {
    title: competency.scale.name,
    type: 'standards',
    orgSourcedId: section.school,
    // The gradebook knows the titles of courses, and not their ids.
    courseSourcedId: null,
    classSourcedId: section.id,
    scoreScaleValue: values.join(','),
  };
  return [scaleId(result), row];
}

function scaleOfLineItem(result: Result): readonly [string, Row] {
  const row = {
    title: result.competency.scale.name,
    lineItemSourcedId: lineItemId(result),
    scoreScaleSourcedId: scaleId(result),
  };
  return [stableId('lineItemScoreScale', lineItemId(result)), row];
}

function objectiveOfLineItem(result: Result): readonly [string, Row] {
  const row = { lineItemSourcedId: lineItemId(result), ...objective(result.competency) };
  return [stableId('lineItemObjective', lineItemId(result)), row];
}

function objectiveOfResult(result: Result): readonly [string, Row] {
  const row = {
    resultSourcedId: resultId(result),
    ...objective(result.competency),
    score: result.level?.value ?? null,
    textScore: result.level?.name ?? null,
  };
  return [stableId('resultObjective', resultId(result)), row];
}

/** An item of CASE by its identifier; else by its code, from a source that is not known. */
function objective({ guid, known }: ResultCompetency): Row {
  return guid !== null && isUuid(guid)
    ? { source: 'case', learningObjectiveId: `urn:uuid:${guid.toLowerCase()}` }
    : { source: 'unknown', learningObjectiveId: known };
}
