/** A change of scales under existing scores: refused, or carried when it is asked for. */
import type { Command } from 'commander';
import { PlError } from '../core/errors.js';
import type { Id, Level } from '../core/model.js';
import type { DatedSetting } from '../core/policy.js';
import { lettersLeftBehind, movedCompetencies } from '../core/scale-change.js';
import { effectCounter, type ScaleEffect } from '../core/scale-effect.js';
import type { Standards } from '../core/standards.js';
import { effectLines } from '../output/scale-sentences.js';
import { type Carried, carryScores } from '../store/carry-scores.js';
import { evidenceFinder } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { loadPolicies, loadStandards } from '../store/standards.js';
import { NOW } from '../store/view.js';
import { type EntryFacts, type Writer, write } from '../store/writing.js';
import { loadLearning } from './learning.js';
import type { Session } from './session.js';

export interface CarryFlags {
  readonly carry?: boolean;
  readonly dryRun?: boolean;
}

export function withCarry(command: Command): Command {
  return command
    .option('--carry', 'keep the share of the top of each score that was given on the old scale')
    .option('--dry-run', 'say what would be carried, and write nothing');
}

/** What a command makes of the standards that it finds. */
export interface ScaleChange {
  readonly after: Standards;
  readonly put: (writer: Writer) => void;
}

/** What was carried, and what it does to results; `effect` is null where nothing was to be carried. */
export interface ScaleOutcome {
  readonly carried: Carried;
  readonly effect: ScaleEffect | null;
}

/**
 * Changes scales in one transaction, deciding on what it finds there. Throws PlError('conflict') when
 * something was said on a scale that gets other values, unless it is to be carried.
 */
export function changeScales(
  book: Gradebook,
  facts: EntryFacts,
  flags: CarryFlags,
  decide: (standards: Standards) => ScaleChange,
): ScaleOutcome {
  try {
    const { result } = write(book, facts, (writer) => {
      const before = loadStandards(book);
      const { after, put } = decide(before);
      const settings = loadPolicies(book);
      refuseLetters(before, after, settings);
      if (flags.carry !== true) refuseScored(book, before, after);
      put(writer);
      const carried = carryScores(book, writer, before, after, settings);
      if (flags.carry !== true) refuseUncarried(carried);
      const effect = flags.carry === true ? effectOf(book, writer.entry) : null;
      if (flags.dryRun === true) throw new NotWritten({ carried, effect });
      return { carried, effect };
    });
    return result;
  } catch (error) {
    if (error instanceof NotWritten) return error.outcome;
    throw error;
  }
}

/** Judges everybody as it stood before this entry and as it stands now. */
function effectOf(book: Gradebook, entry: Id): ScaleEffect {
  const [before, after] = [loadLearning(book, { ...NOW, horizon: entry - 1 }), loadLearning(book)];
  const counter = effectCounter(before.standards, after.standards);
  for (const { id, active } of after.students())
    if (active) counter.add(before.showing(id), after.showing(id));
  return counter.effect();
}

/** Unwinds the transaction of a dry run. */
class NotWritten extends Error {
  constructor(readonly outcome: ScaleOutcome) {
    super();
  }
}

const HOW = '--carry keeps the share of the top of each; or make a new scale for new standards';

/** Scores given on one scale mean nothing on another: they are not silently reread. */
function refuseScored(book: Gradebook, before: Standards, after: Standards): void {
  const hasEvidence = evidenceFinder(book);
  const scored = movedCompetencies(before, after).filter(({ competency }) =>
    hasEvidence(competency.id),
  );
  const [first] = scored;
  if (first === undefined) return;
  const noun = scored.length === 1 ? 'competency' : 'competencies';
  throw new PlError(
    'conflict',
    `there are scores on scale "${first.from.name}" (${scored.length} ${noun}, ${first.competency.code} first): ${HOW}`,
  );
}

/** "A: mean 3.5" has no counterpart on other levels: who says letters says them anew. */
function refuseLetters(
  before: Standards,
  after: Standards,
  settings: readonly DatedSetting[],
): void {
  const [first] = lettersLeftBehind(before, after, settings);
  if (first === undefined) return;
  const { framework } = first;
  const name = framework === null ? null : (before.frameworks.get(framework)?.name ?? '');
  throw new PlError(
    'conflict',
    `letters are said on the scale as it is (${first.value}, ${name ?? 'the gradebook'}): take them back, and say them anew on the new levels`,
    `pl policy set letters=${name === null ? '' : ` --framework "${name}"`}${first.startsOn === null ? '' : ` --from ${first.startsOn}`}`,
  );
}

function refuseUncarried({ overrides, cuts, requirements }: Carried): void {
  const said = [
    overrides > 0 ? `${overrides} overrides` : '',
    cuts > 0 ? `mastery_at (${cuts} times)` : '',
    requirements > 0 ? `min_level of ${requirements} requirements` : '',
  ].filter((part) => part !== '');
  if (said.length === 0) return;
  throw new PlError('conflict', `said on the scale as it is: ${said.join(', ')}: ${HOW}`);
}

/** Tells what a scale is now, and what was carried to it. */
export function tellScale(
  session: Session,
  scale: { readonly name: string; readonly levels: readonly Level[] },
  words: string,
  { carried, effect }: ScaleOutcome,
  flags: CarryFlags,
): void {
  if (session.format === 'json') {
    session.print.json({
      scale: scale.name,
      levels: scale.levels.map(({ colour = null, ...level }) => ({ ...level, colour })),
      carried,
      dry_run: flags.dryRun === true,
      effect: effect === null ? null : effectJson(effect),
    });
    return;
  }
  session.say(words);
  for (const line of carriedLines(session, carried)) session.say(line);
  for (const line of effect === null ? [] : effectLines(effect, session.words)) session.say(line);
  if (flags.dryRun === true) session.say('a dry run, nothing was written');
  else if (Object.values(carried).some((count) => count > 0))
    session.say('pl rollup says whose status it moves');
}

function effectJson(effect: ScaleEffect) {
  return {
    results: effect.results,
    students: effect.students,
    met_before: effect.metBefore,
    met_after: effect.metAfter,
    met_lost: effect.metLost,
    met_gained: effect.metGained,
    status: effect.status,
  };
}

function carriedLines({ words }: Session, carried: Carried): string[] {
  const { scores, students, overrides, cuts, requirements } = carried;
  return [
    scores > 0
      ? `carried: ${words.count(scores, 'score')} of ${words.count(students, 'student')}`
      : '',
    overrides > 0 ? `carried: ${words.count(overrides, 'override')}` : '',
    cuts > 0 ? `carried: mastery_at in ${words.count(cuts, 'place')}` : '',
    requirements > 0 ? `carried: min_level of ${words.count(requirements, 'requirement')}` : '',
  ].filter((line) => line !== '');
}
