/** Answers to the questions of an assessment, a row a student: the points on each standard together. */

import type { EvidenceRecord } from '../../core/importing/records.js';
import { readNumber } from '../../core/importing/records.js';
import type { EvidenceOptions, EvidenceReader } from '../native/evidence.js';
import type { TableHead, TableRow } from '../table.js';
import { codeMaps } from './code-maps.js';
import { field, MAPPED_FIELDS, NAME_FIELDS, rowFacts } from './facts.js';
import { possibleOf, recordsOn, type Scores, scoresOf } from './scores.js';
import { standardNames } from './standard-names.js';

const FIELDS = [
  { name: 'student_id', accepts: ['studentnumber', 'studentid'] },
  field('date', 'assessmentdate', 'datetaken'),
  field('title', 'assessmentname', 'assessmenttitle'),
  ...NAME_FIELDS,
  ...MAPPED_FIELDS,
];

/** A question and its columns (0-based); -1: there is none. */
interface Question {
  readonly standard: number;
  readonly points: number;
  readonly possible: number;
}

/** What a student got on one standard. */
interface Sum {
  score: number;
  possible: number;
  /** The first answer that is no number out of full marks, as it is written. */
  wrong: EvidenceRecord | null;
  header: string;
}

/** A question whose points are blank is not counted. Each standard has one score, out of its points. */
export function readItems(
  table: TableHead,
  maps: readonly string[],
  options: EvidenceOptions,
): EvidenceReader {
  const codes = codeMaps(maps, table.headers, FIELDS, null, options);
  const facts = rowFacts(table, FIELDS, codes.fields, options, 'test');
  const scores = scoresOf(facts.number, options);
  const namesOf = standardNames(codes, options);
  const questions = questionsOf(table);
  return {
    source: facts.source,
    problems: facts.problems,
    recordsOf: (row) => {
      const said = facts.of(row);
      const sums = sumsOf(row, questions, said, { table, scores });
      return [...sums].flatMap(([name, { score, possible, wrong, header }]) => {
        const sum = {
          ...said,
          score: plain(score),
          possible: plain(possible),
          scoreColumn: header,
        };
        return recordsOn(namesOf(name), wrong ?? sum);
      });
    },
    atEnd: () => scores.problems(table.file),
  };
}

function questionsOf({ headers }: TableHead): readonly Question[] {
  const names = headers.map((header) => header.toLowerCase().replace(/[\s-]+/g, '_'));
  return names.flatMap((name, standard) => {
    const number = /^question_?(\d+)_standard$/.exec(name)?.[1];
    if (number === undefined) return [];
    const place = (end: string) =>
      names.findIndex((one) => new RegExp(`^question_?${number}_${end}$`).test(one));
    return [{ standard, points: place('points'), possible: place('points_possible') }];
  });
}

interface Reading {
  readonly table: TableHead;
  readonly scores: Scores;
}

/** By the name of the standard. */
function sumsOf(
  row: TableRow,
  questions: readonly Question[],
  said: EvidenceRecord,
  { table, scores }: Reading,
): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const question of questions) {
    const header = table.headers[question.points] ?? '';
    const found = question.points < 0 ? null : scores.read(row, question.points, header);
    if (found === null) continue;
    const full = (row.cells[question.possible] ?? '').trim();
    const possible = possibleOf(found, full || said.possible || '1');
    const [points, of] = [readNumber(found.score), readNumber(possible)];
    for (const name of standardsIn(row.cells[question.standard] ?? '')) {
      const sum = sums.get(name) ?? { score: 0, possible: 0, wrong: null, header };
      sums.set(name, sum);
      if (points === null || of === null || points < 0)
        sum.wrong ??= { ...said, score: found.score, possible, scoreColumn: header };
      sum.score += points ?? 0;
      sum.possible += of ?? 0;
    }
  }
  return sums;
}

/** A question may be about several standards. */
function standardsIn(cell: string): readonly string[] {
  return cell
    .split(/[;|,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^n\/?a$/i.test(part));
}

/** Without the noise of sums such as 0.1 + 0.2. */
function plain(sum: number): string {
  return String(Number(sum.toFixed(9)));
}
