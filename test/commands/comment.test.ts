/** `pl comment`: words for a report card, one a student, term and framework. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

interface Row {
  readonly student_id: string;
  readonly framework: string | null;
  readonly comment: string | null;
}

const comments = async (flags = '') =>
  (await ok(`comment --list --json ${flags}`))
    .json<Row[]>()
    .map(({ student_id, framework, comment }) => [student_id, framework, comment]);

beforeEach(async () => {
  await smallSchool();
  await ok('term set Y --from 2026-08-24 --to 2027-06-11 --quiet');
  await ok('term set T1 --from 2026-08-24 --to 2026-12-18 --within Y --quiet');
});

describe('pl comment', () => {
  it('is on the shortest term in which today lies', async () => {
    const run = await ok('comment ada works with care --json');
    expect(run.json()).toMatchObject({ student_id: 'ada', term: 'T1', framework: null });
    expect(await comments('--section 6A')).toEqual([
      ['ada', null, 'works with care'],
      ['ben', null, null],
    ]);
    expect(await comments('ada --term Y')).toEqual([['ada', null, null]]);
  });

  it('is read from standard input, and asked for at a terminal', async () => {
    await ok('comment ada --quiet', { stdin: 'one line\r\nand another\n' });
    expect(await comments('ada')).toEqual([['ada', null, 'one line\nand another']]);
    const asked = await pl('comment ben', { terminal: true, answers: ['grows'] });
    expect(asked.asked).toEqual(['Comment?']);
    expect(await comments('ben')).toEqual([['ben', null, 'grows']]);
  });

  it('takes the place of the one before; what was said stays known', async () => {
    await ok('comment ada first --quiet');
    expect((await pl('comment ada second')).err).toContain('in place of the one before');
    await ok('comment ada of maths --framework math --quiet');
    expect(await comments('ada')).toEqual([
      ['ada', null, 'second'],
      ['ada', 'math', 'of maths'],
    ]);
    await ok('undo --quiet');
    await ok('undo --quiet');
    expect(await comments('ada')).toEqual([['ada', null, 'first']]);
    await ok('comment ada --clear --quiet');
    expect(await comments('ada')).toEqual([['ada', null, null]]);
  });

  it('lists who has none', async () => {
    await ok('comment ada done --quiet');
    expect((await comments('--missing')).map(([id]) => id)).toEqual(['dan', 'ben', 'cleo']);
  });

  it('is as long as 2,000 characters, an emoji counted as one', async () => {
    const long = '\u{1F600}'.repeat(2000);
    await ok(['comment', 'ada', long, '--quiet']);
    const run = await pl(['comment', 'ada', `${long}x`]);
    expect(run.code).toBe(1);
    expect(run.err).toContain('the comment has 2001 characters, and 2000 are allowed');
    expect((await comments('ada'))[0]?.[2]).toBe(long);
  });

  it.each([
    ['comment ada', '  \n ', 1, 'an empty comment is not written'],
    ['comment ada', 'red \x1b[31m', 1, 'the control character U+001B'],
    ['comment ada --clear', '', 1, 'there is no such comment'],
    ['comment ada --clear words', '', 2, 'no words go with it'],
    ['comment', '', 2, 'missing STUDENT'],
    ['comment ada x --term T7', '', 1, 'there is no term "T7"'],
    ['comment ada x --framework art', '', 1, 'there is no framework "art"'],
    ['comment zoe x', '', 1, 'no student matches "zoe"'],
  ])('%s of %j is refused', async (command, stdin, code, message) => {
    const run = await pl(command, { stdin });
    expect([run.code, run.err]).toEqual([code, expect.stringContaining(message)]);
  });

  it('says how to make a term where today lies in none', async () => {
    await ok('undo --quiet');
    await ok('undo --quiet');
    const run = await pl('comment ada x');
    expect(run.code).toBe(1);
    expect(run.err).toContain('no term has today, 2026-10-01, in it');
    expect(run.err).toContain('pl term set T1');
  });
});
