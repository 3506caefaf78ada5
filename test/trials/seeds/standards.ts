/** Seeds of standards as tables in the formats of other systems. */
import type { Seed } from './seed.js';

const CANVAS = `vendor_guid,object_type,title,description,display_name,calculation_method,calculation_int,workflow_state,parent_guids,mastery_points,ratings
g,group,Ratios,,,,,active,,,
h,group,Rates,,,,,,g,,
o1,outcome,RP.1,<p>A &lt; B &eacute;</p>,Ratio,decaying_average,65,active,h g,3,4,Exceeds,3,Meets,1,Near
o2,outcome,RP.10,Percents,,n_mastery,3,active,g,3,4,Exceeds,3,Meets,1,Near
`;

const MOODLE_HEAD = [
  'Parent ID number',
  'ID number',
  'Short name',
  'Description',
  'Description format',
  'Scale values',
  'Scale configuration',
  'Rule type (optional)',
  'Rule outcome (optional)',
  'Rule config (optional)',
  'Cross-referenced competency ID numbers',
  'Exported ID (optional)',
  'Is framework',
  'Taxonomy',
];
const PROFICIENT =
  '"[{""scaleid"":""2""},{""id"":2,""proficient"":1},{""id"":3,""scaledefault"":1,""proficient"":1}]"';
const MOODLE_ROWS = [
  `,FW-1,The framework,,1,"Low,Good,Great",${PROFICIENT},,,,,1,1,"domain,skill"`,
  `,A,Listening,<p>Voil&agrave;</p>,1,,,core_competency\\competency_rule_all,2,,,2,,`,
  `A,A.1,Hears a rhyme,,1,,,,,,A.10,3,,`,
  `A,A.10,Hears a verse,,1,"No,Yes","[{""id"":2,""proficient"":1}]",,,,A.1,4,,`,
];
const MOODLE = [MOODLE_HEAD.join(','), ...MOODLE_ROWS, ''].join('\n');

/** As the first version wrote it, in another language: without the columns at 10 and 11. */
const FRENCH =
  'ID parent,ID,Nom abrégé,Description,Format,Valeurs,Configuration,Type de règle,Résultat,Réglages,Est un référentiel,Taxinomie';
const MOODLE_2015 = `${FRENCH}
,FW-2,Le référentiel,,1,"Bas,Bon","[{""scaleid"":""3""},{""id"":2,""proficient"":1}]",,,,1,domain
,É,Écouter,,1,,,,,,,
É,É.1,Entendre,,1,,,,,,,
`;

const MOODLE_OUTCOMES = `outcome_name;outcome_shortname;outcome_description;scale_name;scale_items;scale_description
Participation;part;;Marks;"No,Some,Yes";
Effort;eff;Works on;Marks;"No,Some,Yes";
`;

const OPENSALT = `Identifier,fullStatement,Human Coding Scheme,CFItemType,Is Child Of,Precedes,sequenceNumber
i1,Domain,7.RP,Domain,,,1
i3,Two,7.RP.2,Standard,,,2
i2,One,7.RP.1,Standard,7.RP,"7.RP.2,i4",1
i4,Other,X.9.1,Standard,,,3
`;

const OPENSALT_LEVELS = `identifier,fullStatement,humanCodingScheme,smartLevel
a,Ten,x.10,1.10
b,Two,x.2,1.2
c,All,x,1
d,Deep,x.2.1,1.2.1
`;

const CTDL = `@id,@type,ceasn:name,ceasn:competencyText,ceasn:codedNotation,ceasn:isChildOf,ceasn:hasChild
f,ceasn:CompetencyFramework,Nursing,,,,a
a,ceasn:Competency,,Cares,N1,,b|c
c,ceasn:Competency,,Listens,N1.2,,
b,ceasn:Competency,,Washes,N1.1,a,
`;

const COMMONS = `identifier,caseIdentifierURI,caseIdentifierUUID,statementCode,description,statementType,jurisdiction,academicSubject,gradeLevel
i,u,g1,6.RP.A.1,Ratios,Standard,Ohio,Mathematics,"[""6""]"
j,v,g2,6.RP.A.1,Ratios too,Standard,Iowa,Mathematics,"[""6"",""7""]"
k,w,g3,,"Counts, and says",Standard,Iowa,Mathematics,"[""7""]"
`;

const SPLIT = `grade_level_code,category_code,domain_code,cluster_code,standard_counter,substandard_counter,description
HS,N,RN,A,1,a,Part
HS,N,RN,A,1,,Whole
6,,RP,A,10,,Ten
6,,RP,A,1,,One
`;

const MARKS = `depth,code,description
#,N,Number
##,N.1,Count
###,,To ten
##,N.2,Add
#,G,Geometry
`;

const LEVELS = `Grade,Domain,Standard
6,Ratios,6.RQ.1 Understand
,,6.RQ.2: Use
7,Ratios,Count things
`;

const one = (name: string, format: string, text: string): Seed => ({
  name,
  kind: 'standards',
  format,
  files: { 'framework.csv': text },
});

export const STANDARDS_SEEDS: readonly Seed[] = [
  one('outcomes of Canvas', 'canvas-outcomes', CANVAS),
  one('a framework of Moodle', 'moodle', MOODLE),
  one('a framework of Moodle of 2015', 'moodle', MOODLE_2015),
  one('outcomes of Moodle', 'moodle-outcomes', MOODLE_OUTCOMES),
  one('items of OpenSALT', 'opensalt', OPENSALT),
  one('items of OpenSALT by level', 'opensalt', OPENSALT_LEVELS),
  one('a framework of CTDL', 'ctdl-asn', CTDL),
  one('standards of Learning Commons', 'learning-commons', COMMONS),
  one('standards with split codes', 'split-code', SPLIT),
  one('standards with marks', 'depth-marks', MARKS),
  one('standards with a column a level', 'level-columns', LEVELS),
];
