import { describe, expect, it } from 'vitest';
import { width } from '../../src/output/width.js';
import { english } from '../../src/output/words.js';

describe('english', () => {
  it.each([
    [0, 'student', '0 students'],
    [1, 'student', '1 student'],
    [2, 'student', '2 students'],
    [2, 'competency', '2 competencies'],
    [2, 'day', '2 days'],
    [2, 'class', '2 classes'],
  ])('counts %i %s as %s', (n, singular, expected) => {
    expect(english.count(n, singular)).toBe(expected);
  });

  it('takes an irregular plural', () => {
    expect(english.count(3, 'piece of evidence', 'pieces of evidence')).toBe(
      '3 pieces of evidence',
    );
  });

  it('has a word and a mark of its own for each status', () => {
    const marks = Object.values(english.mark);
    expect(new Set(Object.values(english.status)).size).toBe(5);
    expect(new Set(marks.map(({ mark }) => mark)).size).toBe(5);
    expect(new Set(marks.map(({ ascii }) => ascii)).size).toBe(5);
    for (const { mark, ascii } of marks) {
      expect(width(mark)).toBe(1);
      expect(ascii).toMatch(/^[ -~]$/);
    }
  });

  it('never calls the unknown a failure', () => {
    expect(english.status.not_assessed).toBe('not assessed');
    expect(english.status.thin).toBe('need more evidence');
    expect(english.status.below).toBe('not yet');
  });
});
