"""What a coach would script instead of `pl rollup`: read the pieces, judge them, write the results back.

The rule is the default one: the median of the last three scores of each student and competency, at least
two occasions (pieces of one day, kind and title are one), levels by floor, mastery from 3. Kinds self,
peer and outside-test do not count; a score out of some full marks is a share of 4; of several
pieces of one external id the last entered counts. Usage: pandas-rollup.py GRADEBOOK.db OUT.db
"""
import resource
import sqlite3
import sys

import numpy as np
import pandas as pd

TOP, MASTERY, RECENT, MIN_EVIDENCE = 4.0, 3.0, 3, 2
KEY = ["student", "competency"]

book = sqlite3.connect(sys.argv[1])
pieces = pd.read_sql_query(
    """SELECT student, competency, observed_on, entry, number, score, possible, kind, title, external_id
       FROM evidence
       WHERE ended IS NULL AND score IS NOT NULL AND kind NOT IN ('self', 'peer', 'outside-test')
       ORDER BY student, competency, observed_on, entry, number""",
    book,
)
book.close()
for column in ("observed_on", "kind", "title"):
    pieces[column] = pieces[column].astype("category")

# Of several pieces of one external id the last entered counts.
named = pieces[pieces["external_id"].notna()].sort_values(["entry", "number"])
replaced = named.index[named.duplicated(KEY + ["external_id"], keep="last")]
pieces = pieces.drop(index=replaced).drop(columns=["external_id", "entry", "number"])

share = pieces["score"] / pieces["possible"] * TOP
pieces["score"] = np.minimum(pieces["score"].where(pieces["possible"].isna(), share), TOP)
pieces = pieces.drop(columns="possible")

again = pieces.duplicated(KEY + ["observed_on", "kind", "title"])
groups = pieces.groupby(KEY, sort=True)
counts = groups.agg(evidence_count=("score", "size"), last_observed_on=("observed_on", "last"))
counts["occasions"] = (~again).groupby([pieces["student"], pieces["competency"]]).sum()
last = groups.tail(RECENT)
counts["score"] = last.groupby(KEY)["score"].median().round(2)

counts["level"] = np.maximum(np.floor(counts["score"]), 1)
counts["status"] = np.select(
    [counts["occasions"] < MIN_EVIDENCE, counts["level"] >= MASTERY], ["thin", "mastered"], "below"
)
counts["last_observed_on"] = counts["last_observed_on"].astype(str)

out = sqlite3.connect(sys.argv[2])
counts.reset_index().to_sql("mastery", out, if_exists="replace", index=False)
out.commit()
print(len(counts), (counts["status"] == "mastered").sum(), round(float(counts["score"].sum()), 2))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, file=sys.stderr)
