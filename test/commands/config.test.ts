import { mkdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { exists, file, ok, pl, smallSchool, text } from '../support/pl.js';

const KEPT = '.config/pl/config.json';

/** Settings as a person may have left them. */
function settings(content: string): void {
  mkdirSync('.config/pl', { recursive: true });
  file(KEPT, content);
}

describe('pl config', () => {
  it('lists every setting, those that nobody has set too', async () => {
    await ok('config me Fair');
    await ok('config dates dmy');
    const { out } = await ok('config --json');
    expect(JSON.parse(out)).toEqual({
      me: 'Fair',
      initials: 'off',
      section: null,
      id: null,
      dates: 'dmy',
      colours: 'auto',
      words: null,
      backups: 'on',
      suppress: '10',
      file: expect.stringContaining(KEPT),
    });
    expect((await ok('config')).out).toMatch(/^dates +│? *dmy/m);
    expect((await ok('config')).out).toContain('auto (default)');
    expect((await ok('config --csv')).lines[0]).toBe('key,value,about');
  });

  it('sets one, says it and takes it out, and leaves the others alone', async () => {
    await ok('config section "Room 7"');
    await ok('config id state');
    expect((await ok('config section')).out).toBe('Room 7\n');
    await ok('config --unset section');
    expect(await pl('config section')).toMatchObject({ code: 1, out: '' });
    expect(JSON.parse(text(KEPT))).toEqual({ id: 'state' });
    expect((await ok('config section --json')).json()).toEqual({
      section: null,
    });
  });

  it('keeps what a newer pl has set', async () => {
    settings('{"tomorrow": {"a": 1}, "me": "Fair"}');
    await ok('config dates mdy');
    expect(JSON.parse(text(KEPT))).toEqual({ tomorrow: { a: 1 }, me: 'Fair', dates: 'mdy' });
  });

  it.each([
    ['config color never', 'there is no setting "color": me, section'],
    ['config color never', 'did you mean "colours"?'],
    ['config dates iso8601', 'dates "iso8601" is none of iso, dmy, mdy'],
    ['config backups maybe', 'backups "maybe" is none of on, off'],
    ['config suppress 2', 'suppress "2" is not a whole number from 3 to 1000'],
    ['config me ""', 'me "" says nothing'],
    [`config section ${'x'.repeat(61)}`, 'cannot be a section: at most 60'],
    ['config --unset', 'missing KEY'],
    ['config me Fair --unset', 'choose one'],
  ])('%s is wrong usage: %s', async (command, words) => {
    const { code, err } = await pl(command);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(exists(KEPT)).toBe(false);
  });

  it('says who types, and where that comes from', async () => {
    expect((await ok('config')).out).toContain('fair (login)');
    await ok('config me "Ms Fair"');
    expect((await ok('config me')).out).toBe('Ms Fair\n');
    const env = { PL_USER: 'Mr Stone' };
    expect((await ok('config', { env })).out).toContain('Mr Stone (PL_USER)');
    await ok('init', { env });
    expect((await ok('log --json')).json()).toMatchObject([{ who: 'Mr Stone' }]);
  });

  it('goes on without a broken file, says it once, and never writes over it', async () => {
    await ok('init');
    settings('{"me": "Fa');
    const { code, err, out } = await pl('students --csv');
    expect({ code, out: out !== '' }).toEqual({ code: 0, out: true });
    expect(err).toBe('');
    const run = await pl('student add 1 Ada Lovelace');
    expect(run.code).toBe(0);
    expect(run.err.match(/config\.json is broken/g)).toHaveLength(1);
    expect(await pl('config me Fair')).toMatchObject({ code: 1 });
    expect(text(KEPT)).toBe('{"me": "Fa');
    await ok('init --db other.db --by Fair --quiet');
    expect(text(KEPT)).toBe('{"me": "Fa');
  });

  it('says of a file that cannot be read why, and what to do', async () => {
    mkdirSync(KEPT, { recursive: true });
    const { code, err } = await pl('config --json');
    expect(code).toBe(0);
    expect(err).toMatch(
      /config\.json cannot be read: it is a folder \(mend that, or move it away\);/,
    );
    expect(await pl('config me Fair')).toMatchObject({ code: 1 });
  });

  it('passes over a value that is not allowed', async () => {
    settings('{"dates": "yesterday", "me": 7, "section": "7A"}');
    const run = await pl('config --json');
    expect(run.json()).toMatchObject({ dates: 'iso', me: 'fair', section: '7A' });
    expect(run.err).toContain('dates must be iso, dmy, mdy');
    expect(run.err).toContain('me must be a text');
  });
});

describe('what is set', () => {
  beforeEach(async () => {
    await smallSchool();
    await ok('record ada rp.1 3');
  });

  it('may be a section that the gradebook lacks: kept, with a warning', async () => {
    const run = await ok('config section 6C');
    expect(run.err).toBe('there is no section "6C": did you mean 6A, 6B?\nsection is now "6C"\n');
    expect((await ok('config section')).out).toBe('6C\n');
    for (const section of ['6a', '"room 6b"'])
      expect((await ok(`config section ${section}`)).err).toMatch(/^section is now .*\n$/);
    file('torn.db', 'no gradebook');
    for (const db of ['torn.db', 'none.db'])
      expect((await ok('config section 9Z', { env: { PL_DB: db } })).err).toMatch(/^section is/);
  });

  it('never narrows a list or an export by the section', async () => {
    const commands = ['students --csv', 'progress --json', 'ready --json', 'export mastery'];
    const before = await Promise.all(commands.map(async (one) => (await ok(one)).out));
    await ok('config section 6A');
    expect(await Promise.all(commands.map(async (one) => (await ok(one)).out))).toEqual(before);
  });

  it('changes the days of pages, and of no file', async () => {
    const { out } = await ok('explain ada rp.1 --json');
    await ok('config dates dmy');
    expect((await ok('explain ada rp.1')).out).toContain('01 Oct 2026      3');
    expect((await ok('progress --as-of 2026-10-01')).out).toContain('by 01 Oct 2026');
    expect((await ok('log')).out).toContain('  01 Oct 2026  fair  record');
    expect((await ok('explain ada rp.1 --json')).out).toBe(out);
    expect((await ok('log --csv')).out).toContain(',2026-10-01,');
    await ok('config dates mdy');
    expect((await ok('progress --section 6A')).out).toContain('Oct 01, 2026');
  });

  it('changes the ids of pages, and of no file', async () => {
    await ok('import roster -', {
      stdin:
        'student_id,state_id,name,grade,section\nada,S-77,Ada Lovelace,6,6A\nben,,Ben Okri,6,6A\n',
    });
    const { out } = await ok('students --csv');
    await ok('config id State');
    expect((await ok('progress ada')).out).toContain('Ada Lovelace (S-77, grade 6)');
    expect((await ok('students')).out).toContain('S-77');
    expect((await ok('progress ben')).out).toContain('(ben, grade 6)');
    expect((await pl('progress d')).err + (await pl('progress a')).err).toContain(
      '(S-77, 6A, grade 6)',
    );
    expect((await ok('students --csv')).out).toBe(out);
    expect((await ok('progress --json')).out).toContain('"student_id": "ada"');
  });

  it('paints always, never or at a terminal, and never into a file', async () => {
    const painted = async (command: string, terminal: boolean, env = {}) =>
      (await ok(command, { terminal, env })).out.includes('\x1b[');
    await ok('config colours always');
    expect(await painted('progress ada', false)).toBe(true);
    expect(await painted('progress ada --no-color', true)).toBe(false);
    expect(await painted('progress ada', false, { NO_COLOR: '1' })).toBe(false);
    await ok('progress ada -o page.txt');
    expect(text('page.txt')).not.toContain('\x1b[');
    await ok('config colours never');
    expect(await painted('progress ada', true)).toBe(false);
  });

  it("says a school's own words on pages, and in no file", async () => {
    const { out } = await ok('explain ada rp.1 --json');
    file('words.json', '{"status": {"thin": "keep going"}, "levels": {"Proficient": "Secure"}}');
    await ok('config words words.json');
    expect((await ok('progress ada')).out).toMatch(/keep going +3 Secure/);
    expect((await ok('progress')).out).toContain('Keep going');
    expect((await ok('explain ada rp.1')).out).toContain('3 Secure (score 3), keep going');
    expect((await ok('record ada rp.2 3')).out).toContain('3 Secure (score 3), keep going');
    expect((await ok('explain ada rp.1 --json')).out).toBe(out);
    file('words.json', 'no longer');
    const run = await pl('progress ada');
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toContain('need more evidence');
    expect(run.err).toContain('going on with the usual words');
  });

  it.each([
    ['{"status": {"mastred": "x"}}', '"mastred" is not known in status: mastered, below'],
    ['{"status": {"mastred": "x"}}', 'did you mean "mastered"?'],
    ['{"statuses": {}}', '"statuses" is not known in the file: status, levels'],
    ['{"status": {"below": "met"}}', 'mastered and below have the same word "met"'],
    ['{"status": {"below": 3}}', 'the word for "below" in status must be a text'],
    ['{"levels": []}', 'levels must hold words by name'],
    ['[1]', 'is not a file of words'],
    ['words', 'is not a file of words'],
  ])('refuses a file of words such as %s: %s', async (content, words) => {
    file('words.json', content);
    const { code, err } = await pl('config words words.json');
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(exists(KEPT)).toBe(false);
  });

  it('refuses a file of words that is not there', async () => {
    expect(await pl('config words none.json')).toMatchObject({ code: 1 });
  });
});

it('says in words that its folder cannot be made', async () => {
  file('blocked', '');
  const run = await pl('config me Ana', { env: { XDG_CONFIG_HOME: 'blocked' } });
  expect(run).toMatchObject({ code: 1, err: expect.stringContaining('cannot be written') });
});
