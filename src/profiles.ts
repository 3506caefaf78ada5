/** How a person's files are read, kept under names in her own folder: `profiles.json`. */
import { PlError } from './core/errors.js';
import { readOwn } from './files.js';
import { ownFile, type Place } from './places.js';
import { writeOwn } from './written-files.js';

/** What is kept of how one sort of file is read. Never a day, nor anything of a pupil. */
export interface Profile {
  /** What the files hold: `evidence`, `roster` … */
  readonly import: string;
  /** `FIELD=HEADER`, as given to `--map`. */
  readonly map: readonly string[];
  readonly date_format: string | null;
  readonly kind: string | null;
  readonly framework: string | null;
  readonly out_of: string | null;
  readonly sheet: string | null;
  /** What was said of the first file and is to be said again: `title`, `by`. */
  readonly said: readonly string[];
}

export type Profiles = ReadonlyMap<string, Profile>;

/** The profiles by name; none where none were kept. Throws `PlError('unreadable')` for a file that is broken or cannot be read. */
export function readProfiles(place: Place): Profiles {
  const file = profilesFile(place);
  const text = readOwn(file);
  if (text === null) return new Map();
  try {
    const kept = Object.entries(JSON.parse(text) as object);
    return new Map(kept.map(([name, profile]) => [name, profileOf(profile)]));
  } catch {
    throw new PlError('unreadable', `${file} does not hold profiles: mend it, or take it away`);
  }
}

/** Keeps them all, readable by their owner alone. Throws `PlError('unreadable')` where it can't. */
export function writeProfiles(place: Place, profiles: Profiles): void {
  const text = JSON.stringify(Object.fromEntries(profiles), null, 2);
  writeOwn(profilesFile(place), `${text}\n`);
}

/** Throws where it is no profile. */
function profileOf(kept: Readonly<Record<string, unknown>>): Profile {
  const text = (key: string): string | null => {
    const value = kept[key] ?? null;
    if (value !== null && typeof value !== 'string') throw new TypeError(key);
    return value;
  };
  const texts = (key: string, otherwise?: readonly string[]): readonly string[] => {
    const value: unknown = kept[key] ?? otherwise;
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    throw new TypeError(key);
  };
  return {
    import: text('import') ?? '',
    map: texts('map'),
    date_format: text('date_format'),
    kind: text('kind'),
    framework: text('framework'),
    out_of: text('out_of'),
    sheet: text('sheet'),
    said: texts('said', []),
  };
}

function profilesFile(place: Place): string {
  return ownFile(place, 'config', 'profiles.json');
}
