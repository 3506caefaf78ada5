/** `pl export standards --format case`: what is written comes back to the same facts, and to the same bytes. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, text } from '../support/pl.js';
import { casePackage, child, guid, item, link } from './case-files.js';

beforeEach(() => ok('init'));

interface Written {
  readonly CFDocument: { readonly identifier: string };
  readonly CFItems: readonly Readonly<Record<string, unknown>>[];
  readonly CFAssociations: readonly Readonly<Record<string, unknown>>[];
}

/** Exports, imports into a new gradebook and exports again: the texts of both, and the facts of both. */
async function thereAndBack(name: string, flags = '') {
  await ok(`export standards --format case ${flags} -o ${name}-a.json`);
  const before = await factsOf('');
  await ok(`init --db ${name}.db`);
  await ok(`import standards ${name}-a.json --db ${name}.db`);
  await ok(`export standards --format case --db ${name}.db -o ${name}-b.json`);
  const after = await factsOf(`--db ${name}.db`);
  return { texts: [text(`${name}-a.json`), text(`${name}-b.json`)], before, after };
}

/** What a competency says, without its guid and what else CASE gives a name. */
async function factsOf(flags: string) {
  const rows = (await ok(`export standards --json ${flags}`)).json<Record<string, unknown>[]>();
  return rows.map(({ guid: _guid, requires, ...facts }) => ({
    ...facts,
    requires: String(requires).split(';').sort().join(';'),
  }));
}

const STANDARDS = `framework,code,statement,label,parent,type,grade,subject,order,assessable,essential,requires,rule,points,required,method
maths,RP,Ratios,,,Cluster,,,,,,,count 1,,,
maths,RP.1,"Say ""ratio""",I can,RP,Standard,"06, 07",Mathematics,2.5,yes,yes,,,3,yes,latest
maths,RP.2,Rates,,RP,Standard,06,Mathematics,1,,,RP.1,,2,no,
maths,EE,Alone,,,,,,,no,,,,,,
`;

describe('a framework as a CASE package', () => {
  it('has the keys of CASE 1.1, and only UUIDs as identifiers', async () => {
    file('maths.csv', STANDARDS);
    await ok('import standards maths.csv');
    const found = (await ok('export standards --format case')).json<Written>();
    expect(found.CFDocument).toMatchObject({ title: 'maths', caseVersion: '1.1', creator: 'pl' });
    expect(found.CFItems[3]).toMatchObject({
      humanCodingScheme: 'RP.1',
      fullStatement: 'Say "ratio"',
      CFItemType: 'Standard',
      educationLevel: ['06', ' 07'],
    });
    const types = found.CFAssociations.map(({ associationType }) => associationType);
    expect(types).toEqual(['isChildOf', 'isChildOf', 'isChildOf', 'isChildOf', 'precedes']);
    for (const one of [found.CFDocument, ...found.CFItems, ...found.CFAssociations]) {
      expect(one.identifier).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  it('comes back with what CASE has no word for', async () => {
    file('maths.csv', STANDARDS);
    await ok('import standards maths.csv');
    const { texts, before, after } = await thereAndBack('again');
    expect(after).toEqual(before);
    expect(texts[1]).toBe(texts[0]);
  });

  it('keeps links outside, blank and repeated codes, and second parents', async () => {
    const items = [
      item(1, { humanCodingScheme: '' }),
      item(2),
      item(3, { humanCodingScheme: 'C2' }),
      item(4),
    ];
    const links = [
      child(2, 1, 1),
      child(4, 2, 1),
      child(4, 3, 2),
      link(guid(1), 'exactMatchOf', guid(9)),
      link('https://elsewhere.example/x', 'isRelatedTo', guid(2)),
      link(guid(3), 'ext:supports', guid(2)),
    ];
    file('case.json', casePackage(items, links));
    await ok('import standards case.json');
    const { texts, before, after } = await thereAndBack('odd');
    expect(after).toEqual(before);
    expect(texts[1]).toBe(texts[0]);
    const [first] = (JSON.parse(texts[0] ?? '') as Written).CFItems;
    expect(first).not.toHaveProperty('humanCodingScheme');
  });

  it('keeps the links between two frameworks when both come', async () => {
    file('two.csv', 'framework,code,statement\na,A1,One\nb,B1,Two\n');
    file('links.csv', 'source,target,relationship\nA1,B1,same\nB1,A1,conceptual connection\n');
    await ok('import standards two.csv');
    await ok('import links links.csv');
    await ok('export standards --format case --framework a -o a.json');
    await ok('export standards --format case --framework B -o b.json');
    await ok('init --db both.db');
    await ok('import standards a.json b.json --db both.db');
    expect((await ok('status --json --db both.db')).json()).toMatchObject({
      links: 2,
      frameworks: 2,
    });
    await ok('export standards --format case --framework a --db both.db -o again.json');
    expect(text('again.json')).toBe(text('a.json'));
  });

  it('asks which framework where there are several, and for standards alone', async () => {
    const none = await pl('export standards --format case');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('no standards yet')]);
    file('two.csv', 'framework,code,statement\na,A1,One\nb,B1,Two\n');
    await ok('import standards two.csv');
    const run = await pl('export standards --format case');
    expect([run.code, run.err]).toEqual([2, expect.stringContaining('--framework (a, b)')]);
    expect((await pl('export roster --format case')).code).toBe(2);
    expect((await pl('export standards --format xml')).code).toBe(2);
    await ok('term set T1 --from 2026-09-01 --to 2026-09-30 --quiet');
    for (const part of ['--under A1', '--term T1'])
      expect((await pl(`export standards --format case --framework a ${part}`)).code).toBe(2);
  });

  it('of any framework comes back to the same facts and bytes', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(anyFramework, async ({ items, links }) => {
        const name = `any${run++}`;
        file(`${name}.json`, casePackage(items, links));
        await ok(`init --db ${name}-0.db`);
        await ok(`import standards ${name}.json --db ${name}-0.db`);
        await ok(`export standards --format case --db ${name}-0.db -o ${name}-a.json`);
        await ok(`init --db ${name}-1.db`);
        await ok(`import standards ${name}-a.json --db ${name}-1.db`);
        await ok(`export standards --format case --db ${name}-1.db -o ${name}-b.json`);
        expect(await factsOf(`--db ${name}-1.db`)).toEqual(await factsOf(`--db ${name}-0.db`));
        expect(text(`${name}-b.json`)).toBe(text(`${name}-a.json`));
      }),
      { numRuns: 25 },
    );
  });
});

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const word = fc
  .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
  .filter((one) => one.trim() === one);

/** Items under earlier ones, and links from earlier to later ones. */
const anyFramework = fc
  .array(
    fc.record({
      code: some(fc.constantFrom('1.1', '1.10', 'A', 'a', 'B-2')),
      statement: word,
      label: some(word),
      type: some(fc.constantFrom('Standard', 'Cluster')),
      grade: some(fc.subarray(['KG', '01', '02'])),
      subject: some(word),
      parent: fc.nat(6),
      sequence: some(fc.nat(3)),
      link: some(
        fc.constantFrom('precedes', 'exactMatchOf', 'isPeerOf', 'isRelatedTo', 'ext:near'),
      ),
      to: fc.nat(8),
      assessable: some(fc.constantFrom('yes', 'no')),
      points: some(fc.nat(5)),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((all) => ({
    items: all.map((one, n) =>
      item(n, {
        humanCodingScheme: one.code,
        fullStatement: one.statement,
        abbreviatedStatement: one.label,
        CFItemType: one.type,
        educationLevel: one.grade,
        subject: one.subject === undefined ? undefined : [one.subject],
        extensions: { pl: { assessable: one.assessable, points: one.points } },
      }),
    ),
    links: all.flatMap((one, n) => [
      child(n, one.parent < n ? one.parent : null, one.sequence),
      ...(one.link === undefined || one.to === n
        ? []
        : [link(guid(Math.min(n, one.to)), one.link, guid(Math.max(n, one.to)))]),
    ]),
  }));
