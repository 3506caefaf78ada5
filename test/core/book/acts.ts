/** Evidence, overrides, excuses and advances of a test's gradebook, from its text. */
import { addDays } from '../../../src/core/day.js';
import { compareInOrder } from '../../../src/core/mastery/counting.js';
import type { Id, Piece, Showing } from '../../../src/core/model.js';
import { DEFAULT_KIND } from '../../../src/core/new-piece.js';
import { type Acts, type Draft, frameworkOf, idOf, unquoted } from './standards.js';

export const DAY = /^\d{4}-\d\d-\d\d$/;
const FIRST_DAY = '2026-09-01';

function actsOf(draft: Draft, name: string): Acts {
  const known = draft.showings.get(name);
  if (known !== undefined) return known;
  const decisions = { overrides: new Map(), excuses: new Map() };
  const made = { student: ++draft.lastId, pieces: [], advances: [], ...decisions };
  draft.showings.set(name, made);
  return made;
}

export function readAct(
  draft: Draft,
  words: readonly string[],
  entry: 'new entry' | 'same entry',
): void {
  const [name = '', verb = '', ...rest] = words;
  if (entry === 'new entry') draft.entry++;
  draft.number = entry === 'new entry' ? 1 : draft.number + 1;
  const acts = actsOf(draft, name);
  const on = words.find((word) => DAY.test(word)) ?? FIRST_DAY;
  const decided = { entry: draft.entry, on, reason: 'because', by: null };
  if (verb === 'override') {
    const competency = idOf(draft, rest[0] ?? '');
    acts.overrides.set(competency, { ...decided, competency, level: Number(rest[1]) });
  } else if (verb === 'excuse') {
    const competency = idOf(draft, rest[0] ?? '');
    acts.excuses.set(competency, { ...decided, competency });
  } else if (verb === 'advance') acts.advances.push({ ...decided, ...readMove(draft, rest) });
  else acts.pieces.push(readPiece(draft, verb, rest));
}

/** `unit base → more`, `unit → more` (placed), `unit more → end`; a framework passes a heading. */
function readMove(draft: Draft, words: readonly string[]) {
  const name = words[0] ?? '';
  const arrow = words.indexOf('→');
  const [from, to] = [arrow === 1 ? '' : (words[1] ?? ''), words[arrow + 1] ?? 'end'];
  const pathway = draft.pathways.find((one) => one.name === name);
  const stage = (text: string) => pathway?.stages.find((one) => one.name === text)?.id ?? null;
  if (pathway !== undefined) return { pathway: pathway.id, from: stage(from), to: stage(to) };
  const framework = frameworkOf(draft, name);
  return { pathway: framework, from: from === name ? framework : idOf(draft, from), to: null };
}

function readPiece(draft: Draft, code: string, [score = '-', on = '', ...rest]: string[]): Piece {
  const [given, possible] = score.split('/');
  const title = rest.find((word) => word.startsWith('"'));
  return {
    competency: idOf(draft, code),
    observedOn: on,
    entry: draft.entry,
    number: draft.number,
    score: score === '-' ? null : Number(given),
    possible: possible === undefined ? null : Number(possible),
    kind: rest.find((word) => /^[a-z]/.test(word)) ?? DEFAULT_KIND,
    title: title === undefined ? null : unquoted(title),
    externalId: rest.find((word) => word.startsWith('#')) ?? null,
  };
}

export function readScores(
  draft: Draft,
  name: string,
  code: string,
  scores: readonly string[],
): void {
  idOf(draft, code);
  scores.forEach((text, index) => {
    const [kind, score] = text.includes(':') ? text.split(':') : [DEFAULT_KIND, text];
    readAct(draft, [name, code, score ?? '', addDays(FIRST_DAY, index), kind ?? ''], 'new entry');
  });
}

/** Pieces by competency in the order in which they count, as the store hands them over. */
export function showingOf(draft: Draft, name: string): Showing {
  const { pieces, ...acts } = actsOf(draft, name);
  const byCompetency = new Map<Id, Piece[]>();
  for (const piece of [...pieces].sort(compareInOrder)) {
    byCompetency.set(piece.competency, [...(byCompetency.get(piece.competency) ?? []), piece]);
  }
  return { ...acts, pieces: byCompetency };
}
