/** A user's own settings, kept in her folder: who she is, and how pages for people look to her. */
import { PlError } from './core/errors.js';
import { closest } from './core/matching/suggest.js';
import { isSize, LEAST_SIZE, MOST_SIZE } from './core/summary/size.js';
import { readOwn } from './files.js';
import { visible } from './output/safe.js';
import { ownFile, type Place } from './places.js';
import { writeOwn } from './written-files.js';

/** All settings; null where one was not set and nothing stands in for it. */
export interface Config {
  /** Who types, as the log shows it. */
  readonly me: string | null;
  /** The section that questions and rounds begin with. It never narrows a list or an export. */
  readonly section: string | null;
  /** The type of id that pages for people show, such as `state`; files keep the first one. */
  readonly id: string | null;
  readonly dates: 'iso' | 'dmy' | 'mdy';
  readonly colours: 'auto' | 'never' | 'always';
  /** A file with a school's own words for statuses and levels. */
  readonly words: string | null;
  /** Whether pages, questions and messages show students by their initials. */
  readonly initials: 'on' | 'off';
  /** Whether a copy of the gradebook is kept once a day. */
  readonly backups: 'on' | 'off';
  /** The least number of students that `pl summary` shows of a group: a whole number, as text. */
  readonly suppress: string;
}

export type Setting = keyof Config;

interface Facts {
  readonly about: string;
  /** What it stands at when nobody set it. */
  readonly otherwise: string | null;
  /** The closed list of what it may be; null: any text. */
  readonly allowed: readonly string[] | null;
}

/** What there is to set, in the order in which it is listed. */
export const SETTINGS: Readonly<Record<Setting, Facts>> = {
  me: { about: 'your name, for the log', otherwise: null, allowed: null },
  section: { about: 'the section that questions begin with', otherwise: null, allowed: null },
  id: { about: 'the type of id that pages show', otherwise: null, allowed: null },
  dates: { about: 'how pages write days', otherwise: 'iso', allowed: ['iso', 'dmy', 'mdy'] },
  colours: {
    about: 'colours on pages',
    otherwise: 'auto',
    allowed: ['auto', 'never', 'always'],
  },
  words: { about: 'a file with your own words', otherwise: null, allowed: null },
  initials: {
    about: 'students by their initials on pages',
    otherwise: 'off',
    allowed: ['on', 'off'],
  },
  backups: { about: 'a copy of the gradebook once a day', otherwise: 'on', allowed: ['on', 'off'] },
  suppress: {
    about: 'the least count that a summary by group shows',
    otherwise: '10',
    allowed: null,
  },
};

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly Setting[];

/** The setting of that name. Throws `PlError('usage')` with what there is. */
export function settingNamed(name: string): Setting {
  const wanted = name.toLowerCase();
  const found = SETTING_NAMES.find((one) => one === wanted);
  if (found !== undefined) return found;
  const [near] = closest(wanted, SETTING_NAMES, (one) => [one]);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  throw new PlError(
    'usage',
    `there is no setting "${name}": ${SETTING_NAMES.join(', ')}${meant}`,
    'pl config',
  );
}

/** The value as it is kept. Throws `PlError('usage')` with what is allowed. */
export function settingValue(setting: Setting, typed: string): string {
  const { allowed } = SETTINGS[setting];
  const text = typed.trim();
  if (text === '') {
    throw new PlError('usage', `${setting} "" says nothing`, `pl config --unset ${setting}`);
  }
  if (setting === 'section') refuseNoSection(text);
  if (setting === 'suppress') return String(suppressionSize(text, setting));
  if (allowed === null) return text;
  if (allowed.includes(text.toLowerCase())) return text.toLowerCase();
  throw new PlError('usage', `${setting} "${typed}" is none of ${allowed.join(', ')}`);
}

/**
 * A suppression size as it is typed for `name`, a setting or a flag. Throws `PlError('usage')` with
 * what is allowed.
 */
export function suppressionSize(text: string, name: string): number {
  if (isSize(text)) return Number(text);
  throw new PlError(
    'usage',
    `${name} "${text}" is not a whole number from ${LEAST_SIZE} to ${MOST_SIZE}`,
    'pl config suppress 10',
  );
}

const LONGEST_SECTION = 60;

/** A slip of the keyboard or a pasted page is no section. */
function refuseNoSection(text: string): void {
  const characters = [...text];
  if (characters.length <= LONGEST_SECTION && visible(text) === text) return;
  const shown = characters.length > 20 ? `${characters.slice(0, 20).join('')}…` : text;
  throw new PlError(
    'usage',
    `"${shown}" cannot be a section: at most ${LONGEST_SECTION} letters, digits and signs in one line`,
  );
}

/** What is set, and what of the file could not be used, in words. Never throws. */
export function readConfig(place: Place): { config: Config; faults: readonly string[] } {
  const faults: string[] = [];
  let kept: Readonly<Record<string, unknown>> = {};
  try {
    kept = settingsIn(place);
  } catch (error) {
    faults.push(`${(error as Error).message}; going on without your settings`);
  }
  const value = (setting: Setting) => {
    const given = kept[setting];
    const { otherwise, allowed } = SETTINGS[setting];
    if (given === undefined || given === null) return otherwise;
    const isGood =
      typeof given === 'string' && given !== '' && (allowed === null || allowed.includes(given));
    if (isGood && (setting !== 'suppress' || isSize(given))) return given;
    const choice = setting === 'suppress' ? 'a size' : (allowed?.join(', ') ?? 'a text');
    faults.push(`${configFile(place)}: ${setting} must be ${choice}; it is passed over`);
    return otherwise;
  };
  const config = Object.fromEntries(SETTING_NAMES.map((name) => [name, value(name)]));
  return { config: config as unknown as Config, faults };
}

/**
 * Keeps settings, null for those that are taken out; the file is readable by its owner alone. Throws
 * `PlError('unreadable')` where it can't be written, and where what is there cannot be read: that is
 * not written over.
 */
export function changeConfig(
  place: Place,
  changes: Readonly<Partial<Record<Setting, string | null>>>,
): void {
  const all = Object.entries({ ...settingsIn(place), ...changes });
  const kept = Object.fromEntries(all.filter(([, value]) => value !== null));
  writeOwn(configFile(place), `${JSON.stringify(kept, null, 2)}\n`);
}

/** What the file holds, unknown names too: a newer `pl` may have written them. */
function settingsIn(place: Place): Readonly<Record<string, unknown>> {
  const file = configFile(place);
  const text = readOwn(file);
  const kept: unknown = text === null ? {} : parsed(text);
  if (typeof kept === 'object' && kept !== null && !Array.isArray(kept)) {
    return kept as Record<string, unknown>;
  }
  throw new PlError('unreadable', `${file} is broken: mend it, or move it away`);
}

/** Null for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where the settings are kept on this system. */
export function configFile(place: Place): string {
  return ownFile(place, 'config', 'config.json');
}
