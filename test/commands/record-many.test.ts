import { beforeEach, describe, expect, it } from 'vitest';
import { ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const evidence = async () => (await ok('export evidence')).lines.slice(1);

describe('several competencies in one line', () => {
  it('are one entry, with the flags and the note for each', async () => {
    await ok('record ada rp.1=3 rp.2=Developing rp.10=0 --kind project --title Bridge drew it all');
    const rest = '2026-10-01,project,Bridge,drew it all,,,,,';
    expect(await evidence()).toEqual([
      `ada,math,6.RP.A.1,3,,${rest}`,
      `ada,math,6.RP.A.2,2,,${rest}`,
      `ada,math,6.RP.A.10,0,,${rest}`,
    ]);
    expect((await ok('log --limit 1')).out).toContain('record  Ada Lovelace 3 pieces');
    await ok('undo');
    expect(await evidence()).toEqual([]);
  });

  it('may be one', async () => {
    const { out } = await ok('record ada rp.1=3');
    expect(await evidence()).toEqual(['ada,math,6.RP.A.1,3,,2026-10-01,observation,,,,,,,']);
    expect(out).toMatch(/\([a-z0-9]+-\d+-1; pl undo takes it back\)/);
  });

  it('say what changed for each, and her stages once', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    await ok('record ada rp.1=3 rp.2=3 --on yesterday');
    const { lines } = await ok('record ada rp.1=3 rp.2=4');
    expect(lines).toEqual([
      'Ada Lovelace · 6.RP.A.1 I can describe a ratio',
      '  3 Proficient (score 3), need more evidence → 3 Proficient (score 3), met',
      'Ada Lovelace · 6.RP.A.2 I can find a unit rate',
      '  3 Proficient (score 3), need more evidence → 3 Proficient (score 3.5), met',
      expect.stringContaining('Ada Lovelace: ready for Exploration (2 of 2 met)'),
      expect.stringMatching(/^ {2}\(2 pieces, \w+-\d+-1 to 2; pl undo takes all of them back\)$/),
    ]);
  });

  it('say it as an array of JSON and as rows of CSV, each as of one piece', async () => {
    const one = (await ok('record ben rp.1 3 --json')).json();
    const many = (await ok('record ada rp.1=3 rp.2=2 --json')).json<Record<string, unknown>[]>();
    expect(many.map((piece) => Object.keys(piece))).toEqual([Object.keys(one), Object.keys(one)]);
    expect(many).toMatchObject([
      { competency: '6.RP.A.1', after: { score: 3 } },
      { competency: '6.RP.A.2', before: { status: 'not_assessed' }, after: { score: 2 } },
    ]);
    const csv = (await ok('record ada rp.1=3 rp.2=2 --csv')).lines;
    expect(csv[0]).toBe((await ok('record ben rp.1 3 --csv')).lines[0]);
    expect(csv[2]).toMatch(/^\w+-\d+-2,ada,6\.RP\.A\.2,2,thin,2,thin$/);
  });

  it('say that a kind does not count, where it does not', async () => {
    expect((await ok('record ada rp.1=3 --kind self')).out).toContain('kind self does not count');
  });
});

describe('nothing is written', () => {
  it('where any of it is wrong, and all of it is said', async () => {
    const run = await pl('record ada rp.1=9 rp.99=3 a.1=3 rp.2=3');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('"9" is not on scale "default"');
    expect(run.err).toContain('no competency matches "rp.99"');
    expect(run.err).toContain('2 things are wrong, nothing was written');
    expect(await evidence()).toEqual([]);
  });

  it('where a competency or a student is given twice', async () => {
    const run = await pl('record ada,ada rp.1=3 a.1=2');
    expect(run.code).toBe(1);
    expect(run.err).toContain('"a.1" is 6.RP.A.1 again: give each competency once in a line');
    expect(run.err).toContain('"ada" is Ada Lovelace again');
    expect(await evidence()).toEqual([]);
  });

  it('where a competency stands among the words of the note', async () => {
    for (const rest of ['rp.2 2', 'well done rp.2=2']) {
      const run = await pl(`record ada rp.1=3 ${rest}`);
      expect(run.code).toBe(1);
      expect(run.err).toContain('among the words of the note');
    }
    expect(await evidence()).toEqual([]);
    await ok('record ada rp.1=3 found x=3');
  });

  it.each([
    'record ada rp.1= rp.2=3',
    'record ada =3',
    'record ada rp.1=3 --competency rp.2',
    'record ada rp.1=3 --section 6A',
    'record ada rp.1=3 --dry-run',
  ])('%s is wrong usage', async (command) => {
    expect((await pl(command)).code).toBe(2);
    expect(await evidence()).toEqual([]);
  });
});

describe('several students', () => {
  it('are listed with commas, and each gets all of it', async () => {
    const { out } = await ok('record ada,ben,cleo rp.1=3 rp.2=2 --kind project');
    expect((await evidence()).map((line) => line.split(',').slice(0, 4).join(' '))).toEqual([
      'ada math 6.RP.A.1 3',
      'ada math 6.RP.A.2 2',
      'ben math 6.RP.A.1 3',
      'ben math 6.RP.A.2 2',
      'cleo math 6.RP.A.1 3',
      'cleo math 6.RP.A.2 2',
    ]);
    expect(out).toMatch(/Cleo Osei +6\.RP\.A\.2 +2 Developing.* not assessed/);
    await ok('undo');
    expect(await evidence()).toEqual([]);
  });

  it('are not one whose name is written family, given', async () => {
    await ok(['record', 'lovelace, ada', 'rp.1=3']);
    expect(await evidence()).toHaveLength(1);
    const run = await pl('record lovelace,ada rp.1=3');
    expect(run.code).toBe(1);
    expect(run.err).toContain('for one write a blank after the comma');
  });
});

it.each([
  [['ada,', 'ben', 'rp.1=3'], '"ada,ben"'],
  [['ada,', 'ben,', 'cleo', 'rp.1=3', 'well', 'done'], '"ada,ben,cleo"'],
])('a group with blanks is wrong usage that says how to write it: %j', async (words, group) => {
  const run = await pl(['record', ...words]);
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toContain(`names of a group stand without blanks: ${group}`);
});

it('a decimal comma is refused, saying what to write', async () => {
  for (const words of ['ada rp.1=2,5', 'ada rp.1 2,5']) {
    const run = await pl(`record ${words}`);
    expect(run.code).toBe(1);
    expect(run.err).toContain('; write 2.5 (a point, not a comma)');
  }
  expect(await evidence()).toEqual([]);
});

describe('at a terminal', () => {
  it('asks which one is meant, once nothing else is wrong', async () => {
    const wrong = await pl('record ad rp.1=3 rp.2=9', { terminal: true });
    expect(wrong).toMatchObject({ code: 1, asked: [] });
    expect(wrong.err).toContain('"ad" is more than one student');
    const right = await ok('record ad rp.1=3 rp.2=2', { terminal: true, answers: ['Ada'] });
    expect(right.asked).toHaveLength(1);
    expect(await evidence()).toHaveLength(2);
  });

  it('writes nothing when that is cancelled', async () => {
    expect((await pl('record ad rp.1=3', { terminal: true, answers: [null] })).code).toBe(130);
    expect(await evidence()).toEqual([]);
  });
});
