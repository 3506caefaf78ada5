/** `pl policy show`: what is in force at a place, where each key comes from, and what begins later. */
import type { Command } from 'commander';
import type { Day } from '../../core/model.js';
import {
  allowedValues,
  type DatedSetting,
  isPolicyKey,
  levelOfSetting,
  POLICY_KEYS,
  type PolicyKey,
  type PolicySource,
  type ResolvedPolicy,
  resolvePolicy,
  settingsOn,
  usesKey,
  writePolicyValue,
} from '../../core/policy.js';
import { settingsAt } from '../../core/policy-place.js';
import type { Standards } from '../../core/standards.js';
import type { Column } from '../../output/render.js';
import type { Gradebook } from '../../store/open.js';
import { loadPolicies, loadStandards } from '../../store/standards.js';
import { dayOfView, type View } from '../../store/view.js';
import { printList } from '../lists.js';
import { type DayFlags, readDays, withDayFlags } from '../options.js';
import type { Session } from '../session.js';
import { type LevelFlags, type NamedPlace, placeOf, refuseBoth, withLevel } from './level.js';

export function defineShow(command: Command, session: Session): void {
  withDayFlags(withLevel(command.command('show')))
    .description('the policy in force, where each key comes from, and what begins later')
    .action((flags: LevelFlags & DayFlags) => show(session, flags));
}

async function show(session: Session, flags: LevelFlags & DayFlags): Promise<void> {
  refuseBoth(flags);
  const viewOf = readDays(session, flags);
  const book = await session.reading();
  const view = viewOf(book);
  const standards = loadStandards(book, view);
  const place = await placeOf(session, standards, flags);
  const shown = policyShown(book, standards, place, view);
  if (session.format === 'json') return session.print.json(policyJson(place, shown));
  await printPolicy(session, shown);
  if (session.format === 'people') sayElsewhere(session, standards, place);
}

/** A policy in force, with the settings that it is made of and those that begin later. */
export interface ShownPolicy extends ResolvedPolicy {
  readonly inForce: readonly DatedSetting[];
  readonly upcoming: readonly DatedSetting[];
}

/** The policy at a place on the day that a view is about. */
export function policyShown(
  book: Gradebook,
  standards: Standards,
  place: NamedPlace,
  view: View,
): ShownPolicy {
  const day = dayOfView(book, view);
  const all = settingsAt(standards, loadPolicies(book, view), place);
  const inForce = settingsOn(day, all);
  return { ...resolvePolicy(inForce), inForce, upcoming: upcoming(all, day) };
}

/** By day, then from the gradebook to the competency, then by key. */
function upcoming(settings: readonly DatedSetting[], day: Day): DatedSetting[] {
  const rank = (one: DatedSetting) =>
    `${one.startsOn} ${LEVELS.indexOf(levelOfSetting(one))} ${one.key}`;
  return settings
    .filter(({ startsOn }) => startsOn !== null && startsOn > day)
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

const LEVELS: readonly PolicySource[] = ['gradebook', 'framework', 'competency'];

export function policyJson(place: NamedPlace, { policy, sources, upcoming }: ShownPolicy) {
  return {
    level: place.name,
    policy,
    policy_sources: sources,
    upcoming: upcoming.map((one) => ({
      level: levelOfSetting(one),
      key: one.key,
      value: one.value,
      from: one.startsOn,
    })),
  };
}

interface Line {
  readonly key: PolicyKey;
  readonly value: string;
  readonly source: PolicySource;
  readonly from: Day | null;
}

/** What is in force, then what begins later; people read the keys that the method uses. */
function printPolicy(session: Session, shown: ShownPolicy): Promise<void> {
  const { policy, sources, inForce } = shown;
  const people = session.format === 'people';
  const keys = POLICY_KEYS.filter((key) => !people || usesKey(policy.method, key));
  const now = keys.map((key): Line => {
    const said = inForce.find((one) => one.key === key && levelOfSetting(one) === sources[key]);
    const value = writePolicyValue(key, policy[key]);
    return { key, value, source: sources[key], from: said?.startsOn ?? null };
  });
  const later = shown.upcoming.flatMap(({ key, value, startsOn, ...place }): Line[] => {
    if (!isPolicyKey(key)) return [];
    const source = levelOfSetting({ key, value, ...place });
    return [{ key, value: writePolicyValue(key, value), source, from: startsOn }];
  });
  const lines = [...now, ...later];
  return printList(session, lines, columns(session, lines), '');
}

/** Days stand in the table where there are any; in CSV at the end. */
function columns(session: Session, lines: readonly Line[]): Column<Line>[] {
  const allowed: Column<Line> = {
    key: 'allowed',
    title: 'Allowed',
    value: ({ key }) => allowedValues(key),
  };
  const from: Column<Line> = {
    key: 'from',
    title: 'Begins',
    value: ({ from }) => from,
    text: ({ from }) => (from === null ? '' : session.words.day(from)),
  };
  const first: Column<Line>[] = [
    { key: 'key', title: 'Key', value: ({ key }) => key },
    { key: 'value', title: 'Value', value: ({ value }) => value },
    { key: 'source', title: 'From', value: ({ source }) => source },
  ];
  if (session.format === 'csv') return [...first, allowed, from];
  return lines.some((line) => line.from !== null) ? [...first, from, allowed] : [...first, allowed];
}

function sayElsewhere(session: Session, standards: Standards, place: NamedPlace): void {
  if (place.framework !== null || place.competency !== null) return;
  const special = standards.policies.filter(
    ({ framework, competency }) => framework !== null || competency !== null,
  );
  if (special.length === 0) return;
  session.say(
    `and ${session.words.count(special.length, 'key')} set at frameworks and competencies: --framework F, --competency C show them`,
  );
}
