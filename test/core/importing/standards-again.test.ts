import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planStandards, type StandardsLedger } from '../../../src/core/importing/standards.js';
import { gradebook } from '../../support/book.js';
import { counted, standardsFile, told } from './files.js';
import { applied, ledgerOf } from './tree.js';

const EMPTY = ledgerOf(gradebook(''));

const plan = (text: string, ledger: StandardsLedger, makeHeadings = false) => {
  const { source, records } = standardsFile(text);
  return planStandards(source, records, ledger, {
    framework: 'Math',
    makeHeadings,
    speaksOfParents: source.header('parent') !== null,
    speaksOfRequires: source.header('requires') !== null,
  });
};
const after = (...files: readonly string[]) =>
  files.reduce((ledger, file) => applied(ledger, plan(file, ledger)), EMPTY);

const FILE = `
  code | statement | label | parent | requires | order | essential | method | guid
  6.RP | Ratios | | | | 1 | | |
  6.RP.1 | Compare | I can | 6.RP | | 2 | yes | mean | g1
  6.RP.2 | Rates | | 6.RP | 6.RP.1 | 3 | | |`;

/** Competencies and links of a second file. */
const counts = (first: string, second: string) => {
  const found = plan(second, after(first));
  expect(found.problems).toEqual([]);
  return [counted(found.counts.competencies), counted(found.counts.links)];
};

describe('standards that come again', () => {
  it('change nothing', () => {
    const found = plan(FILE, after(FILE));
    expect(counts(FILE, FILE)).toEqual(['+0 ~0 =3', '+0 ~0 =1']);
    expect(counted(found.counts.frameworks)).toBe('+0 ~0 =1');
    expect([found.competencies, found.links.added, found.links.dropped, found.policies]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it.each([
    ['another statement', FILE.replace('Compare', 'Compare ratios'), ['+0 ~1 =2', '+0 ~0 =1']],
    ['a blank label says nothing', FILE.replace('I can', ''), ['+0 ~0 =3', '+0 ~0 =1']],
    ['a blank order says nothing', FILE.replace('| 3 |', '| |'), ['+0 ~0 =3', '+0 ~0 =1']],
    ['a blank flag says nothing', FILE.replace('yes', ''), ['+0 ~0 =3', '+0 ~0 =1']],
    ['a flag taken back', FILE.replace('yes', 'no'), ['+0 ~1 =2', '+0 ~0 =1']],
    ['a blank policy says nothing', FILE.replace('mean', ''), ['+0 ~0 =3', '+0 ~0 =1']],
    ['another policy', FILE.replace('mean', 'latest'), ['+0 ~1 =2', '+0 ~0 =1']],
    ['codes in another case', FILE.replaceAll('6.RP |', '6.rp |'), ['+0 ~1 =2', '+0 ~0 =1']],
    [
      'a code that moved, by its guid',
      FILE.replaceAll('6.RP.1', '6.RP.A.1'),
      ['+0 ~1 =2', '+0 ~0 =1'],
    ],
    [
      'a blank parent is the top',
      FILE.replace('| 6.RP | 6.RP.1', '| | 6.RP.1'),
      ['+0 ~1 =2', '+0 ~0 =1'],
    ],
    [
      'a prerequisite dropped',
      FILE.replace('| 6.RP | 6.RP.1', '| 6.RP |'),
      ['+0 ~0 =3', '+0 ~1 =0'],
    ],
    ['one row alone', FILE.split('\n').slice(0, 3).join('\n'), ['+0 ~0 =1', '+0 ~0 =0']],
    ['no statement, for a known code', 'code | statement\n6.RP |', ['+0 ~0 =1', '+0 ~0 =0']],
    ['without the columns', 'code | statement\n6.RP.2 | Rates', ['+0 ~0 =1', '+0 ~0 =0']],
    [
      'another framework',
      'framework | code | statement\nArt | 6.RP | Draw',
      ['+1 ~0 =0', '+0 ~0 =0'],
    ],
  ])('%s', (_, second, expected) => {
    expect(counts(FILE, second)).toEqual(expected);
  });

  it('leave links of other files alone', () => {
    const ledger = after(FILE);
    const fromLinks = {
      ...ledger,
      links: ledger.links.map((link) => ({ ...link, via: 'links' as const })),
    };
    const found = plan(FILE.replace('| 6.RP | 6.RP.1', '| 6.RP |'), fromLinks);
    expect(counted(found.counts.links)).toBe('+0 ~0 =0');
    expect(found.links.dropped).toEqual([]);
  });

  it('find a circle with what stands', () => {
    const circle = plan('code | statement | requires\n6.RP.1 | Compare | 6.RP.2', after(FILE));
    expect(told(circle)).toEqual(['2 requires prerequisite_cycle']);
    const turned = 'code | statement | requires\n6.RP.1 | Compare | 6.RP.2\n6.RP.2 | Rates |';
    expect(told(plan(turned, after(FILE)))).toEqual([]);
    const parents = plan('code | statement | parent\n6.RP | Ratios | 6.RP.1', after(FILE));
    expect(told(parents)).toEqual(['2 parent parent_cycle']);
  });

  it('find none with what they move away', () => {
    const before = 'code | statement | parent\nA | a |\nB | b | A\nC | c |';
    const file = (rows: string) => plan(`code | statement | parent\n${rows}`, after(before));
    expect(told(file('A | a | B\nB | b | C'))).toEqual([]);
    expect(told(file('A | a | B'))).toEqual(['2 parent parent_cycle']);
  });

  it('find a circle with what a file of links says too', () => {
    const ledger = after(FILE);
    const both = {
      ...ledger,
      links: [...ledger.links, ...ledger.links.map((link) => ({ ...link, via: 'links' as const }))],
    };
    const turned = 'code | statement | requires\n6.RP.1 | Compare | 6.RP.2\n6.RP.2 | Rates |';
    expect(told(plan(turned, both))).toEqual(['2 requires prerequisite_cycle']);
  });

  it('may be put under what stands already', () => {
    expect(counts(FILE, 'code | statement | parent\n6.RP.3 | Tables | 6.rp')).toEqual([
      '+1 ~0 =0',
      '+0 ~0 =0',
    ]);
  });
});

const CODES = ['a', 'b', 'c', 'd', 'e'];
/** Parents and prerequisites come from further down the list: no circles. */
const anyFile = fc
  .uniqueArray(
    fc.tuple(
      fc.nat(4),
      fc.nat(4),
      fc.nat(4),
      fc.constantFrom('', 'yes', 'no'),
      fc.constantFrom('', '2', '7'),
    ),
    { minLength: 5, maxLength: 5, selector: ([code]) => code },
  )
  .map((rows) =>
    [
      'code | statement | parent | requires | essential | order | min_evidence',
      ...rows.map(([code, parent, needs, essential, order]) =>
        [
          CODES[code],
          `Statement ${essential}`,
          parent > code ? CODES[parent] : '',
          needs > code ? CODES[needs] : '',
          essential,
          order,
          order,
        ].join(' | '),
      ),
    ].join('\n'),
  );

describe('whatever is in the file, after whatever there was', () => {
  it('nothing happens when it comes a second time', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (before, file) => {
        const again = plan(file, after(before, file));
        expect(again.problems).toEqual([]);
        for (const { add, update } of Object.values(again.counts)) {
          expect([add, update]).toEqual([0, 0]);
        }
        const { frameworks, competencies, links, policies } = again;
        expect([frameworks, competencies, links.added, links.dropped, policies].flat()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
