/** Opening and making a gradebook: one SQLite file that is the owner's alone. */
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { PlError } from '../../src/core/errors.js';
import { createGradebook } from '../../src/store/making.js';
import { openGradebook } from '../../src/store/open.js';
import { MIGRATIONS } from '../../src/store/schema.js';
import { loadPolicies } from '../../src/store/standards.js';
import { SCHEMA_VERSION } from '../../src/store/version.js';
import { exists, file, text } from '../support/pl.js';

const AT = '2026-10-01T09:00:00.000Z';

const make = (path = 'a.db') => createGradebook(path, AT, () => {});

/** The refusal that `act` ends with. */
function refusal(act: () => unknown): PlError {
  try {
    act();
  } catch (error) {
    if (error instanceof PlError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a new gradebook', () => {
  it('is readable by its owner alone, its journal too', () => {
    const book = make();
    book.db.exec('BEGIN IMMEDIATE; DELETE FROM touched; COMMIT');
    for (const name of ['a.db', 'a.db-wal', 'a.db-shm'])
      expect({ name, mode: statSync(name).mode & 0o777 }).toEqual({ name, mode: 0o600 });
    book.db.close();
    expect(readdirSync('.')).toEqual(['a.db']);
  });

  it('is durable, strict and in WAL', () => {
    const { db } = make();
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('fullfsync', { simple: true })).toBe(1);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('mmap_size', { simple: true }) ?? 0).toBe(0);
    const loose = db
      .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")
      .pluck()
      .all();
    expect(loose.filter((name) => !String(name).startsWith('sqlite_'))).toEqual([]);
    db.close();
  });

  it('leaves nothing behind when it cannot be begun', () => {
    expect(() =>
      createGradebook('a.db', AT, () => {
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    expect(readdirSync('.')).toEqual([]);
  });

  it('never takes the place of a file', () => {
    file('a.db', 'mine');
    expect(refusal(() => make())).toMatchObject({ code: 'conflict' });
    expect(text('a.db')).toBe('mine');
  });

  it('cannot be made inside a file', () => {
    file('notes', 'mine');
    expect(refusal(() => make('notes/a.db'))).toMatchObject({ code: 'unreadable' });
    expect(refusal(() => make('notes/deep/a.db'))).toMatchObject({ code: 'unreadable' });
  });

  it('has a name of its own', () => {
    const [a, b] = [make('a.db'), make('b.db')];
    expect(a.uid).toMatch(/^[a-z0-9]{8}$/);
    expect(b.uid).not.toBe(a.uid);
    for (const { db } of [a, b]) db.close();
  });
});

describe('what is no gradebook is refused as such', () => {
  it('nothing there', () => {
    expect(refusal(() => openGradebook('none.db'))).toMatchObject({
      code: 'not_found',
      message: 'there is no gradebook at none.db',
      hint: 'pl init --db "none.db"',
    });
    expect(exists('none.db')).toBe(false);
  });

  it('a folder', () => {
    mkdirSync('folder');
    expect(refusal(() => openGradebook('folder')).message).toContain('is a folder');
  });

  it('text, an empty file, a picture', () => {
    file('text.db', 'x'.repeat(5000));
    file('empty.db', '');
    file(
      'picture.db',
      Uint8Array.from({ length: 9000 }, (_, i) => i % 251),
    );
    for (const name of ['text.db', 'empty.db', 'picture.db']) {
      const before = text(name);
      expect(refusal(() => openGradebook(name))).toMatchObject({ code: 'unreadable' });
      expect(text(name)).toBe(before);
    }
  });

  it("another program's database, which stays as it was", () => {
    const other = new Database('other.db');
    other.exec('CREATE TABLE t (a)');
    other.close();
    expect(refusal(() => openGradebook('other.db')).message).toContain('not a gradebook of pl');
    const again = new Database('other.db', { readonly: true });
    expect(again.pragma('journal_mode', { simple: true })).toBe('delete');
    again.close();
  });

  it('a gradebook of a newer pl, which stays as it was', () => {
    const book = make();
    book.db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    book.db.close();
    const refused = refusal(() => openGradebook('a.db'));
    expect(refused.code).toBe('conflict');
    expect(refused.message).toContain(
      `was written by a newer pl (schema ${SCHEMA_VERSION + 1}, this one knows ${SCHEMA_VERSION})`,
    );
  });

  it('a damaged one', () => {
    const book = make();
    book.db.close();
    const bytes = new Uint8Array(statSync('a.db').size).fill(255);
    bytes.set(new TextEncoder().encode('SQLite format 3\0'));
    file('a.db', bytes);
    expect(refusal(() => openGradebook('a.db'))).toMatchObject({ code: 'unreadable' });
  });
});

describe('an existing gradebook', () => {
  it('opens without writing', () => {
    make().db.close();
    chmodSync('a.db', 0o600);
    const before = text('a.db');
    const book = openGradebook('a.db');
    book.db.close();
    expect(text('a.db')).toBe(before);
  });

  it('of an older schema is brought up to date, and what it held is there', () => {
    const old = new Database('old.db');
    old.exec(MIGRATIONS[0] ?? '');
    old.exec(`INSERT INTO gradebook VALUES (1, 'abcdefgh', '${AT}');
      INSERT INTO entries (id, gradebook, number, at, day, command)
        VALUES (1, 'abcdefgh', 1, '${AT}', '2026-09-01', 'policy set');
      INSERT INTO policies (key, value, entry, made) VALUES ('round', '1', 1, 1);
      INSERT INTO rollups VALUES (1, '${AT}', '2026-09-01', 'rules', 1, 2, 2, 0)`);
    old.pragma(`application_id = ${0x706c6762}`);
    old.pragma('user_version = 1');
    old.close();
    let told = 0;
    const book = openGradebook('old.db', {
      onMigrate: ({ db }, from) => {
        told++;
        expect({ within: db.inTransaction, from }).toEqual({ within: true, from: 1 });
      },
    });
    expect(told).toBe(1);
    expect(book.db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    expect(loadPolicies(book)).toEqual([
      { framework: null, competency: null, key: 'round', value: 1, startsOn: null },
    ]);
    const made = make('new.db');
    const tables = (db: Database.Database) =>
      db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
    expect(tables(book.db)).toEqual(tables(made.db));
    book.db.close();
    made.db.close();
    openGradebook('old.db', { onMigrate: () => expect.unreachable() }).db.close();
  });
});
