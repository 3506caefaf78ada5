/**
 * The tables of a gradebook. There is one mechanism for history: every fact says which entry first
 * said it (`entry`), since which entry it holds (`made`) and which entry, if any, ended it
 * (`ended`). Nothing is updated or deleted in any other way, but for the caches of the rollup.
 */

/** Facts with a history; undo works on exactly these. */
export const VERSIONED = [
  'schools',
  'terms',
  'staff',
  'sections',
  'students',
  'student_ids',
  'school_students',
  'student_groups',
  'enrollments',
  'teaching',
  'scales',
  'frameworks',
  'competencies',
  'links',
  'policies',
  'pathways',
  'stages',
  'requirements',
  'evidence',
  'notes',
  'overrides',
  'excuses',
  'advances',
  'years',
  'taught',
  'outside_links',
  'comments',
  'report_cards',
  'report_card_marks',
] as const;

/** Facts that decide how evidence is judged and who is ready: when one moves, all is judged anew. */
export const RULES: ReadonlySet<string> = new Set([
  'scales',
  'frameworks',
  'competencies',
  'links',
  'policies',
  'pathways',
  'stages',
  'requirements',
]);

export type VersionedTable = (typeof VERSIONED)[number];

/** Who first said it, since when it holds, until when it held. */
const HISTORY = `
  entry INTEGER NOT NULL REFERENCES entries (id),
  made INTEGER NOT NULL REFERENCES entries (id),
  ended INTEGER REFERENCES entries (id)`;

const NOUNS = [
  'school',
  'term',
  'staff',
  'section',
  'student',
  'scale',
  'framework',
  'competency',
  'pathway',
  'stage',
];

const FIRST = `
CREATE TABLE gradebook (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  uid TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

-- One writing command. "gradebook" and "number" name it anywhere; "id" only here.
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  gradebook TEXT NOT NULL,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  who TEXT,
  command TEXT NOT NULL,
  about TEXT,
  file TEXT,
  student INTEGER REFERENCES identities (id),
  competency INTEGER REFERENCES identities (id),
  undoes INTEGER REFERENCES entries (id),
  clock_set INTEGER NOT NULL DEFAULT 0 CHECK (clock_set IN (0, 1)),
  UNIQUE (gradebook, number),
  UNIQUE (undoes)
) STRICT;

-- What facts are about. The facts change, the identity does not.
CREATE TABLE identities (
  id INTEGER PRIMARY KEY,
  noun TEXT NOT NULL CHECK (noun IN (${NOUNS.map((noun) => `'${noun}'`).join(', ')})),
  entry INTEGER NOT NULL REFERENCES entries (id)
) STRICT;

CREATE TABLE schools (
  id INTEGER NOT NULL REFERENCES identities (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
  id INTEGER NOT NULL REFERENCES identities (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id INTEGER NOT NULL REFERENCES identities (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT,${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (
  id INTEGER NOT NULL REFERENCES identities (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  course TEXT,
  school INTEGER REFERENCES identities (id),
  term INTEGER REFERENCES identities (id),${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE students (
  id INTEGER NOT NULL REFERENCES identities (id),
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  preferred TEXT,
  grade TEXT,
  email TEXT,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

-- "place" 0 is the id that is shown.
CREATE TABLE student_ids (
  student INTEGER NOT NULL REFERENCES identities (id),
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  place INTEGER NOT NULL,${HISTORY},
  PRIMARY KEY (student, type, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE school_students (
  student INTEGER NOT NULL REFERENCES identities (id),
  school INTEGER NOT NULL REFERENCES identities (id),${HISTORY},
  PRIMARY KEY (student, school, made)
) STRICT, WITHOUT ROWID;

-- "ends_on" is the first day on which it no longer holds; an undated one always holds.
CREATE TABLE enrollments (
  student INTEGER NOT NULL REFERENCES identities (id),
  section INTEGER NOT NULL REFERENCES identities (id),
  starts_on TEXT,
  ends_on TEXT,${HISTORY},
  PRIMARY KEY (student, section, made, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE teaching (
  staff INTEGER NOT NULL REFERENCES identities (id),
  section INTEGER NOT NULL REFERENCES identities (id),${HISTORY},
  PRIMARY KEY (staff, section, made)
) STRICT, WITHOUT ROWID;

-- "levels" is JSON: [{"value", "name", "mastery"}], ascending. One scale is preferred: the default.
CREATE TABLE scales (
  id INTEGER NOT NULL REFERENCES identities (id),
  name TEXT NOT NULL,
  levels TEXT NOT NULL CHECK (json_valid(levels)),
  preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE frameworks (
  id INTEGER NOT NULL REFERENCES identities (id),
  name TEXT NOT NULL,
  guid TEXT,
  scale INTEGER REFERENCES identities (id),${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

-- "position" is the order that the source gave; "required" and "points" serve the rule of the parent.
CREATE TABLE competencies (
  id INTEGER NOT NULL REFERENCES identities (id),
  framework INTEGER NOT NULL REFERENCES identities (id),
  code TEXT NOT NULL,
  statement TEXT NOT NULL,
  guid TEXT,
  label TEXT,
  type TEXT,
  grade TEXT,
  subject TEXT,
  parent INTEGER REFERENCES identities (id),
  position REAL,
  assessable INTEGER CHECK (assessable IN (0, 1)),
  essential INTEGER NOT NULL CHECK (essential IN (0, 1)),
  scale INTEGER REFERENCES identities (id),
  rule TEXT,
  points REAL,
  required INTEGER CHECK (required IN (0, 1)),${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

-- "via" says which kind of file speaks for the link: a standards file replaces only its own.
CREATE TABLE links (
  source INTEGER NOT NULL REFERENCES identities (id),
  target INTEGER NOT NULL REFERENCES identities (id),
  kind TEXT NOT NULL CHECK (kind IN ('requires', 'exact', 'related')),
  word TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('standards', 'links')),${HISTORY},
  PRIMARY KEY (source, target, kind, via, made)
) STRICT, WITHOUT ROWID;

-- Framework and competency both absent: the whole gradebook. "value" is JSON.
CREATE TABLE policies (
  framework INTEGER REFERENCES identities (id),
  competency INTEGER REFERENCES identities (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),${HISTORY},
  CHECK (framework IS NULL OR competency IS NULL)
) STRICT;

CREATE TABLE pathways (
  id INTEGER NOT NULL REFERENCES identities (id),
  name TEXT NOT NULL,${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE stages (
  id INTEGER NOT NULL REFERENCES identities (id),
  pathway INTEGER NOT NULL REFERENCES identities (id),
  name TEXT NOT NULL,
  title TEXT,
  position INTEGER NOT NULL,${HISTORY},
  PRIMARY KEY (id, made)
) STRICT, WITHOUT ROWID;

-- "choose" absent: required; else so many of the members of its "elective" group.
CREATE TABLE requirements (
  stage INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),
  choose INTEGER CHECK (choose > 0),
  elective TEXT,
  due_on TEXT,
  min_level REAL,
  position INTEGER NOT NULL,${HISTORY},
  PRIMARY KEY (stage, competency, made)
) STRICT, WITHOUT ROWID;

-- Clustered as it is read: a student, a competency, the order in which pieces count.
CREATE TABLE evidence (
  student INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),
  observed_on TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES entries (id),
  number INTEGER NOT NULL,
  made INTEGER NOT NULL REFERENCES entries (id),
  ended INTEGER REFERENCES entries (id),
  score REAL CHECK (score >= 0),
  possible REAL CHECK (possible > 0),
  kind TEXT NOT NULL,
  title TEXT,
  by TEXT,
  note TEXT,
  link TEXT,
  support TEXT CHECK (support IN ('independent', 'help', 'home')),
  tags TEXT,
  external_id TEXT,
  PRIMARY KEY (student, competency, observed_on, entry, number, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  student INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER REFERENCES identities (id),
  on_day TEXT NOT NULL,
  text TEXT NOT NULL,
  by TEXT,${HISTORY},
  PRIMARY KEY (student, entry, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE overrides (
  student INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),
  level REAL NOT NULL,
  reason TEXT NOT NULL,
  on_day TEXT NOT NULL,
  by TEXT,${HISTORY},
  PRIMARY KEY (student, competency, entry, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE excuses (
  student INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),
  reason TEXT NOT NULL,
  on_day TEXT NOT NULL,
  by TEXT,${HISTORY},
  PRIMARY KEY (student, competency, entry, made)
) STRICT, WITHOUT ROWID;

-- "pathway" may be the framework, and the stages headings of it, where stages are the default ones.
CREATE TABLE advances (
  student INTEGER NOT NULL REFERENCES identities (id),
  pathway INTEGER NOT NULL REFERENCES identities (id),
  from_stage INTEGER REFERENCES identities (id),
  to_stage INTEGER REFERENCES identities (id),
  reason TEXT,
  on_day TEXT NOT NULL,
  by TEXT,${HISTORY},
  PRIMARY KEY (student, pathway, entry, made)
) STRICT, WITHOUT ROWID;

-- Caches, written only by the rollup, and the students whose ledger has moved since the last one.
CREATE TABLE touched (student INTEGER PRIMARY KEY REFERENCES identities (id)) STRICT;

-- Has a row when the rules have moved since the last rollup.
CREATE TABLE rules_moved (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;

CREATE TABLE mastery (
  student INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),
  score REAL,
  level REAL,
  status TEXT NOT NULL
    CHECK (status IN ('mastered', 'below', 'thin', 'not_assessed', 'excused')),
  overridden INTEGER NOT NULL CHECK (overridden IN (0, 1)),
  disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
  evidence_count INTEGER NOT NULL,
  occasions INTEGER NOT NULL,
  last_observed_on TEXT,
  calculated_level REAL,
  calculated_status TEXT NOT NULL,
  PRIMARY KEY (student, competency)
) STRICT, WITHOUT ROWID;

CREATE TABLE ready (
  student INTEGER NOT NULL REFERENCES identities (id),
  pathway INTEGER NOT NULL REFERENCES identities (id),
  stage INTEGER NOT NULL REFERENCES identities (id),
  PRIMARY KEY (student, pathway, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollups (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  rules TEXT NOT NULL,
  judging INTEGER NOT NULL,
  students INTEGER NOT NULL,
  recomputed INTEGER NOT NULL,
  masteries INTEGER NOT NULL
) STRICT;

CREATE TABLE rollup_changes (
  rollup INTEGER NOT NULL REFERENCES rollups (id),
  student INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),
  status_from TEXT,
  status_to TEXT NOT NULL,
  score_from REAL,
  score_to REAL,
  PRIMARY KEY (rollup, student, competency)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_ready (
  rollup INTEGER NOT NULL REFERENCES rollups (id),
  student INTEGER NOT NULL REFERENCES identities (id),
  pathway INTEGER NOT NULL REFERENCES identities (id),
  stage INTEGER NOT NULL REFERENCES identities (id),
  PRIMARY KEY (rollup, student, pathway, stage)
) STRICT, WITHOUT ROWID;
`;

/** Policies with a first day, groups of students, and a rollup that says why something moved. */
const SECOND = `
-- "starts_on" is the first day on which the setting holds; absent: always.
ALTER TABLE policies ADD COLUMN starts_on TEXT;

-- What a school counts its students by (such as "lunch" with "free"). Only counted, never shown of one.
CREATE TABLE student_groups (
  student INTEGER NOT NULL REFERENCES identities (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,${HISTORY},
  PRIMARY KEY (student, name, made)
) STRICT, WITHOUT ROWID;

-- The last entry that a rollup knew: the rules before it are those as of that entry.
ALTER TABLE rollups ADD COLUMN horizon INTEGER NOT NULL DEFAULT 0;

ALTER TABLE rollup_changes ADD COLUMN because TEXT NOT NULL DEFAULT 'entered'
  CHECK (because IN ('entered', 'policy', 'both'));

-- 1: she has become ready for the stage; 0: she is so no longer.
ALTER TABLE rollup_ready ADD COLUMN ready INTEGER NOT NULL DEFAULT 1 CHECK (ready IN (0, 1));

-- Judgements that newer evidence has come to contradict since the rollup before.
CREATE TABLE rollup_disputed (
  rollup INTEGER NOT NULL REFERENCES rollups (id),
  student INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),
  PRIMARY KEY (rollup, student, competency)
) STRICT, WITHOUT ROWID;
`;

/** Years and terms with what is taught, ends of links elsewhere, and report cards as they were sent. */
const THIRD = `
-- What a term is (a gradingPeriod, a semester, a schoolYear), and the longer one that it is part of.
ALTER TABLE terms ADD COLUMN kind TEXT;
ALTER TABLE terms ADD COLUMN parent INTEGER REFERENCES identities (id);

-- A school year begins: what was observed before is of an earlier one.
CREATE TABLE years (
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,${HISTORY},
  PRIMARY KEY (name, made)
) STRICT, WITHOUT ROWID;

-- What is taught in a term; a term without any row teaches everything.
CREATE TABLE taught (
  term INTEGER NOT NULL REFERENCES identities (id),
  competency INTEGER NOT NULL REFERENCES identities (id),${HISTORY},
  PRIMARY KEY (term, competency, made)
) STRICT, WITHOUT ROWID;

-- A link whose other end is in no framework of this gradebook. "target" is its guid or address;
-- "outward": the competency is the origin of the link, as its source has it.
CREATE TABLE outside_links (
  competency INTEGER NOT NULL REFERENCES identities (id),
  word TEXT NOT NULL,
  target TEXT NOT NULL,
  title TEXT,
  outward INTEGER NOT NULL CHECK (outward IN (0, 1)),${HISTORY},
  PRIMARY KEY (competency, word, target, outward, made)
) STRICT, WITHOUT ROWID;

-- Words for a report card, on a term, of one framework or of the whole (absent).
CREATE TABLE comments (
  student INTEGER NOT NULL REFERENCES identities (id),
  term INTEGER NOT NULL REFERENCES identities (id),
  framework INTEGER REFERENCES identities (id),
  text TEXT NOT NULL,
  by TEXT,${HISTORY}
) STRICT;

-- One issue of report cards: "form" is JSON, how the marks were written and what they were made from.
CREATE TABLE report_cards (
  number INTEGER NOT NULL,
  term INTEGER NOT NULL REFERENCES identities (id),
  on_day TEXT NOT NULL,
  form TEXT NOT NULL CHECK (json_valid(form)),${HISTORY},
  PRIMARY KEY (number, made)
) STRICT, WITHOUT ROWID;

-- What one student's card said, as JSON.
CREATE TABLE report_card_marks (
  card INTEGER NOT NULL,
  student INTEGER NOT NULL REFERENCES identities (id),
  marks TEXT NOT NULL CHECK (json_valid(marks)),${HISTORY},
  PRIMARY KEY (card, student, made)
) STRICT, WITHOUT ROWID;
`;

/** Names that hold in every gradebook, what others said beside, copies that are known, and who was forgotten. */
const FOURTH = `
-- Drawn by lot when the entry is made: two copies of one gradebook that were both written on have
-- entries of one number that are not the same.
ALTER TABLE entries ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;

-- Which of the things that its entry made it is, from 1: with the entry it names the thing anywhere.
ALTER TABLE identities ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE identities SET number = ranked.number
FROM (SELECT id, row_number() OVER (PARTITION BY entry ORDER BY id) AS number FROM identities) AS ranked
WHERE ranked.id = identities.id;

-- One thing that two gradebooks have made, each for itself: the names that it has besides.
CREATE TABLE aliases (
  entry INTEGER NOT NULL REFERENCES entries (id),
  number INTEGER NOT NULL,
  identity INTEGER NOT NULL REFERENCES identities (id),
  PRIMARY KEY (entry, number)
) STRICT, WITHOUT ROWID;

-- A fact as its gradebook had said it, where another said something of the same at the same time: "fact"
-- is JSON, a row of the table by its columns. The rows of the table about it that were made by
-- the entry "upto" or before are made of these; those of later entries were said knowing all of them.
CREATE TABLE beside (
  id INTEGER PRIMARY KEY,
  fact_of TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (json_valid(fact)),
  upto INTEGER NOT NULL REFERENCES entries (id)
) STRICT;

-- Copies that pl has made of this gradebook or of a part of it, and where they were put.
CREATE TABLE copies (
  path TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('backup', 'split')),
  at TEXT NOT NULL
) STRICT;

-- Students who were erased on the law's demand: the fact and the reason, without the person. "entry" is
-- absent in copies in which she was erased as well: nobody has written in them.
CREATE TABLE forgotten (
  student INTEGER PRIMARY KEY REFERENCES identities (id),
  entry INTEGER REFERENCES entries (id),
  day TEXT,
  who TEXT,
  reason TEXT NOT NULL
) STRICT;

-- Has a row while what was erased may still lie in free pages of the file or in its journal.
CREATE TABLE forgetting (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;

-- Keyed hashes of the ids that a forgotten student had, so that she does not come back unasked.
CREATE TABLE forgotten_ids (
  student INTEGER NOT NULL REFERENCES forgotten (student),
  hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  PRIMARY KEY (student, hash)
) STRICT, WITHOUT ROWID;

-- One student among a hundred thousand is found by what she is called, one section by who is in it.
CREATE INDEX student_ids_by_value ON student_ids (value COLLATE NOCASE);
CREATE INDEX students_by_name ON students (trim(coalesce(preferred, given) || ' ' || family));
CREATE INDEX enrollments_by_section ON enrollments (section);

-- Pieces that were taken out: few, and looked for among ten million.
CREATE INDEX evidence_ended ON evidence (ended) WHERE ended IS NOT NULL;
`;

/** Each brings a gradebook from its position in the list to the next version. */
export const MIGRATIONS: readonly string[] = [FIRST, SECOND, THIRD, FOURTH];
