/** Reading the file of a nightly run: every fault is said, with its line and key. */
import { type Faults, FLAG_WORDS, readFlag, readNumber } from '../importing/records.js';
import type { FileNode, MapEntry } from '../policy-file/nodes.js';
import { entriesOf, knownEntries, textAt } from '../policy-file/shapes.js';
import type { NightlyPlan, NightlyStep, OwnVerb, WatchedKind } from './plan.js';
import { isReading, splitWords, whyNotHere } from './words.js';

/** What the file may say, in the order in which it is done. */
const NIGHTLY_KEYS = [
  'gradebook',
  'settle',
  'backup',
  'roster',
  'standards',
  'pathways',
  'groups',
  'evidence',
  'done',
  'refused',
  'merge',
  'rollup',
  'exports',
  'reports',
  'retention',
  'check',
] as const;

/** Seconds for which a file must have stayed the same, where the file says nothing, and at most. */
const SETTLE = 5;
const LONGEST_SETTLE = 3600;

/** A step with the place in the file that asks for it. */
export interface PlacedStep {
  readonly line: number;
  readonly key: string;
  readonly step: NightlyStep;
}

export interface ReadPlan extends Omit<NightlyPlan, 'steps'> {
  readonly steps: readonly PlacedStep[];
}

/** `at` makes of a path of the file one from where `pl` was started; `join` names what lies in a folder. */
export interface Paths {
  readonly at: (path: string) => string;
  readonly join: (folder: string, name: string) => string;
}

/** What the file asks for; what cannot be read is left out and is among the faults. */
export function readNightly(root: FileNode, paths: Paths, faults: Faults): ReadPlan {
  const top = knownEntries(root, null, NIGHTLY_KEYS, faults);
  const pathAt = (key: string): string | null => {
    const entry = top.get(key);
    const path = entry === undefined ? null : textAt(entry, 'a path', faults);
    return path === null ? null : paths.at(path);
  };
  const verb = (name: OwnVerb) => readVerb(name, top.get(name), paths, faults);
  const drops = (
    name: WatchedKind | 'evidence' | 'merge',
    what: string,
    step: (drop: ReadDrop) => NightlyStep,
  ): PlacedStep[] =>
    readDrops(top.get(name), what, paths, faults).map((drop) => {
      return { line: drop.line, key: drop.key, step: step(drop) };
    });
  const watched = (name: WatchedKind) =>
    drops(name, 'a path with flags', ({ path, flags }) => {
      return { kind: 'watched', name, path, flags };
    });
  const folder = 'a folder with flags';
  const [done, refused] = [pathAt('done'), pathAt('refused')];
  const evidence = drops('evidence', folder, ({ path, flags }) => {
    const ends = {
      done: done ?? paths.join(path, 'done'),
      refused: refused ?? paths.join(path, 'refused'),
    };
    return { kind: 'evidence', name: 'evidence', folder: path, flags, ...ends };
  });
  const merge = drops('merge', folder, ({ path, flags }) => {
    return { kind: 'merge', name: 'merge', folder: path, flags };
  });
  const steps = [
    ...verb('backup'),
    ...(['roster', 'standards', 'pathways', 'groups'] as const).flatMap(watched),
    ...evidence,
    ...merge,
    ...verb('rollup'),
    ...(['exports', 'reports'] as const).flatMap((name) =>
      readOutputs(name, top.get(name), paths, faults),
    ),
    ...verb('retention'),
    ...verb('check'),
  ];
  if (steps.length === 0 && faults.errors() === 0)
    faults.error(root.line, null, 'empty', 'the file asks for nothing');
  const settle = readSettle(top.get('settle'), faults);
  return { gradebook: pathAt('gradebook'), settle, steps };
}

function readSettle(entry: MapEntry | undefined, faults: Faults): number {
  const text = entry === undefined ? null : textAt(entry, 'a number of seconds', faults);
  if (entry === undefined || text === null) return SETTLE;
  const seconds = readNumber(text);
  if (seconds !== null && seconds >= 0 && seconds <= LONGEST_SETTLE) return seconds;
  const message = `"${text}" is no number of seconds from 0 to ${LONGEST_SETTLE}`;
  faults.error(entry.line, entry.key, 'bad_settle', message);
  return SETTLE;
}

/** `yes`, `no`, or the words that follow the verb. A first word of a backup is a folder. */
function readVerb(
  name: OwnVerb,
  entry: MapEntry | undefined,
  paths: Paths,
  faults: Faults,
): PlacedStep[] {
  if (entry === undefined) return [];
  const what = `${FLAG_WORDS}, or what follows "pl ${name}"`;
  const text = textAt(entry, what, faults);
  if (text === null || readFlag(text) === false) return [];
  const said = readFlag(text) === true ? [] : wordsAt(entry, text, faults);
  if (said === null) return [];
  const [first = ''] = said;
  const isPlace = name === 'backup' && /^[^-]/.test(first);
  const rest = placed(isPlace ? said.slice(1) : said, paths);
  const words = isPlace ? [paths.at(first), ...rest] : rest;
  const { line, key } = entry;
  return [{ line, key, step: { kind: 'verb', name, words } }];
}

interface ReadDrop {
  readonly line: number;
  readonly key: string;
  readonly path: string;
  readonly flags: readonly string[];
}

/** A path with flags, or a list of such. */
function readDrops(
  entry: MapEntry | undefined,
  what: string,
  paths: Paths,
  faults: Faults,
): ReadDrop[] {
  if (entry === undefined) return [];
  const { key, value } = entry;
  const each: readonly MapEntry[] =
    value.kind === 'list'
      ? value.items.map((item) => ({ key, line: item.line, value: item }))
      : [entry];
  return each.flatMap((one): ReadDrop[] => {
    const text = textAt(one, `${what}, or a list of such`, faults);
    const words = text === null ? null : wordsAt(one, text, faults);
    if (words === null) return [];
    const [path = '', ...flags] = words;
    if (/^[^-]/.test(path))
      return [{ line: one.line, key, path: paths.at(path), flags: placed(flags, paths) }];
    faults.error(one.line, key, 'wrong_shape', `"${key}" is ${what}: the path comes first`);
    return [];
  });
}

/** Files with the command whose data they are to hold. */
function readOutputs(
  name: 'exports' | 'reports',
  section: MapEntry | undefined,
  paths: Paths,
  faults: Faults,
): PlacedStep[] {
  const what = name === 'exports' ? 'what follows "pl export"' : 'a command that reads';
  return entriesOf(section, faults).flatMap((entry): PlacedStep[] => {
    const { line, key } = entry;
    const text = textAt(entry, `${what}, such as "ready --csv"`, faults);
    const said = text === null ? null : wordsAt(entry, text, faults);
    if (said === null) return [];
    const words = placed(name === 'exports' ? ['export', ...said] : said, paths);
    if (isReading(words))
      return [{ line, key, step: { kind: 'output', name, file: paths.at(key), words } }];
    const message = `"pl ${words.slice(0, 2).join(' ')}" does not only read: reports are written by commands that do`;
    faults.error(line, key, 'not_reading', message);
    return [];
  });
}

/** The words of a text, as they are typed; null, with a fault, where they cannot stand here. */
function wordsAt({ line, key }: MapEntry, text: string, faults: Faults): readonly string[] | null {
  const words = splitWords(text);
  const why = words === null ? 'a quote is not closed' : whyNotHere(words);
  if (why === null) return words;
  faults.error(line, key, 'bad_words', why);
  return null;
}

/** Words among which a path begins with ./ or ../, and is from where the file lies. */
function placed(words: readonly string[], paths: Paths): readonly string[] {
  return words.map((word) => (/^\.\.?[/\\]/.test(word) ? paths.at(word) : word));
}
