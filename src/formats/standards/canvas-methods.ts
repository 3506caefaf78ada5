/**
 * How Canvas calculates an outcome, as a policy. Its `decaying_average`, which newer versions call
 * `weighted_average`, weighs the newest score against the mean of the others; its
 * `standard_decaying_average` is what is elsewhere called a decaying average.
 */
import type { Faults } from '../../core/importing/records.js';
import type { ReadNumber } from './canvas-ratings.js';

interface CanvasMethod {
  readonly ours: string;
  /** The key of the policy that `calculation_int` fills; null: it takes none. */
  readonly key: 'weight' | 'n' | null;
  readonly from: number;
  readonly to: number;
  readonly otherwise: number;
}

const NO_NUMBER = { key: null, from: 0, to: 0, otherwise: 0 } as const;
const LATEST_WEIGHTED = {
  ours: 'latest-weighted',
  key: 'weight',
  from: 1,
  to: 99,
  otherwise: 65,
} as const;

const METHODS: ReadonlyMap<string, CanvasMethod> = new Map<string, CanvasMethod>([
  ['decaying_average', LATEST_WEIGHTED],
  ['weighted_average', LATEST_WEIGHTED],
  [
    'standard_decaying_average',
    { ours: 'decaying-average', key: 'weight', from: 50, to: 99, otherwise: 65 },
  ],
  ['n_mastery', { ours: 'n-times', key: 'n', from: 1, to: 10, otherwise: 5 }],
  ['latest', { ours: 'latest', ...NO_NUMBER }],
  ['highest', { ours: 'highest', ...NO_NUMBER }],
  ['average', { ours: 'mean', ...NO_NUMBER }],
]);

/** The policy of a row, over all its scores as in Canvas; none where the method is blank. */
export function readMethod(
  line: number,
  name: string,
  number: string,
  read: ReadNumber,
  faults: Faults,
): Readonly<Record<string, string>> {
  if (name === '') {
    if (number !== '') {
      const message = 'a calculation_int says nothing without a calculation_method';
      faults.warning(line, 'calculation_int', 'method_missing', message);
    }
    return {};
  }
  const method = METHODS.get(name);
  if (method === undefined) {
    const message = `"${name}" is not a method: ${[...METHODS.keys()].join(', ')}`;
    faults.error(line, 'calculation_method', 'bad_method', message);
    return {};
  }
  const value = numberOf(line, name, number, method, read, faults);
  const { ours, key } = method;
  const policy = { method: ours, recent: 'all', top: 'all' };
  if (key === null) return policy;
  return { ...policy, [key]: String(key === 'weight' ? value / 100 : value) };
}

function numberOf(
  line: number,
  name: string,
  text: string,
  { key, from, to, otherwise }: CanvasMethod,
  read: ReadNumber,
  faults: Faults,
): number {
  if (text === '') return otherwise;
  const say = (message: string) =>
    faults.error(line, 'calculation_int', 'bad_method_number', message);
  const value = read(text);
  if (key === null) say(`${name} takes no calculation_int`);
  else if (value === null || !Number.isInteger(value) || value < from || value > to)
    say(`"${text}" is not a whole number from ${from} to ${to}, as ${name} takes`);
  else return value;
  return otherwise;
}

/** Methods that go by another name here, with how many outcomes have each: once a method. */
export function sayConversions(
  rows: readonly { readonly line: number; readonly name: string }[],
  faults: Faults,
): void {
  for (const [name, { ours }] of METHODS) {
    const of = rows.filter((row) => row.name === name);
    const [first] = of;
    if (first === undefined || ours === name) continue;
    const message = `${name}, the method of ${of.length === 1 ? 'one outcome' : `${of.length} outcomes`}, is ${ours} here`;
    faults.warning(first.line, 'calculation_method', 'method_converted', message);
  }
}
