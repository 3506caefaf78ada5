/** What standards of other systems have brought goes by CSV into an empty gradebook, and means the same. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok } from '../../support/pl.js';
import { standing } from './read.js';

/** The gradebook's CSV of one kind, and what a second gradebook writes that has read it. */
async function carried(...kinds: readonly string[]): Promise<[string, string][]> {
  await ok('init --db second.db --quiet');
  const pairs: [string, string][] = [];
  for (const kind of kinds) {
    await ok(`export ${kind} -o ${kind}.csv --quiet`);
    await ok(`import ${kind} ${kind}.csv --db second.db --quiet`);
    const [first, second] = [await ok(`export ${kind}`), await ok(`export ${kind} --db second.db`)];
    pairs.push([first.out, second.out]);
  }
  return pairs;
}

const MOODLE = [
  'Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy',
  ',FW,Skills,,1,"Low,Good,Great","[{""scaleid"":""2""},{""id"":2,""scaledefault"":1,""proficient"":1},{""id"":3,""proficient"":1}]",,,,,,1,"domain,skill"',
  ',A,Reading,A,1,,,,,,,1,,',
  'A,A.1,Finds,Finds,1,,,,,,B.1,2,,',
  ',B,Writing,B,1,,,,,,,3,,',
  'B,B.1,Tells,Tells,1,,,,,,A.1,4,,',
  '',
].join('\n');

beforeEach(() => ok('init'));

describe('a gradebook carried over by CSV', () => {
  it('keeps the relations and the scale of a framework of Moodle', async () => {
    await ok(`import standards ${file('m.csv', MOODLE)} --quiet`);
    expect((await ok('export links')).lines.slice(1)).not.toEqual([]);
    for (const [first, second] of await carried('standards', 'links')) expect(second).toBe(first);
    expect((await standing())['A.1']?.scale).toBe('1=Low, 2*=Good, 3=Great');
  });

  it('keeps the scale of each outcome of Canvas', async () => {
    const canvas = [
      'vendor_guid,object_type,title,description,calculation_method,calculation_int,workflow_state,parent_guids,mastery_points,ratings',
      'g,group,Group,,,,,,,',
      'o,outcome,One,,highest,,,g,3,5,Great,3,Good,1,Low',
      '',
    ].join('\n');
    await ok(`import standards ${file('o.csv', canvas)} --quiet`);
    for (const [first, second] of await carried('standards')) expect(second).toBe(first);
  });

  it('keeps what is the same thing elsewhere, so that evidence counts there too', async () => {
    const csv = 'framework,code,statement,guid\na,A1,One,g1\nb,B1,Two,g2\n';
    await ok('import standards - --quiet', { stdin: csv });
    await ok('import links - --quiet', {
      stdin: 'source,target,relationship\nA1,B1,exactMatchOf\nB1,A1,precedes\n',
    });
    for (const [first, second] of await carried('standards', 'links')) expect(second).toBe(first);
  });

  it('has the headings over what is written, so that no parent is missing', async () => {
    await ok(`import standards ${file('m.csv', MOODLE)} --quiet`);
    await ok('term set T1 --from 2026-09-01 --to 2026-09-30 --competencies - --quiet', {
      stdin: 'B.1\n',
    });
    await ok('export standards --term T1 -o t.csv --quiet');
    await ok('init --db second.db --quiet');
    await ok('import standards t.csv --db second.db --quiet');
    expect((await ok('export standards --json --db second.db')).json()).toMatchObject([
      { code: 'B', parent: null },
      { code: 'B.1', parent: 'B' },
    ]);
  });
});
