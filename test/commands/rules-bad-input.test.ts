import { beforeEach, describe, expect, it } from 'vitest';
import { COMPETENCY_KEYS, POLICY_KEYS, type PolicyKey } from '../../src/core/policy.js';
import { file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

/** A value of each key that is just not allowed, with a method that uses the key. */
const OUT_OF_RANGE: Readonly<Record<PolicyKey, readonly [string, string]>> = {
  method: ['average', ''],
  recent: ['0', ''],
  top: ['1001', ''],
  weight: ['1', 'decaying-average'],
  n: ['11', 'n-times'],
  tie: ['lower', 'mode'],
  kind_weights: ['test:0', 'weighted-mean'],
  kinds: [';', ''],
  round: ['7', ''],
  rounding: ['up', ''],
  level_cut: ['ceiling', ''],
  mastery_at: ['-1', ''],
  min_evidence: ['21', ''],
  min_kinds: ['0', ''],
  require_kinds: [',', ''],
  stale_after_days: ['3651', ''],
  letters: ['A: 3.5', ''],
  average: ['percent', ''],
};

describe('each parameter out of range', () => {
  it.each(POLICY_KEYS)('%s', async (key) => {
    const [value, method] = OUT_OF_RANGE[key];
    const before = (await ok('log --csv')).out;
    const words = [
      'policy',
      'set',
      `${key}=${value}`,
      ...(method === '' ? [] : [`method=${method}`]),
    ];
    const typed = await pl(words);
    expect(typed).toMatchObject({ code: 1 });
    expect(typed.err).toContain(key);
    expect(typed.err).toContain(value);
    file('s.csv', `code,statement,${key}\n6.RP.A.1,Ratio,"${value}"\n`);
    const csv = await pl('import standards s.csv --json --dry-run');
    // What is about a framework as a whole is no column of its competencies.
    const single = COMPETENCY_KEYS.includes(key);
    expect(csv).toMatchObject({ code: single ? 3 : 0 });
    expect(csv.json()).toMatchObject({
      problems: [{ file: 's.csv', code: single ? 'bad_policy' : 'unused_columns' }],
    });
    file('p.yaml', `policy:\n  ${key}: "${value}"\n`);
    const yaml = await pl('policy import p.yaml --json');
    expect(yaml).toMatchObject({ code: 3 });
    expect(yaml.json()).toMatchObject({
      problems: [{ file: 'p.yaml', line: 2, field: key, code: 'bad_policy' }],
    });
    expect((await ok('log --csv')).out).toBe(before);
  });
});

describe('rules that cannot hold', () => {
  it.each([
    [
      'pathways',
      'pathway,stage,competency,requirement,group\nu,s,6.RP.A.1,choose 3,g\nu,s,6.RP.A.2,choose 3,g\n',
      '2 requirement group_too_small',
    ],
    ['pathways', 'pathway,stage,competency\nu,s,6.RP.A.9\n', '2 competency unknown_competency'],
    ['standards', 'code,statement,rule\n6.RP,Ratios,count 4\n', '2 rule unmeetable_rule'],
    ['standards', 'code,statement,rule\n6.RP,Ratios,points 1\n', '2 rule unmeetable_rule'],
    [
      'standards',
      'code,statement,requires\n6.RP.A.1,Ratio,6.RP.A.2\n6.RP.A.2,Rate,6.RP.A.1\n',
      '2 requires prerequisite_cycle',
    ],
    [
      'standards',
      'code,statement,parent\n6.RP,Ratios,6.NS\n6.NS,Numbers,6.RP\n',
      '3 parent parent_cycle',
    ],
    ['links', 'source,target,relationship\n6.RP.A.1,6.RP.A.1,exact\n', '2 target self_link'],
    [
      'links',
      'source,target,relationship\n6.RP.A.2,6.RP.A.1,requires\n',
      '2 target prerequisite_cycle',
    ],
    ['standards', 'code,statement,scale\nx,X,"1=A, 2=B"\n', '2 scale bad_scale'],
    ['standards', 'code,statement,scale\nx,X,"1*=A, 2*=B"\n', '2 scale bad_scale'],
  ])('%s: %j', async (kind, content, fault) => {
    const before = (await ok('log --csv')).out;
    file('rules.csv', content);
    const run = await pl(`import ${kind} rules.csv --framework math --json`);
    expect(run.code).toBe(3);
    const { problems } = run.json<{
      problems: { file: string; line: number; field: string; code: string }[];
    }>();
    expect(problems.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([fault]);
    expect(problems[0]?.file).toBe('rules.csv');
    expect((await ok('log --csv')).out).toBe(before);
  });

  it('a rule on what has nothing under it is said, and kept for what may come', async () => {
    file('s.csv', 'code,statement,rule\n6.RP.A.1,Ratio,count 1\n');
    const run = await ok('import standards s.csv --json');
    expect(run.json()).toMatchObject({
      problems: [{ line: 2, field: 'rule', code: 'rule_on_leaf', severity: 'warning' }],
    });
  });
});
