/**
 * What a format is known by. Each kind of import has a list of formats (`rosters/`, `standards/`,
 * `evidence/`), and the one whose signs fit is taken; `native`, the CSV of `pl` itself, is what
 * remains.
 */
import { PlError } from '../core/errors.js';
import type { Member } from './member.js';

/** What a file looks like before it is read. */
export interface Glimpse {
  readonly path: string;
  /** The bare name in lower case, without `.csv` and the like: `users`. */
  readonly stem: string;
  /** Headers as written, trimmed; none where the file is no table. */
  readonly headers: readonly string[];
  /** The first 64 KiB as text. */
  readonly start: string;
}

/** The signs of a format. */
export interface Signs {
  /** The name for `--format` and in JSON: `oneroster-1.1`. */
  readonly name: string;
  /** The name for people: `OneRoster 1.1 (CSV)`. */
  readonly title: string;
  /** It reads all files that are given together; else each file alone. */
  readonly many: boolean;
  /**
   * Why these files are of this format, in words such as "manifest.csv says 1.1"; null: they are not.
   * A format of many files looks at all of them, a format of one at the only one that it is given.
   */
  readonly recognise: (files: readonly Glimpse[]) => string | null;
}

/** A format that was found or asked for. */
export interface Found<F extends Signs> {
  readonly format: F;
  /** Why it was taken. */
  readonly why: string;
}

/**
 * The format of these files: the one that is `asked` for, else the one whose signs fit; null: none,
 * and so `native`. Several that fit are refused with the candidates (`PlError('ambiguous')`), an
 * unknown name with those there are (`PlError('usage')`).
 */
export function findFormat<F extends Signs>(
  formats: readonly F[],
  files: readonly Glimpse[],
  asked: string | undefined,
): Found<F> | null {
  if (asked !== undefined) return askedFormat(formats, asked);
  const found = formats.flatMap((format) => {
    const why = format.recognise(files);
    return why === null ? [] : [{ format, why }];
  });
  if (found.length > 1)
    throw new Undecided(
      files,
      found.map(({ format }) => format),
    );
  return found[0] ?? null;
}

/** How many files a refusal names. */
const NAMED = 3;

/** Several formats fit: at a terminal a person may say which. */
export class Undecided extends PlError {
  /** The files by name, the first few of many. */
  readonly files: readonly string[];

  constructor(
    files: readonly Glimpse[],
    readonly candidates: readonly Signs[],
  ) {
    const paths = files.map(({ path }) => path);
    const shown = paths.length > NAMED ? [...paths.slice(0, NAMED), '…'] : paths;
    const names = candidates.map(({ name, title }) => `${name} (${title})`).join(', ');
    super('ambiguous', `${shown.join(', ')} may be ${names}: say which with --format`);
    this.files = shown;
  }
}

function askedFormat<F extends Signs>(formats: readonly F[], asked: string): Found<F> | null {
  if (asked.toLowerCase() === NATIVE) return null;
  const format = formats.find(({ name }) => name === asked.toLowerCase());
  if (format !== undefined) return { format, why: '--format says so' };
  const names = [NATIVE, ...formats.map(({ name }) => name)].join(', ');
  throw new PlError('usage', `--format "${asked}" is not known: ${names}`);
}

/** The CSV that `pl export` writes, and whatever has its columns. */
export const NATIVE = 'native';

/**
 * A glimpse of a member. Its `headers` may be a way to find them: what no format asks for is not
 * looked at, so that a file known by its name alone stays closed.
 */
export function glimpse(
  member: Member,
  headers: readonly string[] | (() => readonly string[]),
): Glimpse {
  const stem = member.name.toLowerCase().replace(/\.(csv|txt|text|tsv|tab|json|xlsx)$/, '');
  let found: readonly string[] | null = null;
  let start: string | null = null;
  return {
    path: member.path,
    stem,
    get headers() {
      found ??= typeof headers === 'function' ? headers() : headers;
      return found;
    },
    get start() {
      start ??= beginning(member.head());
      return start;
    },
  };
}

/** UTF-16 is told by its mark; whatever else it is, the signs of formats are plain letters. */
function beginning(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  const isBigEndian = first === 0xfe && second === 0xff;
  return new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-8').decode(bytes);
}
