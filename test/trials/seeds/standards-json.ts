/** Seeds of standards as JSON: CASE, the Achievement Standards Network, the Common Standards Project. */
import { casePackage, child, guid, item, link } from '../../commands/case-files.js';
import { json, type Seed } from './seed.js';

const CASE_1_0 = casePackage(
  [
    item(1, { CFItemType: 'Domain', humanCodingScheme: '6.RP' }),
    item(2, { CFItemType: 'Standard', humanCodingScheme: '6.RP.1', educationLevel: ['06'] }),
    item(3, { CFItemType: 'Standard', humanCodingScheme: '6.RP.10', abbreviatedStatement: 'Ten' }),
    item(4, { CFItemType: 'Standard', humanCodingScheme: '', fullStatement: 'Größer — «more»' }),
  ],
  [
    child(1, null),
    child(2, 1, 1),
    child(3, 1, 2),
    child(4, 2, 1),
    link(guid(2), 'precedes', guid(3)),
    link(guid(4), 'isRelatedTo', guid(3)),
    link(guid(3), 'exactMatchOf', '99999999-0000-4000-8000-000000000000'),
  ],
);

const CASE_1_1 = casePackage(
  [
    item(11, { CFItemType: 'Strand', subject: ['Science'] }),
    item(12, { CFItemType: 'Standard', notes: 'a', conceptKeywords: ['x', 'y'] }),
    item(13, { CFItemType: 'Standard', statusEndDate: '2020-06-30' }),
  ],
  [child(11, null), child(12, 11, 2), child(13, 11, 1)],
  { caseVersion: '1.1', frameworkType: 'Standards', adoptionStatus: 'Adopted', language: 'en' },
);

const ASN = 'http://purl.org/ASN/schema/core/';
const DC = 'http://purl.org/dc/terms/';
const GEM = 'http://purl.org/gem/qualifiers/';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const LEVEL = 'http://purl.org/ASN/scheme/ASNEducationLevel/';
const at = (id: string) => `http://asn.example/resources/${id}`;
const say = (...values: string[]) => values.map((value) => ({ value, type: 'literal' }));

const RDF = json({
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
    [`${DC}educationLevel`]: say(`${LEVEL}K`, `${LEVEL}1`),
    [`${GEM}hasChild`]: say(at('S3')),
  },
  [at('S3')]: {
    [TYPE]: say(`${ASN}Statement`),
    [`${DC}description`]: say('Third'),
    [`${GEM}isChildOf`]: say(at('S2')),
  },
});

const MANIFEST = json([
  {
    id: at('S1'),
    text: 'Counting',
    asn_statementNotation: 'K.CC',
    dcterms_educationLevel: [{ uri: `${LEVEL}K`, prefLabel: 'K' }],
    children: [
      { id: at('S3'), text: 'Second', asn_statementNotation: 'K.CC.2', leaf: 'true' },
      { id: at('S2'), text: 'First', asn_statementNotation: 'K.CC.1', leaf: 'true' },
    ],
  },
]);

const ID = (n: number) => `${String(n).repeat(8)}AAAABBBBCCCCDDDDEEEEFFFF`.slice(0, 32);

const CSP = json({
  data: {
    id: 'SET1',
    title: 'Grade 6',
    subject: 'Common Core Mathematics',
    educationLevels: ['06'],
    jurisdiction: { id: 'J1', title: 'A state' },
    standards: {
      [ID(2)]: {
        id: ID(2),
        position: 2000,
        statementNotation: '6.RP.1',
        description: 'Say ratio',
        statementLabel: 'Standard',
        parentId: ID(1),
        ancestorIds: [ID(1)],
        exactMatch: ['https://elsewhere.example/S9'],
      },
      [ID(1)]: { id: ID(1), position: 1000, depth: 0, description: 'Ratios' },
      [ID(3)]: { id: ID(3), position: 3000, description: 'Older', ancestorIds: [ID(1)] },
    },
  },
});

const one = (name: string, format: string, file: string, text: string): Seed => ({
  name,
  kind: 'standards',
  format,
  files: { [file]: text },
});

export const JSON_SEEDS: readonly Seed[] = [
  one('a CASE 1.0 package', 'case-1.0', 'package.json', CASE_1_0),
  one('a CASE 1.1 package', 'case-1.1', 'package.json', CASE_1_1),
  {
    ...one('a CASE package with a type', 'case-1.0', 'package.json', CASE_1_0),
    flags: '--assessable Standard --framework maths',
  },
  one('RDF of ASN', 'asn', 'rdf.json', RDF),
  one('a manifest of ASN', 'asn', 'manifest.json', MANIFEST),
  one('a set of CSP', 'csp', 'set.json', CSP),
];
