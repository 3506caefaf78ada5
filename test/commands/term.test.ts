/** `pl term` and `--term`: the terms of a year, what is taught in them, and lists that are about one. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, ok, pl, smallSchool } from '../support/pl.js';

interface Term {
  readonly term: string;
  readonly to: string | null;
  readonly within: string | null;
  readonly competencies: number | null;
}

const terms = async () => (await ok('term list --json')).json<Term[]>();
const taught = async (term: string) =>
  (await ok(`term show ${term} --csv`)).lines.slice(1).map((line) => line.split(',')[1]);
const setT1 = (...more: string[]) =>
  ok(['term', 'set', 'T1', '--from', '2026-09-01', '--to', '2026-09-30', ...more, '--quiet']);

beforeEach(smallSchool);

describe('pl term', () => {
  it('has a first and a last day, and lies within a longer one', async () => {
    await ok('term set Y --from 2026-08-24 --to 2027-06-11 --kind schoolYear --quiet');
    await setT1('--within', 'Y');
    const all = await terms();
    expect(all.map(({ term, to, within }) => [term, to, within])).toEqual([
      ['Y', '2027-06-11', null],
      ['T1', '2026-09-30', 'Y'],
      ['Autumn', null, null],
    ]);
  });

  it('is the same term that a roster names', async () => {
    await ok('term set autumn --from 2026-08-24 --to 2026-12-18 --quiet');
    expect((await terms()).map(({ term, to }) => [term, to])).toEqual([['Autumn', '2026-12-18']]);
    expect((await ok('sections --json')).out).toContain('"term": "Autumn"');
  });

  it('keeps what is not said, and writes nothing where nothing moves', async () => {
    await setT1('--kind', 'semester', '--name', 'First term');
    await ok('term set T1 --to 2026-10-02 --quiet');
    expect(await terms()).toMatchObject([
      { term: 'T1', name: 'First term', kind: 'semester', from: '2026-09-01', to: '2026-10-02' },
      { term: 'Autumn' },
    ]);
    const before = (await ok('log --csv')).lines.length;
    await ok('term set T1 --to 2026-10-02 --quiet');
    expect((await ok('log --csv')).lines.length).toBe(before);
  });

  it.each([
    ['T1 --from 2026-09-01', 2, 'is a new term: --from and --to'],
    ['T1 --from 2026-09-30 --to 2026-09-01', 2, '--to 2026-09-01 is before --from 2026-09-30'],
    ['T1 --from soon --to 2026-09-01', 2, '--from "soon" is not a day'],
    ['T1 --from 2026-09-01 --to 2026-09-30 --within Y9', 1, 'there is no term "Y9"'],
    ['Autumn --within Autumn', 1, 'Autumn cannot lie within Autumn'],
    ['Autumn --competencies a.csv --all-competencies', 2, 'choose one'],
  ])('set %s is refused', async (words, code, message) => {
    const run = await pl(`term set ${words}`);
    expect([run.code, run.err]).toEqual([code, expect.stringContaining(message)]);
    expect((await terms()).map(({ term }) => term)).toEqual(['Autumn']);
  });

  it.each([
    ['a code a line', '6.RP.A.1\n\n6.ns.b.1\n'],
    ['a code a line in quotes', '"6.RP.A.1"\r\n"6.NS.B.1"\r\n'],
    ['a column', 'Competency\r\n6.RP.A.1\r\n6.NS.B.1\r\n'],
    ['a column of codes with others', 'framework,code,week\nmath,6.RP.A.1,1\nmath,6.NS.B.1,2\n'],
    ['whole codes', 'math:6.RP.A.1\nmath:6.NS.B.1\n'],
  ])('takes what is taught as %s', async (_, content) => {
    await setT1('--competencies', file('taught.csv', content));
    expect(await taught('T1')).toEqual(['6.NS.B.1', '6.RP.A.1']);
  });

  it('takes a heading for all that lies under it, and a file for the whole list', async () => {
    await setT1('--competencies', file('taught.txt', '6.RP\n'));
    expect(await taught('T1')).toEqual(['6.RP.A.1', '6.RP.A.2', '6.RP.A.10']);
    await ok('term set T1 --competencies - --quiet', { stdin: 'R.1\n6.RP.A.1\n' });
    expect(await taught('T1')).toEqual(['6.RP.A.1', 'R.1']);
    await ok('term set T1 --all-competencies --quiet');
    expect(await taught('T1')).toHaveLength(5);
    await ok('undo --quiet');
    expect(await taught('T1')).toEqual(['6.RP.A.1', 'R.1']);
  });

  it('names what a file has wrong by line, and writes nothing', async () => {
    const taughtFile = file('taught.txt', '6.RP.A.1\n6.RP.A.99\n\nnothing\n');
    const run = await pl(
      `term set T1 --from 2026-09-01 --to 2026-09-30 --competencies ${taughtFile}`,
    );
    expect(run.code).toBe(3);
    expect(run.err).toContain(
      'taught.txt:2: error: competency: there is no competency "6.RP.A.99"',
    );
    expect(run.err).toContain('taught.txt:4: error: competency: there is no competency "nothing"');
    expect((await terms()).map(({ term }) => term)).toEqual(['Autumn']);
  });

  it.each([
    ['', 'this file is empty'],
    ['week,topic\n1,6.RP.A.1\n', 'the first line must name the columns: competency'],
    ['competency\n', 'the file names no competency'],
    ['6.RP.A.1\n\xe9\x00', 'zero byte'],
  ])('a list %j is refused once', async (content, message) => {
    const run = await pl('term set Autumn --competencies -', { stdin: content });
    expect([run.code, run.err]).toEqual([expect.any(Number), expect.stringContaining(message)]);
    expect([1, 3]).toContain(run.code);
    expect(run.err.match(/error:/g)?.length ?? 0).toBeLessThan(2);
  });

  it('goes by the list of the longer term where it has none', async () => {
    await ok('term set Y --from 2026-08-24 --to 2027-06-11 --quiet');
    await ok('term set Y --competencies - --quiet', { stdin: '6.RP\n' });
    await setT1('--within', 'Y');
    expect((await ok('term show T1')).out).toContain('3 competencies taught (the list of Y)');
    await ok('term set T1 --competencies - --quiet', { stdin: 'R.1\n' });
    expect(await taught('T1')).toEqual(['R.1']);
  });
});

describe('--term', () => {
  beforeEach(async () => {
    at('2026-10-01T09:00:00');
    await setT1('--competencies', file('taught.txt', '6.RP.A.1\n6.NS.B.1\n'));
    for (const day of ['2026-09-02', '2026-09-03'])
      await ok(`record ada 6.RP.A.1=3 6.RP.A.2=2 --date ${day} --quiet`);
    await ok('record ada 6.RP.A.1=1 6.NS.B.1=4 --date 2026-10-01 --quiet');
  });

  const progress = async (flags: string) =>
    (await ok(`progress ada --json ${flags}`)).json<{
      as_of: string | null;
      students: { total: number; competencies: { competency: string; score: number }[] }[];
    }>();

  it('shows the last day of the term, and what is taught in it alone', async () => {
    const { as_of, students } = await progress('--all --term T1');
    expect(as_of).toBe('2026-09-30');
    expect(students).toMatchObject([
      {
        total: 2,
        competencies: [
          { competency: '6.NS.B.1', status: 'not_assessed' },
          { competency: '6.RP.A.1', score: 3 },
        ],
      },
    ]);
  });

  it('shows today where the term is not over', async () => {
    await ok('term set T1 --to 2026-10-01 --quiet');
    const { as_of, students } = await progress('--term T1');
    expect(as_of).toBeNull();
    expect(students[0]?.competencies.map(({ competency }) => competency)).toContain('6.NS.B.1');
    at('2026-10-02T09:00:00');
    expect((await progress('--term T1')).as_of).toBe('2026-10-01');
  });

  it('does not take a heading for taught under which nothing is assessed', async () => {
    await ok('import standards - --quiet', {
      stdin:
        'framework,code,statement,parent,assessable\nmath,6.IN,Introduction,,no\nmath,6.IN.1,Words,6.IN,no\n',
    });
    await setT1('--competencies', file('taught.txt', '6.RP\n'));
    expect((await ok('standards --term T1 --csv')).out).not.toContain('6.IN');
  });

  it.each([
    ['summary', ['6.NS.B.1', '6.RP.A.1']],
    ['standards', ['6.NS', '6.NS.B.1', '6.RP.A.1']],
    // A parent is in the file, whether all of it is taught or not.
    ['export standards', ['6.NS', '6.NS.B.1', '6.RP', '6.RP.A.1']],
    ['export mastery --all --section 6A', ['6.NS.B.1', '6.RP.A.1', '6.NS.B.1', '6.RP.A.1']],
    ['export evidence', ['6.RP.A.1', '6.RP.A.1']],
  ])('narrows %s', async (command, expected) => {
    const { lines } = await ok(`${command} --term T1 --csv`);
    const codes = lines.slice(1).map((line) => /6\.(RP|NS)[.\w]*/.exec(line)?.[0]);
    expect(codes).toEqual(expected);
  });

  it('leaves out of a letter what is not taught', async () => {
    await ok(['policy', 'set', 'letters=A: min 3; else F', '--quiet']);
    const letter = async (flags: string) =>
      (await ok(`grades ada --csv ${flags}`)).lines[1]?.split(',')[4];
    expect(await letter('')).toBe('F');
    expect(await letter('--term T1')).toBe('A');
  });

  it('counts apart what a stage asks for and the term does not teach', async () => {
    const ready = await ok('ready ada --framework math --term T1', { width: 200 });
    expect(ready.out).toContain('2 not taught in T1');
    expect(ready.out).not.toContain('6.RP.A.2 ');
    const { students } = (await ok('ready ada --framework math --term T1 --json')).json<{
      students: { missing: { competency: string }[]; not_taught: number }[];
    }>();
    expect(
      students.map((one) => [one.missing.map(({ competency }) => competency), one.not_taught]),
    ).toContainEqual([[], 2]);
  });

  it.each([
    ['progress --term T9', 1, 'there is no term "T9": did you mean'],
    ['progress --term T1 --as-of 2026-09-01', 2, '--term and --as-of: choose one'],
    ['export mastery --term Winter', 1, 'there are T1, Autumn'],
  ])('%s is refused', async (command, code, message) => {
    const run = await pl(command);
    expect([run.code, run.err]).toEqual([code, expect.stringContaining(message)]);
  });

  it('says where two terms have the name', async () => {
    await ok('term set X1 --from 2026-09-01 --to 2026-09-30 --name Half --quiet');
    await ok('term set X2 --from 2026-10-01 --to 2026-10-30 --name Half --quiet');
    const run = await pl('progress --term half');
    expect(run.code).toBe(1);
    expect(run.err).toContain('"half" is more than one term: X1 (2026-09-01, 2026-09-30), X2');
  });
});
