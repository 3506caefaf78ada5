import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const line = async (id: string) =>
  (await ok('students --withdrawn --csv')).lines.find((row) => row.startsWith(`${id},`));

describe('pl student add', () => {
  it('takes the name as it is written', async () => {
    await ok('student add n1 Noor Haddad --grade 07 --section 7A --preferred Nuri');
    await ok(['student', 'add', 'n2', 'van der Berg, Joris']);
    expect(await line('n1')).toBe('n1,Nuri Haddad,7,7A,true,');
    expect(await line('n2')).toBe('n2,Joris van der Berg,,,true,');
  });

  it('says what it made as JSON', async () => {
    expect((await ok('student add n1 Noor Haddad --section 7a --json')).out).toBe(
      '{\n  "student_id": "n1",\n  "name": "Noor Haddad",\n  "section": "7A"\n}\n',
    );
  });

  it('keeps leading zeros', async () => {
    await ok('student add 007 James Bond');
    expect(await line('007')).toBe('007,James Bond,,,true,');
  });

  it.each([
    ['student add ada Ada Two', 'the id "ada" is that of Ada Lovelace'],
    ['student add n1 Noor --section 9Z', 'there is no section "9Z"'],
  ])('pl %s is refused and nothing is written', async (command, message) => {
    const before = (await ok('export roster')).out;
    const run = await pl(command);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(message);
    expect((await ok('export roster')).out).toBe(before);
  });
});

describe('pl student edit', () => {
  it('changes what is given and keeps the rest', async () => {
    await ok('record cleo rp.1 3');
    await ok('student edit cleo --grade 7 --name "Osei-Bonsu, Cleopatra"');
    expect(await line('cleo')).toBe('cleo,Cleo Osei-Bonsu,7,6B,true,');
    await ok(['student', 'edit', 'cleo', '--preferred', '']);
    expect(await line('cleo')).toBe('cleo,Cleopatra Osei-Bonsu,7,6B,true,');
  });

  it('changes the id under which all she has shown stays', async () => {
    await ok('record cleo rp.1 3');
    await ok('student edit cleo --id c-1');
    expect((await ok('progress c-1 --json')).json()).toMatchObject({
      students: [{ student_id: 'c-1', assessed: 1 }],
    });
    expect((await pl('student edit c-1 --id ada')).code).toBe(1);
  });

  it('needs something to change', async () => {
    expect((await pl('student edit ada')).code).toBe(2);
  });
});

describe('sections', () => {
  it('move leaves the others, join keeps them, leave leaves one', async () => {
    await ok('student join ada 7A');
    expect(await line('ada')).toContain(',6A;7A,');
    await ok('student move ada 6B');
    expect(await line('ada')).toContain(',6B,');
    await ok('student leave ada "Room 6B"');
    expect(await line('ada')).toBe('ada,Ada Lovelace,6,,true,');
  });

  it.each([
    ['student join ada 6A', 'is in 6A already'],
    ['student move ada 6A', 'is in 6A already'],
    ['student leave ada 6B', 'is not in 6B'],
  ])('pl %s is refused', async (command, message) => {
    const run = await pl(command);
    expect(run.code).toBe(1);
    expect(run.err).toContain(message);
  });

  it('hold as of the days before she left', async () => {
    at('2026-11-02T09:00:00');
    await ok('student move ada 6B');
    const section = async (flags: string) =>
      (await ok(`export roster ${flags}`)).lines
        .find((row) => row.startsWith('ada,'))
        ?.split(',')[6];
    expect(await section('')).toBe('6B');
    expect(await section('--known-on 2026-11-01')).toBe('6A');
  });
});

describe('pl student withdraw', () => {
  it('keeps all she has shown and lists her no longer', async () => {
    await ok('record ben rp.1 3');
    await ok('student withdraw ben');
    expect((await ok('progress --json')).out).not.toContain('"ben"');
    expect((await ok('progress ben --json')).json()).toMatchObject({
      students: [{ student_id: 'ben', assessed: 1 }],
    });
    expect((await pl('student withdraw ben')).err).toContain('is withdrawn already');
    await ok('student return ben');
    expect(await line('ben')).toBe('ben,Ben Okri,6,6A,true,');
    expect((await pl('student return ben')).code).toBe(1);
  });
});
