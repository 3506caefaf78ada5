/** `pl export report-card`: marks as other systems take them, with a manifest beside them. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, exists, file, ok, pl, smallSchool, text } from '../support/pl.js';

const twice = async (words: string) => {
  for (const day of ['2026-09-02', '2026-09-03']) await ok(`record ${words} --date ${day} --quiet`);
};

/** Ada met one, is thin on one; Ben is below on one and excused from another; the rest unassessed. */
beforeEach(async () => {
  await smallSchool();
  at('2026-09-20T09:00:00');
  await twice('ada 6.RP.A.1=4');
  await ok('record ada 6.RP.A.2 3 --date 2026-09-02 --quiet');
  await twice('ben 6.RP.A.1=2');
  await ok('excuse ben 6.RP.A.2 --reason ill --quiet');
  await ok('term set T1 --from 2026-09-01 --to 2026-09-30 --quiet');
  await ok('term set T1 --competencies - --quiet', { stdin: '6.RP.A.1\n6.RP.A.2\n' });
  at('2026-10-05T09:00:00');
});

const rows = async (flags = '') =>
  (await ok(`export report-card --term T1 --section 6A ${flags}`)).lines.map((line) =>
    line.split(','),
  );
const marks = async (flags = '') =>
  (await rows(`--map student_id=id --map competency=code --map mark=mark ${flags}`))
    .slice(1)
    .map((cells) => cells.join(' '));

describe('pl export report-card', () => {
  it('has one row a student and competency; what is not decided has its status for a mark', async () => {
    expect(await marks()).toEqual([
      'ada 6.RP.A.1 4',
      'ada 6.RP.A.2 thin',
      'ben 6.RP.A.1 2',
      'ben 6.RP.A.2 excused',
    ]);
    const [header, first, thin] = await rows();
    expect(header?.slice(0, 12).join()).toBe(
      'student_id,last_name,first_name,grade,section,teacher,school,term,framework,competency,statement,mark',
    );
    expect(first?.slice(0, 8)).toEqual('ada,Lovelace,Ada,6,6A,Ms Fair,Hill School,T1'.split(','));
    const column = (name: string) => thin?.[header?.indexOf(name) ?? -1];
    expect([column('level'), column('level_name'), column('score'), column('status')]).toEqual([
      '',
      '',
      '',
      'thin',
    ]);
    expect(first?.at(-1)).toBe('2026-09-30');
  });

  it.each([
    ['--value 4=E,thin=IE,excused=EX', ['E', 'IE', '2', 'EX']],
    ['--value Exemplary=E --value thin=', ['E', '', '2', 'excused']],
    ['--value mastered=M,below=B,4=E', ['E', 'thin', 'B', 'excused']],
    ['--show level_name', ['Exemplary', 'thin', 'Developing', 'excused']],
    ['--show score --value 2=D', ['4', 'thin', 'D', 'excused']],
  ])('%s', async (flags, expected) => {
    expect((await marks(flags)).map((line) => line.split(' ').slice(2).join(' '))).toEqual(
      expected,
    );
  });

  it('has one row a student with a column a competency', async () => {
    expect(await rows('--wide --map student_id=Id --map "marks={code} mark"')).toEqual([
      ['Id', '6.RP.A.1 mark', '6.RP.A.2 mark'],
      ['ada', '4', 'thin'],
      ['ben', '2', 'excused'],
    ]);
    expect((await rows('--wide --map 6.RP.A.2=Rates --map student_id=Id'))[1]).toEqual([
      'thin',
      'ada',
    ]);
    expect((await rows('--wide'))[0]?.join()).toBe(
      'student_id,last_name,first_name,grade,section,teacher,school,term,6.RP.A.1,6.RP.A.2,comment:math,comment,as_of',
    );
  });

  it('has letters, averages and comments', async () => {
    await ok(['policy', 'set', 'letters=A: mean 3.5; else F', 'average=levels', '--quiet']);
    await ok('comment ada a good start --term T1 --quiet');
    await ok('comment ada sound --term T1 --framework math --quiet');
    const flags = '--map letter=L --map average=M --map comment=C --map framework_comment=F';
    expect(await rows(flags)).toEqual([
      ['L', 'M', 'C', 'F'],
      ['A', '4', 'a good start', 'sound'],
      ['A', '4', 'a good start', 'sound'],
      ['F', '2', '', ''],
      ['F', '2', '', ''],
    ]);
    const wide = await rows(
      '--wide --map student_id=Id --map letter:math=L --map average:math=M --map comment:math=C',
    );
    expect(wide.slice(1)).toEqual([
      ['ada', 'A', '4', 'sound'],
      ['ben', 'F', '2', ''],
    ]);
  });

  it('writes a manifest with the hash of the exact bytes', async () => {
    await ok('export report-card --term T1 --section 6A --value 4=E --bom -o t1.csv --quiet');
    const manifest = JSON.parse(text('t1.csv.manifest.json'));
    const bytes = Buffer.from(text('t1.csv'), 'utf8');
    expect(manifest).toMatchObject({
      file: 't1.csv',
      rows: 4,
      students: 2,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      term: { code: 'T1', from: '2026-09-01', to: '2026-09-30' },
      as_of: '2026-09-30',
      known_on: '2026-10-05',
      values: [{ of: '4', written: 'E' }],
      policy: [
        {
          framework: 'math',
          in_words:
            'median of the last 3 scores, from at least 2 occasions; rounded to 2 places (half-up); met from 3 (Proficient)',
          rounding: { places: 2, way: 'half-up' },
        },
      ],
    });
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const before = text('t1.csv.manifest.json');
    await ok('export report-card --term T1 --section 6A --value 4=E --bom -o t1.csv --quiet');
    expect(text('t1.csv.manifest.json')).toBe(before);
  });

  it('writes both files or neither', async () => {
    file('t1.csv', 'what stood there');
    const run = await pl('export report-card --term T1 -o t1.csv --manifest nowhere/m.json');
    expect(run.code).toBe(1);
    expect(text('t1.csv')).toBe('what stood there');
    await ok('export report-card --term T1 --manifest m.json --quiet');
    expect(exists('m.json')).toBe(true);
  });

  it('puts no guard of spreadsheets into cells: another system reads them', async () => {
    await ok(['comment', 'ada', '=great', '--term', 'T1', '--quiet']);
    expect((await rows('--map comment=C'))[1]).toEqual(['=great']);
  });

  it('has the id that the other system knows, or is refused', async () => {
    await ok('import roster - --quiet', {
      stdin: 'student_id,state_id,first_name,last_name\nada,007,Ada,Lovelace\n',
    });
    const run = await pl('export report-card --term T1 --section 6A --id state');
    expect(run.code).toBe(1);
    expect(run.err).toContain('1 of 2 students have no id of type "state": Ben Okri');
    await ok('import roster - --quiet', {
      stdin: 'student_id,state_id,first_name,last_name\nben,008,Ben,Okri\n',
    });
    expect((await rows('--id state')).slice(1).map(([id]) => id)).toEqual([
      '007',
      '007',
      '008',
      '008',
    ]);
  });

  it('goes by what a section has worked on where no list says what is taught', async () => {
    await ok('term set T1 --all-competencies --quiet');
    const codes = (await marks()).filter((line) => line.startsWith('ben'));
    expect(codes).toEqual([
      'ben 6.NS.B.1 not_assessed',
      'ben 6.RP.A.1 2',
      'ben 6.RP.A.2 excused',
      'ben 6.RP.A.10 not_assessed',
    ]);
    expect((await ok('export report-card --term T1 --section 7A')).lines).toHaveLength(1);
  });

  it.each([
    ['', 2, 'report cards are of a term'],
    ['--term T1 --map students=Id', 2, '--map has no column "students"'],
    ['--term T1 --map student_id', 2, 'is not COLUMN=HEADER'],
    ['--term T1 --map mark=A --map status=a', 2, 'two columns would be named "a"'],
    ['--term T1 --wide --map 9.X=Id', 2, '--map has no column "9.X"'],
    ['--term T1 --value 7=E', 1, '--value "7" is no level and no status'],
    ['--term T1 --value E', 2, 'is not LEVEL=SIGN'],
    ['--term T1 --value 4=E,4=F', 2, 'says "4" twice'],
    ['--term T1 --show colours', 2, 'Allowed choices are level, level_name, score'],
    ['--term T1 --id passport', 1, 'nobody here has an id of type "passport"'],
    ['--term T1 -o a.csv --manifest a.csv', 2, 'name the same file'],
    ['--term T1 -o a.csv --manifest ./a.csv', 2, 'name the same file'],
  ])('%s is refused', async (flags, code, message) => {
    const run = await pl(`export report-card ${flags}`);
    expect([run.code, run.err]).toEqual([code, expect.stringContaining(message)]);
  });

  it('has a mark beside the grade of a student where a competency is called "grade"', async () => {
    await ok('import standards - --framework odd --quiet', {
      stdin: 'code,statement\ngrade,Gives a grade\nStudent_ID,Knows her number\n',
    });
    await ok('term set T1 --competencies - --quiet', { stdin: 'grade\nStudent_ID\n6.RP.A.1\n' });
    const [header] = await rows('--wide');
    expect(header?.filter((name) => /grade|student_id/i.test(name))).toEqual([
      'student_id',
      'grade',
      'odd:grade',
      'odd:Student_ID',
    ]);
  });

  it('shows the score of a judgement as its level', async () => {
    at('2026-09-21T09:00:00');
    await ok('override ben 6.RP.A.1 3 --reason "saw it" --quiet');
    at('2026-10-05T09:00:00');
    expect((await marks('--show score')).filter((line) => line.startsWith('ben'))[0]).toBe(
      'ben 6.RP.A.1 3',
    );
  });

  it('asks of a student without evidence what others of her section have worked on', async () => {
    await ok('term set T1 --all-competencies --quiet');
    await ok('import roster - --quiet', {
      stdin: 'student_id,first_name,last_name,section\nida,Ida,Rhodes,6A\n',
    });
    expect((await marks()).filter((line) => line.startsWith('ida'))).toHaveLength(4);
  });

  it('says in the manifest which levels mean mastery', async () => {
    await ok('export report-card --term T1 --manifest m.json --quiet');
    const { policy } = JSON.parse(text('m.json')) as {
      policy: { scale: { value: number; mastery: boolean }[] }[];
    };
    expect(policy[0]?.scale.map(({ value, mastery }) => [value, mastery])).toEqual([
      [1, false],
      [2, false],
      [3, true],
      [4, true],
    ]);
  });

  it('has its flags to itself', async () => {
    const run = await pl('export mastery --wide');
    expect([run.code, run.err]).toEqual([2, expect.stringContaining('--wide is for report cards')]);
  });
});
