import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const evidence = async () => (await ok('export evidence')).lines.slice(1);

interface Answer {
  readonly written: boolean;
  readonly recorded: readonly Record<string, unknown>[];
  readonly already_there: readonly unknown[];
  readonly problems: readonly { index: number | null; field: string | null; code: string }[];
}

async function send(value: unknown, flags = '') {
  const stdin = typeof value === 'string' ? value : JSON.stringify(value);
  const run = await pl(`record --json - ${flags}`, { stdin });
  const answer = run.json<Answer>();
  return {
    code: run.code,
    err: run.err,
    ...answer,
    faults: answer.problems.map(({ index, field, code }) => `${index} ${field} ${code}`),
  };
}

const ADA = { student_id: 'ada', competency: '6.RP.A.1', level: 3 };

describe('pl record --json -', () => {
  it('takes one object with all that a piece may say', async () => {
    const { code, written, recorded } = await send({
      student: 'Lovelace, Ada',
      competency: '6.rp.a.1',
      framework: 'math',
      score: '8',
      possible: 10,
      kind: 'Test',
      on: '2026-09-30',
      by: 'Ms Fair',
      title: 'Quiz',
      note: 'well',
      link: 'http://x.org',
      support: 'help',
      tags: ['a', 'b; c'],
      external_id: 17,
    });
    expect({ code, written }).toEqual({ code: 0, written: true });
    expect(recorded).toMatchObject([{ student_id: 'ada', competency: '6.RP.A.1' }]);
    expect(await evidence()).toEqual([
      'ada,math,6.RP.A.1,8,10,2026-09-30,test,Quiz,well,Ms Fair,http://x.org,help,a;b;c,17',
    ]);
  });

  it('takes an array, or an object a line, in one entry', async () => {
    const ben = { student: 'ben', competency: '6.RP.A.2', level: 'Developing' };
    expect((await send([ADA, ben])).recorded).toHaveLength(2);
    expect(await evidence()).toHaveLength(2);
    await ok('undo');
    expect(await evidence()).toEqual([]);
    expect((await send(`\ufeff${JSON.stringify(ADA)}\n\n${JSON.stringify(ben)}\n`)).code).toBe(0);
    expect(await evidence()).toEqual([
      'ada,math,6.RP.A.1,3,,2026-10-01,observation,,,,,,,',
      'ben,math,6.RP.A.2,2,,2026-10-01,observation,,,,,,,',
    ]);
  });

  it('says what each changed in the shape of a single piece', async () => {
    const one = (await ok('record ben rp.1 3 --json')).json();
    expect(Object.keys((await send(ADA)).recorded[0] ?? {})).toEqual(Object.keys(one));
  });

  it('takes flags for what the objects do not say', async () => {
    await send([ADA, { ...ADA, kind: 'project' }], '--kind test --on yesterday --tag x');
    expect(await evidence()).toEqual([
      'ada,math,6.RP.A.1,3,,2026-09-30,test,,,,,,x,',
      'ada,math,6.RP.A.1,3,,2026-09-30,project,,,,,,x,',
    ]);
  });

  it('knows by the external id what it has, and takes a new score under it', async () => {
    const piece = { ...ADA, external_id: 'x1' };
    await send(piece);
    expect(await send(piece)).toMatchObject({
      code: 0,
      written: true,
      recorded: [],
      already_there: [{ index: 0, student_id: 'ada', competency: '6.RP.A.1', external_id: 'x1' }],
    });
    expect((await send({ ...piece, level: 4 })).recorded).toMatchObject([{ after: { score: 4 } }]);
    expect((await send([piece, { ...piece, level: 4 }])).already_there).toHaveLength(2);
    expect(await send([ADA, ADA])).toMatchObject({ recorded: [{}], already_there: [{}] });
  });

  it('reads what export evidence writes', async () => {
    await ok('record ada rp.1 3 well --tag a --tag b');
    const { out } = await ok('export evidence --json');
    expect(await send(out)).toMatchObject({
      code: 0,
      recorded: [],
      already_there: [{}],
      faults: [],
    });
  });

  it('takes an empty array as done, and an empty input alike', async () => {
    const before = (await ok('log --json')).out;
    const done = { code: 0, written: true, recorded: [], problems: [] };
    expect(await send([])).toMatchObject(done);
    for (const nothing of ['', ' \r\n', '\ufeff']) {
      const sent = await send(nothing);
      expect(sent).toMatchObject(done);
      expect(sent.err).toContain('nothing was sent: an object, an array, or an object a line');
    }
    expect((await send('', '--dry-run')).written).toBe(false);
    expect((await ok('log --json')).out).toBe(before);
  });

  it('checks only, with --dry-run', async () => {
    expect(await send(ADA, '--dry-run')).toMatchObject({ code: 0, written: false, dry_run: true });
    expect(await evidence()).toEqual([]);
  });
});

describe('what is wrong', () => {
  it('is all said with the index of the object, and nothing is written', async () => {
    const { code, written, faults } = await send([
      ADA,
      { student: 'nobody', competency: 'rp.1', level: 7, on: '2030-01-01' },
      { student: true, competency: '6.RP', level: [3], possible: {} },
      7,
      {},
    ]);
    expect({ code, written }).toEqual({ code: 3, written: false });
    expect(faults).toEqual([
      '1 student unknown_student',
      '1 competency unknown_competency',
      '1 on future_date',
      '2 student wrong_type',
      '2 level wrong_type',
      '2 possible wrong_type',
      '2 competency heading',
      '3 null not_an_object',
      '4 level missing_score',
      '4 student_id missing_student',
      '4 competency missing_competency',
    ]);
    expect(await evidence()).toEqual([]);
  });

  it.each([
    [{ ...ADA, level: 5 }, '0 level score_off_scale'],
    [{ ...ADA, level: -1 }, '0 level score_off_scale'],
    [{ ...ADA, score: 4 }, '0 score two_values'],
    [{ ...ADA, on: '2026-09-01', date: '2026-09-02' }, '0 on two_values'],
    [{ ...ADA, on: 'yesterday' }, '0 on bad_date'],
    [{ ...ADA, support: 'mother' }, '0 support bad_support'],
    [{ ...ADA, tags: [1] }, '0 tags wrong_type'],
    [{ ...ADA, title: 3 }, '0 title wrong_type'],
    [{ ...ADA, external_id: 2 ** 53 }, '0 external_id wrong_type'],
    [{ ...ADA, level: null }, '0 level missing_score'],
    [{ ...ADA, competency: 'A.1' }, '0 competency unknown_competency'],
    ['{"student_id":"ada"', '0 null not_json'],
    ['[\n{"a":1},\n]', '0 null not_json'],
    ['{"student_id":"ada","competency":"R.1","level":3}\n{x', '1 null not_json'],
  ])('%j: %s', async (value, fault) => {
    const { code, written, faults } = await send(value);
    expect({ code, written, faults: faults.slice(0, 1) }).toEqual({
      code: 3,
      written: false,
      faults: [fault],
    });
    expect(await evidence()).toEqual([]);
  });

  it('is an encoding other than UTF-8, with the index of the line', async () => {
    const line = (note: string) => JSON.stringify({ ...ADA, note });
    const stdin = Buffer.from(`${line('so')}\n${line('caf\xe9')}\n`, 'latin1');
    const run = await pl('record --json -', { stdin });
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({
      written: false,
      problems: [{ index: 1, field: null, code: 'invalid_encoding' }],
    });
    expect(await evidence()).toEqual([]);
  });

  it('is answered in JSON also where the gradebook is at fault', async () => {
    const run = await pl('record --json - --db none.db', { stdin: JSON.stringify(ADA) });
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({ written: false, problems: [{ index: null }] });
    expect(run.err).toContain('pl init');
  });

  it('names unknown keys in a warning', async () => {
    const { code, err, faults } = await send([ADA, { ...ADA, grade: 7, titel: 'x' }]);
    expect({ code, faults }).toEqual({ code: 0, faults: ['1 null unused_keys'] });
    expect(err).toContain('keys not used: grade, titel');
  });

  it.each([
    'record -',
    'record - --csv',
    'record --json - --competency rp.1',
  ])('%s is wrong usage', async (command) => {
    expect((await pl(command, { stdin: '{}' })).code).toBe(2);
  });
});

it('leaves out what was struck, and says so', async () => {
  const sent = JSON.stringify({
    student: 'ada',
    competency: '6.RP.A.1',
    level: 3,
    on: '2026-09-01',
  });
  const { recorded } = (await ok('record --json -', { stdin: sent })).json<{
    recorded: { uid: string }[];
  }>();
  await ok(`strike ${recorded[0]?.uid} --reason slip`);
  const again = await ok('record --json -', { stdin: sent });
  expect(again.json()).toMatchObject({ recorded: [], already_there: [{ index: 0, struck: true }] });
  expect(again.err).toContain('1 was struck, left out');
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 0 });
});
