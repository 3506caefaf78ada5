import { beforeEach, describe, expect, it } from 'vitest';
import { ok, PATHWAYS, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

/** What a shell is offered for the last word of a line; '' begins a new one. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const { lines } = await ok(['__complete', String(words.length - 1), '--', ...words]);
  return lines.map((line) => line.split('\t')[0] ?? '');
}

describe('completion offers', () => {
  it('commands, and the commands of a command', async () => {
    expect(await offered('rea')).toEqual(['ready']);
    expect(await offered('over')).toEqual(['override', 'overrides']);
    expect(await offered('')).not.toContain('__complete');
    expect(await offered('student', 'm')).toEqual(['move']);
    expect(await offered('help', 'exp')).toEqual(['explain', 'export']);
  });

  it('the flags of the command and of every command', async () => {
    expect(await offered('record', '--k')).toEqual(['--kind']);
    expect(await offered('progress', 'ada', '--se')).toEqual(['--section']);
    expect(await offered('student', 'move', '--js')).toEqual(['--json']);
    expect(await offered('--db', 'gradebook.db', 'ready', '--ne')).toEqual(['--nearly']);
  });

  it('students by id alone: no name is in it', async () => {
    expect(await offered('record', '')).toEqual(['dan', 'ada', 'cleo', 'ben'].sort());
    const { out } = await ok('__complete 1 -- progress ""');
    expect(out).not.toMatch(/Lovelace|Okri|Osei|Adams/);
    expect(await offered('record', 'Love')).toEqual([]);
  });

  it('no student who has left', async () => {
    await ok('student withdraw ben');
    expect(await offered('explain', 'b')).toEqual([]);
  });

  it('competencies by code, headings where they are meant', async () => {
    expect(await offered('record', 'ada', '6.rp')).toEqual(['6.RP.A.1', '6.RP.A.2', '6.RP.A.10']);
    expect(await offered('progress', '--under', '')).toEqual(['6.NS', '6.RP']);
  });

  it('what a flag may be set to, also behind =', async () => {
    await ok('import pathways -', { stdin: PATHWAYS });
    expect(await offered('ready', '--section', '6')).toEqual(['6A', '6B']);
    expect(await offered('ready', '--section=6')).toEqual(['--section=6A', '--section=6B']);
    expect(await offered('ready', '--framework', '')).toEqual(['math', 'reading']);
    expect(await offered('ready', '--pathway', '')).toEqual(['unit']);
    expect(await offered('ready', '--stage', 'e')).toEqual(['exploration']);
    expect(await offered('record', '--kind', 'te')).toEqual(['test']);
    expect(await offered('record', '--support', 'h')).toEqual(['help', 'home']);
    expect(await offered('summary', '--by', 's')).toEqual(['section', 'school']);
  });

  it('the profiles that are kept, and no flag that help does not list', async () => {
    await ok('import evidence - --date 2026-09-01 --kind test --profile tickets', {
      stdin: 'Student,R.1\nAda Lovelace,3\n',
    });
    expect(await offered('import', 'evidence', 'x.csv', '--profile', '')).toEqual(['tickets']);
    expect(await offered('record', '--da')).toEqual([]);
  });

  it('words of closed lists', async () => {
    expect(await offered('import', 'ro')).toEqual(['roster']);
    expect(await offered('config', 'd')).toEqual(['dates']);
    expect(await offered('config', 'dates', '')).toEqual(['iso', 'dmy', 'mdy']);
    expect(await offered('policy', 'set', 'me')).toEqual(['method=']);
    expect(await offered('scale', 'use', '')).toEqual(['default']);
    expect(await offered('completion', 'f')).toEqual(['fish']);
  });

  it('nothing, for the shell to offer files', async () => {
    expect(await offered('import', 'roster', '')).toEqual([]);
    expect(await offered('students', '-o', '')).toEqual([]);
  });

  it('nothing, silently, where something is wrong', async () => {
    for (const line of ['nonsense ""', 'record "" --db none.db', 'record --nonsense ""', '']) {
      const run = await pl(`__complete 1 -- ${line}`, { env: { PL_DB: 'none.db' } });
      expect({ line, code: run.code, err: run.err }).toEqual({ line, code: 0, err: '' });
    }
  });

  it('what is in the gradebook that is named', async () => {
    await ok('init --db other.db');
    await ok('student add zoe Zoe New --db other.db');
    expect(await offered('--db', 'other.db', 'record', '')).toEqual(['zoe']);
    expect(await offered('record', '--db=other.db', '')).toEqual(['zoe']);
  });
});

describe('pl completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (shell) => {
    const { out } = await ok(`completion ${shell}`);
    expect(out).toContain(' __complete ');
    expect(out).toMatch(/^[\n -~]*$/);
  });

  it('knows no other shell', async () => {
    const { code, err } = await pl('completion bsh');
    expect(code).toBe(2);
    expect(err).toContain('did you mean "bash"?');
  });
});
