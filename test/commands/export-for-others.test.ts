import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../src/formats/workbook.js';
import { at, exists, file, ok, pl, smallSchool, text } from '../support/pl.js';
import { filesIn, type Row } from '../support/unzipped.js';

beforeEach(smallSchool);

async function oneRoster(flags = ''): Promise<Readonly<Record<string, readonly Row[]>>> {
  await ok(`export oneroster -o r.zip ${flags}`);
  return filesIn('r.zip');
}

describe('pl export oneroster', () => {
  beforeEach(async () => {
    await ok('record ada rp.1 3 --on 2026-09-20');
    await ok('record ada rp.1 4 --on 2026-09-22');
    await ok('record ben rp.1 2 --on 2026-09-22');
    await ok('excuse ben rp.2 --reason "not taught to him"');
  });

  it('says levels, and keeps too little, excused and not assessed apart', async () => {
    const { results = [], lineItems = [] } = await oneRoster('--all --section 6A');
    const item = new Map(lineItems.map(({ sourcedId, title }) => [sourcedId, title]));
    const said = results.map((row) =>
      [
        row.studentSourcedId,
        item.get(row.lineItemSourcedId ?? ''),
        row.scoreStatus,
        row.score,
      ].join(' '),
    );
    expect(said.filter((line) => / 6\.RP\.A\.[12] /.test(line)).sort()).toEqual([
      'ada 6.RP.A.1 fully graded 3',
      'ada 6.RP.A.2 not submitted ',
      'ben 6.RP.A.1 partially graded ',
      'ben 6.RP.A.2 exempt ',
    ]);
  });

  it('is a delta of which every part points to another that is there', async () => {
    const files = await oneRoster();
    const ids = (name: string) => new Set((files[name] ?? []).map(({ sourcedId }) => sourcedId));
    const points = (from: string, field: string, to: string) => {
      const rows = files[from] ?? [];
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => !ids(to).has(row[field] ?? ''))).toEqual([]);
    };
    points('results', 'lineItemSourcedId', 'lineItems');
    points('lineItems', 'categorySourcedId', 'categories');
    points('lineItemScoreScales', 'scoreScaleSourcedId', 'scoreScales');
    points('lineItemScoreScales', 'lineItemSourcedId', 'lineItems');
    points('lineItemLearningObjectiveIds', 'lineItemSourcedId', 'lineItems');
    points('resultLearningObjectiveIds', 'resultSourcedId', 'results');
    const manifest = new Map(files.manifest?.map((row) => [row.propertyName, row.value]));
    expect(manifest.get('oneroster.version')).toBe('1.2');
    expect(manifest.get('file.users')).toBe('absent');
    for (const name of Object.keys(files))
      if (name !== 'manifest') expect(manifest.get(`file.${name}`)).toBe('delta');
    const rows = Object.entries(files).flatMap(([name, all]) => (name === 'manifest' ? [] : all));
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['active']));
  });

  it('names a competency by its guid in CASE, else by its code', async () => {
    const guid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    await ok('import standards -', {
      stdin: `framework,code,statement,guid\nmath,6.RP.A.1,Ratios,${guid}\n`,
    });
    await ok('record ada r.1 3');
    const { lineItemLearningObjectiveIds = [] } = await oneRoster();
    expect(
      lineItemLearningObjectiveIds.map((row) => `${row.source} ${row.learningObjectiveId}`).sort(),
    ).toEqual([`case urn:uuid:${guid}`, 'unknown 6.RP.A.2', 'unknown R.1']);
  });

  it('is the same bytes on the next day as of the same one, and knows each result again', async () => {
    await ok('export oneroster --as-of 2026-10-01 -o first.zip');
    at('2026-10-09T09:00:00');
    await ok('export oneroster --as-of 2026-10-01 -o second.zip');
    expect(readFileSync('second.zip')).toEqual(readFileSync('first.zip'));
    const before = filesIn('first.zip').results?.map(({ sourcedId }) => sourcedId);
    await ok('record ada rp.1 1');
    const after = (await oneRoster()).results?.map(({ sourcedId }) => sourcedId);
    expect(after).toEqual(before);
  });

  it('in version 1.1 has results with a level alone, its name in the comment', async () => {
    const run = await ok('export oneroster --format oneroster-1.1 -o r.zip');
    expect(run.err).toContain('version 1.1 cannot say them');
    const files = filesIn('r.zip');
    expect(files.results?.map(({ score, comment }) => [score, comment])).toEqual([
      ['3', 'Proficient'],
    ]);
    expect(Object.keys(files.lineItems?.[0] ?? {})).toContain('gradingPeriodSourcedId');
    expect(Object.keys(files)).not.toContain('scoreScales');
  });

  it('says who is in no section, and is refused where nobody is in one', async () => {
    await ok('student withdraw ada');
    await ok('student add eve Eve Moss');
    await ok('record eve rp.1 3');
    expect((await ok('export oneroster -o r.zip')).err).toContain(
      '1 student with results in no section: left out',
    );
    await ok('student withdraw ben');
    expect(await pl('export oneroster -o none.zip')).toMatchObject({ code: 1 });
    expect(exists('none.zip')).toBe(false);
  });

  it.each([
    '--json',
    '--csv',
    '--format csv',
    '--format oneroster-1.0',
  ])('refuses %s as wrong usage', async (flag) => {
    expect(await pl(`export oneroster -o r.zip ${flag}`)).toMatchObject({ code: 2, out: '' });
  });

  it('is not printed on a terminal', async () => {
    const run = await pl('export oneroster', { terminal: true });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('-o FILE');
  });
});

describe('pl export canvas', () => {
  it('comes back as the same competencies, scale and method', async () => {
    await ok('policy set method=latest-weighted weight=0.7 recent=all --framework math');
    await ok('export canvas --framework math -o outcomes.csv');
    await ok('init --db other.db');
    await ok('import standards outcomes.csv --framework math --db other.db');
    const facts = async (db: string) =>
      (await ok(`export standards --framework math --json --db ${db}`))
        .json<Record<string, unknown>[]>()
        .map(({ code, statement, parent }) => ({ code, statement, parent }))
        .sort((a, b) => (String(a.code) < String(b.code) ? -1 : 1));
    expect(await facts('other.db')).toEqual(await facts('gradebook.db'));
    const [one] = (await ok('export standards --framework math --json --db other.db'))
      .json<Record<string, unknown>[]>()
      .filter(({ code }) => code === '6.RP.A.1');
    expect(one).toMatchObject({ method: 'latest-weighted', weight: '0.7' });
  });

  it('leaves the method blank where Canvas has none such, and says so', async () => {
    const run = await ok('export canvas --framework reading');
    expect(run.err).toContain('1 outcome with a method that Canvas does not have');
    const [row] = parse(run.out, { columns: true, relax_column_count: true }) as Row[];
    expect(row).toMatchObject({ vendor_guid: 'R.1', calculation_method: '', mastery_points: '3' });
  });

  it('with --results has two columns a competency, blank where there is no score', async () => {
    await ok('record ada rp.1 3 --on 2026-09-20');
    await ok('record ada rp.1 4 --on 2026-09-22');
    await ok('record ben rp.2 2');
    const run = await ok('export canvas --results --section 6A');
    expect(run.err).toContain('1 standing neither met nor not yet: the score is blank');
    expect(run.lines).toEqual([
      'Student name,Student ID,Student SIS ID,Ratios > 6.RP.A.1 result,Ratios > 6.RP.A.1 mastery points,Ratios > 6.RP.A.2 result,Ratios > 6.RP.A.2 mastery points',
      'Ada Lovelace,,ada,3.5,3,,3',
      'Ben Okri,,ben,,3,,3',
    ]);
  });

  it('with --results has the judgement of a teacher, and nothing of who is excused', async () => {
    await ok('record ada rp.1 1 --on 2026-09-20');
    await ok('record ada rp.1 1 --on 2026-09-22');
    await ok('record ada rp.2 4 --on 2026-09-20');
    await ok('record ada rp.2 4 --on 2026-09-22');
    await ok('override ada rp.1 4 --reason "seen in her project"');
    await ok('excuse ada rp.2 --reason moved');
    const run = await ok('export canvas --results --section 6A');
    expect(run.lines[1]).toBe('Ada Lovelace,,ada,4,3,,3');
  });

  it('comes back into the gradebook from which it came, and changes nothing', async () => {
    const guid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    await ok('import standards -', {
      stdin: `framework,code,statement,label,type,guid\nart,A 1,"Line & 100% care",,Standard,${guid}\nart,B 2%20,${'x'.repeat(300)},,,\nart,C,Colour,,,\n`,
    });
    await ok('policy set method=mean recent=all --framework art');
    await ok('export canvas --framework art -o art.csv');
    const { counts } = (await ok('import standards art.csv --framework art --json')).json<{
      counts: Record<string, unknown>;
    }>();
    expect(counts).toMatchObject({
      frameworks: { add: 0, update: 0 },
      competencies: { add: 0, update: 0, unchanged: 3 },
      scales: { add: 0, update: 0 },
    });
  });

  it('writes an outcome a line, with short names, and changes nothing when it comes back', async () => {
    const long = `${'x'.repeat(254)} and more`;
    const statements = [
      '"Add:\n- within 10\n- within  20",',
      '"Count\r\non","Count\non"',
      `${long},`,
    ];
    const lines = [...statements, `Colour,"${long}\nof it"`].map((one, n) => `art,C${n},${one}`);
    await ok('import standards -', {
      stdin: `framework,code,statement,label\n${lines.join('\n')}\n`,
    });
    await ok('export canvas --framework art -o art.csv');
    expect(text('art.csv').trim().split('\n')).toHaveLength(5);
    expect(text('art.csv')).toContain('Add: - within 10 - within 20');
    const again = 'import standards art.csv --framework art --json';
    expect((await ok(again)).json()).toMatchObject({
      counts: { competencies: { add: 0, update: 0, unchanged: 4 } },
    });
    file('art.csv', text('art.csv').replaceAll('Count on', 'Count back'));
    expect((await ok(again)).json()).toMatchObject({
      counts: { competencies: { add: 0, update: 1, unchanged: 3 } },
    });
  });

  it('knows an outcome by its guid, else by its code, and reads it so in a new gradebook', async () => {
    const guid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    await ok('import standards -', {
      stdin: `framework,code,statement,guid\nart,A 1,Line,${guid}\nart,B 2%20,Shade,\n`,
    });
    await ok('export canvas --framework art -o art.csv');
    const rows = parse(text('art.csv'), { columns: true, relax_column_count: true }) as Row[];
    expect(rows.map(({ vendor_guid }) => vendor_guid)).toEqual([guid, 'B%202%2520']);
    await ok('init --db other.db');
    await ok('import standards art.csv --framework art --db other.db');
    const read = (await ok('export standards --json --db other.db')).json<Row[]>();
    expect(read.map(({ code }) => code)).toEqual([guid, 'B 2%20']);
  });

  it('refuses two competencies that would be one outcome', async () => {
    await ok('import standards -', { stdin: 'framework,code,statement\nother,r.1,Quote\n' });
    const run = await pl('export canvas -o both.csv');
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('--framework');
    expect(exists('both.csv')).toBe(false);
  });
});

describe('pl export … --format xlsx', () => {
  it('holds what the CSV holds, and days, numbers and ids as what they are', async () => {
    await ok('import roster -', {
      stdin:
        'student_id,first_name,last_name,section\n007,Zo\u00eb,M\u00fcller,6A\nada,Ada,Lovelace,6A\nben,Ben,Okri,6A\n',
    });
    await ok('record 007 rp.1 2.5 --on 2026-09-20');
    await ok('export mastery --format xlsx -o m.xlsx');
    const read = await readWorkbook(readFileSync('m.xlsx'), 'm.xlsx', null);
    const rows = parse(Buffer.from(read.bytes ?? []), { columns: true }) as Row[];
    const csv = parse((await ok('export mastery')).out, { columns: true }) as Row[];
    expect(rows).toEqual(csv);
    const sheet = new TextDecoder().decode(
      unzipSync(readFileSync('m.xlsx'))['xl/worksheets/sheet1.xml'],
    );
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<v>2.5</v>');
    expect(sheet).toMatch(/<c r="O2" s="\d"><v>46285<\/v>/);
  });

  it('is the same bytes each time, and comes back as evidence', async () => {
    await ok('record ada rp.1 3 --on 2026-09-20 --title "Quiz, 1"');
    await ok('export evidence --format xlsx -o a.xlsx');
    at('2026-10-02T10:11:12');
    await ok('export evidence --format xlsx -o b.xlsx');
    expect(readFileSync('b.xlsx')).toEqual(readFileSync('a.xlsx'));
    expect((await ok('import evidence a.xlsx')).out).toContain('1 unchanged');
  });

  it('is wrong usage with --json, and on a terminal', async () => {
    expect(await pl('export mastery --format xlsx --json')).toMatchObject({ code: 2, out: '' });
    expect(await pl('export mastery --format xlsx', { terminal: true })).toMatchObject({ code: 2 });
    expect(await pl(`export mastery --format xls -o ${file('x', '')}`)).toMatchObject({ code: 2 });
  });
});
