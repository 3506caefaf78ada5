/** Which student and which competency is meant. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const meant = async (words: readonly string[]) =>
  (await ok(['explain', ...words, '--json'])).json<{ student_id: string; competency: string }>();

const student = (typed: string) => meant([typed, '6.RP.A.1']).then((one) => one.student_id);
const competency = (typed: string) => meant(['ada', typed]).then((one) => one.competency);

describe('a student', () => {
  beforeEach(async () => {
    await ok('student add x1 Łucja Adamska');
    await ok('student add x2 Mary Beth Castellano --preferred Beth');
    await ok('student add x3 Ben Adair');
  });

  it.each([
    ['ada', 'ada', 'an exact id before a part of a name'],
    ['ADA', 'ada', 'whatever the case'],
    ['osei', 'cleo', 'a whole word'],
    ['Adams', 'dan', 'a whole word before the start of one (Adamska)'],
    ['cleop', 'cleo', 'the given name too'],
    ['cleo', 'cleo', 'the preferred name'],
    ['lucja', 'x1', 'without its accents'],
    ['ben adair', 'x3', 'several words'],
    ['adair, ben', 'x3', 'family name first'],
    ['beth cast', 'x2', 'preferred and family name mixed'],
    ['velac', 'ada', 'letters inside'],
  ])('%s is %s: %s', async (typed, id) => {
    expect(await student(typed)).toBe(id);
  });

  it('who could be two is refused in a script, with the candidates', async () => {
    const run = await pl('explain ben rp.1 --no-input', { terminal: true });
    expect(run.code).toBe(0);
    const several = await pl('explain ad rp.1');
    expect(several).toMatchObject({ code: 1, out: '' });
    expect(several.err).toContain('"ad" is more than one student');
    for (const line of ['Ada Lovelace (ada, 6A, grade 6)', 'Dan Adams (dan, 7A, grade 7)'])
      expect(several.err).toContain(line);
  });

  it('who could be two is asked about at a terminal', async () => {
    const { asked, out } = await ok('explain ad rp.1 --json', {
      terminal: true,
      answers: ['Dan Adams'],
    });
    expect(asked[0]).toContain('Which student is "ad"?');
    expect(JSON.parse(out)).toMatchObject({ student_id: 'dan' });
    expect((await pl('explain ad rp.1', { terminal: true, answers: [null] })).code).toBe(130);
  });

  it('nobody has is refused with who comes near', async () => {
    const run = await pl('explain lovelase rp.1');
    expect(run.code).toBe(1);
    expect(run.err).toContain('no student matches "lovelase"; did you mean');
    expect(run.err).toContain('Ada Lovelace (ada');
  });

  it('who has withdrawn is meant only where no active one is', async () => {
    await ok('student withdraw dan');
    expect(await student('dan')).toBe('dan');
    await ok('student add x4 Dan Brown');
    expect(await student('dan b')).toBe('x4');
  });

  it('is the one with exactly this id, also when she has withdrawn', async () => {
    await ok('student withdraw ada');
    expect(await student('ada')).toBe('ada');
  });
});

describe('a competency', () => {
  it.each([
    ['6.RP.A.1', '6.RP.A.1', 'its code'],
    ['6.rp.a.1', '6.RP.A.1', 'whatever the case'],
    ['rp.1', '6.RP.A.1', 'parts of it, the last being the last'],
    ['rp-10', '6.RP.A.10', 'split at - too'],
    ['6/a/2', '6.RP.A.2', 'split at / too'],
    ['math:rp.2', '6.RP.A.2', 'within a framework'],
    ['percents', '6.RP.A.10', 'a word of its label'],
    ['unit rate', '6.RP.A.2', 'words of its label'],
    ['cite evidence', 'R.1', 'words of its statement'],
  ])('%s is %s: %s', async (typed, code) => {
    expect(await competency(typed)).toBe(code);
  });

  it('that could be two is refused with both', async () => {
    const run = await pl('explain ada 1');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('"1" is more than one competency');
    expect(run.err).toContain('6.RP.A.1  I can describe a ratio (math)');
    expect(run.err).toContain('R.1  I can quote a text (reading)');
  });

  it('that is a heading is refused with what lies under it', async () => {
    const run = await pl('explain ada 6.RP');
    expect(run.code).toBe(1);
    expect(run.err).toContain('"6.RP" is a heading');
    expect(run.err).toContain('6.RP.A.1, 6.RP.A.2');
  });

  it('in two frameworks is told apart by FRAMEWORK:code', async () => {
    await ok('import standards -', { stdin: 'framework,code,statement\nart,R.1,Draw\n' });
    const run = await pl('explain ada R.1');
    expect(run.code).toBe(1);
    expect(run.err).toContain('write art:R.1 for the first of them');
    expect((await meant(['ada', 'art:R.1'])) as object).toMatchObject({ framework: 'art' });
  });

  it('that is none is refused with what comes near', async () => {
    const run = await pl('explain ada 6.RP.A.11');
    expect(run.code).toBe(1);
    expect(run.err).toContain('did you mean');
    expect(run.err).toContain('6.RP.A.1');
  });
});
