/** How the files of an import were read, in words: what is usual is passed over, all of it with `--verbose`. */
import { groupBy } from '../../core/grouping.js';
import { visible } from '../../output/safe.js';
import { english } from '../../output/words.js';
import type { Likeness } from './elsewhere.js';
import type { Unread } from './outcome.js';
import type { FileFacts } from './reading.js';

/** What is told of an import beside what came of it. */
export interface Told {
  /** As they were given. */
  readonly paths: readonly string[];
  readonly files: readonly FileFacts[];
  readonly unread: readonly Unread[];
  readonly looksLike: Likeness | null;
}

/** Files of one kind of oddity are named up to so many. */
const NAMED = 8;

/** The lines under what came of an import; none where the files are as files usually are. */
export function readingLines({ files, unread }: Told, verbose: boolean): string[] {
  const shown = verbose ? files : files.filter(isUnusual);
  const lines = shown.slice(0, verbose ? undefined : NAMED).map((file) => fileLine(file, verbose));
  const more = shown.length - lines.length;
  return [
    ...whyLines(files),
    ...lines,
    ...(more > 0 ? [`  and ${english.count(more, 'file')} more, read like these`] : []),
    ...unreadLines(unread),
  ];
}

/** Why a format was taken, once for all files of it. */
function whyLines(files: readonly FileFacts[]): string[] {
  const reasons = files.flatMap(({ format, why }) => (why === null ? [] : [`${format}: ${why}`]));
  return [...new Set(reasons)].map((reason) => `  read as ${visible(reason)}`);
}

/** A line a reason. */
function unreadLines(unread: readonly Unread[]): string[] {
  return [...groupBy(unread, ({ why }) => why)].map(
    ([why, files]) => `  not read: ${listed(files.map(({ file }) => file))}: ${visible(why)}`,
  );
}

function isUnusual({ encoding, delimiter }: FileFacts): boolean {
  const isPlain = encoding === null || encoding === 'utf-8' || encoding === 'utf-8-bom';
  return !isPlain || (delimiter !== null && delimiter !== ',' && delimiter !== '\t');
}

function fileLine(file: FileFacts, verbose: boolean): string {
  const { encoding, delimiter, rows, columns_used, columns_ignored } = file;
  const said = [
    encoding === null ? '' : (ENCODINGS[encoding] ?? encoding),
    delimiter === null ? '' : (DELIMITERS[delimiter] ?? `cells divided by ${delimiter}`),
    rows === null ? '' : english.count(rows, 'row'),
    verbose && columns_used.length > 0 ? `columns used: ${columns_used.join(', ')}` : '',
    verbose && columns_ignored.length > 0 ? `not used: ${columns_ignored.join(', ')}` : '',
  ].filter((part) => part !== '');
  return `  ${visible(file.file)}: ${said.length === 0 ? 'read' : visible(said.join(', '))}`;
}

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8 with a mark',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
};

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'cells divided by commas',
  ';': 'cells divided by semicolons',
  '\t': 'cells divided by tabs',
  '|': 'cells divided by bars',
};

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map(visible);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
