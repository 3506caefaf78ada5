/** Who reads is never kept waiting by who writes, and who writes waits for another as long as that one gets on. */
import { spawn } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { COMMAND, ENV } from '../process/shell.js';
import { file, GRADEBOOK, ok, sampleSchool } from '../support/pl.js';
import { type Death, killed } from './ending.js';
import { LONG, say, times } from './size.js';
import { stateOf } from './state.js';
import { tried } from './tried.js';

/** So many rows that taking them in outlasts several starts of a program. */
function veryLongFile(): string {
  const rows = Array.from({ length: LONG ? 300_000 : 60_000 }, (_, i) => {
    const day = `2026-09-${String((i % 28) + 1).padStart(2, '0')}`;
    return `s${String((i % 48) + 1).padStart(3, '0')},RP.${(i % 3) + 1},${(i % 4) + 1},${day},Task ${i}`;
  });
  return `student_id,competency,score,date,title\n${rows.join('\n')}\n`;
}

const middle = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.trunc(numbers.length / 2)] ?? 0;

const reading = { words: ['progress', 'ana', '--json'] };

it('readers answer while a long import and a rollup are under way, with what was before them', async () => {
  await sampleSchool();
  file('long.csv', veryLongFile());
  const alone: Death[] = [];
  for (let n = 0; n < 5; n++) alone.push(await killed(reading, null));
  await tried('readers beside an import', async (survived) => {
    let isOver = false;
    const import_ = killed({ words: ['import', 'evidence', 'long.csv', '--json'] }, null);
    void import_.then(() => {
      isOver = true;
    });
    const beside: Death[] = [];
    while (!isOver) {
      const read = await killed(reading, null);
      if (isOver) break;
      expect({ code: read.code, err: read.err }).toEqual({ code: 0, err: '' });
      beside.push(read);
      survived();
    }
    expect((await import_).code).toBe(0);
    expect(beside.length).toBeGreaterThan(0);
    // As before it, then as after it, and never anything between.
    const outs = [...alone, ...beside, await killed(reading, null)].map(({ out }) => out);
    const steps = outs.filter((out, n) => n > 0 && out !== outs[n - 1]);
    expect(steps.length).toBe(1);
    const [usual, then] = [alone, beside].map((reads) => middle(reads.map(({ lived }) => lived)));
    say(
      `a reader: ${usual?.toFixed(0)} ms alone, ${then?.toFixed(0)} ms beside an import (${beside.length} read)`,
    );
  });
});

/** Begins to write and goes on for so long, in milliseconds: a page of the journal now and then, or nothing. */
async function holding(milliseconds: number, moving: boolean): Promise<() => void> {
  const db = new Database(GRADEBOOK);
  db.pragma('journal_mode = WAL');
  db.exec('BEGIN IMMEDIATE');
  const journal = `${GRADEBOOK}-wal`;
  const move = setInterval(() => {
    if (moving) utimesSync(journal, new Date(), new Date(statSync(journal).mtimeMs + 1));
  }, 500);
  const end = () => {
    clearInterval(move);
    if (db.open) db.close();
  };
  setTimeout(end, milliseconds);
  return end;
}

it('a record waits for a writer, says so, and is written when that one is done', async () => {
  await sampleSchool();
  await tried('waiting for another', async (survived) => {
    for (let n = 0; n < times(1); n++) {
      const end = await holding(2500, false);
      const { code, err, lived } = await killed(
        { words: ['record', 'ana', 'RP.1', '3', '--json'] },
        null,
      );
      end();
      expect({ code, err }).toEqual({ code: 0, err: 'waiting for another pl …\n' });
      expect(lived).toBeGreaterThan(2000);
      survived();
    }
  });
});

it('the journal that grows beside one who reads for long is gone when the last has left', async () => {
  await sampleSchool();
  await tried('a reader who stays', async (survived) => {
    const reader = new Database(GRADEBOOK, { readonly: true });
    reader.exec('BEGIN');
    const seen = () => reader.prepare('SELECT count(*) FROM evidence').pluck().get();
    const before = seen();
    const many = times(20);
    for (let n = 0; n < many; n++) await ok(['record', 'ana', 'RP.1', '3', `--title=T${n}`]);
    expect(seen()).toBe(before);
    expect(statSync(`${GRADEBOOK}-wal`).size).toBeGreaterThan(0);
    reader.close();
    await ok('status');
    expect(readdirSync('.').filter((name) => name.startsWith(GRADEBOOK))).toEqual([GRADEBOOK]);
    expect(stateOf(GRADEBOOK).filter((line) => line.startsWith('evidence ')).length).toBe(
      Number(before) + many,
    );
    survived(many);
  });
});

it('one that waits can be ended, and has written nothing', async () => {
  await sampleSchool();
  const before = (await ok('status --json')).out;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    await tried(`ended by ${signal} while it waits`, async (survived) => {
      const end = await holding(20_000, false);
      const ended = await new Promise((resolve) => {
        const [node, launcher] = COMMAND;
        const child = spawn(node, [launcher, 'record', 'ana', 'RP.1', '3'], { env: ENV });
        child.stderr.once('data', () => child.kill(signal));
        child.on('close', (code, by) => resolve(code ?? by));
      });
      end();
      expect(ended).toBe(signal);
      expect((await ok('status --json')).out).toBe(before);
      survived();
    });
  }
});

it.runIf(LONG)('who gets on is waited for longer than who does not', async () => {
  await sampleSchool();
  await tried('a writer of minutes', async (survived) => {
    const record = { words: ['record', 'ana', 'RP.1', '3', '--json'] };
    const end = await holding(50_000, true);
    expect((await killed(record, null)).code).toBe(0);
    end();
    survived();
    const over = await holding(90_000, false);
    const { code, err, lived } = await killed(record, null);
    over();
    expect(code).toBe(1);
    expect(err).toContain('nothing moved for 30 seconds; nothing was changed');
    expect(lived).toBeLessThan(45_000);
    survived();
  });
});
