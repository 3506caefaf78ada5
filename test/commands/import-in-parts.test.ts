/**
 * A file that is longer than what is held in memory at a time comes to the same as its rows in several
 * short files, whatever is repeated across its parts.
 */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { GRADEBOOK, ok, pl, type Run, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

/** Pieces in memory at a time: rows from one part to the next are so far apart. */
const PART = 20_000;

const HEADER = 'student_id,competency,score,date,kind,title,external_id';
const STUDENTS = ['ada', 'ben', 'cleo', 'dan'] as const;
const CODES = ['6.RP.A.1', '6.RP.A.2', '6.RP.A.10', '6.NS.B.1', 'R.1'] as const;

/** The i-th row, unlike any other; every third under a name of its own. */
function row(i: number): string {
  const day = `2026-0${1 + (i % 9)}-1${i % 7}`;
  const [student, code] = [STUDENTS[i % 4], CODES[i % 5]];
  return `${student},${code},${1 + (i % 4)},${day},test,Task ${i},${i % 3 === 0 ? `x${i}` : ''}`;
}

/** Two and a bit parts; these rows in place of those that would stand there. */
function longFile(instead: Readonly<Record<number, string>> = {}): string[] {
  return Array.from({ length: 2 * PART + 2000 }, (_, i) => instead[i] ?? row(i));
}

const csv = (rows: readonly string[]) => `${HEADER}\n${rows.join('\n')}\n`;

const bring = (rows: readonly string[], flags = '') =>
  pl(`import evidence - --json ${flags}`, { stdin: csv(rows) });

/** What an import came to. */
const counts = (run: Run) =>
  run.json<{ counts: { evidence: Record<'add' | 'update' | 'unchanged', number> } }>().counts
    .evidence;

/** What stands, in the order of the gradebook. */
const exported = async () => (await ok('export evidence')).out;

/** One piece under one name, with another score each time; so far apart that each is in a part of its own. */
const again = (score: number) => `ada,6.RP.A.1,${score},2026-09-20,test,Late,again`;
const REPEATED = { 7: again(1), [PART + 7]: again(2), [2 * PART + 7]: again(4) };

/** Equal rows on both sides of where a part ends. */
const EQUAL = 'ben,R.1,2,2026-09-20,test,Equal,';
const TWICE = { [PART - 1]: EQUAL, [PART]: EQUAL };

/** The pieces under the name that comes several times. */
const named = async () => (await exported()).split('\r\n').filter((one) => one.includes('again'));

describe('a file of three parts', () => {
  it('is the same as its rows in several files', async () => {
    const rows = longFile(TWICE);
    expect(counts(await bring(rows))).toEqual({ add: rows.length, update: 0, unchanged: 0 });
    const whole = await exported();
    await smallSchool();
    for (let start = 0; start < rows.length; start += 6000)
      await bring(rows.slice(start, start + 6000));
    expect(await exported()).toBe(whole);
  });

  it('has equal rows as often as they come, and not again', async () => {
    const known = [EQUAL, row(0), row(1), row(2), row(3)];
    await bring(known);
    const rows = longFile({ 20: EQUAL, [2 * PART + 1]: EQUAL, ...TWICE });
    expect(counts(await bring(rows))).toEqual({
      add: rows.length - known.length,
      update: 0,
      unchanged: known.length,
    });
    const before = await exported();
    expect(counts(await bring(rows))).toEqual({ add: 0, update: 0, unchanged: rows.length });
    expect(await exported()).toBe(before);
  });

  it.each([
    ['not known', []],
    ['known with the last of its scores', [again(4)]],
    ['known with another', [again(3)]],
  ])('takes a name that comes in each part as a short file does: %s', async (_, known) => {
    if (known.length > 0) await bring(known);
    const short = counts(await bring(Object.values(REPEATED)));
    const expected = await named();
    expect(expected.at(-1)).toContain(',4,');
    await smallSchool();
    if (known.length > 0) await bring(known);
    const rows = longFile(REPEATED);
    const others = rows.length - Object.keys(REPEATED).length;
    expect(counts(await bring(rows))).toEqual({ ...short, add: short.add + others });
    expect(await named()).toEqual(expected);
  });

  it('is refused whole for one bad row in the last part, and written without it by --skip-bad', async () => {
    const before = readFileSync(GRADEBOOK);
    const bad = {
      3: 'ada,6.RP.A.1,9,2026-09-20,test,,',
      [2 * PART + 9]: 'eve,R.1,3,2026-09-20,,,',
    };
    const refused = await bring(longFile(bad));
    expect(refused.code).toBe(3);
    expect(lines(refused)).toEqual([5, 2 * PART + 11]);
    expect(readFileSync(GRADEBOOK).equals(before)).toBe(true);
    const skipped = await bring(longFile(bad), '--skip-bad');
    expect(skipped.code).toBe(4);
    const without = await exported();
    await smallSchool();
    await bring(longFile(bad).filter((one) => !Object.values(bad).includes(one)));
    expect(await exported()).toBe(without);
  });

  it('changes no byte with --dry-run, and says what it would', async () => {
    const before = readFileSync(GRADEBOOK);
    const planned = await bring(longFile(REPEATED), '--dry-run');
    expect(readFileSync(GRADEBOOK).equals(before)).toBe(true);
    expect(counts(await bring(longFile(REPEATED)))).toEqual(counts(planned));
  });
});

const lines = (run: Run) =>
  run.json<{ problems: { line: number }[] }>().problems.map((one) => one.line);
