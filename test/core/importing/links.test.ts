import { describe, expect, it } from 'vitest';
import { linkKind, planLinks } from '../../../src/core/importing/links.js';
import type { Link } from '../../../src/core/model.js';
import { gradebook } from '../../support/book.js';
import { counted, linksFile, told } from './files.js';

const BOOK = gradebook(`
  framework Math
  a
  b
  c
  twice
  framework Art
  d
  twice`);

type Standing = Link & { readonly via: string };

const plan = (text: string, standing: readonly Standing[] = []) => {
  const { source, records } = linksFile(text);
  return planLinks(source, records, BOOK.standards, standing);
};
const stands = (source: string, target: string, word: string, via = 'links'): Standing => ({
  source: BOOK.competency(source).id,
  target: BOOK.competency(target).id,
  kind: linkKind(word),
  word,
  via,
});
const codeOf = (id: number) => BOOK.standards.competencies.get(id)?.code;
const shown = ({ source, target, kind, word }: Link) =>
  `${codeOf(source)} ${kind} ${codeOf(target)} (${word})`;

describe('the word of a relationship', () => {
  it.each([
    ['dependency', 'requires'],
    ['Prerequisite', 'requires'],
    ['precedes', 'requires'],
    ['requires', 'requires'],
    ['exact', 'exact'],
    ['exactMatchOf', 'exact'],
    ['exact match of', 'exact'],
    ['exact_match_of', 'exact'],
    ['same', 'exact'],
    ['isRelatedTo', 'related'],
    ['conceptual connection', 'related'],
    ['', 'related'],
  ])('%s: %s', (word, kind) => {
    expect(linkKind(word)).toBe(kind);
  });
});

describe('a file of links', () => {
  it('says what comes first, what is the same and what is near, and keeps its word', () => {
    const found = plan(`
      source | target | relationship
      a | b | dependency
      B | c | exactMatchOf
      a | c | conceptual connection
      a | d |`);
    expect(found.problems).toEqual([]);
    expect(counted(found.counts.links)).toBe('+4 ~0 =0');
    expect(found.links.map(shown)).toEqual([
      'a requires b (dependency)',
      'b exact c (exactMatchOf)',
      'a related c (conceptual connection)',
      'a related d (related)',
    ]);
  });

  it('says a thing once', () => {
    const found = plan('source | target | relationship\na | b | dependency\nA | b | precedes');
    expect(counted(found.counts.links)).toBe('+1 ~0 =0');
    const both = plan('source | target | relationship\na | b | dependency\na | b | related');
    expect(counted(both.counts.links)).toBe('+2 ~0 =0');
  });

  it.each([
    ['source_framework', 'twice | a | Art |', 'Art'],
    ['a code with its framework', 'Math:twice | a | |', 'Math'],
  ])('tells codes of two frameworks apart by %s', (_, row, framework) => {
    const found = plan(`source | target | source_framework | relationship\n${row}`);
    expect(found.problems).toEqual([]);
    expect(found.links[0]?.source).toBe(BOOK.competency(`${framework}:twice`).id);
  });

  it.each([
    ['z | b | exact', '2 From unknown_competency'],
    ['a | z | exact', '2 To unknown_competency'],
    [' | b | exact', '2 From missing_code'],
    ['a | | exact', '2 To missing_code'],
    ['a | a | exact', '2 To self_link'],
    ['twice | a | exact', '2 From ambiguous_competency'],
  ])('%s: %s', (row, expected) => {
    const found = plan(`source=From | target=To | relationship\n${row}`);
    expect(told(found)).toEqual([expected]);
    expect(found.links).toEqual([]);
  });

  it('names both where a code is in several frameworks', () => {
    const { problems } = plan('source | target\ntwice | a');
    expect(problems[0]?.message).toBe(
      'several competencies have the code "twice": write Art:twice, Math:twice',
    );
  });
});

describe('circles of prerequisites', () => {
  const HEADER = 'source | target | relationship\n';

  it('are found within the file, at the row that closes them', () => {
    const found = plan(`${HEADER}a | b | precedes\nb | c | precedes\nc | a | precedes`);
    expect(told(found)).toEqual(['4 target prerequisite_cycle']);
    expect(found.problems[0]?.message).toBe('prerequisites go in a circle: c → a → b → c');
  });

  it('are found with what stands, whatever said it', () => {
    const standing = [stands('a', 'b', 'requires', 'standards')];
    expect(told(plan(`${HEADER}b | a | precedes`, standing))).toEqual([
      '2 target prerequisite_cycle',
    ]);
  });

  it('are none of alignments and relations', () => {
    const found = plan(`${HEADER}a | b | exact\nb | a | exact\nb | c | related\nc | b | related`);
    expect(found.problems).toEqual([]);
  });
});

describe('links that come again', () => {
  const HEADER = 'source | target | relationship\n';

  it('change nothing', () => {
    const file = `${HEADER}a | b | dependency\nb | c | same\na | c | near`;
    const first = plan(file);
    const again = plan(
      file,
      first.links.map((link) => ({ ...link, via: 'links' })),
    );
    expect(counted(again.counts.links)).toBe('+0 ~0 =3');
    expect([again.links, again.ended, again.problems]).toEqual([[], [], []]);
  });

  it('change their word', () => {
    const found = plan(`${HEADER}a | b | precedes`, [stands('a', 'b', 'dependency')]);
    expect(counted(found.counts.links)).toBe('+0 ~1 =0');
    expect(found.links.map(shown)).toEqual(['a requires b (precedes)']);
    expect(
      found.ended.map(({ source, target, kind }) => `${codeOf(source)} ${kind} ${codeOf(target)}`),
    ).toEqual(['a requires b']);
  });

  it('are said again where a file of standards said them', () => {
    const found = plan(`${HEADER}a | b | requires`, [stands('a', 'b', 'requires', 'standards')]);
    expect(counted(found.counts.links)).toBe('+1 ~0 =0');
    expect(found.ended).toEqual([]);
  });

  it('leave links that are not in the file', () => {
    const found = plan(`${HEADER}a | b | exact`, [stands('b', 'c', 'exact')]);
    expect(found.ended).toEqual([]);
    expect(counted(found.counts.links)).toBe('+1 ~0 =0');
  });
});
