/** The tables of the first schema: schools, standards, evidence, decisions, and what a rollup keeps. */
import { HISTORY } from './history.js';

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

export const FIRST = `
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
