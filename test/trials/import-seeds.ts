/**
 * Valid files of every kind and format that `pl import` reads, small enough to be imported thousands
 * of times. A format of its own is one more seed here.
 */
import { ROSTER, STANDARDS } from '../support/pl.js';

export interface Seed {
  /** What it is, for a message. */
  readonly name: string;
  readonly kind: 'roster' | 'standards' | 'links' | 'evidence' | 'pathways' | 'groups';
  /** Texts by name; several are given as a zip. */
  readonly files: Readonly<Record<string, string>>;
  /** Flags without which it is not read. */
  readonly flags?: string;
}

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

/** What is tried; each is right as it stands, in the small school. */
export const SEEDS: readonly Seed[] = [
  { name: 'roster', kind: 'roster', files: { 'roster.csv': ROSTER } },
  {
    name: 'roster by name, with further ids',
    kind: 'roster',
    files: {
      'class.csv': `name,local_id,state_id,grade,section,status
"Lovelace, Ada",007,A-1,06,6A,active
"O'Neil, Zoë",008,A-2,06,6A,active
"García Márquez, José",009,A-3,6,6B,withdrawn
`,
    },
  },
  {
    name: 'rosters of two schools',
    kind: 'roster',
    files: { 'a.csv': ROSTER, 'b.csv': ROSTER.replaceAll('Hill', 'Mill') },
  },
  { name: 'standards', kind: 'standards', files: { 'standards.csv': STANDARDS } },
  { name: 'links', kind: 'standards', files: { 'links.csv': LINKS } },
  { name: 'evidence, long', kind: 'evidence', files: { 'evidence.csv': LONG_EVIDENCE } },
  { name: 'evidence, wide', kind: 'evidence', files: { 'sheet.csv': WIDE_EVIDENCE } },
  { name: 'pathways', kind: 'pathways', files: { 'pathways.csv': PATHWAYS } },
  { name: 'groups', kind: 'groups', files: { 'groups.csv': GROUPS } },
];
