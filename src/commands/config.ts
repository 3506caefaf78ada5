/** `pl config`: a user's own settings, listed, asked for, set and taken out. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  changeConfig,
  configFile,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
  settingNamed,
  settingValue,
} from '../config.js';
import { PlError } from '../core/errors.js';
import type { Section } from '../core/model.js';
import { named } from '../core/scope.js';
import { readBytes } from '../files.js';
import { ownWords } from '../output/own-words.js';
import { visible } from '../output/safe.js';
import { loadSections } from '../store/roster.js';
import { unknownName } from './finding.js';
import { printList } from './lists.js';
import type { Session } from './session.js';

export function define(command: Command, session: Session): void {
  command
    .description("list or change your own settings: they are yours, and not the gradebook's")
    .argument('[key]', `one of ${SETTING_NAMES.join(', ')}`)
    .argument('[value]', 'what to set it to')
    .option('--unset', 'take the setting out')
    .addHelpText('after', EXAMPLES)
    .action((key: string | undefined, value: string | undefined, flags: { unset?: boolean }) =>
      config(session, key, value, flags.unset === true),
    );
}

const EXAMPLES = `
Settings:
${SETTING_NAMES.map((name) => `  ${name.padEnd(9)} ${helpOf(name)}`).join('\n')}

Examples:
  pl config
  pl config me "Ms Fairweather"
  pl config section 7A
  pl config dates dmy
  pl config --unset section`;

function helpOf(setting: Setting): string {
  const { about, allowed, otherwise } = SETTINGS[setting];
  if (allowed === null) return about;
  const choices = allowed.map((one) => (one === otherwise ? `${one} (default)` : one));
  return `${about}: ${choices.join(', ')}`;
}

async function config(
  session: Session,
  key: string | undefined,
  value: string | undefined,
  unset: boolean,
): Promise<void> {
  if (key === undefined) {
    if (unset) throw new PlError('usage', 'missing KEY: pl config --unset KEY');
    return list(session);
  }
  const setting = settingNamed(key);
  if (unset && value !== undefined)
    throw new PlError('usage', 'a value and --unset: choose one', `pl config --unset ${setting}`);
  if (unset) return change(session, setting, null);
  if (value === undefined) return show(session, setting);
  const kept = checked(setting, settingValue(setting, value));
  if (setting === 'section') await warnOfSection(session, kept);
  change(session, setting, kept, value);
}

/** A section that this gradebook lacks may be a slip, or one that is still to come: it is kept. */
async function warnOfSection(session: Session, section: string): Promise<void> {
  const sections = await sectionsHere(session);
  if (sections.length === 0 || named(sections, section).length > 0) return;
  const known = sections.map(({ code }) => code);
  session.say(unknownName({ noun: 'section', name: section, known }).message);
}

/** None where there is no gradebook, or none that can be read: a setting does not need one. */
async function sectionsHere(session: Session): Promise<readonly Section[]> {
  if (!existsSync(session.path)) return [];
  try {
    return loadSections(await session.book());
  } catch (error) {
    if (error instanceof PlError) return [];
    throw error;
  }
}

/** Where a value comes from: what was set, what the system says, or what stands when nobody says. */
interface Line {
  readonly key: Setting;
  readonly value: string | null;
  readonly from: 'PL_USER' | 'config' | 'login' | 'default' | null;
}

function lines(session: Session): Line[] {
  return SETTING_NAMES.map((key) => {
    const value = key === 'me' ? session.who : session.config[key];
    return { key, value, from: value === null ? null : source(session, key, value) };
  });
}

function source(session: Session, key: Setting, value: string): Line['from'] {
  if (key === 'me' && session.io.env.PL_USER) return 'PL_USER';
  if (key === 'me' && session.config.me === null) return 'login';
  return value === SETTINGS[key].otherwise ? 'default' : 'config';
}

async function list(session: Session): Promise<void> {
  const all = lines(session);
  if (session.format === 'json') {
    const values = all.map(({ key, value }) => [key, value]);
    return session.print.json({ ...Object.fromEntries(values), file: configFile(session.io) });
  }
  const text = ({ value, from }: Line) =>
    value === null ? '' : `${value}${from === 'config' ? '' : ` (${from})`}`;
  await printList(
    session,
    all,
    [
      { key: 'key', title: 'Setting', value: ({ key }) => key },
      { key: 'value', title: 'Value', value: ({ value }) => value, text },
      { key: 'about', title: '', value: ({ key }) => SETTINGS[key].about },
    ],
    '',
  );
}

async function show(session: Session, setting: Setting): Promise<void> {
  const { value = null } = lines(session).find(({ key }) => key === setting) ?? {};
  if (session.format === 'json') return session.print.json({ [setting]: value });
  if (session.format === 'csv') return session.print.csv(['key', 'value'], [[setting, value]]);
  if (value !== null) return session.print.text(visible(value));
  throw new PlError('not_found', `${setting} is not set`, `pl config ${setting} VALUE`);
}

function change(session: Session, setting: Setting, value: string | null, typed = ''): void {
  changeConfig(session.io, { [setting]: value });
  if (session.format === 'json') session.print.json({ [setting]: value });
  else
    session.say(
      value === null ? `${setting} is no longer set` : `${setting} is now "${typed.trim()}"`,
    );
}

/** A words file must be right when it is named, and is kept with its whole path. */
function checked(setting: Setting, value: string): string {
  if (setting !== 'words') return value;
  const file = resolve(value);
  ownWords(new TextDecoder().decode(readBytes(value)), value);
  return file;
}
