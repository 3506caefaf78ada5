import { mkdirSync, statSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { exists, file, ok, pl, smallSchool, text } from '../support/pl.js';
import { workbook } from '../support/workbook.js';

const PROFILES = '.config/pl/profiles.json';
const SHEET = 'Name,Target,How\nAda Lovelace,R.1,3\n';
const MAPS = '--map student=Name --map competency=Target --map score=How';

beforeEach(smallSchool);

const keep = (more = '') =>
  ok(`import evidence - ${MAPS} --kind test --date 2026-09-14 --profile tickets ${more}`, {
    stdin: SHEET,
  });

const evidence = async () => (await ok('export evidence')).lines.slice(1);

describe('a profile', () => {
  it('is kept by the import that it was right for, and read by its name the next time', async () => {
    expect((await keep()).err).toContain('pl import evidence FILE --profile tickets');
    await ok('import evidence - --profile tickets --date 2026-09-21', {
      stdin: 'Name,Target,How\nBen Okri,R.1,2\n',
    });
    expect(await evidence()).toEqual([
      expect.stringContaining('ada,reading,R.1,3,,2026-09-14,test'),
      expect.stringContaining('ben,reading,R.1,2,,2026-09-21,test'),
    ]);
  });

  it('keeps how a file is read, never its day, for its owner alone', async () => {
    await keep('--title Quiz');
    expect(JSON.parse(text(PROFILES))).toEqual({
      tickets: {
        import: 'evidence',
        map: ['student=Name', 'competency=Target', 'score=How'],
        date_format: null,
        kind: 'test',
        framework: null,
        out_of: null,
        sheet: null,
        said: ['title'],
      },
    });
    expect(statSync(PROFILES).mode & 0o77).toBe(0);
  });

  it('says what is to be said again, and warns where it is not: the sheet would come in twice', async () => {
    const kept = await keep('--title Quiz --by Ms_Fair --section 6A');
    expect(kept.err).toContain(
      'pl import evidence FILE --profile tickets --date DAY --title TITLE --by NAME --section SECTION\n',
    );
    const again = 'import evidence - --profile tickets --date 2026-09-14';
    const forgotten = await ok(`${again} --by Ms_Fair --dry-run`, { stdin: SHEET });
    expect(forgotten.err).toContain(
      'warning: profile "tickets" was first used with --title TITLE, and',
    );
    const said = await ok(`${again} --title Quiz --by Ms_Fair`, { stdin: SHEET });
    expect(said.err).not.toContain('first used');
    expect(said.out).toContain('1 unchanged');
  });

  it('gives way to what is said, for once', async () => {
    await keep();
    await ok('import evidence - --profile tickets --date 2026-09-21 --kind project', {
      stdin: SHEET,
    });
    expect(await evidence()).toEqual([
      expect.stringContaining(',test,'),
      expect.stringContaining(',project,'),
    ]);
    expect(text(PROFILES)).toContain('"kind": "test"');
  });

  it('is changed by maps said anew', async () => {
    await keep();
    const maps = '--map student=Child --map competency=Target --map score=How';
    await ok(`import evidence - ${maps} --date 2026-09-21 --profile tickets`, {
      stdin: SHEET.replace('Name', 'Child'),
    });
    expect(text(PROFILES)).toContain('student=Child');
    expect(text(PROFILES)).toContain('"kind": "test"');
  });

  it('is not kept by an import that was refused, or only tried', async () => {
    const refused = await pl(`import evidence - ${MAPS} --date 2026-09-14 --profile tickets`, {
      stdin: 'Name,Target,How\nNobody,R.1,3\n',
    });
    expect(refused.code).toBe(3);
    await keep('--dry-run');
    expect(exists(PROFILES)).toBe(false);
  });

  it('remembers sheet and date format too', async () => {
    const book = {
      Cover: [['x']],
      Data: [
        ['student_id', 'R.1', 'date'],
        ['ada', 3, '3.9.2026'],
      ],
    };
    const flags = '--sheet Data --date-format D.M.YYYY --profile mine';
    await ok(`import evidence ${file('a.xlsx', workbook(book))} ${flags}`);
    expect((await ok('import evidence a.xlsx --profile mine')).out).toContain('1 unchanged');
  });

  it('that does not fit the file says which and why', async () => {
    await keep();
    const run = await pl('import evidence - --profile tickets', {
      stdin: 'Name,Goal\nAda Lovelace,R.1\n',
    });
    expect(run).toMatchObject({
      code: 2,
      err: expect.stringContaining('profile "tickets": --map: there is no column "Target"'),
    });
  });

  it('is for one kind of file', async () => {
    await keep();
    const run = await pl('import roster - --profile tickets', { stdin: SHEET });
    expect(run).toMatchObject({
      code: 2,
      err: expect.stringContaining('profile "tickets" is for evidence'),
    });
  });

  it('that is not known is refused, naming those there are', async () => {
    const importing = () => pl('import evidence - --profile tikets', { stdin: SHEET });
    expect(await importing()).toMatchObject({
      code: 2,
      err: expect.stringContaining('none is kept yet'),
    });
    await keep();
    expect(await importing()).toMatchObject({
      code: 2,
      err: expect.stringContaining('there are "tickets"'),
    });
  });

  it.each([
    '{',
    '[1]',
    '{"a": {"map": [], "said": 3}}',
    '{"a": {"map": "x"}}',
    '{"a": null}',
  ])('is not lost when the file of profiles is broken: %s', async (broken) => {
    mkdirSync('.config/pl', { recursive: true });
    file(PROFILES, broken);
    const run = await pl(`import evidence - ${MAPS} --profile new`, { stdin: SHEET });
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining('profiles.json') });
    expect(text(PROFILES)).toBe(broken);
  });
});

describe('pl import profiles', () => {
  it('takes no file', async () => {
    expect((await pl('import profiles foo')).code).toBe(2);
  });

  it('lists them', async () => {
    expect((await ok('import profiles')).err).toContain('no profiles are kept');
    await keep();
    expect((await ok('import profiles --json')).json()).toEqual([
      {
        profile: 'tickets',
        import: 'evidence',
        map: 'student=Name;competency=Target;score=How',
        date_format: null,
        kind: 'test',
        framework: null,
        out_of: null,
        sheet: null,
        said: '',
      },
    ]);
    expect((await ok('import profiles', { width: 200 })).out).toMatch(
      /tickets +evidence +student=Name;/,
    );
  });
});

it('that cannot be kept is said, and the import stands', async () => {
  file('blocked', '');
  const run = await pl('import evidence - --map "score=How" --profile x', {
    stdin: 'student_id,competency,How,date\nada,6.RP.A.1,3,2026-09-01\n',
    env: { XDG_CONFIG_HOME: 'blocked' },
  });
  expect(run).toMatchObject({ code: 0, err: expect.stringContaining('the profile is not kept') });
  expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
});

it('an import without a file is wrong usage', async () => {
  expect(await pl('import evidence')).toMatchObject({
    code: 2,
    err: expect.stringContaining("missing required argument 'path'"),
  });
});
