import { describe, expect, it } from 'vitest';
import { type PathwaysPlan, planPathways } from '../../../src/core/importing/pathways.js';
import { codeIndex } from '../../../src/core/matching/competencies.js';
import type { Pathway } from '../../../src/core/model.js';
import { gradebook } from '../../support/book.js';
import { counted, pathwaysFile, told } from './files.js';

const BOOK = gradebook(`
  framework Math
  H
  a under H
  b
  c
  d
  twice
  framework Art
  twice`);

const plan = (text: string, standing: readonly Pathway[] = []) => {
  const { source, records } = pathwaysFile(text);
  return planPathways(source, records, BOOK.standards, codeIndex(BOOK.standards), standing);
};

/** What stands after a plan. */
function applied(standing: readonly Pathway[], { pathways }: PathwaysPlan): Pathway[] {
  let last = 1000 + standing.length * 100;
  const changed = pathways.map(
    ({ before, name, stages }): Pathway => ({
      id: before?.id ?? ++last,
      name,
      stages: stages.map((stage) => ({
        id: stage.before?.id ?? ++last,
        name: stage.name,
        title: stage.title,
        requirements: stage.requirements,
      })),
    }),
  );
  const ids = new Set(changed.map(({ id }) => id));
  return [...standing.filter(({ id }) => !ids.has(id)), ...changed];
}
const after = (...files: readonly string[]) =>
  files.reduce<Pathway[]>((standing, file) => applied(standing, plan(file, standing)), []);

/** `unit: base a b@4 | more choose 2 (g) c d` */
const shown = (pathways: readonly Pathway[]) =>
  pathways.map(({ name, stages }) => {
    const texts = stages.map(({ name: stage, title, requirements }) => {
      const asked = requirements.map(({ competency, choose, group, dueOn, minLevel }) => {
        const code = BOOK.standards.competencies.get(competency)?.code;
        const level = minLevel === null ? '' : `@${minLevel}`;
        const due = dueOn === null ? '' : ` by ${dueOn}`;
        return choose === null
          ? `${code}${level}${due}`
          : `${choose} of (${group}) ${code}${level}`;
      });
      return [stage, ...(title === null ? [] : [`"${title}"`]), ...asked].join(' ');
    });
    return `${name}: ${texts.join('; ')}`;
  });

const HEADER =
  'pathway | stage | stage_title | order | competency | requirement | group | due_on | min_level';
const UNIT = `${HEADER}
  unit | base | Foundation | 1 | a | required | | 2026-10-01 |
  unit | base | | 1 | b | | | | 4
  unit | more | | 2 | c | choose 1 | g | |
  unit | more | | 2 | d | Choose 1 | g | | Developing`;

const counts = (found: PathwaysPlan) =>
  (['pathways', 'stages', 'requirements'] as const).map((what) => counted(found.counts[what]));

describe('a file of pathways', () => {
  it('is stages in order with what each asks', () => {
    const found = plan(UNIT);
    expect(found.problems).toEqual([]);
    expect(counts(found)).toEqual(['+1 ~0 =0', '+2 ~0 =0', '+4 ~0 =0']);
    expect(shown(applied([], found))).toEqual([
      'unit: base "Foundation" a by 2026-10-01 b@4; more 1 of (g) c 1 of (g) d@2',
    ]);
  });

  it.each([
    ['by order', '2', '1', 'unit: more b; base a'],
    ['in the order of the file where there is none', '', '', 'unit: base a; more b'],
    ['numbers, not texts', '10', '9', 'unit: more b; base a'],
    ['those without an order last', '', '5', 'unit: more b; base a'],
  ])('orders stages %s', (_, base, more, expected) => {
    const file = `${HEADER}\nunit | base | | ${base} | a | | | |\nunit | more | | ${more} | b | | | |`;
    expect(shown(after(file))).toEqual([expected]);
  });

  it('knows names in any case', () => {
    const file = `${HEADER}\nUnit | Base | | | a | | | |\nunit | BASE | | | b | | | |`;
    expect(shown(after(file))).toEqual(['Unit: Base a b']);
  });

  it('takes a group without a name for one group of the stage', () => {
    const file = `${HEADER}\nu | s | | | a | choose 1 | | |\nu | s | | | b | choose 1 | | |`;
    expect(shown(after(file))).toEqual(['u: s 1 of () a 1 of () b']);
  });
});

describe('faults', () => {
  it.each([
    [' | s | | | a | | | |', ['2 Path missing_pathway']],
    ['u | | | | a | | | |', ['2 Stage missing_stage']],
    ['u | s | | | z | | | |', ['2 Code unknown_competency']],
    ['u | s | | | | | | |', ['2 Code unknown_competency']],
    ['u | s | | | H | | | |', ['2 Code heading']],
    ['u | s | | | twice | | | |', ['2 Code ambiguous_competency']],
    ['u | s | | | a | some | | |', ['2 Asked bad_requirement']],
    ['u | s | | | a | choose 0 | | |', ['2 Asked bad_requirement']],
    ['u | s | | | a | choose 2 | g | |', ['2 Asked group_too_small']],
    ['u | s | | first | a | | | |', ['2 order bad_number']],
    ['u | s | | | a | | | soon |', ['2 due_on bad_date']],
    ['u | s | | | a | | | | 9', ['2 min_level bad_level']],
    [
      'u | s | | | z | most | | 1/1 |',
      ['2 Code unknown_competency', '2 Asked bad_requirement', '2 due_on bad_date'],
    ],
  ])('%s: %j', (row, expected) => {
    const found = plan(
      `pathway=Path | Stage | stage_title | order | competency=Code | requirement=Asked | group | due_on | min_level\n${row}`,
    );
    expect(told(found)).toEqual(expected);
  });

  it('the same competency twice in a stage', () => {
    const found = plan(
      `${HEADER}\nu | s | | | a | | | |\nu | t | | | a | | | |\nu | s | | | A | | | |`,
    );
    expect(told(found)).toEqual(['4 competency duplicate_requirement']);
  });

  it('a group that asks for different numbers', () => {
    const found = plan(
      `${HEADER}\nu | s | | | a | choose 1 | g | |\nu | s | | | b | choose 2 | g | |\nu | s | | | c | choose 1 | g | |`,
    );
    expect(told(found)).toEqual(['3 requirement uneven_group']);
  });
});

describe('pathways that come again', () => {
  it.each([
    ['the same', UNIT, ['+0 ~0 =1', '+0 ~0 =2', '+0 ~0 =4']],
    ['another level', UNIT.replace('| 4\n', '| 3\n'), ['+0 ~1 =0', '+0 ~0 =2', '+0 ~1 =3']],
    ['another day', UNIT.replace('10-01', '10-02'), ['+0 ~1 =0', '+0 ~0 =2', '+0 ~1 =3']],
    ['another number', UNIT.replaceAll('hoose 1', 'hoose 2'), ['+0 ~1 =0', '+0 ~0 =2', '+0 ~2 =2']],
    ['another title', UNIT.replace('Foundation', 'Basics'), ['+0 ~1 =0', '+0 ~1 =1', '+0 ~0 =4']],
    [
      'a blank title says nothing',
      UNIT.replace('Foundation', ''),
      ['+0 ~0 =1', '+0 ~0 =2', '+0 ~0 =4'],
    ],
    [
      'one more asked',
      `${UNIT}\nunit | base | | | d | | | |`,
      ['+0 ~1 =0', '+0 ~0 =2', '+1 ~0 =4'],
    ],
    [
      'one more stage',
      `${UNIT}\nunit | last | | 3 | d | | | |`,
      ['+0 ~1 =0', '+1 ~0 =2', '+1 ~0 =4'],
    ],
    ['one less asked', UNIT.replace(/\n.*\| b \|.*/, ''), ['+0 ~1 =0', '+0 ~0 =2', '+0 ~1 =3']],
    ['one less stage', UNIT.replace(/\n.*\| [cd] \|.*/g, ''), ['+0 ~1 =0', '+0 ~1 =1', '+0 ~0 =2']],
    [
      'stages the other way round',
      UNIT.replaceAll('| 1 |', '| 9 |'),
      ['+0 ~1 =0', '+0 ~2 =0', '+0 ~0 =4'],
    ],
    ['another pathway', UNIT.replaceAll('unit', 'course'), ['+1 ~0 =0', '+2 ~0 =0', '+4 ~0 =0']],
  ])('%s', (_, second, expected) => {
    const found = plan(second, after(UNIT));
    expect(found.problems).toEqual([]);
    expect(counts(found)).toEqual(expected);
    expect(found.pathways.length === 0).toBe(expected[0] === '+0 ~0 =1');
  });

  it('hold what the file said last, and nothing again', () => {
    const shorter = UNIT.replace(/\n.*\| b \|.*/, '');
    expect(shown(after(UNIT, shorter))).toEqual(shown(after(shorter)));
    expect(counts(plan(shorter, after(UNIT, shorter)))).toEqual([
      '+0 ~0 =1',
      '+0 ~0 =2',
      '+0 ~0 =3',
    ]);
  });

  it('keep the stage that students stand in', () => {
    const [before, now] = [after(UNIT), after(UNIT, UNIT.replace('Foundation', 'Basics'))];
    const ids = (pathways: readonly Pathway[]) => pathways[0]?.stages.map(({ id }) => id);
    expect(ids(now)).toEqual(ids(before));
  });
});
