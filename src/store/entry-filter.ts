/** Which entries of the log are asked for, as conditions that the database itself looks at. */
import type { Day, Id } from '../core/model.js';
import { folded } from '../core/names.js';
import type { Gradebook } from './open.js';

/** What is asked of an entry; what is absent is not asked. */
export interface EntryFilter {
  /** A name, or a part of one where nobody has it whole; case and accents don't matter. */
  readonly who?: string;
  /** A command, or its first word: `import` is every import. */
  readonly commands?: readonly string[];
  /** The first and the last local day. */
  readonly since?: Day;
  readonly until?: Day;
  /** Entries about one of these students, or which said something of her learning. */
  readonly students?: readonly Id[];
  /** The gradebook in which it was made. */
  readonly gradebook?: string;
  /** A part of the name of its file. */
  readonly file?: string;
}

/** SQL over an entry `e`, with the parameters that it binds. */
export interface EntryCondition {
  readonly sql: string;
  readonly bound: Readonly<Record<string, string>>;
}

/** The condition of a filter; `TRUE` where nothing is asked. */
export function entryCondition(book: Gradebook, filter: EntryFilter): EntryCondition {
  const { who, commands, since, until, students, gradebook, file } = filter;
  const parts: (readonly [sql: string, value: string | undefined])[] = [
    ['e.who IN (SELECT value FROM json_each(@who))', who && JSON.stringify(called(book, who))],
    [COMMAND, commands && JSON.stringify(commands)],
    ['e.day >= @since', since],
    ['e.day <= @until', until],
    [ABOUT, students && JSON.stringify(students)],
    ['e.gradebook = @gradebook', gradebook?.toLowerCase()],
    ['instr(lower(e.file), lower(@file)) > 0', file],
  ];
  const asked = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return {
    sql: ['TRUE', ...asked.map(({ sql }) => sql)].join(' AND '),
    bound: Object.fromEntries(asked.map(({ sql, value }) => [parameterOf(sql), value])),
  };
}

const COMMAND = `EXISTS (SELECT 1 FROM json_each(@commands) c
  WHERE e.command = c.value OR substr(e.command, 1, length(c.value) + 1) = c.value || ' ')`;

/** Tables of what students have shown, and of what was decided and said about it. */
const LEARNING = ['evidence', 'notes', 'overrides', 'excuses', 'advances', 'comments'];

const ABOUT = `e.id IN (
  WITH asked AS (SELECT value AS id FROM json_each(@students))
  SELECT id FROM entries WHERE student IN (SELECT id FROM asked)
  ${LEARNING.flatMap((table) =>
    ['made', 'ended'].map(
      (end) => `UNION SELECT ${end} FROM ${table} WHERE student IN (SELECT id FROM asked)`,
    ),
  ).join('\n  ')})`;

function parameterOf(sql: string): string {
  return /@([a-z]+)/.exec(sql)?.[1] ?? '';
}

/** The names in the log that are meant. */
function called({ db }: Gradebook, typed: string): string[] {
  const names = db
    .prepare('SELECT DISTINCT who FROM entries WHERE who IS NOT NULL')
    .pluck()
    .all() as string[];
  const wanted = folded(typed);
  const whole = names.filter((name) => folded(name) === wanted);
  return whole.length > 0 ? whole : names.filter((name) => folded(name).includes(wanted));
}
