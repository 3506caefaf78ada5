/** Seeds in the CSV of `pl` itself. */
import { ROSTER, STANDARDS } from '../../support/pl.js';
import type { Seed } from './seed.js';

const LONG_EVIDENCE = `student_id,competency,score,date,kind,title,note,by,external_id
ada,6.RP.A.1,3,2026-09-01,test,Quiz,,Ms Fair,q1
ben,6.RP.A.1,2,2026-09-01,test,Quiz,"well, nearly",Ms Fair,q2
cleo,6.RP.A.2,4,2026-09-02,project,Bridge,,Mr Stone,
dan,R.1,1,2026-09-03,observation,,"she said ""no""",,
ada,6.NS.B.1,2.5,2026-09-04,test,,,,
`;

const WIDE_EVIDENCE = `Student;Date;6.RP.A.1;6.RP.A.2;R.1
Ada Lovelace;2026-09-05;3;2;
Ben Okri;2026-09-05;1;;4
Cleo Osei;2026-09-05;2;2;2
`;

const LINKS = `source,target,relationship
6.RP.A.1,6.RP.A.10,prerequisite
6.RP.A.2,6.NS.B.1,related
R.1,6.NS.B.1,isRelatedTo
`;

const EDGES = `EdgeDesc,Begin,End,Note
Arrow,6.RP.1||to 20,6.RP.2,
Arrow,6.RP.2,6.RP.10||of a whole,
Nondirectional link,6.NS.1,6.RP.A.1,
`;

const GRAPH_LINKS = `relationshipType,sourceEntity,sourceEntityValue,targetEntity,targetEntityValue,description
buildsTowards,StandardsFrameworkItem,6.RP.A.1,StandardsFrameworkItem,6.RP.A.2,x
supports,LearningComponent,l1,StandardsFrameworkItem,6.RP.A.2,x
`;

const PATHWAYS = `pathway,stage,stage_title,order,competency,requirement,group,due_on,min_level
unit,one,Foundation,1,6.RP.A.1,required,,2026-11-01,
unit,one,Foundation,1,6.RP.A.2,required,,,3
unit,two,Exploration,2,6.RP.A.10,choose 1,more,,
unit,two,Exploration,2,R.1,choose 1,more,,
`;

const GROUPS = `student_id,group,value
ada,lunch,free
ben,lunch,paid
cleo,bus,yes
`;

const BY_NAME = `name,local_id,state_id,grade,section,status
"Lovelace, Ada",007,A-1,06,6A,active
"O'Neil, Zoë",008,A-2,06,6A,active
"García Márquez, José",009,A-3,6,6B,withdrawn
`;

const POWERSCHOOL = [
  ['Student_Number', 'Last_Name', 'First_Name', 'Grade_Level', 'SchoolID', 'Home_Room'],
  ['10023', 'Lovelace', 'Ada', '6', '12', '6A'],
  ['10024', 'Okri', 'Ben', '6', '12', '6A'],
  ['10025', 'Núñez', 'Inés', '0', '12', '6B'],
]
  .map((cells) => cells.join('\t'))
  .join('\r\n');

const STATEMENTS = `Framework,Standard ID,Statement,GUID,Type,Grade,Subject,Order,Scale,Assessable
Arts,A.1,"Draws, and says what",,Standard,6,Arts,1,,yes
Arts,A.10,Paints « à l’eau »,,Standard,"6,7",Arts,3,,yes
Arts,A.2,Sings,,Cluster,6,Arts,2,,no
`;

export const NATIVE_SEEDS: readonly Seed[] = [
  { name: 'roster', kind: 'roster', files: { 'roster.csv': ROSTER } },
  {
    name: 'roster by name, with further ids',
    kind: 'roster',
    files: { 'class.csv': BY_NAME },
  },
  { name: 'a tab export', kind: 'roster', files: { 'student.export.text': POWERSCHOOL } },
  {
    name: 'rosters of two schools',
    kind: 'roster',
    files: { 'a.csv': ROSTER, 'b.csv': ROSTER.replaceAll('Hill', 'Mill') },
  },
  { name: 'standards', kind: 'standards', files: { 'standards.csv': STANDARDS } },
  { name: 'standards of arts', kind: 'standards', files: { 'arts.csv': STATEMENTS } },
  { name: 'links', kind: 'standards', files: { 'links.csv': LINKS } },
  { name: 'links by beginning and end', kind: 'standards', files: { 'edges.csv': EDGES } },
  { name: 'links of a graph', kind: 'links', files: { 'relationships.csv': GRAPH_LINKS } },
  { name: 'evidence, long', kind: 'evidence', files: { 'evidence.csv': LONG_EVIDENCE } },
  { name: 'evidence, wide', kind: 'evidence', files: { 'sheet.csv': WIDE_EVIDENCE } },
  { name: 'pathways', kind: 'pathways', files: { 'pathways.csv': PATHWAYS } },
  { name: 'groups', kind: 'groups', files: { 'groups.csv': GROUPS } },
];
