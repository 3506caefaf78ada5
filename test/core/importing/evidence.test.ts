import { describe, expect, it } from 'vitest';
import { codeIndex } from '../../../src/core/matching/competencies.js';
import { likelyKind, type NumberedPiece } from '../../../src/core/new-piece.js';
import { gradebook } from '../../support/book.js';
import { pupil } from '../people.js';
import { evidenceFile, holding, planEvidence, told } from './files.js';

const BOOK = gradebook(`
  framework Math
  6.RP
  6.RP.1 under 6.RP
  4.1
  framework Art
  4.1`);

const STUDENTS = [
  pupil(1, 'Ana', 'Osei', { ids: ['1', 'S-1'] }),
  pupil(2, 'Bo', 'Lind', { ids: ['2', 'dup'] }),
  pupil(3, 'Bo', 'Lind', { ids: ['3', 'dup'] }),
  pupil(4, 'Elizabeth', 'Smith', { ids: ['4', '1'], preferred: 'Betty' }),
];

const SECTIONS = new Map([
  ['7A', new Set([2, 1])],
  ['7B', new Set([3])],
]);

const plan = (text: string) => {
  const { source, records } = evidenceFile(text);
  return planEvidence(source, records, {
    standards: BOOK.standards,
    find: codeIndex(BOOK.standards),
    students: STUDENTS,
    sectionMembers: (section) => SECTIONS.get(section) ?? null,
    ...holding(),
    today: '2026-10-01',
  });
};

describe('a row of evidence', () => {
  it('is a piece with all that it says', () => {
    const { pieces, counts, problems } = plan(`
      student_id | competency | score | date | kind | title | note | by | link | support | tags | external_id
      1 | 6.rp.1 | 2.5 | 2026-09-01 | Test | Quiz | Well done | Mr O | http://x | Help | a;b | q-1`);
    expect(problems).toEqual([]);
    expect(counts).toEqual({ evidence: { add: 1, update: 0, unchanged: 0 } });
    expect(pieces).toEqual([
      {
        number: 1,
        student: 1,
        competency: BOOK.competency('6.RP.1').id,
        observedOn: '2026-09-01',
        score: 2.5,
        possible: null,
        kind: 'test',
        title: 'Quiz',
        note: 'Well done',
        by: 'Mr O',
        link: 'http://x',
        support: 'help',
        tags: 'a;b',
        externalId: 'q-1',
      } satisfies NumberedPiece,
    ]);
  });

  it.each([
    ['4', { score: 4, possible: null }],
    ['0', { score: 0, possible: null }],
    ['Proficient', { score: 3, possible: null }],
    ['8 of 10', { score: 8, possible: 10 }],
    ['.5 of 2', { score: 0.5, possible: 2 }],
    ['0 of 2', { score: 0, possible: 2 }],
  ])('scored %s', (given, expected) => {
    const [score, possible = ''] = given.split(' of ');
    const { pieces, problems } = plan(`
      student_id | competency | score | possible | date
      1 | 6.RP.1 | ${score} | ${possible} | 2026-09-01`);
    expect(problems).toEqual([]);
    expect(pieces).toMatchObject([expected]);
  });

  it('may be words without a score, and without either is left out', () => {
    const found = plan(`
      student_id | competency | Score | date | note
      1 | 6.RP.1 | | 2026-09-01 | Asked good questions
      1 | 6.RP.1 | | 2026-09-01 |`);
    expect(found.pieces).toMatchObject([{ score: null, note: 'Asked good questions' }]);
    expect(told(found)).toEqual(['3 Score blank_score (warning)']);
  });

  it('is an observation unless it says otherwise, and keeps any other word', () => {
    const found = plan(`
      student_id | competency | score | date | Kind
      1 | 6.RP.1 | 3 | 2026-09-01 |
      1 | 6.RP.1 | 3 | 2026-09-01 | Poster
      1 | 6.RP.1 | 3 | 2026-09-01 | projet
      1 | 6.RP.1 | 3 | 2026-09-02 | projet`);
    expect(found.pieces.map(({ kind }) => kind)).toEqual([
      'observation',
      'poster',
      'projet',
      'projet',
    ]);
    expect(told(found)).toEqual(['4 Kind unknown_kind (warning)']);
    expect([likelyKind('projet'), likelyKind('project'), likelyKind('dance')]).toEqual([
      'project',
      null,
      null,
    ]);
  });

  it('may be of today', () => {
    const found = plan('student_id | competency | score | date\n1 | 6.RP.1 | 3 | 2026-10-01');
    expect(found.problems).toEqual([]);
    expect(found.pieces).toHaveLength(1);
  });

  it('over full marks counts as full marks, with a warning', () => {
    const found = plan(`
      student_id | competency | Points | possible | date | score
      1 | 6.RP.1 | | 10 | 2026-09-01 | 12`);
    expect(found.pieces).toMatchObject([{ score: 12, possible: 10 }]);
    expect(told(found)).toEqual(['2 score score_capped (warning)']);
  });
});

describe('whose it is', () => {
  const who = (id: string, name = '', section = '') => {
    const found = plan(`
      student_id | student | section | competency | score | date
      ${id} | ${name} | ${section} | 6.RP.1 | 3 | 2026-09-01`);
    return found.pieces[0]?.student ?? told(found)[0];
  };

  it.each<[string, string, string, string, number | string]>([
    ['her id', '1', '', '', 1],
    ['a further id', 'S-1', '', '', 1],
    ['ids in any case', 's-1', '', '', 1],
    ['the shown id before a further one', '1', '', '', 1],
    ['an id that two have', 'dup', '', '', '2 student_id ambiguous_student'],
    ['an unknown id', '99', '', '', '2 student_id unknown_student'],
    ['a part of a name is no id', 'ana', '', '', '2 student_id unknown_student'],
    ['her name', '', 'Ana Osei', '', 1],
    ['her name, family first', '', 'osei,  ana', '', 1],
    ['family first without a blank', '', 'Osei,Ana', '', 1],
    ['the preferred name', '', 'Betty Smith', '', 4],
    ['the given name', '', 'Elizabeth Smith', '', 4],
    ['a name that two have', '', 'Bo Lind', '', '2 student ambiguous_student'],
    ['one of them in the section', '', 'Bo Lind', '7A', 2],
    ['the other in the other section', '', 'Bo Lind', '7B', 3],
    ['not in the section', '', 'Ana Osei', '7B', '2 student unknown_student'],
    ['a part of a name', '', 'Ana', '', '2 student unknown_student'],
    ['an unknown section', '', 'Ana Osei', '9Z', '2 section unknown_section'],
    ['nobody', '', '', '', '2 student_id missing_student'],
    ['an id and a name of two children', '1', 'Bo Lind', '', '2 student_id other_student'],
    ['an id beside her name', '1', 'Ana Osei', '', 1],
  ])('%s', (_, id, name, section, expected) => {
    expect(who(id, name, section)).toBe(expected);
  });
});

describe('faults', () => {
  it.each([
    ['1 | | 3 | 2026-09-01', '2 Standard missing_competency'],
    ['1 | 9.9 | 3 | 2026-09-01', '2 Standard unknown_competency'],
    ['1 | rp.1 | 3 | 2026-09-01', '2 Standard unknown_competency'],
    ['1 | 6.RP | 3 | 2026-09-01', '2 Standard heading'],
    ['1 | 4.1 | 3 | 2026-09-01', '2 Standard ambiguous_competency'],
    ['1 | 6.RP.1 | 5 | 2026-09-01', '2 Score score_off_scale'],
    ['1 | 6.RP.1 | -1 | 2026-09-01', '2 Score score_off_scale'],
    ['1 | 6.RP.1 | good | 2026-09-01', '2 Score score_off_scale'],
    ['1 | 6.RP.1 | 3 |', '2 Date missing_date'],
    ['1 | 6.RP.1 | 3 | 9/1/2026', '2 Date bad_date'],
    ['1 | 6.RP.1 | 3 | 2026-02-30', '2 Date bad_date'],
    ['1 | 6.RP.1 | 3 | today', '2 Date bad_date'],
    ['1 | 6.RP.1 | 3 | 2026-10-02', '2 Date future_date'],
    ['1 | 6.RP.1 | 3 | 2026-09-01 | 0', '2 Out of bad_possible'],
    ['1 | 6.RP.1 | 3 | 2026-09-01 | ten', '2 Out of bad_possible'],
    ['1 | 6.RP.1 | -1 | 2026-09-01 | 10', '2 Score bad_score'],
    ['1 | 6.RP.1 | all | 2026-09-01 | 10', '2 Score bad_score'],
    ['1 | 6.RP.1 | 3 | 2026-09-01 | | alone', '2 Support bad_support'],
  ])('%s: %s', (row, expected) => {
    const found = plan(
      `student_id | competency=Standard | Score | Date | possible=Out of | Support\n${row}`,
    );
    expect(told(found)).toEqual([expected]);
    expect(found.pieces).toEqual([]);
  });

  it('are said all at once, each with its line', () => {
    const found = plan(`
      student_id | competency | score | date
      99 | 9.9 | 3 | soon
      1 | 6.RP.1 | 3 | 2026-09-01
      1 | 6.RP.1 | 9 | 2026-09-01`);
    expect(told(found)).toEqual([
      '2 student_id unknown_student',
      '2 competency unknown_competency',
      '2 date bad_date',
      '4 score score_off_scale',
    ]);
    expect(found.pieces).toHaveLength(1);
  });

  it('name what is meant and what is allowed', () => {
    const { problems } = plan(`
      student_id | competency | score | date
      1 | 6.RP.2 | 3 | 2026-09-01
      1 | 4.1 | 3 | 2026-09-01
      1 | 6.RP.1 | 5 | 2026-09-01`);
    expect(problems.map(({ message }) => message)).toEqual([
      'there is no competency "6.RP.2"; did you mean "6.RP.1"?',
      'several competencies have the code "4.1": give a framework, or write Art:4.1, Math:4.1',
      'the score for "6.RP.1" must be a number from 0 to 4, or Beginning, Developing, Proficient, Exemplary (scale "default")',
    ]);
  });

  it("never repeat a pupil's data", () => {
    const { problems } = plan(`
      student_id | student | section | competency | score | possible | date | note | support
      7654321 | | | 6.RP.1 | 77.7 | | 2026-99-99 | secret | secret
      | Bo Lind | | 6.RP.1 | 77.7 | 10 | 2026-09-01 | secret |
      | Cleo Secret | 7A | 6.RP.1 | 77.7 | x | 2031-01-01 | secret |`);
    expect(problems.length).toBeGreaterThan(6);
    for (const { message } of problems) {
      expect(message).not.toMatch(/7654321|77\.7|secret|lind|cleo|99-99|2031/i);
    }
  });

  it('of one framework are not those of another', () => {
    const found = plan(`
      student_id | framework | competency | score | date
      1 | art | 4.1 | 3 | 2026-09-01
      1 | | Math:4.1 | 3 | 2026-09-01`);
    expect(found.pieces.map(({ competency }) => competency)).toEqual([
      BOOK.competency('Art:4.1').id,
      BOOK.competency('Math:4.1').id,
    ]);
  });
});
