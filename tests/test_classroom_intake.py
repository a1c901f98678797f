"""Who handed in what is told from the layouts that platforms make; what is not safe or clear is refused."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.classroom.intake import Intake
from grader.classroom.intake_tray import RefusedError
from grader.classroom.records import Learner
from grader.errors import UsageError
from grader.kit import find_kit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.classroom.intake_findings import HandedIn

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
STEM = "ex03_simultaneous_update"
RIGHT = (ROOT / "solutions" / "ex03_simultaneous_update" / "ex03.py").read_text(encoding="utf-8")
GRADESCOPE = """\
---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: '17'
    :email: ada@example.edu
  - :name: Zoe
    :sid: ''
    :email: zoe@example.edu
  :created_at: 2026-09-10 20:27:48.171188000 Z
  :score: 1.0
  :history:
  - :id: 7
    :created_at: 2020-01-01 00:00:00 Z
"""


def folder_of(root: Path, files: Mapping[str, str]) -> Path:
    """Write files and return their folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def zip_of(path: Path, files: Mapping[str, str]) -> Path:
    """Write files into a zip and return it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def taken(path: Path, **options: Any) -> list[tuple[str, str, str]]:
    """Return learner, exercise and file of whatever would be graded."""
    with Intake(path, KIT, **options) as intake:
        return [(one.learner, one.exercise.partition("_")[0], one.path) for one in intake.taken()]


def problems(path: Path, **options: Any) -> list[tuple[str, str, str]]:
    """Return path, kind and sentence of whatever would not."""
    with Intake(path, KIT, **options) as intake:
        return [(one.path, one.kind, one.sentence) for one in intake.problems()]


LAYOUTS = {
    "folders": (["ada/ex03.py", "zoe/ex03.py"], ["ada", "zoe"]),
    "folders in a folder": (["week 1/ada/ex03.py", "week 1/zoe/ex03.py"], ["ada", "zoe"]),
    "one learner": (["ada/ex03.py"], ["ada"]),
    "one learner in a folder": (["week 1/ada/ex03.py"], ["ada"]),
    "deeper": (["ada/src/ex03.py", "zoe/home work/ex03.py"], ["ada", "zoe"]),
    "names": (["ex03_ada.py", "zoe-ex03.py", "ex03_bo_b.py"], ["ada", "bo_b", "zoe"]),
    "names in a folder": (["in/ex03_ada.py"], ["ada"]),
    "exercise folders": (["ex03/ada.py", "ex03/zoe.py"], ["ada", "zoe"]),
    "exercise folder in a folder": (["in/ex03/ada.py", "in/ex03/zoe.py"], ["ada", "zoe"]),
    "exercise folders of folders": (["ex03/ada/ex03.py", "ex03/zoe/mine.py"], ["ada", "zoe"]),
    "recognised by its functions": (["ada/solution.py", "zoe/homework.py"], ["ada", "zoe"]),
    "Canvas": (
        ["lovelaceada_12345_67890_ex03.py", "hopper_LATE_7_8_ex03-2.py"],
        ["hopper_7", "lovelaceada_12345"],
    ),
    "Moodle": (
        [
            "Ada Lovelace_12345_assignsubmission_file_/ex03.py",
            "Bo B_7_assignsubmission_file/ex03.py",
            "Zoë Müller_9_assignsubmission_file_ex03.py",
        ],
        ["Ada Lovelace_12345", "Bo B_7", "Zoë Müller_9"],
    ),
}


@pytest.mark.parametrize(("files", "learners"), LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_layout(files: list[str], learners: list[str], packed: bool, tmp_path: Path) -> None:
    """Each layout's files find their owners and the exercise, in a folder as in a zip of it."""
    contents = dict.fromkeys(files, RIGHT)
    path = zip_of(tmp_path / "in.zip", contents) if packed else folder_of(tmp_path / "in", contents)

    assert [(learner, "ex03") for learner in learners] == [pair[:2] for pair in taken(path)]
    assert [] == problems(path)


def test_canvas_late_and_uploaded_again(tmp_path: Path) -> None:
    """Of Canvas's numbered uploads the last one counts, and its mark for lateness is kept."""
    names = [f"ada_LATE_1_{upload}_ex03{again}.py" for upload, again in ((5, ""), (6, "-2"), (7, "-10"))]
    path = folder_of(tmp_path, {name: f"{RIGHT}# {name}\n" for name in [*names, "zoe_2_8_ex03.py"]})
    with Intake(path, KIT) as intake:
        found = [(one.path, one.late) for one in intake.taken()]
        ignored = [one.path for one in intake.problems("ignored")]
        identities = [dict(learner.roster) for learner in intake.learners()]

    assert [(names[2], True), ("zoe_2_8_ex03.py", False)] == found
    assert names[:2] == ignored
    assert [{"ID": "1"}, {"ID": "2"}] == identities


def test_folders_of_groups(tmp_path: Path) -> None:
    """With a roster learners are found within folders of groups, by their folder or the file's name."""
    (tmp_path / "roster.csv").write_text("username\nada\nbo\nzoe\n", encoding="utf-8")
    files = ["monday/ada/ex03.py", "monday/bo/ex03.py", "tuesday/ex03_zoe.py", "tuesday/max/ex03.py"]
    path = folder_of(tmp_path / "in", dict.fromkeys(files, RIGHT))
    found = taken(path, roster=tmp_path / "roster.csv")

    assert ["ada", "bo", "tuesday", "zoe"] == [learner for learner, *_ in found]


def test_gradescope(tmp_path: Path) -> None:
    """A Gradescope export gives a folder to all who handed it in together, with the time of that."""
    files = {"export/submission_metadata.yml": GRADESCOPE, "export/submission_1/ex03.py": RIGHT}
    with Intake(folder_of(tmp_path, files), KIT) as intake:
        found = [(one.learner, one.handed_in_at) for one in intake.taken()]
        names = [learner.name for learner in intake.learners()]

    assert [("17", "2026-09-10T20:27:48Z"), ("zoe@example.edu", "2026-09-10T20:27:48Z")] == found
    assert ["Ada Lovelace", "Zoe"] == names


@pytest.mark.parametrize(("prefix", "learners"), [("", ["ada", "zoe-b"]), ("hw3-z", ["hw3-ada", "oe-b"])])
def test_github_clones(prefix: str, learners: list[str], tmp_path: Path) -> None:
    """A cloned repository is its learner's, without what the names of all begin with or what is given."""
    files = {}
    for name in ("hw3-ada", "hw3-zoe-b"):
        files[f"clones/{name}/.git/config"] = ""
        files[f"clones/{name}/exercises/ex03_simultaneous_update/ex03.py"] = RIGHT
        files[f"clones/{name}/exercises/ex03_simultaneous_update/test_examples.py"] = ""

    assert learners == [one[0] for one in taken(folder_of(tmp_path, files), prefix=prefix)]


def test_exercise_option(tmp_path: Path) -> None:
    """With an exercise given, files of others do not count and a single file of any name does."""
    files = {"ada/ex04.py": RIGHT, "bo/homework.py": "x = 1\n", "zoe/ex03.py": RIGHT, "zoe/ex04.py": RIGHT}
    found = taken(folder_of(tmp_path, files), exercise=STEM)

    assert [("bo", "ex03", "bo/homework.py"), ("zoe", "ex03", "zoe/ex03.py")] == found


def test_two_files_are_ambiguous(tmp_path: Path) -> None:
    """Two different files that may both be meant are named and neither is graded; two equal ones are one."""
    files = {
        "ada/a/ex03.py": RIGHT,
        "ada/b/ex03.py": "x = 1\n",
        "bo/a/ex03.py": RIGHT,
        "bo/b/ex03.py": RIGHT,
        "zoe/ex03.py": RIGHT,
        "zoe/ex03_old.py": "x = 1\n",
    }
    path = folder_of(tmp_path, files)

    assert ["bo/a/ex03.py", "zoe/ex03.py"] == [one[2] for one in taken(path)]
    sentence = "ada handed in several files for ex03_simultaneous_update: ada/a/ex03.py and ada/b/ex03.py; "
    advice = "keep one of them, or give --roster if they are of several learners."
    assert [
        ("ada/a/ex03.py", "ambiguous", f"{sentence}{advice}"),
        ("bo/b/ex03.py", "ignored", "bo/a/ex03.py is graded instead."),
        ("zoe/ex03_old.py", "ignored", "zoe/ex03.py is graded instead."),
    ] == problems(path)


def test_what_cannot_be_told(tmp_path: Path) -> None:
    """A file without an owner or an exercise gets a sentence with what to do."""
    path = folder_of(tmp_path / "in", {"ex03.py": RIGHT, "ada/notes.py": "x = 1\n"})
    clone = f"exercises/{STEM}/ex03.py"
    within = folder_of(tmp_path / "hw3-ada", {clone: RIGHT})
    sentence = "nothing tells whose it is; put it into a folder with the learner's name."

    assert [(clone, "unknown", sentence)] == problems(within)
    assert [
        ("ada/notes.py", "unknown", "its exercise cannot be told; name it like ex03.py, or give --exercise."),
        ("ex03.py", "unknown", sentence),
    ] == problems(path)


# --- roster --------------------------------------------------------------------------------------------

ROSTERS = {
    "Canvas": (
        'Student,ID,SIS User ID,SIS Login ID,Section\n"Points Possible",,,,\n'
        '"Lovelace, Ada",12345,u1,ada,A\n"Hopper, Grace",7,u2,grace,A\n"Missing, Max",8,u3,max,B\n',
        ["lovelaceada_12345_1_ex03.py", "hoppergrace_LATE_7_2_ex03.py"],
    ),
    "Moodle": (
        "Identifier;Full name;Email address\nParticipant 12345;Ada Lovelace;ada\n"
        "Participant 7;Grace Hopper;grace\nParticipant 8;Max Missing;max\n",
        [
            "Ada Lovelace_12345_assignsubmission_file_/ex03.py",
            "Someone Else_7_assignsubmission_file_/ex03.py",
        ],
    ),
    "Moodle in German": (
        "ID;Vollständiger Name;E-Mail-Adresse;Bestwertung\nTeilnehmer/in12345;Ada Lovelace;ada;10,00\n"
        "Teilnehmer/in7;Grace Hopper;grace;10,00\nTeilnehmer/in8;Max Missing;max;10,00\n",
        [
            "Ada Lovelace_12345_assignsubmission_file_/ex03.py",
            "Someone Else_7_assignsubmission_file_/ex03.py",
        ],
    ),
    "names of files": (
        "\ufeffusername,first name,last name\nada,Ada,Lovelace\ngrace,Grace,Hopper\nmax,Max,Missing\n",
        ["ex03_ada.py", "ex03_Grace Hopper.py"],
    ),
    "mail": (
        "email\tname\nada\tAda Lovelace\ngrace\tGrace Hopper\nmax\tMax Missing\n",
        ["ADA/ex03.py", "Hopper, Grace/ex03.py"],
    ),
}


@pytest.mark.parametrize(("roster", "files"), ROSTERS.values(), ids=ROSTERS.keys())
def test_roster(roster: str, files: list[str], tmp_path: Path) -> None:
    """A roster's own word for a learner is used, however the files name them, and who is missing is told."""
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    path = folder_of(tmp_path / "in", dict.fromkeys(files, RIGHT))
    with Intake(path, KIT, roster=tmp_path / "roster.csv") as intake:
        assert ["ada", "grace"] == [one.learner for one in intake.taken()]
        assert [("max", "Max Missing", "ex03_simultaneous_update")] == [*intake.missing()]
        assert [True, True, True] == [learner.enrolled for learner in intake.learners()]
        assert [] == [*intake.strangers()]


def test_enrolled_without_a_login(tmp_path: Path) -> None:
    """Whoever has no entry in the column that learners are called by is missed by the next one that has."""
    table = "identifier,github_username,name\nada@x,ada,\ndee@x,,Dee\n,,Mean\n"
    (tmp_path / "roster.csv").write_text(table, encoding="utf-8")
    path = folder_of(tmp_path / "in", {"ada/ex03.py": RIGHT})
    with Intake(path, KIT, roster=tmp_path / "roster.csv") as intake:
        missing = list(intake.missing())

    assert [("dee@x", "Dee", STEM)] == missing


def test_stranger(tmp_path: Path) -> None:
    """Someone whom the roster does not have is graded and told apart."""
    (tmp_path / "roster.csv").write_text("learner\nada\n", encoding="utf-8")
    path = folder_of(tmp_path / "in", {"eve/ex03.py": RIGHT})
    with Intake(path, KIT, roster=tmp_path / "roster.csv") as intake:
        assert ["eve"] == [one.learner for one in intake.taken()]
        assert ["eve"] == [learner.learner for learner in intake.strangers()]


def test_name_that_two_have(tmp_path: Path) -> None:
    """A name that two of the roster have is nobody's until it is made clear."""
    (tmp_path / "roster.csv").write_text("username,name\na1,Ada L\na2,Ada L\n", encoding="utf-8")
    path = folder_of(tmp_path / "in", {"Ada L/ex03.py": RIGHT})

    sentence = (
        "the roster has several who may be meant: a1 and a2; put one of these into its name in place of "
    )
    both = [("Ada L/ex03.py", "ambiguous", f"{sentence}“Ada L”.")] * 2

    assert both == problems(path, roster=tmp_path / "roster.csv")


#: What a roster with logins said of Bob, whose files are named by his login or his name.
BOB = Learner("bob", "Bob Boole", True, {"login": "bob", "email": "rob@x.edu", "name": "Bob Boole"})


@pytest.mark.parametrize(
    ("known", "roster", "renamed"),
    [
        (BOB, "email,name\nrob@x.edu,Robert Boole\n", ("bob", "rob@x.edu")),
        (Learner("rob", "", True, {"login": "rob"}), "email\nrob@x.edu\n", ("rob", "rob@x.edu")),
        (
            Learner("Bob Boole", "", True, {"name": "Bob Boole"}),
            "sid,name\n7,Bob Boole\n",
            ("Bob Boole", "7"),
        ),
        (Learner("Bob Boole_12", "Bob Boole"), "sid,name\n7,Bob Boole\n", ("Bob Boole_12", "7")),
        # The login is still a column, so that Bob has left and this is a namesake.
        (BOB, "login,name\nbob2,Bob Boole\n", None),
        # The same beginning of an address and another name.
        (Learner("bob", "Bob Bird", True, {"login": "bob"}), "email,name\nbob@x.edu,Bob Boole\n", None),
    ],
    ids=["email", "only a local part", "name", "no roster before", "namesake", "another name"],
)
def test_learner_who_was_called_otherwise(
    known: Learner, roster: str, renamed: tuple[str, str] | None, tmp_path: Path
) -> None:
    """A roster with another key renames whoever it surely means, and nobody else."""
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    path = folder_of(tmp_path / "in", {"bob/ex03.py": RIGHT})
    with Intake(path, KIT, roster=tmp_path / "roster.csv", known=[known]) as intake:
        found = dict(intake.renamed())

        assert (renamed[1] if renamed else None) == found.get(known.learner)


def test_earlier_roster_still_tells_files(tmp_path: Path) -> None:
    """What an earlier roster said and this one does not is kept, so that files are told by it as before."""
    (tmp_path / "roster.csv").write_text("email,name\nrob@x.edu,Bob Boole\n", encoding="utf-8")
    path = folder_of(tmp_path / "in", {"bob/ex03.py": RIGHT})
    with Intake(path, KIT, roster=tmp_path / "roster.csv", known=[BOB]) as intake:
        (learner,) = intake.learners()

        assert ["rob@x.edu"] == [one.learner for one in intake.taken()]
        assert {**BOB.roster, "email": "rob@x.edu"} == dict(learner.roster)


def test_roster_without_what_told_learners_apart(tmp_path: Path) -> None:
    """Where only a name says that two are one it is asked for the column, once; later both may stand."""
    (tmp_path / "roster.csv").write_text("sid,name\n7,Bob Boole\n", encoding="utf-8")
    path = folder_of(tmp_path / "in", {"bob/ex03.py": RIGHT})
    with pytest.raises(UsageError) as caught:
        Intake(path, KIT, roster=tmp_path / "roster.csv", known=[BOB])

    assert (
        "Bob Boole is “bob” in the gradebook and “7” in this roster, and no column says that they are one. "
        "Add the column “login” of the roster before, so that nobody is counted twice." == str(caught.value)
    )
    Intake(path, KIT, roster=tmp_path / "roster.csv", known=[BOB, Learner("7", "Bob Boole", True)]).close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"colour\nred\n", "has no column that tells learners apart; its first line should name one of"),
        (b"learner\nada\nada\n", "names “ada” a second time."),
        ("learner\nMüller\n".encode("latin-1"), "is not UTF-8; save it as “CSV UTF-8”."),
        (b"", "has no column that tells learners apart"),
    ],
    ids=["columns", "twice", "encoding", "empty"],
)
def test_bad_roster(content: bytes, sentence: str, tmp_path: Path) -> None:
    """A roster that cannot be used is refused with a sentence."""
    (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(UsageError) as caught:
        taken(folder_of(tmp_path / "in", {"ada/ex03.py": RIGHT}), roster=tmp_path / "roster.csv")

    assert sentence in str(caught.value)


# --- what nobody trusts --------------------------------------------------------------------------------


def special(name: str, kind: int) -> zipfile.ZipInfo:
    """Return a zip's member of a kind that is no ordinary file."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o777) << 16
    return info


def write_hostile_zip(path: Path) -> None:
    """Write a zip with one good file and much that must not be taken."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada/ex03.py", RIGHT)
        archive.writestr("../eve/ex03.py", RIGHT)
        archive.writestr("/etc/ex03.py", RIGHT)
        archive.writestr("C:/eve/ex03.py", RIGHT)
        archive.writestr(special("eve/ex03.py", 0o120000), "../ada/ex03.py")
        archive.writestr(special("fay/ex03.py", 0o010000), "")
        archive.writestr("bomb/ex03.py", "#" * 50_000_000)
        archive.writestr("nested/ex03.zip", "PK")
        archive.writestr("bell\a/ex03.py", RIGHT)
        archive.writestr(zipfile.ZipInfo("lzma/ex03.py"), RIGHT, zipfile.ZIP_LZMA)
        archive.writestr("twice/ex03.py", RIGHT)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("twice/ex03.py", "x = 1\n")
        cp437 = zipfile.ZipInfo("old/ex03.py")
        archive.writestr(cp437, RIGHT)
    # Two bytes of a code page where a zip that says nothing about it has its name.
    path.write_bytes(path.read_bytes().replace(b"old/ex03.py", b"\x81\x9dd/ex03.py"))


def test_hostile_zip(tmp_path: Path) -> None:
    """Members that lead elsewhere, are links, bombs, archives, doubles or oddly named: a sentence each."""
    write_hostile_zip(tmp_path / "in.zip")

    assert ["ada/ex03.py"] == [one[2] for one in taken(tmp_path / "in.zip")]
    assert {
        "../eve/ex03.py": "its name leads out of the zip; pack the folder itself.",
        "/etc/ex03.py": "its name is a path of another machine; pack the folder itself.",
        "C:/eve/ex03.py": "its name is a path of another machine; pack the folder itself.",
        "eve/ex03.py": "it is a link or no ordinary file; pack the file itself.",
        "fay/ex03.py": "it is a link or no ordinary file; pack the file itself.",
        "bomb/ex03.py": "it is larger than 256 KiB, which no submission needs.",
        "nested/ex03.zip": "it is an archive inside; unpack it first.",
        "bell\\x07/ex03.py": "its name holds characters that cannot be shown; rename it.",
        "lzma/ex03.py": "it is packed by an unusual method; unpack the zip and name the folder.",
        "twice/ex03.py": "the zip holds several files of this name; keep one.",
        "ü¥d/ex03.py": "its name is in an encoding that the zip does not tell; unpack it and name the "
        "folder.",
    } == {path: sentence for path, kind, sentence in problems(tmp_path / "in.zip") if kind == "refused"}


def test_whose_hostile_members_are(tmp_path: Path) -> None:
    """What is refused is somebody's if its name leads where it says; no name is made of anything else."""
    write_hostile_zip(tmp_path / "in.zip")
    with Intake(tmp_path / "in.zip", KIT) as intake:
        learners = {one.learner for one in intake.not_graded()}

    assert {"bomb", "eve", "fay", "lzma", "nested", "twice"} == learners


def test_zip_that_lies_about_sizes(tmp_path: Path) -> None:
    """A member that unpacks to more than it says is cut off and refused, not unpacked."""
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada/ex03.py", "#" * 1_000_000)
    size = (1_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))
    with Intake(path, KIT) as intake:
        (one,) = intake.taken()
        with pytest.raises(RefusedError, match="the zip is damaged there"):
            intake.read(one)


def test_only_other_kinds_of_files(tmp_path: Path) -> None:
    """Who handed in a text and no Python on a platform is named; texts beside something graded are not."""
    path = folder_of(
        tmp_path / "in",
        {
            "lovelaceada_1_11_ex03.py": RIGHT,
            "lovelaceada_1_12_notes.txt": "",
            "hoppergrace_2_13_ex03.txt": RIGHT,
            "Ida I_3_assignsubmission_onlinetext_/onlinetext.html": RIGHT,
            "README.md": "",
        },
    )
    sentence = "it is neither a Python file nor a notebook; ask for one."

    assert ["lovelaceada_1"] == [one[0] for one in taken(path)]
    assert [
        ("Ida I_3_assignsubmission_onlinetext_/onlinetext.html", "refused", sentence),
        ("hoppergrace_2_13_ex03.txt", "refused", sentence),
    ] == problems(path)


def test_files_called_like_an_exercise(tmp_path: Path) -> None:
    """In a folder a file that is no Python is named if it is called like an exercise, and no other one is."""
    files = ["ada/ex03.py", "bo/ex03.py.txt", "bo/notes.txt", "cy/ex03.pyc", "cy/ex03.py", "zoe/ex04.docx"]
    path = folder_of(tmp_path / "in", dict.fromkeys(files, RIGHT))
    sentence = "it is neither a Python file nor a notebook; ask for one."

    assert [
        ("bo/ex03.py.txt", "refused", sentence),
        ("zoe/ex04.docx", "other", sentence),
    ] == problems(path, exercise=STEM)


def test_missing_handed_in_nothing(tmp_path: Path) -> None:
    """Who handed in something that cannot be graded is not missing; whose it is, is told."""
    table = "username,name\nada,Ada\nbo,Bo\ncy1,Cy\ncy2,Cy\ndi1,Di\ndi2,Di\nzoe,Zoe\n"
    (tmp_path / "roster.csv").write_text(table, encoding="utf-8")
    files = {"ada/ex03.py": RIGHT, "bo/ex03.py": "#" * 300_000, "Cy/ex03.py": RIGHT, "cy2/ex03.py": RIGHT}
    path = folder_of(tmp_path / "in", {**files, "Di/ex03.py.txt": RIGHT})
    with Intake(path, KIT, roster=tmp_path / "roster.csv") as intake:
        missing = [learner for learner, *_ in intake.missing()]
        kept = [(one.learner, one.exercise, one.kind) for one in intake.not_graded()]

    assert ["zoe"] == missing
    assert [("bo", STEM, "refused"), ("cy1", STEM, "ambiguous")] == kept[:2]
    assert [("di1", STEM, "refused"), ("di2", STEM, "refused")] == kept[2:]


def test_names_that_differ_in_how_accents_are_stored(tmp_path: Path) -> None:
    """Of two folders that look the same none is dropped unseen: one is graded, the other is named."""
    composed, decomposed = "Zo\u00eb/ex03.py", "Zoe\u0308/ex03.py"
    path = folder_of(tmp_path / "in", {composed: RIGHT, decomposed: "x = 1\n"})
    if len(os.listdir(path)) == 1:
        pytest.skip("this file system takes both for one name")

    assert [composed] == [one[2] for one in taken(path)]
    assert [
        (decomposed, "refused", "another file has this name, its accents stored otherwise; rename one.")
    ] == problems(path)


def test_large_file_in_a_folder(tmp_path: Path) -> None:
    """A file that is too large is refused when it is found, so that a dry run names it."""
    path = folder_of(tmp_path / "in", {"ada/ex03.py": RIGHT, "eve/ex03.py": "#" * (256 * 1024 + 1)})

    assert ["ada"] == [one[0] for one in taken(path)]
    assert [("eve/ex03.py", "refused", "it is larger than 256 KiB, which no submission needs.")] == problems(
        path
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links and queues of POSIX")
def test_links_and_queues_in_a_folder(tmp_path: Path) -> None:
    """A link is not followed, a named pipe is not opened, and what is in a linked folder does not exist."""
    path = folder_of(tmp_path / "in", {"ada/ex03.py": RIGHT})
    outside = folder_of(tmp_path / "out", {"ex03.py": RIGHT})
    for name in ("eve", "fay"):
        (path / name).mkdir()
    (path / "eve" / "ex03.py").symlink_to(outside / "ex03.py")
    os.mkfifo(path / "fay" / "ex03.py")
    (path / "gus").symlink_to(outside)

    assert ["ada"] == [one[0] for one in taken(path)]
    assert [
        ("eve/ex03.py", "refused", "it is a link; put the file itself there."),
        ("fay/ex03.py", "refused", "it is no ordinary file."),
        ("gus", "refused", "it is a link; put the file itself there."),
    ] == problems(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none", None, "There is no folder and no zip at"),
        ("in.zip", b"not a zip", "cannot be opened as a zip: it is not a zip, or a damaged one."),
        ("in.tar.gz", b"\x1f\x8b", "is another archive than a zip; unpack it and name the folder."),
        ("ex03.py", b"x = 1", "is one file: `grader check EXERCISE FILE` takes one"),
    ],
    ids=["missing", "damaged", "no zip", "one file"],
)
def test_what_is_no_tray(name: str, content: bytes | None, sentence: str, tmp_path: Path) -> None:
    """What is neither a folder nor a zip is refused with a sentence."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError) as caught:
        taken(tmp_path / name)

    assert sentence in str(caught.value)


# --- notebooks -----------------------------------------------------------------------------------------


def notebook(*cells: str | list[str]) -> str:
    """Return a notebook with these code cells and some text."""
    written = [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "# Text"}, *written], "nbformat": 4})


def handed_in(tmp_path: Path, content: str) -> HandedIn:
    """Return what a notebook is judged as."""
    with Intake(folder_of(tmp_path, {"ada/work.ipynb": content}), KIT, exercise=STEM) as intake:
        (one,) = intake.taken()
        return intake.read(one)


def test_notebook(tmp_path: Path) -> None:
    """Of a notebook the functions are judged; magics, shell lines, displays and training do not run."""
    content = notebook(
        ["%matplotlib inline\n", "import numpy as np\n", "!pip install numpy\n"],
        "%%bash\nrm -rf nothing\n",
        f"{RIGHT}\nmissing_name\n1 / 0\n",
        "data = open('data.csv')\ndisplay(data)",
    )
    found = handed_in(tmp_path, content)
    names: dict[str, Any] = {}
    exec(compile(found.source, "ex03.py", "exec"), names)

    assert {"compute_gradient", "update"} <= set(names)
    assert found.gathered is not None
    line = found.source.decode().split("\n").index("def update(x, y, w, b, alpha):") + 1
    assert found.gathered.place([line]).startswith("cell 4, line ")


def test_notebook_tells_its_exercise(tmp_path: Path) -> None:
    """A notebook without a telling name is known by the functions in it, as a file is."""
    found = taken(folder_of(tmp_path, {"ada/work.ipynb": notebook("x = 1", RIGHT)}))

    assert [("ada", "ex03", "ada/work.ipynb")] == found


@pytest.mark.parametrize("content", ["not JSON", "[]", '{"cells": 3}', "[" * 99999])
def test_no_notebook(content: str, tmp_path: Path) -> None:
    """What is no notebook is refused with a sentence when it is read."""
    with pytest.raises(RefusedError, match="notebook"):
        handed_in(tmp_path, content)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("modle.zip", "moodle.zip"), ("hande_in", "handed_in"), ("moodle", "moodle.zip"), ("other.zip", None)],
)
def test_misspelt_path(typed: str, meant: str | None, tmp_path: Path) -> None:
    """Where there is nothing, the folder or zip is named that may be meant; also the roster."""
    folder_of(tmp_path / "handed_in", {"ada/ex03.py": RIGHT})
    for name in ("moodle.zip", "moodel.pdf", "course.csv"):
        (tmp_path / name).touch()
    with pytest.raises(UsageError) as caught:
        taken(tmp_path / typed)
    with pytest.raises(UsageError) as of_roster:
        taken(tmp_path / "handed_in", roster=tmp_path / "curse.csv")

    hint = f" Did you mean {tmp_path / meant}?" if meant else ""
    assert f"There is no folder and no zip at {tmp_path / typed}.{hint}" == str(caught.value)
    assert f" Did you mean {tmp_path / 'course.csv'}?" in str(of_roster.value)
