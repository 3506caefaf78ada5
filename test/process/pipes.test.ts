import { describe, expect, it } from 'vitest';
import { ok, sampleSchool, smallSchool } from '../support/pl.js';
import { sh } from './shell.js';

/** Prints the exit code of each part of the pipe before it. */
const CODES = 'set -- "$PIPESTATUS" "$?"; echo "$1 $2"';

describe('a pipe closed early', () => {
  it.each([
    ['export evidence', 'head -1', 'student_id,'],
    ['progress --json --all', 'head -1', '{'],
    ['log --limit 100', 'true', ''],
  ])('pl %s | %s is exit 0, silently', async (command, reader, first) => {
    await sampleSchool();
    const { out, err } = sh(`pl ${command} | ${reader}\n${CODES}`);
    expect(err).toBe('');
    expect(out).toMatch(/^0 0$/m);
    expect(out.startsWith(first)).toBe(true);
  });

  it('does not stop what was to be written', async () => {
    await smallSchool();
    expect(sh(`pl record ada rp.1 3 | true\n${CODES}`)).toMatchObject({ out: '0 0\n', err: '' });
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 1 });
  });
});

describe('-o', () => {
  it.each([
    ['/dev/stdout', 'pl students -o /dev/stdout | cat'],
    ['a pipe', 'mkfifo pipe; cat pipe & pl students -o pipe; wait'],
    ['a process', 'pl students -o >(cat); wait $!'],
    ['nobody', 'pl students -o /dev/null; pl students'],
  ])('writes to %s what would be printed', async (_, script) => {
    await smallSchool();
    const { out } = await ok('students');
    expect(sh(script)).toMatchObject({ out, err: '' });
  });
});

describe('a closed stream', () => {
  it('for output is exit 0', async () => {
    await sampleSchool();
    expect(sh('pl export evidence >&-')).toMatchObject({ code: 0, err: '' });
    expect(sh('pl record ana rp.1 3 >&- 2>&-')).toMatchObject({ code: 0 });
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 3385 });
  });

  it('for messages leaves the exit code', async () => {
    await smallSchool();
    expect(sh('pl students --nope 2>&-').code).toBe(2);
    expect(sh('pl progress nobody 2>&-').code).toBe(1);
  });

  it('for messages, closed by a reader who has gone, leaves the exit code', async () => {
    await smallSchool();
    expect(sh(`pl progress nobody 2>&1 >/dev/null | true\n${CODES}`).out).toBe('1 0\n');
  });

  it('for input is an empty one', async () => {
    await smallSchool();
    expect(sh('pl note ada <&-').code).toBe(1);
    expect(sh('pl import evidence - </dev/null')).toMatchObject({ code: 3 });
  });
});

describe('a slow reader', () => {
  it('gets everything', async () => {
    await sampleSchool();
    const { out } = await ok('export evidence');
    expect(sh('pl export evidence | { read -r first; printf "%s\\n" "$first"; cat; }').out).toBe(
      out,
    );
  });
});

describe('a script', () => {
  it('is never asked', async () => {
    await smallSchool();
    for (const command of ['record', 'record ada rp.1', 'record ad rp.1 3', 'init --db new.db'])
      expect(sh(`pl ${command} </dev/null`).out).not.toContain('?');
    expect(sh('pl record ada rp.1 </dev/null').code).toBe(2);
  });

  it('hands data in by standard input', async () => {
    await smallSchool();
    const { code, out } = sh(
      `printf 'student_id,competency,score,date\\nada,R.1,3,2026-09-01\\n' | pl import evidence - --json`,
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ counts: { evidence: { add: 1 } } });
  });
});
