/** What a pathways file changes. It speaks for the pathways that it names: stages and requirements. */
import { isDay } from '../day.js';
import type { Problem } from '../errors.js';
import type { CodeIndex } from '../matching/competencies.js';
import type { Competency, Id, Pathway, Requirement, Stage } from '../model.js';
import type { Standards } from '../standards.js';
import {
  type Counts,
  type Faults,
  faultsOf,
  type PathwayRecord,
  readNumber,
  type Source,
  tally,
} from './records.js';

/** A stage as the file has it; `before` is the one that stands under this name. */
export interface PlannedStage {
  readonly before: Stage | null;
  readonly name: string;
  readonly title: string | null;
  readonly requirements: readonly Requirement[];
}

export interface PlannedPathway {
  readonly before: Pathway | null;
  readonly name: string;
  readonly stages: readonly PlannedStage[];
}

export interface PathwaysPlan {
  readonly counts: Readonly<Record<'pathways' | 'stages' | 'requirements', Counts>>;
  readonly problems: readonly Problem[];
  /** Pathways of which anything changes. */
  readonly pathways: readonly PlannedPathway[];
}

interface Row {
  readonly record: PathwayRecord;
  readonly requirement: Requirement;
}

export function planPathways(
  source: Source,
  records: readonly PathwayRecord[],
  standards: Standards,
  find: CodeIndex,
  standing: readonly Pathway[],
): PathwaysPlan {
  const faults = faultsOf(source);
  const rows = records.flatMap((record): Row[] => {
    const requirement = readRequirement(record, standards, find, faults);
    return requirement === null ? [] : [{ record, requirement }];
  });
  const planned = [...grouped(rows, ({ record }) => record.pathway.toLowerCase()).values()].map(
    (own) => planPathway(own, standing, faults),
  );
  const counts = { pathways: tally(), stages: tally(), requirements: tally() };
  const changed = planned.filter((pathway) => countPathway(pathway, counts));
  return { counts, problems: faults.problems.sort((a, b) => a.line - b.line), pathways: changed };
}

function readRequirement(
  record: PathwayRecord,
  standards: Standards,
  find: CodeIndex,
  faults: Faults,
): Requirement | null {
  const before = faults.problems.length;
  if (record.pathway === '')
    faults.error(record.line, 'pathway', 'missing_pathway', 'a requirement needs a pathway');
  if (record.stage === '')
    faults.error(record.line, 'stage', 'missing_stage', 'a requirement needs a stage');
  const competency = readCompetency(record, standards, find, faults);
  const choose = readChoose(record, faults);
  if (record.dueOn !== '' && !isDay(record.dueOn))
    faults.error(record.line, 'due_on', 'bad_date', 'due_on is a day, YYYY-MM-DD');
  if (record.order !== '' && readNumber(record.order) === null)
    faults.error(record.line, 'order', 'bad_number', `"${record.order}" is not a number`);
  const minLevel = competency === null ? null : readMinLevel(record, competency, standards, faults);
  if (competency === null || faults.problems.length > before) return null;
  return {
    competency: competency.id,
    choose: choose ?? null,
    group: choose == null ? null : record.group,
    dueOn: record.dueOn === '' ? null : record.dueOn,
    minLevel,
  };
}

function readCompetency(
  record: PathwayRecord,
  standards: Standards,
  find: CodeIndex,
  faults: Faults,
): Competency | null {
  const found = find(record.competency, null);
  const [one] = found;
  if (one === undefined)
    faults.error(
      record.line,
      'competency',
      'unknown_competency',
      `there is no competency "${record.competency}"`,
    );
  else if (found.length > 1) {
    const names = found
      .map((other) => `${standards.frameworkName(other)}:${other.code}`)
      .join(', ');
    faults.error(
      record.line,
      'competency',
      'ambiguous_competency',
      `"${record.competency}" is in several frameworks: write ${names}`,
    );
  } else if (standards.assessable(one)) return one;
  else
    faults.error(
      record.line,
      'competency',
      'heading',
      `"${one.code}" is a heading: name what lies under it`,
    );
  return null;
}

/** Null: required. Undefined: neither `required` nor `choose K`. */
function readChoose(record: PathwayRecord, faults: Faults): number | null | undefined {
  const words = record.requirement.trim().toLowerCase();
  if (words === '' || words === 'required') return null;
  const match = /^choose\s+([1-9]\d*)$/.exec(words);
  if (match !== null) return Number(match[1]);
  faults.error(
    record.line,
    'requirement',
    'bad_requirement',
    `"${record.requirement}" is neither required nor choose K`,
  );
  return undefined;
}

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
  faults.error(
    record.line,
    'min_level',
    'bad_level',
    `"${text}" is not a level of scale "${scale.name}": ${scale.levels.map(({ value, name }) => `${value} ${name}`).join(', ')}`,
  );
  return null;
}

function planPathway(
  rows: readonly Row[],
  standing: readonly Pathway[],
  faults: Faults,
): PlannedPathway {
  const name = rows[0]?.record.pathway ?? '';
  const before =
    standing.find((pathway) => pathway.name.toLowerCase() === name.toLowerCase()) ?? null;
  const stages = [...grouped(rows, ({ record }) => record.stage.toLowerCase()).values()];
  const place = (own: readonly Row[]) =>
    readNumber(own.find(({ record }) => record.order !== '')?.record.order ?? '') ??
    Number.POSITIVE_INFINITY;
  const inOrder = stages
    .map((own, index) => ({ own, index, place: place(own) }))
    .sort((a, b) => (a.place === b.place ? a.index - b.index : a.place - b.place));
  return {
    before,
    name: before?.name ?? name,
    stages: inOrder.map(({ own }) => planStage(own, before, faults)),
  };
}

function planStage(rows: readonly Row[], pathway: Pathway | null, faults: Faults): PlannedStage {
  const name = rows[0]?.record.stage ?? '';
  const before =
    pathway?.stages.find((stage) => stage.name.toLowerCase() === name.toLowerCase()) ?? null;
  refuseRepeats(rows, faults);
  refuseGroups(rows, faults);
  const title =
    rows.find(({ record }) => record.stageTitle !== '')?.record.stageTitle ?? before?.title ?? null;
  return {
    before,
    name: before?.name ?? name,
    title,
    requirements: rows.map(({ requirement }) => requirement),
  };
}

function refuseRepeats(rows: readonly Row[], faults: Faults): void {
  const seen = new Map<Id, number>();
  for (const { record, requirement } of rows) {
    const first = seen.get(requirement.competency);
    if (first === undefined) seen.set(requirement.competency, record.line);
    else
      faults.error(
        record.line,
        'competency',
        'duplicate_requirement',
        `"${record.competency}" is asked in this stage already on line ${first}`,
      );
  }
}

/** The members of a group say the same number, and there are at least that many. */
function refuseGroups(rows: readonly Row[], faults: Faults): void {
  const electives = rows.filter(({ requirement }) => requirement.choose !== null);
  for (const members of grouped(electives, ({ requirement }) => requirement.group ?? '').values()) {
    const [first] = members;
    if (first === undefined) continue;
    const choose = first.requirement.choose ?? 0;
    for (const { record, requirement } of members) {
      if (requirement.choose !== choose) {
        faults.error(
          record.line,
          'requirement',
          'uneven_group',
          `the group's first row (line ${first.record.line}) says choose ${choose}`,
        );
      }
    }
    if (choose > members.length) {
      faults.error(
        first.record.line,
        'requirement',
        'group_too_small',
        `choose ${choose} of a group of ${members.length}`,
      );
    }
  }
}

/** Counts what changes of a pathway; false when nothing does. */
function countPathway(pathway: PlannedPathway, counts: PathwaysPlan['counts']): boolean {
  const count = (what: keyof PathwaysPlan['counts'], outcome: keyof Counts) => {
    (counts[what] as { -readonly [K in keyof Counts]: number })[outcome]++;
  };
  let changed = pathway.before === null;
  pathway.stages.forEach((stage, position) => {
    const moved = stage.before !== null && pathway.before?.stages[position]?.id !== stage.before.id;
    const retitled = stage.before !== null && stage.before.title !== stage.title;
    count('stages', stage.before === null ? 'add' : moved || retitled ? 'update' : 'unchanged');
    changed ||= stage.before === null || moved || retitled;
    for (const requirement of stage.requirements) {
      const before = stage.before?.requirements.find(
        ({ competency }) => competency === requirement.competency,
      );
      const outcome =
        before === undefined
          ? 'add'
          : sameRequirement(before, requirement)
            ? 'unchanged'
            : 'update';
      count('requirements', outcome);
      changed ||= outcome !== 'unchanged';
    }
    const gone = (stage.before?.requirements ?? []).filter(
      (one) => !stage.requirements.some(({ competency }) => competency === one.competency),
    );
    for (const _ of gone) count('requirements', 'update');
    changed ||= gone.length > 0 || reordered(stage);
  });
  const dropped = (pathway.before?.stages ?? []).filter(
    (stage) => !pathway.stages.some(({ before }) => before?.id === stage.id),
  );
  for (const _ of dropped) count('stages', 'update');
  changed ||= dropped.length > 0;
  count('pathways', pathway.before === null ? 'add' : changed ? 'update' : 'unchanged');
  return changed;
}

function reordered(stage: PlannedStage): boolean {
  return stage.requirements.some(
    ({ competency }, index) => stage.before?.requirements[index]?.competency !== competency,
  );
}

function sameRequirement(a: Requirement, b: Requirement): boolean {
  return (
    a.choose === b.choose && a.group === b.group && a.dueOn === b.dueOn && a.minLevel === b.minLevel
  );
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
