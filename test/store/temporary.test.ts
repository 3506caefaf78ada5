/** Where SQLite's own temporary files lie. Alone in its file: SQLite looks at the place once a process. */
import { mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGradebook } from '../../src/store/open.js';
import { ok } from '../support/pl.js';

test.runIf(process.platform === 'linux')(
  'what does not fit into memory lies beside the gradebook, without a name',
  async () => {
    mkdirSync('here');
    await ok('init --db here/school.db');
    const { db } = openGradebook('here/school.db');
    db.pragma('temp.cache_size = 1');
    db.exec(`CREATE TEMP TABLE big AS
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
      SELECT randomblob(1000) AS b FROM n`);
    const files = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return [];
      }
    });
    db.close();
    const temporary = files.filter((name) => name.includes('etilqs_'));
    expect(temporary.length).toBeGreaterThan(0);
    const beside = join(process.cwd(), 'here', 'etilqs_');
    for (const name of temporary) expect(name).toMatch(/\(deleted\)$/);
    for (const name of temporary) expect(name.startsWith(beside)).toBe(true);
    expect(readdirSync('here').filter((name) => name.includes('etilqs'))).toEqual([]);
  },
);
