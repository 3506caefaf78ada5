/** `pl import standards` of CASE packages as the standard has them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl } from '../support/pl.js';
import { casePackage, child, guid, item, link } from './case-files.js';
import { facts, type Outcome, read } from './case-runs.js';

beforeEach(() => ok('init'));

describe('a CASE package', () => {
  it('gives its items with parents, in the order of their sequence numbers', async () => {
    const text = casePackage(
      [
        item(1, { CFItemType: 'Cluster', educationLevel: ['06', '07'], subject: ['Maths'] }),
        item(3, { abbreviatedStatement: 'Three' }),
        item(2, { alternativeLabel: 'Two' }),
      ],
      [child(1, null, 1), child(3, 1, 2), child(2, 1, 1)],
    );
    const found = await read(text);
    expect(found).toMatchObject({ code: 0, format: 'case-1.0', problems: [] });
    expect(await facts('framework', 'code', 'parent', 'label', 'type', 'grade', 'subject')).toEqual(
      [
        'Maths | C1 |  |  | Cluster | 06,07 | Maths',
        'Maths | C2 | C1 | Two |  |  | ',
        'Maths | C3 | C1 | Three |  |  | ',
      ],
    );
    const again = await read(text);
    expect(again.counts).toMatchObject({ competencies: { add: 0, update: 0, unchanged: 3 } });
  });

  it('is told to be 1.1 by what its document says', async () => {
    const found = await read(casePackage([item(1)], [], { caseVersion: '1.1' }));
    expect(found.format).toBe('case-1.1');
  });

  it('orders by the printed bullet and the code where there are no numbers', async () => {
    const bullets = [item(1, { listEnumeration: '10' }), item(2, { listEnumeration: '9' })];
    await read(
      casePackage(
        [...bullets, item(4), item(3)],
        [1, 2, 3, 4].map((n) => child(n, null)),
      ),
    );
    expect(await facts('code')).toEqual(['C3', 'C4', 'C2', 'C1']);
  });

  it('keeps statements as they are', async () => {
    const statement = '<b>Solve</b> $x^2 < 4$ \u{1F600} | a | b |\n|---|---|';
    await read(casePackage([item(1, { fullStatement: statement })]));
    expect(await facts('statement')).toEqual([statement]);
  });

  it('takes one code twice, and none, and makes no numbers of them', async () => {
    const codes = ['1.1', '1.10', '1.1', '', null, undefined];
    const found = await read(
      casePackage(codes.map((humanCodingScheme, n) => item(n, { humanCodingScheme }))),
    );
    expect(found).toMatchObject({ code: 0, counts: { competencies: { add: 6 } } });
    expect((await facts('code')).sort()).toEqual(
      ['1.1', '1.1', '1.10', guid(3), guid(4), guid(5)].sort(),
    );
    const evidence = `student_id,name,competency,score,date\nS1,Ana Osei,${guid(2)},3,2026-09-30\n`;
    file('roster.csv', 'student_id,name\nS1,Ana Osei\n');
    await ok('import roster roster.csv');
    file('evidence.csv', evidence);
    await ok('import evidence evidence.csv');
    const back = await ok('export evidence --csv');
    expect(back.out).toContain(guid(2));
    const unsure = await pl('record S1 1.1 3');
    expect([unsure.code, unsure.err]).toEqual([1, expect.stringContaining(guid(0))]);
  });

  it('makes links of associations, and keeps the ends that are elsewhere', async () => {
    const far = guid(99);
    const found = await read(
      casePackage(
        [item(1), item(2), item(3)],
        [
          link(guid(1), 'precedes', guid(2)),
          link(guid(2), 'exactMatchOf', far),
          link(guid(2), 'isRelatedTo', guid(3)),
          link(far, 'precedes', guid(3)),
          link(guid(3), 'isStandardAlignedTo', guid(1)),
        ],
      ),
    );
    expect(found.counts).toMatchObject({ links: { add: 3 }, outside_links: { add: 2 } });
    expect(found.said).toEqual(['warning outside_links']);
    file(
      'other.json',
      casePackage([{ ...item(9), identifier: far }], [], { identifier: guid(50), title: 'Other' }),
    );
    const other = (await ok('import standards other.json --json')).json<Outcome>();
    expect(other.counts).toMatchObject({ links: { add: 2 }, outside_links: { update: 2 } });
    expect((await ok('status --json')).json()).toMatchObject({ links: 5, frameworks: 2 });
  });

  it('a second parent is kept as a relation', async () => {
    await read(casePackage([item(1), item(2), item(3)], [child(3, 2, 2), child(3, 1, 1)]));
    expect(await facts('code', 'parent')).toEqual(['C1 | ', 'C3 | C1', 'C2 | ']);
    expect((await ok('status --json')).json()).toMatchObject({ links: 1 });
  });

  it('has those item types assessable that are named', async () => {
    const text = casePackage([
      item(1, { CFItemType: 'Student Expectation' }),
      item(2, { CFItemType: 'Introduction' }),
    ]);
    await read(text, '--assessable "student expectation,Introduction"');
    expect((await ok('status --json')).json()).toMatchObject({ assessable: 2 });
    await read(text, '--assessable "student expectation"');
    expect((await ok('status --json')).json()).toMatchObject({ competencies: 2, assessable: 1 });
    const wrong = await pl('import standards maths.json --assessable Nothing');
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringContaining('Student Expectation, Introduction'),
    ]);
  });

  it('of a newer version tells what is new', async () => {
    await read(casePackage([item(1), item(2)]));
    const found = await read(
      casePackage([item(1, { fullStatement: 'New' }), item(3)], [], { title: 'Maths 2' }),
    );
    expect(found.news).toEqual({ appeared: ['C3'], changed: ['C1'], vanished: ['C2'] });
    expect((await ok('status --json')).json()).toMatchObject({ frameworks: 1, competencies: 3 });
    const text = await ok('import standards maths.json');
    expect(text.out).toContain('no longer in the file, kept: 1 (C2)');
  });

  it('of several item types says how to leave the others out', async () => {
    const [standard, note] = [
      { CFItemType: 'Student Expectation' },
      { CFItemType: 'Introduction' },
    ];
    const items = [item(1, standard), item(2, standard), item(3, note), item(4, note)];
    file('maths.json', casePackage(items, [child(1, 4), child(2, 4), child(3, 4)]));
    const hint = '1 Introduction can be recorded on too: --assessable "Student Expectation"';
    expect((await ok('import standards maths.json --dry-run')).out).toContain(hint);
    const said = '--assessable "Student Expectation"';
    expect((await ok(`import standards maths.json --dry-run ${said}`)).out).not.toContain(hint);
    await ok('import standards maths.json');
    expect((await ok('import standards maths.json')).out).not.toContain(hint);
  });

  it('is no news by another order, nor by what a leaf is called anyway', async () => {
    await read(casePackage([item(1), item(2)], [child(1, null, 1), child(2, null, 2)]));
    const moved = casePackage(
      [item(1, { extensions: { pl: { assessable: 'yes' } } }), item(2), item(3)],
      [child(1, null, 2), child(2, null, 3), child(3, null, 1)],
    );
    expect((await read(moved)).news).toEqual({ appeared: ['C3'], changed: [], vanished: [] });
    const facts = { CFItemType: 'Note' };
    file('maths.json', casePackage([item(1), item(2, { fullStatement: 'New' }), item(3, facts)]));
    const { out } = await ok('import standards maths.json --assessable Note');
    expect(out).toContain('changed: 3 (C1 (assessable), C2 (statement, assessable), C3 (type))');
  });
});
