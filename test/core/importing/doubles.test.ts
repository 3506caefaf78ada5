/** Planning where two rows, or two ids, speak of the same thing, or of things that change places. */
import { describe, expect, it } from 'vitest';
import type { StandingRoster } from '../../../src/core/importing/roster.js';
import { planStandards, type StandardsLedger } from '../../../src/core/importing/standards.js';
import { codeIndex } from '../../../src/core/matching/competencies.js';
import type { NumberedPiece } from '../../../src/core/new-piece.js';
import { gradebook } from '../../support/book.js';
import { pupil } from '../people.js';
import {
  counted,
  evidenceFile,
  holding,
  planEvidence,
  rosterFile,
  standardsFile,
  told,
} from './files.js';
import { applied as appliedRoster, NOBODY, planRoster, USUAL } from './school.js';
import { applied, ledgerOf } from './tree.js';

const standards = (text: string, ledger: StandardsLedger = ledgerOf(gradebook(''))) => {
  const { source, records } = standardsFile(text);
  const options = { framework: 'Math', makeHeadings: false, speaksOfRequires: false };
  const speaksOfParents = source.header('parent') !== null;
  return planStandards(source, records, ledger, { ...options, speaksOfParents });
};
const after = (text: string) => applied(ledgerOf(gradebook('')), standards(text));

const roster = (text: string, standing: StandingRoster) => {
  const { source, records } = rosterFile(text);
  return planRoster(source, records, standing, USUAL);
};

describe('standards', () => {
  it('a parent may change places with its child, which a blank cell puts at the top', () => {
    const before = after('code | statement | parent\nA | a |\nB | b | A');
    expect(told(standards('code | statement | parent\nA | a | B\nB | b |', before))).toEqual([]);
  });

  const GUIDS = 'code | statement | guid | parent\nA | a | g1 |\nB | b | g2 | A\nC | c | | A';

  it('a guid cannot take the code of what is known by its code alone', () => {
    const taken = standards('code | statement | guid\nC | a | g1', after(GUIDS));
    expect(told(taken)).toEqual(['2 guid code_taken']);
    const shared = standards('code | statement | guid\nB | a | g1', after(GUIDS));
    expect(told(shared)).toEqual([]);
  });

  it('two rows cannot be one competency, by guid and by its old code', () => {
    const twice = 'code | statement | guid\nNEW | a | g1\nA | other |';
    expect(standards(twice, after(GUIDS)).problems).not.toEqual([]);
  });

  it('a circle of parents is found where a guid brings another code', () => {
    const circle = 'code | statement | guid | parent\nA2 | a | g1 | B';
    expect(told(standards(circle, after(GUIDS)))).toEqual(['2 parent parent_cycle']);
  });
});

describe('roster', () => {
  it('a further id does not turn one child of the file into another', () => {
    const standing = { ...NOBODY, students: [pupil(1, 'Ana', 'Osei', { ids: ['11', 'S1'] })] };
    const found = roster(
      'student_id | state_id | first_name | last_name\n11 | | Ana | Osei\n99 | S1 | Bea | Osei',
      standing,
    );
    expect(counted(found.counts.students)).toBe('+1 ~0 =1');
  });

  it('nothing happens when a file with some schools blank comes again', () => {
    const file = `
      student_id | first_name | last_name | section | school
      1 | Ana | Osei | 7A | North
      2 | Bo | Lind | 7A |`;
    const again = roster(file, appliedRoster(NOBODY, roster(file, NOBODY)));
    expect(counted(again.counts.enrollments)).toBe('+0 ~0 =2');
  });
});

describe('evidence', () => {
  it('nothing happens when a file with two scores under one external id comes again', () => {
    const book = gradebook('x');
    const plan = (pieces: readonly NumberedPiece[]) => {
      const { source, records } = evidenceFile(
        'external_id | student_id | competency | score | date\nq | 1 | x | 2 | 2026-09-01\nq | 1 | x | 3 | 2026-09-01',
      );
      return planEvidence(source, records, {
        standards: book.standards,
        find: codeIndex(book.standards),
        students: [pupil(1, 'Ana', 'Osei')],
        sectionMembers: () => null,
        ...holding(pieces),
        today: '2026-10-01',
      });
    };
    expect(plan(plan([]).pieces).pieces).toEqual([]);
  });
});
