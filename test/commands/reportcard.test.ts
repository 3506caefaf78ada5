/** `pl reportcard`: what is owed, what was sent, and what would differ today. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, exists, file, ok, pl, smallSchool, text } from '../support/pl.js';

interface Change {
  readonly student_id: string;
  readonly competency: string;
  readonly was: string | number | null;
  readonly would_be: string | number | null;
  readonly causes: string;
  readonly why: string;
}

const twice = async (words: string) => {
  for (const day of ['2026-09-02', '2026-09-03']) await ok(`record ${words} --date ${day} --quiet`);
};

/** Ada met one, is thin on one; Ben is below on one and excused from another. */
beforeEach(async () => {
  await smallSchool();
  at('2026-09-20T09:00:00');
  await twice('ada 6.RP.A.1=4');
  await ok('record ada 6.RP.A.2 3 --date 2026-09-02 --quiet');
  await twice('ben 6.RP.A.1=2');
  await ok('excuse ben 6.RP.A.2 --reason ill --quiet');
  await ok('term set T1 --from 2026-09-01 --to 2026-09-30 --quiet');
  await ok('term set T1 --competencies - --quiet', { stdin: '6.RP.A.1\n6.RP.A.2\nR.1\n' });
  at('2026-10-05T09:00:00');
});

const diff = async (number = '') => (await ok(`reportcard diff ${number} --json`)).json<Change[]>();
const said = (changes: readonly Change[]) =>
  changes.map(
    (one) => `${one.student_id} ${one.competency} ${one.was} ${one.would_be} ${one.causes}`,
  );

describe('beside the cards of a term that is over', () => {
  const notes = async (command: string) => (await ok(command)).err;

  it('stands what was decided soon after, for it is not on them', async () => {
    await ok('override ada 6.RP.A.2 3 --reason "saw it" --quiet');
    await ok('excuse ben R.1 --reason ill --quiet');
    await ok('override ben 6.NS.B.1 3 --reason "not of this term" --quiet');
    const late = '1 judgement and 1 excuse of days after 2026-09-30 are not on these cards';
    expect(await notes('reportcard check --term T1')).toContain(late);
    expect(await notes('export report-card --term T1 -o t1.csv')).toContain(late);
    expect(await notes('reportcard issue --term T1 -o t1b.csv')).toContain(late);
    expect(await notes('reportcard check --term T1 --section 6B')).toBe('');
    await ok('override ada 6.RP.A.2 3 --reason "saw it" --on 2026-09-30 --quiet');
    expect(await notes('reportcard check --term T1')).toContain('1 excuse of days after');
  });

  it('does not stand what is decided long after', async () => {
    at('2026-12-15T09:00:00');
    await ok('override ada 6.RP.A.2 3 --reason "saw it" --quiet');
    expect(await notes('reportcard check --term T1')).toBe('');
  });

  it('stand those who have left since and have work in it', async () => {
    await ok('student withdraw ada --quiet');
    await ok('student withdraw cleo --quiet');
    expect(await notes('export report-card --term T1 -o t1.csv')).toContain(
      '1 withdrawn student with work in T1 has no card (--withdrawn)',
    );
    expect(await notes('reportcard check --term T1 --withdrawn')).toBe('');
  });

  it('stands how to say what is taught, where nobody has and a student is in two sections', async () => {
    await ok('term set T1 --all-competencies --quiet');
    await ok('import roster - --quiet', {
      stdin: 'student_id,first_name,last_name,section\nada,Ada,Lovelace,Art\nada,Ada,Lovelace,6A\n',
    });
    expect(await notes('reportcard check --term T1')).toBe('');
    await ok('record ada R.1 3 --date 2026-09-03 --quiet');
    expect(await notes('reportcard check --term T1')).toContain('no list says what is taught');
  });
});

describe('pl reportcard list', () => {
  it('is about one term on demand', async () => {
    await ok('term set T2 --from 2026-10-01 --to 2026-12-18 --quiet');
    await ok('reportcard issue --term T1 -o t1.csv --quiet');
    expect((await ok('reportcard list --term T1 --json')).json<object[]>()).toHaveLength(1);
    expect((await ok('reportcard list --term T2 --json')).json<object[]>()).toEqual([]);
    expect((await ok('reportcard list --term T2')).err).toContain('issued in T2');
  });
});

describe('pl reportcard check', () => {
  it('counts per teacher and section, the five statuses apart', async () => {
    const { sections } = (await ok('reportcard check --term T1 --json')).json<{
      sections: Record<string, unknown>[];
    }>();
    expect(sections.map(({ teacher, section }) => [teacher, section])).toEqual([
      ['Mr Stone', '6B'],
      ['Mr Stone', '7A'],
      ['Ms Fair', '6A'],
    ]);
    expect(sections[2]).toMatchObject({
      students: 2,
      expected: 5,
      decided: 2,
      mastered: 1,
      below: 1,
      thin: 1,
      not_assessed: 2,
      excused: 1,
    });
  });

  it('names the marks that are owed, with what is lacking, for the teacher to read', async () => {
    await ok('comment ada good --term T1 --quiet');
    const { out } = await ok('reportcard check --term T1 --teacher "Ms Fair"');
    expect(out).toBe(`Report cards of T1, which ends on 2026-09-30, as of 2026-09-30

Ms Fair, 6A: 2 students, 2 of 5 marks decided (40 %)
  1 met, 1 not yet, 1 need more evidence, 2 not assessed, 1 excused
  not assessed with anybody: reading:R.1
  Ada Lovelace
    need more evidence: math:6.RP.A.2 (1 more piece, on another day or for
      other work)
  comments missing: Ben Okri
`);
  });

  it('has one row a mark owed as CSV', async () => {
    const { lines } = await ok('reportcard check --term T1 --section 6A --framework math --csv');
    expect(lines).toEqual([
      'teacher,section,student_id,name,framework,competency,status,lacking',
      'Ms Fair,6A,ada,Ada Lovelace,math,6.RP.A.2,thin,"1 more piece, on another day or for other work"',
    ]);
  });

  it('says which kind is lacking', async () => {
    await ok('policy set require_kinds=project --quiet');
    const { lines } = await ok('reportcard check --term T1 --section 6A --framework math --csv');
    expect(lines).toContain('Ms Fair,6A,ada,Ada Lovelace,math,6.RP.A.1,thin,a project');
  });

  it.each([
    ['', 2, 'report cards are of a term'],
    ['--term T9', 1, 'there is no term "T9"'],
    ['--term T1 --section 9Z', 1, 'there is no section "9Z"'],
  ])('%s is refused', async (flags, code, message) => {
    const run = await pl(`reportcard check ${flags}`);
    expect([run.code, run.err]).toEqual([code, expect.stringContaining(message)]);
  });
});

describe('pl reportcard issue', () => {
  it('keeps the bytes that were sent, whatever comes after', async () => {
    await ok('reportcard issue --term T1 --section 6A --value 4=E --bom -o t1.csv --quiet');
    await ok('export report-card --term T1 --section 6A --value 4=E --bom -o same.csv --quiet');
    expect(text('t1.csv')).toBe(text('same.csv'));
    await twice('ada 6.RP.A.1=1');
    await ok('import roster - --quiet', {
      stdin: 'student_id,first_name,last_name\nada,Adah,Lovelace\n',
    });
    await ok('reportcard show 1 -o again.csv --quiet');
    expect(text('again.csv')).toBe(text('t1.csv'));
    expect(text('again.csv.manifest.json')).toBe(text('t1.csv.manifest.json'));
    const ben = await ok('reportcard show 1 ben');
    expect(ben.lines).toHaveLength(4);
    expect(ben.lines.slice(1).every((line) => line.startsWith('ben,'))).toBe(true);
  });

  it('is a workbook where that is asked for, the same again and with its hash', async () => {
    await ok('reportcard issue --term T1 --format xlsx -o t1.xlsx --quiet');
    await twice('ada 6.RP.A.1=1');
    await ok('reportcard show 1 -o again.xlsx --quiet');
    const sent = readFileSync('t1.xlsx');
    expect(readFileSync('again.xlsx')).toEqual(sent);
    const manifest = JSON.parse(text('t1.xlsx.manifest.json'));
    expect(manifest).toMatchObject({ format: 'xlsx', bytes: sent.length });
    expect(manifest.sha256).toBe(createHash('sha256').update(sent).digest('hex'));
    const run = await pl('reportcard show 1', { terminal: true });
    expect(run).toMatchObject({ code: 2, out: '' });
  });

  it('has a number, and the next one for the same term', async () => {
    expect((await ok('reportcard issue --term T1 --json')).json()).toMatchObject({
      number: 1,
      term: 'T1',
      students: 4,
      rows: 12,
    });
    await ok('reportcard issue --term T1 --section 6A --quiet');
    const list = (await ok('reportcard list --json')).json<Record<string, unknown>[]>();
    expect(list).toMatchObject([
      { number: 1, on: '2026-10-05', as_of: '2026-09-30', narrowed_to: null },
      { number: 2, narrowed_to: 'section 6A', students: 2 },
    ]);
    await ok('undo --quiet');
    expect((await ok('reportcard list --csv')).lines).toHaveLength(2);
    await ok('reportcard issue --term T1 --quiet');
    expect((await ok('reportcard list --csv')).lines[2]).toMatch(/^3,T1,/);
  });

  it('issues nothing where the file cannot be written', async () => {
    file('folder.txt', '');
    const run = await pl('reportcard issue --term T1 -o t1.csv --manifest folder.txt/m.json');
    expect(run.code).toBe(1);
    expect(exists('t1.csv')).toBe(false);
    expect((await ok('reportcard list --json')).out).toBe('[]\n');
  });

  it.each([
    ['issue --term T1 --value 9=E', 1, 'is no level and no status'],
    ['issue', 2, 'report cards are of a term'],
    ['show 4', 1, 'no report cards have been issued'],
    ['show last', 2, '"last" is not the number of an issue'],
    ['diff', 1, 'no report cards have been issued'],
  ])('%s is refused', async (command, code, message) => {
    const run = await pl(`reportcard ${command}`);
    expect([run.code, run.err]).toEqual([code, expect.stringContaining(message)]);
  });
});

describe('pl reportcard diff', () => {
  beforeEach(() => ok('reportcard issue --term T1 --section 6A --value thin=IE --quiet'));

  it('finds nothing where nothing was entered', async () => {
    expect(await diff()).toEqual([]);
    expect((await pl('reportcard diff')).err).toContain('every mark would be the same today');
  });

  it('names what was entered late for a day of the term, and not what came after it', async () => {
    await ok('record ada 6.RP.A.2 3 --date 2026-09-29 --quiet');
    await ok('record ben 6.RP.A.1 4 --date 2026-10-05 --quiet');
    const changes = await diff();
    expect(said(changes)).toEqual(['ada 6.RP.A.2 IE 3 evidence']);
    expect(changes[0]?.why).toBe('evidence of 2026-09-29 entered since');
  });

  it('names judgements, excuses and pieces that were taken out', async () => {
    await ok('override ben 6.RP.A.1 3 --reason seen --on 2026-09-30 --quiet');
    await ok('excuse ada 6.RP.A.2 --reason ill --on 2026-09-30 --quiet');
    const explained = (await ok('explain ada 6.RP.A.1 --json')).json<{
      evidence: { uid: string }[];
    }>();
    await ok(`strike ${explained.evidence[0]?.uid} --reason slip --quiet`);
    expect(said(await diff())).toEqual([
      'ada 6.RP.A.1 4 IE taken_out',
      'ada 6.RP.A.2 IE excused excuse',
      'ben 6.RP.A.1 2 3 override',
    ]);
  });

  it('names a policy that has moved', async () => {
    await ok('policy set min_evidence=1 --quiet');
    expect(said(await diff())).toEqual(['ada 6.RP.A.2 IE 3 rules']);
  });

  it('names who has left, and what is no longer taught', async () => {
    await ok('student withdraw ben --quiet');
    await ok('term set T1 --competencies - --quiet', { stdin: '6.RP.A.1\n6.RP.A.2\n' });
    expect(said(await diff())).toEqual([
      'ada R.1 not_assessed null no_longer_marked',
      'ben 6.RP.A.1 2 null left',
      'ben 6.RP.A.2 excused null left',
      'ben R.1 not_assessed null left',
    ]);
  });

  it('is of the last issue, or of one by its number', async () => {
    await ok('record ada 6.RP.A.2 3 --date 2026-09-29 --quiet');
    await ok('reportcard issue --term T1 --section 6A --quiet');
    expect(await diff()).toEqual([]);
    expect(await diff('1')).toHaveLength(1);
  });
});

describe('a diff after anything', () => {
  const CODES = ['6.RP.A.1', '6.RP.A.2', 'R.1', '6.NS.B.1'];
  const piece = fc.record({
    student: fc.constantFrom('ada', 'ben', 'cleo'),
    code: fc.constantFrom(...CODES),
    level: fc.integer({ min: 0, max: 4 }),
    day: fc.constantFrom('2026-09-04', '2026-09-30', '2026-10-01', '2026-10-05'),
  });

  const written = async () =>
    (
      await ok(
        'export report-card --term T1 --map student_id=s --map competency=c --map mark=m --json',
      )
    ).json<{ s: string; c: string; m: string | number }[]>();

  it('names exactly the marks that an export writes otherwise', async () => {
    await ok('reportcard issue --term T1 --quiet');
    const before = await written();
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 4 }), async (pieces) => {
        for (const { student, code, level, day } of pieces)
          await ok(`record ${student} ${code} ${level} --date ${day} --quiet`);
        const after = await written();
        const moved = before.flatMap(({ s, c, m }, index) => {
          const now = after[index]?.m ?? null;
          return now === m ? [] : [`${s} ${c} ${m} ${now} evidence`];
        });
        expect(said(await diff('1'))).toEqual(moved);
        await ok('reportcard issue --term T1 --quiet');
        expect(await diff()).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
