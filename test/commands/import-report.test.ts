/** What `pl import` says of the files: how they were read, what is wrong with them, what they may be. */
import { beforeEach, describe, expect, it } from 'vitest';
import { problemLines } from '../../src/commands/import/report.js';
import type { Problem } from '../../src/core/errors.js';
import { file, ok, PATHWAYS, pl, ROSTER, STANDARDS, smallSchool } from '../support/pl.js';
import { zipOf } from '../support/zips.js';

beforeEach(smallSchool);

const EVIDENCE = 'student_id,competency,score,date\nada,R.1,3,2026-09-01\n';

describe('how a file was read', () => {
  it('is not said where it is as files usually are', async () => {
    const usual = 'evidence imported\n  evidence: 1 added\n';
    expect((await ok('import evidence -', { stdin: `\ufeff${EVIDENCE}` })).out).toBe(usual);
    const tabs = EVIDENCE.replaceAll(',', '\t').replace('3', '4');
    expect((await ok('import evidence -', { stdin: tabs })).out).toBe(usual);
  });

  it('is said where it is not', async () => {
    const run = await ok('import evidence -', { stdin: EVIDENCE.replaceAll(',', ';') });
    expect(run.lines).toContain('  -: UTF-8, cells divided by semicolons, 1 row');
  });

  it('is said in full with --verbose', async () => {
    const stdin = 'student_id,R.1,date,shoe size\nada,3,2026-09-01,38\n';
    const run = await ok('import evidence - --verbose', { stdin });
    expect(run.lines).toContain(
      '  -: UTF-8, cells divided by commas, 1 row, columns used: student_id, R.1, date, not used: shoe size',
    );
  });

  it('is in JSON always, each key in its order', async () => {
    file(
      'a.zip',
      zipOf({ 'a.csv': EVIDENCE, 'b.csv': `${EVIDENCE.trim()}\nben,R.1,2,2026-09-01` }),
    );
    const run = await ok('import evidence a.zip --json');
    const report = run.json<{ files: object[]; unread: object[]; looks_like: object | null }>();
    expect(Object.keys(report)).toEqual([
      ...['kind', 'format', 'written', 'dry_run', 'counts', 'problems'],
      ...['rows_left_out', 'files', 'unread', 'looks_like', 'news', 'ended'],
    ]);
    expect(JSON.stringify(report.files[1])).toBe(
      JSON.stringify({
        file: 'b.csv',
        format: 'native',
        why: null,
        encoding: 'utf-8',
        delimiter: ',',
        columns_used: ['student_id', 'competency', 'score', 'date'],
        columns_ignored: [],
        rows: 2,
      }),
    );
    expect(report).toMatchObject({ unread: [], looks_like: null });
  });

  it('has no encoding where the file cannot be read', async () => {
    const run = await pl('import evidence - --json', { stdin: '<html><body>Sign in</body>' });
    expect(run.json()).toMatchObject({
      format: 'native',
      files: [{ file: '-', encoding: null, delimiter: null, rows: null, columns_used: [] }],
    });
  });
});

describe('a first row that may be a pupil', () => {
  it.each([
    ['roster', '1001,Ada,Ada\n1002,Bo,Li\n'],
    ['roster', '1001,Ada,Adams,Student\n1002,Bo,Li,Student\n'],
    ['evidence', '1001,Ada,Ada,3\n1002,Bo,Li,2\n'],
    ['evidence', '1001,Ada,Student,3\n1002,Bo,Li,2\n'],
    ['standards', '1001,Ada,Text\n1002,Bo,Li\n'],
  ])('is not told: import %s of %j', async (kind, stdin) => {
    for (const flags of ['--json', '--verbose']) {
      const run = await pl(`import ${kind} - ${flags}`, { stdin });
      expect(run.code).toBe(3);
      expect(run.out + run.err).toContain('the first line must name the columns');
      expect(run.out + run.err).not.toMatch(/Ada|1001/);
    }
  });
});

describe('a file given to the wrong import', () => {
  it.each([
    ['roster', STANDARDS, 'standards'],
    ['roster', EVIDENCE, 'evidence'],
    ['standards', ROSTER, 'roster'],
    ['standards', PATHWAYS, 'pathways'],
    ['evidence', ROSTER, 'roster'],
    ['groups', EVIDENCE, 'evidence'],
    ['roster', 'student_id,group,value\nada,lunch,free\n', 'groups'],
  ])('as %s is told for what it looks', async (kind, stdin, other) => {
    const run = await pl(`import ${kind} -`, { stdin });
    expect(run.code).toBe(3);
    expect(run.err).toContain(`this looks like a file of ${other}: pl import ${other} -\n`);
    const { json } = await pl(`import ${kind} - --json`, { stdin });
    expect(json()).toMatchObject({ looks_like: { kind: other, format: 'native' } });
  });

  it('that looks like nothing is told nothing', async () => {
    const run = await pl('import roster -', { stdin: 'shoe,size\nleft,38\n' });
    expect(run.code).toBe(3);
    expect(run.err).not.toContain('looks like');
  });
});

describe('ten thousand bad rows', () => {
  const problem = (code: string, line: number, severity: Problem['severity'] = 'error') => ({
    file: 'a.csv',
    line,
    field: null,
    code,
    severity,
    message: 'no',
  });
  const report = (problems: readonly Problem[]) =>
    problemLines({
      ...{ kind: 'evidence', format: 'native', written: false, dryRun: false },
      ...{ counts: {}, problems, left: 0, isBroken: false },
    });

  it('are a few lines, the rest counted with where they are', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => problem('unknown_student', i + 2));
    expect(report(rows)).toEqual([
      ...[2, 3, 4, 5, 6].map((line) => `a.csv:${line}: error: no`),
      '  … and 9,995 more like the last (unknown_student), on lines 7, 8, 9, 10 …; --json lists all',
    ]);
  });

  it('of many codes stay some forty lines, errors before warnings', () => {
    for (const codes of [7, 12, 20, 35, 90]) {
      const rows = Array.from({ length: 10_000 }, (_, i) =>
        problem(`code_${i % codes}`, i + 2, i % codes < 3 ? 'warning' : 'error'),
      );
      const lines = report(rows);
      expect(lines.length, `${codes} codes`).toBeLessThanOrEqual(40);
      const said = lines.flatMap((line) => /: (error|warning):/.exec(line)?.[1] ?? []);
      expect(said, `${codes} codes`).toEqual([...said].sort());
    }
  });

  it('of several files are counted without lines', () => {
    const rows = Array.from({ length: 8 }, (_, i) => ({
      ...problem('x', i + 2),
      file: `${i}.csv`,
    }));
    expect(report(rows).at(-1)).toBe('  … and 3 more like the last (x); --json lists all');
  });
});
