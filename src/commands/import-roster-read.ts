/** Files of rosters as sets of neutral records, whatever their format. */
import type { Problem } from '../core/errors.js';
import { rosterFaults } from '../core/importing/roster-faults.js';
import { setOfRows } from '../core/importing/roster-flat.js';
import type { RosterField, RosterSet } from '../core/importing/roster-set.js';
import { isError } from '../core/importing/skipping.js';
import { NATIVE } from '../formats/format.js';
import { Unreadable } from '../formats/member.js';
import { readRoster } from '../formats/native/roster.js';
import type { ReadRoster, RosterFormat } from '../formats/rosters/index.js';
import { wholeTable } from '../formats/table.js';
import type { Batch } from './import-batches.js';
import type { ImportFlags } from './import-flags.js';

/** All files as one roster, flat ones too; `said` are the problems of how the files lie. */
export function readTogether(
  said: readonly Problem[],
  batches: readonly Batch<RosterFormat>[],
  flags: ImportFlags,
): ReadRoster & { readonly format: string } {
  const formats = new Set(batches.map(({ found }) => found?.format.name ?? NATIVE));
  const format = [...formats].join(', ');
  const broken = (problems: readonly Problem[]) => ({ set: null, problems, unread: [], format });
  if (said.some(isError)) return broken(said);
  try {
    const read = batches.map((batch) => readBatch(batch, flags));
    const sets = read.flatMap(({ set }) => set ?? []);
    return {
      set: sets.length < read.length ? null : together(sets),
      problems: [...said, ...read.flatMap(({ problems }) => problems)],
      unread: read.flatMap(({ unread }) => unread),
      format,
    };
  } catch (error) {
    if (error instanceof Unreadable) return broken([...said, error.problem]);
    throw error;
  }
}

function readBatch(batch: Batch<RosterFormat>, flags: ImportFlags): ReadRoster {
  const format = batch.found?.format;
  return format === undefined
    ? readFlat(batch, flags)
    : format.read(batch.members, { strict: flags.strict === true });
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
    idType: sets.every(({ idType }) => idType === sets[0]?.idType)
      ? (sets[0]?.idType ?? null)
      : null,
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
