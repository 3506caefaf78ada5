/** What `pl nightly --example` prints: every step there is, explained. */
export const EXAMPLE = `# A nightly run of pl: pl nightly nightly.yaml
# Every step can be left out. They are done in the order of this page, whatever the order here is.
# What follows a name is what follows it on the command line; paths are from where this file lies.

# The gradebook; left out: --db, PL_DB, or the one in your data folder.
gradebook: district.db

# Seconds for which a dropped file must have stayed the same to be taken (0 to 3600; default 5).
settle: 5

# First of all: pl backup. A first word is the folder.
backup: backups --keep 30

# Taken when what lies there has changed since it was last taken: a file, a zip or a folder.
roster: drop/roster.zip --withdraw-missing --max-change 5%
# standards: drop/standards.csv
# pathways: drop/pathways.csv
# groups: drop/groups.csv

# Each file of the folder is imported, then moved to "done" or "refused". Several folders are a list.
evidence: inbox --skip-bad
done: inbox/done
refused: inbox/refused

# Each .db of the folder is a colleague's gradebook: pl merge. They stay where they are.
# merge: colleagues

# pl rollup
rollup: yes

# FILE: what follows "pl export".
exports:
  out/mastery.csv: mastery

# FILE: a command that reads.
reports:
  out/ready.csv: ready --csv
  out/summary.json: summary --json

# pl retention, which only lists them without --forget. It is not run on a night on which a step before it failed.
# retention: --older-than 7y --forget --reason "retention schedule" --yes

# Last of all: pl check.
check: yes
`;
