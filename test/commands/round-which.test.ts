/** Which round it is: the section and competency that are asked for, remembered or refused. */
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, text } from '../support/pl.js';
import { END, keys, ROUND, schoolOfRounds, scores } from '../support/round.js';

beforeEach(schoolOfRounds);

describe('which round', () => {
  it('asks for section and competency', async () => {
    const { asked } = await ok('record --round', keys('6b', 'ns.1', '3', END));
    expect(asked[0]).toContain('Which section?\n6A  Room 6A\n6B  Room 6B');
    expect(await scores()).toEqual(['cleo 6.NS.B.1 3']);
  });

  it('is where one was in the last minutes', async () => {
    await ok('record cleo ns.1', keys('3', '', 'd'));
    const { asked } = await ok('record --round', keys('', '2', END));
    expect(asked[0]).toMatch(/^Which competency\?\n6\.NS\.B\.1/);
    expect(asked[1]).toContain('Round 6B · 6.NS.B.1');
    at('2026-10-01T09:30:00');
    expect((await pl('record --round', keys(null))).asked[0]).toContain('Which section?');
  });

  it('is in the section of pl config, where nothing was recorded lately', async () => {
    await ok('config section "room 6b"');
    const { asked } = await ok('record --round --competency ns.1', keys('3', END));
    expect(asked[0]).toContain('Round 6B · 6.NS.B.1');
  });

  it('asks where pl config and the last minutes say two things', async () => {
    await ok('config section 6B');
    await ok('record dan ns.1', keys('3', '', 'd'));
    const run = await ok('record --round --competency rp.1', keys('6b', 'q'));
    expect(run.asked[0]?.split('\n').slice(0, 4)).toEqual([
      'Which section?',
      '7A  Room 7A · where you recorded last',
      '6B  Room 6B · yours by pl config',
      '6A  Room 6A',
    ]);
    expect(run.asked[1]).toContain('Round 6B');
    const named = await ok('record --round --competency rp.1 --section 6A', keys('q'));
    expect(named.asked[0]).toContain('Round 6A');
  });

  it('does not ask where both say the same, or the section of pl config is not here', async () => {
    await ok('record cleo ns.1', keys('3', '', 'd'));
    for (const section of ['6B', '9Z']) {
      await ok(`config section ${section}`);
      const { asked } = await ok('record --round --competency rp.1', keys('q'));
      expect(asked[0]).toContain('Round 6B');
    }
  });

  it('shows a section once where its name is its id', async () => {
    await ok('import roster -', { stdin: 'student_id,name,section\nfay,Fay Ito,8C\n' });
    const { asked } = await pl('record --round', keys(null));
    expect(asked[0]).toMatch(/\n8C$/m);
  });

  it('remembers section and competency for what comes next', async () => {
    await ok(ROUND, keys('3', 'q'));
    const { asked } = await ok('record', keys('', '', '2', '', 'd'));
    expect(asked[0]).toMatch(/^Which student\?\nBen Okri/);
    expect(text('.local/state/pl/recent.json')).not.toContain('6A');
  });

  it('leaves out who has left', async () => {
    await ok('student withdraw ben');
    const { out } = await ok(ROUND, keys('3', '3', END));
    expect(out).toContain('2 recorded\n');
  });

  it.each([
    ['record --round --section 9Z --competency rp.1', 1, 'there is no section "9Z"'],
    ['record --round --section 6A --competency zz.9', 1, 'no competency matches "zz.9"'],
    ['record ada --round --section 6A', 2, '"ada" has no place in a round'],
    ['record ada rp.1 3 --section 6A', 2, '--section goes with --round'],
    ['record ada rp.1 3 --out-of 5', 2, '--out-of goes with --round'],
    ['record ada rp.1 3 --competency rp.2', 2, '--competency goes with --round'],
  ])('%s: %i', async (command, code, message) => {
    const run = await pl(command, keys());
    expect(run).toMatchObject({ code, asked: [], out: '' });
    expect(run.err).toContain(message);
  });

  it('is refused where nobody is left in the section', async () => {
    await ok('student withdraw cleo');
    const run = await pl('record --round --section 6B --competency rp.1', keys());
    expect(run).toMatchObject({ code: 1 });
    expect(run.err).toContain('section "6B" has no active student on 2026-10-01');
  });

  it('needs students, competencies and a section, and says what brings them', async () => {
    const said = async (command: string, env: Record<string, string>) => {
      const run = await pl(command, { ...keys(), env });
      expect(run).toMatchObject({ code: 1, asked: [] });
      return run.err;
    };
    const env = { PL_DB: 'empty.db' };
    await ok('init', { env });
    for (const command of ['record', 'record --round'])
      expect(await said(command, env)).toMatch(
        /no active student .* yet.*\n.*pl import roster FILE/,
      );
    await ok('student add eve Eve Stone', { env });
    for (const command of ['record', 'record eve', 'record --round'])
      expect(await said(command, env)).toMatch(
        /no competency .* yet.*\n.*pl import standards FILE/,
      );
    await ok('import standards -', { env, stdin: 'code,statement\nA.1,one\n' });
    expect(await said('record --round', env)).toMatch(
      /no section .* yet.*\n.*pl import roster FILE/,
    );
  });

  it('takes a terminal', async () => {
    for (const [more, terminal] of [
      ['', false],
      [' --no-input', true],
    ] as const) {
      const run = await pl(`${ROUND}${more}`, { terminal });
      expect(run).toMatchObject({ code: 2, asked: [] });
      expect(run.err).toContain('a round is walked through at a terminal');
    }
  });
});
