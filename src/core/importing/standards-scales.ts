/** The scale of each row of a standards file: one that stands, by its name, or levels written out. */
import { PlError } from '../errors.js';
import type { Id, Level, Scale } from '../model.js';
import { scaleAt } from '../policy-place.js';
import { sameValues, scaleNamed } from '../scale.js';
import { readLevels, writeLevels } from '../scale-text.js';
import type { Standards } from '../standards.js';
import { didYouMean, frameworkCalled } from './codes.js';
import { type Counts, type Faults, tally } from './records.js';
import { isRefTo, type Ref } from './refs.js';
import type { Row } from './standards-rows.js';

/** A scale that the file brings, under its name. */
export interface PlannedScale {
  readonly name: string;
  readonly levels: readonly Level[];
}

export interface ScalesPlan {
  /** Those that the file names or writes out. */
  readonly counts: Counts;
  readonly added: readonly PlannedScale[];
  /** What a row says: null where it says nothing, or nothing that can be read. */
  readonly said: (row: Row) => Ref | null;
  /** Whether that is what its competency is scored on already. */
  readonly isHeld: (row: Row) => boolean;
  /** What a row is scored on: as it says, else as before, as its framework is, or by default. */
  readonly scaleOf: (row: Row) => Scale;
}

/** A new scale, or one that stands; of a new one the id is not known yet. */
interface SaidScale {
  readonly ref: Ref;
  readonly scale: Scale;
}

const UNKNOWN: Id = -1;

export function planScales(
  rows: readonly Row[],
  standards: Standards,
  hasEvidence: (competency: Id) => boolean,
  faults: Faults,
): ScalesPlan {
  const added: PlannedScale[] = [];
  const byText = new Map<string, SaidScale | null>();
  const find = (line: number, text: string): SaidScale | null => {
    const known = byText.get(text);
    if (known !== undefined && known !== null) return known;
    const found = findScale(line, text, standards.scales, added, faults);
    byText.set(text, found);
    return found;
  };
  const said = new Map<string, SaidScale>();
  for (const row of rows) {
    const { line, scale: text } = row.record;
    const found = text === '' ? null : find(line, text);
    if (found === null) continue;
    said.set(row.key, found);
    refuseScored(row, found.scale, standards, hasEvidence, faults);
  }
  const standing = new Set([...said.values()].flatMap(({ ref }) => ('id' in ref ? [ref.id] : [])));
  return {
    counts: { ...tally(), add: added.length, unchanged: standing.size },
    added,
    said: (row) => said.get(row.key)?.ref ?? null,
    isHeld: (row) => {
      const ref = said.get(row.key)?.ref;
      return row.before !== null && isRefTo(ref ?? null, scaleBefore(row, standards).id);
    },
    scaleOf: (row) => said.get(row.key)?.scale ?? scaleBefore(row, standards),
  };
}

function findScale(
  line: number,
  text: string,
  standing: readonly Scale[],
  added: PlannedScale[],
  faults: Faults,
): SaidScale | null {
  const named = scaleNamed(standing, text);
  if (named !== null) return { ref: { id: named.id }, scale: named };
  if (!text.includes('=')) {
    const names = standing.map(({ name }) => name);
    const message = `there is no scale "${text}"${didYouMean(text, names)}; there are ${names.join(', ')}, or write its levels out: 1=Beginning, 2*=Met`;
    faults.error(line, 'scale', 'unknown_scale', message);
    return null;
  }
  const levels = levelsOf(line, text, faults);
  return levels === null ? null : scaleWith(levels, standing, added);
}

function levelsOf(line: number, text: string, faults: Faults): readonly Level[] | null {
  try {
    return readLevels(text);
  } catch (error) {
    if (!(error instanceof PlError)) throw error;
    faults.error(line, 'scale', 'bad_scale', error.message);
    return null;
  }
}

/** The same levels are the same scale, whether they stand or were written in an earlier row. */
function scaleWith(
  levels: readonly Level[],
  standing: readonly Scale[],
  added: PlannedScale[],
): SaidScale {
  const wanted = writeLevels(levels);
  const isSame = (one: PlannedScale) => writeLevels(one.levels) === wanted;
  const known = standing.find(isSame);
  if (known !== undefined) return { ref: { id: known.id }, scale: known };
  let made = added.find(isSame);
  if (made === undefined) {
    const taken = [...standing, ...added].map(({ name }) => name.toLowerCase());
    made = { name: freeName(levels, taken), levels };
    added.push(made);
  }
  return { ref: { key: made.name.toLowerCase() }, scale: { id: UNKNOWN, ...made } };
}

/** "Beginning to Exemplary"; with a number where that is the name of another scale. */
function freeName(levels: readonly Level[], taken: readonly string[]): string {
  const name = `${levels[0]?.name} to ${levels.at(-1)?.name}`;
  let free = name;
  for (let n = 2; taken.includes(free.toLowerCase()); n++) free = `${name} ${n}`;
  return free;
}

function scaleBefore({ before, framework }: Row, standards: Standards): Scale {
  const id = frameworkCalled(standards, framework)?.id ?? null;
  return scaleAt(
    standards,
    before === null
      ? { framework: id, competency: null }
      : { framework: null, competency: before.id },
  );
}

/** Scores given on one scale mean nothing on another. */
function refuseScored(
  { record, before }: Row,
  scale: Scale,
  standards: Standards,
  hasEvidence: (competency: Id) => boolean,
  faults: Faults,
): void {
  if (before === null || !hasEvidence(before.id)) return;
  const old = scaleAt(standards, { framework: null, competency: before.id });
  if (sameValues(old.levels, scale.levels)) return;
  const message = `there are scores of "${before.code}" on scale "${old.name}": carry them before, with pl scale use NAME --competency ${before.code} --carry`;
  faults.error(record.line, 'scale', 'scored_scale', message);
}
