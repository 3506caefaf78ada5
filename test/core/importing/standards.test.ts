import { describe, expect, it } from 'vitest';
import { planStandards, type StandardsLedger } from '../../../src/core/importing/standards.js';
import { frameworkHolding } from '../../../src/core/importing/standards-frameworks.js';
import { gradebook } from '../../support/book.js';
import { counted, standardsFile, told } from './files.js';
import { applied, ledgerOf } from './tree.js';

const EMPTY = ledgerOf(gradebook(''));

const plan = (text: string, ledger: StandardsLedger = EMPTY, makeHeadings = false) => {
  const { source, records } = standardsFile(text);
  return planStandards(source, records, ledger, {
    framework: 'Math',
    makeHeadings,
    speaksOfParents: source.header('parent') !== null,
    speaksOfRequires: source.header('requires') !== null,
  });
};

/** What stands after a file: a line a competency, in order. */
const standing = (text: string, ledger: StandardsLedger = EMPTY, makeHeadings = false) => {
  const found = plan(text, ledger, makeHeadings);
  expect(found.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { standards, links } = applied(ledger, found);
  return standards.ordered.map((one) => {
    const codeOf = (id: number | null) =>
      id === null ? '' : (standards.competencies.get(id)?.code ?? '?');
    const needs = links.filter(({ target, kind }) => target === one.id && kind === 'requires');
    const under = one.parent === null ? '' : ` under ${codeOf(one.parent)}`;
    const after =
      needs.length === 0 ? '' : ` requires ${needs.map((l) => codeOf(l.source)).join(' ')}`;
    return `${one.code}${under}${after}`;
  });
};

describe('a new framework', () => {
  it('is made of its rows, in whatever order', () => {
    const file = `
      code | statement | parent | requires
      6.RP.2 | Rates | 6.RP | 6.RP.1
      6.RP.1 | Ratios | 6.RP |
      6.RP | Ratios and rates | |`;
    expect(standing(file)).toEqual([
      '6.RP',
      '6.RP.1 under 6.RP',
      '6.RP.2 under 6.RP requires 6.RP.1',
    ]);
    const found = plan(file);
    expect(Object.entries(found.counts).map(([what, of]) => `${what} ${counted(of)}`)).toEqual([
      'frameworks +1 ~0 =0',
      'competencies +3 ~0 =0',
      'links +1 ~0 =0',
      'scales +0 ~0 =0',
    ]);
    expect(found.frameworks.map(({ name }) => name)).toEqual(['Math']);
  });

  it('keeps every fact', () => {
    const book = gradebook('scale pass 0=No, 1*=Yes\nx');
    const found = plan(
      `
      framework | code | statement | label | type | grade | subject | order | assessable | essential | guid | scale | rule | points | required
      Art | 4.1 | Draw from life | I can draw | Standard | 4 | Art | 2.5 | yes | x | g-1 | Pass | COUNT 2 | 3 | no`,
      ledgerOf(book),
    );
    expect(told(found)).toEqual(['2 rule rule_on_leaf (warning)']);
    expect(found.competencies[0]?.facts).toEqual({
      framework: { key: 'art' },
      code: '4.1',
      statement: 'Draw from life',
      label: 'I can draw',
      type: 'Standard',
      grade: '4',
      subject: 'Art',
      parent: null,
      order: 2.5,
      assessable: true,
      essential: true,
      guid: 'g-1',
      scale: { id: book.standards.scales[1]?.id },
      rule: 'count 2',
      points: 3,
      required: false,
    });
  });

  it('never guesses a parent from a code', () => {
    expect(standing('code | statement\n6.RP | Ratios\n6.RP.1 | Rates')).toEqual(['6.RP', '6.RP.1']);
  });

  it('may be several, with codes of their own', () => {
    const found = plan(`
      framework | code | statement | requires
      Math | 1 | One | Art:1
      Art | 1 | Un |
      art | 2 | Deux | 1`);
    expect(told(found)).toEqual([]);
    expect(counted(found.counts.frameworks)).toBe('+2 ~0 =0');
    expect(counted(found.counts.competencies)).toBe('+3 ~0 =0');
  });

  it('makes headings that are only named, when asked', () => {
    const file = 'code | statement | parent\na | A | H\nb | B | H\nc | C | a';
    expect(told(plan(file))).toEqual(['2 parent unknown_parent', '3 parent unknown_parent']);
    expect(standing(file, EMPTY, true)).toEqual(['a under H', 'b under H', 'c under a', 'H']);
    expect(counted(plan(file, EMPTY, true).counts.competencies)).toBe('+4 ~0 =0');
  });

  it('sets policies of competencies', () => {
    const found = plan('code | statement | method | min_evidence\na | A | mean | 3\nb | B | |');
    expect(found.policies.map(({ competency, ...rest }) => rest)).toEqual([
      { key: 'method', value: 'mean' },
      { key: 'min_evidence', value: 3 },
    ]);
  });
});

describe('scales', () => {
  const HALF = '0=No, 2*=Half, 4=Whole';
  const book = gradebook(`scale half ${HALF}\na`);
  const file = (...scales: string[]) =>
    `code | statement | scale\n${scales.map((text, n) => `c${n} | C | ${text}`).join('\n')}`;

  it('are those of the gradebook by name, or levels written out, the same ones once', () => {
    const found = plan(file('HALF', HALF, '0=No, 1*=Yes', '1*=Yes; 0=No', ''), ledgerOf(book));
    expect(told(found)).toEqual([]);
    expect(counted(found.counts.scales)).toBe('+1 ~0 =1');
    expect(found.scales.map(({ name }) => name)).toEqual(['No to Yes']);
    const half = { id: book.standards.scales[1]?.id };
    const made = { key: 'no to yes' };
    expect(found.competencies.map(({ facts }) => facts.scale)).toEqual([
      half,
      half,
      made,
      made,
      null,
    ]);
  });

  it('of the same ends but other levels have names of their own', () => {
    const found = plan(file('0=No, 1*=Yes', '0=No, 2*=Yes', '0=No, 1[red]*=Yes'), ledgerOf(book));
    expect(found.scales.map(({ name }) => name)).toEqual(['No to Yes', 'No to Yes 2']);
    expect(told(found)).toEqual(['4 scale bad_scale']);
  });

  it.each([
    ['stars', 'unknown_scale', 'there are default, half, or write its levels out'],
    ['hafl', 'unknown_scale', 'did you mean "half"?'],
    ['1=A, 2=B', 'bad_scale', 'exactly one level is mastery, marked with a star (here 0)'],
    ['1*=A, 2*=B', 'bad_scale', 'exactly one level is mastery, marked with a star (here 2)'],
    ['1=A, 2*=a', 'bad_scale', 'two levels have the same name'],
    ['1[pink]=A, 2*=B', 'bad_scale', '"pink" is not a colour: black, red'],
  ])('%s: %s', (text, code, message) => {
    const found = plan(file(text), ledgerOf(book));
    expect(told(found)).toEqual([`2 scale ${code}`]);
    expect(found.problems[0]?.message).toContain(message);
  });

  it('do not change under scores', () => {
    const ledger = ledgerOf(book, ['a']);
    const to = (text: string) => told(plan(`code | statement | scale\na | A | ${text}`, ledger));
    expect(to('half')).toEqual(['2 scale scored_scale']);
    expect(to('1=One, 2=Two, 3*=Three, 4=Four')).toEqual([]);
    expect(told(plan('code | statement | scale\na | A | half', ledgerOf(book)))).toEqual([]);
  });

  it('are those by which the cuts of the same row are judged', () => {
    const found = plan(
      'code | statement | scale | mastery_at\nb | B | 0=No, 1*=Yes | 2',
      ledgerOf(book),
    );
    expect(told(found)).toEqual(['2 mastery_at bad_policy']);
    expect(found.problems[0]?.message).toContain('from 0 to 1 on scale "No to Yes"');
  });
});

describe('rules of headings', () => {
  const under = (rule: string, ...children: string[]) =>
    plan(
      `code | statement | parent | assessable | points | rule\nh | H | | | | ${rule}\n${children.join('\n')}`,
    );
  const TWO = ['a | A | h | | 2 |', 'b | B | h | | 3 |'];

  it.each([
    ['count 2', TWO, []],
    ['count 3', TWO, ['2 rule unmeetable_rule']],
    ['points 5', TWO, []],
    ['points 5.5', TWO, ['2 rule unmeetable_rule']],
    ['points 1', ['a | A | h | | |'], ['2 rule unmeetable_rule']],
    ['percent 101', TWO, ['2 rule bad_rule']],
    ['count 0', TWO, ['2 rule bad_rule']],
    ['count 1.5', TWO, ['2 rule bad_rule']],
    ['all', ['a | A | h | no | |'], ['2 rule unmeetable_rule']],
    ['count 2', ['a | A | h | no | |', 'b | B | h | | |'], ['2 rule unmeetable_rule']],
    ['count 1', ['a | A | h | no | |', 'b | B | a | | |'], []],
    ['count 1', [], ['2 rule rule_on_leaf (warning)']],
  ])('%s of %j: %j', (rule, children, expected) => {
    expect(told(under(rule, ...children))).toEqual(expected);
  });

  it('are judged with the children that stand, and those that go away', () => {
    const book = gradebook('h rule count 2\na under h\nb under h\nk');
    const file = (text: string) => told(plan(`code | statement | parent\n${text}`, ledgerOf(book)));
    expect(file('c | C | h')).toEqual([]);
    expect(file('a | A | h')).toEqual([]);
    expect(file('a | A | k')).toEqual(['2 rule unmeetable_rule']);
  });
});

describe('faults', () => {
  const HEADER =
    'Code | Statement | Parent | Requires | Order | Assessable | Rule | Points | Scale | Weight';
  it.each([
    [' | A | | | | | | | |', ['2 Code missing_code']],
    ['a | | | | | | | | |', ['2 Statement missing_statement']],
    ['a | A | a | | | | | | |', ['2 Parent self_parent']],
    ['a | A | z | | | | | | |', ['2 Parent unknown_parent']],
    ['a | A | | a | | | | | |', ['2 Requires self_requirement']],
    ['a | A | | z | | | | | |', ['2 Requires unknown_competency']],
    ['a | A | | | first | | | | |', ['2 Order bad_number']],
    ['a | A | | | | maybe | | | |', ['2 Assessable bad_flag']],
    ['a | A | | | | | most | | |', ['2 Rule bad_rule']],
    ['a | A | | | | | | -3 | |', ['2 Points bad_number']],
    ['a | A | | | | | | | stars |', ['2 Scale unknown_scale']],
    ['a | A | | | | | | | | heavy', ['2 Weight bad_policy']],
    ['a | A | | | | | | | | 0.7', ['2 Weight bad_policy']],
    [
      'a | | z | z | | | | | |',
      ['2 Statement missing_statement', '2 Parent unknown_parent', '2 Requires unknown_competency'],
    ],
  ])('%s: %j', (row, expected) => {
    expect(told(plan(`${HEADER}\n${row}`))).toEqual(expected);
  });

  it('a code that stands twice', () => {
    const found = plan('code | statement\na | A\nb | B\nA | again');
    expect(told(found)).toEqual(['4 code duplicate_code']);
    expect(found.problems[0]?.message).toBe('code "A" stands already on line 2');
  });

  it('circles', () => {
    const parents = plan('code | statement | parent\na | A | c\nb | B | a\nc | C | b');
    expect(told(parents)).toEqual(['4 parent parent_cycle']);
    expect(parents.problems[0]?.message).toBe('parents go in a circle: c → b → a → c');
    const needs = plan('code | statement | requires\na | A | b\nb | B | c\nc | C | a');
    expect(told(needs)).toEqual(['4 requires prerequisite_cycle']);
  });

  it.each([
    ['mastery_at', '5', ['2 mastery_at bad_policy']],
    ['mastery_at', '4', []],
    ['mastery_at', 'default', []],
    ['min_evidence', '0', ['2 min_evidence bad_policy']],
  ])('a policy %s=%s: %j', (key, value, expected) => {
    expect(told(plan(`code | statement | ${key}\na | A | ${value}`))).toEqual(expected);
  });

  it('a heading with evidence', () => {
    const ledger = ledgerOf(gradebook('a\nb'), ['a']);
    const file = (row: string) => `code | statement | parent | assessable\n${row}`;
    expect(told(plan(file('c | C | a |'), ledger))).toEqual(['2 parent heading_with_evidence']);
    expect(told(plan(file('c | C | b |'), ledger))).toEqual([]);
    expect(told(plan(file('c | C | a |\na | A | | yes'), ledger))).toEqual([]);
    expect(told(plan(file('c | C | a |\na | A | | no'), ledger))).toEqual([
      '2 parent heading_with_evidence',
    ]);
  });

  it('suggest what comes near', () => {
    const { problems } = plan('code | statement | parent\n6.RP | A |\n6.RP.1 | B | 6.PR');
    expect(problems[0]?.message).toBe(
      'there is no competency "6.PR" in framework "Math"; did you mean "6.RP"?',
    );
  });
});

describe('the framework of a file that names none', () => {
  const { standards } = gradebook('framework Math\na\nb\nframework Art\nc\nframework Music\na');
  it.each([
    [['b', 'z'], 'Math'],
    [['C'], 'Art'],
    [['z'], null],
    [[], null],
    [['b', 'c'], 'many'],
    [['a'], 'many'],
  ])('with codes %j is %s', (codes, expected) => {
    const records = codes.map((code) => ({ code, guid: '' }));
    expect(frameworkHolding(standards, records)).toBe(expected);
  });
});
