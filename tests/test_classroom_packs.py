"""Feedback goes back as the policy allows; Gradescope and GitHub judge with what is packed for them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from grader import __version__
from grader.__main__ import main
from grader.classroom.exports.github_classroom import CourseKit, workflow
from grader.classroom.gradebook import Gradebook
from grader.classroom.records import HandIn, Override
from grader.errors import ExitCode, UsageError
from grader.feedback.gradescope import to_results
from grader.feedback.policy import within
from grader.kit import FeedbackPolicy, find_kit
from grader.results import Outcome, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for a POSIX shell")

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
STORED = ROOT / "tests" / "submissions" / "ex03"
#: Prints what it is called with: hidden inputs.
CHATTY = "print('called with', w, b)\n"
CLASS = {
    "Ada Lovelace_101_assignsubmission_file_/ex03.py": ROOT / "solutions" / STEM / "ex03.py",
    "Grace Hopper_102_assignsubmission_file_/ex03.py": STORED / "wrong_sequential_update_w_first.py",
    "Alan Turing_103_assignsubmission_file_/ex03.py": STORED / "wrong_missing_mean.py",
}


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache of derivations for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the gradebook of a class that came from Moodle, really graded."""
    place = tmp_path_factory.mktemp("class")
    for name, source in CLASS.items():
        (place / "handed_in" / name).parent.mkdir(parents=True)
        text = source.read_text(encoding="utf-8").replace(
            "def update(x, y, w, b, alpha):\n", f"def update(x, y, w, b, alpha):\n    {CHATTY}"
        )
        (place / "handed_in" / name).write_text(text, encoding="utf-8")
    seed = place / "seed"
    seed.write_text("20417", encoding="utf-8")
    words = ["grade", place / "handed_in", "--gradebook", place / "gradebook.sqlite", "--seed-file", seed]
    assert main([*map(str, words), "--isolation", "default", "--jobs", "1"]) == ExitCode.ALL_POINTS
    return place


def hidden_values(graded: Path) -> tuple[set[str], set[str]]:
    """Return the expected values and the inputs that the stored reports hold."""
    with Gradebook(graded / "gradebook.sqlite") as book:
        checks = [
            check
            for standing in book.standings()
            if standing.result is not None
            for check in book.report(standing.result)["checks"]
        ]
    return {c["expected"] for c in checks if c["expected"]}, {c["probe"] for c in checks if c["probe"]}


def export_feedback(graded: Path, folder: Path, *words: str) -> dict[str, str]:
    """Write feedback and return it: path and text."""
    book = str(graded / "gradebook.sqlite")
    assert main(["export", "feedback", str(folder), "--gradebook", book, *words]) == ExitCode.ALL_POINTS
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- feedback ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["html", "text"])
@pytest.mark.parametrize("level", ["full", "input", "verdict"])
def test_feedback_holds_what_the_policy_allows(form: str, level: str, graded: Path, tmp_path: Path) -> None:
    """No expected value below `full`; with `verdict` no input either, not even one that the code printed."""
    expected, inputs = hidden_values(graded)
    assert expected
    assert inputs
    files = export_feedback(graded, tmp_path / "back", "--as", form, "--feedback", level)
    text = "\n".join(files.values())

    assert (level == "full") == any(value in text for value in expected)
    assert (level != "verdict") == any(value in text for value in inputs)
    assert level != "verdict" or "called with" not in text
    assert (level != "verdict") == ("sequential-update" in text)
    assert "4 of 10 points" in text


def test_moodle_gets_its_own_folders_back(graded: Path, tmp_path: Path) -> None:
    """What came from Moodle lies in folders that Moodle tells learners by, in a zip on request."""
    files = export_feedback(graded, tmp_path / "back")
    names = {name.replace("/ex03.py", "/ex03.html") for name in CLASS}
    assert (
        main(
            [
                "export",
                "feedback",
                str(tmp_path / "b"),
                "--zip",
                "--gradebook",
                str(graded / "gradebook.sqlite"),
            ]
        )
        == 0
    )

    assert names == {*files}
    with zipfile.ZipFile(tmp_path / "b.zip") as opened:
        assert names == {*opened.namelist()}
        assert files == {name: opened.read(name).decode() for name in opened.namelist()}


def test_page_asks_for_nothing(graded: Path, tmp_path: Path) -> None:
    """A page of feedback has a title, a language and a policy under which it can fetch or run nothing."""
    for page in export_feedback(graded, tmp_path / "back").values():
        assert "default-src 'none'" in page
        assert '<html lang="en">' in page
        assert "<script" not in page
        assert "<title>ex03: Update w and b at the same time</title>" in page


def test_looser_than_the_kit_is_not_to_be_had(graded: Path, tmp_path: Path) -> None:
    """Where the kit says `verdict`, --feedback full shows no more."""
    for half in ("exercises", "solutions"):
        (tmp_path / "kit" / half).mkdir(parents=True)
    (tmp_path / "kit" / "kit.toml").write_text('feedback = "verdict"\n', encoding="utf-8")
    words = ("--kit", str(tmp_path / "kit"), "--feedback", "full")
    text = "\n".join(export_feedback(graded, tmp_path / "back", *words).values())

    assert "missing-mean" not in text


def test_feedback_of_other_origins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere each learner has a folder, whatever they are called; points set by hand are said to be."""
    book = tmp_path / "gradebook.sqlite"
    with Gradebook(book, create=True) as opened:
        opened.describe_exercise(STEM, "Title", 10.0)
        for name in ("ada", "ADA", "../eve", "con", "<b>"):
            opened.hand_in(HandIn(name, STEM, f"{len(name):064}", "x/ex03.py"), b"", "2026-11-25T10:00:00Z")
            opened.override(Override(name, STEM, 7.5, "me", "because", "2026-11-25T10:00:01Z"))
        opened.commit()
    assert (
        main(["export", "feedback", str(tmp_path / "back"), "--gradebook", str(book)]) == ExitCode.ALL_POINTS
    )
    assert main(["export", "feedback", str(tmp_path / "back"), "--gradebook", str(book)]) == ExitCode.USAGE
    found = sorted(
        path.relative_to(tmp_path / "back").as_posix() for path in (tmp_path / "back").rglob("*.html")
    )

    assert 5 == len(found)
    assert 5 == len({name.casefold() for name in found})
    assert [] == [name for name in found if ".." in name.split("/") or "<" in name or name.startswith("con/")]
    page = (tmp_path / "back" / found[0]).read_text(encoding="utf-8")
    assert "7.5 of 10 points, set by hand." in page
    assert "because" not in page
    assert "has something in it" in capsys.readouterr().err


def test_policy_takes_out_what_was_printed(failed_report: Report) -> None:
    """With `verdict` nothing is left of what the learner's code printed; with `input` it stays."""
    assert "" == within(failed_report, FeedbackPolicy.VERDICT).output
    assert failed_report.output in to_results(within(failed_report, FeedbackPolicy.INPUT))["output"] + "\n"
    assert "Printed" not in to_results(within(failed_report, FeedbackPolicy.VERDICT))["output"]


# --- Gradescope --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-in for Gradescope's folder, with the autograder unpacked and its engine laid beside it."""
    root = tmp_path_factory.mktemp("autograder")
    zipped = root / "autograder.zip"
    assert main(["export", "gradescope-autograder", "ex03", "-o", str(zipped), "--isolation", "default"]) == 0
    with zipfile.ZipFile(zipped) as opened:
        opened.extractall(root / "source")
        modes = {member.filename: member.external_attr >> 16 for member in opened.infolist()}
    for name in ("setup.sh", "run_autograder"):
        assert modes[name] & 0o111, f"{name} cannot be run"
        subprocess.run(["bash", "-n", root / "source" / name], check=True)
    (wheel,) = (root / "source" / "engine").glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(root / "engine")
    return root


def run_autograder(pack: Path, files: dict[str, str], **variables: str) -> tuple[int, dict[str, Any]]:
    """Hand files in and run the script as Gradescope does; return its status and the results."""
    shutil.rmtree(pack / "submission", ignore_errors=True)
    (pack / "submission").mkdir()
    for name, text in files.items():
        (pack / "submission" / name).write_text(text, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {
        "GRADER_AUTOGRADER": str(pack),
        "GRADER_AUTOGRADER_PYTHON": sys.executable,
        "PYTHONPATH": str(pack / "engine"),
        **variables,
    }
    done = subprocess.run(
        ["bash", str(pack / "source" / "run_autograder")],
        env=environment,
        cwd=pack,
        capture_output=True,
        check=False,
    )
    return done.returncode, json.loads((pack / "results" / "results.json").read_text(encoding="utf-8"))


def test_unpacked_autograder_judges(pack: Path) -> None:
    """The packed engine and kit judge a file by themselves: a test for each check, points, the mistake."""
    # The engine that runs is the one of the zip, not the one that is installed here.
    package = pack / "engine" / "grader" / "__init__.py"
    package.write_text(
        package.read_text(encoding="utf-8").replace(__version__, "0.0.packed"), encoding="utf-8"
    )
    wrong = (STORED / "wrong_sequential_update_w_first.py").read_text(encoding="utf-8")
    status, results = run_autograder(pack, {"anything.py": wrong})

    assert (ExitCode.ALL_POINTS, 4.0) == (status, results["score"])
    assert "0.0.packed" == results["extra_data"]["grader"]
    assert "sequential-update" in results["output"]
    assert [("passed", 4.0, 4.0), ("failed", 0.0, 4.0), ("failed", 0.0, 1.0), ("failed", 0.0, 1.0)] == [
        (test["status"], test["score"], test["max_score"]) for test in results["tests"]
    ]
    assert {"visible"} == {test["visibility"] for test in results["tests"]}
    assert "hidden" == results["stdout_visibility"]
    settings = json.loads((pack / "source" / "settings.json").read_text(encoding="utf-8"))
    assert str(settings["seed"]) not in json.dumps(results)


def test_broken_autograder_gives_no_score(pack: Path) -> None:
    """If not even Python starts, the results still say that the fault is ours, and hold no score."""
    status, results = run_autograder(pack, {"ex03.py": ""}, GRADER_AUTOGRADER_PYTHON="false")

    assert ExitCode.ALL_POINTS != status
    assert "grader-fault" == results["extra_data"]["outcome"]
    assert not {"score", "tests"} & {*results}


def run_here(
    root: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str | bytes], **settings: Any
) -> dict[str, Any]:
    """Run the autograder's Python half in this process; return the results."""
    from grader.classroom.exports.autograder_run import main as run

    (root / "source").mkdir()
    (root / "source" / "kit").symlink_to(ROOT)
    (root / "submission").mkdir()
    for name, text in files.items():
        content = text.encode() if isinstance(text, str) else text
        (root / "submission" / name).write_bytes(content)
    given = {"exercise": STEM, "isolation": "default", "visibility": "visible", "feedback": "full", "seed": 1}
    (root / "source" / "settings.json").write_text(json.dumps(given | settings), encoding="utf-8")
    monkeypatch.setenv("GRADER_AUTOGRADER", str(root))
    run([])
    found: dict[str, Any] = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
    return found


def test_missing_isolation_is_our_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where strict isolation cannot be had nothing is run: no score, and it is said whose fault that is."""
    from grader.errors import NotIsolatedError

    def refuse(*arguments: object, **options: object) -> None:
        raise NotIsolatedError("no Landlock on kernel 4.4")

    monkeypatch.setattr("grader.checking.check", refuse)
    results = run_here(tmp_path, monkeypatch, {"ex03.py": ""})

    assert not {"score", "tests"} & {*results}
    assert "a fault of the grader, not of your work" in results["output"]
    assert "cannot be isolated" in results["output"]
    assert "4.4" not in results["output"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "No Python file was handed in; hand in ex03.py."),
        ({"a.py": "", "b.py": ""}, "Several files may be meant (a.py, b.py)"),
        ({"ex03.ipynb": "no JSON"}, "ex03.ipynb"),
        ({"ex03.py": "x" * 300_000}, "larger than 256 KiB"),
        ({"ex03.py": b"# Gr\xf6\xdfe\n"}, "line 1 is not UTF-8; save it as UTF-8."),
        ({"ex03.py": "\0"}, "it holds a NUL byte"),
    ],
)
def test_what_cannot_be_read_has_no_points(
    files: dict[str, str | bytes], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hand-in in which no file can be judged has 0 points and a sentence on what to hand in."""
    results = run_here(tmp_path, monkeypatch, files)

    assert 0.0 == results["score"]
    assert sentence in results["output"]


def test_tampering_has_no_points(failed_report: Report) -> None:
    """The score is said for the whole, so that points of single checks do not add up again."""
    from dataclasses import replace

    results = to_results(replace(failed_report, outcome=Outcome.TAMPERED), visibility="hidden")

    assert 0.0 == results["score"]
    assert 7.0 == sum(test["score"] for test in results["tests"])
    assert {"hidden"} == {test["visibility"] for test in results["tests"]}


# --- GitHub ------------------------------------------------------------------------------------------


def test_workflow_judges_each_exercise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The workflow is YAML with pinned versions; its command is one that `grader` has; READMEs get lines."""
    monkeypatch.chdir(tmp_path)
    assert main(["export", "github-classroom", "1", "ex03", "--kit", str(ROOT)]) == ExitCode.ALL_POINTS
    read = yaml.safe_load((tmp_path / ".github/workflows/grader.yml").read_text(encoding="utf-8"))
    job = read["jobs"]["check"]
    *steps, judge = job["steps"]

    assert {"contents": "read"} == read["permissions"]
    assert [("ex01", "exercises/ex01_one_parameter/ex01.py"), ("ex03", f"exercises/{STEM}/ex03.py")] == [
        (entry["exercise"], entry["file"]) for entry in job["strategy"]["matrix"]["include"]
    ]
    assert all((ROOT / entry["file"]).is_file() for entry in job["strategy"]["matrix"]["include"])
    assert 'grader check "$EXERCISE" "$FILE" --format github' == judge["run"]
    assert f"'gradient-descent-grader=={__version__}'" in steps[-1]["run"]
    assert all(len(step["uses"].partition("@")[2]) == 40 for step in steps if "uses" in step)
    assert "## How your work is judged" in capsys.readouterr().out


def test_edited_workflow_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workflow that somebody has edited is replaced only with --force, one of ours always."""
    file = tmp_path / "grader.yml"
    words = ["export", "github-classroom", "--kit", str(ROOT), "-o", str(file)]
    assert [main([*words, name]) for name in ("ex01", "ex03")] == [ExitCode.ALL_POINTS] * 2
    # As git checks it out on Windows.
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert main([*words, "ex03"]) == ExitCode.ALL_POINTS
    ours = file.read_text(encoding="utf-8")
    edited = ours.replace("ubuntu-24.04", "ubuntu-24.04-arm")
    file.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    status = main([*words, "ex03"])
    said = capsys.readouterr()

    assert (ExitCode.USAGE, edited, "") == (status, file.read_text(encoding="utf-8"), said.out)
    assert f"{file} has been edited, or is not ours, and was kept. --force replaces it;" in said.err
    assert main([*words, "ex03", "--force"]) == ExitCode.ALL_POINTS
    assert ours == file.read_text(encoding="utf-8")


def test_private_suites_are_fetched() -> None:
    """The suites of a course's own kit come from a private repository, by a key that is a secret."""
    read = yaml.safe_load(workflow([STEM], course_kit=CourseKit.parse("course/kit@v3")))
    steps = read["jobs"]["check"]["steps"]
    fetch = next(step["with"] for step in steps if step.get("with", {}).get("repository"))

    assert ("course/kit", "v3", "course-kit") == (fetch["repository"], fetch["ref"], fetch["path"])
    assert "${{ secrets.GRADER_KIT_KEY }}" == fetch["ssh-key"]
    assert steps[-1]["run"].endswith("--kit course-kit")
    for text in ("kit", "a/b c", "a/b@$(x)", "a/b\n"):
        with pytest.raises(UsageError, match="names no repository"):
            CourseKit.parse(text)


def test_own_kit_needs_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A kit that does not ship with the grader is not silently judged by the one that does."""
    kit = ROOT / "tests" / "kits" / "bias_first"
    status = main(["export", "github-classroom", "--kit", str(kit), "-o", str(tmp_path / "w.yml")])

    assert find_kit(kit).id != "shipped"
    assert ExitCode.USAGE == status
    assert "--kit-repository" in capsys.readouterr().err
    assert not (tmp_path / "w.yml").exists()
