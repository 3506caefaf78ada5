/** `--pseudonyms`: exports in which nobody is called by her name or id. */
import type { Command } from 'commander';
import { PlError } from '../../core/errors.js';
import { disguised } from '../../core/pseudonyms.js';
import type { Value } from '../../output/csv.js';
import { english } from '../../output/words.js';
import { pseudonymKey, pseudonymsUnder } from '../../pseudonym-key.js';
import type { Session } from '../session.js';
import type { ExportTable } from './exporter.js';
import type { CardSheet } from './report-card-file.js';

export interface PseudonymFlags {
  readonly pseudonyms?: boolean;
  readonly keyFile?: string;
}

export function withPseudonymFlags(command: Command): Command {
  return command
    .option(
      '--pseudonyms',
      'mastery, grades, evidence, roster, report-card: pseudonyms in place of names and ids, and nothing in free words',
    )
    .option(
      '--key-file <file>',
      'the key of the pseudonyms, made where it is not there (or PL_PSEUDONYM_KEY)',
    );
}

const OF_STUDENTS = ['mastery', 'grades', 'evidence', 'roster', 'report-card'];

/** Throws `PlError('usage')` for a kind that has no students, or that another system takes by their ids. */
export function checkPseudonyms(
  kind: string,
  flags: PseudonymFlags & { readonly id?: string },
): void {
  if (flags.pseudonyms !== true) {
    if (flags.keyFile !== undefined) throw new PlError('usage', '--key-file is for --pseudonyms');
    return;
  }
  if (kind === 'oneroster' || kind === 'canvas')
    throw new PlError(
      'usage',
      `${kind} is for a system that knows students by their ids: no --pseudonyms`,
    );
  if (!OF_STUDENTS.includes(kind))
    throw new PlError(
      'usage',
      `${kind} has no students: --pseudonyms is for ${OF_STUDENTS.join(', ')}`,
    );
  if (flags.id !== undefined) throw new PlError('usage', '--id and --pseudonyms: choose one');
}

/** Fewer students than these in a section are soon told apart by what else is known of them. */
const FEW = 10;

/** The table under other names, and in their order: in that of names, places would tell who is who. */
export function underPseudonyms(
  session: Session,
  kind: string,
  table: ExportTable,
  flags: PseudonymFlags,
): ExportTable {
  const disguise = disguised(table.columns, pseudonymFor(session, kind, flags));
  const column = table.columns.indexOf('student_id');
  const rows = [...table.rows].map((row) => disguise(row) as Value[]);
  rows.sort((a, b) => compare(String(a[column] ?? ''), String(b[column] ?? '')));
  const section = table.columns.indexOf('section');
  const placed = rows.map((row) => [row[column], section < 0 ? '' : row[section]] as const);
  const { lines: _named, ...others } = table;
  return { ...others, rows, notes: [...(table.notes ?? []), ...warnings(placed)] };
}

/** The same for a report card, whose columns may have any name. */
export function cardUnderPseudonyms(
  session: Session,
  sheet: CardSheet,
  flags: PseudonymFlags & { readonly term?: string },
): CardSheet {
  const what = `report-card --term "${flags.term}"`;
  const disguise = disguised(sheet.columns, pseudonymFor(session, what, flags), true);
  const column = sheet.columns.indexOf('student_id');
  const students = sheet.students.map((one) => ({
    ...one,
    rows: one.rows.map((row) => disguise(row) as Value[]),
  }));
  const nameOf = ({ rows: [first] }: (typeof students)[number]) => String(first?.[column] ?? '');
  students.sort((a, b) => compare(nameOf(a), nameOf(b)));
  const section = sheet.columns.indexOf('section');
  const placed = students.map(({ rows: [first] }) => [first?.[column], first?.[section]] as const);
  for (const note of warnings(placed)) session.say(note);
  return { ...sheet, students };
}

/** `what`: the words of the export after `pl export`, as they are to be typed again. */
function pseudonymFor(session: Session, what: string, { keyFile }: PseudonymFlags) {
  const variable = session.io.env.PL_PSEUDONYM_KEY;
  const command = `pl export ${what} --pseudonyms`;
  const { key, isNew, isOpen } = pseudonymKey(keyFile, variable, command);
  if (isNew)
    session.say(
      `made a new key: ${keyFile}; who has it can find out who is who, and without it next month's pseudonyms are others`,
    );
  if (isOpen)
    session.say(
      `warning: other users of this computer may read the key ${keyFile}, and with it who is who: chmod 600 "${keyFile}"`,
    );
  return pseudonymsUnder(key);
}

function warnings(placed: readonly (readonly [Value | undefined, Value | undefined])[]): string[] {
  const groups = new Map<string, Set<string>>();
  for (const [student, section] of placed) {
    const name = String(section ?? '');
    groups.set(name, (groups.get(name) ?? new Set()).add(String(student ?? '')));
  }
  const smallest = Math.min(...[...groups.values()].map(({ size }) => size));
  if (smallest >= FEW || groups.size === 0) return [];
  return [
    `a group here has ${english.count(smallest, 'student')}: who knows the class can tell who is who by grade, days and scores`,
  ];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
