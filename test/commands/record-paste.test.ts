import { beforeEach, describe, expect, it } from 'vitest';
import { ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const evidence = async () => (await ok('export evidence')).lines.slice(1);
const short = async () =>
  (await evidence()).map((line) => {
    const [student, , competency, score, , , kind, title, note] = line.split(',');
    return [student, competency, score, kind, title, note].join(' ').trim();
  });

const LINES = 'ada rp.1 3 drew it\nben rp.1 Developing\nosei, cleo 6.ns.b.1 4\n';

describe('pl record --paste', () => {
  it('writes lines whole, in one entry', async () => {
    const { out, err } = await ok('record --paste --kind test --title Quiz', { stdin: LINES });
    expect(await short()).toEqual([
      'ada 6.RP.A.1 3 test Quiz drew it',
      'ben 6.RP.A.1 2 test Quiz',
      'cleo 6.NS.B.1 4 test Quiz',
    ]);
    expect(err).toContain('read as lines: 3 scores of 3 students on 2 competencies');
    expect(err).toMatch(/Ada Lovelace +6\.RP\.A\.1 +3 Proficient +drew it/);
    expect(out).toMatch(
      /Ben Okri +6\.RP\.A\.1 +2 Developing \(score 2\), need more evidence +not assessed/,
    );
    expect(out).toContain('3 pieces');
    await ok('undo');
    expect(await evidence()).toEqual([]);
  });

  it('reads cells of a sheet, with names and a competency for all', async () => {
    const stdin = 'Name\tScore\r\nLovelace, Ada\t3\r\nBen Okri\t\r\nCleo Osei\t0\r\n';
    const { err } = await ok('record --paste --competency rp.1 --on yesterday', { stdin });
    expect(await short()).toEqual(['ada 6.RP.A.1 3 observation', 'cleo 6.RP.A.1 0 observation']);
    expect((await evidence())[0]).toContain('2026-09-30');
    expect(err).toContain('1 empty cell left out');
  });

  it('leaves words such as absent out, said before anything is written', async () => {
    const stdin = '\trp.1\nAda\t3\nBen\tabsent\nCleo\tabsent\n';
    const { err } = await ok('record --paste', { stdin });
    expect(err.match(/2 cells say "absent", which is no score: left out/g)).toHaveLength(1);
    expect(await short()).toEqual(['ada 6.RP.A.1 3 observation']);
    const { problems } = (await ok('record --paste --json', { stdin })).json<{
      problems: unknown[];
    }>();
    expect(problems).toMatchObject([{ line: 3, code: 'not_a_score', severity: 'warning' }]);
  });

  it('reads a grid', async () => {
    const stdin = '\trp.1\tI can find a unit rate\nAda\t3\t2\nBen\t\t4\n';
    await ok('record --paste', { stdin });
    expect(await short()).toEqual([
      'ada 6.RP.A.1 3 observation',
      'ada 6.RP.A.2 2 observation',
      'ben 6.RP.A.2 4 observation',
    ]);
  });

  it('records anew what was struck', async () => {
    await ok('record ada rp.1 3');
    const [uid] = (await ok('explain ada rp.1 --json')).json<{ evidence: { uid: string }[] }>()
      .evidence;
    await ok(`strike ${uid?.uid} --reason slip`);
    const run = await ok('record --paste', { stdin: 'ada rp.1 3\n' });
    expect(run.err).not.toContain('there already');
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1, struck: 1 });
  });

  it('leaves out what is there already, also what was recorded by hand', async () => {
    await ok('record ada rp.1 3 drew it');
    const first = await ok('record --paste', { stdin: LINES });
    expect(first.err).toContain('1 is there already, left out');
    const before = (await ok('log --json')).out;
    const again = await ok('record --paste', { stdin: LINES });
    expect(again.err).toContain('3 are there already, left out');
    expect(again.err).toContain('nothing new');
    expect((await ok('log --json')).out).toBe(before);
    await ok('record --paste --title Other', { stdin: LINES });
    expect(await evidence()).toHaveLength(6);
  });

  it('says all that is wrong by line, and writes nothing', async () => {
    const stdin = `${LINES}\nnobody rp.1 3\nada rp.99 3\nada rp.1 7`;
    const run = await pl('record --paste', { stdin });
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(run.err).toContain('line 5: error: no student matches');
    expect(run.err).toContain('line 6: error: no competency matches "rp.99"');
    expect(run.err).toContain('line 7: error: the level for "6.RP.A.1" must be');
    expect(run.err).toContain('nothing was written');
    expect(await evidence()).toEqual([]);
  });

  it('shows fifty problems and counts the rest; JSON has all', async () => {
    const stdin = 'nobody rp.1 3\n'.repeat(60);
    const run = await pl('record --paste', { stdin });
    expect(run.err).toContain('… and 10 more problems; --json lists all');
    const { code, json } = await pl('record --paste --json', { stdin });
    expect(code).toBe(3);
    expect(json<{ problems: unknown[] }>().problems).toHaveLength(60);
  });

  it('narrows the students who are meant by a section', async () => {
    await ok(['student', 'add', 'eve', 'Eve', 'Adams']);
    expect((await pl('record --paste', { stdin: 'adams rp.1 3' })).code).toBe(3);
    await ok('record --paste --section 7A', { stdin: 'adams rp.1 3' });
    expect(await short()).toEqual(['dan 6.RP.A.1 3 observation']);
    const run = await pl('record --paste --section 9Z', { stdin: 'adams rp.1 3' });
    expect(run.code).toBe(1);
    expect(run.err).toContain('there is no section "9Z"');
  });

  it('shows only, with --dry-run', async () => {
    const run = await ok('record --paste --dry-run', { stdin: LINES });
    expect(run.out).toBe('');
    expect(run.err).toContain('a dry run: nothing was written');
    expect(await evidence()).toEqual([]);
  });

  it('answers in JSON and CSV', async () => {
    const json = (await ok('record --paste --json', { stdin: LINES })).json<{
      written: boolean;
      recorded: unknown[];
    }>();
    expect(Object.keys(json)).toEqual([
      'written',
      'dry_run',
      'recorded',
      'already_there',
      'problems',
    ]);
    expect(json).toMatchObject({
      written: true,
      recorded: [{ student_id: 'ada', competency: '6.RP.A.1', after: { score: 3 } }, {}, {}],
      already_there: [],
    });
    const again = (await ok('record --paste --json', { stdin: LINES })).json();
    expect(again).toMatchObject({ recorded: [], already_there: [{ line: 1 }, { line: 2 }, {}] });
    const { lines } = await ok('record --paste --csv --title x', { stdin: LINES });
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^uid,student_id,/);
  });

  it('refuses what is not UTF-8, with its line; a byte order mark is no part of it', async () => {
    const latin = Buffer.from('ada rp.1 3\nben rp.1 3 caf\xe9\n', 'latin1');
    const run = await pl('record --paste --json', { stdin: latin });
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({
      written: false,
      problems: [{ line: 2, code: 'invalid_encoding' }],
    });
    expect((await pl('record --paste', { stdin: latin })).err).toContain(
      'line 2: error: this line is not valid UTF-8',
    );
    const cut = Buffer.from('\ufeffada rp.1 3', 'utf16le').subarray(0, -1);
    expect((await pl('record --paste', { stdin: cut })).err).toContain('line 1: error: a letter');
    expect(await evidence()).toEqual([]);
    await ok('record --paste', { stdin: '\ufeffada rp.1 3 caf\u00e9\n' });
    expect(await short()).toEqual(['ada 6.RP.A.1 3 observation  caf\u00e9']);
  });

  it('says that nothing was sent', async () => {
    const run = await ok('record --paste', { stdin: '\n' });
    expect(run.err).toBe(
      'nothing was sent: STUDENT COMPETENCY LEVEL [NOTE…], a line each\nnothing new: nothing was written\n',
    );
    expect((await ok('record --paste --competency rp.1')).err).toContain('STUDENT LEVEL [NOTE…]');
    expect((await ok('record --paste --json')).json()).toMatchObject({
      written: true,
      recorded: [],
      problems: [],
    });
    expect((await ok('record --paste --dry-run')).err).toContain('a dry run');
  });

  it('does no harm to a terminal', async () => {
    const { err } = await ok('record --paste', { stdin: 'ada rp.1 3 \x1b]0;x\x07' });
    expect(err).toContain('\\x1b]0;x\\x07');
  });

  it.each([
    'record --paste ada',
    'record --paste ada rp.1=3',
  ])('%s is wrong usage', async (line) => {
    expect((await pl(line, { stdin: LINES })).code).toBe(2);
  });
});

describe('at a terminal', () => {
  it('leaves out what another pl wrote while the question stood', async () => {
    const answers = ['$ pl record ada rp.1 3', 'y'];
    const run = await ok('record --paste', { terminal: true, stdin: 'ada rp.1 3\n', answers });
    expect(run.err).toContain('1 is there already, left out');
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
  });

  it('says how to end, shows what it understood, and asks until it is told yes or no', async () => {
    const run = await ok('record --paste', {
      terminal: true,
      stdin: LINES,
      answers: ['what', '', 'Y'],
    });
    expect(run.err).toContain('an empty line ends it');
    expect(run.asked).toEqual(Array(3).fill('Write these 3? (y/n)'));
    expect(await evidence()).toHaveLength(3);
  });

  it.each(['n', 'No', null])('writes nothing at %j', async (answer) => {
    const run = await pl('record --paste', { terminal: true, stdin: LINES, answers: [answer] });
    expect(run.code).toBe(130);
    expect(run.err).toContain('nothing was written');
    expect(await evidence()).toEqual([]);
  });

  it('does not wait for one who must not be asked', async () => {
    expect((await pl('record --paste --no-input', { terminal: true })).code).toBe(2);
  });

  it('asks nothing where there is nothing new', async () => {
    await ok('record --paste', { stdin: LINES });
    expect((await ok('record --paste', { terminal: true, stdin: LINES })).asked).toEqual([]);
  });
});
