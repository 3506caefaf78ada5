/** Policies with a first day, groups of students, and a rollup that says why something moved. */
import { HISTORY } from './history.js';

export const SECOND = `
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
