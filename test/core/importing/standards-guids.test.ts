/** Frameworks whose items are known by guids: repeated and blank codes, links, newer versions. */
import { describe, expect, it } from 'vitest';
import type { AssociationRecord, FrameworkRecord } from '../../../src/core/importing/records.js';
import {
  planStandards,
  type StandardsLedger,
  type StandardsOptions,
} from '../../../src/core/importing/standards.js';
import { codeIndex, matchCompetency } from '../../../src/core/matching/competencies.js';
import { gradebook } from '../../support/book.js';
import { counted, standardsFile, told } from './files.js';
import { applied, ledgerOf } from './tree.js';

const EMPTY = ledgerOf(gradebook(''));
const MATHS: FrameworkRecord = { name: 'Maths', guid: 'doc-1' };
const ART: FrameworkRecord = { name: 'Art', guid: 'doc-2' };

/** Associations as `A precedes B`. */
const links = (...texts: string[]): AssociationRecord[] =>
  texts.map((text, index) => {
    const [source = '', word = '', target = ''] = text.split(' ');
    return { line: index + 2, source, word, target, title: '' };
  });

function plan(
  text: string,
  ledger: StandardsLedger = EMPTY,
  options: Partial<StandardsOptions> = {},
) {
  const { source, records } = standardsFile(text);
  return planStandards(source, records, ledger, {
    framework: 'file',
    makeHeadings: false,
    speaksOfParents: true,
    speaksOfRequires: false,
    whole: MATHS,
    ...options,
  });
}

const codesOf = ({ standards }: StandardsLedger) => standards.ordered.map(({ code }) => code);
const linksOf = ({ standards }: StandardsLedger) =>
  standards.links.map(({ source, target, kind, word }) => {
    const code = (id: number) => standards.competencies.get(id)?.code;
    return `${code(source)} ${kind} ${code(target)} (${word})`;
  });

const TWICE =
  'code | statement | guid | parent\n1 | one | g1 |\n1 | another | g2 | g1\n | bare | g3 | g2';

describe('codes and guids', () => {
  it('one code with two guids is two competencies; without a code the guid stands in', () => {
    const found = plan(TWICE);
    expect(told(found)).toEqual([]);
    expect(counted(found.counts.competencies ?? never())).toBe('+3 ~0 =0');
    const ledger = applied(EMPTY, found);
    expect(codesOf(ledger)).toEqual(['1', '1', 'g3']);
    expect(counted(plan(TWICE, ledger).counts.competencies ?? never())).toBe('+0 ~0 =3');
  });

  it('codes are never numbers', () => {
    const found = plan('code | statement\n1.1 | a\n1.10 | b\n01.1 | c');
    expect(codesOf(applied(EMPTY, found))).toHaveLength(3);
  });

  it('a repeated code asks for the guid, in a file and at the keyboard', () => {
    const ledger = applied(EMPTY, plan(TWICE));
    const { standards } = ledger;
    expect(plan('code | statement | parent\n2 | two | 1', ledger).problems[0]?.message).toContain(
      'g1, g2',
    );
    expect(codeIndex(standards)('G2', null).map(({ statement }) => statement)).toEqual(['another']);
    expect(codeIndex(standards)('1', null)).toHaveLength(2);
    expect(matchCompetency(standards, standards.ordered, 'g2')).toMatchObject({
      kind: 'one',
      found: { statement: 'another' },
    });
  });

  it('refuses a guid that stands twice, and one code with and without a guid', () => {
    expect(told(plan('code | statement | guid\na | a | g1\nb | b | G1'))).toEqual([
      '3 guid duplicate_guid',
    ]);
    expect(told(plan('code | statement | guid\na | a | g1\nA | b |'))).toEqual([
      '3 code duplicate_code',
    ]);
  });
});

describe('a whole framework', () => {
  it('is known by its guid whatever its document is called, and not by the name of another', () => {
    const ledger = applied(EMPTY, plan('code | statement | guid\na | a | g1'));
    const renamed = plan('code | statement | guid\na | A | g1', ledger, {
      whole: { name: 'Mathematics', guid: 'DOC-1' },
    });
    expect(counted(renamed.counts.frameworks ?? never())).toBe('+0 ~0 =1');
    expect(counted(renamed.counts.competencies ?? never())).toBe('+0 ~1 =0');
    const other = { name: 'maths', guid: 'doc-9' };
    expect(told(plan('code | statement | guid\nb | b | g2', ledger, { whole: other }))).toEqual([
      '1 framework framework_taken',
    ]);
  });

  it('whose name has a colon is meant by all of it', () => {
    const first = applied(EMPTY, plan('code | statement\n1.1 | Other'));
    const six = { name: 'Maths: 6', guid: 'doc-6' };
    const { standards } = applied(
      first,
      plan('code | statement\n1.1 | One', first, { whole: six }),
    );
    const meant = (typed: string) => [
      matchCompetency(standards, standards.ordered, typed),
      { found: codeIndex(standards)(typed, null)[0] },
    ];
    for (const one of meant('maths: 6:1.1'))
      expect(one).toMatchObject({ found: { statement: 'One' } });
    for (const one of meant('maths:1.1'))
      expect(one).toMatchObject({ found: { statement: 'Other' } });
  });

  it('says what appeared, changed and vanished, and what replaces it', () => {
    const ledger = applied(
      EMPTY,
      plan('code | statement | guid\na | a | g1\nb | b | g2\nc | c | g3'),
    );
    const newer = plan(
      'code | statement | guid\na | changed | g1\nc | c | g3\nd | d | g4',
      ledger,
      {
        associations: links('g2 replacedBy g4'),
      },
    );
    expect(newer.news).toEqual({
      appeared: ['d'],
      changed: [{ code: 'a', facts: ['statement'] }],
      vanished: ['b'],
    });
    expect(newer.problems).toMatchObject([
      {
        code: 'vanished',
        severity: 'warning',
        message: expect.stringContaining('b (replaced by d)'),
      },
    ]);
    expect(codesOf(applied(ledger, newer))).toEqual(['a', 'b', 'c', 'd']);
    expect(plan('code | statement | guid\na | a | g1', EMPTY).news).toBeNull();
  });

  it('has its item types assessable that are named, and no others', () => {
    const found = plan('code | statement | type\na | a | Standard\nb | b | Introduction', EMPTY, {
      assessable: ['standard'],
    });
    const { standards } = applied(EMPTY, found);
    expect(standards.ordered.map(standards.assessable)).toEqual([true, false]);
  });
});

describe('associations', () => {
  const FILE = 'code | statement | guid\na | a | g1\nb | b | g2\nc | c | g3';

  it('become prerequisites, exact matches and relations, by guid, address or code', () => {
    const found = plan(FILE, EMPTY, {
      associations: links(
        'g1 precedes g2',
        'https://x.example/uri/g2 exactMatchOf g3',
        'a isPeerOf c',
      ),
    });
    expect(linksOf(applied(EMPTY, found))).toEqual([
      'a requires b (precedes)',
      'b exact c (exactMatchOf)',
      'a related c (isPeerOf)',
    ]);
  });

  it('are replaced by a newer version of the file, those of link files are not', () => {
    const first = applied(
      EMPTY,
      plan(FILE, EMPTY, { associations: links('g1 precedes g2', 'g2 precedes g3') }),
    );
    const ledger = {
      ...first,
      links: first.links.map((link, index) => ({
        ...link,
        via: index === 0 ? ('links' as const) : link.via,
      })),
    };
    const newer = plan(FILE, ledger, { associations: links('g1 isRelatedTo g3') });
    expect(linksOf(applied(ledger, newer))).toEqual([
      'a requires b (precedes)',
      'a related c (isRelatedTo)',
    ]);
    expect(counted(newer.counts.links ?? never())).toBe('+1 ~1 =0');
  });

  it('of a word for prerequisites are those of a column `requires`', () => {
    const ledger = applied(EMPTY, plan(FILE, EMPTY, { associations: links('g1 precedes g2') }));
    const native = { speaksOfRequires: true, whole: null, framework: 'Maths' };
    const column = plan('code | statement | requires\nb | b | a', ledger, native);
    expect(counted(column.counts.links ?? never())).toBe('+0 ~0 =1');
  });

  it('that end outside are kept, and become links when their framework comes', () => {
    const said = { associations: links('g1 exactMatchOf h1', 'h9 precedes g2') };
    const first = plan(FILE, EMPTY, said);
    expect(first.problems).toMatchObject([{ code: 'outside_links', severity: 'warning' }]);
    expect(counted(first.counts.outside_links ?? never())).toBe('+2 ~0 =0');
    const ledger = applied(EMPTY, first);
    expect(counted(plan(FILE, ledger, said).counts.outside_links ?? never())).toBe('+0 ~0 =2');
    const other = plan('code | statement | guid\nx | x | h1', ledger, { whole: ART });
    const both = applied(ledger, other);
    expect(linksOf(both)).toEqual(['a exact x (exactMatchOf)']);
    expect(both.outside).toHaveLength(1);
    expect(counted(plan(FILE, both, said).counts.links ?? never())).toBe('+0 ~0 =1');
    expect(applied(both, plan(FILE, both)).outside).toEqual([]);
  });

  it('refuse circles, and leave out what is linked to itself or to nothing here', () => {
    const circle = plan(FILE, EMPTY, { associations: links('g1 precedes g2', 'g2 precedes g1') });
    expect(told(circle)).toEqual(['3 requires prerequisite_cycle']);
    const odd = plan(FILE, EMPTY, {
      associations: links('g1 isPeerOf a', 'h1 isPeerOf h2', 'g1 precedes g1'),
    });
    expect(told(odd)).toEqual([
      '2 association self_link (warning)',
      '3 association unknown_ends (warning)',
      '4 association self_requirement',
    ]);
  });
});

function never(): never {
  throw new Error('nothing was counted');
}
