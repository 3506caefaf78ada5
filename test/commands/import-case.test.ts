/** `pl import standards` of CASE packages: as the standard has them, and as people publish them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl } from '../support/pl.js';
import { casePackage, child, DOCUMENT, guid, item, link, node, uri } from './case-files.js';

beforeEach(() => ok('init'));

interface Outcome {
  readonly format: string;
  readonly counts: Readonly<Record<string, object>>;
  readonly problems: readonly {
    line: number;
    field: string;
    code: string;
    message: string;
    severity: string;
  }[];
  readonly news?: object;
}

async function read(text: string, flags = '') {
  file('maths.json', text);
  const run = await pl(`import standards maths.json --json ${flags}`);
  const outcome = run.json<Outcome>();
  return {
    ...outcome,
    code: run.code,
    said: outcome.problems.map(({ code, severity }) => `${severity} ${code}`),
  };
}

interface Shown {
  readonly code: string;
  readonly [key: string]: unknown;
}
const shown = async () => (await ok('export standards --json')).json<Shown[]>();
const facts = async (...keys: string[]) =>
  (await shown()).map((one) => keys.map((key) => one[key] ?? '').join(' | '));

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
    await ok('init --db other.db');
    expect((await pl('import standards maths.json --assessable Nothing')).code).toBe(1);
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
});

describe('packages as people publish them', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a grade as a text, before 1.0', { educationalLevel: '01,02' }, 'grade: 01,02'],
    ['keywords as a text', { conceptKeywords: 'ratio' }, 'code: C1'],
    ['a type that is null', { CFItemType: null }, 'type: '],
    ['a type that only its address names', { CFItemTypeURI: { title: 'Strand' } }, 'type: Strand'],
    ['an identifier that is an address', { identifier: uri(guid(1)) }, `guid: ${guid(1)}`],
    [
      'a sourcedId for the identifier',
      { identifier: undefined, sourcedId: guid(1) },
      `guid: ${guid(1)}`,
    ],
    ['nothing but an address', { identifier: undefined }, `guid: ${guid(1)}`],
    ['no address and no day', { uri: undefined, lastChangeDateTime: undefined }, 'code: C1'],
    ['a document that is an address', { CFDocumentURI: uri(DOCUMENT) }, 'code: C1'],
  ])('%s', async (_title, given, expected) => {
    const found = await read(casePackage([item(1, given)]));
    expect(found).toMatchObject({ code: 0, problems: [] });
    const [key = ''] = expected.split(':');
    expect(await facts(key)).toEqual([expected.slice(key.length + 2)]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'an identifier alone',
      { originNodeURI: { identifier: guid(2) }, destinationNodeURI: { identifier: guid(1) } },
    ],
    ['an address alone', { originNodeURI: uri(guid(2)), destinationNodeURI: uri(guid(1)) }],
    [
      'identifiers beside',
      {
        originNodeURI: undefined,
        originNodeIdentifier: guid(2),
        destinationNodeURI: null,
        destinationNodeIdentifier: guid(1),
      },
    ],
    ['a number as a text', { ...link(guid(2), 'isChildOf', guid(1)), sequenceNumber: '1' }],
  ])('ends of associations: %s', async (_title, given) => {
    const found = await read(
      casePackage([item(1), item(2)], [{ associationType: 'isChildOf', ...given }]),
    );
    expect(found).toMatchObject({ code: 0, problems: [] });
    expect(await facts('code', 'parent')).toEqual(['C1 | ', 'C2 | C1']);
  });

  it.each<[string, string, string[]]>([
    [
      'a parent elsewhere',
      casePackage([item(1)], [child(1, 9)]),
      ['warning outside_parent', 'warning outside_links'],
    ],
    [
      'a label for a statement',
      casePackage([item(1, { fullStatement: '', abbreviatedStatement: 'One' })]),
      ['warning no_statement'],
    ],
    [
      'an association of nothing here',
      casePackage([item(1)], [link(guid(8), 'precedes', guid(9))]),
      ['warning unknown_ends'],
    ],
    [
      'an association without a type',
      casePackage([item(1)], [link(guid(1), '', guid(1))]),
      ['warning bad_association'],
    ],
    [
      'a deprecated document',
      casePackage([item(1)], [], { adoptionStatus: 'Deprecated' }),
      ['warning deprecated'],
    ],
    [
      'an item with an end',
      casePackage([item(1, { statusEndDate: '2020-01-01' })]),
      ['warning ended_items'],
    ],
    ['no items', casePackage([]), ['warning no_items']],
  ])('%s is taken with a warning', async (_title, text, expected) => {
    const found = await read(text);
    expect([found.code, found.said]).toEqual([0, expected]);
    await ok('undo');
    expect((await read(text, '--strict')).code).toBe(3);
  });

  it.each<[string, string, string]>([
    ['an item that is its own parent', casePackage([item(1)], [child(1, 1)]), 'self_parent'],
    [
      'parents in a circle',
      casePackage([item(1), item(2)], [child(1, 2), child(2, 1)]),
      'parent_cycle',
    ],
    [
      'prerequisites in a circle',
      casePackage(
        [item(1), item(2)],
        [link(guid(1), 'precedes', guid(2)), link(guid(2), 'precedes', guid(1))],
      ),
      'prerequisite_cycle',
    ],
    ['one identifier twice', casePackage([item(1), item(1)]), 'duplicate_guid'],
    [
      'an item without an identifier',
      casePackage([item(1, { identifier: '', uri: '' })]),
      'missing_guid',
    ],
    ['an item without words', casePackage([item(1, { fullStatement: ' ' })]), 'missing_statement'],
    ['an item that is none', casePackage(['C1']), 'bad_item'],
    ['half a character', casePackage([item(1, { fullStatement: 'a\ud800b' })]), 'bad_text'],
    ['a list of frameworks', JSON.stringify({ CFDocuments: [node(DOCUMENT)] }), 'no_package'],
    ['items alone', JSON.stringify({ CFItems: [item(1)] }), 'no_package'],
    [
      'a document alone',
      JSON.stringify({ identifier: DOCUMENT, CFPackageURI: node(DOCUMENT) }),
      'no_package',
    ],
    ['a package cut off', casePackage([item(1)]).slice(0, 300), 'bad_json'],
  ])('%s is refused, and nothing is written', async (_title, text, expected) => {
    const found = await read(text);
    expect([found.code, found.said]).toEqual([3, [`error ${expected}`]]);
    expect((await ok('status --json')).json()).toMatchObject({ frameworks: 0, competencies: 0 });
  });

  it('says the line of the item, and the line and column of what is no JSON', async () => {
    const text = casePackage([item(1), item(2)], [child(2, 2)]);
    const line =
      text.split('\n').findIndex((one) => one.includes(`"identifier": "${guid(2)}"`)) + 1;
    expect((await read(text)).problems).toMatchObject([{ line, field: 'isChildOf' }]);
    expect((await read(text.replace('"CFItems":', '"CFItems"'))).problems).toMatchObject([
      { line: 8, message: expect.stringContaining('line 8, column 12: a colon is expected') },
    ]);
  });

  it('reads UTF-16 with a mark, and a package in a wrapper', async () => {
    const text = JSON.stringify({
      CFPackage: JSON.parse(casePackage([item(1, { fullStatement: 'é' })])),
    });
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    const run = await ok('import standards - --format case-1.0 --json', { stdin: bytes });
    expect(run.json<Outcome>().counts).toMatchObject({ competencies: { add: 1 } });
    expect(await facts('statement')).toEqual(['é']);
  });
});
