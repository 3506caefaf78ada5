/** Ids and codes that nobody could tell apart: one form of each letter, and a word about the rest. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

interface Report {
  readonly counts: Record<string, { add: number; update: number; unchanged: number }>;
  readonly problems: readonly {
    line: number;
    field: string | null;
    code: string;
    severity: string;
  }[];
}

const CYRILLIC_A = '\u0430';

describe('an id', () => {
  it.each([
    ['a letter of another alphabet', `${CYRILLIC_A}da`],
    ['a full-width letter', '\uff41da'],
    ['a sign that is not seen', 'a\u00adda'],
    ['a joiner', 'ad\u200da'],
  ])('with %s is said where it makes a second child', async (_, id) => {
    const rows = ['ben,Ben,Okri', 'cleo,Cleopatra,Osei', `${id},Ada,Lovelace`];
    file('roster.csv', `student_id,first_name,last_name\n${rows.join('\n')}\n`);
    const report = (await ok('import roster roster.csv --json')).json<Report>();
    expect(report.counts.students?.add).toBe(1);
    expect(report.problems).toContainEqual(
      expect.objectContaining({
        line: 4,
        field: 'student_id',
        code: 'lookalike',
        severity: 'warning',
      }),
    );
    // Once she is there, she is not new.
    const again = (await ok('import roster roster.csv --json')).json<Report>();
    expect(again.problems.map(({ code }) => code)).not.toContain('lookalike');
  });

  it('in full-width digits is said beside the same one in plain digits', async () => {
    const rows = ['n12,Noor,Ali', 'n\uff11\uff12,Noor,Said', 'n\u0661\u0663,Noor,Aziz'];
    file('roster.csv', `student_id,first_name,last_name\n${rows.join('\n')}\n`);
    const { problems } = (await ok('import roster roster.csv --json')).json<Report>();
    const said = problems.filter(({ code }) => code === 'lookalike').map(({ line }) => line);
    // Two of three are written so: of the last, which has no twin, nothing is said.
    expect(said).toEqual([2, 3]);
  });

  it('of a school that writes all of them in its own letters is not said', async () => {
    const ids = ['\u0430\u0432', '\u0435\u043e', '\u0440\u0441'];
    const rows = ids.map((id, at) => `${id},Name${at},Family${at}`);
    file('roster.csv', `student_id,first_name,last_name\n${rows.join('\n')}\n`);
    const { problems } = (await ok('import roster roster.csv --json')).json<Report>();
    expect(problems.filter(({ code }) => code === 'lookalike')).toEqual([]);
  });

  it('is one however its accents are written', async () => {
    const [whole, apart] = ['zo\u00eb1', 'zoe\u03081'];
    for (const id of [whole, apart]) {
      file('roster.csv', `student_id,first_name,last_name,section\n${id},Zo\u00eb,Ng,6A\n`);
      await ok('import roster roster.csv');
      file(
        'evidence.csv',
        `student_id,competency,score,date,title\n${id},6.RP.A.1,3,2026-09-01,Expos${id === whole ? '\u00e9' : 'e\u0301'}\n`,
      );
      await ok('import evidence evidence.csv');
    }
    const students = (await ok('students zo --json')).json<unknown[]>();
    expect(students).toHaveLength(1);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
    await ok(['record', apart, '6.RP.A.2', '3', '--title', 'Expose\u0301']);
    await ok('export evidence -o out.csv');
    const back = (await ok('import evidence out.csv --json')).json<Report>();
    expect(back.counts.evidence).toMatchObject({ add: 0 });
    expect((await pl(['student', 'add', apart, 'Zoe', 'Ng'])).err).toContain('that of Zo\u00eb Ng');
  });

  it('that evidence names so is refused with the reason', async () => {
    file(
      'evidence.csv',
      `student_id,competency,score,date\n${CYRILLIC_A}da,6.RP.A.1,3,2026-09-01\n`,
    );
    const { code, err } = await pl('import evidence evidence.csv');
    expect(code).toBe(3);
    expect(err).toContain('one that reads like it stands in the gradebook');
  });

  it('typed by hand is said', async () => {
    const { code, err } = await pl(['progress', `${CYRILLIC_A}da`]);
    expect(code).toBe(1);
    expect(err).toContain('letters of another alphabet');
    const added = await pl(['student', 'add', `${CYRILLIC_A}da`, 'Ada', 'Byron']);
    expect(added.err).toContain('reads like that of another student');
  });
});

describe('a code', () => {
  it('is said where it reads like another one', async () => {
    file('standards.csv', 'code,statement\n6.RP.\u0410.1,Understand ratios\n');
    const { problems } = (
      await ok('import standards standards.csv --framework math --json')
    ).json<Report>();
    expect(problems).toContainEqual(
      expect.objectContaining({ line: 2, field: 'code', code: 'lookalike', severity: 'warning' }),
    );
  });

  it('that evidence names so is refused with the one that stands', async () => {
    file('evidence.csv', 'student_id,competency,score,date\nada,6.RP.\u0410.1,3,2026-09-01\n');
    const { code, err } = await pl('import evidence evidence.csv');
    expect(code).toBe(3);
    expect(err).toContain('"6.RP.A.1" reads like it');
  });
});
