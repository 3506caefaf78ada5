/** Reads the text of a test's gradebook (its grammar: see support/book.ts) into core's values. */
import { addDays } from '../../src/core/day.js';
import { DEFAULT_KIND } from '../../src/core/importing/evidence.js';
import { compareInOrder } from '../../src/core/mastery/counting.js';
import type {
  Advance,
  Competency,
  Excuse,
  Framework,
  Id,
  Link,
  LinkKind,
  Override,
  Pathway,
  Piece,
  PolicySetting,
  Requirement,
  Scale,
  Showing,
  Stage,
} from '../../src/core/model.js';
import { isPolicyKey, readPolicyValue } from '../../src/core/policy.js';
import { DEFAULT_LEVELS, readLevels } from '../../src/core/scale.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Acts {
  readonly student: Id;
  readonly pieces: Piece[];
  readonly overrides: Map<Id, Override>;
  readonly excuses: Map<Id, Excuse>;
  readonly advances: Advance[];
}

export interface Draft {
  readonly scales: Map<string, Scale>;
  readonly frameworks: Map<string, Framework>;
  readonly competencies: Map<string, Mutable<Competency>>;
  readonly links: Link[];
  readonly policies: PolicySetting[];
  readonly pathways: Pathway[];
  readonly showings: Map<string, Acts>;
  framework: string;
  entry: Id;
  number: number;
  lastId: Id;
}

/** Reads the text line by line. */
export function readText(text: string): Draft {
  const draft = emptyDraft();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line !== '' && !line.startsWith('#')) readLine(draft, line);
  }
  return draft;
}

function emptyDraft(): Draft {
  return {
    scales: new Map([['default', { id: 1, name: 'default', levels: DEFAULT_LEVELS }]]),
    frameworks: new Map(),
    competencies: new Map(),
    links: [],
    policies: [],
    pathways: [],
    showings: new Map(),
    framework: 'Math',
    entry: 0,
    number: 0,
    lastId: 1,
  };
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const FIRST_DAY = '2026-09-01';

function readLine(draft: Draft, line: string): void {
  const words = line.match(/"[^"]*"|[^\s",]+/g) ?? [];
  const [first = '', second = '', third = '', fourth = ''] = words;
  const isAct = ['override', 'excuse', 'advance'].includes(second);
  if (first === 'scale') readScale(draft, line);
  else if (first === 'pathway') readPathway(draft, line);
  else if (first === 'framework') readFramework(draft, words);
  else if (first === 'policy') readPolicy(draft, words);
  else if (first === '+') readAct(draft, words.slice(1), 'same entry');
  else if (second.endsWith(':')) readScores(draft, first, second.slice(0, -1), words.slice(2));
  else if (isAct || (DAY.test(fourth) && third !== '')) readAct(draft, words, 'new entry');
  else readCompetency(draft, words);
}

function readScale(draft: Draft, line: string): void {
  const [, name = '', levels = ''] = /^scale (\S+) (.*)$/.exec(line) ?? [];
  const id = draft.scales.get(name)?.id ?? ++draft.lastId;
  draft.scales.set(name, { id, name, levels: readLevels(levels) });
}

function readFramework(draft: Draft, [, name = '', ...rest]: readonly string[]): void {
  draft.framework = name;
  frameworkOf(draft, name, rest[0] === 'scale' ? scaleId(draft, rest[1]) : null);
}

function frameworkOf(draft: Draft, name: string, scale: Id | null = null): Id {
  const known = draft.frameworks.get(name);
  if (known !== undefined) return known.id;
  draft.frameworks.set(name, { id: ++draft.lastId, name, guid: null, scale });
  return draft.lastId;
}

function scaleId(draft: Draft, name: string | undefined): Id {
  return need(draft.scales.get(name ?? ''), `scale ${name}`).id;
}

function readPolicy(draft: Draft, [, ...words]: readonly string[]): void {
  const settings = words.filter((word) => word.includes('='));
  const [place, name = ''] = words.filter((word) => !word.includes('='));
  const framework = place === 'framework' ? frameworkOf(draft, name) : null;
  const competency = place === undefined || framework !== null ? null : idOf(draft, place);
  for (const setting of settings) {
    const [key = '', text = ''] = setting.split('=');
    const value = isPolicyKey(key) ? readPolicyValue(key, text) : undefined;
    draft.policies.push({ framework, competency, key, value: need(value, setting) });
  }
}

function readPathway(draft: Draft, line: string): void {
  const colon = line.indexOf(': ');
  const stages = line.slice(colon + 2).split(';');
  draft.pathways.push({
    id: ++draft.lastId,
    name: line.slice('pathway '.length, colon),
    stages: stages.map((text) => readStage(draft, text)),
  });
}

function readStage(draft: Draft, text: string): Stage {
  const [, name = '', title, asked = ''] = /^\s*(\S+)(?: "([^"]*)")?\s*(.*)$/.exec(text) ?? [];
  const requirements = asked.split(',').flatMap((one, index): Requirement[] => {
    const words = one.trim().split(/\s+/);
    const plain = { choose: null, group: null, dueOn: null, minLevel: null };
    if (words[0] === '') return [];
    if (words[0] !== 'choose') {
      const minLevel = words[1] === 'at' ? Number(words[2]) : null;
      return [{ ...plain, competency: idOf(draft, words[0] ?? ''), minLevel }];
    }
    const group = { choose: Number(words[1]), group: `group ${index}` };
    return words.slice(3).map((code) => ({ ...plain, ...group, competency: idOf(draft, code) }));
  });
  return { id: ++draft.lastId, name, title: title ?? null, requirements };
}

/** What the words of a competency's line say of it, with the words after them. */
const CLAUSES: Readonly<
  Record<string, (draft: Draft, id: Id, said: readonly string[]) => Partial<Competency>>
> = {
  under: (draft, _, [parent = '']) => ({ parent: idOf(draft, parent) }),
  requires: (draft, id, codes) => linked(draft, 'requires', codes, (code) => [code, id]),
  same: (draft, id, codes) => linked(draft, 'exact', codes, (code) => [id, code]),
  related: (draft, id, codes) => linked(draft, 'related', codes, (code) => [id, code]),
  heading: () => ({ assessable: false }),
  assessable: () => ({ assessable: true }),
  essential: () => ({ essential: true }),
  required: () => ({ required: true }),
  scale: (draft, _, [name]) => ({ scale: scaleId(draft, name) }),
  order: (_draft, _, [order]) => ({ order: Number(order) }),
  points: (_draft, _, [points]) => ({ points: Number(points) }),
  rule: (_draft, _, words) => ({ rule: words.join(' ') }),
  guid: (_draft, _, [guid = '']) => ({ guid }),
  label: (_draft, _, [label = '']) => ({ label: unquoted(label) }),
};

function readCompetency(draft: Draft, [code = '', ...words]: readonly string[]): void {
  const one = competencyOf(draft, code.includes(':') ? code : `${draft.framework}:${code}`);
  while (words.length > 0) {
    const word = words.shift() ?? '';
    const clause = CLAUSES[word];
    if (clause === undefined) {
      one.statement = unquoted(need(word.startsWith('"') ? word : undefined, `word ${word}`));
      continue;
    }
    Object.assign(one, clause(draft, one.id, words.splice(0, lengthOf(word, words))));
  }
}

/** How many words a clause takes: a rule one or two, a label one, others all up to the next. */
function lengthOf(clause: string, words: readonly string[]): number {
  if (clause === 'rule') return words[0] === 'all' ? 1 : 2;
  if (clause === 'label') return 1;
  const end = words.findIndex((next) => next in CLAUSES || next.startsWith('"'));
  return end < 0 ? words.length : end;
}

function linked(
  draft: Draft,
  kind: LinkKind,
  codes: readonly string[],
  ends: (other: Id) => [Id, Id],
): Partial<Competency> {
  for (const code of codes) {
    const [source, target] = ends(idOf(draft, code));
    draft.links.push({ source, target, kind, word: kind });
  }
  return {};
}

function unquoted(word: string): string {
  return word.replace(/"/g, '');
}

export function idOf(draft: Draft, code: string): Id {
  return competencyOf(draft, code).id;
}

function competencyOf(draft: Draft, typed: string): Mutable<Competency> {
  const all = [...draft.competencies];
  const here = draft.competencies.get(`${draft.framework}:${typed}`);
  const known = here ?? draft.competencies.get(typed) ?? all.find(([, c]) => c.code === typed)?.[1];
  if (known !== undefined) return known;
  const [framework, code] = typed.includes(':')
    ? [typed.slice(0, typed.indexOf(':')), typed.slice(typed.indexOf(':') + 1)]
    : [draft.framework, typed];
  const home = frameworkOf(draft, framework);
  const names = { guid: null, label: null, type: null, grade: null, subject: null, scale: null };
  const place = { parent: null, order: null, assessable: null, essential: false };
  const rolling = { rule: null, points: null, required: null };
  const id = ++draft.lastId;
  const made = { id, framework: home, code, statement: '', ...names, ...place, ...rolling };
  draft.competencies.set(`${framework}:${code}`, made);
  return made;
}

function actsOf(draft: Draft, name: string): Acts {
  const known = draft.showings.get(name);
  if (known !== undefined) return known;
  const decisions = { overrides: new Map(), excuses: new Map() };
  const made = { student: ++draft.lastId, pieces: [], advances: [], ...decisions };
  draft.showings.set(name, made);
  return made;
}

function readAct(draft: Draft, words: readonly string[], entry: 'new entry' | 'same entry'): void {
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

function readScores(draft: Draft, name: string, code: string, scores: readonly string[]): void {
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

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the test's book has no ${what}`);
  return value;
}
