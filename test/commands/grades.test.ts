/** `pl grades` and `pl export grades`: letters and averages from the flags to the page. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';

interface Grade {
  readonly framework: string;
  readonly letter: string | null;
  readonly average: number | null;
  readonly competencies: readonly { competency: string; counts: number | null }[];
}

interface Row {
  readonly student_id: string;
  readonly grades: readonly Grade[];
}

const LETTERS = 'A: min 3 and most 4; B: mean 3; C: mean 2; else F';
const setLetters = (...more: string[]) =>
  ok(['policy', 'set', `letters=${LETTERS}`, 'average=levels', ...more]);

const rows = async (flags = '') =>
  (await ok(`grades --json ${flags}`)).json<{ students: Row[] }>().students;

const letters = async (flags = '') =>
  (await rows(flags)).flatMap(({ student_id, grades }) =>
    grades.map(
      ({ framework, letter, average }) => `${student_id} ${framework} ${letter} ${average}`,
    ),
  );

beforeEach(async () => {
  await smallSchool();
  at('2026-09-01T09:00:00');
  await setLetters();
  at('2026-09-08T09:00:00');
  for (const day of ['2026-09-02', '2026-09-03'])
    await ok(`record ada 6.RP.A.1=4 6.RP.A.2=3 6.NS.B.1=2 --date ${day}`);
  await ok('record ben rp.1 3 --on 2026-09-02');
  at('2026-09-20T09:00:00');
});

describe('pl grades', () => {
  it('gives a line a student: letter, average, and why', async () => {
    const { out } = await ok('grades --section 6A', { width: 200 });
    expect(out).toMatch(
      /Ada Lovelace +math +B +3 +3 of 4 +B: the mean level of 3 competencies is 3, and 3 is asked/,
    );
    expect(out).toMatch(/Ben Okri +math +0 of 4 +nothing has enough evidence to count yet/);
  });

  it('shows one student the working, competency by competency', async () => {
    const { out } = await ok('grades ada', { width: 120 });
    expect(out).toContain('Next: for A nothing may be under 3: 6.NS.B.1 is 2 and 1 of 3');
    expect(out).toContain('Mean: 2 + 4 + 3 = 9; 9 / 3 = 3');
    expect(out).toContain(`Letters: ${LETTERS}`);
    expect(out).toMatch(/6\.RP\.A\.2 +3 +3 Proficient \(score 3\), met/);
  });

  it('lists every student in JSON, with what counts', async () => {
    const all = await rows();
    expect(all.map(({ student_id }) => student_id)).toEqual(['dan', 'ada', 'ben', 'cleo']);
    const [grade] = all.find(({ student_id }) => student_id === 'ada')?.grades ?? [];
    expect(grade?.competencies.map(({ competency, counts }) => `${competency} ${counts}`)).toEqual([
      '6.NS.B.1 2',
      '6.RP.A.1 4',
      '6.RP.A.2 3',
      '6.RP.A.10 null',
    ]);
    expect(await letters()).toEqual(['ada math B 3', 'ben math null null']);
  });

  it('is one row a competency in CSV, and one a letter in the export', async () => {
    expect((await ok('grades ada --csv')).lines).toHaveLength(5);
    const { lines } = await ok('export grades --section 6A');
    expect(lines[0]).toBe(
      'student_id,last_name,first_name,grade,section,framework,letter,average,average_of,counted,assessed,total,thin,not_assessed,in_words,next,as_of',
    );
    expect(lines[1]).toMatch(/^ada,Lovelace,Ada,6,6A,math,B,3,levels,3,3,4,0,1,"B: the mean level/);
    expect(lines).toHaveLength(3);
  });

  it('takes letters of a framework before those of the gradebook', async () => {
    await ok(['policy', 'set', 'letters=pass: met 50%; else open', '--framework', 'math']);
    expect(await letters()).toEqual(['ada math pass 3', 'ben math null null']);
    expect(await letters('--framework reading')).toEqual([]);
    await ok('policy set letters=none average=none --framework math');
    expect(await letters()).toEqual([]);
  });

  it('is as it stood and as it was known, policy and all', async () => {
    for (const day of ['2026-09-10', '2026-09-11']) await ok(`record ada ns.1 4 --on ${day}`);
    await ok(['policy', 'set', 'letters=everyone: min 0']);
    expect((await letters()).at(0)).toBe('ada math everyone 3.67');
    expect(await letters('--as-of 2026-09-05 --framework math')).toContain('ada math everyone 3');
    expect(await letters('--known-on 2026-09-08')).toEqual(['ada math B 3', 'ben math null null']);
    expect(await letters('--known-on 2026-09-05')).toEqual([]);
    expect((await ok('grades ada --known-on 2026-09-08')).lines[0]).toContain('2026-09-08');
  });

  it('is an empty list where no letters are stated, and says how to state them', async () => {
    await ok('policy set letters= average=');
    const { out, err } = await ok('grades');
    expect([out, err]).toEqual(['', expect.stringContaining('pl policy set letters=')]);
    expect(await letters()).toEqual([]);
    expect((await ok('export grades')).lines).toHaveLength(1);
  });

  it('refuses a framework that is not there', async () => {
    const { code, err } = await pl('grades --framework maths');
    expect([code, err]).toEqual([1, expect.stringContaining('"maths"')]);
  });
});

describe('letters in a policy', () => {
  it.each([
    ['letters=A: foo 3', '"foo 3" is no condition: mean N, min N'],
    ['letters=A: mean 5', 'letters ask for 5, above the top of the scale, 4'],
    ['average=mean', 'one of none, levels, scores'],
  ])('%s is refused', async (pair, said) => {
    const { code, err } = await pl(['policy', 'set', pair]);
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
  });

  it('are not of a single competency, by command or by file', async () => {
    const { code, err } = await pl('policy set average=levels --competency rp.1');
    expect([code, err]).toEqual([1, expect.stringContaining('at the gradebook or at a framework')]);
    const run = await ok('import standards - --framework math', {
      stdin: 'code,statement,letters\nM.9,Nine,A: mean 3\n',
    });
    expect(run.err).toContain('letters');
  });

  it('move no status and stand in no receipt', async () => {
    await ok('rollup');
    const { err } = await ok(['policy', 'set', 'letters=A: mean 4']);
    expect(err).toContain('pl grades shows them');
    const { changes } = (await ok('rollup --json')).json<{ changes: object[] }>();
    expect(changes).toEqual([]);
    const { policy } = (await ok('explain ada rp.1 --json')).json<{ policy: object }>();
    expect(Object.keys(policy)).not.toContain('letters');
  });
});

describe('letters on several scales', () => {
  const percent = (scale: string, of = 'pct') =>
    ok('import standards -', {
      stdin: `framework,code,statement,scale\n${of},P.1,Percent,"${scale}"\n`,
    });
  const ownScale = '0=Not yet, 80*=Met, 100=Full';
  const scored = async () => {
    for (const day of ['2026-09-02', '2026-09-03']) await ok(`record ada p.1=80 --date ${day}`);
  };

  it('that ask for levels are inherited only on the scale on which they were said', async () => {
    await percent(ownScale);
    await scored();
    expect(await letters()).toContain('ada pct null 80');
    const { err } = await ok('grades');
    expect(err).toContain(
      'no letters in pct: those of the gradebook ask for levels of scale "default"',
    );
    expect(err).toContain('try: pl policy set letters="…" --framework pct');
    expect((await ok('grades --framework math')).err).not.toContain('pct');
  });

  it('are stated on the scale of the framework', async () => {
    await percent(ownScale);
    await scored();
    await ok(['policy', 'set', 'letters=A: mean 80; else F', '--framework', 'pct']);
    expect(await letters()).toContain('ada pct A 80');
    expect((await ok('grades')).err).not.toContain('no letters');
  });

  it('that ask for shares hold on every scale', async () => {
    await percent(ownScale);
    await scored();
    await ok(['policy', 'set', 'letters=A: met 50%; else F']);
    expect(await letters()).toContain('ada pct A 80');
  });

  it('come back to a framework on the scale of the gradebook', async () => {
    await percent('');
    for (const day of ['2026-09-02', '2026-09-03']) await ok(`record ada p.1=4 --date ${day}`);
    expect(await letters()).toContain('ada pct A 4');
  });
});

describe('letters that are set', () => {
  it('name stages that there are, or it is said', async () => {
    await ok('import pathways -', {
      stdin: 'pathway,stage,stage_title,competency\nunit,base,Foundation,6.RP.A.1\n',
    });
    const set = (rule: string) => pl(['policy', 'set', `letters=${rule}`]);
    expect((await set('A: stage Foundation')).err).not.toContain('warning');
    expect((await set('A: stage Foundatoin')).err).toContain(
      'warning: there is no stage "Foundatoin"; did you mean "Foundation"?',
    );
    expect(await set('A: stage Foundation or met 40%')).toMatchObject({
      code: 1,
      err: expect.stringContaining('for or, state the letter twice'),
    });
  });

  it('may name a stage with an or in it', async () => {
    await ok('import pathways -', {
      stdin: 'pathway,stage,stage_title,competency\nunit,this or that,,6.RP.A.1\n',
    });
    const { code, err } = await pl(['policy', 'set', 'letters=A: stage this or that']);
    expect(code).toBe(0);
    expect(err).not.toContain('warning');
  });
});
