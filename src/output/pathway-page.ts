/** Pathways for people: how many students stand where, and the way of one student. */

import type { Competency, Day, Id } from '../core/model.js';
import type { PathwayTally, StageTally } from '../core/readiness/tally.js';
import type { Place, RequirementOnWay, StageOnWay, StudentWay } from '../core/readiness/way.js';
import type { Standards } from '../core/standards.js';
import { type Painter, painter } from './colour.js';
import { legend } from './progress-page.js';
import { askedText, dueText } from './requirement.js';
import { visible } from './safe.js';
import { standingText } from './sentences.js';
import { type TableOptions, tableText } from './table.js';
import { titleBeside } from './titles.js';
import { width } from './width.js';
import type { Words } from './words.js';

/** A pathway counted: its stages one below the other, a line a requirement, the five statuses apart. */
export async function pathwayPage(
  standards: Standards,
  tally: PathwayTally,
  words: Words,
  options: TableOptions,
): Promise<string> {
  const paint = await painter(options.colour);
  const { pathway, students, complete, stages } = tally;
  const parts = [
    `${paint.bold(visible(pathway.name))}  ${words.count(students, 'student')} on it, ${complete} complete\n`,
  ];
  for (const stage of stages)
    parts.push(
      `${paint.bold(visible(titleOf(stage)))}  ${words.count(stage.present, 'student')} in it, ${stage.ready} ready\n${await stageTable(standards, stage, words, options)}`,
    );
  return `${parts.join('\n')}\n${paint.dim(legend(words))}`;
}

function titleOf({ stage: { name, title } }: Pick<StageTally, 'stage'>): string {
  return title === null || title === name ? name : `${title} (${name})`;
}

function stageTable(
  standards: Standards,
  { requirements }: StageTally,
  words: Words,
  options: TableOptions,
): Promise<string> {
  const named = requirements.some(({ requirement }) => requirement.minLevel !== null);
  const due = requirements.some(({ requirement }) => requirement.dueOn !== null);
  const statuses = ['mastered', 'below', 'thin', 'not_assessed', 'excused'] as const;
  const columns = [
    { title: 'Competency' },
    { title: 'Asked' },
    ...(due ? [{ title: 'Due' }] : []),
    ...(named ? [{ title: 'Reached', align: 'right' as const }] : []),
    ...statuses.map((status) => ({ title: words.mark[status].mark, align: 'right' as const })),
    { title: 'Label' },
  ];
  const rows = requirements.map(({ requirement, met, statuses: counted }) => {
    const competency = known(standards, requirement.competency);
    return [
      competency.code,
      askedText(requirement, standards.yardstick(competency), words),
      ...(due ? [requirement.dueOn === null ? '' : words.day(requirement.dueOn)] : []),
      ...(named ? [String(met)] : []),
      ...statuses.map((status) => String(counted[status])),
      titleBeside(competency),
    ];
  });
  return tableText(columns, rows, options);
}

function known(standards: Standards, id: Id): Competency {
  const found = standards.competencies.get(id);
  if (found === undefined)
    throw new Error(`a pathway asks for competency ${id}, which is not there`);
  return found;
}

/** One student's way: where she is, then every stage with what it asks and how she stands on it. */
export async function wayPage(
  standards: Standards,
  name: string,
  way: StudentWay,
  today: Day,
  words: Words,
  isColoured: boolean,
): Promise<string> {
  const paint = await painter(isColoured);
  const lines = [paint.bold(visible(`${name} · ${way.pathway.name}: ${placeText(way)}`))];
  for (const stage of way.stages) {
    const count = `${stage.met} of ${stage.required} ${words.status.mastered}`;
    lines.push('', `${paint.bold(visible(titleOf(stage)))}  ${count}${PLACES[stage.place]}`);
    lines.push(...requirementLines(standards, stage, today, words, paint));
  }
  return lines.join('\n');
}

const PLACES: Readonly<Record<Place, string>> = {
  behind: '; behind',
  present: '; the present stage',
  ahead: '',
};

function placeText({ standing, placed }: StudentWay): string {
  if (standing === null) return 'not on it';
  if (standing.stage === null) return 'complete';
  const stage = standing.stage.title ?? standing.stage.name;
  return `in ${stage}${placed ? '' : ', by the evidence'}`;
}

function requirementLines(
  standards: Standards,
  { requirements }: StageOnWay,
  today: Day,
  words: Words,
  paint: Painter,
): string[] {
  const codes = Math.max(0, ...requirements.map((one) => width(one.mastery.competency.code)));
  return requirements.map((one) => {
    const { competency, status } = one.mastery;
    const code = visible(competency.code) + ' '.repeat(codes - width(competency.code));
    const facts = factsText(standards, one, today, words);
    const line = `  ${words.mark[status].mark} ${code}  ${visible(standingText(one.mastery, words))}`;
    return `${line}${facts === '' ? '' : paint.dim(`  (${visible(facts)})`)}`;
  });
}

/** What is special about a requirement: electives, another level, a day. */
function factsText(
  standards: Standards,
  { requirement, mastery, met, open }: RequirementOnWay,
  today: Day,
  words: Words,
): string {
  const asked = askedText(requirement, standards.yardstick(mastery.competency), words);
  const isSeen = requirement.minLevel !== null && mastery.level !== null;
  const level = !isSeen ? '' : met ? 'reached' : 'not reached';
  return [asked === 'required' ? '' : asked, level, dueText(requirement.dueOn, open, today, words)]
    .filter((fact) => fact !== '')
    .join('; ');
}
