/** `pl import standards` of the Achievement Standards Network and the Common Standards Project. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl } from '../support/pl.js';

beforeEach(() => ok('init'));

interface Outcome {
  readonly format: string;
  readonly counts: Readonly<Record<string, object>>;
  readonly problems: readonly { line: number; field: string | null; code: string }[];
}

async function read(value: unknown) {
  file('set.json', JSON.stringify(value, null, 1));
  const run = await pl('import standards set.json --json');
  return { code: run.code, ...run.json<Outcome>() };
}

const facts = async (...keys: string[]) =>
  (await ok('export standards --json'))
    .json<Record<string, unknown>[]>()
    .map((one) => keys.map((key) => one[key] ?? '').join(' | '));

const ID = (n: number) => `${String(n).repeat(8)}AAAABBBBCCCCDDDDEEEEFFFF`.slice(0, 32);

/** One set; the standards in no order. */
const set = (standards: object) => ({
  data: {
    id: 'SET1',
    title: 'Grade 6',
    subject: 'Common Core Mathematics',
    educationLevels: ['06'],
    jurisdiction: { id: 'J1', title: 'A state' },
    standards,
  },
});

describe('a set of the Common Standards Project', () => {
  it('gives its standards in the order of their positions', async () => {
    const found = await read(
      set({
        [ID(2)]: {
          id: ID(2),
          position: 2000,
          statementNotation: '6.RP.1',
          description: 'Say ratio',
          statementLabel: 'Standard',
          parentId: ID(1),
          exactMatch: ['https://elsewhere.example/S9'],
        },
        [ID(1)]: { id: ID(1), position: 1000, depth: 0, description: 'Ratios' },
        [ID(3)]: {
          id: ID(3),
          position: 3000,
          altStatementNotation: 'x',
          description: 'Older',
          ancestorIds: [ID(1)],
        },
      }),
    );
    expect(found).toMatchObject({
      code: 0,
      format: 'csp',
      counts: { competencies: { add: 3 }, outside_links: { add: 1 } },
    });
    expect(await facts('framework', 'code', 'parent', 'type', 'grade', 'subject')).toEqual([
      `Common Core Mathematics, Grade 6 | ${ID(1)} |  |  | 06 | Common Core Mathematics`,
      `Common Core Mathematics, Grade 6 | 6.RP.1 | ${ID(1)} | Standard | 06 | Common Core Mathematics`,
      `Common Core Mathematics, Grade 6 | x | ${ID(1)} |  | 06 | Common Core Mathematics`,
    ]);
  });

  it('says the line of what is wrong, and which download is meant', async () => {
    const found = await read(set([{ id: ID(1), description: 'One', parentId: ID(1) }]));
    expect(found).toMatchObject({
      code: 3,
      problems: [{ line: 15, field: 'parentId', code: 'self_parent' }],
    });
    const list = await read({ data: { jurisdiction: {}, standardSets: [] } });
    expect(list.problems).toMatchObject([{ code: 'no_standards' }]);
  });
});

describe('half of a letter', () => {
  const one = (description: string) => set({ [ID(1)]: { id: ID(1), description } });

  it.each(['\ud83d!', '!\ude00'])('is refused with its line: %j', async (text) => {
    const found = await read(one(text));
    expect(found).toMatchObject({ code: 3, problems: [{ line: 16, code: 'lost_letter' }] });
  });

  it.each(['\u{1f600}', '\\ud83d'])('is not found in %j', async (text) => {
    expect(await read(one(text))).toMatchObject({ code: 0 });
  });
});

const ASN = 'http://purl.org/ASN/schema/core/';
const DC = 'http://purl.org/dc/terms/';
const GEM = 'http://purl.org/gem/qualifiers/';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const at = (id: string) => `http://asn.example/resources/${id}`;
const say = (...values: string[]) => values.map((value) => ({ value, type: 'literal' }));

describe('standards of ASN', () => {
  it('as RDF/JSON: the children of each in their order, headings by indexing status', async () => {
    const found = await read({
      [at('D1')]: {
        [TYPE]: say(`${ASN}StandardDocument`),
        [`${DC}title`]: say('Arts'),
        [`${GEM}hasChild`]: say(at('S2'), at('S1')),
      },
      [at('S1')]: {
        [TYPE]: say(`${ASN}Statement`),
        [`${DC}description`]: say('First'),
        [`${ASN}statementNotation`]: say('1.10'),
        [`${ASN}indexingStatus`]: say(`${ASN}Yes`),
      },
      [at('S2')]: {
        [TYPE]: say(`${ASN}Statement`),
        [`${DC}description`]: say('Second'),
        [`${ASN}statementNotation`]: say('1.1'),
        [`${ASN}indexingStatus`]: say('No'),
        [`${DC}educationLevel`]: say(
          'http://purl.org/ASN/scheme/ASNEducationLevel/K',
          'http://purl.org/ASN/scheme/ASNEducationLevel/1',
        ),
        [`${GEM}hasChild`]: say(at('S3')),
      },
      [at('S3')]: {
        [TYPE]: say(`${ASN}Statement`),
        [`${DC}description`]: say('Third'),
        [`${GEM}isChildOf`]: say(at('S2')),
      },
    });
    expect(found).toMatchObject({ code: 0, format: 'asn', problems: [] });
    expect(await facts('framework', 'code', 'parent', 'grade', 'assessable', 'guid')).toEqual([
      'Arts | 1.1 |  | K,1 | no | S2',
      'Arts | S3 | 1.1 |  |  | S3',
      'Arts | 1.10 |  |  | yes | S1',
    ]);
  });

  it('as a manifest: nested, under the name of the file', async () => {
    const found = await read([
      {
        id: at('S1'),
        text: 'Counting',
        asn_statementNotation: 'K.CC',
        dcterms_educationLevel: [
          { uri: 'http://purl.org/ASN/scheme/ASNEducationLevel/K', prefLabel: 'K' },
        ],
        children: [
          { id: at('S3'), text: 'Second', asn_statementNotation: 'K.CC.2', leaf: 'true' },
          { id: at('S2'), text: 'First', asn_statementNotation: 'K.CC.1', leaf: 'true' },
        ],
      },
    ]);
    expect(found).toMatchObject({ code: 0, format: 'asn', problems: [] });
    expect(await facts('framework', 'code', 'parent', 'grade')).toEqual([
      'set | K.CC |  | K',
      'set | K.CC.2 | K.CC | ',
      'set | K.CC.1 | K.CC | ',
    ]);
  });
});
