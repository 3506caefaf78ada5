/** Judgements across a change of scale: met stays met, and the same level comes back. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { levelsOf } from '../core/any-scale.js';
import { file, ok, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

interface Judged {
  readonly judged: number;
  readonly level: number;
  readonly level_name: string;
  readonly status: string;
}

const judged = async () => (await ok('overrides --json')).json<{ overrides: Judged[] }>().overrides;
const PERCENT = 'scale set pct "0=No, 60=Nearly, 80*=Met, 100=Full"';

describe('a judgement on another scale', () => {
  it.each([
    ['4', 'Full', 'mastered', '100'],
    ['3', 'Met', 'mastered', '80'],
    ['2.5', 'Nearly', 'below', '62.5'],
    ['2', 'No', 'below', '50'],
  ])('level %s is %s there and the same again back', async (level, there, status, value) => {
    await ok(`override ada rp.1 ${level} --reason seen`);
    const before = await judged();
    await ok(PERCENT);
    await ok('scale use pct --competency rp.1 --carry');
    expect(await judged()).toMatchObject([{ judged: Number(value), level_name: there, status }]);
    await ok('scale use default --competency rp.1 --carry');
    expect(await judged()).toEqual(before);
  });

  it('that was not met stays so where its share would be enough', async () => {
    await ok('scale set default "1=A, 2=B, 3=C, 4*=D, 5=E"');
    await ok('override ada rp.1 3 --reason seen');
    await ok('scale set default "0=No, 50=Nearly, 60*=Met, 100=Full" --carry');
    expect(await judged()).toMatchObject([{ judged: 50, level_name: 'Nearly', status: 'below' }]);
    await ok('scale set default "1=A, 2=B, 3=C, 4*=D, 5=E" --carry');
    expect(await judged()).toMatchObject([{ judged: 3, level_name: 'C' }]);
  });

  it('is the same level again after any scales in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(levelsOf, { minLength: 2, maxLength: 4 }),
        fc.nat(),
        async ([first = '', ...between], pick) => {
          await smallSchool();
          await ok(['scale', 'set', 'default', first]);
          const values = first.split(',').map((part) => Number.parseFloat(part));
          await ok(`override ada rp.1 ${values[pick % values.length]} --reason seen`);
          const before = await judged();
          for (const levels of between) {
            await ok(['scale', 'set', 'default', levels, '--carry']);
            expect((await judged()).map(({ status }) => status)).toEqual(
              before.map(({ status }) => status),
            );
          }
          await ok(['scale', 'set', 'default', first, '--carry']);
          expect(await judged()).toEqual(before);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is undone with the change, also one of several', async () => {
    await ok('override ada rp.1 3 --reason seen');
    const before = await judged();
    await ok('scale set default "0=No, 1*=Yes" --carry');
    const between = await judged();
    await ok('scale set default "0=No, 60=Nearly, 80*=Met, 100=Full" --carry');
    await ok('undo');
    expect(await judged()).toEqual(between);
    await ok('undo');
    expect(await judged()).toEqual(before);
  });

  it('is the same again for what a pathway asks for', async () => {
    file(
      'way.csv',
      'pathway,stage,competency,min_level\nunit,one,6.RP.A.1,3\nunit,one,6.RP.A.2,4\n',
    );
    await ok('import pathways way.csv');
    const before = (await ok('export pathways')).out;
    await ok('scale set default "0=No, 1*=Yes" --carry');
    expect((await ok('export pathways')).lines.slice(1).map((line) => line.at(-1))).toEqual([
      '1',
      '1',
    ]);
    await ok('scale set default "1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary" --carry');
    expect((await ok('export pathways')).out).toBe(before);
  });

  it('is printed as the level in which it lies', async () => {
    await ok('override ada rp.1 2 --reason seen');
    await ok('record ada rp.1 2');
    file('way.csv', 'pathway,stage,competency,min_level\nunit,one,6.RP.A.1,\n');
    await ok('import pathways way.csv');
    await ok(PERCENT);
    await ok('scale use pct --carry');
    const receipt = (await ok('explain ada rp.1 --json')).json<{ in_words: string }>();
    expect(receipt.in_words).toContain('the teacher judged it at 0 No: seen');
    const { students } = (await ok('ready --json')).json<{
      students: { student_id: string; missing: { need: string }[] }[];
    }>();
    expect(students.flatMap(({ missing }) => missing.map(({ need }) => need))).toContain(
      "the teacher's judgement stands at 0 No: level 80 Met is asked",
    );
  });
});
