/** Texts that a spreadsheet would run: guarded in every CSV for people, typed as text in workbooks, and read back whole. */
import { beforeEach, expect, it } from 'vitest';
import { readTable } from '../../src/formats/table.js';
import { LISTS } from '../support/commands.js';
import { file, ok, pl } from '../support/pl.js';

const RUNNABLE = ['=1+1', '+A2', '-B2', '@SUM(1)', "'=x", "''@y", '\t=z'];

beforeEach(async () => {
  await ok('init');
  const [a, b, c, d] = RUNNABLE;
  file(
    'roster.csv',
    `student_id,first_name,last_name,preferred_name,email,section,section_name,course,teacher,school\n${a},${b}x,${c}x,${d},${a},${b}s,${c}s,${d}s,${a}t,${b}c\n${a},${b}x,${c}x,${d},${a},${d}s,${c}s,${d}s,${a}t,${b}c\n`,
  );
  file(
    'standards.csv',
    `framework,code,statement,label,requires\n${a}F,${a}A1,${b}s,${c}l,\n${a}F,${d}B2,${c}s,${d}l,\n${a}F,C3,x,y,"${a}A1;${d}B2"\n`,
  );
  file(
    'evidence.csv',
    `student_id,competency,score,date,title,note,by,link,tags\n${a},${a}A1,3,2026-09-01,${b}t,${c}n,${d}b,${a}l,"x;${a};${d}"\n`,
  );
  for (const kind of ['roster', 'standards', 'evidence']) await ok(`import ${kind} ${kind}.csv`);
});

/** A cell as a spreadsheet takes it: no text that it would run. */
function harmless(csv: string): void {
  const rows = csv.split('\r\n').slice(0, -1);
  for (const cell of rows.flatMap((row) => row.match(/("([^"]|"")*"|[^,"])+/g) ?? [])) {
    const shown = cell.startsWith('"') ? cell.slice(1, -1) : cell;
    expect(shown).not.toMatch(/^[=+\-@\t\r](?!\d+(\.\d+)?$)/);
  }
}

it.each(['roster', 'standards', 'evidence'])('export %s comes back as it was', async (kind) => {
  for (const form of ['csv', 'xlsx']) {
    await ok(`export ${kind} ${form === 'csv' ? '' : '--format xlsx'} -o out.${form}`);
    const { counts } = (await ok(`import ${kind} out.${form} --json`)).json<{
      counts: Record<string, { add: number; update: number }>;
    }>();
    for (const { add, update } of Object.values(counts)) expect(add + update).toBe(0);
  }
});

it.each(['roster', 'standards', 'evidence', 'mastery'])('export %s runs nothing', async (kind) => {
  harmless((await ok(`export ${kind}`)).out);
});

it.each(LISTS)('pl %s --csv runs nothing', async (command) => {
  const { code, out } = await pl(`${command} --csv`);
  if (code === 0) harmless(out);
});

it('a cell keeps what it had in front of it', () => {
  for (const text of RUNNABLE) {
    const guarded = `'${text}`;
    expect(
      readTable(Buffer.from(`a,b\r\n"${guarded}",x\r\n`), 'x.csv').table?.rows[0]?.cells[0],
    ).toBe(text.trim() === text ? text : text.trim());
  }
});
