/**
 * A framework as the outcomes file of Canvas: headings are groups, competencies outcomes, the scale its
 * ratings. Canvas calls our `latest-weighted` a decaying average, and our `decaying-average` a standard
 * one. An outcome is known by its guid, else by its code.
 */
import { PlError } from '../../core/errors.js';
import { groupBy } from '../../core/grouping.js';
import type { Competency } from '../../core/model.js';
import type { Policy } from '../../core/policy.js';
import type { Standards } from '../../core/standards.js';
import { vendorId } from '../own-ids.js';
import type { Cell, OutFile } from './file.js';

export interface OutcomesFile extends OutFile {
  /** Outcomes whose method Canvas does not know: theirs is blank. */
  readonly unsaid: number;
}

const COLUMNS = [
  'vendor_guid',
  'object_type',
  'title',
  'description',
  'display_name',
  'calculation_method',
  'calculation_int',
  'parent_guids',
  'workflow_state',
  'mastery_points',
  'ratings',
];

/** The longest title or id that Canvas takes, in characters. */
const LONGEST = 255;

/**
 * `wanted` in an order in which parents come before what lies under them. Throws `PlError('invalid')`
 * where two of them would be one there, or where an id is too long.
 */
export function canvasOutcomes(standards: Standards, wanted: readonly Competency[]): OutcomesFile {
  const guidOf = (one: Competency) => vendorId(one.guid ?? one.code);
  refuseIds(wanted, guidOf);
  const inFile = new Set(wanted.map(({ id }) => id));
  let unsaid = 0;
  const rows = wanted.map((one): Cell[] => {
    const parent = standards.competencies.get(one.parent ?? -1);
    const above = parent !== undefined && inFile.has(parent.id) ? guidOf(parent) : '';
    const start = [guidOf(one), standards.isHeading(one) ? 'group' : 'outcome', title(one)];
    const words = [onOneLine(one.statement), one.label === null ? null : short(one.label)];
    if (standards.isHeading(one)) return [...start, ...words, null, null, above, 'active', null];
    const { policy, scale, cut } = standards.yardstick(one);
    const method = methodOf(policy);
    if (method === null) unsaid++;
    const ratings = scale.levels.toReversed().flatMap(({ value, name }) => [value, name]);
    return [...start, ...words, ...(method ?? [null, null]), above, 'active', cut, ...ratings];
  });
  const width = Math.max(COLUMNS.length, ...rows.map(({ length }) => length));
  const padded = (cells: readonly Cell[], blank: Cell) => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => blank),
  ];
  return {
    name: 'outcomes',
    columns: padded(COLUMNS, '').map(String),
    rows: rows.map((row) => padded(row, null)),
    unsaid,
  };
}

function refuseIds(wanted: readonly Competency[], guidOf: (one: Competency) => string): void {
  const long = wanted.find((one) => guidOf(one).length > LONGEST);
  if (long !== undefined) {
    const message = `Canvas takes a vendor_guid of at most ${LONGEST} characters, and "${guidOf(long)}" is longer`;
    throw new PlError('invalid', message);
  }
  const byId = groupBy(wanted, (one) => guidOf(one).toLowerCase());
  const two = [...byId.values()].find(({ length }) => length > 1)?.[0];
  if (two === undefined) return;
  throw new PlError(
    'invalid',
    `two competencies would be "${guidOf(two)}" there: --framework says which is meant`,
    '--framework NAME',
  );
}

function title({ label, statement, code }: Competency): string {
  return short(label ?? statement) || code;
}

function short(text: string): string {
  return [...onOneLine(text)].slice(0, LONGEST).join('');
}

/** Canvas shows both on one line, and a description as a web page: line ends would be lost. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Its name and number there; null: there is none of that kind. */
function methodOf({ method, weight, n, recent, top }: Policy): readonly [string, Cell] | null {
  const overAll = recent === null && top === null;
  if (method === 'latest') return ['latest', null];
  if (!overAll) return null;
  switch (method) {
    case 'highest':
      return ['highest', null];
    case 'mean':
      return ['average', null];
    case 'n-times':
      return ['n_mastery', n];
    case 'latest-weighted':
      return isPercent(weight) ? ['decaying_average', Math.round(weight * 100)] : null;
    case 'decaying-average':
      return isPercent(weight) ? ['standard_decaying_average', Math.round(weight * 100)] : null;
    default:
      return null;
  }
}

/** Canvas keeps weights as whole percents. */
function isPercent(weight: number): boolean {
  return Math.abs(weight * 100 - Math.round(weight * 100)) < 1e-9;
}
