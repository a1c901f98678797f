"""The gradebook: what is recorded is found again, only grows, and survives what may happen to a machine."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from grader.classroom.gradebook import Gradebook
from grader.classroom.gradebook_error import GradebookError
from grader.classroom.intake_findings import Problem
from grader.classroom.records import Conditions, HandIn, Learner, Override, Regrade
from grader.errors import ExitCode
from grader.feedback.as_json import report_from_dict
from grader.feedback.policy import within
from grader.kit import FeedbackPolicy
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.results import Report

STEM = "ex03_simultaneous_update"
CONDITIONS = Conditions(STEM, "suite 1", "kit 1", "grader 0.1.0", "seed 1")
FIRST, SECOND = "ab" * 32, "cd" * 32
SCHEMA_PAGE = Path(__file__).resolve().parent.parent / "docs" / "gradebook.md"


@pytest.fixture
def gradebook(tmp_path: Path) -> Iterator[Gradebook]:
    """An empty gradebook."""
    with Gradebook(tmp_path / "gradebook.sqlite", create=True) as opened:
        yield opened


def at(second: int) -> str:
    """Return a time of one morning."""
    return f"2026-11-25T10:00:{second:02}.000Z"


def hand_in(gradebook: Gradebook, sha256: str = FIRST, *, learner: str = "ada", second: int = 0) -> int:
    """Hand in a file and return the hand-in's number."""
    return gradebook.hand_in(HandIn(learner, STEM, sha256, f"{learner}/ex03.py"), b"x = 1\n", at(second))


def hand_in_many(gradebook: Gradebook) -> None:
    """Hand in more than fits into a few pages."""
    for number in range(1000):
        hand_in(gradebook, f"{number:064}", learner=f"lost {number}")


def test_result_counts(gradebook: Gradebook, failed_report: Report) -> None:
    """A hand-in with a result stands with the result's points, and the report is there word for word."""
    number = hand_in(gradebook)
    result = gradebook.record(CONDITIONS, failed_report, seconds=0.1, graded_at=at(1))
    gradebook.grade(number, result, at(1))
    gradebook.commit()

    (standing,) = gradebook.standings()
    assert ("ada", STEM, "failed", 7.0, 11.0) == (
        standing.learner,
        standing.exercise,
        standing.outcome,
        standing.points,
        standing.max_points,
    )
    isolation = dict(failed_report.isolation) | {"mechanisms": ["seccomp", "landlock"]}
    expected = replace(failed_report, seed=None, isolation=isolation)
    assert expected == report_from_dict(gradebook.report(result))
    assert b"x = 1\n" == gradebook.source(FIRST)
    assert [("ada", STEM, result, "sequential-update", ("w", "b"), "simultaneous-update")] == [
        *gradebook.diagnoses()
    ]
    assert [
        ("ada", result, "gradient", "passed"),
        ("ada", result, "simultaneous", "failed"),
        ("ada", result, "copies", "passed"),
        ("ada", result, "descends", "skipped"),
    ] == [*gradebook.checks(STEM)]


def test_seed_is_not_kept(gradebook: Gradebook, failed_report: Report, tmp_path: Path) -> None:
    """The number that inputs were drawn from is nowhere in the file."""
    secret = 4_815_162_342_108
    result = gradebook.record(
        CONDITIONS, replace(failed_report, seed=secret), seconds=0.1, graded_at=at(1), source=b""
    )
    gradebook.commit()

    assert gradebook.report(result)["seed"] is None
    assert all(str(secret).encode() not in path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize("field", ["exercise", "suite", "kit", "engine", "seed_id"])
def test_result_is_known_by_what_it_depends_on(
    field: str, gradebook: Gradebook, failed_report: Report
) -> None:
    """The same submission under the same conditions is known; under any other condition it is not."""
    result = gradebook.record(CONDITIONS, failed_report, seconds=0.1, graded_at=at(1), source=b"")

    assert result == gradebook.known_result(FIRST, CONDITIONS)
    assert gradebook.known_result(SECOND, CONDITIONS) is None
    assert gradebook.known_result(FIRST, replace(CONDITIONS, **{field: "another"})) is None


def test_own_fault_is_tried_again(gradebook: Gradebook, failed_report: Report) -> None:
    """A fault of our own is recorded and is neither a known result nor anybody's points."""
    number = hand_in(gradebook)
    fault = replace(failed_report, outcome=Outcome.GRADER_FAULT)
    gradebook.grade(number, gradebook.record(CONDITIONS, fault, seconds=0.1, graded_at=at(1)), at(1))

    (standing,) = gradebook.standings()
    assert ("grader-fault", None) == (standing.outcome, standing.points)
    assert gradebook.known_result(FIRST, CONDITIONS) is None


def test_same_file_again_is_no_new_hand_in(gradebook: Gradebook) -> None:
    """Only what differs from the newest hand-in is a new one, also a file that was handed in earlier."""
    numbers = [hand_in(gradebook, sha256) for sha256 in (FIRST, FIRST, SECOND, SECOND, FIRST)]

    assert [1, 1, 2, 2, 3] == numbers


def test_newest_hand_in_counts(gradebook: Gradebook, failed_report: Report, passed_report: Report) -> None:
    """Points are those of the newest hand-in, and none while it has no result."""
    first = hand_in(gradebook, FIRST)
    gradebook.grade(first, gradebook.record(CONDITIONS, failed_report, seconds=0, graded_at=at(1)), at(1))
    second = hand_in(gradebook, SECOND, second=2)

    assert [None] == [standing.points for standing in gradebook.standings()]
    later = replace(passed_report, sha256=SECOND)
    gradebook.grade(second, gradebook.record(CONDITIONS, later, seconds=0, graded_at=at(3)), at(3))
    assert [11.0] == [standing.points for standing in gradebook.standings()]
    assert [
        ("handed-in", None, FIRST),
        ("graded", 7.0, FIRST),
        ("handed-in", None, SECOND),
        ("graded", 11.0, SECOND),
    ] == [(event.kind, event.points, event.sha256) for event in gradebook.history("ada", STEM)]


def test_override_counts_until_withdrawn(gradebook: Gradebook, failed_report: Report) -> None:
    """Points by hand replace the result's, say who, when and why, and withdrawn ones stay in the history."""
    number = hand_in(gradebook)
    gradebook.grade(number, gradebook.record(CONDITIONS, failed_report, seconds=0, graded_at=at(1)), at(1))
    gradebook.override(Override("ada", STEM, 10.0, "grace", "shown in the lab", at(2)))

    (standing,) = gradebook.standings(learner="ada", exercise=STEM)
    assert (10.0, 7.0, True) == (standing.points, standing.graded_points, standing.is_overridden)
    gradebook.override(Override("ada", STEM, None, "grace", "a mistake of mine", at(3)))
    (standing,) = gradebook.standings()
    assert (7.0, False) == (standing.points, standing.is_overridden)
    overrides = [event for event in gradebook.history("ada", STEM) if event.kind == "override"]
    assert [(10.0, "grace", "shown in the lab"), (None, "grace", "a mistake of mine")] == [
        (event.points, event.who, event.detail) for event in overrides
    ]


def test_override_without_hand_in(gradebook: Gradebook) -> None:
    """Someone who handed in nothing can be given points."""
    gradebook.override(Override("ada", STEM, 5.0, "grace", "oral", at(1)))

    assert [("ada", 5.0, "")] == [(s.learner, s.points, s.sha256) for s in gradebook.standings()]


def test_roster(gradebook: Gradebook) -> None:
    """Learners of the roster are listed without a hand-in too, and later runs add to what is known."""
    hand_in(gradebook, learner="zoe")
    gradebook.enrol(Learner("ada", "Ada L.", True, {"SIS User ID": "17"}))
    gradebook.enrol(Learner("ada"))

    assert [Learner("ada", "Ada L.", True, {"SIS User ID": "17"}), Learner("zoe")] == [*gradebook.learners()]


def test_two_names_become_one(gradebook: Gradebook) -> None:
    """A learner is renamed with all that happened; a name of a roster's line alone gives way to it."""
    gradebook.enrol(Learner("bob@x", "Bob", True))
    hand_in(gradebook, learner="bob")
    hand_in(gradebook, learner="ada")
    hand_in(gradebook, learner="ada@x")
    answers = [gradebook.rename(*names) for names in (("bob", "bob@x"), ("ada", "ada@x"), ("cyd", "cyd@x"))]

    assert [True, False, True] == answers
    assert ["ada", "ada@x", "bob@x"] == [learner.learner for learner in gradebook.learners()]
    assert ["handed-in"] == [event.kind for event in gradebook.history("bob@x", STEM)]


@pytest.mark.parametrize("table", ["hand_ins", "results", "gradings", "overrides"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_history_cannot_be_changed(
    table: str, change: str, gradebook: Gradebook, failed_report: Report
) -> None:
    """Rows of the history are neither changed nor removed, also by another program."""
    number = hand_in(gradebook)
    gradebook.grade(number, gradebook.record(CONDITIONS, failed_report, seconds=0, graded_at=at(1)), at(1))
    gradebook.override(Override("ada", STEM, 5.0, "grace", "oral", at(1)))
    gradebook.commit()
    with sqlite3.connect(gradebook.path) as other, pytest.raises(sqlite3.IntegrityError) as caught:
        other.execute(change.format(table))
    other.close()

    assert f"{table} only grows" == str(caught.value)


def test_killed_process_loses_only_what_was_not_committed(tmp_path: Path) -> None:
    """After kill -9 in the middle of recording, what was committed is there and the file is whole."""
    path = tmp_path / "gradebook.sqlite"
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from grader.classroom.gradebook import Gradebook\n"
        "from grader.classroom.records import HandIn\n"
        "book = Gradebook(Path(sys.argv[1]), create=True)\n"
        "for name in ('kept', 'lost'):\n"
        "    book.hand_in(HandIn(name, 'ex03', name, name), b'', 'now')\n"
        "    name == 'kept' and book.commit()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    with Gradebook(path) as again:
        learners = [learner.learner for learner in again.learners()]
        again.commit()
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()

    assert -9 == done.returncode
    assert ["kept"] == learners
    assert [("ok",)] == found


def test_full_disk(gradebook: Gradebook) -> None:
    """A disk that is full ends in a sentence; what was committed stays, and later it goes on."""
    hand_in(gradebook, learner="kept")
    gradebook.commit()
    (pages,) = gradebook._connection.execute("PRAGMA page_count").fetchone()
    gradebook._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(GradebookError) as caught:
        hand_in_many(gradebook)
    gradebook._connection.execute("PRAGMA max_page_count = 100000")
    hand_in(gradebook, learner="next")
    gradebook.commit()

    assert ExitCode.USAGE == caught.value.exit_code
    assert f"The gradebook {gradebook.path} cannot be read or written: the disk is full." in str(caught.value)
    assert ["kept", "next"] == [learner.learner for learner in gradebook.learners()]


@pytest.mark.parametrize(
    ("free", "reason"), [(0, "the disk is full."), (10**9, "the disk reports an error.")]
)
def test_disk_error(free: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room to read by, which SQLite calls an error of the disk, that is what is said."""
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=free))
    book = Gradebook(tmp_path / "g.sqlite", create=True)
    with pytest.raises(GradebookError) as caught, book._sentences():
        raise sqlite3.OperationalError("disk I/O error")
    book.close()

    assert f"cannot be read or written: {reason}" in str(caught.value)


def other_program(path: Path) -> None:
    """Write a database of another program."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photographs (id INTEGER)")
    connection.close()


def newer_version(path: Path) -> None:
    """Write a gradebook of a later version."""
    Gradebook(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def test_gradebook_of_the_first_version(gradebook: Gradebook) -> None:
    """It is made one of this version, and what it holds stays."""
    hand_in(gradebook, learner="ada")
    gradebook.commit()
    with sqlite3.connect(gradebook.path) as connection:
        connection.execute("DROP TABLE regrades")
        connection.execute("DROP TABLE not_graded")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with Gradebook(gradebook.path) as opened:
        learners = [learner.learner for learner in opened.learners()]
        regrade = opened.begin_regrade("a folder", at(1))
        opened.commit()
    with Gradebook(gradebook.path) as opened:
        resumed = opened.begin_regrade("a folder", at(2))
        not_graded = [*opened.not_graded()]

    assert ["ada"] == learners
    assert [] == not_graded
    assert Regrade(0, at(1), is_resumed=False) == regrade
    assert Regrade(0, at(1), is_resumed=True) == resumed


def test_what_could_not_be_graded(gradebook: Gradebook) -> None:
    """It stays until the same folder has it no more, or something of the learner is graded or noted anew."""
    found = [
        Problem("ada/ex03.py", "ada", STEM, "refused", "it is a link."),
        Problem("bo/ex03.py", "bo", STEM, "ambiguous", "keep one."),
        Problem("cy/notes.py", "cy", "", "unknown", "its exercise cannot be told."),
    ]
    newer = Problem("Bo_2/ex03.py", "bo", STEM, "refused", "it is a link.")
    pending = []
    for scope, problems, graded in (
        ("a zip", found, ""),
        ("a zip", found, ""),
        ("a newer zip", [newer], "cy"),
        ("a zip", [], ""),
        ("a newer zip", [], ""),
    ):
        gradebook.keep_not_graded(scope, problems, lambda learner, _, graded=graded: learner == graded, at(1))
        gradebook.commit()
        pending.append([one.origin for one in gradebook.not_graded()])

    assert [["ada/ex03.py", "bo/ex03.py", "cy/notes.py"]] * 2 == pending[:2]
    assert [["ada/ex03.py", "Bo_2/ex03.py"], ["Bo_2/ex03.py"], []] == pending[2:]
    assert ["not-graded"] == [event.kind for event in gradebook.history("ada", STEM)]


def test_not_graded_under_another_name(gradebook: Gradebook) -> None:
    """Whose file could not be graded is renamed with it, also where the roster's line is there already."""
    problem = Problem("ada/ex03.py", "ada", STEM, "refused", "it is a link.")
    gradebook.keep_not_graded("a zip", [problem], lambda learner, exercise: False, at(1))
    gradebook.enrol(Learner("ada@x", enrolled=True))
    is_renamed = gradebook.rename("ada", "ada@x")

    assert is_renamed
    assert ["ada@x"] == [learner.learner for learner in gradebook.learners()]
    assert ["ada@x"] == [one.learner for one in gradebook.not_graded(exercise=STEM)]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "does not exist; `grader grade` makes one, or name another with --gradebook."),
        (
            lambda path: path.write_text("learner,points\n" * 99),
            "is not a gradebook; name another file with --gradebook.",
        ),
        (other_program, "is a database of another program; name another file with --gradebook."),
        (newer_version, "was made by another version of the grader (tables 99, not 3); use that one."),
    ],
    ids=["missing", "text", "another program", "newer"],
)
def test_what_is_no_gradebook(make: object, reason: str, tmp_path: Path) -> None:
    """A file that is no gradebook of this version is left alone, with a sentence."""
    path = tmp_path / "gradebook.sqlite"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(GradebookError) as caught:
        Gradebook(path)

    assert f"The gradebook {path} {reason}" == str(caught.value)
    assert before == (path.read_bytes() if path.exists() else None)


def test_two_at_once(gradebook: Gradebook) -> None:
    """Another process may read while one writes, and sees what was committed."""
    hand_in(gradebook, learner="seen")
    gradebook.commit()
    hand_in(gradebook, learner="not yet")
    with Gradebook(gradebook.path) as other:
        learners = [learner.learner for learner in other.learners()]

    assert ["seen"] == learners


def test_canonical_lines(gradebook: Gradebook, failed_report: Report, tmp_path: Path) -> None:
    """The canonical form depends on neither times nor order nor machine, but on every verdict."""
    with Gradebook(tmp_path / "other.sqlite", create=True) as other:
        isolation = dict(failed_report.isolation) | {"kernel": "7.0"}
        for book, learners, second, report in (
            (gradebook, ("ada", "zoe"), 1, failed_report),
            (other, ("zoe", "ada"), 2, replace(failed_report, isolation=isolation)),
        ):
            for learner in learners:
                number = hand_in(book, learner=learner)
                result = book.record(CONDITIONS, report, seconds=second, graded_at=at(second))
                book.grade(number, result, at(second))
        same = [*gradebook.canonical_lines()], [*other.canonical_lines()]
        changed = replace(failed_report, output="another")
        other.grade(number, other.record(CONDITIONS, changed, seconds=0, graded_at=at(3)), at(3))

        assert same[0] == same[1]
        assert same[0] != [*other.canonical_lines()]


@pytest.mark.parametrize("policy", list(FeedbackPolicy))
def test_report_within_policy(policy: FeedbackPolicy, gradebook: Gradebook, failed_report: Report) -> None:
    """A stored report holds everything, and what is handed out only what the policy allows."""
    result = gradebook.record(CONDITIONS, failed_report, seconds=0, graded_at=at(1), source=b"")
    shown = within(report_from_dict(gradebook.report(result)), policy)

    assert (policy is FeedbackPolicy.FULL) == ("(1.1, 2.05)" in str(shown))
    assert (policy is FeedbackPolicy.VERDICT) == ("(1.1, 1.9)" not in str(shown))


def test_tables_are_documented(gradebook: Gradebook) -> None:
    """Every table and column of the file stands in docs/gradebook.md, and no other."""
    page = SCHEMA_PAGE.read_text(encoding="utf-8")
    documented = set()
    table = ""
    for line in page.splitlines():
        if line.startswith("### `"):
            table = line.split("`")[1]
        elif line.startswith("| `") and table:
            documented.add((table, line.split("`")[1]))
    names = [
        name
        for (name,) in gradebook._connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        )
    ]
    actual = {
        (name, row[1])
        for name in names
        for row in gradebook._connection.execute(f"PRAGMA table_info({name})")
    }

    assert actual == documented
