/** The stages of a pathway as the file has them, in order, beside those that stand. */
import { groupBy } from '../grouping.js';
import type { Id, Pathway, Requirement, Stage } from '../model.js';
import type { Row } from './pathways-rows.js';
import { type Faults, readNumber } from './records.js';

export interface PlannedPathway {
  readonly before: Pathway | null;
  readonly name: string;
  readonly stages: readonly PlannedStage[];
}

/** A stage as the file has it; `before` is the one that stands under this name. */
export interface PlannedStage {
  readonly before: Stage | null;
  readonly name: string;
  readonly title: string | null;
  readonly requirements: readonly Requirement[];
}

/** A pathway of its rows: stages by their order, those without one last, as they come. */
export function planPathway(
  rows: readonly Row[],
  standing: readonly Pathway[],
  faults: Faults,
): PlannedPathway {
  const name = rows[0]?.record.pathway ?? '';
  const before = called(standing, name);
  const stages = [...groupBy(rows, ({ record }) => record.stage.toLowerCase()).values()];
  const inOrder = stages
    .map((own, index) => ({ own, index, place: placeOf(own) }))
    .sort((a, b) => (a.place === b.place ? a.index - b.index : a.place - b.place));
  return {
    before,
    name: before?.name ?? name,
    stages: inOrder.map(({ own }) => planStage(own, before, faults)),
  };
}

function called<T extends { readonly name: string }>(things: readonly T[], name: string): T | null {
  return things.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
}

/** The first order that the rows of a stage give. */
function placeOf(rows: readonly Row[]): number {
  const given = rows.find(({ record }) => record.order !== '');
  return readNumber(given?.record.order ?? '') ?? Number.POSITIVE_INFINITY;
}

function planStage(rows: readonly Row[], pathway: Pathway | null, faults: Faults): PlannedStage {
  const name = rows[0]?.record.stage ?? '';
  const before = called(pathway?.stages ?? [], name);
  const titled = rows.find(({ record }) => record.stageTitle !== '');
  refuseRepeats(rows, faults);
  refuseGroups(rows, faults);
  return {
    before,
    name: before?.name ?? name,
    title: titled?.record.stageTitle ?? before?.title ?? null,
    requirements: rows.map(({ requirement }) => requirement),
  };
}

function refuseRepeats(rows: readonly Row[], faults: Faults): void {
  const seen = new Map<Id, number>();
  for (const { record, requirement } of rows) {
    const first = seen.get(requirement.competency);
    if (first === undefined) {
      seen.set(requirement.competency, record.line);
      continue;
    }
    const message = `"${record.competency}" is asked in this stage already on line ${first}`;
    faults.error(record.line, 'competency', 'duplicate_requirement', message);
  }
}

/** The members of a group say the same number, and there are at least that many. */
function refuseGroups(rows: readonly Row[], faults: Faults): void {
  const electives = rows.filter(({ requirement }) => requirement.choose !== null);
  for (const members of groupBy(electives, ({ requirement }) => requirement.group ?? '').values()) {
    const [first] = members;
    if (first === undefined) continue;
    const { line } = first.record;
    const choose = first.requirement.choose ?? 0;
    for (const { record, requirement } of members) {
      if (requirement.choose === choose) continue;
      const message = `the group's first row (line ${line}) says choose ${choose}`;
      faults.error(record.line, 'requirement', 'uneven_group', message);
    }
    if (choose > members.length) {
      const message = `choose ${choose} of a group of ${members.length}`;
      faults.error(line, 'requirement', 'group_too_small', message);
    }
  }
}
