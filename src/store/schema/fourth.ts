/** Names that hold in every gradebook, what others said beside, copies that are known, and who was forgotten. */

export const FOURTH = `
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
