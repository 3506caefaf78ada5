/** Years and terms with what is taught, ends of links elsewhere, and report cards as they were sent. */
import { HISTORY } from './history.js';

export const THIRD = `
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
