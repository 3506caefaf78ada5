import { describe, expect, it } from 'vitest';
import type { PolicySetting } from '../../src/core/model.js';
import {
  allowedValues,
  DEFAULT_POLICY,
  isPolicyKey,
  METHODS,
  type Method,
  POLICY_KEYS,
  type PolicyKey,
  readPolicyValue,
  resolvePolicy,
  usesKey,
  writePolicyValue,
} from '../../src/core/policy.js';
import { policyFaults } from '../../src/core/policy-faults.js';

/** Every text that a key reads, with what it means. */
const MEANINGS: readonly [PolicyKey, string, unknown][] = [
  ...METHODS.map((method): [PolicyKey, string, unknown] => ['method', method, method]),
  ['method', ' Mean ', 'mean'],
  ['recent', '3', 3],
  ['recent', '1', 1],
  ['recent', 'all', null],
  ['top', '2', 2],
  ['top', 'ALL', null],
  ['weight', '0.65', 0.65],
  ['weight', '.5', 0.5],
  ['weight', '0.01', 0.01],
  ['weight', '0.99', 0.99],
  ['n', '1', 1],
  ['n', '10', 10],
  ['n', '5.0', 5],
  ['tie', 'higher', 'higher'],
  ['tie', 'recent', 'recent'],
  ['tie', 'none', 'none'],
  ['kind_weights', 'test:0.7;project:0.3', { test: 0.7, project: 0.3 }],
  ['kind_weights', 'Test=2, lab_work=1', { test: 2, lab_work: 1 }],
  ['kind_weights', 'lab work:1;Été: 2;', { 'lab work': 1, été: 2 }],
  ['kinds', 'test;project', ['test', 'project']],
  ['kinds', 'self, test self', ['self', 'test']],
  ['kinds', 'lab work; Été', ['lab work', 'été']],
  ['kinds', 'default', null],
  ['round', '0', 0],
  ['round', '6', 6],
  ['rounding', 'half-up', 'half-up'],
  ['rounding', 'half-even', 'half-even'],
  ['rounding', 'down', 'down'],
  ['level_cut', 'floor', 'floor'],
  ['level_cut', 'nearest', 'nearest'],
  ['mastery_at', '2.7', 2.7],
  ['mastery_at', 'default', null],
  ['min_evidence', '1', 1],
  ['min_evidence', '20', 20],
  ['min_kinds', '2', 2],
  ['require_kinds', 'test;project', ['test', 'project']],
  ['require_kinds', 'none', []],
  ['stale_after_days', '90', 90],
  ['stale_after_days', 'never', null],
  [
    'letters',
    'a: MEAN 3.50 ;b:min 2 and Most 3; ELSE f',
    'a: mean 3.5; b: min 2 and most 3; else f',
  ],
  ['letters', 'A: stage Base', 'A: stage Base'],
  ['letters', 'None', null],
  ['average', 'none', 'none'],
  ['average', 'Levels', 'levels'],
  ['average', 'scores', 'scores'],
];

describe('reading a key', () => {
  it.each(MEANINGS)('%s=%s', (key, text, expected) => {
    const value = readPolicyValue(key, text);
    expect(value).toEqual(expected);
    expect(readPolicyValue(key, writePolicyValue(key, value ?? null))).toEqual(value);
  });

  it('leaves no key unread', () => {
    expect(new Set(MEANINGS.map(([key]) => key))).toEqual(new Set(POLICY_KEYS));
    expect(new Set(POLICY_KEYS)).toEqual(new Set(Object.keys(DEFAULT_POLICY)));
    expect([isPolicyKey('recent'), isPolicyKey('colour'), isPolicyKey('toString')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each<[PolicyKey, string]>([
    ['method', 'average'],
    ['recent', '0'],
    ['recent', '2.5'],
    ['recent', '-1'],
    ['top', 'none'],
    ['weight', '0'],
    ['weight', '1'],
    ['weight', '65%'],
    ['n', '0'],
    ['n', '11'],
    ['tie', 'lower'],
    ['kind_weights', ''],
    ['kind_weights', 'test'],
    ['kind_weights', 'test:0'],
    ['kind_weights', 'test:-1'],
    ['kind_weights', '__proto__:1'],
    ['kind_weights', 'test:1;test:2'],
    ['kind_weights', ':1'],
    ['kinds', ''],
    ['kinds', 'all'],
    ['kinds', 'none;test'],
    ['round', '7'],
    ['round', '-1'],
    ['rounding', 'up'],
    ['level_cut', 'ceiling'],
    ['mastery_at', '-1'],
    ['mastery_at', 'three'],
    ['min_evidence', '0'],
    ['min_evidence', '21'],
    ['min_kinds', '0'],
    ['require_kinds', ''],
    ['require_kinds', 'default'],
    ['stale_after_days', '0'],
    ['letters', 'A'],
    ['average', 'mean'],
  ])('%s=%s is not allowed', (key, text) => {
    expect(readPolicyValue(key, text)).toBeUndefined();
    expect(allowedValues(key)).not.toBe('');
  });

  it('says what is allowed', () => {
    expect(allowedValues('min_evidence')).toBe('a whole number from 1 to 20');
    expect(allowedValues('recent')).toBe('a whole number from 1 to 1000, or all');
    expect(allowedValues('tie')).toBe('one of higher, recent, none');
  });
});

const setting = (key: PolicyKey, text: string): PolicySetting => ({
  framework: null,
  competency: 7,
  key,
  value: readPolicyValue(key, text) ?? null,
});

const faultsOf = (...settings: readonly string[]) => {
  const pairs = settings.map((one) => one.split('=') as [PolicyKey, string]);
  const { policy } = resolvePolicy(pairs.map(([key, text]) => setting(key, text)));
  return policyFaults(
    policy,
    pairs.map(([key]) => key),
  );
};

describe('what a method takes', () => {
  const KEYS_OF_ONE: readonly [PolicyKey, string, readonly Method[]][] = [
    ['weight', 'weight=0.7', ['decaying-average', 'latest-weighted']],
    ['n', 'n=3', ['n-times']],
    ['tie', 'tie=recent', ['mode']],
    ['kind_weights', 'kind_weights=test:1', ['weighted-mean']],
  ];

  it.each(KEYS_OF_ONE)('%s only where it is used', (key, text, methods) => {
    for (const method of METHODS) {
      expect(usesKey(method, key)).toBe(methods.includes(method));
      const weighted = method === 'weighted-mean' && key !== 'kind_weights';
      const kinds = weighted ? ['kind_weights=test:1'] : [];
      const faults = faultsOf(`method=${method}`, text, ...kinds).map((fault) => fault.key);
      expect(faults).toEqual(methods.includes(method) ? [] : [key]);
    }
  });

  it('says which methods use a key', () => {
    expect(faultsOf('method=mean', 'weight=0.7')).toEqual([
      {
        key: 'weight',
        message:
          '"weight" is not used by method mean, only by decaying-average and latest-weighted',
        unused: true,
      },
    ]);
  });

  it.each([
    ['decaying-average', '0.5', []],
    ['decaying-average', '0.49', ['weight']],
    ['latest-weighted', '0.49', []],
    ['latest-weighted', '0.01', []],
  ])('%s with weight %s', (method, weight, faults) => {
    expect(faultsOf(`method=${method}`, `weight=${weight}`).map(({ key }) => key)).toEqual(faults);
  });

  it('weighted-mean needs weights', () => {
    expect(faultsOf('method=weighted-mean').map(({ key }) => key)).toEqual(['method']);
    expect(faultsOf('method=weighted-mean', 'kind_weights=test:1')).toEqual([]);
  });
});
