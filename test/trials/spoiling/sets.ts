/** Spoils a set of files: one is missing, called otherwise, empty, twice there, or of another day. */
import { CELLS } from './cells.js';
import { below, type Chance, oneOf } from './chance.js';

export type Texts = Readonly<Record<string, string>>;

/** The set with one thing about its files changed. */
export function spoiledSet(texts: Texts, next: Chance): Texts {
  const name = oneOf(next, Object.keys(texts));
  return oneOf(next, ON_SETS)(texts, name, next);
}

function without(texts: Texts, name: string): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([other]) => other !== name));
}

const ON_SETS: readonly ((texts: Texts, name: string, next: Chance) => Texts)[] = [
  (texts, name) => (Object.keys(texts).length === 1 ? texts : without(texts, name)),
  (texts, name, next) => ({
    ...without(texts, name),
    [oneOf(next, NAMES)(name)]: texts[name] ?? '',
  }),
  (texts, name, next) => ({ ...texts, [oneOf(next, NAMES)(name)]: texts[name] ?? '' }),
  (texts, name) => ({ ...texts, [name]: '' }),
  (texts, name) => ({ ...texts, [name]: `${texts[name]?.split('\n')[0]}\n` }),
  (texts, name, next) => {
    const other = oneOf(next, Object.keys(texts));
    return { ...texts, [name]: texts[other] ?? '', [other]: texts[name] ?? '' };
  },
  (texts, name, next) => ({ ...texts, [name]: changedId(texts[name] ?? '', next) }),
  (texts, name, next) => ({ ...texts, [name]: changedId(texts[name] ?? '', next) }),
  (texts) => ({ ...texts, 'demographics.csv': 'sourcedId,birthDate,sex\nada,2014-01-01,female\n' }),
  (texts) => ({ ...texts, 'notes.txt': 'Sent by the office.' }),
  (texts) => ({ ...texts, 'more.csv': 'student_id,first_name,last_name\nzed,Zed,Zorn\n' }),
];

const NAMES: readonly ((name: string) => string)[] = [
  (name) => name.toUpperCase(),
  (name) => `2026-09-01_${name}`,
  (name) => name.replace('.', ' (1).'),
  (name) => name.replace('.csv', '.txt'),
  (name) => name.replace(/s?\.csv/, '.csv'),
  (name) => name.replace(/\.[a-z]+$/, ''),
  (name) => `.${name}`,
  (name) => `old-${name}`,
  () => 'data.csv',
];

/** One of its values, everywhere in this file, as no other file has it. */
function changedId(text: string, next: Chance): string {
  const values = text.split(/[,;\t\n]/).filter((value) => value.length > 0);
  if (values.length === 0) return text;
  const [value, other] = [
    oneOf(next, values),
    next() < 0.5 ? oneOf(next, values) : oneOf(next, CELLS),
  ];
  const parts = text.split(/([,;\t\n])/);
  return parts
    .map((part) => (part === value ? other : part))
    .join('')
    .slice(0, 200_000 + below(next, 2));
}
