/** One rule for `set`, `compare` and the file: what is set fits for as long as it holds. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, ok, pl, smallSchool, text } from '../support/pl.js';

beforeEach(smallSchool);

const refused = async (command: string | readonly string[]) => {
  const { code, err } = await pl(command);
  expect(code).toBe(1);
  return err;
};

describe('what is set', () => {
  it('is judged by its own value where another that began later overshadows it', async () => {
    await ok('policy set mastery_at=2 --from 2026-09-15');
    expect(await refused('policy set mastery_at=9')).toContain('above the top of the scale, 4');
    await ok(['policy', 'set', 'letters=A: mean 2', '--from', '2026-09-15']);
    expect(await refused(['policy', 'set', 'letters=A: mean 40; else F'])).toContain(
      'above the top',
    );
  });

  it('may leave behind what another method used: it is ignored, and an export comes back', async () => {
    await ok('policy set method=n-times n=3');
    await ok('policy set method=mean');
    expect((await ok('policy show --json')).json()).toMatchObject({ policy: { method: 'mean' } });
    await ok('policy export -o p.yaml');
    await ok('init --db fresh.db');
    const { out } = await ok('policy import p.yaml --json --db fresh.db');
    expect(JSON.parse(out)).toMatchObject({ written: true, problems: [{ code: 'unused_key' }] });
    expect((await ok('policy export --db fresh.db')).out).toBe((await ok('policy export')).out);
    expect(await refused('policy set n=2')).toContain('"n" is not used by method mean');
  });

  it('fits on a later day too', async () => {
    await ok('policy set method=decaying-average --from 2026-12-01');
    expect(await refused('policy set method=latest-weighted weight=0.2')).toContain(
      'on 2026-12-01: weight for decaying-average is a number from 0.5',
    );
  });

  it('fits at the places that inherit it', async () => {
    await ok('policy set method=decaying-average --framework math');
    expect(await refused('policy set method=latest-weighted weight=0.2')).toContain(
      'at math: weight 0.2 is inherited',
    );
  });

  it('fits on a later day at the places that inherit it', async () => {
    await ok('policy set method=latest-weighted');
    await ok('policy set weight=0.2 --framework math');
    expect(await refused('policy set method=decaying-average --from 2026-12-01')).toContain(
      'at math: on 2026-12-01: weight for decaying-average is a number from 0.5',
    );
  });

  it('keeps the weights of a weighted mean', async () => {
    await ok('policy set method=weighted-mean kind_weights=test:1');
    expect(await refused('policy set kind_weights=')).toContain('needs kind_weights');
  });
});

describe('pl policy compare and pl policy set', () => {
  const evidence =
    'student_id,competency,score,date\nada,6.RP.A.1,2,2026-09-01\nada,6.RP.A.1,2,2026-09-02\n';
  const moved = async (words: string) =>
    (await ok(`policy compare ${words} --json`)).json<{ counts: { pairs_moved: number } }>().counts
      .pairs_moved;

  it('agree where a setting that began later holds', async () => {
    await ok('import evidence -', { stdin: evidence });
    await ok('policy set mastery_at=2 --from 2026-09-15');
    const run = await ok('policy compare mastery_at=3');
    expect(run.out).toContain('nothing would move');
    expect(run.err).toContain('still holds');
    expect(await moved('mastery_at=3')).toBe(0);
    expect(await moved('mastery_at=3 --from 2026-09-15')).toBe(1);
    expect(await moved('mastery_at=3 --from 2026-09-16')).toBe(1);
    expect(await moved('mastery_at=3 --as-of 2026-09-10')).toBe(0);
  });

  it('compare on the day on which a proposal begins', async () => {
    await ok('import evidence -', { stdin: evidence });
    await ok('policy set mastery_at=2 --from 2026-12-01');
    expect(await moved('mastery_at=2 --from 2026-11-01')).toBe(1);
    expect(await moved('mastery_at=3 --from 2026-11-01')).toBe(0);
    expect(await moved('mastery_at=3 --from 2026-12-02')).toBe(1);
    const run = await ok('policy compare mastery_at=2 --from 2026-11-01');
    expect(run.out).toContain('rehearsed at the gradebook from 2026-11-01');
    expect((await ok('policy lint mastery_at=2 --from 2026-11-01')).out).toContain('met from 2');
  });

  it('refuse the same', async () => {
    await ok('policy set mastery_at=2 --from 2026-09-15');
    expect(await refused('policy compare mastery_at=9')).toContain('above the top');
    expect(await refused('policy lint mastery_at=9')).toContain('above the top');
  });
});

/** Any key with a value that is allowed somewhere, at any place, always or from some day. */
const commands = fc.array(
  fc.record({
    pairs: fc.uniqueArray(
      fc.constantFrom(
        ...['method=', 'method=mean', 'method=n-times', 'method=decaying-average'],
        ...[
          'method=latest-weighted',
          'method=weighted-mean',
          'weight=',
          'weight=0.3',
          'weight=0.7',
        ],
        ...['n=', 'n=3', 'kind_weights=', 'kind_weights=test:1', 'tie=recent', 'method=mode'],
        ...['mastery_at=', 'mastery_at=3', 'mastery_at=9', 'round=1', 'letters=A: mean 3'],
        'letters=A: mean 70; else F',
      ),
      { minLength: 1, maxLength: 3, selector: (pair) => pair.split('=')[0] },
    ),
    place: fc.constantFrom([], ['--framework', 'math'], ['--competency', '6.RP.A.1']),
    from: fc.constantFrom([], ['--from', '2026-09-15'], ['--from', '2026-12-01']),
  }),
  { minLength: 4, maxLength: 14 },
);

it('whatever was accepted, the exported file makes a fresh gradebook equal, on any day', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      at('2026-10-01T09:00:00');
      await fresh();
      for (const { pairs, place, from } of list)
        await pl(['policy', 'set', ...pairs, ...place, ...from, '--quiet']);
      await ok('policy export -o policy.yaml');
      const said = text('policy.yaml');
      await fresh();
      at('2027-01-01T09:00:00');
      expect((await ok('policy import policy.yaml')).code).toBe(0);
      expect((await ok('policy export')).out).toBe(said);
    }),
    { numRuns: 40, seed: 4 },
  );
});

async function fresh(): Promise<void> {
  for (const beside of ['gradebook.db-wal', 'gradebook.db-shm']) rmSync(beside, { force: true });
  await smallSchool();
}
