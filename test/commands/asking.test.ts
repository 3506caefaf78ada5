import { statSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, exists, type Given, ok, PATHWAYS, pl, smallSchool, text } from '../support/pl.js';

beforeEach(smallSchool);

const MEMORY = '.local/state/pl/recent.json';

/** A teacher at a terminal who gives these answers. */
const asked = (...answers: (string | null)[]): Given => ({ terminal: true, answers });

const pieces = async () =>
  (await ok('export evidence --csv')).lines.slice(1).map((line) => {
    const [student, , code, score, , day, kind, , note] = line.split(',');
    return [student, code, score, day?.slice(5), kind, note].join(' ').trim();
  });

/** What a question offered, the first line being the question. */
const offered = (question = '') => question.split('\n').slice(1);

describe('pl record with questions', () => {
  it('asks for student, competency, level and note, and says what it changed', async () => {
    const run = await ok('record', asked('cleo', 'rp.1', '3', 'drew a line', 'd'));
    expect(await pieces()).toEqual(['cleo 6.RP.A.1 3 10-01 observation drew a line']);
    expect(run.asked).toHaveLength(5);
    expect(run.out).toContain('not assessed → 3 Proficient (score 3), need more evidence');
  });

  it('does not ask for what was given', async () => {
    const one = await ok('record ada', asked('rp.2', '2', '', 'd'));
    expect(one.asked[0]).toContain('What did Ada Lovelace show?');
    const two = await ok('record ben rp.1', asked('4', '', 'd'));
    expect(two.asked[0]).toContain('Ben Okri · 6.RP.A.1 I can describe a ratio\nso far: not');
    expect(await pieces()).toEqual([
      'ada 6.RP.A.2 2 10-01 observation',
      'ben 6.RP.A.1 4 10-01 observation',
    ]);
  });

  it('shows a student with id and grade, and finds her by any part of the name', async () => {
    const { asked: questions } = await ok('record', asked('LOVE', 'rp.1', '3', '', 'd'));
    expect(offered(questions[0])).toContain('Ada Lovelace (ada, 6A, grade 6)');
    expect(await pieces()).toEqual(['ada 6.RP.A.1 3 10-01 observation']);
  });

  it('asks which student where what was typed is several', async () => {
    const run = await ok('record ad rp.1 4', asked('Dan Adams'));
    expect(run.asked).toHaveLength(1);
    expect(await pieces()).toEqual(['dan 6.RP.A.1 4 10-01 observation']);
  });

  it('goes on with another for the same student, the next one, until done', async () => {
    const run = await ok(
      'record',
      asked('ada', 'rp.1', '3', '', 'a', 'rp.2', '2', '', 'n', 'ben', 'rp.1', '1', '', 'd'),
    );
    expect(await pieces()).toEqual([
      'ada 6.RP.A.1 3 10-01 observation',
      'ada 6.RP.A.2 2 10-01 observation',
      'ben 6.RP.A.1 1 10-01 observation',
    ]);
    expect(run.out.match(/pl undo takes it back/g)).toHaveLength(3);
    const { lines } = await ok('log --limit 4');
    expect(lines.filter((line) => line.includes('  record  '))).toHaveLength(3);
  });

  it('keeps the flags for all that is recorded', async () => {
    await ok(
      'record ada --on yesterday --kind test',
      asked('rp.1', '3', '', 'a', 'rp.2', '2', '', 'd'),
    );
    expect(await pieces()).toEqual(['ada 6.RP.A.1 3 09-30 test', 'ada 6.RP.A.2 2 09-30 test']);
  });

  it('asks once for one document of data', async () => {
    const run = await ok('record ada rp.1 --json', asked('3', ''));
    expect(run.json()).toMatchObject({ student_id: 'ada', after: { score: 3 } });
  });
});

describe('the level', () => {
  it('is one key, with the names beside', async () => {
    const { asked: questions } = await ok('record ada rp.1', asked('4', '', 'd'));
    expect(questions[0]).toContain('1 Beginning   2 Developing   3 Proficient   4 Exemplary');
  });

  it.each([
    [['.', '2.5'], '2.5'],
    [['.', '.5'], '.5'],
    [['.', 'exemplary'], '4'],
    [['.', '7', 'nonsense', '3'], '3'],
    [['.', 'escape', '2'], '2'],
    [['x', '9', '3'], '3'],
  ])('%j scores %s', async (keys, score) => {
    await ok('record ada rp.1', asked(...keys, '', 'd'));
    expect(await pieces()).toEqual([`ada 6.RP.A.1 ${Number(score)} 10-01 observation`]);
  });

  it('says of a sign that it is no key, and takes the next one', async () => {
    const { asked: questions } = await ok(
      'record ada rp.1',
      asked('7', 'k', 'x', 'b', '3', '', 'd'),
    );
    expect(questions[1]).toContain('Which level?\n"7" is no key here');
    expect(questions[3]).toContain('How was it shown?\n"x" is no key here');
    expect(questions[4]).not.toContain('is no key here');
  });

  it('says what is on the scale where something else was typed', async () => {
    const { asked: questions } = await ok('record ada rp.1', asked('.', '7', '3', '', 'd'));
    expect(questions[2]).toContain('"7" is not on this scale');
    expect(questions[2]).toContain("a number from 0 to 4, or a level's name");
  });

  it('has keys by place where the values are no digits', async () => {
    await ok(['scale', 'set', 'points', '50*=Pass, 100=Top']);
    await ok('scale use points --framework math');
    const { asked: questions } = await ok('record ada rp.1', asked('2', '', 'd'));
    expect(questions[0]).toContain('1 = 50 Pass   2 = 100 Top');
    expect(await pieces()).toEqual(['ada 6.RP.A.1 100 10-01 observation']);
  });

  it('changes the kind by a key, and keeps it for the next piece', async () => {
    await ok('record ada', asked('rp.1', 'k', '5', '3', '', 'a', 'rp.2', 'k', 'b', '2', '', 'd'));
    expect(await pieces()).toEqual([
      'ada 6.RP.A.1 3 10-01 conference',
      'ada 6.RP.A.2 2 10-01 conference',
    ]);
  });
});

describe('going back', () => {
  it('is one question a time', async () => {
    await ok('record', asked('ada', 'rp.1', 'b', 'rp.2', '3', 'escape', '2', '', 'd'));
    expect(await pieces()).toEqual(['ada 6.RP.A.2 2 10-01 observation']);
    await ok('record', asked('ada', 'escape', 'ben', 'rp.1', '4', '', 'd'));
    expect((await pieces()).at(-1)).toBe('ben 6.RP.A.1 4 10-01 observation');
  });

  it.each([
    ['record', ['escape']],
    ['record ada', ['escape']],
    ['record ada rp.1', ['b']],
  ])('"%s": from the first question it ends, and nothing was written', async (command, answers) => {
    const run = await pl(command, asked(...answers));
    expect(run).toMatchObject({ code: 130, err: 'cancelled: nothing was written\n' });
    expect(await pieces()).toEqual([]);
  });

  it('after a piece leads to what is next', async () => {
    await ok('record', asked('ada', 'rp.1', '3', '', 'a', 'escape', 'n', 'escape', 'd'));
    expect(await pieces()).toHaveLength(1);
  });
});

describe('u after a piece', () => {
  it('takes it back as an entry of its own, and goes on', async () => {
    const run = await ok('record', asked('ada', 'rp.1', '3', '', 'u', 'a', 'rp.1', '2', '', 'd'));
    expect(run.err).toMatch(/^taken back: .* record {2}Ada Lovelace 6\.RP\.A\.1$/m);
    expect(run.asked[4]).toContain(
      'a another for Ada   n next student (Enter)   u take it back   d done (Esc)',
    );
    expect(run.asked[5]).not.toContain('take it back');
    expect(run.asked[9]).toContain('u take it back');
    expect(await pieces()).toEqual(['ada 6.RP.A.1 2 10-01 observation']);
    const { lines } = await ok('log --limit 3');
    expect(lines.map((line) => /record|undo/.exec(line)?.[0])).toEqual([
      'record',
      'undo',
      'record',
    ]);
  });

  it('can be done also after going back, and not twice', async () => {
    const run = await ok('record ada', asked('rp.1', '3', '', 'a', 'escape', 'u', 'u', 'd'));
    expect(run.asked.at(-1)).toContain('"u" is no key here');
    expect(await pieces()).toEqual([]);
  });

  it('leaves the ten minutes as they were before', async () => {
    await ok('record ada', asked('rp.2', '3', '', 'd'));
    await ok('record ben', asked('rp.1', '3', '', 'u', 'd'));
    const { asked: questions } = await ok('record', asked('', '', '2', '', 'd'));
    expect(offered(questions[0])[0]).toBe('Ben Okri (ben, 6A, grade 6)');
    expect(await pieces()).toContain('ben 6.RP.A.2 2 10-01 observation');
  });

  it('is said when it is then cancelled', async () => {
    const run = await pl('record ada', asked('rp.1', '3', '', 'u', null));
    expect(run.err).toContain('cancelled: what was written before was taken back');
  });
});

describe('Ctrl-C', () => {
  it.each([
    [[null]],
    [['ada', null]],
    [['ada', 'rp.1', null]],
    [['ada', 'rp.1', '3', null]],
  ])('after %j leaves nothing', async (answers) => {
    const run = await pl('record', asked(...answers));
    expect(run).toMatchObject({ code: 130, err: 'cancelled: nothing was written\n' });
    expect(await pieces()).toEqual([]);
    expect(exists(MEMORY)).toBe(false);
  });

  it('says how many pieces were written before and are kept', async () => {
    const one = await pl('record ada rp.1', asked('3', '', null));
    expect(one).toMatchObject({
      code: 130,
      err: 'cancelled: 1 piece written before is kept\n',
    });
    const two = await pl('record', asked('ada', 'rp.1', '3', '', 'a', 'rp.2', '3', '', 'a', null));
    expect(two.err).toBe('cancelled: 2 pieces written before are kept\n');
    expect(await pieces()).toHaveLength(3);
  });
});

describe('the last few minutes', () => {
  it('offer the same competency and kind, and the next of the section', async () => {
    await ok('record ada', asked('rp.2', 'k', '5', '3', '', 'd'));
    at('2026-10-01T09:09:00');
    const { asked: questions } = await ok('record', asked('', '', '2', '', 'd'));
    expect(offered(questions[0]).slice(0, 2)).toEqual([
      'Ben Okri (ben, 6A, grade 6)',
      'Ada Lovelace (ada, 6A, grade 6)',
    ]);
    expect((await pieces()).at(-1)).toBe('ben 6.RP.A.2 2 10-01 conference');
  });

  it('begin with the section of pl config where nothing was recorded', async () => {
    await ok('config section 7A');
    const { asked: questions } = await pl('record', asked(null));
    expect(offered(questions[0])[0]).toBe('Dan Adams (dan, 7A, grade 7)');
    await ok('config section 6B');
    const { asked: others } = await pl('record', asked(null));
    expect(offered(others[0])[0]).toBe('Cleo Osei (cleo, 6B, grade 6)');
  });

  it('are over after ten', async () => {
    await ok('record ada', asked('rp.2', 'k', '5', '3', '', 'd'));
    at('2026-10-01T09:11:00');
    const { asked: questions } = await ok('record', asked('dan', '', '2', '', 'd'));
    expect(offered(questions[0])[0]).toBe('Ada Lovelace (ada, 6A, grade 6)');
    expect(await pieces()).toContain('dan 6.NS.B.1 2 10-01 observation');
  });

  it('belong to one gradebook', async () => {
    await ok('record ada', asked('ns.1', 'k', '5', '3', '', 'd'));
    const env = { PL_DB: 'other.db' };
    await ok('init', { env });
    await ok('student add eve Eve Stone', { env });
    await ok('import standards -', {
      env,
      stdin: 'framework,code,statement\nf,A.1,one\nf,A.2,two\n',
    });
    const { asked: questions } = await ok('record', { env, ...asked('eve', '', '2', '', 'd') });
    expect(questions[2]).toContain('k kind (observation)');
  });

  it('are kept as ids, for their owner alone', async () => {
    await ok('record ada', asked('rp.1', '3', 'a secret', 'd'));
    expect(text(MEMORY)).not.toMatch(/ada|lovelace|rp|ratio|secret/i);
    expect(statSync(MEMORY).mode & 0o777).toBe(0o600);
  });

  it('may be unreadable, or have no place, without harm', async () => {
    await ok('record ada', asked('rp.1', '3', '', 'd'));
    const { writeFileSync } = await import('node:fs');
    for (const broken of ['', '{', 'null', '[]', '{"at": 7}']) {
      writeFileSync(MEMORY, broken);
      await ok('record ada', asked('rp.1', '3', '', 'd'));
    }
    await ok('record ada', {
      env: { XDG_STATE_HOME: '/dev/null' },
      ...asked('rp.1', '3', '', 'd'),
    });
    expect(await pieces()).toHaveLength(7);
  });
});

describe('the competencies offered', () => {
  it('begin with what the present stage still asks for, each with how she stands', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    await ok('record ada rp.2 3 --on yesterday');
    const { asked: questions } = await ok('record ada', asked('', '3', '', 'd'));
    expect(offered(questions[0])).toEqual([
      '6.RP.A.1  I can describe a ratio · not assessed',
      '6.RP.A.2  I can find a unit ra… · 3 Proficient (score 3), need more evidence',
      '6.NS.B.1  I can divide · not assessed',
      '6.RP.A.10  I can work with percents · not assessed',
      'R.1  I can quote a text · not assessed',
    ]);
  });

  it('fit into a narrow terminal with how she stands left whole', async () => {
    const { asked: questions } = await ok('record ada', { width: 36, ...asked('', '3', '', 'd') });
    for (const line of offered(questions[0])) {
      expect(line.length).toBeLessThanOrEqual(32);
      expect(line).toContain('· not assessed');
    }
  });

  it('are found by words of the label or the statement', async () => {
    await ok('record ada', asked('quote', '3', '', 'a', 'multi-digit', '2', '', 'd'));
    expect((await pieces()).sort()).toEqual([
      'ada 6.NS.B.1 2 10-01 observation',
      'ada R.1 3 10-01 observation',
    ]);
  });
});

describe('two of the same name', () => {
  beforeEach(async () => {
    await ok(['student', 'add', '1012', 'Sam', "O'Neil", '--section', '6A', '--grade', '6']);
    await ok(['student', 'add', '1044', 'Sam', "O'Neil", '--section', '6B']);
  });

  it('are told apart by section where one is chosen', async () => {
    const run = await ok('record "sam o" rp.1 3', asked('6B'));
    expect(run.asked[0]).toContain("Sam O'Neil (1012, 6A, grade 6) | Sam O'Neil (1044, 6B)");
    const { asked: questions } = await pl('record', asked(null));
    expect(offered(questions[0])).toContain("Sam O'Neil (1044, 6B)");
    expect((await pl('record "sam o" rp.1 3')).err).toContain("Sam O'Neil (1012, 6A, grade 6)");
    expect((await pl('record "sam o" rp.1=3')).err).toContain("Sam O'Neil (1012, 6A, grade 6)");
  });

  it('are told apart by id wherever a name stands alone, and nobody else is', async () => {
    const run = await ok(
      'record',
      asked('1012', 'rp.1', '3', '', 'n', 'ada', 'rp.1', '3', '', 'd'),
    );
    expect(run.asked[1]).toContain("What did Sam O'Neil (1012) show?");
    expect(run.asked[2]).toMatch(/^Sam O'Neil \(1012\) · 6\.RP\.A\.1/);
    expect(run.out).toMatch(/^Sam O'Neil \(1012\) · 6\.RP\.A\.1/);
    expect(run.out).toMatch(/^Ada Lovelace · 6\.RP\.A\.1/m);
    expect((await ok('log')).out).toContain("Sam O'Neil (1012) 6.RP.A.1");
    expect((await ok('log --json')).out).not.toContain('(1012)');
    expect((await ok('explain 1012 rp.1')).out).toMatch(/^Sam O'Neil \(1012\) · /);
    expect((await ok('note 1012 slow today')).err).toBe("noted for Sam O'Neil (1012)\n");
    expect((await ok('ready --all')).out).toMatch(/Sam O'Neil \(1012\): /);
    await ok('undo');
    await ok('undo');
    expect((await ok('undo')).err).toContain("record  Sam O'Neil (1012) 6.RP.A.1");
    const round = 'record --round --section 6A --competency rp.1';
    const walk = await ok(round, asked('s', '3', 's', 'enter'));
    expect(walk.asked[1]).toContain("2/3  Sam O'Neil (1012)\n");
    expect(walk.asked[2]).toContain("Sam O'Neil (1012): 3 Proficient");
  });

  it('are two only while both are there', async () => {
    await ok('student withdraw 1044');
    expect((await ok('record 1012 rp.1 3')).out).toMatch(/^Sam O'Neil · /);
    expect((await ok('record 1044 rp.1 3')).out).toMatch(/^Sam O'Neil \(1044, withdrawn\) · /);
  });
});

it('a name does no harm to the terminal', async () => {
  await ok(['student', 'add', 'eve', 'Eve\x1b]0;owned\x07', 'N\u202eame']);
  const { asked: questions } = await ok('record', asked('eve', 'rp.1', '3', '', 'd'));
  for (const control of ['\x07', '\x1b', '\u202e'])
    expect(questions.join('')).not.toContain(control);
});
