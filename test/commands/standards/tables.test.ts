/** Standards in tables of OpenSALT and CTDL-ASN, of teachers' own, and lists of what comes before what. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../support/pl.js';
import { standing, take, tree } from './read.js';

beforeEach(() => ok('init'));

describe('OpenSALT with Is Child Of', () => {
  const HEAD =
    'Identifier,fullStatement,Human Coding Scheme,CFItemType,Is Child Of,Precedes,sequenceNumber';

  it('takes the parent as said, else the code up to its last full stop', async () => {
    const came = await take(
      'o.csv',
      `${HEAD}\ni1,Domain,6.RP,Domain,,,1\ni3,Two,6.RP.2,Standard,,,2\ni2,One,6.RP.1,Standard,6.RP,"6.RP.2,i4",1\ni4,Other,X.9.1,Standard,,,3\n`,
    );
    expect(came).toMatchObject({ code: 0, format: 'opensalt', said: [] });
    expect(await tree()).toEqual(['6.RP', '6.RP.1 < 6.RP', '6.RP.2 < 6.RP', 'X.9.1']);
    expect(came.counts.links).toEqual({ add: 2, update: 0, unchanged: 0 });
    expect((await standing())['6.RP.2']).toMatchObject({ guid: 'i3', type: 'Standard' });
  });

  it('leaves out a row without a statement; one whose parent is nowhere stands at the top', async () => {
    const came = await take('o.csv', `${HEAD}\ni1,,6.RP,,,,\ni2,One,7.RP.1,,7.XX,,\n`);
    expect(came.said).toEqual(['2 fullStatement no_statement', '3 Is Child Of outside_parent']);
  });

  it('takes a code that the file gives up to mean nobody', async () => {
    await take('o.csv', `${HEAD}\ni1,One,A,,,B,\ni2,Two,B,,,,\n`);
    const renamed = `${HEAD}\ni1,One,A,,,B,\ni2,Two,C,,,,\n`;
    const came = await take('o.csv', renamed);
    expect(came.counts).toMatchObject({ links: { add: 0, update: 1 }, outside_links: { add: 1 } });
    const again = await take('o.csv', renamed);
    expect(again.counts).toMatchObject({ links: { update: 0 }, outside_links: { add: 0 } });
  });

  it('tells a newer version what vanished', async () => {
    await take('o.csv', `${HEAD}\ni1,One,A,,,,\ni2,Two,B,,,,\n`);
    const came = await take('o.csv', `${HEAD}\ni1,One anew,A,,,,\n`);
    expect(came.counts.competencies).toEqual({ add: 0, update: 1, unchanged: 0 });
    expect(came.said.join()).toContain('vanished');
  });
});

describe('the CF Item sheet of OpenSALT', () => {
  const HEAD = 'identifier,fullStatement,humanCodingScheme,smartLevel';

  it('lies in the order of smartLevel, where 1.10 comes after 1.2', async () => {
    const came = await take('o.csv', `${HEAD}\na,A,x,1.10\nb,B,,1.2\nc,C,x,1\n`);
    expect(came).toMatchObject({ code: 0, said: [] });
    const facts = await standing();
    expect(Object.values(facts).map(({ guid }) => guid)).toHaveLength(2);
    expect(facts.b).toMatchObject({ guid: 'b', order: '2' });
    expect(came.counts.competencies?.add).toBe(3);
  });

  it.each([
    ['two in one place', 'a,A,x,1\nb,B,y,1', '!3 smartLevel duplicate_level'],
    ['a place under nothing', 'a,A,x,1\nb,B,y,2.1', '!3 smartLevel unknown_parent'],
  ])('refuses %s', async (_, rows, said) => {
    expect(await take('o.csv', `${HEAD}\n${rows}\n`)).toMatchObject({ code: 3, said: [said] });
  });
});

describe('CTDL-ASN', () => {
  it('has parents from either side, under the framework that it names', async () => {
    const came = await take(
      'c.csv',
      [
        '@id,@type,ceasn:name,ceasn:competencyText,ceasn:codedNotation,ceasn:isChildOf,ceasn:hasChild',
        'f,ceasn:CompetencyFramework,Nursing,,,,a',
        'a,ceasn:Competency,,Cares,N1,,b|c',
        'c,ceasn:Competency,,Listens,N1.2,,',
        'b,ceasn:Competency,,Washes,N1.1,a,',
        '',
      ].join('\n'),
    );
    expect(came).toMatchObject({ code: 0, format: 'ctdl-asn', said: [] });
    expect(await tree()).toEqual(['N1', 'N1.1 < N1', 'N1.2 < N1']);
    expect((await standing()).N1?.framework).toBe('Nursing');
  });
});

describe('the Knowledge Graph of Learning Commons', () => {
  it('has a framework for each jurisdiction and subject', async () => {
    const came = await take(
      'items.csv',
      [
        'identifier,caseIdentifierURI,caseIdentifierUUID,statementCode,description,statementType,jurisdiction,academicSubject,gradeLevel',
        'i,u,g1,6.RP.A.1,Ratios,Standard,Ohio,Mathematics,"[""6""]"',
        'j,v,g2,6.RP.A.1,Ratios too,Standard,Iowa,Mathematics,"[""6"",""7""]"',
        '',
      ].join('\n'),
    );
    expect(came).toMatchObject({ code: 0, format: 'learning-commons', said: [] });
    expect(came.counts).toMatchObject({ frameworks: { add: 2 }, competencies: { add: 2 } });
    expect(await standing()).toMatchObject({ '6.RP.A.1': { grade: '6' } });
  });
});

it('a row that names no framework is known again by its guid', async () => {
  await take('s.csv', 'framework,code,statement\nmath,A,One\n');
  const rows = 'framework,code,statement,guid\nart,A,Two,g1\n,A,Three,g2\n';
  expect(await take('t.csv', rows)).toMatchObject({ code: 0, counts: { frameworks: { add: 1 } } });
  const again = await take('t.csv', rows);
  expect(again).toMatchObject({ code: 0, counts: { competencies: { add: 0, update: 0 } } });
});

describe("teachers' own tables", () => {
  it('may split the code over columns', async () => {
    const came = await take(
      's.csv',
      'grade_level_code,category_code,domain_code,cluster_code,standard_counter,substandard_counter,description\nHS,N,RN,A,1,a,Part\nHS,N,RN,A,1,,Whole\n6,,RP,A,10,,Ten\n',
    );
    expect(came).toMatchObject({ code: 0, format: 'split-code', said: [] });
    expect((await tree()).sort()).toEqual(['6.RP.A.10', 'HSN.RN.A.1', 'HSN.RN.A.1.a < HSN.RN.A.1']);
  });

  it('may draw the tree with marks', async () => {
    const came = await take(
      'm.csv',
      'depth,code,description\n#,N,Number\n##,N.1,Count\n###,,To ten\n##,N.2,Add\n#,G,Geometry\n',
    );
    expect(came).toMatchObject({ code: 0, format: 'depth-marks', said: [] });
    expect(await tree()).toEqual(['N', 'N.1 < N', 'N.1 / To ten < N.1', 'N.2 < N', 'G']);
  });

  it('may not leave out a mark', async () => {
    const came = await take('m.csv', 'depth,code,description\n#,N,Number\n##,A,B\n####,C,D\n');
    expect(came.said).toEqual(['!4 description level_missing']);
  });

  it('may have a column a level, each filled in once', async () => {
    const came = await take(
      'l.csv',
      'Grade,Domain,Standard\n6,Ratios,6.RP.1 Understand\n,,6.RP.2: Use\n7,Ratios,Count things\n',
    );
    expect(came).toMatchObject({ code: 0, format: 'level-columns', said: [] });
    expect((await tree()).slice(2)).toEqual([
      '6 / Ratios < 6',
      '6.RP.1 < 6 / Ratios',
      '6.RP.2 < 6 / Ratios',
      '7 / Ratios < 7',
      'Count things < 7 / Ratios',
    ]);
    expect((await standing())['6.RP.2']?.statement).toBe('Use');
  });
});

describe('items of OpenSALT', () => {
  it('are told by their identifiers where no column of associations is there', async () => {
    const came = await take(
      'o.csv',
      'Identifier,Full Statement,Human Coding Scheme,CFItemType,sequenceNumber\n00000000-0000-4000-8000-000000000001,Counts,N.1,Standard,1\n',
    );
    expect(came).toMatchObject({ code: 0, format: 'opensalt' });
    expect(await standing()).toMatchObject({
      'N.1': { statement: 'Counts', guid: '00000000-0000-4000-8000-000000000001' },
    });
  });
});

describe("a list of pl's own", () => {
  it('stays one, though it has columns that others have too', async () => {
    const came = await take('n.csv', 'Standard ID,Grade,Subject,Standard\nA.1,6,Maths,Counts\n');
    expect(came).toMatchObject({ code: 0, format: 'native' });
    expect(await standing()).toMatchObject({ 'A.1': { statement: 'Counts', grade: '6' } });
  });
});

describe('a list of links', () => {
  const links = async () => (await ok('export links')).lines.slice(1);
  const STANDARDS =
    'code,statement,guid\nK.CC.A.1,A,g1\nK.CC.A.2,B,g2\nK.CC.B.4,C,g3\nK.CC.C.4,D,g4\n';

  beforeEach(() => take('s.csv', STANDARDS));

  it('may name its ends Begin and End, with 0 for kindergarten and no cluster', async () => {
    const came = await take(
      'e.csv',
      'EdgeDesc,Begin,End,Note\nArrow,0.CC.1||to 20,0.CC.2,\nArrow,0.CC.1||to 20,0.CC.1||to 100,\nNondirectional link,K.CC.2,K.CC.B.4,\n',
    );
    expect(came).toMatchObject({ code: 0, said: ['3 End same_standard'] });
    expect(await links()).toEqual([
      'K.CC.A.1,K.CC.A.2,prerequisite,s,s',
      'K.CC.A.2,K.CC.B.4,Nondirectional link,s,s',
    ]);
  });

  it('refuses a name that fits two codes, and one that fits none', async () => {
    const came = await take(
      'e.csv',
      'EdgeDesc,Begin,End\nArrow,0.CC.4,0.CC.1\nArrow,0.CC.9,0.CC.1\n',
    );
    expect(came.said).toEqual(['!2 Begin ambiguous_competency', '!3 Begin unknown_competency']);
    expect(came.messages[0]).toContain('K.CC.B.4 or K.CC.C.4');
  });

  it('may be the relationships of the Knowledge Graph, by guid', async () => {
    const came = await take(
      'r.csv',
      [
        'relationshipType,sourceEntity,sourceEntityValue,targetEntity,targetEntityValue,description',
        'buildsTowards,StandardsFrameworkItem,g1,StandardsFrameworkItem,g2,x',
        'supports,LearningComponent,l1,StandardsFrameworkItem,g2,x',
        'hasChild,StandardsFrameworkItem,g1,StandardsFrameworkItem,g3,x',
        '',
      ].join('\n'),
    );
    expect(came).toMatchObject({ code: 0, said: ['1 null links_left_out'] });
    expect(await links()).toEqual(['K.CC.A.1,K.CC.A.2,prerequisite,s,s']);
  });

  it('may be the association sheet of OpenSALT', async () => {
    const came = await take(
      'a.csv',
      'identifier,originNodeIdentifier,associationType,destinationNodeIdentifier\n1,g1,precedes,g2\n2,g1,isChildOf,g3\n',
    );
    expect(came).toMatchObject({ code: 0, said: ['1 null links_left_out'] });
    expect(await links()).toEqual(['K.CC.A.1,K.CC.A.2,precedes,s,s']);
  });

  it('says that from and to alone do not tell how they are linked', async () => {
    const came = await take('f.csv', 'from,to\nK.CC.A.1,K.CC.A.2\n');
    expect(came).toMatchObject({ code: 0, said: ['1 null no_relationship'] });
    expect(await links()).toEqual(['K.CC.A.1,K.CC.A.2,related,s,s']);
  });
});
