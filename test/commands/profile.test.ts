/** A graduate profile: one project, recorded once, shows what several frameworks ask for. */
import { beforeEach, describe, expect, it } from 'vitest';
import { file, ok, smallSchool } from '../support/pl.js';

const ARTS = `framework,code,statement,parent
arts,A.1,Makes and presents a work of art,
`;
const PROFILE = `framework,code,statement,parent,rule
profile,P,Our graduate,,count 1
profile,P.C,Communicates,P,
profile,P.C.1,Says what a work means with evidence from it,P.C,
profile,P.C.2,Speaks to an audience,P.C,
profile,P.T,Thinks,P,
profile,P.T.1,Reasons with quantities,P.T,
`;
const LINKS = `source,target,relationship
P.C.1,R.1,exact
P.C.1,A.1,exact
P.T.1,6.RP.A.1,exact
`;

beforeEach(async () => {
  await smallSchool();
  const files = [file('arts.csv', ARTS), file('profile.csv', PROFILE), file('links.csv', LINKS)];
  await ok(['import', 'standards', ...files]);
  await ok('record ada A.1 3 --kind project --title "Poster of a poem" --on 2026-09-01');
  await ok('record ada R.1 4 --kind test --on 2026-09-08');
});

interface Ada {
  readonly competencies: readonly Record<string, unknown>[];
  readonly headings: readonly Record<string, unknown>[];
  readonly frameworks: readonly Record<string, unknown>[];
}

const ada = async (flags: string) =>
  (await ok(`progress ada --json ${flags}`)).json<{ students: Ada[] }>().students[0];

describe('a graduate profile', () => {
  it('gathers the evidence of several frameworks, each piece once', async () => {
    const profile = await ada('--framework profile');
    expect(profile?.competencies).toMatchObject([
      { competency: 'P.C.1', score: 3.5, status: 'mastered', evidence_count: 2 },
    ]);
    expect((await ada('--framework reading'))?.competencies).toMatchObject([
      { competency: 'R.1', score: 3.5, status: 'mastered', evidence_count: 2 },
    ]);
    expect((await ok('status --json')).json()).toMatchObject({ evidence: 2 });
  });

  it('rolls up by the rules of its headings, and as a whole', async () => {
    expect((await ada('--framework profile'))?.headings).toMatchObject([
      { competency: 'P', met: 0, of: 2, status: 'thin', rule: 'count 1' },
      { competency: 'P.C', met: 1, of: 2, status: 'thin' },
    ]);
    await ok('excuse ada P.C.2 --reason "in spring"');
    const profile = await ada('--framework profile');
    expect(profile?.headings).toMatchObject([
      { competency: 'P', met: 1, of: 2, status: 'mastered' },
      { competency: 'P.C', met: 1, of: 1, status: 'mastered' },
    ]);
    expect(profile?.frameworks).toEqual([
      { framework: 'profile', met: 1, of: 2, assessed: 1, status: 'mastered' },
    ]);
    expect((await ok('progress ada --framework profile')).out).toContain(
      'P  Our graduate (profile)  1 of 2 met; count 1 is asked: met',
    );
  });

  it('says where each piece came from', async () => {
    const { evidence } = (await ok('explain ada P.C.1 --json')).json<{
      evidence: { kind: string; title: string | null }[];
    }>();
    expect(evidence).toMatchObject([
      { kind: 'project', title: 'Poster of a poem', counted: true },
      { kind: 'test', counted: true },
    ]);
    expect((await ok('explain ada P.C.1')).out).toContain('Poster of a poem');
  });

  it('keeps judgements and excuses where they were made', async () => {
    await ok('override ada R.1 1 --reason "had it read to her"');
    await ok('excuse ada A.1 --reason "was ill"');
    expect((await ada('--framework profile'))?.competencies).toMatchObject([
      { competency: 'P.C.1', status: 'mastered', overridden: false },
    ]);
  });
});
