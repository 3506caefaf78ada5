/** The day of what is entered goes by two names, as hands confuse them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

describe('--date', () => {
  it('is --on by another name', async () => {
    await ok('record ada rp.1 3 --date yesterday');
    expect((await ok('export evidence')).lines[1]).toContain(',2026-09-30,');
    await ok('note ada rp.1 drew it --date yesterday');
    expect((await ok('note ada --list --json')).out).toContain('"2026-09-30"');
    await ok('override ada rp.2 3 --reason seen --date yesterday');
    await ok('excuse ada ns.b.1 --reason ill --date yesterday');
    const { json } = await ok('progress ada --as-of 2026-09-30 --json');
    expect(json().students).toMatchObject([
      {
        competencies: expect.arrayContaining([
          expect.objectContaining({ competency: '6.RP.A.2', overridden: true }),
          expect.objectContaining({ competency: '6.NS.B.1', status: 'excused' }),
        ]),
      },
    ]);
  });

  it('is read like it', async () => {
    expect((await pl('record ada rp.1 3 --date someday')).code).toBe(2);
    expect((await pl('record ada rp.1 3 --date 2027-01-01')).code).toBe(1);
  });

  it.each(['record', 'note', 'override', 'excuse'])('is not listed by help of %s', async (verb) => {
    const { out } = await ok(`help ${verb}`);
    expect(out).toMatch(/--on </);
    expect(out).not.toMatch(/--date </);
  });
});
