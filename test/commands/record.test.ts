import { beforeEach, describe, expect, it } from 'vitest';
import { ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const last = async () => (await ok('export evidence')).lines.at(-1);

describe('pl record', () => {
  it('is one piece of evidence in one line', async () => {
    await ok('record ada rp.1 3');
    expect(await last()).toBe('ada,math,6.RP.A.1,3,,2026-10-01,observation,,,,,,,');
  });

  it('takes the rest of the line as a note, and flags for all else', async () => {
    await ok([
      ...'record cleo rp.2 2.5 drew a double number line'.split(' '),
      ...['--kind', 'Conference', '--on', '-3d', '--by', 'Mr Stone', '--title', 'Bridge'],
      ...['--link', 'http://x.org/1', '--support', 'HELP', '--tag', 'a', '--tag', 'b'],
    ]);
    expect(await last()).toBe(
      'cleo,math,6.RP.A.2,2.5,,2026-09-28,conference,Bridge,drew a double number line,Mr Stone,http://x.org/1,help,a;b,',
    );
  });

  it.each([
    ['today', '2026-10-01'],
    ['yesterday', '2026-09-30'],
    ['-7d', '2026-09-24'],
    ['2026-02-28', '2026-02-28'],
  ])('--on %s is %s', async (typed, day) => {
    await ok(`record ada rp.1 3 --on ${typed}`);
    expect(await last()).toContain(`,${day},`);
  });

  it.each([
    ['3', '3'],
    ['0', '0'],
    ['3.5', '3.5'],
    ['Proficient', '3'],
    ['exemplary', '4'],
  ])('scores %s as %s', async (typed, score) => {
    await ok(`record ada rp.1 ${typed}`);
    expect(await last()).toContain(`,6.RP.A.1,${score},`);
  });

  it('refuses what is off the scale, and says what is on it', async () => {
    for (const level of ['5', '-1', 'good', '3,5', '1e1']) {
      const run = await pl(['record', 'ada', 'rp.1', level]);
      expect(run).toMatchObject({ code: 1, out: '' });
      expect(run.err).toContain(
        `"${level}" is not on scale "default": a number from 0 to 4, or Beginning, Developing, Proficient, Exemplary`,
      );
    }
  });

  it('keeps an odd kind and asks whether another was meant', async () => {
    const { err } = await ok('record ada rp.1 3 --kind proyect');
    expect(err).toContain('did you mean "project"?');
    expect(await last()).toContain(',proyect,');
  });

  it('prints what it changed', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    await ok('record ada rp.2 3 --on yesterday');
    await ok('record ada rp.2 3');
    await ok('record ada rp.1 3 --on yesterday');
    const { out } = await ok('record ada rp.1 4');
    expect(out).toContain('Ada Lovelace · 6.RP.A.1 I can describe a ratio');
    expect(out).toContain(
      '3 Proficient (score 3), need more evidence → 3 Proficient (score 3.5), met',
    );
    expect(out).toContain('Ada Lovelace: ready for Exploration (2 of 2 met)');
    expect(out).toMatch(/\([a-z0-9]+-\d+-1; pl undo takes it back\)/);
  });

  it('prints it as JSON and as one row of CSV', async () => {
    const json = (await ok('record ada rp.1 3 --json')).json();
    expect(Object.keys(json)).toEqual([
      'uid',
      'student_id',
      'name',
      'competency',
      'before',
      'after',
      'need',
      'stages',
    ]);
    expect(json).toMatchObject({
      student_id: 'ada',
      competency: '6.RP.A.1',
      before: { score: null, level: null, level_name: null, status: 'not_assessed' },
      after: { score: 3, level: 3, level_name: 'Proficient', status: 'thin' },
      need: 'one more score of 3 or better, on another day or for other work',
    });
    const { lines } = await ok('record ada rp.1 3 --on yesterday --csv');
    expect(lines[0]).toBe(
      'uid,student_id,competency,score_before,status_before,score_after,status_after',
    );
    expect(lines[1]).toMatch(/^[a-z0-9]+-\d+-1,ada,6\.RP\.A\.1,3,thin,3,mastered$/);
  });

  it('records for a withdrawn student who is named', async () => {
    await ok('student withdraw ben');
    await ok('record ben rp.1 3');
  });
});

describe('without a person to ask', () => {
  it.each([
    ['record', 'STUDENT'],
    ['record ada', 'COMPETENCY'],
    ['record ada rp.1', 'LEVEL'],
  ])('"%s" is wrong usage', async (command, missing) => {
    for (const [more, terminal] of [
      ['', false],
      [' --no-input', true],
    ] as const) {
      const run = await pl(`${command}${more}`, { terminal });
      expect(run).toMatchObject({ code: 2, asked: [], out: '' });
      expect(run.err).toContain(`missing ${missing}: pl record STUDENT COMPETENCY LEVEL`);
    }
  });
});
