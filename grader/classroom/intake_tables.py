"""The tables in which an intake keeps what it found, and what is settled once all is known."""

TABLES = """
CREATE TABLE files (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE clones (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE gradescope (folder TEXT, name TEXT, sid TEXT, email TEXT, handed_in_at TEXT);
CREATE INDEX gradescope_of ON gradescope (folder);
CREATE TABLE people (learner TEXT PRIMARY KEY, name TEXT, enrolled INTEGER, row TEXT) WITHOUT ROWID;
CREATE TABLE candidates (
    exercise TEXT, learner TEXT, path TEXT, rank INTEGER, attempt INTEGER, handed_in_at TEXT, late INTEGER);
CREATE TABLE taken (
    exercise TEXT, learner TEXT, path TEXT, handed_in_at TEXT, late INTEGER, PRIMARY KEY (exercise, learner)
) WITHOUT ROWID;
CREATE TABLE problems (path TEXT, learner TEXT, exercise TEXT, kind TEXT, sentence TEXT);
CREATE INDEX problems_of ON problems (learner);
CREATE INDEX taken_by ON taken (learner);
"""
#: How surely a file is what was asked for: its name is the exercise's own, or holds it, or its code fits.

SETTLING = (
    # What else somebody handed in is worth a word only if nothing of theirs can be told from it.
    "DELETE FROM problems WHERE kind = 'foreign' AND (learner IN (SELECT learner FROM taken) "
    "OR learner IN (SELECT learner FROM problems WHERE kind <> 'foreign' AND learner <> ''))",
    "UPDATE problems SET kind = 'refused' WHERE kind = 'foreign'",
    # A learner's further files are no problem if something of theirs is graded.
    "UPDATE problems SET kind = 'ignored' "
    "WHERE kind IN ('unknown', 'refused') AND learner IN (SELECT learner FROM taken)",
)
