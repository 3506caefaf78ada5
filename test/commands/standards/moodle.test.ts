/** Competency frameworks and outcomes of Moodle. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../support/pl.js';
import { levelsOf, standing, take, tree } from './read.js';

const HEAD =
  'Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy';
const FRENCH =
  'ID de la compétence parente,ID,Nom abrégé,Description fr,Format,Valeurs,Configuration,Règle,Résultat,Réglages,Références,ID exporté,Est un référentiel,Taxinomie';
const FIELDS =
  'parent,code,name,description,format,values,configuration,rule,outcome,config,references,id,framework,taxonomy'.split(
    ',',
  );
const PROFICIENT =
  '[{"scaleid":"2"},{"id":2,"proficient":1},{"id":3,"scaledefault":1,"proficient":1}]';

type Cells = Readonly<Record<string, string>>;

function row(cells: Cells, fields = FIELDS): string {
  return fields
    .map(
      (name) =>
        `"${(cells[name] ?? (name === 'name' ? cells.code : '') ?? '').replaceAll('"', '""')}"`,
    )
    .join(',');
}

const TOP: Cells = {
  code: 'FW-1',
  name: 'The framework',
  values: 'Low,Good,Great',
  configuration: PROFICIENT,
  framework: '1',
  taxonomy: 'domain,skill',
};

const moodle = (cells: readonly Cells[], head = HEAD) =>
  take('m.csv', [head, row(TOP), ...cells.map((one) => row(one)), ''].join('\n'));

beforeEach(() => ok('init'));

describe('a framework of Moodle', () => {
  it.each([
    ['English', HEAD],
    ['French', FRENCH],
  ])('is read with headers in %s', async (_, head) => {
    const came = await moodle([{ code: 'b', parent: 'a' }, { code: 'a' }], head);
    expect(came).toMatchObject({ code: 0, format: 'moodle', said: [] });
    expect(came.counts).toMatchObject({ competencies: { add: 2 }, scales: { add: 1 } });
    expect(await tree()).toEqual(['a', 'b < a']);
    expect(await standing()).toMatchObject({
      a: { framework: 'The framework', type: 'domain' },
      b: { type: 'skill' },
    });
    expect(await levelsOf('a')).toBe('1=Low, 2*=Good, 3=Great');
  });

  it('is read with the twelve columns of 2015', async () => {
    const short = (text: string) => text.split(',').filter((_, at) => at !== 10 && at !== 11);
    const fields = short(FIELDS.join(','));
    const lines = [TOP, { code: 'a' }].map((cells) => row(cells, fields));
    const came = await take('m.csv', [short(FRENCH).join(','), ...lines, ''].join('\n'));
    expect(came).toMatchObject({ code: 0, format: 'moodle', said: [] });
    expect(await tree()).toEqual(['a']);
  });

  it('has descriptions as plain text, and a scale of its own where a row has one', async () => {
    await moodle([
      {
        code: 'a',
        description: '<p>Voil&agrave;&nbsp;a &lt; b<br>&amp; <b>c</b>d, x <y</p><script>x</script>',
        values: 'No,Yes',
        configuration: '[{"id":"2","proficient":"1"}]',
      },
    ]);
    expect((await standing()).a?.statement).toBe('Voilà a < b & cd, x <y');
    expect(await levelsOf('a')).toBe('1=No, 2*=Yes');
  });

  it('carries rules over, with points found by the exported id', async () => {
    const config = JSON.stringify({
      base: { points: 5 },
      competencies: [
        { id: 11, points: 4, required: 1 },
        { id: 12, points: 2, required: 0 },
      ],
    });
    const rule = { rule: 'core_competency\\competency_rule_points', outcome: '2', config };
    const came = await moodle([
      { code: 'p', ...rule },
      { code: 'a', parent: 'p', id: '11' },
      { code: 'b', parent: 'p', id: '12' },
      { code: 'q', rule: 'core_competency\\competency_rule_all', outcome: '3' },
      { code: 'c', parent: 'q' },
    ]);
    expect(came.said).toEqual([]);
    expect(await standing()).toMatchObject({
      p: { rule: 'points 5' },
      a: { points: '4', required: 'yes' },
      b: { points: '2', required: 'no' },
      q: { rule: 'all' },
    });
  });

  it.each([
    [
      'does nothing there',
      { rule: 'competency_rule_all', outcome: '0' },
      'Rule outcome (optional)',
    ],
    ['is of another kind', { rule: 'rule_of_mine', outcome: '2' }, 'Rule type (optional)'],
    [
      'has a configuration that cannot be read',
      { rule: 'competency_rule_points', outcome: '2', config: '{' },
      'Rule config (optional)',
    ],
  ])('does not take a rule over that %s', async (_, rule, field) => {
    const came = await moodle([
      { code: 'p', ...rule },
      { code: 'a', parent: 'p' },
    ]);
    expect(came).toMatchObject({ code: 0, said: [`3 ${field} rule_not_carried`] });
    expect((await standing()).p?.rule).toBeUndefined();
  });

  it('has each pair of cross references once; a comma in a code is %2C', async () => {
    const came = await moodle([
      { code: 'a,1', references: 'b' },
      { code: 'b', references: 'a%2C1' },
    ]);
    expect(came.counts.links).toEqual({ add: 1, update: 0, unchanged: 0 });
    expect((await ok('status --json')).json()).toMatchObject({ links: 1 });
  });

  it('puts what has an unknown parent at the top, with a word at its line', async () => {
    const came = await moodle([{ code: 'a' }, { code: 'b', parent: 'x' }]);
    expect(came).toMatchObject({ code: 0, said: ['4 Parent ID number outside_parent'] });
    expect(came.counts.competencies?.add).toBe(2);
  });

  it.each([
    ['a repeated id', [{ code: 'a' }, { code: 'a' }], '!4 ID number duplicate_code'],
    [
      'its own parent',
      [{ code: 'a' }, { code: 'b', parent: 'b' }],
      '!4 Parent ID number self_parent',
    ],
    ['no id number', [{ code: 'a' }, { code: '', name: 'N' }], '!4 ID number missing_code'],
    ['no short name', [{ code: 'a' }, { code: 'b', name: '' }], '!4 Short name missing_field'],
    ['a second framework', [{ code: 'a' }, TOP], '!4 null second_framework'],
  ])('refuses %s at its line', async (_, cells, said) => {
    const came = await moodle(cells);
    expect(came).toMatchObject({ code: 3, said: [said] });
  });

  it('without a row for the framework is named after the file', async () => {
    const came = await take('mine.csv', [HEAD, row({ code: 'a' }), ''].join('\n'));
    expect(came).toMatchObject({ code: 0, said: ['1 null no_framework'] });
    expect((await standing()).a?.framework).toBe('mine');
  });
});

describe('outcomes of the gradebook of Moodle', () => {
  it('are a list with scales', async () => {
    const came = await take(
      'o.csv',
      'outcome_name;outcome_shortname;outcome_description;scale_name;scale_items;scale_description\nParticipation;part;;Marks;"No,Some,Yes";\n',
    );
    expect(came).toMatchObject({ code: 0, format: 'moodle-outcomes' });
    expect(came.said).toEqual(['2 scale_items mastery_assumed']);
    expect((await standing()).part).toMatchObject({ statement: 'Participation' });
    expect(await levelsOf('part')).toBe('1=No, 2=Some, 3*=Yes');
  });
});
