import { beforeEach, describe, expect, it } from 'vitest';
import { csvText, type Value } from '../../src/output/csv.js';
import { at, ok, PATHWAYS, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const MASTERY =
  'student_id,last_name,first_name,grade,section,framework,competency,statement,score,level,level_name,status,overridden,evidence_count,last_observed_on,method,as_of,calculated_level,calculated_status,disputed';

const HEADERS = {
  mastery: MASTERY,
  evidence:
    'student_id,framework,competency,score,possible,date,kind,title,note,by,link,support,tags,external_id',
  roster:
    'student_id,first_name,last_name,preferred_name,grade,email,section,section_name,course,teacher,school,term,status',
  standards:
    'framework,code,statement,label,parent,type,grade,subject,order,assessable,essential,requires,guid,scale,rule,points,required',
  links: 'source,target,relationship,source_framework,target_framework',
  pathways: 'pathway,stage,stage_title,order,competency,requirement,group,due_on,min_level',
};

describe.each(Object.entries(HEADERS))('pl export %s', (kind, header) => {
  it('has its header also without a row', async () => {
    await ok('init --db empty.db');
    expect((await ok(`export ${kind} --db empty.db`)).out).toBe(`${header}\r\n`);
    expect((await ok(`export ${kind} --db empty.db --json`)).out).toBe('[]\n');
  });

  it('has the same columns as JSON keys', async () => {
    await ok('record ada rp.1 3');
    await ok('import pathways -', { stdin: PATHWAYS });
    await ok('import links -', { stdin: 'source,target\n6.RP.A.1,R.1\n' });
    const [row] = (await ok(`export ${kind} --json`)).json<object[]>();
    expect(Object.keys(row ?? {}).join(',')).toBe(header);
    expect((await ok(`export ${kind} --csv`)).lines[0]).toBe(header);
  });
});

describe('pl export mastery', () => {
  it('is one row a student and competency', async () => {
    await ok('student join ada 7A');
    await ok('record ada rp.1 3 --on 2026-09-01');
    await ok('record ada rp.1 4 --on 2026-09-08');
    await ok('override cleo R.1 4 --reason seen');
    expect((await ok('export mastery')).lines.slice(1)).toEqual([
      'ada,Lovelace,Ada,6,6A;7A,math,6.RP.A.1,Understand the concept of a ratio,3.5,3,Proficient,mastered,false,2,2026-09-08,median,2026-10-01,3,mastered,false',
      'cleo,Osei,Cleopatra,6,6B,reading,R.1,Cite textual evidence,,4,Exemplary,mastered,true,0,,median,2026-10-01,,not_assessed,false',
    ]);
  });

  it('is narrowed like every list, and complete with --all', async () => {
    await ok('record ada rp.1 3');
    const rows = async (flags: string) => (await ok(`export mastery ${flags}`)).lines.length - 1;
    expect(await rows('--all')).toBe(4 * 5);
    expect(await rows('--all --section 6A --framework reading')).toBe(2);
    expect(await rows('--all --under 6.RP --grade 7')).toBe(3);
    expect(await rows('--section 7A')).toBe(0);
  });

  it('says in lines what it says in cells, whatever the names, before and after a rollup', async () => {
    await ok('import roster -', {
      stdin: 'student_id,first_name,last_name,section\n"=1,2",=A1,"O""Hara, jr",-7\n',
    });
    await ok('import standards -', {
      stdin: 'framework,code,statement,parent\n@art,+1.a,"=sum(1,2)",\n',
    });
    await ok('policy set round=6');
    for (const day of ['01', '02', '03']) await ok(`record ada rp.1 2.1 --on 2026-09-${day}`);
    await ok('override ada rp.1 4 --reason seen');
    // A judgement that says what the evidence says is one all the same.
    for (const day of ['01', '02', '03']) await ok(`record ben rp.1 3 --on 2026-09-${day}`);
    await ok('override ben rp.1 3 --reason seen');
    await ok(['record', '=1,2', '+1.a', '3']);
    await ok('excuse cleo rp.1 --reason ill');
    const agree = async (flags: string) => {
      const rows = (await ok(`export mastery --json ${flags}`)).json<Record<string, Value>[]>();
      const cells = csvText(Object.keys(rows[0] ?? {}), rows.map(Object.values<Value>));
      expect((await ok(`export mastery ${flags}`)).out).toBe(cells);
      return rows.length;
    };
    expect(await agree('')).toBe(4);
    expect(await agree('--all')).toBe(5 * 6);
    await ok('rollup');
    expect(await agree('')).toBe(4);
    expect(await agree('--all')).toBe(5 * 6);
  });

  it('carries its day', async () => {
    await ok('record ada rp.1 3 --on 2026-09-01');
    at('2026-11-05T09:00:00');
    const day = async (flags: string) =>
      (await ok(`export mastery --json ${flags}`)).json<{ as_of: string }[]>()[0]?.as_of;
    expect(await day('')).toBe('2026-11-05');
    expect(await day('--as-of 2026-09-15')).toBe('2026-09-15');
    expect(await day('--known-on 2026-10-15')).toBe('2026-10-15');
  });
});

describe('pl export roster', () => {
  it('is one row a student, section and teacher, with further ids', async () => {
    await ok('import roster -', {
      stdin:
        'student_id,state_id,name,section,teacher,school\nada,0041,Ada Lovelace,6A,Mr Stone,Hill School\nben,,Ben Okri,6A,,\n',
    });
    expect((await ok('export roster --section 6A')).lines).toEqual([
      `${HEADERS.roster},state_id`,
      'ada,Ada,Lovelace,,6,,6A,Room 6A,Maths 6,Mr Stone,Hill School,Autumn,active,0041',
      'ada,Ada,Lovelace,,6,,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn,active,0041',
      'ben,Ben,Okri,,6,,6A,Room 6A,Maths 6,Mr Stone,Hill School,Autumn,active,',
      'ben,Ben,Okri,,6,,6A,Room 6A,Maths 6,Ms Fair,Hill School,Autumn,active,',
    ]);
  });

  it('has the withdrawn on demand, as such', async () => {
    await ok('student withdraw dan');
    expect((await ok('export roster')).out).not.toContain('dan,');
    expect((await ok('export roster --withdrawn')).out).toMatch(/^dan,.*,withdrawn\r$/m);
  });
});

describe('pl export standards', () => {
  it('has a column for each policy key that is set, and writes it as it is read', async () => {
    await ok('policy set method=latest-weighted weight=0.4 recent=all --competency rp.1');
    const { lines } = await ok('export standards --under 6.RP');
    expect(lines[0]).toBe(`${HEADERS.standards},method,recent,weight`);
    expect(lines[2]).toMatch(/^math,6\.RP\.A\.1,.*,latest-weighted,all,0\.4$/);
    expect(lines[3]).toMatch(/^math,6\.RP\.A\.2,.*,6\.RP\.A\.1,,,,,,,,$/);
  });
});

describe('pl export evidence', () => {
  it('is in the order of entry, student by student', async () => {
    await ok('record cleo R.1 3');
    await ok('record ada rp.2 2 --on yesterday');
    await ok('record ada rp.1 3');
    const rows = (await ok('export evidence')).lines.slice(1);
    expect(rows.map((row) => row.split(',').slice(0, 4).join(' '))).toEqual([
      'ada math 6.RP.A.2 2',
      'ada math 6.RP.A.1 3',
      'cleo reading R.1 3',
    ]);
  });
});

it('what standards and links files have said comes back unchanged', async () => {
  await ok('import links -', { stdin: 'source,target,relationship\n6.RP.A.1,R.1,precedes\n' });
  const [standards, links] = [await ok('export standards'), await ok('export links')];
  for (const [kind, { out }] of [['standards', standards] as const, ['links', links] as const]) {
    const { counts } = (await ok(`import ${kind} - --json`, { stdin: out })).json<{
      counts: { links: object };
    }>();
    expect(counts.links).toMatchObject({ add: 0, update: 0 });
  }
});
