import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, ok, pl, STANDARDS } from '../support/pl.js';

beforeEach(() => ok('init'));

const counts = async (stdin: string, flags = '') =>
  (await ok(`import standards - ${flags} --json`, { stdin })).json<{ counts: object }>().counts;

const codes = async (flags = '') =>
  (await ok(`standards --csv ${flags}`)).lines.slice(1).map((line) => line.split(',')[1]);

describe('pl import standards', () => {
  it('adds frameworks, competencies and links', async () => {
    expect(await counts(STANDARDS)).toEqual({
      frameworks: { add: 2, update: 0, unchanged: 0 },
      competencies: { add: 7, update: 0, unchanged: 0 },
      links: { add: 1, update: 0, unchanged: 0 },
      scales: { add: 0, update: 0, unchanged: 0 },
    });
    expect(await counts(STANDARDS)).toMatchObject({
      frameworks: { add: 0, unchanged: 2 },
      competencies: { add: 0, update: 0, unchanged: 7 },
      links: { add: 0, unchanged: 1 },
    });
  });

  it('says what appeared and what changed, and of single rows not that the others vanished', async () => {
    const news = async (stdin: string) =>
      (await ok('import standards - --framework F --json', { stdin })).json<{ news: unknown }>()
        .news;
    expect(await news('code,statement\nA,One\nB,Two\nC,Three\n')).toBeNull();
    const later = 'code,statement,mastery_at\nA,One,3\nB,Zwei,\nD,Four,\n';
    expect(await news(later)).toEqual({ appeared: ['D'], changed: ['A', 'B'], vanished: [] });
    expect(await news(later)).toEqual({ appeared: [], changed: [], vanished: [] });
    const { out } = await ok('import standards - --framework F', {
      stdin: 'code,statement,mastery_at\nA,Eins,2\nB,Two,\n',
    });
    expect(out).toContain('changed: 2 (A (statement, mastery_at), B (statement))');
    const mixed = 'framework,code,statement\nF,A,Un\nG,X,New\n';
    expect(await news(mixed)).toEqual({ appeared: [], changed: ['A'], vanished: [] });
  });

  it('keeps the order of the file where it gives one, else that of the codes', async () => {
    await counts('code,statement\nL1.10,Ten\nL1.2,Two\n', '--framework natural');
    await counts('code,statement,order\nL2.10,Ten,1\nL2.2,Two,2\n', '--framework given');
    expect(await codes()).toEqual(['L2.10', 'L2.2', 'L1.2', 'L1.10']);
  });

  it('never guesses a parent from a code', async () => {
    await counts('code,statement\n6,Six\n6.RP,Ratios\n6.RP.1,Ratio\n');
    expect((await ok('status --json')).json()).toMatchObject({ competencies: 3, assessable: 3 });
  });

  describe('the framework of a file that names none', () => {
    it('is --framework, else the one that holds the codes, else the name of the file', async () => {
      file('maths 7.csv', 'code,statement\nM1,One\n');
      await ok(['import', 'standards', 'maths 7.csv']);
      await counts('code,statement\nM1,One again\nM2,Two\n');
      await counts('code,statement\nA1,Draw\n', '--framework art');
      expect(await codes('--framework "maths 7"')).toEqual(['M1', 'M2']);
      expect(await codes('--framework art')).toEqual(['A1']);
    });

    it('is asked for where several hold the codes', async () => {
      await counts('framework,code,statement\na,X1,One\nb,X1,One\n');
      const run = await pl('import standards -', { stdin: 'code,statement\nX1,One\n' });
      expect(run.code).toBe(1);
      expect(run.err).toContain('say which it is with --framework');
    });
  });

  it('puts codes together by --map, a blank column dropping the dot before it', async () => {
    const stdin = 'g,d,nr,s,description\n6,RP,1,,Ratio\n6,RP,3,a,Tables\n';
    await ok(['import', 'standards', '-', '--framework', 'm', '--map', 'code={g}.{d}.{nr}.{s}'], {
      stdin,
    });
    expect(await codes()).toEqual(['6.RP.1', '6.RP.3.a']);
  });

  it('makes the headings that a mapped parent names', async () => {
    const stdin = 'g,d,nr,description\n6,RP,1,Ratio\n6,RP,2,Rate\n6,NS,1,Divide\n';
    const maps = ['--map', 'code={g}.{d}.{nr}', '--map', 'parent={g}.{d}'];
    await ok(['import', 'standards', '-', '--framework', 'm', ...maps], { stdin });
    expect((await ok('status --json')).json()).toMatchObject({ competencies: 5, assessable: 3 });
    expect(await codes('--under 6.RP')).toEqual(['6.RP', '6.RP.1', '6.RP.2']);
  });

  it('refuses a parent that is not there, a circle and a code twice, each at its line', async () => {
    const stdin =
      'code,statement,parent,requires\nA,One,Z,\nB,Two,,C\nC,Three,,B\nA,One,,\n,Four,,\n';
    const run = await pl('import standards - --json', { stdin });
    expect(run.code).toBe(3);
    const { problems } = run.json<{ problems: { line: number; field: string }[] }>();
    expect(problems.map(({ line, field }) => `${line} ${field}`)).toEqual(
      expect.arrayContaining(['2 parent', '5 code', '6 code']),
    );
    expect(problems.some(({ line }) => line === 3 || line === 4)).toBe(true);
    expect((await ok('status --json')).json()).toMatchObject({ competencies: 0 });
  });

  it('replaces the parent and its own requires, and leaves links of other files', async () => {
    await counts(STANDARDS);
    await ok('import links -', {
      stdin: 'source,target,relationship\n6.NS.B.1,6.RP.A.2,prerequisite\n',
    });
    await counts(
      'framework,code,statement,parent,requires\nmath,6.RP.A.2,Understand rates,6.NS,6.RP.A.10\n',
    );
    const [rates] = (await ok('standards --json Understand rates')).json<object[]>();
    expect(rates).toMatchObject({ parent: '6.NS', requires: '6.RP.A.10;6.NS.B.1' });
  });

  it('keeps what the file has no column for', async () => {
    await counts(STANDARDS);
    await counts('framework,code,statement\nmath,6.RP.A.2,Other words\n');
    const [rates] = (await ok('standards --json Other words')).json<object[]>();
    expect(rates).toMatchObject({
      label: 'I can find a unit rate',
      parent: '6.RP',
      requires: '6.RP.A.1',
    });
  });

  it('finds a competency by its guid under a new code', async () => {
    await counts('framework,code,statement,guid\nm,A1,One,g-1\n');
    expect(await counts('framework,code,statement,guid\nm,B1,One,g-1\n')).toMatchObject({
      competencies: { add: 0, update: 1 },
    });
    expect(await codes()).toEqual(['B1']);
  });

  it('takes policy keys as columns', async () => {
    await counts(
      'framework,code,statement,method,weight\nm,A1,One,decaying-average,0.7\nm,A2,Two,,\n',
    );
    const policy = (await ok('policy show --competency A1 --json')).json();
    expect(policy).toMatchObject({
      policy: { method: 'decaying-average', weight: 0.7 },
      policy_sources: { method: 'competency', weight: 'competency', round: 'default' },
    });
    const bad = 'framework,code,statement,method,weight\nm,A2,Two,median,0.7\nm,A3,Three,guess,\n';
    expect((await pl('import standards -', { stdin: bad })).code).toBe(3);
  });

  it('does not turn into a heading what has evidence', async () => {
    await counts(STANDARDS);
    await ok('student add ada Ada Lovelace');
    await ok('record ada R.1 3');
    const stdin = 'framework,code,statement,parent\nreading,R.1,Cite,\nreading,R.1.a,Quote,R.1\n';
    const run = await pl('import standards -', { stdin });
    expect(run.code).toBe(3);
    expect(run.err).toContain('R.1');
  });

  it('does not change what was known before', async () => {
    await counts(STANDARDS);
    const before = (await ok('export standards --known-on 2026-10-01')).out;
    at('2026-10-02T09:00:00');
    await counts('framework,code,statement\nmath,6.RP.A.2,Other words\nart,A1,Draw\n');
    expect((await ok('export standards --known-on 2026-10-01')).out).toBe(before);
  });
});
