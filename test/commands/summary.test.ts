import { beforeEach, describe, expect, it } from 'vitest';
import { at, file, ok, pl, sampleSchool, smallSchool } from '../support/pl.js';

interface Figures {
  readonly competency: string;
  readonly students: number | null;
  readonly mastered: number | null;
  readonly levels: readonly { readonly level: number; readonly students: number | null }[];
  readonly mean: number | null;
  readonly moves: readonly unknown[] | null;
}
interface Block {
  readonly value?: string | null;
  readonly students: number | null;
  readonly competencies: readonly Figures[];
  readonly headings: readonly unknown[];
  readonly frameworks: readonly unknown[];
}
interface Summary {
  readonly everyone: Block;
  readonly values: readonly Block[];
  readonly values_left_out: boolean;
  readonly strengths: readonly unknown[];
  readonly growth: readonly unknown[];
  readonly not_assessed_by_most: readonly unknown[];
}

const summary = async (flags: string) => (await ok(`summary --json ${flags}`)).json<Summary>();
const of = (block: Block | undefined, code: string) =>
  block?.competencies.find(({ competency }) => competency === code);

describe('pl summary', () => {
  beforeEach(async () => {
    await smallSchool();
    at('2026-09-10T09:00:00');
    await ok('policy set method=latest min_evidence=2');
    for (const [student, scores] of [
      ['ada', ['3', '4']],
      ['ben', ['3', '2']],
      ['cleo', ['3']],
    ] as const)
      for (const [place, score] of scores.entries())
        await ok(`record ${student} 6.RP.A.1 ${score} --on 2026-09-0${place + 1}`);
    await ok('excuse dan 6.RP.A.2 --reason away');
  });

  it('counts the five statuses apart, the levels, and two shares of who met it', async () => {
    const { everyone } = await summary('--under 6.RP');
    expect(everyone.students).toBe(4);
    expect(of(everyone, '6.RP.A.1')).toEqual({
      framework: 'math',
      competency: '6.RP.A.1',
      statement: 'Understand the concept of a ratio',
      students: 4,
      mastered: 1,
      below: 1,
      thin: 1,
      not_assessed: 1,
      excused: 0,
      met_of_students: 0.25,
      met_of_asked: 0.25,
      met_of_assessed: 0.3333,
      mean: 3,
      median: 3,
      newly_met: null,
      no_longer_met: null,
      levels: [
        { level: 1, name: 'Beginning', students: 0 },
        { level: 2, name: 'Developing', students: 1 },
        { level: 3, name: 'Proficient', students: 0 },
        { level: 4, name: 'Exemplary', students: 1 },
      ],
      moves: null,
    });
    expect(of(everyone, '6.RP.A.2')).toMatchObject({
      not_assessed: 3,
      excused: 1,
      met_of_asked: 0,
      met_of_assessed: null,
      mean: null,
    });
  });

  it('counts headings, and frameworks as a whole', async () => {
    const { everyone } = await summary('--under 6.RP');
    expect(everyone.headings).toEqual([
      {
        framework: 'math',
        competency: '6.RP',
        mastered: 0,
        below: 1,
        thin: 2,
        not_assessed: 1,
        excused: 0,
      },
    ]);
    expect(everyone.frameworks).toEqual([
      {
        framework: 'math',
        competencies: 3,
        mastered: 1,
        below: 1,
        thin: 1,
        not_assessed: 8,
        excused: 1,
      },
    ]);
  });

  it('lists frameworks in which something was recorded, with --all every one', async () => {
    const codes = async (flags: string) =>
      (await summary(flags)).everyone.competencies.map(({ competency }) => competency);
    expect(await codes('')).toEqual(['6.NS.B.1', '6.RP.A.1', '6.RP.A.2', '6.RP.A.10']);
    expect(await codes('--all')).toContain('R.1');
    expect(await codes('--framework reading')).toEqual(['R.1']);
  });

  it('narrows the students', async () => {
    expect((await summary('--section 6A')).everyone.students).toBe(2);
    expect((await summary('--grade 7')).everyone.students).toBe(1);
  });

  it('names what grows, and apart from it what most were not assessed on', async () => {
    const { strengths, growth, not_assessed_by_most } = await summary('--section 6A --under 6.RP');
    expect(strengths).toEqual([]);
    expect(growth).toEqual([{ framework: 'math', competency: '6.RP.A.1', met: 1, enough: 2 }]);
    expect(not_assessed_by_most).toEqual([
      { framework: 'math', competency: '6.RP.A.2' },
      { framework: 'math', competency: '6.RP.A.10' },
    ]);
    await ok('override ben 6.RP.A.1 3 --reason seen');
    expect((await summary('--section 6A')).strengths).toHaveLength(1);
    expect((await summary('--under 6.RP')).growth).toEqual([]);
  });

  it('says what has moved since a day', async () => {
    const { everyone } = await summary('--since 2026-09-01');
    expect(of(everyone, '6.RP.A.1')).toMatchObject({
      newly_met: 1,
      no_longer_met: 0,
      moves: [
        { from: 'thin', to: 'mastered', students: 1 },
        { from: 'thin', to: 'below', students: 1 },
      ],
    });
    const { out } = await ok('summary --since 2026-09-01');
    expect(out).toContain('Since 2026-09-01');
    expect(out).toContain('need more evidence → met');
    expect(await pl('summary --since 2026-09-10')).toMatchObject({ code: 1, out: '' });
  });

  it('counts also by section, school and grade, and those without one last', async () => {
    await ok('student join ada 7A');
    const values = async (by: string) =>
      (await summary(`--by ${by}`)).values.map(({ value, students }) => [value, students]);
    expect(await values('section')).toEqual([
      ['6A', 2],
      ['6B', 1],
      ['7A', 2],
    ]);
    expect(await values('school')).toEqual([
      ['Hill School', 3],
      ['Lake School', 2],
    ]);
    await ok('student add eve Eve Null');
    expect(await values('grade')).toEqual([
      ['6', 3],
      ['7', 1],
      [null, 1],
    ]);
  });

  it('is one row a competency in CSV, and one a value and competency', async () => {
    const whole = (await ok('summary --csv --under 6.NS')).lines;
    expect(whole).toEqual([
      'value,framework,competency,statement,students,mastered,below,thin,not_assessed,excused,met_of_students,met_of_asked,met_of_assessed,mean,median,newly_met,no_longer_met,levels',
      ',math,6.NS.B.1,Divide multi-digit numbers,4,0,0,0,4,0,0,0,,,,,,1=0;2=0;3=0;4=0',
    ]);
    const parts = (await ok('summary --csv --under 6.NS --by grade')).lines.slice(1);
    expect(parts.map((line) => line.split(',').slice(0, 5)[0])).toEqual(['6', '7']);
    expect((await ok('summary --csv --section 6A --grade 7')).lines).toHaveLength(1);
  });

  it('is a page of 80 columns in which nobody fails by not being assessed', async () => {
    const { out, lines } = await ok('summary --section 6A');
    expect(lines[0]).toBe('2 students');
    expect(out).toMatch(/^6\.RP\.A\.1 +1 +1 +0 +0 +0 +50 %$/m);
    expect(out).not.toMatch(/^6\.RP\.A\.2 .*0 %$/m);
    expect(out).toMatch(/^Not assessed with most students\n {2}.*6\.RP\.A\.2/m);
    expect(out.match(/.{81,}/g)).toBe(null);
  });

  it('says the same after a rollup', async () => {
    const before = (await ok('summary --json --by section')).out;
    await ok('rollup');
    expect((await ok('summary --json --by section')).out).toBe(before);
  });

  it('stays as it was known, whatever is entered later', async () => {
    await ok(['import', 'groups', file('g.csv', 'student_id,group,value\nada,meals,free\n')]);
    const flags = '--json --since 2026-09-01 --by school --as-of 2026-09-10 --known-on 2026-09-10';
    const grouped = '--json --by group meals --suppress 3 --known-on 2026-09-10';
    const before = [(await ok(`summary ${flags}`)).out, (await ok(`summary ${grouped}`)).out];
    at('2026-10-20T09:00:00');
    await ok('record ben 6.RP.A.1 4 --on 2026-09-03');
    await ok('student move ben 6B');
    await ok('import groups -', { stdin: 'student_id,group,value\nben,meals,free\n' });
    await ok('policy set method=mean');
    const after = [(await ok(`summary ${flags}`)).out, (await ok(`summary ${grouped}`)).out];
    expect(after).toEqual(before);
  });

  it.each([
    ['summary --by grp', 2, 'none of section, school, grade, group'],
    ['summary --by group', 2, '--by group NAME'],
    ['summary --by grade 6', 2, 'only a group has a name'],
    ['summary --by group meals --since 2026-09-01', 2, '--since is not said'],
    ['summary --by group meals --withdrawn', 2, '--withdrawn is not said'],
    ['summary --by section --suppress 10 --withdrawn', 2, '--withdrawn is not said'],
    ['summary --by group meals --section 6A', 2, '--section is not said by a group'],
    ['summary --by group meals --teacher t1', 2, '--teacher is not said by a group'],
    ['summary --suppress 2', 2, '--suppress "2" is not a whole number from 3 to 1000'],
    ['summary --by group meals', 1, 'there are no groups'],
    ['summary --section 9Z', 1, 'there is no section "9Z"'],
  ])('refuses %s', async (command, code, words) => {
    const run = await pl(command);
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toContain(words);
  });

  it('is empty where there is nobody, or nothing yet', async () => {
    expect(await ok('summary --section 6A --grade 7')).toMatchObject({ out: '' });
    expect((await ok('summary --section 7A')).err).toBe('');
  });
});

describe('pl summary --by group', () => {
  beforeEach(async () => {
    await sampleSchool();
    const { lines } = await ok('students --csv');
    const ids = lines.slice(1).map((line) => line.split(',')[0]);
    const rows = ids.flatMap((id, place) => [
      `${id},meals,${place % 2 === 0 ? 'free' : 'full price'}`,
      `${id},home language,${place < 4 ? 'Welsh' : place < 12 ? 'Polish' : 'English'}`,
    ]);
    await ok('import groups -', { stdin: `student_id,group,value\n${rows.join('\n')}\n` });
  });

  it('shows no count under 10, and no table that would give one away', async () => {
    const { everyone, values } = await summary('--by group Meals');
    expect(values.map(({ value, students }) => [value, students])).toEqual([
      ['free', 24],
      ['full price', 24],
    ]);
    const counts = [everyone, ...values].flatMap(({ competencies }) =>
      competencies.flatMap((one) => [one.mastered, ...one.levels.map(({ students }) => students)]),
    );
    const shown = counts.filter((count) => count !== null);
    expect(shown.length).toBeGreaterThan(20);
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(10);
    expect([...everyone.headings, ...everyone.frameworks]).toEqual([]);
    expect(everyone.competencies.every(({ moves }) => moves === null)).toBe(true);
  });

  it('leaves out a value with few students, and the next with it', async () => {
    const { values, values_left_out } = await summary('--by group "home language"');
    expect(values.map(({ value, students }) => [value, students])).toEqual([['English', 36]]);
    expect(values_left_out).toBe(true);
    for (const format of ['', '--csv', '--json']) {
      const { out, err } = await ok(`summary --by group "home language" ${format}`);
      expect(out + err).not.toMatch(/Welsh|Polish|hidden_values|2 values/);
    }
  });

  it('names no value that all have, and only the number of students where they are few', async () => {
    await ok('import groups -', {
      stdin: `student_id,group,value\n${(await ok('students --csv')).lines
        .slice(1)
        .map((line) => `${line.split(',')[0]},bus,yes`)
        .join('\n')}\n`,
    });
    const { everyone, values, values_left_out } = await summary('--by group bus');
    expect([everyone.students, values, values_left_out]).toEqual([48, [], true]);
    const few = await summary('--by group meals --suppress 25');
    expect([few.everyone.students, few.values]).toEqual([48, []]);
    expect(few.everyone.competencies.every(({ mastered }) => mastered === null)).toBe(true);
  });

  it('says in a table and in CSV no number that JSON leaves out', async () => {
    const json = await summary('--by group meals');
    const { lines } = await ok('summary --by group meals --csv');
    const rows = json.values.flatMap(({ value, competencies }) =>
      competencies.map((one) => [value, one.competency, one.mastered ?? '', one.mean ?? ''].join()),
    );
    const cells = lines.slice(1).map((line) => {
      const all = line.replace(/"[^"]*"/g, '').split(',');
      return [all[0], all[2], all[5], all[13]].join();
    });
    expect(cells).toEqual(rows);
    const { out } = await ok('summary --by group meals');
    const numbers = out.match(/(?<=\s)\d+(?= |\n)/g)?.map(Number) ?? [];
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(10);
    expect(out).toContain('* and rows that are not there');
  });

  it('takes another size from a flag, and else from the settings', async () => {
    const shown = async (flags: string) =>
      (await summary(`--by group meals ${flags}`)).values
        .flatMap(({ competencies }) => competencies)
        .filter(({ mastered }) => mastered !== null).length;
    const usual = await shown('');
    expect(await shown('--suppress 5')).toBeGreaterThan(usual);
    await ok('config suppress 20');
    expect(await shown('')).toBeLessThan(usual);
    expect((await summary('--by group meals')).everyone.students).toBe(48);
    await ok('config suppress 49');
    expect((await summary('--by group meals')).everyone.students).toBe(null);
    expect((await ok('summary --by group meals')).lines[0]).toBe('fewer than 49 students');
  });

  it('leaves counts out by section too, where that is asked: each student in one part', async () => {
    await ok('student join s001 7B');
    const { values, values_left_out } = await summary('--by section --suppress 10');
    expect(values.map(({ value }) => value)).not.toContain('7A; 7B');
    expect(values_left_out).toBe(true);
  });

  it('refuses a group that there is not, with those that there are', async () => {
    const run = await pl('summary --by group meal');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('did you mean meals');
  });
});
