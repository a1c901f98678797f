"""The gradebook's tables, as docs/gradebook.md describes them, and how a file is known to be a gradebook."""

from __future__ import annotations

#: Stands in the file's header (`PRAGMA application_id`): the bytes of "GdGb".
APPLICATION_ID = 0x47644762
#: Grows with every change to the tables (`PRAGMA user_version`).
VERSION = 3

_APPEND_ONLY = ("hand_ins", "results", "gradings", "overrides")

_REGRADES = """
CREATE TABLE regrades (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    after_result INTEGER NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT
);
"""

_NOT_GRADED = """
CREATE TABLE not_graded (
    id INTEGER PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learners,
    exercise INTEGER REFERENCES exercises,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    scope TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    settled_at TEXT
);
CREATE INDEX not_graded_of ON not_graded (learner, exercise);
"""

#: What makes a gradebook of a version one of the next.
UPGRADES = {1: _REGRADES, 2: _NOT_GRADED}

_TABLES = f"""
CREATE TABLE learners (
    id INTEGER PRIMARY KEY,
    learner TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    enrolled INTEGER,
    roster TEXT NOT NULL DEFAULT '{{}}'
);
CREATE TABLE exercises (
    id INTEGER PRIMARY KEY,
    exercise TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    max_points REAL NOT NULL DEFAULT 0
);
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    source BLOB
);
CREATE TABLE hand_ins (
    id INTEGER PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learners,
    exercise INTEGER NOT NULL REFERENCES exercises,
    submission INTEGER NOT NULL REFERENCES submissions,
    origin TEXT NOT NULL,
    handed_in_at TEXT,
    late INTEGER,
    recorded_at TEXT NOT NULL
);
CREATE INDEX hand_ins_of ON hand_ins (exercise, learner, id);
CREATE TABLE conditions (
    id INTEGER PRIMARY KEY,
    exercise INTEGER NOT NULL REFERENCES exercises,
    suite TEXT NOT NULL,
    kit TEXT NOT NULL,
    engine TEXT NOT NULL,
    seed_id TEXT NOT NULL,
    UNIQUE (exercise, suite, kit, engine, seed_id)
);
CREATE TABLE results (
    id INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submissions,
    conditions INTEGER NOT NULL REFERENCES conditions,
    outcome TEXT NOT NULL,
    points REAL NOT NULL,
    max_points REAL NOT NULL,
    tier TEXT NOT NULL,
    seconds REAL NOT NULL,
    graded_at TEXT NOT NULL,
    report BLOB NOT NULL
);
CREATE INDEX results_of ON results (submission, conditions, id);
CREATE TABLE checks (
    result INTEGER NOT NULL REFERENCES results,
    place INTEGER NOT NULL,
    check_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    points REAL NOT NULL,
    max_points REAL NOT NULL,
    proved INTEGER NOT NULL,
    PRIMARY KEY (result, place)
) WITHOUT ROWID;
CREATE TABLE diagnoses (
    result INTEGER NOT NULL REFERENCES results,
    place INTEGER NOT NULL,
    misconception TEXT NOT NULL,
    detail TEXT NOT NULL,
    concept TEXT NOT NULL,
    PRIMARY KEY (result, place)
) WITHOUT ROWID;
CREATE TABLE gradings (
    id INTEGER PRIMARY KEY,
    hand_in INTEGER NOT NULL REFERENCES hand_ins,
    result INTEGER NOT NULL REFERENCES results,
    graded_at TEXT NOT NULL
);
CREATE INDEX gradings_of ON gradings (hand_in, id);
CREATE TABLE overrides (
    id INTEGER PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learners,
    exercise INTEGER NOT NULL REFERENCES exercises,
    points REAL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    set_at TEXT NOT NULL
);
CREATE INDEX overrides_of ON overrides (exercise, learner, id);
{_REGRADES}{_NOT_GRADED}CREATE VIEW standings AS
SELECT pairs.learner AS learner, pairs.exercise AS exercise, learners.learner AS learner_name,
       learners.name AS shown_name, exercises.exercise AS stem, exercises.max_points AS exercise_max_points,
       hand_ins.id AS hand_in, submissions.sha256 AS sha256, hand_ins.origin AS origin,
       hand_ins.handed_in_at AS handed_in_at, hand_ins.late AS late,
       results.id AS result, results.outcome AS outcome, results.points AS result_points,
       results.max_points AS result_max_points, results.graded_at AS graded_at,
       overrides.id AS override, overrides.points AS override_points
FROM (
    SELECT exercise, learner FROM hand_ins UNION SELECT exercise, learner FROM overrides
) AS pairs
JOIN learners ON learners.id = pairs.learner
JOIN exercises ON exercises.id = pairs.exercise
LEFT JOIN hand_ins ON hand_ins.id = (
    SELECT max(id) FROM hand_ins AS newer
    WHERE newer.exercise = pairs.exercise AND newer.learner = pairs.learner)
LEFT JOIN submissions ON submissions.id = hand_ins.submission
LEFT JOIN gradings ON gradings.id = (
    SELECT max(id) FROM gradings AS newer WHERE newer.hand_in = hand_ins.id)
LEFT JOIN results ON results.id = gradings.result
LEFT JOIN overrides ON overrides.id = (
    SELECT max(id) FROM overrides AS newer
    WHERE newer.exercise = pairs.exercise AND newer.learner = pairs.learner);
"""


def _keep_history(table: str) -> str:
    """Return triggers that refuse to change or remove a row."""
    return "".join(
        f"CREATE TRIGGER {table}_no_{action} BEFORE {action} ON {table} "
        f"BEGIN SELECT raise(ABORT, '{table} only grows'); END;\n"
        for action in ("update", "delete")
    )


SCHEMA = _TABLES + "".join(_keep_history(table) for table in _APPEND_ONLY)
