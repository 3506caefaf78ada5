import { beforeEach, describe, expect, it } from 'vitest';
import { at, exists, file, ok, pl, smallSchool, text } from '../support/pl.js';

beforeEach(smallSchool);

interface Import {
  readonly written: boolean;
  readonly counts: Record<'policies' | 'scales', Record<string, number>>;
  readonly problems: readonly {
    line: number;
    field: string | null;
    code: string;
    message: string;
  }[];
}

const FULL = `
default_scale: default
scales:
  default:
    - 1=Beginning
    - 2=Developing
    - 3*=Proficient
    - 4=Exemplary
  percent:
    - 0[red]=Not yet
    - 75*[#00aa00]=Met
    - 100=Full
policy:
  method: latest-weighted
  recent: all
  weight: 0.4
  require_kinds:
    - test
from:
  2027-08-01:
    method: power-law
frameworks:
  math:
    policy:
      min_evidence: 3
    competencies:
      6.RP.A.1:
        policy:
          method: weighted-mean
          kind_weights:
            test: 0.7
            project: 0.3
      6.RP.A.10:
        scale: percent
  reading:
    scale: percent
`;

const inFile = (content: string) => file('policy.yaml', content);
const states = async () => {
  const runs = ['policy show --json', 'policy show --json --competency rp.1', 'scale list --csv'];
  const shown = await Promise.all(runs.map((one) => ok(one)));
  return shown.map(({ out }) => out).join('\n');
};
const imported = async (content: string, flags = '') => {
  const run = await pl(`policy import ${inFile(content)} --json ${flags}`);
  return { code: run.code, ...run.json<Import>() };
};

describe('pl policy import', () => {
  it('makes scales, their users and settings equal to the file, in one entry', async () => {
    const { code, counts, written } = await imported(FULL);
    expect({ code, written }).toEqual({ code: 0, written: true });
    expect(counts).toEqual({
      policies: { add: 8, update: 0, unchanged: 0, remove: 0 },
      scales: { add: 3, update: 0, unchanged: 1, remove: 0 },
    });
    expect((await ok('policy show --competency rp.1 --json')).json()).toMatchObject({
      policy: {
        method: 'weighted-mean',
        kind_weights: { test: 0.7, project: 0.3 },
        min_evidence: 3,
        recent: null,
        require_kinds: ['test'],
      },
      upcoming: [{ level: 'gradebook', key: 'method', value: 'power-law', from: '2027-08-01' }],
    });
    expect((await ok('scale list --csv')).lines.at(-1)).toBe(
      'percent,false,reading,"0[red]=Not yet, 75*[#00aa00]=Met, 100=Full",6.RP.A.10',
    );
    expect((await ok('log')).lines[0]).toContain('policy import');
  });

  it('takes back what the file does not say, shown first, and undone as one', async () => {
    await imported(FULL);
    const before = await states();
    const short = 'policy:\n  method: mean\n  recent: all\n';
    const dry = await ok(`policy import ${inFile(short)} --dry-run`);
    expect(dry.out).toContain('policy: a dry run, nothing was written');
    expect(dry.out).toContain('policies: 1 to update, 6 to take back, 1 unchanged');
    expect(dry.lines).toContain('  change    the gradebook, method: latest-weighted → mean');
    expect(dry.lines).toContain('  take back the gradebook, method from 2027-08-01: power-law');
    expect(dry.lines).toContain('  take back scale of reading: percent');
    expect(await states()).toBe(before);
    await ok('policy import policy.yaml');
    expect((await ok('scale list --csv')).lines).toHaveLength(2);
    expect((await ok('policy show --json --framework math')).json()).toMatchObject({
      policy: { method: 'mean', min_evidence: 2 },
    });
    await ok('undo');
    expect(await states()).toBe(before);
  });

  it.each([
    'yaml',
    'json',
  ])('of what was exported as %s changes nothing and makes no entry', async (format) => {
    await imported(FULL);
    await ok(`policy export --format ${format} -o out`);
    const [before, log] = [text('out'), (await ok('log --csv')).out];
    const run = await ok('policy import out --json');
    expect(run.json<Import>()).toMatchObject({
      format,
      counts: { policies: { unchanged: 8 }, scales: { unchanged: 4 } },
    });
    expect((await ok('log --csv')).out).toBe(log);
    await ok(`policy export --format ${format} -o again`);
    expect(text('again')).toBe(before);
  });

  it('lets stand what stands already, also where it would be refused today', async () => {
    await ok('policy set method=decaying-average');
    const [{ entry }] = (await ok('log --json')).json<[{ entry: number }]>();
    await ok('policy set weight=0.6 --framework math');
    await ok(`undo ${entry}`);
    await ok('policy export -o out');
    expect((await ok('policy import out')).code).toBe(0);
  });

  it('names what does not fit beside what cannot be read, all at once', async () => {
    const { problems } = await imported(
      'policy:\n  method: latest\n  n: 2\n  round: 9\n  colour: red\n',
    );
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '3 unused_key',
      '4 bad_policy',
      '5 unknown_key',
    ]);
  });

  it.each([
    ['method: lattest', '2 bad_policy'],
    ['metod: n-times', '2 unknown_key'],
  ])('does not say that a key is unused where the method could not be read: %s', async (line, fault) => {
    const { problems } = await imported(`policy:\n  ${line}\n  n: 2\n`);
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([fault]);
  });

  it('says of a file that is no text what it should be', async () => {
    file('policy.yaml', 'PK\u0003\u0004');
    const { err } = await pl('policy import policy.yaml');
    expect(err).toContain('no text of YAML or JSON');
    expect(err).not.toContain('CSV');
  });

  it('keeps no copy of the gradebook where it writes nothing', async () => {
    const env = { PL_NO_BACKUP: '' };
    inFile('policy:\n  round: 1\n');
    await ok('policy import policy.yaml --dry-run', { env });
    file('bad.yaml', 'policy:\n  round: 9\n');
    expect((await pl('policy import bad.yaml', { env })).code).toBe(3);
    expect(exists('backups')).toBe(false);
    await ok('policy import policy.yaml', { env });
    expect(exists('backups')).toBe(true);
  });

  it('warns of letters that name no stage, and of a rule that comes too late', async () => {
    const { code, problems } = await imported(
      'policy:\n  letters: "B: mean 1; A: mean 2; C: stage Foo or met 40%"\n',
    );
    expect(code).toBe(0);
    expect(problems.map((one) => one.code)).toEqual(['unknown_stage', 'idle_rule']);
  });

  it('reads codes as they are written', async () => {
    file(
      's.csv',
      'framework,code,statement\nsci,1.10,Ten\nsci,1.1,One\nsci,010,Octal\nsci,yes,Yes\n',
    );
    await ok('import standards s.csv');
    for (const code of ['1.10', '010', 'yes'])
      await ok(['policy', 'set', 'round=1', '--competency', `sci:${code}`]);
    await ok('policy export -o out');
    await ok('undo');
    await ok('undo');
    await ok('undo');
    expect((await ok('policy import out --json')).json<Import>().counts.policies?.add).toBe(3);
    expect((await ok('policy show --competency sci:1.10 --json')).json()).toMatchObject({
      policy: { round: 1 },
    });
    expect((await ok('policy show --competency sci:1.1 --json')).json()).toMatchObject({
      policy: { round: 2 },
    });
  });

  it('goes with the school to another gradebook', async () => {
    await imported(FULL);
    await ok('policy export -o out');
    await ok('init --db other.db');
    const codes = 'framework,code,statement\nmath,6.RP.A.1,A\nmath,6.RP.A.10,B\nreading,R.1,C\n';
    await ok('import standards - --db other.db', { stdin: codes });
    await ok('policy import out --db other.db');
    expect((await ok('policy export --db other.db')).out).toBe(text('out'));
  });

  it('names all faults at once, with line and key, and writes nothing', async () => {
    const before = await states();
    const { code, written, problems } = await imported(`default_scale: fuor
scales:
  four: [1=A, 2=B]
  five: 1*=A, 2*=B
  six: 1=A, 2*=B
polcy:
  method: mean
policy:
  metod: mean
  round: 9
  n: 3
  recent: {a: 1}
from:
  someday:
    method: mean
frameworks:
  maths:
    scale: six
  reading:
    scale: sxi
    competencies:
      R.9: {policy: {method: mean}}
      r.1: {scale: six, rule: all}
  math: 3
`);
    expect({ code, written }).toEqual({ code: 3, written: false });
    expect(problems.map(({ line, field, code: fault }) => `${line} ${field} ${fault}`)).toEqual([
      '1 default_scale unknown_scale',
      '3 four bad_scale',
      '4 five bad_scale',
      '6 polcy unknown_key',
      '9 metod unknown_key',
      '10 round bad_policy',
      '12 recent bad_policy',
      '14 someday bad_date',
      '17 maths unknown_framework',
      '20 scale unknown_scale',
      '22 R.9 unknown_competency',
      '23 rule unknown_key',
      '24 math wrong_shape',
    ]);
    const said = problems.map(({ message }) => message).join('\n');
    expect(said).toContain('did you mean "four"?');
    expect(said).toContain('exactly one level is mastery, marked with a star (here 0)');
    expect(said).toContain('exactly one level is mastery, marked with a star (here 2)');
    expect(said).toContain('there is no key "metod"; did you mean "method"?');
    expect(said).toContain('a whole number from 0 to 6');
    expect(said).toContain('did you mean "math"?');
    expect(said).toContain('did you mean "R.1"?');
    expect(await states()).toBe(before);
  });

  it.each([
    ['policy:\n  mastery_at: 5\n', '2 mastery_at bad_policy', 'above the top of the scale, 4'],
    ['policy: {method: weighted-mean}\n', '1 method bad_policy', 'needs kind_weights'],
    ['scales: {a: "1=A, 2*=B", b: "1=A, 2*=B"}\n', '1 default_scale missing_default', 'a, b'],
    ['policy: &a {round: 1}\nfrom: {2027-01-01: *a}\n', '1 policy yaml_alias', 'write it out'],
    ['policy: {round: !!js/function 1}\n', '1 round yaml_alias', 'tags are not read'],
    ['policy:\n  round: 1\n  round: 2\n', '3 round duplicate_key', 'already on line 2'],
    ['frameworks:\n  math: {}\n  Math: {}\n', '3 Math duplicate_key', 'already on line 2'],
    ['scales:\n  a: "1=A, 2*=B"\n  A: "1=A, 2*=B"\n', '3 A duplicate_key', 'already on line 2'],
    ['__proto__: {round: 1}\n', '1 __proto__ unknown_key', 'there is no key "__proto__"'],
    ['policy:\n  __proto__: 1\n', '2 __proto__ unknown_key', 'there is no key'],
    ['policy: {kind_weights: {__proto__: 1}}\n', '1 kind_weights bad_policy', 'not allowed'],
    ['- a\n- b\n', '1 null wrong_shape', 'the file holds keys'],
    ['scales: {a: {b: c}}\n', '1 a wrong_shape', '"a" is levels such as'],
    ['policy: [\n', '2 null bad_yaml', 'this is no YAML'],
    ['a: 1\n---\nb: 2\n', '2 null bad_yaml', 'this is no YAML'],
    ['? [a]\n: 1\n', '1 null wrong_shape', 'a key is a plain word'],
    ['# policy: {round: 1}\n', '1 null empty', 'nothing in the file'],
    ['  \n', '1 null empty', 'nothing in the file'],
    [`${'['.repeat(50_000)}\n`, '1 null bad_yaml', 'nested too deep'],
    [`policy: ${'['.repeat(20)}${']'.repeat(20)}\n`, '1 policy wrong_shape', 'nested too deep'],
    ['{"policy": {\n', '2 null bad_yaml', 'this is no JSON'],
    ['{"policy": {"round": 99}}', '1 round bad_policy', 'a whole number from 0 to 6'],
  ])('refuses %.60j', async (content, fault, message) => {
    const { code, problems } = await imported(content);
    expect(code).toBe(3);
    const [first] = problems;
    expect(`${first?.line} ${first?.field} ${first?.code}`).toBe(fault);
    expect(first?.message).toContain(message);
  });

  it('does not reread scores: a scale under them keeps its values', async () => {
    await ok('record ada rp.1 3');
    const { code, problems } = await imported('scales:\n  five: 1=A, 2*=B, 5=C\n');
    expect(code).toBe(3);
    expect(problems).toMatchObject([{ line: 2, field: 'five', code: 'scored_scale' }]);
    expect((await imported('scales:\n  other: 1=A, 2=B, 3*=C, 4=D\n')).code).toBe(0);
  });

  it('a file that is not there, or no text, is refused', async () => {
    expect(await pl('policy import nothing.yaml')).toMatchObject({ code: 1 });
    file('binary', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0]));
    expect(await pl('policy import binary')).toMatchObject({ code: 3 });
  });
});

describe('pl policy export', () => {
  it('is made for version control: what it is, then everything in an order that stays', async () => {
    await imported(FULL);
    const { out } = await ok('policy export');
    expect(out).toMatch(/^# How evidence becomes mastery/);
    expect(
      out
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        .join('\n'),
    ).toBe(FULL);
    expect((await ok('policy export --json')).json()).toMatchObject({
      default_scale: 'default',
      frameworks: { reading: { scale: 'percent' } },
    });
  });

  it('is as it was known on a day', async () => {
    const before = (await ok('policy export')).out;
    at('2026-10-02T09:00:00');
    await imported(FULL);
    expect((await ok('policy export --known-on 2026-10-01')).out).toBe(before);
    expect((await pl('policy export --csv')).code).toBe(2);
  });

  it('says with --as-of what had begun by then', async () => {
    await ok('policy set round=1 --from 2026-09-15');
    const before = (await ok('policy export --as-of 2026-09-20')).out;
    expect(before).toContain('2026-09-15');
    await ok('policy set round=0 --from 2026-09-21');
    expect((await ok('policy export --as-of 2026-09-20')).out).toBe(before);
    expect((await ok('policy export --as-of 2026-09-14')).out).not.toContain('round');
  });
});
