/** How SQLite finds what everyday commands ask for: by a key, and not by looking at everything. */
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GRADEBOOK, ok, sampleSchool } from '../support/pl.js';

/** Every statement that is prepared while it listens. */
const heard = new Set<string>();
const { prepare } = Database.prototype;

beforeAll(() => {
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    heard.add(sql);
    return prepare.call(this, sql);
  } as typeof prepare;
});

afterAll(() => {
  Database.prototype.prepare = prepare;
});

interface Step {
  readonly step: string;
  readonly sql: string;
}

/** The steps of the plans of what a command reads and writes, each with its statement. */
async function plansOf(command: string): Promise<Step[]> {
  heard.clear();
  await ok(command);
  const statements = [...heard].filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/i.test(sql));
  const db = new Database(GRADEBOOK, { readonly: true });
  const plans = statements.flatMap((sql) => {
    const steps = prepare.call(db, `EXPLAIN QUERY PLAN ${sql}`);
    return planOf(steps).map((step) => ({ step, sql }));
  });
  db.close();
  return plans;
}

/** Parameters have no part in a plan: each is bound to nothing. */
function planOf(statement: Database.Statement): string[] {
  const rows = (statement as unknown as { source: string }).source;
  const names = [...rows.matchAll(/@(\w+)/g)].map(([, name]) => [name ?? '', null]);
  const given = rows
    .split('?')
    .slice(1)
    .map(() => null);
  const bound = names.length > 0 ? [Object.fromEntries(names)] : given;
  return (statement.all(...bound) as { detail: string }[]).map(({ detail }) => detail);
}

/** What has a row a piece, or a row a student: looked up by a key, never gone through. */
const LARGE = ['evidence', 'mastery', 'students', 'student_ids', 'enrollments', 'school_students'];

/** The table that a step goes through from end to end, if any. */
function scanned({ step, sql }: Step): string | null {
  const [, alias] = /^SCAN (\w+)$/.exec(step) ?? [];
  if (alias === undefined) return null;
  const [, table] = new RegExp(`(?:FROM|JOIN) (\\w+) ${alias}\\b`).exec(sql) ?? [];
  return table ?? alias;
}

const ONE = [
  'progress s012',
  'explain s012 ns.1',
  'record s012 ns.1 3',
  'ready s012',
  'ready --section 7A',
  'progress --section 7A',
  'students --section 7A',
  'note s012 well done',
  'override s012 ns.1 3 --reason seen',
];

it.each(ONE)('looks up by keys: pl %s', async (command) => {
  await sampleSchool();
  await ok('rollup');
  const scans = (await plansOf(command)).filter((one) => LARGE.includes(scanned(one) ?? ''));
  expect(scans).toEqual([]);
});

it('reads a rollup in the order of the table, without sorting', async () => {
  await sampleSchool();
  const plans = await plansOf('rollup --full');
  const packed = plans.filter(({ sql }) => sql.includes('group_concat'));
  expect(packed.map(({ step }) => step)).toEqual([
    'SEARCH evidence USING PRIMARY KEY (student>? AND student<?)',
  ]);
});

it('has a use for each index', async () => {
  await sampleSchool();
  const used = new Set<string>();
  for (const command of ['progress s012', 'ready --section 7A', 'status'])
    for (const { step } of await plansOf(command))
      for (const [, name] of step.matchAll(/INDEX (\w+)/g)) used.add(name ?? '');
  const db = new Database(GRADEBOOK, { readonly: true });
  const all = prepare
    .call(
      db,
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    )
    .pluck()
    .all();
  db.close();
  expect([...used].filter((name) => all.includes(name)).sort()).toEqual(all);
});
