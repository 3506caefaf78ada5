/** Writing planned standards, links, policies, scales and pathways. */
import type { LinksPlan } from '../core/importing/links.js';
import type { PathwaysPlan } from '../core/importing/pathways.js';
import type { PlannedPathway, PlannedStage } from '../core/importing/pathways-stages.js';
import type { StandardsPlan } from '../core/importing/standards.js';
import type { Competency, Day, Id, Level, PolicyValue } from '../core/model.js';
import { resolve } from './apply-roster.js';
import type { Writer } from './writing.js';

export function applyStandards(writer: Writer, plan: StandardsPlan): void {
  const frameworks = new Map<string, Id>();
  for (const { before, name, guid } of plan.frameworks) {
    const id = before?.id ?? writer.identity('framework');
    if (before !== null) writer.end('frameworks', { id });
    writer.make('frameworks', { id, name, guid, scale: before?.scale ?? null });
    frameworks.set(name.toLowerCase(), id);
  }
  const scales = new Map(
    plan.scales.map(({ name, levels }) => [
      name.toLowerCase(),
      putScale(writer, null, { name, levels, preferred: false }),
    ]),
  );
  const made = new Map<string, Id>();
  for (const { ref } of plan.competencies) {
    if ('key' in ref) made.set(ref.key, writer.identity('competency'));
  }
  for (const { ref, facts } of plan.competencies) {
    const framework = resolve(facts.framework, frameworks);
    const parent = facts.parent === null ? null : resolve(facts.parent, made);
    const scale = facts.scale === null ? null : resolve(facts.scale, scales);
    putCompetency(writer, resolve(ref, made), { ...facts, scale }, framework, parent);
  }
  applyStandardsLinks(writer, plan.links, made);
  for (const { competency, key, value } of plan.policies) {
    putPolicy(writer, { framework: null, competency: resolve(competency, made) }, key, value);
  }
}

function applyStandardsLinks(
  writer: Writer,
  { added, dropped, outside }: StandardsPlan['links'],
  made: ReadonlyMap<string, Id>,
): void {
  for (const { source, target, kind } of dropped) {
    writer.end('links', { source, target, kind, via: 'standards' });
  }
  for (const { kind, word, ...link } of added) {
    const ends = { source: resolve(link.source, made), target: resolve(link.target, made) };
    writer.make('links', { ...ends, kind, word, via: 'standards' });
  }
  for (const { competency, word, target, outward } of outside.ended) {
    writer.end('outside_links', { competency, word, target, outward: outward ? 1 : 0 });
  }
  for (const { ref, word, target, title, outward } of outside.added) {
    writer.make('outside_links', {
      competency: resolve(ref, made),
      word,
      target,
      title: title === '' ? null : title,
      outward: outward ? 1 : 0,
    });
  }
}

export function applyLinks(writer: Writer, plan: LinksPlan): void {
  for (const { source, target, kind } of plan.ended) {
    writer.end('links', { source, target, kind, via: 'links' });
  }
  for (const { source, target, kind, word } of plan.links) {
    writer.make('links', { source, target, kind, word, via: 'links' });
  }
}

export function applyPathways(writer: Writer, plan: PathwaysPlan): void {
  for (const pathway of plan.pathways) putPathway(writer, pathway);
}

/**
 * Says a policy key at one level, always or from a day on; `undefined` takes back what was said there to
 * begin then.
 */
export function putPolicy(
  writer: Writer,
  level: { readonly framework: Id | null; readonly competency: Id | null },
  key: string,
  value: PolicyValue | undefined,
  startsOn: Day | null = null,
): void {
  const { framework, competency } = level;
  const place = { framework, competency, key, starts_on: startsOn };
  writer.end('policies', place);
  if (value !== undefined) writer.make('policies', { ...place, value: JSON.stringify(value) });
}

/** Says a scale; a new one gets an identity. */
export function putScale(
  writer: Writer,
  id: Id | null,
  scale: { readonly name: string; readonly levels: readonly Level[]; readonly preferred: boolean },
): Id {
  const known = id ?? writer.identity('scale');
  writer.end('scales', { id: known });
  writer.make('scales', {
    id: known,
    name: scale.name,
    levels: JSON.stringify(scale.levels),
    preferred: scale.preferred ? 1 : 0,
  });
  return known;
}

/** Says which scale a framework is scored on; null: the default one. */
export function putFrameworkScale(
  writer: Writer,
  framework: { readonly id: Id; readonly name: string; readonly guid: string | null },
  scale: Id | null,
): void {
  const { id, name, guid } = framework;
  writer.end('frameworks', { id });
  writer.make('frameworks', { id, name, guid, scale });
}

/** Says which scale a competency is scored on; null: that of its framework. */
export function putCompetencyScale(writer: Writer, one: Competency, scale: Id | null): void {
  putCompetency(writer, one.id, { ...one, scale }, one.framework, one.parent);
}

function putCompetency(
  writer: Writer,
  id: Id,
  facts: Omit<Competency, 'id' | 'framework' | 'parent'>,
  framework: Id,
  parent: Id | null,
): void {
  writer.end('competencies', { id });
  writer.make('competencies', {
    id,
    framework,
    parent,
    code: facts.code,
    statement: facts.statement,
    guid: facts.guid,
    label: facts.label,
    type: facts.type,
    grade: facts.grade,
    subject: facts.subject,
    position: facts.order,
    assessable: flag(facts.assessable),
    essential: facts.essential ? 1 : 0,
    scale: facts.scale,
    rule: facts.rule,
    points: facts.points,
    required: flag(facts.required),
  });
}

function putPathway(writer: Writer, pathway: PlannedPathway): void {
  const id = pathway.before?.id ?? writer.identity('pathway');
  if (pathway.before === null) writer.make('pathways', { id, name: pathway.name });
  for (const stage of pathway.before?.stages ?? []) {
    writer.end('stages', { id: stage.id });
    writer.end('requirements', { stage: stage.id });
  }
  for (const [position, stage] of pathway.stages.entries()) putStage(writer, id, stage, position);
}

function putStage(writer: Writer, pathway: Id, stage: PlannedStage, position: number): void {
  const id = stage.before?.id ?? writer.identity('stage');
  writer.make('stages', { id, pathway, name: stage.name, title: stage.title, position });
  stage.requirements.forEach((requirement, place) => {
    writer.make('requirements', {
      stage: id,
      competency: requirement.competency,
      choose: requirement.choose,
      elective: requirement.group,
      due_on: requirement.dueOn,
      min_level: requirement.minLevel,
      position: place,
    });
  });
}

function flag(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0;
}
