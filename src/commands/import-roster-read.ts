/** Files of rosters as sets of neutral records, whatever their format. */
import { rosterFaults } from '../core/importing/roster-faults.js';
import { setOfRows } from '../core/importing/roster-flat.js';
import type { RosterField, RosterSet } from '../core/importing/roster-set.js';
import { NATIVE } from '../formats/format.js';
import { readRoster } from '../formats/native/roster.js';
import type { ReadRoster, RosterFormat } from '../formats/rosters/index.js';
import { wholeTable } from '../formats/table.js';
import type { Batch } from './import-batches.js';
import type { ImportFlags } from './import-flags.js';
import type { Session } from './session.js';

/** What belongs together, in the format that was found; files that are left unread are said. */
export function readSet(
  session: Session,
  { members }: Batch<RosterFormat>,
  format: RosterFormat,
  flags: ImportFlags,
): ReadRoster {
  const read = format.read(members, { strict: flags.strict === true });
  for (const { file, why } of read.unread) session.say(`${file} is not read: ${why}`);
  return read;
}

/** All files as one roster, flat ones too. */
export function readTogether(
  session: Session,
  batches: readonly Batch<RosterFormat>[],
  flags: ImportFlags,
): ReadRoster & { readonly format: string } {
  const read = batches.map((batch) =>
    batch.found === null
      ? readFlat(batch, flags)
      : readSet(session, batch, batch.found.format, flags),
  );
  const sets = read.flatMap(({ set }) => set ?? []);
  const formats = new Set(batches.map(({ found }) => found?.format.name ?? NATIVE));
  return {
    set: sets.length < read.length ? null : together(sets),
    problems: read.flatMap(({ problems }) => problems),
    unread: [],
    format: [...formats].join(', '),
  };
}

function readFlat({ members: [member] }: Batch<RosterFormat>, { map }: ImportFlags): ReadRoster {
  if (member === undefined) throw new Error('nothing to import');
  const { table, problems } = wholeTable(member.open());
  if (table === null) return { set: null, problems, unread: [] };
  const read = readRoster(table, map ?? []);
  const faults = rosterFaults((_, field) => read.source.header(field));
  const set = setOfRows(read.source, read.records, faults);
  return { set, problems: [...problems, ...read.problems, ...faults.problems()], unread: [] };
}

function together(sets: readonly RosterSet[]): RosterSet {
  const header = (file: string, field: RosterField) => {
    const own = sets.find((set) => set.students.some((student) => student.file === file));
    return (own ?? sets[0])?.header?.(file, field) ?? null;
  };
  return {
    scope: {
      students: sets.every(({ scope }) => scope.enrollments === 'listed') ? 'listed' : 'all',
      enrollments: sets.some(({ scope }) => scope.enrollments === 'listed') ? 'listed' : 'all',
    },
    header: sets.length === 1 ? (sets[0]?.header ?? header) : header,
    schools: sets.flatMap(({ schools }) => schools),
    terms: sets.flatMap(({ terms }) => terms),
    staff: sets.flatMap(({ staff }) => staff),
    sections: sets.flatMap(({ sections }) => sections),
    students: sets.flatMap(({ students }) => students),
    enrollments: sets.flatMap(({ enrollments }) => enrollments),
    teaching: sets.flatMap(({ teaching }) => teaching),
  };
}
