/** What can stand in a place of the command line, by the name of the argument or flag, or `VERB name`. */
import { SETTING_NAMES, SETTINGS, type Setting } from '../../config.js';
import { KINDS } from '../../core/model.js';
import { shownId } from '../../core/names.js';
import { POLICY_KEYS } from '../../core/policy.js';
import { BYS } from '../../core/summary/values.js';
import { NATIVE } from '../../formats/format.js';
import { readProfiles } from '../../profiles.js';
import type { Gradebook } from '../../store/open.js';
import { loadRoster } from '../../store/roster.js';
import { loadPathways, loadScales, loadStandards } from '../../store/standards.js';
import { loadTerms } from '../../store/terms.js';
import { ENTRY_COMMANDS } from '../entry-commands.js';
import { FORMATS } from '../import/elsewhere.js';
import type { Session } from '../session.js';

export interface Candidate {
  readonly word: string;
  /** What it means, in a few words; of a student nothing is said. */
  readonly about?: string;
}

type Source = (session: Session) => Candidate[] | Promise<Candidate[]>;

/**
 * The words that may stand there, those of a closed list first of all. Empty where anything may, and
 * where the shell should offer files.
 */
export async function candidatesFor(
  session: Session,
  verb: string,
  name: string,
  choices: readonly string[] | undefined,
): Promise<readonly Candidate[]> {
  if (choices !== undefined) return plain(choices);
  return (await (SOURCES[`${verb} ${name}`] ?? SOURCES[name])?.(session)) ?? [];
}

const SOURCES: Readonly<Record<string, Source>> = {
  'log command': () => plain(ENTRY_COMMANDS),
  student: inBook((book) => students(book)),
  section: inBook((book) =>
    loadRoster(book).sections.map(({ code, name }) => ({ word: code, about: name })),
  ),
  school: inBook((book) => plain(loadRoster(book).schools.map(({ name }) => name))),
  teacher: inBook((book) => plain(loadRoster(book).staff.map(({ name }) => name))),
  grade: inBook((book) =>
    plain(loadRoster(book).students.flatMap(({ grade }) => (grade === null ? [] : [grade]))),
  ),
  competency: inBook((book) => competencies(book, false)),
  under: inBook((book) => competencies(book, true)),
  framework: inBook((book) =>
    plain([...loadStandards(book).frameworks.values()].map(({ name }) => name)),
  ),
  pathway: inBook((book) => plain(loadPathways(book).map(({ name }) => name))),
  term: inBook(terms),
  within: inBook(terms),
  stage: inBook(stages),
  to: inBook(stages),
  kind: () => plain(KINDS),
  support: () => plain(['independent', 'help', 'home']),
  'import format': formats,
  profile: (session) => plain([...readProfiles(session.io).keys()]),
  setting: () => SETTING_NAMES.map((word) => ({ word, about: SETTINGS[word].about })),
  'key=value': () => plain(POLICY_KEYS.map((key) => `${key}=`)),
  'use name': inBook((book) => plain(loadScales(book).map(({ name }) => name))),
  'set name': inBook((book) => plain(loadScales(book).map(({ name }) => name))),
  'summary by': () => plain(BYS),
  ...allowedSettings(),
};

function inBook(read: (book: Gradebook) => Candidate[]): Source {
  return async (session) => read(await session.book());
}

/** The formats of all kinds of import, each once. */
function formats(): Candidate[] {
  const about = new Map(
    Object.values(FORMATS).flatMap((kind) => kind.map((one) => [one.name, one.title])),
  );
  return [
    { word: NATIVE, about: 'the CSV of pl' },
    ...[...about].map(([word, title]) => ({ word, about: title })),
  ];
}

function plain(words: readonly string[]): Candidate[] {
  return [...new Set(words)].map((word) => ({ word }));
}

/** By id alone: a name must not appear on a screen that others see because of one key. */
function students(book: Gradebook): Candidate[] {
  const active = loadRoster(book).students.filter((student) => student.active);
  return plain(active.map(shownId).filter((id) => id !== ''));
}

function competencies(book: Gradebook, headings: boolean): Candidate[] {
  const standards = loadStandards(book);
  return standards.ordered
    .filter((one) => (headings ? standards.isHeading(one) : standards.assessable(one)))
    .map(({ code, label, statement }) => ({ word: code, about: label ?? statement }));
}

function terms(book: Gradebook): Candidate[] {
  return loadTerms(book).map(({ code, name }) => ({ word: code, about: name }));
}

function stages(book: Gradebook): Candidate[] {
  return loadPathways(book).flatMap((pathway) =>
    pathway.stages.map(({ name, title }) => ({ word: name, about: title ?? pathway.name })),
  );
}

function allowedSettings(): Record<string, Source> {
  const closed = SETTING_NAMES.filter((name: Setting) => SETTINGS[name].allowed !== null);
  return Object.fromEntries(
    closed.map((name) => [name, () => plain(SETTINGS[name].allowed ?? [])]),
  );
}
