/** Evidence from the Learning Mastery Gradebook of Canvas: a row a student, two columns an outcome. */
import type { Problem } from '../../core/errors.js';
import type { EvidenceRecord } from '../../core/importing/records.js';
import type { Glimpse } from '../format.js';
import { normalHeader } from '../names.js';
import {
  type EvidenceOptions,
  type EvidenceReader,
  FIELDS as OWN_FIELDS,
} from '../native/evidence.js';
import { twice } from '../native/evidence-wide.js';
import { readTable, type TableHead, type TableRow } from '../table.js';
import { ANY_STUDENT, canvasStudents } from './canvas-students.js';
import { type CodeMaps, codeMaps } from './code-maps.js';
import { at, field, MAPPED_FIELDS, rowFacts } from './facts.js';
import type { EvidenceFormat } from './format.js';
import { type OtherScales, otherScales } from './other-scales.js';
import { englishPairs, type OutcomePair, pairsInAnyLanguage } from './outcome-pairs.js';
import { possibleOf, recordsOn, type ScoreColumn, type Scores, scoresOf } from './scores.js';

export const CANVAS_MASTERY: EvidenceFormat = {
  name: 'canvas-mastery',
  title: 'Canvas Learning Mastery export',
  many: false,
  recognise: ([file]) => (file === undefined ? null : recognised(file)),
  main: ([member]) => member ?? null,
  reader: readMastery,
};

/**
 * In another language no header of students may be one that sheets of teachers have, and the second
 * column of each pair must hold one number, the same on every row.
 */
function recognised({ headers, start }: Glimpse): string | null {
  if (englishPairs(headers).length > 0)
    return 'it has pairs of columns "... result" and "... mastery points"';
  const pairs = pairsInAnyLanguage(headers);
  if (pairs.length === 0 || OWN_HEADERS.has(normalHeader(headers[0] ?? ''))) return null;
  const whole = start.slice(0, start.lastIndexOf('\n') + 1) || start;
  const rows = readTable(new TextEncoder().encode(whole), '').table?.rows ?? [];
  const isPoints = ({ mastery }: OutcomePair) => {
    const values = new Set(rows.map(({ cells }) => cells[mastery] ?? ''));
    return values.size === 1 && [...values].every((value) => /^\d+([.,]\d+)?$/.test(value));
  };
  if (rows.length === 0 || !pairs.every(isPoints)) return null;
  return 'it has a result and its mastery points side by side for each outcome';
}

/** The headers of the sheets that teachers keep. */
const OWN_HEADERS = new Set(OWN_FIELDS.flatMap(({ accepts }) => accepts));

const KIND = 'test';

const TITLE = 'Learning Mastery';

const FIELDS = [{ name: 'student_id', accepts: [] }, field('date'), ...MAPPED_FIELDS];

interface Outcome extends ScoreColumn {
  readonly mastery: number;
}

function readMastery(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const english = englishPairs(table.headers);
  const pairs = english.length > 0 ? english : pairsInAnyLanguage(table.headers);
  const names = pairs.flatMap(({ path }) => namesOf(path));
  const known = [ANY_STUDENT, ...FIELDS];
  const codes = codeMaps(maps, table.headers, known, names, options);
  const { outcomes, problems } = outcomesOf(table, pairs, codes, options);
  const whole = { title: TITLE, ...options.whole };
  const start = pairs[0]?.result ?? 0;
  const student = canvasStudents(table, start > 2 ? [2, 1] : [1], codes.fields);
  const facts = rowFacts(
    table,
    [student.field, ...FIELDS],
    codes.fields,
    { ...options, whole },
    KIND,
  );
  const scores = scoresOf(facts.number, options);
  const scales = otherScales(table, options);
  const { header } = facts.source;
  return {
    source: { ...facts.source, header: (name) => header(name) ?? idHeader(table, name) },
    problems: [...(pairs.length === 0 ? [noPairs(table)] : []), ...facts.problems, ...problems],
    recordsOf: (row) => {
      const said = student.of(row, facts.of(row));
      return outcomes.flatMap((one) => recordsOf(row, one, said, { scores, scales }));
    },
    atEnd: () => [...scales.problems(), ...scores.problems(table.file)],
  };
}

interface Reading {
  readonly scores: Scores;
  readonly scales: OtherScales;
}

function recordsOf(
  row: TableRow,
  outcome: Outcome,
  said: EvidenceRecord,
  { scores, scales }: Reading,
): readonly EvidenceRecord[] {
  const found = scores.read(row, outcome.index, outcome.header);
  if (found === null) return [];
  const possible = possibleOf(found, said.possible);
  if (possible === '' && found.isValue !== true && !scales.isSame(row, outcome, outcome.mastery))
    return [];
  return recordsOn(outcome.competencies, {
    ...said,
    score: found.score,
    possible,
    externalId: `canvas:${said.date}:${outcome.title}`,
    scoreColumn: outcome.header,
  });
}

/** A result is known by its day and outcome, so that one that changed on that day is an update. */
function idHeader({ headers }: TableHead, name: string): string | null {
  return name === 'external_id' ? (headers[0] ?? null) : null;
}

/** An outcome is named by its whole path or by the last part of it. */
function namesOf(path: string): readonly string[] {
  const last = path.split(' > ').at(-1) ?? path;
  return last === path ? [path] : [path, last];
}

/** The outcomes with their competencies; one that names none is an error problem, as it has results. */
function outcomesOf(
  table: TableHead,
  pairs: readonly OutcomePair[],
  codes: CodeMaps,
  { competencyOf }: EvidenceOptions,
): { readonly outcomes: readonly Outcome[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const before = new Map<string, string>();
  const outcomes = pairs.flatMap(({ result, mastery, path }): Outcome[] => {
    const header = table.headers[result] ?? '';
    const names = namesOf(path);
    const last = names.at(-1) ?? path;
    const one = { index: result, mastery, header, title: last, externalId: '' };
    const mapped = codes.of(...names);
    if (mapped !== null) return [{ ...one, competencies: mapped }];
    const found = competencyOf(path) ?? competencyOf(last);
    if (found !== null && !('fault' in found)) {
      const key = `${found.framework}:${found.code}`;
      const first = before.get(key);
      if (first !== undefined) problems.push(twice(table, first, header, found.code));
      before.set(key, header);
      return [{ ...one, competencies: [found] }];
    }
    const why = found === null ? 'no competency is named so' : found.fault.message;
    const message = `${why}: --map "${last}=CODE" says what it is about ("${last}=" leaves it out)`;
    const fault = { ...at(table, 'unknown_outcome', 'error', message), field: header };
    problems.push(fault);
    return [];
  });
  return { outcomes, problems };
}

function noPairs(table: TableHead): Problem {
  const message = 'there are no pairs of columns "OUTCOME result" and "OUTCOME mastery points"';
  return at(table, 'missing_column', 'error', message);
}
