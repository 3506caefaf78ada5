/** Outcomes files of Canvas: what it accepts is taken, what it refuses is named with line and field. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok } from '../../support/pl.js';
import { levelsOf, standing, take, tree } from './read.js';

const HEAD =
  'vendor_guid,object_type,title,description,calculation_method,calculation_int,workflow_state,parent_guids,mastery_points,ratings';

/** One row of a file with those columns. */
function row(fields: Readonly<Record<string, string>>, ...ratings: readonly string[]): string {
  const given = { object_type: 'outcome', title: 'Title', ...fields } as Record<string, string>;
  const cells = HEAD.split(',')
    .slice(0, -1)
    .map((name) => given[name] ?? '');
  return [...cells, ...ratings].map((cell) => (/[",\n]/.test(cell) ? `"${cell}"` : cell)).join(',');
}

const outcomes = (...rows: readonly string[]) => take('o.csv', [HEAD, ...rows, ''].join('\n'));
const GROUP = row({ vendor_guid: 'g', object_type: 'group', title: 'Group' });

beforeEach(() => ok('init'));

describe('an outcomes file', () => {
  it('has groups as headings and outcomes under them, known by their guid', async () => {
    const came = await outcomes(
      GROUP,
      row({ vendor_guid: 'h', object_type: 'group', parent_guids: 'g' }),
      row({ vendor_guid: 'o', parent_guids: 'h g', description: '<p>A &lt; B &eacute;</p>' }),
    );
    expect(came).toMatchObject({ code: 0, format: 'canvas-outcomes', said: [] });
    expect(came.counts.competencies).toEqual({ add: 3, update: 0, unchanged: 0 });
    expect(came.counts.links).toEqual({ add: 1, update: 0, unchanged: 0 });
    expect(await tree()).toEqual(['g', 'h < g', 'o < h']);
    expect(await standing()).toMatchObject({
      g: { assessable: 'no', type: 'group' },
      o: { guid: 'o', statement: 'A < B é', label: 'Title', assessable: 'yes' },
    });
  });

  it('says what is new in a later one, and which facts are others', async () => {
    const one = { vendor_guid: 'o', calculation_method: 'n_mastery', calculation_int: '3' };
    await outcomes(row(one));
    file(
      'o.csv',
      [HEAD, row({ ...one, calculation_int: '2' }), row({ vendor_guid: 'p' })].join('\n'),
    );
    const { out } = await ok('import standards o.csv');
    expect(out).toMatch(/appeared: 1 \(p\)\n {2}changed: 1 \(o \(n\)\)/);
  });

  it('changes nothing when it comes again', async () => {
    const rows = [GROUP, row({ vendor_guid: 'o', parent_guids: 'g' }, '3', 'Good', '1', 'Bad')];
    await outcomes(...rows);
    const { counts } = await outcomes(...rows);
    expect(counts.competencies).toEqual({ add: 0, update: 0, unchanged: 2 });
    expect(counts.scales).toEqual({ add: 0, update: 0, unchanged: 1 });
  });

  it.each([
    [
      'semicolons',
      HEAD.replaceAll(',', ';'),
      'o;outcome;T;;;;;;;3,5;Good;1,25;Bad',
      '1.25=Bad, 3.5*=Good',
    ],
    ['thousands', HEAD, 'o,outcome,T,,,,,,,"1,234.5",Good,1,Bad', '1=Bad, 1234.5*=Good'],
    ['empty cells behind', `${HEAD},,,`, 'o,outcome,T,,,,,,,2,Good,1,,,,,', '1=1, 2*=Good'],
  ])('is read with %s', async (_, head, line, levels) => {
    const came = await take('o.csv', `${head}\r\n\r\n${line}\r\n`);
    expect(came).toMatchObject({ code: 0, said: [] });
    expect(await levelsOf('o')).toBe(levels);
  });

  it('leaves out what is deleted, with what lies in a deleted group alone', async () => {
    const came = await outcomes(
      row({ vendor_guid: 'g', object_type: 'group', workflow_state: 'deleted' }),
      row({ vendor_guid: 'a', parent_guids: 'g' }),
      row({ vendor_guid: 'h', object_type: 'group' }),
      row({ vendor_guid: 'z', parent_guids: 'g h' }),
    );
    expect(came.code).toBe(0);
    expect(came.said).toEqual(['2 workflow_state deleted_there', '3 workflow_state deleted_there']);
    expect(await tree()).toEqual(['h', 'z < h']);
  });

  it('takes a parent that comes later, and says so', async () => {
    const came = await outcomes(row({ vendor_guid: 'o', parent_guids: 'g' }), GROUP);
    expect(came).toMatchObject({ code: 0, said: ['2 parent_guids parent_later'] });
    expect(await tree()).toContain('o < g');
  });
});

describe('the ratings', () => {
  it.each([
    ['', ['4', 'Top', '3', 'Good', '1', 'Low'], { mastery_at: undefined }],
    ['3', ['4', 'Top', '3', 'Good', '1', 'Low'], { mastery_at: undefined }],
    ['2', ['4', 'Top', '3', 'Good', '1', 'Low'], { mastery_at: '2' }],
  ])('are a scale whose mastery begins at "%s" points', async (mastery_points, ratings, cut) => {
    await outcomes(row({ vendor_guid: 'o', mastery_points }, ...ratings));
    expect((await standing()).o?.mastery_at).toBe(cut.mastery_at);
  });

  it('of the same points are one level', async () => {
    const came = await outcomes(row({ vendor_guid: 'o' }, '3', 'A', '3', 'B', '1', 'C'));
    expect(came).toMatchObject({ code: 0, said: ['2 ratings same_points'] });
  });

  it('may have names with commas', async () => {
    const came = await outcomes(row({ vendor_guid: 'o' }, '2', 'Yes, always', '1', 'No; never'));
    expect(came.said).toEqual([]);
    expect((await ok('scale list')).out).toContain('No; never to Yes, always');
  });

  it('make no scale where there is one alone', async () => {
    const came = await outcomes(row({ vendor_guid: 'o' }, '1'));
    expect(came).toMatchObject({ code: 0, said: ['2 ratings no_scale'] });
  });
});

describe('the calculation', () => {
  it.each([
    ['decaying_average', '40', { method: 'latest-weighted', weight: '0.4' }],
    ['decaying_average', '', { method: 'latest-weighted', weight: '0.65' }],
    ['weighted_average', '', { method: 'latest-weighted', weight: '0.65' }],
    ['standard_decaying_average', '70', { method: 'decaying-average', weight: '0.7' }],
    ['n_mastery', '3', { method: 'n-times', n: '3' }],
    ['average', '', { method: 'mean' }],
    ['latest', '', { method: 'latest' }],
    ['highest', '', { method: 'highest' }],
  ])('%s %s is carried over', async (calculation_method, calculation_int, policy) => {
    const came = await outcomes(
      row({ vendor_guid: 'o', calculation_method, calculation_int }),
      row({ vendor_guid: 'p', calculation_method, calculation_int }),
    );
    expect(came.code).toBe(0);
    expect((await standing()).o).toMatchObject({ ...policy, recent: 'all' });
    if (policy.method === calculation_method) expect(came.messages).toEqual([]);
    else {
      expect(came.said).toEqual(['2 calculation_method method_converted']);
      expect(came.messages[0]).toContain(`2 outcomes, is ${policy.method} here`);
    }
  });
});

describe('what Canvas refuses', () => {
  const long = 'x'.repeat(256);
  it.each([
    ['no title', row({ vendor_guid: 'o', title: '' }), 'title missing_field'],
    ['no guid', row({}), 'vendor_guid missing_code'],
    ['a guid with spaces', row({ vendor_guid: 'two words' }), 'vendor_guid bad_guid'],
    ['a long guid', row({ vendor_guid: long }), 'vendor_guid too_long'],
    ['a long title', row({ vendor_guid: 'o', title: long }), 'title too_long'],
    [
      'another type',
      row({ vendor_guid: 'o', object_type: 'giraffe' }),
      'object_type bad_object_type',
    ],
    [
      'another state',
      row({ vendor_guid: 'o', workflow_state: 'limbo' }),
      'workflow_state bad_state',
    ],
    ['missing points', row({ vendor_guid: 'o' }, '1', 'A', '', 'B'), 'ratings missing_points'],
    ['points in words', row({ vendor_guid: 'o' }, 'one', 'A'), 'ratings bad_number'],
    ['ratings going up', row({ vendor_guid: 'o' }, '1', 'A', '2', 'B'), 'ratings rating_order'],
    [
      'mastery in words',
      row({ vendor_guid: 'o', mastery_points: 'x' }),
      'mastery_points bad_number',
    ],
    [
      'another method',
      row({ vendor_guid: 'o', calculation_method: 'goofy' }),
      'calculation_method bad_method',
    ],
    [
      'a number out of range',
      row({ vendor_guid: 'o', calculation_method: 'decaying_average', calculation_int: '100' }),
      'calculation_int bad_method_number',
    ],
    [
      'a number where none is taken',
      row({ vendor_guid: 'o', calculation_method: 'latest', calculation_int: '3' }),
      'calculation_int bad_method_number',
    ],
    [
      'a parent that is nowhere',
      row({ vendor_guid: 'o', parent_guids: 'x' }),
      'parent_guids unknown_parent',
    ],
    [
      'a further one that is nowhere',
      row({ vendor_guid: 'o', parent_guids: 'g x' }),
      'parent_guids unknown_parent',
    ],
    ['its own parent', row({ vendor_guid: 'o', parent_guids: 'o' }), 'parent_guids self_parent'],
    [
      'a group with ratings',
      row({ vendor_guid: 'h', object_type: 'group' }, '1', 'A'),
      'ratings field_not_allowed',
    ],
    [
      'a group with a method',
      row({ vendor_guid: 'h', object_type: 'group', calculation_method: 'latest' }),
      'calculation_method field_not_allowed',
    ],
    [
      'a group in two',
      row({ vendor_guid: 'h', object_type: 'group', parent_guids: 'g g' }),
      'parent_guids many_parents',
    ],
    ['the same guid again', row({ vendor_guid: 'g' }), 'vendor_guid duplicate_guid'],
  ])('%s is an error at its line', async (_, line, said) => {
    const came = await outcomes(GROUP, line);
    expect(came).toMatchObject({ code: 3, written: false });
    expect(came.said.filter((one) => one.startsWith('!'))).toEqual([`!3 ${said}`]);
    const kept = await take('o.csv', [HEAD, GROUP, line, ''].join('\n'), '--skip-bad');
    expect(kept.code).toBe(4);
    expect(await tree()).toEqual(['g']);
  });

  it('an outcome that others lie under', async () => {
    const came = await outcomes(
      row({ vendor_guid: 'o' }),
      row({ vendor_guid: 'p', parent_guids: 'o' }),
    );
    expect(came.said).toEqual(['!3 parent_guids parent_not_group']);
  });

  it.each([
    [
      'unknown columns',
      'vendor_guid,title,object_type,inquisition',
      ['!1 inquisition unknown_column'],
    ],
    [
      'columns after the ratings',
      'title,object_type,ratings,vendor_guid,,',
      ['!1 vendor_guid column_after_ratings'],
    ],
    [
      'missing columns',
      'vendor_guid,parent_guids',
      ['!1 null missing_column', '!1 null missing_column'],
    ],
  ])('%s', async (_, head, said) => {
    const came = await take('o.csv', `${head}\na,b,c,d\n`);
    expect(came).toMatchObject({ code: 3, said });
  });

  it('a file without outcomes', async () => {
    const came = await take('o.csv', `${HEAD}\n`);
    expect(came.code).toBe(3);
    expect(came.said).toContain('!1 null no_outcomes');
  });
});
