/** Frameworks, competencies, scales, policies and pathways of a test's gradebook, from its text. */
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
  Stage,
} from '../../../src/core/model.js';
import { isPolicyKey, readPolicyValue } from '../../../src/core/policy.js';
import { DEFAULT_LEVELS, readLevels } from '../../../src/core/scale.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What one student has shown, and what was decided about her. */
export interface Acts {
  readonly student: Id;
  readonly pieces: Piece[];
  readonly overrides: Map<Id, Override>;
  readonly excuses: Map<Id, Excuse>;
  readonly advances: Advance[];
}

/** A gradebook while it is read. */
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

/** A gradebook of which nothing has been said yet. */
export function emptyDraft(): Draft {
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

export function readScale(draft: Draft, line: string): void {
  const [, name = '', levels = ''] = /^scale (\S+) (.*)$/.exec(line) ?? [];
  const id = draft.scales.get(name)?.id ?? ++draft.lastId;
  draft.scales.set(name, { id, name, levels: readLevels(levels) });
}

export function readFramework(draft: Draft, [, name = '', ...rest]: readonly string[]): void {
  draft.framework = name;
  frameworkOf(draft, name, rest[0] === 'scale' ? scaleId(draft, rest[1]) : null);
}

export function frameworkOf(draft: Draft, name: string, scale: Id | null = null): Id {
  const known = draft.frameworks.get(name);
  if (known !== undefined) return known.id;
  draft.frameworks.set(name, { id: ++draft.lastId, name, guid: null, scale });
  return draft.lastId;
}

function scaleId(draft: Draft, name: string | undefined): Id {
  return need(draft.scales.get(name ?? ''), `scale ${name}`).id;
}

export function readPolicy(draft: Draft, [, ...words]: readonly string[]): void {
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

export function readPathway(draft: Draft, line: string): void {
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
  type: (_draft, _, [type = '']) => ({ type: unquoted(type) }),
};

export function readCompetency(draft: Draft, [code = '', ...words]: readonly string[]): void {
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
  if (clause === 'label' || clause === 'type') return 1;
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

export function unquoted(word: string): string {
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

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the test's book has no ${what}`);
  return value;
}
