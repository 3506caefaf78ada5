/** What a standards row says of its competency: the new facts, and whether they differ. */
import type { Competency } from '../model.js';
import type { Standards } from '../standards.js';
import { frameworkCalled } from './codes.js';
import { guidKey } from './guids.js';
import { type Faults, saidOr } from './records.js';
import { isRefTo, type Ref, standingRef } from './refs.js';
import { cellReader } from './standards-cells.js';
import { type Row, refOfRow } from './standards-rows.js';

export type CompetencyFacts = Omit<Competency, 'id' | 'framework' | 'parent' | 'scale'> & {
  readonly framework: Ref;
  readonly parent: Ref | null;
  readonly scale: Ref | null;
};

export interface PlannedCompetency {
  readonly ref: Ref;
  readonly facts: CompetencyFacts;
  readonly isNew: boolean;
  /** New, or with facts that differ. */
  readonly changed: boolean;
  /** Those that differ; none of a new one. */
  readonly differs: readonly (keyof CompetencyFacts)[];
}

/** `parent` and `scale`: what the row says; a scale of null says nothing. */
export function planCompetency(
  row: Row,
  parent: Ref | null,
  scale: Ref | null,
  standards: Standards,
  faults: Faults,
): PlannedCompetency {
  const { before } = row;
  const facts = factsOf(row, parent, scale, standards, faults);
  const differs = before === null ? [] : factsThatDiffer(before, facts);
  return {
    ref: refOfRow(row),
    facts,
    isNew: before === null,
    changed: before === null || differs.length > 0,
    differs,
  };
}

function factsOf(
  { record, framework, before }: Row,
  parent: Ref | null,
  scale: Ref | null,
  standards: Standards,
  faults: Faults,
): CompetencyFacts {
  const known = frameworkCalled(standards, framework);
  const cell = cellReader(record.line, faults);
  return {
    framework: known === null ? { key: framework.toLowerCase() } : { id: known.id },
    code: record.code,
    statement: saidOr(record.statement, before?.statement ?? record.code),
    guid: guidOf(record.guid, before),
    label: saidOr(record.label, before?.label ?? null),
    type: saidOr(record.type, before?.type ?? null),
    grade: saidOr(record.grade, before?.grade ?? null),
    subject: saidOr(record.subject, before?.subject ?? null),
    parent,
    order: cell.number('order', record.order, before?.order ?? null),
    assessable: cell.flag('assessable', record.assessable, before?.assessable ?? null),
    essential: cell.flag('essential', record.essential, before?.essential ?? false) ?? false,
    scale: scale ?? standingRef(before?.scale ?? null),
    rule: cell.rule(record.rule, before?.rule ?? null),
    points: cell.number('points', record.points, before?.points ?? null),
    required: cell.flag('required', record.required, before?.required ?? null),
  };
}

/** A guid in other letters or in an address is the same one; the code in its place is none. */
function guidOf(said: string, before: Competency | null): string | null {
  if (before === null) return said === '' ? null : said;
  const isCode = said.toLowerCase() === before.code.toLowerCase();
  const isSame = before.guid !== null && guidKey(before.guid) === guidKey(said);
  return said === '' || isCode || isSame ? before.guid : said;
}

/** The framework is the same: it is by it that a competency is known. */
function factsThatDiffer(
  before: Competency,
  { framework: _framework, parent, scale, ...facts }: CompetencyFacts,
): (keyof CompetencyFacts)[] {
  const keys = Object.keys(facts) as (keyof typeof facts)[];
  return [
    ...keys.filter((key) => before[key] !== facts[key]),
    ...(isRefTo(parent, before.parent) ? [] : (['parent'] as const)),
    ...(isRefTo(scale, before.scale) ? [] : (['scale'] as const)),
  ];
}
