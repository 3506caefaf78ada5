/**
 * What stands out in a summary: strengths, areas for growth, and apart from both what was not looked
 * at. Only figures that are shown are looked at.
 */
import { compareCodes } from '../standards.js';
import type { Figures } from './figures.js';

/** A competency, and how many of those with enough evidence met it. */
export interface Finding {
  readonly figures: Figures;
  readonly met: number;
  /** Met and not yet. */
  readonly enough: number;
}

export interface Findings {
  /** Met by three of four or more of those with enough evidence, the surest first. */
  readonly strengths: readonly Finding[];
  /** Met by fewer, the least first. */
  readonly growth: readonly Finding[];
  /** Not assessed with more than half of those who are asked, in the order given. */
  readonly unassessed: readonly Figures[];
}

/** So many strengths, and so many areas for growth, are named. */
const NAMED = 3;
const STRONG = 0.75;

/** Only where at least half of those asked have enough evidence is anything called strong or weak. */
export function findings(all: readonly Figures[]): Findings {
  const known = all.flatMap(findingOf);
  const strong = known.filter(({ met, enough }) => met >= STRONG * enough);
  const weak = known.filter(({ met, enough }) => met < STRONG * enough);
  return {
    strengths: strong.sort((a, b) => shareOf(b) - shareOf(a) || byCode(a, b)).slice(0, NAMED),
    growth: weak.sort((a, b) => shareOf(a) - shareOf(b) || byCode(a, b)).slice(0, NAMED),
    unassessed: all.filter(isUnassessed),
  };
}

function findingOf(figures: Figures): Finding[] {
  const { mastered, below } = figures.statuses;
  if (mastered === null || below === null) return [];
  const enough = mastered + below;
  if (enough === 0 || enough * 2 < askedOf(figures)) return [];
  return [{ figures, met: mastered, enough }];
}

function isUnassessed(figures: Figures): boolean {
  const { not_assessed } = figures.statuses;
  return not_assessed !== null && not_assessed > 0 && not_assessed * 2 > askedOf(figures);
}

/** Where the number of those excused is left out, all students. */
function askedOf({ students, statuses }: Figures): number {
  return (students ?? 0) - (statuses.excused ?? 0);
}

function shareOf({ met, enough }: Finding): number {
  return met / enough;
}

function byCode(a: Finding, b: Finding): number {
  return compareCodes(a.figures.competency.code, b.figures.competency.code);
}
