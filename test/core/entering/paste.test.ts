import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../src/core/entering/meaning.js';
import { PASTE, readPaste } from '../../../src/core/entering/paste.js';
import { sheetOf } from '../../../src/core/entering/paste-header.js';
import { faultsOf } from '../../../src/core/importing/records.js';
import { shownId } from '../../../src/core/names.js';
import { gradebook } from '../../support/book.js';
import { pupil } from '../people.js';

const BOOK = gradebook(`
  scale default 1=No, 2=Nearly there, 3*=Yes, 4=Wow
  6.RP heading
  6.RP.1 under 6.RP label "I can describe a ratio"
  6.RP.10 under 6.RP label "I can work with percents"
  7.RP.3 label "I can use a ratio"`);

const CLASS = [
  pupil(1, 'Ana', 'Osei', { ids: ['ana1'] }),
  pupil(2, 'Ana Maria', 'Osei', { ids: ['ana2'] }),
  pupil(3, 'Ben', 'Okri', { ids: ['77'] }),
  pupil(4, 'Mary Ann', "O'Neil", { ids: ['mary'] }),
  pupil(5, 'Eva', 'Percents', { ids: ['eva'] }),
];

function read(text: string, only?: string) {
  const competency = only === undefined ? null : BOOK.competency(only);
  const { problems, scores, ...rest } = readPaste(
    text,
    meaningOf(BOOK.standards, CLASS, competency),
  );
  return {
    ...rest,
    scores: scores.map((one) =>
      [one.line, shownId(one.student), one.competency.code, one.score, one.note].join(' ').trim(),
    ),
    problems: problems.map(({ line, code }) => `${line} ${code}`),
    messages: problems.map(({ message }) => message),
  };
}

describe('a word that is no score', () => {
  it('is left out of lines, rows and grids with a warning, once a word', () => {
    expect(read('ben rp.1 3\nana1 rp.1 absent\nmary rp.1 Absent\n77 rp.10 n/a')).toMatchObject({
      scores: ['1 77 6.RP.1 3'],
      messages: [
        '2 cells say "absent", which is no score: left out',
        '1 cell says "n/a", which is no score: left out',
      ],
    });
    expect(read('Name\tScore\nBen Okri\t-\nana1\t3', '6.RP.1')).toMatchObject({
      scores: ['3 ana1 6.RP.1 3'],
      problems: ['2 not_a_score'],
    });
    expect(read('\trp.1\trp.10\nBen\t3\texcused')).toMatchObject({
      scores: ['2 77 6.RP.1 3'],
      problems: ['2 not_a_score'],
    });
    expect(read('ben absent\nmary 3', '6.RP.1')).toMatchObject({
      scores: ['2 mary 6.RP.1 3'],
      problems: ['1 not_a_score'],
    });
  });

  it('is not followed by more words, nor one of the scale', () => {
    expect(read('ben rp.1 absent today')).toMatchObject({ problems: ['1 score_off_scale'] });
    expect(read('ben rp.1 No')).toMatchObject({ scores: ['1 77 6.RP.1 1'], problems: [] });
  });

  it('is a number with a comma neither, which is an error that says what to write', () => {
    expect(read('ben rp.1 2,5').messages[0]).toContain(
      '; write it like 2.5 (a point, not a comma)',
    );
    expect(read('Ben\trp.1\t2,5').messages[0]).toContain('write it like 2.5');
    expect(read('ben rp.1 7').messages[0]).not.toContain('comma');
  });
});

describe('lines', () => {
  it.each([
    ['ben rp.1 3', '1 77 6.RP.1 3'],
    ['77 rp.1 3', '1 77 6.RP.1 3'],
    ['okri, ben rp.10 2.5 drew it, twice', '1 77 6.RP.10 2.5 drew it, twice'],
    ['ana maria osei rp.1 Wow', '1 ana2 6.RP.1 4'],
    ['ana maria rp.1 nearly there now', '1 ana2 6.RP.1 2 now'],
    ["mary ann o'neil percents 0 ana rp.1 3", '1 mary 6.RP.10 0 ana rp.1 3'],
    ['eva percents rp.1 3', '1 eva 6.RP.1 3'],
    ['eva percents 3', '1 eva 6.RP.10 3'],
    ['ben rp.1 3 2 tries', '1 77 6.RP.1 3 2 tries'],
  ])('%s', (line, understood) => {
    expect(read(line)).toMatchObject({ as: 'lines', scores: [understood], problems: [] });
  });

  it.each([
    ['nobody rp.1 3', '1 unknown_student'],
    ['ana rp.1 3', '1 ambiguous_student'],
    ['ben ratio 3', '1 ambiguous_competency'],
    ['ben rp.99 3', '1 unknown_competency'],
    ['ben 6.rp 3', '1 heading'],
    ['ben 3', '1 missing_competency'],
    ['ben 3 3', '1 missing_competency'],
    ['ben', '1 missing_competency'],
    ['ben rp.1', '1 missing_score'],
    ['ben rp.1 5', '1 score_off_scale'],
    ['ben rp.1 3,5', '1 score_off_scale'],
    ['ben rp.1 3 4', '1 not_a_note'],
    ['ben rp.1 3 2026-09-01', '1 not_a_note'],
  ])('%s is a problem', (line, problem) => {
    expect(read(line)).toMatchObject({ scores: [], problems: [problem] });
  });

  it('say all that is wrong, in the order of the lines, without a name', () => {
    const { problems, messages } = read('ana rp.1 9\n\nbenn rp.1 3\nben oseii 3');
    expect(problems).toEqual([
      '1 ambiguous_student',
      '1 score_off_scale',
      '3 unknown_student',
      '4 missing_competency',
    ]);
    expect(messages.join()).not.toMatch(/ana|benn|oseii/i);
  });

  it('with one competency for all have only student, level and note', () => {
    expect(read('ben 3 at last\nana maria nearly there', '6.RP.1').scores).toEqual([
      '1 77 6.RP.1 3 at last',
      '2 ana2 6.RP.1 2',
    ]);
    expect(read('ben rp.1 3\nnobody 3', '6.RP.1').problems).toEqual([
      '1 score_off_scale',
      '2 unknown_student',
    ]);
  });
});

describe('rows of a sheet', () => {
  it('have a student, a competency, a level and a note', () => {
    const { as, scores, empty } = read('Okri, Ben\trp.1\t3\tgood "try"\nMary\trp.10\t\t\n');
    expect({ as, scores, empty }).toEqual({
      as: 'rows',
      scores: ['1 77 6.RP.1 3 good "try"'],
      empty: 1,
    });
  });

  it('may have a header, in any order', () => {
    expect(read('Score\tName\tStandard\tComment\n4\tBen Okri\t6.RP.1\twell').scores).toEqual([
      '2 77 6.RP.1 4 well',
    ]);
  });

  it('take a whole name for that student, whoever else has its words', () => {
    expect(read('Ana Osei\trp.1\t3\nOsei,Ana\trp.1\t3').scores).toEqual([
      '1 ana1 6.RP.1 3',
      '2 ana1 6.RP.1 3',
    ]);
    expect(read('Ana\trp.1\t3').problems).toEqual(['1 ambiguous_student']);
  });

  it('have only names and levels where the competency is given', () => {
    const scores = ['2 77 6.RP.1 3', '3 mary 6.RP.1 2'];
    expect(read('Pupil\tHow well\nBen\t3\nMary\t2', '6.RP.1').scores).toEqual(scores);
    expect(read('Who\tHow well\nBen\t3\nMary\t2', '6.RP.1').scores).toEqual(scores);
    expect(read('Nobody\t3\nBen\t3', '6.RP.1').problems).toEqual(['1 unknown_student']);
  });

  it.each([
    ['Ben\trp.1\t3\t2026-09-01', '1 not_a_note'],
    ['Ben\trp.1\t9', '1 score_off_scale'],
    ['Ben\t\t3', '1 missing_competency'],
    ['\trp.1\t3', '1 missing_student'],
    ['Nobody\trp.1\tYes', '1 unknown_student'],
    ['Name\tCode\tScore\tDate\nBen\trp.1\t3\t2026-09-01', '1 unused_columns'],
    ['Name\tScore\nBen\t3', '1 missing_column'],
    ['ben rp.1 3\tgood', '1 unknown_student'],
  ])('%j is a problem', (text, problem) => {
    const { scores, problems } = read(text);
    expect(scores).toEqual([]);
    expect(problems).toContain(problem);
  });

  it('do not repeat what may be a name where columns are mixed up', () => {
    const { problems, messages } = read('Okri\tBen\trp.1\t3');
    expect(problems).toContain('1 unknown_competency');
    expect(messages.join()).not.toContain('Ben');
    const note = read('Ben\tMia got 3 wrong\t3');
    expect(note.messages).toEqual(['no competency matches this cell']);
  });
});

it('a sheet may have very many rows', () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => ({
    line: index + 1,
    cells: ['Ben', 'rp.1', '3', 'so'],
  }));
  const faults = faultsOf(PASTE);
  const sheet = sheetOf(rows, meaningOf(BOOK.standards, CLASS, null), faults);
  expect(sheet).toMatchObject({ kind: 'list', notes: [3] });
});

describe('a grid', () => {
  it('has competencies over the columns by code or label; an empty cell is no score', () => {
    const text = 'Name\trp.1\tI can work with percents\nBen Okri\t3\t\nMary\tNo\t0';
    expect(read(text)).toMatchObject({
      as: 'grid',
      scores: ['2 77 6.RP.1 3', '3 mary 6.RP.1 1', '3 mary 6.RP.10 0'],
      empty: 1,
      problems: [],
    });
  });

  it('may have ids beside the names, and an empty corner', () => {
    expect(read('ID\tStudent\trp.1\n77\tBen\t3').scores).toEqual(['2 77 6.RP.1 3']);
    expect(read('\trp.1\nBen\t3').scores).toEqual(['2 77 6.RP.1 3']);
  });

  it.each([
    '6.RP.1 Ratio',
    '6.RP.1 result',
    '6.RP.1: I can describe a ratio',
    'Maths > 6.RP.1',
    'How did it go? [6.RP.1]',
    'rp.1',
  ])('reads the header %s, as a file with it or as typed', (header) => {
    expect(read(`Name\t${header}\nBen\t3`)).toMatchObject({
      as: 'grid',
      scores: ['2 77 6.RP.1 3'],
      problems: [],
    });
  });

  it('takes no column that says it is no score', () => {
    expect(read('Name\trp.1\t6.RP.10 comment\nBen\t3\tgood')).toMatchObject({
      scores: [],
      problems: ['1 unknown_competency'],
    });
  });

  it.each([
    ['Name\trp.1\trp.99\nBen\t3\t3', '1 unknown_competency'],
    ['Name\trp.1\t6.RP.1\nBen\t3\t3', '1 duplicate_header'],
    ['Name\trp.1\t\nBen\t3\t3', '2 row_too_long'],
    ['Name\trp.1\nBen\t3\t3', '2 row_too_long'],
    ['Name\trp.1\nNobody\t', '2 unknown_student'],
  ])('%j is a problem', (text, problem) => {
    expect(read(text)).toMatchObject({ scores: [], problems: [problem] });
  });

  it.each([
    ['Name\trp.1\trp.10\tMia cried all day', 'no competency matches the header of column 4'],
    ['Name\trp.1\tMia\nBen\t3\t3', 'no competency matches the header of column 3'],
    ['Name\trp.1\tratio\nBen\t3\t3', 'the header of column 3 is more than one competency:'],
    ['Name\tScore\tCode\tMia', 'columns that a paste does not have: 4 (counted'],
    ['Name\trp.1\t6.RP.1\nBen\t3\t3', 'columns 2 and 3 are both on "6.RP.1"'],
    ['Name\trp.1\t6.RP.11\nBen\t3\t3', 'no competency matches "6.RP.11"; did you mean "6.RP.1"'],
  ])('says the place of a column, not its words: %j', (text, message) => {
    const { messages } = read(text);
    expect(messages[0]).toContain(message);
    expect(messages.join()).not.toMatch(/mia|ratio/i);
  });

  it('is not read under one competency for all', () => {
    const { scores, problems } = read('Name\trp.1\trp.10\nBen\t3\t2', '6.RP.1');
    expect({ scores, problems }).toEqual({ scores: [], problems: ['1 competency_twice'] });
  });
});
