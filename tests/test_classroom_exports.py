"""Points leave the gradebook in the forms that platforms take, and no cell of theirs becomes a formula."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import main
from grader.classroom.exports.cells import harmless_cell, read_table
from grader.classroom.exports.identities import column_kind
from grader.classroom.exports.sheet import Sheet
from grader.classroom.exports.tidy import COLUMNS
from grader.classroom.exports.words import comment_on
from grader.classroom.gradebook import Gradebook
from grader.classroom.intake_findings import Problem
from grader.classroom.records import Conditions, HandIn, Learner, Override
from grader.errors import ExitCode, UsageError
from grader.kit import FeedbackPolicy
from grader.results import CheckResult, Diagnosis, Evidence, Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent
EX03, EX04 = "ex03_simultaneous_update", "ex04_vectorised_gradient"
AT = "2026-11-25T10:00:00.000Z"
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "a;=1",
    "a,=1",
    "a\n=1",
    "a\t@x",
    ' "=1',
    "a;'=1",
]

Run = "Callable[..., tuple[int, str, str]]"


def report_of(stem: str, points: float, outcome: Outcome, sha256: str) -> Report:
    """Return a report with so many points of ten, and a mistake if they are not all."""
    check = CheckResult(
        id="update",
        title="update moves w and b",
        verdict=Verdict.PASSED if points == 10 else Verdict.FAILED,
        points=points,
        max_points=10.0,
    )
    diagnosis = Diagnosis(
        "missing-mean", "summed, not averaged", ("update",), (Evidence.NUMBERS,), lines=(8,)
    )
    return Report(
        exercise=stem,
        title="",
        path="ex03.py",
        sha256=sha256,
        outcome=outcome,
        checks=(check,),
        diagnoses=() if points == 10 else (diagnosis,),
        max_points=10.0,
    )


def write_gradebook(
    path: Path, people: Mapping[str, Learner], points: Mapping[tuple[str, str], float | None]
) -> Path:
    """Write a gradebook of learners, and what they have in which exercise; None is a fault of our own."""
    with Gradebook(path, create=True) as book:
        book.describe_exercise(EX03, "Update w and b at the same time", 10.0)
        book.describe_exercise(EX04, "The vectorised gradient", 10.0)
        for learner in people.values():
            book.enrol(learner)
        for number, ((name, stem), earned) in enumerate(points.items()):
            sha256 = f"{number:064x}"
            hand_in = book.hand_in(HandIn(name, stem, sha256, f"{name}/{stem[:4]}.py", None, True), b"x", AT)
            outcome = Outcome.GRADER_FAULT if earned is None else Outcome.FAILED
            outcome = Outcome.PASSED if earned == 10 else outcome
            report = report_of(stem, earned or 0.0, outcome, sha256)
            conditions = Conditions(stem, "suite", "kit", "engine", "seed")
            book.grade(hand_in, book.record(conditions, report, seconds=0.1, graded_at=AT), AT)
        book.commit()
    return path


CANVAS_ROSTER = {
    "ada": {
        "Student": "Lovelace, Ada",
        "ID": "11",
        "SIS User ID": "u1",
        "SIS Login ID": "ada",
        "Section": "A",
    },
    "grace": {
        "Student": "Hopper, Grace",
        "ID": "12",
        "SIS User ID": "",
        "SIS Login ID": "grace",
        "Section": "B",
    },
    "alan": {
        "Student": "Turing, Alan",
        "ID": "13",
        "SIS User ID": "u3",
        "SIS Login ID": "alan",
        "Section": "A",
    },
}
NAMES = {"ada": "Ada Lovelace", "grace": "Grace Hopper", "alan": "Alan Turing"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ada has all points in 03 and a fault in 04, Grace an override, Alan nothing, Eve no identity."""
    people = {key: Learner(key, NAMES[key], True, CANVAS_ROSTER[key]) for key in NAMES}
    people["eve"] = Learner("eve", "=Eve", False, {})
    points = {("ada", EX03): 10.0, ("ada", EX04): None, ("grace", EX03): 4.0, ("eve", EX04): 2.5}
    path = write_gradebook(tmp_path_factory.mktemp("book") / "gradebook.sqlite", people, points)
    with Gradebook(path) as opened:
        opened.override(Override("grace", EX03, 6.5, "Noether", "=shown in the lab", AT))
        opened.commit()
    return path


@pytest.fixture
def export(book: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs `grader export` on the gradebook; status, output and what is said."""

    def run(*words: object) -> tuple[int, str, str]:
        status = main(["export", *map(str, words), "--gradebook", str(book)])
        done = capsys.readouterr()
        return status, done.out, done.err

    return run


def rows(text: str) -> list[list[str]]:
    """Return the cells of a CSV."""
    return [*csv.reader(io.StringIO(text, newline=""))]


# --- cells -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever a spreadsheet splits lines at, no part of a text begins like a formula."""
    written = harmless_cell(text)

    for separator in ",;\t\n\r":
        for part in written.split(separator):
            assert part.strip(" \"'\r") == "" or part.lstrip(' "')[:1] not in "=+-@＝＋－＠"


def test_ordinary_text_stays() -> None:
    """Names, addresses and sentences are written as they are."""
    for text in ("Ada Lovelace", "O'Neil-Smith", "ada@example.edu", "a = b, c + d", "3.5", ""):
        assert text == harmless_cell(text)


def test_file_is_read_and_written_byte_for_byte(tmp_path: Path) -> None:
    """A platform's file that is read and not changed comes out as it was, whatever form it has."""
    random.seed(5)
    cells = ["", "a", '"a,b"', '"a;b"', '"a ""b"" c"', '"two\nlines"', " x ", "ü", "\tx".strip()]
    for separator in ",;\t":
        for mark, encoding in ((b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")):
            for end in ("\n", "\r\n"):
                lines = [separator.join(["ID", "Name", "x"])]
                lines += [separator.join(random.choices(cells, k=3)) for _ in range(20)]
                text = end.join(lines) + random.choice(["", end])
                path = tmp_path / "file.csv"
                path.write_bytes(mark + text.encode(encoding))

                assert path.read_bytes() == read_table(path).as_bytes()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"ID,Name\n1,\xff\n", "is not UTF-8"),
        (b"", "is no CSV with columns"),
        (b'ID,Name\n1,"a\n', "quotation mark out of place in line 2"),
    ],
)
def test_file_that_cannot_be_read_is_told(content: bytes, sentence: str, tmp_path: Path) -> None:
    """What is no CSV of a platform's is refused with what is wrong."""
    (tmp_path / "file.csv").write_bytes(content)

    with pytest.raises(UsageError, match=sentence):
        read_table(tmp_path / "file.csv")


# --- forms -----------------------------------------------------------------------------------------


def test_csv_is_tidy(export: Callable[..., tuple[int, str, str]]) -> None:
    """Each learner and exercise is a line; the roster's missing are there, strangers' missing are not."""
    status, out, err = export("csv")
    header, *lines = rows(out)
    found = {(line[0], line[3][:4]): dict(zip(header, line, strict=True)) for line in lines}

    assert list(COLUMNS) == header
    assert {*((k, e) for k in NAMES for e in ("ex03", "ex04")), ("eve", "ex04")} == {*found}
    grace = found["grace", "ex03"]
    assert (
        "6.5",
        "10",
        "0.65",
        "failed",
        "missing-mean",
        "yes",
        "4",
        "Noether",
        "'=shown in the lab",
        "yes",
    ) == (
        *(grace[column] for column in ("points", "max_points", "score", "outcome", "misconceptions")),
        *(grace[column] for column in ("overridden", "graded_points", "override_by", "override_why", "late")),
    )
    assert ("", "grader-fault") == (found["ada", "ex04"]["points"], found["ada", "ex04"]["outcome"])
    assert ("", "missing") == (found["alan", "ex03"]["points"], found["alan", "ex03"]["outcome"])
    assert "'=Eve" == found["eve", "ex04"]["name"]
    assert ExitCode.NOT_ALL_POINTS == status
    assert "No points are exported for ada in ex04" in err


def test_json_is_as_its_schema_says(export: Callable[..., tuple[int, str, str]]) -> None:
    """The document fits the published schema, holds texts as they are, and is documented key by key."""
    import jsonschema

    schema = json.loads((ROOT / "grader/classroom/exports/export.schema.json").read_text(encoding="utf-8"))
    document = json.loads(export("json")[1])
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    eve = next(learner for learner in document["learners"] if learner["learner"] == "eve")
    assert "=Eve" == eve["name"]
    assert [EX04] == [result["exercise"] for result in eve["results"]]
    keys = {*document, *eve, *eve["results"][0]}
    assert [] == [key for key in sorted(keys) if f"`{key}`" not in page]


def test_missing_is_zero_on_request(export: Callable[..., tuple[int, str, str]]) -> None:
    """--zero-missing gives 0 points to those of the roster without a hand-in, to nobody for our own fault."""
    found = {(line[0], line[3][:4]): line[5] for line in rows(export("csv", "--zero-missing")[1])[1:]}

    comments = [line[-1] for line in rows(export("moodle", "--exercise", "3", "--zero-missing")[1])]

    assert ("0", "0", "") == (found["alan", "ex03"], found["grace", "ex04"], found["ada", "ex04"])
    assert "0 of 10 points: nothing was handed in." in comments


def test_what_could_not_be_graded_is_no_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told apart from nothing handed in, also with --zero-missing; beside earlier points it is said."""
    people = {name: Learner(name, enrolled=True) for name in ("ada", "alan", "bo")}
    path = write_gradebook(tmp_path / "book.sqlite", people, {("ada", EX03): 10.0})
    problems = [
        Problem(f"{name}/ex03.py", name, EX03, "refused", "it is a link.") for name in ("ada", "alan")
    ]
    with Gradebook(path) as opened:
        opened.keep_not_graded("in", problems, lambda learner, exercise: False, AT)
        opened.commit()
    options = ["--exercise", "ex03", "--gradebook", str(path)]
    status = main(["export", "csv", "--zero-missing", *options])
    done = capsys.readouterr()
    found = [(line[0], line[5], line[8], line[-1]) for line in rows(done.out)[1:]]
    main(["gradebook", "show", "alan", "--gradebook", str(path)])

    assert [
        ("ada", "10", "passed", "ada/ex03.py: it is a link."),
        ("alan", "", "not-graded", "alan/ex03.py: it is a link."),
        ("bo", "0", "missing", ""),
    ] == found
    assert ExitCode.NOT_ALL_POINTS == status
    assert "No points, and no zero, are exported for alan in ex03: what was handed in cannot" in done.err
    assert "The points of an earlier file are exported for ada in ex03: what was handed" in done.err
    assert "Not graded:\n  alan  ex03  alan/ex03.py: it is a link.\n" == capsys.readouterr().out


def test_canvas_has_its_columns(export: Callable[..., tuple[int, str, str]]) -> None:
    """The header, the row of points to be had and the identities are Canvas's; who lacks one is named."""
    status, out, err = export("canvas", "--column", "ex03=Update rule (4711)")

    assert [
        [
            "Student",
            "ID",
            "SIS User ID",
            "SIS Login ID",
            "Section",
            "Update rule (4711)",
            "ex04 The vectorised gradient",
        ],
        ["    Points Possible", "", "", "", "", "10", "10"],
        ["Lovelace, Ada", "11", "u1", "ada", "A", "10", ""],
        ["Turing, Alan", "13", "u3", "alan", "A", "", ""],
        ["'=Eve", "", "", "", "", "", "2.5"],
        ["Hopper, Grace", "12", "", "grace", "B", "6.5", ""],
    ] == rows(out)
    assert ExitCode.NOT_ALL_POINTS == status
    assert "Canvas will not find eve, of whom neither its ID nor a SIS ID is known" in err


def test_moodle_worksheet_has_the_columns_that_moodle_asks_for(
    export: Callable[..., tuple[int, str, str]],
) -> None:
    """Of one exercise: Identifier, Grade, Last modified (grade), without which Moodle takes no file."""
    _, out, err = export("moodle", "--exercise", "3")
    header, *lines = rows(out)
    grace = dict(zip(header, lines[-1], strict=True))

    assert {"Identifier", "Grade", "Last modified (grade)", "Feedback comments"} <= {*header}
    assert ("Grace Hopper", "6.5", "10", AT) == (
        *(grace[column] for column in ("Full name", "Grade", "Maximum Grade", "Last modified (grade)")),
    )
    assert "6.5 of 10 points, set by hand. Summed, not averaged (line 8)." == grace["Feedback comments"]
    assert "Moodle will not find eve, grace" in err


@pytest.mark.parametrize(
    ("outcome", "comment"),
    [
        (Outcome.ERRORED, "0 of 10 points. The code raised an error."),
        (Outcome.TIMED_OUT, "0 of 10 points. The code did not come to an end in time."),
        (Outcome.OUT_OF_MEMORY, "0 of 10 points. The code needed more memory than there is."),
        (Outcome.UNREADABLE, "0 of 10 points. The file cannot be read as Python."),
    ],
)
def test_comment_says_how_it_ended(outcome: Outcome, comment: str, tmp_path: Path) -> None:
    """A comment says what kept the checks from values, for no mistake is named then."""
    report = replace(report_of(EX03, 0.0, outcome, ""), diagnoses=())
    with Gradebook(tmp_path / "g.sqlite", create=True) as book:
        book.describe_exercise(EX03, "Update w and b at the same time", 10.0)
        hand_in = book.hand_in(HandIn("ada", EX03, "0" * 64, "ada/ex03.py", None, None), b"x", AT)
        conditions = Conditions(EX03, "suite", "kit", "engine", "seed")
        book.grade(hand_in, book.record(conditions, report, seconds=0.1, graded_at=AT), AT)
        (row,) = Sheet(book, [], is_missing_zero=False).rows()

        assert comment == comment_on(row.results[EX03], book, FeedbackPolicy.FULL)


def test_moodle_takes_several_exercises(export: Callable[..., tuple[int, str, str]]) -> None:
    """Of several exercises there are two columns each, points and feedback; a policy cuts what is said."""
    header, ada, *_ = rows(export("moodle", "--column", "4=Week 4", "--feedback", "verdict")[1])

    assert [
        "ex03 Update w and b at the same time",
        "ex03 Update w and b at the same time feedback",
    ] == header[4:6]
    assert ["Week 4", "Week 4 feedback"] == header[6:]
    assert ["10", "10 of 10 points."] == ada[4:6]
    assert "averaged" not in export("moodle", "--feedback", "verdict")[1]


def test_gradescope_has_its_columns(export: Callable[..., tuple[int, str, str]]) -> None:
    """Names in two parts, then four columns for each exercise."""
    header, ada, *_ = rows(export("gradescope", "--exercise", "ex03", "--column", "ex03=HW 3")[1])

    assert ["First Name", "Last Name", "SID", "Email", "section_name", "HW 3", "HW 3 - Max Points"] == header[
        :7
    ]
    assert ["Ada", "Lovelace", "u1", "", "A", "10", "10"] == ada[:7]


def test_places_of_files_tell_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the roster has no number, or an old one, the names that the platform gave the files have it."""
    path = tmp_path / "gradebook.sqlite"
    with Gradebook(path, create=True) as opened:
        opened.describe_exercise(EX03, "", 10.0)
        # The roster was the worksheet of another assignment, in which the number is another one.
        opened.enrol(Learner("ada", "Ada Lovelace", True, {"username": "ada", "Identifier": "Participant 3"}))
        for place in ("Ada Lovelace_77_assignsubmission_file_/ex03.py", "lovelaceada_501_9_ex03.py"):
            opened.hand_in(HandIn("ada", EX03, f"{len(place):064}", place), b"", AT)
            opened.commit()
            assert main(["export", "moodle", "--gradebook", str(path)]) == ExitCode.NOT_ALL_POINTS
            assert main(["export", "canvas", "--gradebook", str(path)]) == ExitCode.NOT_ALL_POINTS

    out = capsys.readouterr().out
    assert "Participant 77,Ada Lovelace," in out
    assert '"Lovelace, Ada",501,,ada,,' in out


# --- into the platform's own file --------------------------------------------------------------------

CANVAS_FILE = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Update rule (4711),Essay (9),Final Score\r\n"
    "    Points Possible,,,,,100,5,(read only)\r\n"
    '"Turing, ""A"" Alan",13,u3,alan,A,,4,\r\n'
    '"Lovelace, Ada",11,u1,ada,"A, and B",7,5,91.5\r\n'
    '"Hopper, Grace",,,grace,B,,,\r\n'
    '"=cmd()",99,,mallory,B,3,,\r\n'
    '"Student, Test",5,,,B,,,\r\n'
)


def test_canvas_file_is_filled(export: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Only the cells of one column change; the rest, its mark, order and quotes stay byte for byte."""
    source, target = tmp_path / "grades.csv", tmp_path / "filled.csv"
    source.write_bytes(b"\xef\xbb\xbf" + CANVAS_FILE.encode())
    words = ["canvas", "--into", source, "-o", target, "--exercise", "ex03", "--column", "ex03=Update rule"]
    status, _, err = export(*words, "--scale")

    expected = CANVAS_FILE.replace(",7,5,91.5", ",100,5,91.5").replace("grace,B,,,", "grace,B,65,,")
    assert b"\xef\xbb\xbf" + expected.encode() == target.read_bytes()
    assert "2 learners have points in the file; 2 cells were changed." in err
    assert "Not in the gradebook, and left as they were: =cmd()." in err
    assert ExitCode.ALL_POINTS == status
    # Done again into what came of it, nothing is left to change.
    target.replace(source)
    assert "0 cells were changed" in export(*words, "--scale")[2]


def test_other_points_to_be_had_are_told(export: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Without --scale the points are written as they are, and the difference is said."""
    source = tmp_path / "grades.csv"
    source.write_text(CANVAS_FILE, encoding="utf-8", newline="")
    status, out, err = export("canvas", "--into", source, "--exercise", "ex03", "--column", "ex03=4711")

    assert ",10,5,91.5" in out
    assert "“Update rule (4711)” has 100 and the exercise 10" in err
    assert ExitCode.NOT_ALL_POINTS == status


def test_moodle_file_is_filled(export: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Semicolons and decimal commas stay, what a person wrote stays, locked lines stay and are named."""
    source = tmp_path / "worksheet.csv"
    header = "Identifier;Full name;Status;Grade;Maximum Grade;Grade can be changed;Feedback comments\n"
    source.write_text(
        header
        + "Participant 1;Grace Hopper;Submitted;3,5;10,00;Yes;Well begun\n"
        + "Participant 2;Ada Lovelace;Submitted;;10,00;No;\n",
        encoding="utf-8",
        newline="",
    )
    status, out, err = export("moodle", "--into", source, "--exercise", "3")

    assert (
        header
        + "Participant 1;Grace Hopper;Submitted;6,5;10,00;Yes;Well begun\n"
        + "Participant 2;Ada Lovelace;Submitted;;10,00;No;\n"
    ) == out
    assert "does not let the points of ada be changed" in err
    assert ExitCode.NOT_ALL_POINTS == status


def test_german_moodle_file_is_filled(export: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A worksheet in German is filled like an English one, and its headings are left as they are."""
    source = tmp_path / "Bewertungen.csv"
    header = (
        '\ufeffID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,'
        '"Bewertung kann geändert werden","Feedback als Kommentar"\r\n'
    )
    line = 'Teilnehmer/in{},"{}",,"Zur Bewertung abgegeben",{},"10,00",{},{}\r\n'
    empty = line.format(1, "Grace Hopper", "", "Ja", "") + line.format(2, "Ada Lovelace", "", "Nein", "")
    source.write_text(header + empty, encoding="utf-8", newline="")
    _, out, err = export("moodle", "--into", source, "--exercise", "3")

    comment = '"6.5 of 10 points, set by hand. Summed, not averaged (line 8)."'
    assert header + line.format(1, "Grace Hopper", "6.5", "Ja", comment) + empty.splitlines(True)[1] == out
    assert "does not let the points of ada be changed" in err


def test_nobody_is_guessed(export: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A line that fits two learners, and a learner who fits two lines or none, are named and left alone."""
    source = tmp_path / "grades.csv"
    text = 'Student,ID,ex03\nAda Lovelace,,\n"Lovelace, Ada",,\nGrace Hopper,,9\n'
    source.write_text(text, encoding="utf-8", newline="")
    status, out, err = export("canvas", "--into", source, "--exercise", "3")

    assert text.replace("Hopper,,9", "Hopper,,6.5") == out
    assert "Several lines of the file may be ada" in err
    assert ExitCode.NOT_ALL_POINTS == status


def test_namesake_gets_nothing(export: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A line with a learner's name and another number is somebody else's, and stays as it is."""
    source = tmp_path / "grades.csv"
    text = 'Student,ID,SIS Login ID,ex03\n"Lovelace, Ada",77,,\n"Hopper, Grace",,other,\nAda Lovelace,,ada,\n'
    source.write_text(text, encoding="utf-8", newline="")
    status, out, err = export("canvas", "--into", source, "--exercise", "3")

    assert text.replace(",ada,", ",ada,10") == out
    assert "Nobody in the file fits grace" in err
    assert ExitCode.NOT_ALL_POINTS == status


@pytest.mark.parametrize(
    ("header", "words", "sentence"),
    [
        ("ID,A ex03 (1),B ex03 (2)", [], "“A ex03 (1)” and “B ex03 (2)” may be the column of ex03"),
        ("ID,Essay", [], "--column 'ex03=Essay'"),
        ("ID,Essay", ["--column", "ex03=Esay"], "has no column “Esay”. Did you mean Essay?"),
        ("ID,Grade", ["--exercise", "ex04"], "is the worksheet of one assignment; say of which: --exercise"),
        ("Who,ex03", [], "no column that tells who is meant"),
        ("ID,ex03", ["--column", "ex03"], "“ex03” names no column"),
    ],
)
def test_column_that_is_not_clear_is_asked_for(
    header: str,
    words: list[str],
    sentence: str,
    export: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
) -> None:
    """Where the file does not say which column is meant, the sentence says what to give."""
    (tmp_path / "grades.csv").write_text(f"{header}\n1,\n", encoding="utf-8")
    status, _, err = export("canvas", "--into", tmp_path / "grades.csv", "--exercise", "ex03", *words)

    assert ExitCode.USAGE == status
    assert sentence in " ".join(err.split())


def test_file_is_whole_or_not_there(export: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """What cannot be written is said in a sentence, and nothing is left behind."""
    status, out, err = export("csv", "-o", tmp_path / "missing" / "points.csv")

    assert (ExitCode.USAGE, "") == (status, out)
    assert "The export was not written" in err
    assert [] == [*tmp_path.iterdir()]


def test_columns_are_told_by_their_names() -> None:
    """A number means Canvas's own in its column only."""
    assert ["number", "sis", "participant", "email", ""] == [
        column_kind(column) for column in ("ID", "ID number", " identifier", "Email Address", "Grade")
    ]
