/**
 * Each reader of a word of the command line or of a cell, given anything: it answers or refuses in
 * words, and what it answers is never nonsense.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutsOf, valuesOf } from '../../src/commands/import/evidence-levels.js';
import { SETTING_NAMES, settingNamed, settingValue } from '../../src/config.js';
import { addDays, isDay, readDay } from '../../src/core/day.js';
import { listedStudents, readAssignments } from '../../src/core/entering/assignments.js';
import { lineRows, sheetRows } from '../../src/core/entering/cells.js';
import { sentValues } from '../../src/core/entering/object-text.js';
import { PlError } from '../../src/core/errors.js';
import { readLetters, writeLetters } from '../../src/core/grades/letters.js';
import { readRule, writeRule } from '../../src/core/headings.js';
import { dateReader } from '../../src/core/importing/dates.js';
import { faultsOf, readNumber } from '../../src/core/importing/records.js';
import { maxChangeText, readMaxChange } from '../../src/core/importing/roster-options.js';
import { isMasked, readsLike } from '../../src/core/lookalikes.js';
import { codeIndex, matchCompetency } from '../../src/core/matching/competencies.js';
import { headerReader } from '../../src/core/matching/headers.js';
import { matchStudent } from '../../src/core/matching/students.js';
import { folded, normalGrade, splitName } from '../../src/core/names.js';
import {
  allowedValues,
  POLICY_KEYS,
  readPolicyValue,
  writePolicyValue,
} from '../../src/core/policy.js';
import { readSigns } from '../../src/core/reportcard/values.js';
import { readScore } from '../../src/core/scale.js';
import { readLevels, writeLevels } from '../../src/core/scale-text.js';
import { isSize } from '../../src/core/summary/size.js';
import { mappedSources } from '../../src/formats/maps.js';
import { fullName, normalHeader } from '../../src/formats/names.js';
import { pupil } from '../core/people.js';
import { gradebook } from '../support/book.js';
import { cases, holds, junk, nearly } from './junk.js';

const TODAY = '2026-10-01';
const WORDS = [
  ...[
    'ada',
    'Ada Lovelace',
    'Lovelace, Ada',
    '007',
    'ada,ben',
    '6.RP.1',
    'rp.1',
    'Math:6.RP.1',
    'rp.1=3',
  ],
  ...[
    '1=Not yet, 2*=Met',
    '3*[green]=Proficient',
    '4="Yes, always"',
    'Proficient',
    '3',
    '2.5',
    '8/10',
  ],
  ...[
    'A: mean 3 and most 4; B: min 2; else F',
    'A: stage "Unit 1"',
    'A: met 90%',
    'test:0.7;project:0.3',
  ],
  ...[
    'today',
    '-3d',
    '2026-09-09',
    '09/09/2026',
    '9.9.2026 10:22',
    'DD/MM/YYYY',
    'count 3',
    'percent 80',
  ],
  ...[
    '10%',
    '25',
    '1=0,2=201,3=215',
    'Met Standard=3',
    '4=E,thin=IE',
    'name={First}.{Last}',
    'student=Name',
  ],
  ...[
    'latest',
    'weighted-mean',
    'none',
    'all',
    'test;quiz',
    'half-up',
    'K',
    '06',
    'Kindergarten',
    'iso',
  ],
  ...[
    '{"student":"ada","level":3}',
    '[1,2]',
    'a\tb\nc\t"d"',
    'ada 3 a note\nben 2',
    'RP.1 result',
    '[RP.1]',
  ],
];
const typed = nearly(WORDS);

const book = gradebook(`
  6.RP heading
  6.RP.1 under 6.RP "Ratios"
  6.RP.2 under 6.RP requires 6.RP.1
  framework Art
  A.1
  ada 6.RP.1 3 2026-09-01 test`);
const { standards } = book;
const students = [
  pupil(1, 'Ada', 'Lovelace', { ids: ['007', 's1'] }),
  pupil(2, 'Zoë', "O'Hara", { active: false }),
];
const scale = standards.yardstick(book.competency('6.RP.1')).scale;

const { numRuns, ...chosen } = cases(150, 4000);

/** Tries a reader on very many texts; `isSense` fails where an answer is nonsense. */
function tries<T>(read: (text: string) => T, isSense: (answer: T, text: string) => void): void {
  holds(
    'typed: words',
    fc.property(typed, (text) => {
      let answer: T;
      try {
        answer = read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(PlError);
        return;
      }
      isSense(answer, text);
    }),
    { numRuns, ...chosen },
  );
}

const finite = (value: number | null) =>
  expect(value === null || (Number.isFinite(value) && !Object.is(value, -0))).toBe(true);

describe('whatever is typed', () => {
  it('a day is one of the calendar, and comes back as itself', () => {
    tries(
      (text) => readDay(text, TODAY),
      (day) => {
        if (day === null) return;
        // Ten thousand days back, and no further.
        expect(isDay(day)).toBe(true);
        expect(readDay(day, TODAY)).toBe(day);
        expect(addDays(addDays(day, 1), -1)).toBe(day);
      },
    );
  });

  it.each([
    null,
    'DD/MM/YYYY',
    'M/D/YYYY',
    'D.M.YYYY',
    'YYYY-MM-DD',
  ])('a day of a file (%s) is one of the calendar', (format) => {
    const read = dateReader(format);
    tries(read, (day) => expect(day === null || isDay(day)).toBe(true));
  });

  it('the format of days is known or refused', () => {
    tries(dateReader, (read) => expect(read('2026-09-09')).toBe('2026-09-09'));
  });

  it('a number is finite, and written with plain digits', () => {
    tries(readNumber, (value, text) => {
      expect(value === null || Number.isFinite(value) || text.trim().length > 300).toBe(true);
      if (value !== null) expect(text.trim()).toMatch(/^-?[0-9.]+$/);
    });
  });

  it('a score is on the scale', () => {
    tries(
      (text) => readScore(scale, text),
      (score) => {
        finite(score);
        if (score !== null) expect(score >= 0 && score <= 4).toBe(true);
      },
    );
  });

  it('a scale has one level that is mastery, and comes back as itself', () => {
    tries(readLevels, (levels) => {
      expect(levels.filter(({ mastery }) => mastery)).toHaveLength(1);
      expect(new Set(levels.map(({ value }) => value)).size).toBe(levels.length);
      expect(readLevels(writeLevels(levels))).toEqual(levels);
    });
  });

  it.each(POLICY_KEYS)('the policy %s has a value that comes back as itself', (key) => {
    tries(
      (text) => readPolicyValue(key, text),
      (value) => {
        if (value === undefined) expect(allowedValues(key)).not.toBe('');
        else expect(readPolicyValue(key, writePolicyValue(key, value))).toEqual(value);
      },
    );
  });

  it('letters come back as themselves', () => {
    tries(readLetters, (read) => {
      if (!('letters' in read) || read.letters === null) return;
      expect(readLetters(writeLetters(read.letters))).toEqual(read);
    });
  });

  it('a rule of a heading comes back as itself', () => {
    tries(readRule, (rule) => {
      if (rule !== null) expect(readRule(writeRule(rule))).toEqual(rule);
    });
  });

  it('a largest change comes back as itself', () => {
    tries(readMaxChange, (change) => {
      if (change === null) return;
      finite(change.value);
      expect(readMaxChange(maxChangeText(change))).toEqual(change);
    });
  });

  it('a student is one of those there are, and only who matches', () => {
    tries(
      (text) => matchStudent(students, text),
      (match, text) => {
        if (match.kind === 'one') expect(students).toContain(match.found);
        if (match.kind === 'several') expect(match.candidates.length).toBeGreaterThan(1);
        if (folded(text).trim() === '') expect(match.kind).toBe('none');
      },
    );
  });

  it('a competency is one of those there are, and only what matches', () => {
    tries(
      (text) => matchCompetency(standards, standards.ordered, text),
      (match, text) => {
        if (match.kind === 'one') expect(standards.ordered).toContain(match.found);
        if (match.kind === 'several') expect(match.candidates.length).toBeGreaterThan(1);
        if (folded(text).trim() === '') expect(match.kind).toBe('none');
      },
    );
    tries(
      (text) => codeIndex(standards)(text, null),
      (found) => expect(standards.ordered).toEqual(expect.arrayContaining([...found])),
    );
  });

  it('a header means what there is, or nothing', () => {
    const read = headerReader(standards, null);
    tries(read, (meaning) => {
      if (meaning === null) return;
      const found = 'found' in meaning ? [meaning.found] : meaning.candidates;
      expect(found.length).toBeGreaterThan(0);
      expect(standards.ordered).toEqual(expect.arrayContaining([...found]));
    });
  });

  it('names of columns stay what they are when read again', () => {
    tries(normalHeader, (name) => expect(name).toBe(name.trim()));
    tries(fullName, (name) => expect(fullName(name)).toBe(name));
  });

  it('a map names columns that there are', () => {
    const headers = ['Name', 'First', 'Last', '{odd}'];
    tries(
      (text) => mappedSources(headers, ['student', 'name'], [text]),
      (sources) => expect(['student', 'name']).toEqual(expect.arrayContaining([...sources.keys()])),
    );
  });

  it('assignments hold all that was typed', () => {
    tries(
      (text) => readAssignments(text.split(' ')),
      ({ assignments, note, unfinished }, text) => {
        expect(assignments.length + note.length + unfinished.length).toBe(text.split(' ').length);
        for (const { competency, level } of assignments) expect(competency && level).not.toBe('');
      },
    );
    tries(listedStudents, (names) => expect(names ?? ['x']).not.toContain(''));
  });

  it('what was pasted is rows in their order, cells without line ends', () => {
    for (const read of [sheetRows, lineRows])
      tries(read, (rows) => {
        const lines = (rows ?? []).map(({ line }) => line);
        expect([...lines].sort((a, b) => a - b)).toEqual(lines);
        for (const { cells } of rows ?? []) expect(cells.join('')).not.toMatch(/[\r\n\t]/);
      });
  });

  it('JSON that was sent is values, or a fault', () => {
    tries(
      (text) => {
        const faults = faultsOf({ file: 'x', header: () => null });
        return { values: sentValues(text, faults), faults: faults.errors() };
      },
      ({ values, faults }) => expect(values === null).toBe(faults > 0),
    );
  });

  it('cuts are numbers in order, signs and words are told once', () => {
    tries(
      (cuts) => cutsOf({ cuts }),
      (cuts) => {
        const from = cuts.map((cut) => cut.from);
        expect([...from].sort((a, b) => b - a)).toEqual(from);
      },
    );
    tries(
      (text) => valuesOf({ value: [text] }),
      (values) => expect(values.size).toBe(1),
    );
    tries(
      (text) => readSigns([text]),
      (signs) => {
        const known = signs.map(({ of }) => folded(of));
        expect(new Set(known).size).toBe(known.length);
      },
    );
  });

  it('names and grades hold no blank at their ends', () => {
    tries(splitName, ({ given, family }) => {
      expect(given).toBe(given.trim());
      expect(family).toBe(family.trim());
    });
    tries(normalGrade, (grade) => expect(normalGrade(grade)).toBe(grade));
    tries(isSize, (is, text) => expect(is && !/^\d+$/.test(text)).toBe(false));
  });

  it('a setting is one of those there are', () => {
    tries(settingNamed, (name) => expect(SETTING_NAMES).toContain(name));
    for (const name of SETTING_NAMES)
      tries(
        (text) => settingValue(name, text),
        (value) => expect(settingValue(name, value)).toBe(value),
      );
  });

  it('what a text reads like reads like itself', () => {
    tries(readsLike, (form) => expect(readsLike(form)).toBe(form));
    tries(isMasked, (is, text) => expect(is && /^[ -~]*$/.test(text)).toBe(false));
  });

  it('junk is junk enough', () => {
    const seen = fc.sample(junk, { numRuns: 300, seed: 1 });
    expect(seen.some((text) => text.length > 1000)).toBe(true);
    expect(seen.some((text) => /\p{Cc}/u.test(text))).toBe(true);
  });
});
