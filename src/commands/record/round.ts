/** A round: one competency, everybody in a section, one key a student. */

import { countKeys, levelKeys, MOST_FINGERS } from '../../core/entering/level-keys.js';
import { competenciesTyped } from '../../core/entering/offered-competencies.js';
import { PlError } from '../../core/errors.js';
import { kindCounts } from '../../core/mastery/counting.js';
import type { Competency } from '../../core/model.js';
import { Cancelled } from '../../io.js';
import { findCompetency } from '../finding.js';
import type { Session } from '../session.js';
import { keptText } from './asking.js';
import { type Desk, oneLine, openDesk, refuseEmpty } from './asking-desk.js';
import { remember } from './asking-memory.js';
import { kindWarning } from './one.js';
import type { PieceFacts } from './piece.js';
import { RoundLedger } from './round-ledger.js';
import { sectionOf } from './round-section.js';
import { printSummary } from './round-summary.js';
import { type Round, turnStep } from './round-walk.js';

export interface RoundFlags {
  readonly section?: string;
  readonly competency?: string;
  readonly outOf?: string;
}

/**
 * Walks through a section. Throws `PlError('usage')` without a terminal, and `Cancelled`, which says
 * how many pieces were written before and are kept.
 */
export async function recordRound(
  session: Session,
  flags: RoundFlags,
  facts: PieceFacts,
): Promise<void> {
  if (!session.interactive) {
    throw new PlError(
      'usage',
      'a round is walked through at a terminal: in a script, record each piece',
      'pl record STUDENT COMPETENCY LEVEL',
    );
  }
  const outOf = countOf(flags.outOf);
  const desk = await openDesk(session);
  refuseEmpty(desk);
  const section = await sectionOf(desk, flags.section);
  const competency = await competencyOf(desk, flags.competency);
  const heading = `${section.name} · ${competency.code} ${competency.label ?? competency.statement}`;
  const round = roundOf(desk, heading, competency, facts, outOf);
  const { ledger } = round;
  if (!round.counts) session.say(kindWarning(facts.kind));
  const turns = section.members.map((student) => ({ student, outcome: 'open' as const }));
  // A kind that does not count must not slip into what is recorded next.
  const kind = round.counts ? facts.kind : desk.memory.kind;
  const keep = () => {
    const last = section.members.findLast((one) => ledger.pieceOf(one) !== null);
    const memory = { section: section.id, student: last?.id ?? null, competency: competency.id };
    remember(session.io, desk.book.uid, session.instant, { ...memory, kind });
  };
  try {
    const ended = await session.ask.walk(turnStep(round, { turns, at: 0, said: [] }));
    keep();
    await printSummary(session, { heading, round, competency, turns: ended });
  } catch (error) {
    const written = ledger.count;
    if (written === 0) throw error;
    keep();
    if (error instanceof Cancelled) throw new Cancelled(keptText(written));
    session.say(keptText(written));
    throw error;
  }
}

function roundOf(
  desk: Desk,
  heading: string,
  competency: Competency,
  facts: PieceFacts,
  outOf: number | null,
): Round {
  const { session, learning } = desk;
  const { scale, policy } = learning.standards.yardstick(competency);
  return {
    title: oneLine(session, `Round ${heading} · ${facts.kind}`),
    scale,
    keys: outOf === null ? levelKeys(scale) : countKeys(outOf),
    outOf,
    counts: kindCounts(policy, facts.kind),
    ledger: new RoundLedger(desk, competency, facts, outOf),
    called: desk.called,
    columns: session.io.width,
  };
}

function countOf(typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const count = Number(typed);
  if (/^\d+$/.test(typed) && count >= 1 && count <= MOST_FINGERS) return count;
  throw new PlError(
    'usage',
    `--out-of "${typed}" is not a whole number from 1 to ${MOST_FINGERS}, which one key can say`,
  );
}

/** The competency that is named, else asked for, that of the last few minutes first. */
async function competencyOf(desk: Desk, typed: string | undefined): Promise<Competency> {
  const { session, learning, memory } = desk;
  const { standards } = learning;
  if (typed !== undefined) return findCompetency(session, standards, typed);
  const assessable = standards.ordered.filter(standards.assessable);
  const last = assessable.filter(({ id }) => id === memory.competency);
  const offered = [...new Set([...last, ...assessable])];
  const competency = await session.ask.search('Which competency?', (words) =>
    competenciesTyped(standards, offered, words).map((value) => ({
      name: oneLine(session, `${value.code}  ${value.label ?? value.statement}`),
      value,
    })),
  );
  if (competency === null) throw new Cancelled();
  return competency;
}
