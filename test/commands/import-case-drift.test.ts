/** `pl import standards` of CASE packages as people publish them: taken with warnings, or refused clearly. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../support/pl.js';
import { casePackage, child, DOCUMENT, guid, item, link, node, uri } from './case-files.js';
import { facts, type Outcome, read } from './case-runs.js';

beforeEach(() => ok('init'));

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
      ['warning outside_links', 'warning outside_parent'],
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

  it('keeps a parent outside as a link, with the item among the roots by its own number', async () => {
    const text = casePackage(
      [item(3), item(1), item(2)],
      [child(3, null, 3), child(1, null, 1), child(2, 9, 2)],
    );
    const found = await read(text);
    expect(found.counts).toMatchObject({ outside_links: { add: 1 } });
    expect(await facts('code', 'order')).toEqual(['C1 | 1', 'C2 | 2', 'C3 | 3']);
    expect((await read(text)).counts).toMatchObject({
      competencies: { unchanged: 3 },
      outside_links: { add: 0, update: 0, unchanged: 1 },
    });
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
    ['half a character', casePackage([item(1, { fullStatement: 'a\ud800b' })]), 'lost_letter'],
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

  it('a parent that vanished from the file keeps its children', async () => {
    await read(casePackage([item(1), item(2)], [child(1, null), child(2, 1)]));
    const found = await read(casePackage([item(2)], [child(2, 1)]));
    expect(found.said).toEqual(['warning vanished']);
    expect(await facts('code', 'parent')).toEqual(['C1 | ', 'C2 | C1']);
  });

  it('leaves items out one by one, unless they all stand on one line', async () => {
    const text = casePackage([item(1), item(2), item(2)]);
    const found = await read(text, '--skip-bad');
    expect(found).toMatchObject({ code: 4, counts: { competencies: { add: 2 } } });
    await ok('undo');
    expect((await read(JSON.stringify(JSON.parse(text)), '--skip-bad')).code).toBe(3);
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
