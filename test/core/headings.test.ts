import { describe, expect, it } from 'vitest';
import { readRule } from '../../src/core/headings.js';
import { gradebook, progress } from '../support/book.js';

/** One child a letter: Met, Below, Thin, Not assessed, Excused; the words after it are its clauses. */
const EVIDENCE: Readonly<Record<string, string>> = { M: '3 3', B: '2 2', T: '3', N: '', E: '3 3' };

const rolledUp = (rule: string, ...children: readonly string[]) => {
  const lines = children.flatMap((child, index) => {
    const [status = '', ...clauses] = child.split(' ');
    return [
      `H.${index} under H ${clauses.join(' ')}`,
      `ada H.${index}: ${EVIDENCE[status]}`,
      status === 'E' ? `ada excuse H.${index}` : '',
    ];
  });
  const book = gradebook(`H rule ${rule}\n${lines.join('\n')}`);
  return progress(book, 'ada', { all: true }).headings[0];
};

describe('a heading over its children', () => {
  it.each<[string, string[], string]>([
    ['all', ['M', 'M'], 'H 2/2 mastered'],
    ['all', ['M', 'B'], 'H 1/2 below'],
    ['all', ['M', 'T'], 'H 1/2 thin'],
    ['all', ['M', 'N'], 'H 1/2 thin'],
    ['all', ['M', 'E'], 'H 1/1 mastered'],
    ['all', ['B', 'T', 'N'], 'H 0/3 below'],
    ['all', ['N', 'N'], 'H 0/2 not_assessed'],
    ['all', ['N', 'E'], 'H 0/1 not_assessed'],
    ['all', ['E', 'E'], 'H 0/0 excused'],
    ['count 2', ['M', 'M', 'B'], 'H 2/3 mastered'],
    ['count 2', ['M', 'B', 'B'], 'H 1/3 below'],
    ['count 2', ['M', 'E', 'E'], 'H 1/1 mastered'],
    ['count 2', ['M', 'N', 'N'], 'H 1/3 thin'],
    ['percent 50', ['M', 'B'], 'H 1/2 mastered'],
    ['percent 51', ['M', 'B'], 'H 1/2 below'],
    ['percent 50', ['M', 'B', 'E'], 'H 1/2 mastered'],
    ['percent 66.6', ['M', 'M', 'B'], 'H 2/3 mastered'],
    ['percent 66.7', ['M', 'M', 'B'], 'H 2/3 below'],
    ['percent 100', ['M', 'M'], 'H 2/2 mastered'],
    ['points 5', ['M points 5', 'B points 1'], 'H 1/2 mastered'],
    ['points 5', ['M points 4', 'B points 5'], 'H 1/2 below'],
    ['points 5', ['M points 2', 'M points 3', 'N'], 'H 2/3 mastered'],
    ['points 5', ['M points 3', 'E points 4'], 'H 1/1 mastered'],
    ['points 5', ['M points 5', 'B points 1 required'], 'H 1/2 below'],
    ['points 5', ['M points 5 required', 'B points 1'], 'H 1/2 mastered'],
    ['points 5', ['M points 5', 'E points 1 required'], 'H 1/1 mastered'],
    ['count 1', ['M', 'B required'], 'H 1/2 below'],
    ['count 9', ['M', 'M'], 'H 2/2 mastered'],
    ['count 9', ['M', 'B'], 'H 1/2 below'],
    ['count 1', ['M', 'E required'], 'H 1/1 mastered'],
    ['percent 33.3', ['M', 'B', 'B'], 'H 1/3 mastered'],
    ['percent 33.4', ['M', 'B', 'B'], 'H 1/3 below'],
    ['percent 100', ['M', 'M', 'T'], 'H 2/3 thin'],
    ['points 0.8', ['M points 0.7', 'M points 0.1', 'B points 1'], 'H 2/3 mastered'],
    ['points 0.8', ['M points 0.7', 'M', 'B points 1'], 'H 2/3 below'],
    ['points 3', ['M points 3', 'N required'], 'H 1/2 thin'],
  ])('%s of %j is %s', (rule, children, expected) => {
    expect(rolledUp(rule, ...children)).toBe(expected);
  });

  it.each([
    [['N', 'N']],
    [['B', 'N points 0']],
    [['N', 'E points 5']],
  ])('is not met on points where none can be had, with %j', (children) => {
    expect(rolledUp('points 5', ...children)).not.toContain('mastered');
  });

  it('asks for all where no points can be had', () => {
    expect(rolledUp('points 5', 'M', 'E points 5')).toBe('H 1/1 mastered');
    expect(rolledUp('points 5', 'M', 'B')).toBe('H 1/2 below');
  });
});

describe('headings under headings', () => {
  const text = `
    6 rule all
    6.RP under 6 rule count 1
    6.NS under 6
    6.RP.1 under 6.RP
    6.RP.2 under 6.RP
    6.NS.1 under 6.NS
    6.NS.x under 6.NS heading
    ada 6.RP.1: 3 3
    ada 6.RP.2: 1 1`;

  it('count by their own rule', () => {
    expect(progress(gradebook(`${text}\nada 6.NS.1: 4 4`), 'ada').headings).toEqual([
      '6 2/2 mastered',
      '6.NS 1/1 mastered',
      '6.RP 1/2 mastered',
    ]);
    expect(progress(gradebook(text), 'ada').headings).toEqual(['6 1/2 thin', '6.RP 1/2 mastered']);
  });

  it('are excused when all under them is', () => {
    expect(progress(gradebook(`${text}\nada excuse 6.NS.1`), 'ada').headings).toEqual([
      '6 1/1 mastered',
      '6.NS 0/0 excused',
      '6.RP 1/2 mastered',
    ]);
  });

  it('are not asked where nothing under them can be assessed', () => {
    const empty = '6.EE under 6\n6.EE.x under 6.EE heading';
    const book = gradebook(`${text}\n${empty}\nada 6.NS.1: 4 4`);
    expect(progress(book, 'ada', { all: true }).headings).toContain('6 2/2 mastered');
  });

  it('count by their own evidence where they are assessable', () => {
    const book = gradebook(`
      6 rule all
      6.RP under 6 assessable
      6.RP.1 under 6.RP
      ada 6.RP: 3 3
      ada 6.RP.1: 1 1`);
    expect(progress(book, 'ada').headings).toEqual(['6 1/1 mastered', '6.RP 0/1 below']);
  });
});

describe('readRule', () => {
  it.each([
    ['all', { kind: 'all' }],
    [' All ', { kind: 'all' }],
    ['count 3', { kind: 'count', atLeast: 3 }],
    ['Percent  80', { kind: 'percent', atLeast: 80 }],
    ['percent 66.7', { kind: 'percent', atLeast: 66.7 }],
    ['points 12.5', { kind: 'points', atLeast: 12.5 }],
    ['count 0', null],
    ['count 2.5', null],
    ['count', null],
    ['percent 101', null],
    ['percent 0', null],
    ['points -1', null],
    ['most', null],
    ['', null],
  ])('"%s"', (text, expected) => {
    expect(readRule(text)).toEqual(expected);
  });
});
