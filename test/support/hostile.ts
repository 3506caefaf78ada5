/** A gradebook whose every text tries to take over the terminal on which it is shown. */
import Database from 'better-sqlite3';
import { busySchool } from './busy.js';
import { GRADEBOOK } from './pl.js';

/** What follows would stand on a line of its own, were it taken for ours. */
const FORGED = 'FORGED';

/** Every sort of sign that a terminal obeys, hides or cannot bear. */
export const HOSTILE = [
  '\x1b[7m\x1b[2J\x1b[10A\x1b[6n\x1bc',
  '\x1b]0;owned\x07\x1b]8;;http://x.example\x1b\\\x1bP1$q\x1b\\\x1b_x\x1b\\',
  '\x9b7m\x9d0;x\x9c\x90\x85\x84\x8d',
  '\x07\b\x7f\x0e\x0f\v\f\x05',
  `\n${FORGED}\r${FORGED}\r\n${FORGED}\t\u2028${FORGED}\u2029${FORGED}`,
  '\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c',
  '\u200b\u2060\u2064\ufeff\u00ad\u034f\u115f\u1160\u3164\uffa0\u180e\ufff9\ufffb',
  '\u{e0001}\u{e0041}\u{e007f}\u{e0100}\u{1d173}',
  `a${'\ufe0f'.repeat(40)}b${'\u0301'.repeat(60)}c${'\u200d\u200c'.repeat(20)}`,
].join('');

/** Texts that mean something to the program: without them little of it would run. */
const MEANT: ReadonlySet<string> = new Set([
  ...['policies.key', 'policies.value', 'competencies.rule', 'enrollments.starts_on'],
  ...['enrollments.ends_on', 'entries.at', 'entries.day', 'years.starts_on', 'terms.starts_on'],
  ...['terms.ends_on', 'requirements.due_on', 'rollups.at', 'rollups.day', 'rollups.rules'],
  ...['evidence.observed_on', 'notes.on_day', 'overrides.on_day', 'excuses.on_day'],
  ...['advances.on_day', 'report_cards.on_day', 'policies.starts_on', 'gradebook.created_at'],
  ...['mastery.last_observed_on', 'copies.path', 'copies.at', 'report_cards.form'],
  ...['report_card_marks.marks', 'rollup_changes.status_from', 'rollup_changes.status_to'],
  ...['mastery.calculated_status', 'beside.fact_of', 'forgotten_ids.salt', 'forgotten_ids.hash'],
]);

/** The small school with something of everything in it, all of it hostile; `all`: also what means something. */
export async function hostileSchool(all = false): Promise<void> {
  await busySchool();
  const db = new Database(GRADEBOOK);
  db.function('hostile_json', (text) =>
    typeof text === 'string' ? JSON.stringify(hostileValue(JSON.parse(text))) : null,
  );
  db.pragma('foreign_keys = OFF');
  for (const { table, column } of textColumns(db)) {
    if (!all && MEANT.has(`${table}.${column}`)) continue;
    try {
      db.prepare(`UPDATE "${table}" SET "${column}" = "${column}" || ?`).run(HOSTILE);
    } catch {
      // A closed list, or JSON, whose texts are hostile within.
      if (isJson(db, table, column))
        db.exec(`UPDATE "${table}" SET "${column}" = hostile_json("${column}")`);
    }
  }
  db.close();
}

function textColumns(db: Database.Database): { table: string; column: string }[] {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all() as string[];
  return tables.flatMap((table) => {
    const columns = db.pragma(`table_info("${table}")`) as { name: string; type: string }[];
    return columns
      .filter(({ type }) => type === 'TEXT')
      .map(({ name }) => ({ table, column: name }));
  });
}

function isJson(db: Database.Database, table: string, column: string): boolean {
  const one = db.prepare(`SELECT max("${column}") FROM "${table}"`).pluck().get();
  return typeof one === 'string' && /^[[{"]/.test(one);
}

function hostileValue(value: unknown): unknown {
  if (typeof value === 'string') return value + HOSTILE;
  if (Array.isArray(value)) return value.map(hostileValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hostileValue(one)]));
}

/** Our own colours, and nothing else that begins with an escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what a terminal gets
const COLOURS = /\x1b\[(?:0|1|2|22|39|3[0-7]|9[0-7])m/g;

/** What a terminal would obey, hide or break on, of all that it was sent; empty when all is well. */
export function dangers(sent: string): string[] {
  const plain = sent.replace(COLOURS, '');
  const found = plain.match(
    /[^\n\P{Cc}]|\p{Cs}|\p{DI}|[\u2028\u2029\ufff9-\ufffb]|\p{M}{5,}|^"?FORGED.*/gmu,
  );
  return [...new Set(found ?? [])].map((one) => JSON.stringify(one).slice(0, 60));
}
