/** Reading the rows of a pathways file: each asks for one competency in one stage. */
import { isDay } from '../day.js';
import { onlyOne } from '../grouping.js';
import type { CodeIndex } from '../matching/competencies.js';
import type { Competency, Requirement } from '../model.js';
import type { Standards } from '../standards.js';
import { ambiguousCode } from './codes.js';
import { type Faults, type PathwayRecord, readNumber, saidOr } from './records.js';

export interface Row {
  readonly record: PathwayRecord;
  readonly requirement: Requirement;
}

/** The rows that can be read; all that is wrong with the rest is said. */
export function readRequirements(
  records: readonly PathwayRecord[],
  standards: Standards,
  find: CodeIndex,
  faults: Faults,
): Row[] {
  return records.flatMap((record): Row[] => {
    const requirement = readRequirement(record, standards, find, faults);
    return requirement === null ? [] : [{ record, requirement }];
  });
}

function readRequirement(
  record: PathwayRecord,
  standards: Standards,
  find: CodeIndex,
  faults: Faults,
): Requirement | null {
  const { line, pathway, stage, dueOn, order } = record;
  const before = faults.problems.length;
  if (pathway === '')
    faults.error(line, 'pathway', 'missing_pathway', 'a requirement needs a pathway');
  if (stage === '') faults.error(line, 'stage', 'missing_stage', 'a requirement needs a stage');
  const competency = readCompetency(record, standards, find, faults);
  const choose = readChoose(record, faults);
  if (dueOn !== '' && !isDay(dueOn))
    faults.error(line, 'due_on', 'bad_date', 'due_on is a day, YYYY-MM-DD');
  if (order !== '' && readNumber(order) === null)
    faults.error(line, 'order', 'bad_number', `"${order}" is not a number`);
  const minLevel = competency === null ? null : readMinLevel(record, competency, standards, faults);
  if (competency === null || faults.problems.length > before) return null;
  return {
    competency: competency.id,
    choose: choose ?? null,
    group: choose == null ? null : record.group,
    dueOn: saidOr(dueOn, null),
    minLevel,
  };
}

function readCompetency(
  { line, competency: code }: PathwayRecord,
  standards: Standards,
  find: CodeIndex,
  faults: Faults,
): Competency | null {
  const found = find(code, null);
  const one = onlyOne(found);
  if (found.length === 0) {
    const message = `there is no competency "${code}"`;
    faults.error(line, 'competency', 'unknown_competency', message);
  } else if (one === null) {
    const message = ambiguousCode(standards, code, found);
    faults.error(line, 'competency', 'ambiguous_competency', message);
  } else if (!standards.assessable(one)) {
    const message = `"${one.code}" is a heading: name what lies under it`;
    faults.error(line, 'competency', 'heading', message);
  } else return one;
  return null;
}

/** Null: required. Undefined: neither `required` nor `choose K`. */
function readChoose(
  { line, requirement }: PathwayRecord,
  faults: Faults,
): number | null | undefined {
  const words = requirement.trim().toLowerCase();
  if (words === '' || words === 'required') return null;
  const match = /^choose\s+([1-9]\d*)$/.exec(words);
  if (match !== null) return Number(match[1]);
  const message = `"${requirement}" is neither required nor choose K`;
  faults.error(line, 'requirement', 'bad_requirement', message);
  return undefined;
}

/** A level of the competency's scale, by its value or its name; null where none is asked for. */
function readMinLevel(
  record: PathwayRecord,
  competency: Competency,
  standards: Standards,
  faults: Faults,
): number | null {
  const text = record.minLevel.trim();
  if (text === '') return null;
  const { scale } = standards.yardstick(competency);
  const level = scale.levels.find(
    ({ value, name }) =>
      String(value) === text || Number(text) === value || name.toLowerCase() === text.toLowerCase(),
  );
  if (level !== undefined) return level.value;
  const levels = scale.levels.map(({ value, name }) => `${value} ${name}`).join(', ');
  const message = `"${text}" is not a level of scale "${scale.name}": ${levels}`;
  faults.error(record.line, 'min_level', 'bad_level', message);
  return null;
}
