import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

const standing = async (competency: string) =>
  (await ok(`explain ada ${competency} --json`)).json<{
    score: number;
    level_name: string;
    status: string;
  }>();

describe('scales of every kind', () => {
  it.each([
    ['pass or fail', '0=Not yet, 1*=Met', ['0', '1', 'met'], 1, 'Met', 'mastered'],
    ['three levels', '1=Starting, 2*=There, 3=Beyond', ['2', '1', '1'], 1, 'Starting', 'below'],
    ['five levels', '1=A, 2=B, 3=C, 4*=D, 5=E', ['3', '4.5', '5'], 4.5, 'D', 'mastered'],
    ['0 to 100', '0=Low, 60=Mid, 80*=High, 100=Full', ['70', '79.9', '96'], 79.9, 'Mid', 'below'],
  ])('%s', async (_, levels, scores, score, level, status) => {
    await ok(['scale', 'set', 'ours', levels]);
    await ok('scale use ours --competency rp.1');
    for (const [n, text] of scores.entries())
      await ok(['record', 'ada', 'rp.1', text, '--on', `2026-09-0${n + 1}`]);
    expect(await standing('rp.1')).toMatchObject({ score, level_name: level, status });
  });

  it('come with a file of standards, by name or written out', async () => {
    await ok('scale set two "0=Not yet, 1*=Met"');
    file(
      'standards.csv',
      `code,statement,scale,mastery_at
S.1,One,two,
S.2,Two,"1=Low, 2*=High, 3=Top",2.5
S.3,Three,"3=Top, 1=Low, 2*=High",
S.4,Four,"1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary",
`,
    );
    const run = await ok('import standards standards.csv --framework science --json');
    expect(run.json()).toMatchObject({ counts: { scales: { add: 1, update: 0, unchanged: 2 } } });
    expect((await ok('scale list --csv')).lines.slice(1)).toEqual([
      'default,true,,"1=Beginning, 2=Developing, 3*=Proficient, 4=Exemplary",S.4',
      'Low to Top,false,,"1=Low, 2*=High, 3=Top",S.2;S.3',
      'two,false,,"0=Not yet, 1*=Met",S.1',
    ]);
    const again = await ok('import standards standards.csv --framework science --json');
    expect(again.json()).toMatchObject({
      counts: { competencies: { unchanged: 4 }, scales: { add: 0, unchanged: 3 } },
    });
    await ok('record ada S.2 3');
    file('moved.csv', 'code,statement,scale\nS.2,Two,two\n');
    const refused = await pl('import standards moved.csv --json');
    expect(refused.code).toBe(3);
    expect(refused.json()).toMatchObject({
      problems: [{ file: 'moved.csv', line: 2, field: 'scale', code: 'scored_scale' }],
    });
  });

  it('keep a setting of a file apart from one that begins on a day', async () => {
    file('s.csv', 'code,statement,round\n6.RP.A.1,Ratio,1\n');
    await ok('import standards s.csv');
    await ok('policy set round=0 --competency rp.1 --from 2026-09-01');
    const again = await ok('import standards s.csv --json');
    expect(again.json()).toMatchObject({ counts: { competencies: { update: 0, unchanged: 1 } } });
  });

  it('paint their levels on pages, only where there is colour', async () => {
    await ok(
      'scale set default "1=Beginning, 2=Developing, 3*[magenta]=Proficient, 4[#112233]=Exemplary"',
    );
    await ok('record ada rp.1 3');
    const terminal = { terminal: true };
    expect((await ok('progress ada', terminal)).out).toContain('\u001b[35m3 Proficient\u001b[39m');
    expect((await ok('progress ada --no-color', terminal)).out).not.toContain('\u001b');
    await ok('record ada rp.2 4');
    expect((await ok('progress ada', terminal)).out).toMatch(/\[\d+m4 Exemplary/);
  });

  it('keep colour and name apart', async () => {
    await ok('scale set odd "1=Low [red], 2*[red]=[x] = y, 3[grey]=Top"');
    expect((await ok('scale list --csv')).lines.at(-1)).toBe(
      'odd,false,,"1=Low [red], 2*[red]=[x] = y, 3[gray]=Top",',
    );
    expect((await pl('scale set s "1[mauve]=A, 2*=B"')).err).toContain(
      '"mauve" is not a colour: black, red',
    );
  });
});
