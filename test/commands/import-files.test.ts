/** How `pl import` treats files, whatever they hold. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const HEADER = 'student_id,competency,score,date\n';
const GOOD = `${HEADER}ada,R.1,3,2026-09-01\nben,R.1,2,2026-09-01\n`;
const MIXED = `${HEADER}ada,R.1,3,2026-09-01\nben,R.1,9,2026-09-01\ncleo,R.1,4,2026-09-01\n`;

const evidence = async () => (await ok('status --json')).json<{ evidence: number }>().evidence;

const everything = async () =>
  (await Promise.all(['roster', 'standards', 'evidence'].map((kind) => ok(`export ${kind}`))))
    .map(({ out }) => out)
    .join();

describe('--dry-run', () => {
  it('says what would be written, and writes nothing', async () => {
    const before = await everything();
    const run = await ok('import evidence - --dry-run', { stdin: GOOD });
    expect(run.out).toBe('evidence: a dry run, nothing was written\n  evidence: 2 to add\n');
    expect((await ok('import evidence - --dry-run --json', { stdin: GOOD })).json()).toMatchObject({
      written: false,
      dry_run: true,
      counts: { evidence: { add: 2, update: 0, unchanged: 0 } },
    });
    expect(await everything()).toBe(before);
    expect((await ok('log --csv --limit 1')).lines[1]).toContain('import standards');
  });

  it('is exit 3 with errors', async () => {
    const run = await pl('import evidence - --dry-run --json', { stdin: MIXED });
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({ written: false, dry_run: true });
    expect((await pl('import evidence - --dry-run --skip-bad', { stdin: MIXED })).code).toBe(3);
    expect(await evidence()).toBe(0);
  });
});

describe('a file with an error', () => {
  it('is exit 3 and nothing of it is written', async () => {
    const run = await pl('import evidence -', { stdin: MIXED });
    expect(run.code).toBe(3);
    expect(run.out).toContain('not imported, nothing was written');
    expect(run.err).toMatch(/^-:3: error: score: the score for "R.1" must be a number from 0 to 4/);
    expect(await evidence()).toBe(0);
  });

  it('is written but for its bad rows with --skip-bad, exit 4', async () => {
    const run = await pl('import evidence - --skip-bad', { stdin: MIXED });
    expect(run.code).toBe(4);
    expect(run.out).toBe('evidence imported, 1 row left out\n  evidence: 2 added\n');
    expect(run.err).toContain('-:3: error');
    const again = await pl('import evidence - --skip-bad --json', { stdin: MIXED });
    expect(again.code).toBe(4);
    expect(again.json()).toMatchObject({
      written: true,
      counts: { evidence: { add: 0, unchanged: 2 } },
      rows_left_out: 1,
    });
  });

  it('is exit 0 with --skip-bad when there is none', async () => {
    await ok('import evidence - --skip-bad', { stdin: GOOD });
  });

  it('leaves out the rows that rest on one left out, too', async () => {
    const stdin = 'framework,code,statement,parent\nm,A,One,B\nm,B,Two,C\nm,D,Four,\n';
    const run = await pl('import standards - --skip-bad', { stdin });
    expect(run.code).toBe(4);
    expect((await ok('standards --framework m --csv')).lines.slice(1)).toHaveLength(1);
  });

  it('whose columns are at fault cannot be skipped', async () => {
    const run = await pl('import evidence - --skip-bad', {
      stdin: 'student_id,date\nada,2026-09-01\n',
    });
    expect(run.code).toBe(3);
    expect(run.err).toContain('there is no column for competency');
    expect(run.err).toContain('--map "competency=HEADER"');
  });
});

describe('--strict', () => {
  const odd = `${HEADER.trim()},kind\nada,R.1,3,2026-09-01,tset\n`;

  it('makes errors of warnings', async () => {
    expect((await pl('import evidence - --strict', { stdin: odd })).code).toBe(3);
    expect(await evidence()).toBe(0);
    await ok('import evidence -', { stdin: odd });
    expect(await evidence()).toBe(1);
  });

  it('does not mind a file without any', async () => {
    await ok('import evidence - --strict', { stdin: GOOD });
  });
});

describe('several files', () => {
  it('are written one after the other, a later one resting on an earlier', async () => {
    file('a.csv', 'framework,code,statement\nm,A,One\nm,B,Two\n');
    file('b.csv', 'source,target,relationship\nA,B,prerequisite\n');
    const { json } = await ok('import standards a.csv b.csv --json');
    expect(json()).toMatchObject({
      written: true,
      counts: { competencies: { add: 2 }, links: { add: 1 } },
    });
  });

  it('are written all or none', async () => {
    file('good.csv', GOOD);
    file('mixed.csv', MIXED);
    const log = (await ok('log --csv')).out;
    for (const files of ['good.csv mixed.csv', 'mixed.csv good.csv', 'good.csv missing.csv']) {
      const run = await pl(`import evidence ${files}`);
      expect(run.code).toBe(files.includes('missing') ? 1 : 3);
      expect(await evidence()).toBe(0);
    }
    expect((await ok('log --csv')).out).toBe(log);
  });

  it('sum their counts, and a file twice is once', async () => {
    file('good.csv', GOOD);
    const { json } = await ok('import evidence good.csv good.csv --json');
    expect(json()).toMatchObject({ counts: { evidence: { add: 2, update: 0, unchanged: 2 } } });
  });

  it('with one that cannot be read write nothing, even with --skip-bad', async () => {
    file('good.csv', GOOD);
    file('broken.csv', `${HEADER}"ada,R.1,3,2026-09-01\n`);
    const run = await pl('import evidence good.csv broken.csv --skip-bad');
    expect(run.code).toBe(3);
    expect(await evidence()).toBe(0);
  });
});

describe('an import', () => {
  it('is one entry in the log, with its file', async () => {
    file('good.csv', GOOD);
    await ok('import evidence good.csv');
    const [entry] = (await ok('log --json --limit 1')).json<object[]>();
    expect(entry).toMatchObject({ command: 'import evidence', file: 'good.csv', who: 'fair' });
  });

  it('gives its problems as CSV, the header also without any', async () => {
    const header = 'file,line,field,code,severity,message';
    expect((await ok('import evidence - --csv', { stdin: GOOD })).lines).toEqual([header]);
    file('mixed.csv', MIXED);
    const run = await pl('import evidence mixed.csv --csv');
    expect(run.lines[0]).toBe(header);
    expect(run.lines[1]).toMatch(/^mixed.csv,3,score,score_off_scale,error,/);
  });

  it('gives its JSON keys in order also for a file that cannot be read', async () => {
    const run = await pl('import roster - --json', { stdin: '' });
    expect(run.code).toBe(3);
    const { problems } = run.json<{ problems: object[] }>();
    expect(Object.keys(problems[0] ?? {})).toEqual([
      'file',
      'line',
      'field',
      'code',
      'severity',
      'message',
    ]);
  });

  it('shows the first few problems of a kind and counts the rest', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `nobody${i},R.1,3,2026-09-01\n`).join('');
    const run = await pl('import evidence -', { stdin: HEADER + rows });
    expect(run.err.split('\n').filter((line) => line.includes(': error:'))).toHaveLength(5);
    expect(run.err).toContain('and 4 more like the last (unknown_student)');
    const { problems } = (await pl('import evidence - --json', { stdin: HEADER + rows })).json<{
      problems: object[];
    }>();
    expect(problems).toHaveLength(9);
  });
});
