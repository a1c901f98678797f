"""The Python API: `grader.check` on files, texts and functions, and the report that it returns."""

from __future__ import annotations

import doctest
import html.parser
import json
import os
import signal
import subprocess
import sys
import warnings
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import grader
from grader.api.asking import ask_judge
from grader.api.functions import gather_functions
from grader.api.report import Report
from grader.errors import ExitCode, JudgeFaultError, KitError, NotIsolatedError, UsageError
from grader.feedback.as_html import to_html
from grader.feedback.as_json import report_to_dict
from grader.feedback.from_json import report_from_dict
from grader.kit import find_kit
from grader.results import CheckResult, Outcome, Verdict

ROOT = Path(__file__).resolve().parent.parent
WRONG = ROOT / "tests" / "submissions" / "ex03" / "wrong_sequential_update_w_first.py"
KIT = find_kit(ROOT)

SHARE = 1.0


def mean_product(errors: Any, x: Any) -> Any:
    """A helper of the functions below."""
    return SHARE * np.mean(errors * x)


def compute_gradient(x: Any, y: Any, w: float, b: float) -> Any:
    """Right, by a helper and a constant of this module."""
    errors = w * x + b - y
    return mean_product(errors, x), np.mean(errors)


def update(x: Any, y: Any, w: float, b: float, alpha: float) -> Any:
    """Sequential, which is wrong."""
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b


# --- the package ---------------------------------------------------------------------------------------


def test_import_is_light() -> None:
    """`import grader` loads neither NumPy nor pytest nor the engine; the names are fetched when used."""
    script = (
        "import sys, grader; names = set(sys.modules); grader.check; grader.Report; "
        "heavy = {'numpy', 'pytest', 'sympy', 'click', 'IPython'} & set(sys.modules); "
        "print(sorted(n for n in names if n.startswith('grader.')), sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert "[] []\n" == done.stdout


def test_public_names() -> None:
    """Every listed name is there, and a name that is not listed is none."""
    assert sorted(grader.__all__) == [name for name in dir(grader) if name in grader.__all__]
    assert {"check", "Report", "Outcome", "Verdict", "Diagnosis", "CheckResult", "GraderError"} <= set(
        dir(grader)
    )
    for name in grader.__all__:
        assert getattr(grader, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        grader.__getattr__("chekc")


def test_typed() -> None:
    """The package says that it is typed."""
    assert (Path(grader.__file__).parent / "py.typed").is_file()


def test_documented_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of docs/api.md come to what stands below them."""
    monkeypatch.chdir(ROOT)
    found = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, encoding="utf-8")

    assert found.attempted > 5
    assert 0 == found.failed


def test_public_names_are_documented() -> None:
    """docs/api.md speaks of every public name and of every field of a report, a check and a diagnosis."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    classes = (grader.Report, grader.CheckResult, grader.Diagnosis)
    names = {part.name for kind in classes for part in fields(kind)} | set(grader.__all__)

    assert set() == {name for name in names if name not in page} - {"__version__", "load_ipython_extension"}


# --- what is judged ------------------------------------------------------------------------------------


def test_path_and_text_and_functions_come_to_the_same() -> None:
    """A path, its text and the functions have the same verdict; functions bring what they need along."""
    by_path = grader.check("ex03", WRONG, seed=1, kit=ROOT)
    by_text = grader.check("3", WRONG.read_text(encoding="utf-8"), seed=np.int64(1), kit=str(ROOT))
    by_functions = grader.check("ex03", update, compute_gradient, seed=1, kit=ROOT)

    assert isinstance(by_path, grader.Report)
    assert by_path.checks == by_text.checks == by_functions.checks
    assert by_path.sha256 == by_text.sha256
    assert ["sequential-update"] == [diagnosis.misconception for diagnosis in by_functions.diagnoses]
    assert "test_api.py, lines" in by_functions.diagnoses[0].place
    assert not by_path.is_passed
    assert grader.Outcome.FAILED is by_path.outcome


def test_own_file_of_the_kit() -> None:
    """Without a submission the kit's own file is judged, and the sentence speaks of no command."""
    report = grader.check("ex03", kit=ROOT)

    assert "compute_gradient still has to be written" in report.next_step
    assert "and check again." in report.next_step
    assert "command" not in str(report)


def test_own_file_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workspace the learner's file is meant; elsewhere the file of that name, or there is a sentence."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"There is no ex03.py of yours here; name a file, a source text or"):
        grader.check("ex03")
    (tmp_path / "ex03.py").write_bytes(WRONG.read_bytes())
    by_name = grader.check("ex03", seed=1)
    own = tmp_path / "exercises" / "ex03_simultaneous_update"
    own.mkdir(parents=True)
    (tmp_path / "grader.toml").write_text("", encoding="utf-8")
    (own / "ex03.py").write_bytes(KIT.exercise("ex03").reference.read_bytes())

    assert 4.0 == by_name.points
    assert grader.check("ex03", seed=1).is_passed


def test_nothing_is_left_behind(capsys: pytest.CaptureFixture[str]) -> None:
    """Called in the middle of a pytest run, the judge leaves this process as it was."""

    def state() -> tuple[Any, ...]:
        handlers = {number: signal.getsignal(number) for number in signal.valid_signals()}
        modules = {name for name in sys.modules if not name.startswith("grader")}
        return dict(os.environ), handlers, list(warnings.filters), sys.stdout, modules, os.getcwd()

    grader.check("ex01", "def update(w, alpha):\n    return w\n", kit=ROOT)  # loads what it needs once
    before = state()
    report = grader.check("ex03", "print('loud')\nraise SystemExit\n", kit=ROOT)

    assert before == state()
    assert "PYTEST_CURRENT_TEST" in os.environ
    assert ("", "") == capsys.readouterr()
    assert "loud\n" == report.output


@pytest.mark.parametrize(
    ("submission", "options", "sentence"),
    [
        (["nowhere.py"], {}, "nowhere.py cannot be read: there is no such file."),
        (["a = 1\n\0"], {}, "The source text cannot be read: it holds a NUL byte."),
        (["#\n" * 200_000], {}, "The source text cannot be read: it is larger than 256 KiB."),
        (["a.py", "b.py"], {}, "check takes one file, one source text, or functions; not several of these"),
        (["a.py", update], {}, "check takes one file, one source text, or functions; not several of these"),
        (
            [len],
            {},
            "check takes functions that were written with def; len is an object of type builtin_func",
        ),
        (
            [3],
            {},
            "check takes functions that were written with def; what you passed is an object of type int.",
        ),
        ([mean_product], {}, "ex03 asks for no function mean_product. It asks for compute_gradient, update."),
        ([WRONG], {"seed": -1}, "seed is a whole number from 0 to 2**63 - 1, not -1."),
        ([WRONG], {"seed": "1"}, "seed is a whole number from 0 to 2**63 - 1, not '1'."),
        ([WRONG], {"isolation": "some"}, "isolation is one of strict, default, none, not 'some'."),
        ([WRONG], {"kit": "nowhere"}, "There is no kit at nowhere: it is not a folder."),
    ],
)
def test_wrong_usage(submission: list[Any], options: dict[str, Any], sentence: str) -> None:
    """Wrong usage raises a GraderError of one sentence that says what to do."""
    with pytest.raises(grader.GraderError) as caught:
        grader.check("ex03", *submission, **{"kit": ROOT, **options})

    assert str(caught.value).startswith(sentence)
    assert ExitCode.USAGE is caught.value.exit_code
    assert [f"{type(caught.value).__name__}: {caught.value}"] == caught.value._render_traceback_()


def test_unknown_exercise() -> None:
    """An exercise that is not there is named, with the near ones."""
    with pytest.raises(grader.GraderError, match="There is no exercise “ex99”"):
        grader.check("ex99", kit=ROOT)


# --- functions that stand in no file -------------------------------------------------------------------


def gathered(*functions: Any) -> str:
    """Return the source that would travel."""
    return gather_functions(KIT.exercise("ex03"), functions)[1].text


def test_nested_function() -> None:
    """A function that was defined inside another one travels alone, if it needs nothing of it."""

    def update(x, y, w, b, alpha):  # type: ignore[no-untyped-def]
        return w - alpha * mean_product(x, y), SHARE

    source = gathered(update)

    assert source.index("import numpy as np") < source.index("def update(")
    assert "SHARE = 1.0" in source
    assert "def mean_product(" in source


def test_closure() -> None:
    """A function that uses its maker's variables cannot travel, and the sentence says so."""
    rate = 0.1

    def update(x, y, w, b, alpha):  # type: ignore[no-untyped-def]
        return w - rate, b

    with pytest.raises(UsageError, match="update is made inside another function and uses its variables"):
        gathered(update)


def test_function_without_source() -> None:
    """A function that was typed at Python's own prompt has no source, and the sentence says so."""
    scope: dict[str, Any] = {}
    exec("def update(x, y, w, b, alpha):\n    return w, b\n", scope)

    with pytest.raises(UsageError, match="The source of update cannot be found: what is typed at Python's"):
        gathered(scope["update"])


def test_object_cannot_travel() -> None:
    """An object that a function needs is named: only source travels."""
    table = {"rate": 0.1}
    globals()["_table"] = table

    def update(x, y, w, b, alpha):  # type: ignore[no-untyped-def]
        return w - _table["rate"], b  # type: ignore[name-defined] # noqa: F821

    with pytest.raises(UsageError, match="update uses _table, an object of type dict, which cannot travel"):
        gathered(update)


# --- the judge's process -------------------------------------------------------------------------------


def request(**changes: Any) -> dict[str, Any]:
    """Return a request to the judge."""
    usual = {"kit": str(ROOT), "exercise": "ex01_one_parameter", "source": "", "path": "x", "seed": 1}
    return {**usual, "isolation": "default", **changes}


def test_broken_suite(make_kit: Any) -> None:
    """What is wrong in a kit comes back as the faults that they are."""
    root = make_kit()

    with pytest.raises(KitError) as caught:
        ask_judge(request(kit=str(root), exercise="ex03_simultaneous_update"))

    assert "problem.py" in caught.value.faults[0].path


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere strict isolation is never to be had")
def test_strict_isolation() -> None:
    """Strict isolation is had at tier A; where there is none, the refusal comes back as what it is."""
    tier = ask_judge(request()).isolation["tier"]
    if tier == "A":
        assert "A" == ask_judge(request(isolation="strict")).isolation["tier"]
        return
    with pytest.raises(NotIsolatedError, match="Strict isolation is not to be had here"):
        ask_judge(request(isolation="strict"))


def test_judge_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that cannot be started, or dies, is our own fault in one sentence."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(JudgeFaultError, match="The judge could not be started"):
        ask_judge(request())
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(JudgeFaultError, match="The judge ended with status 1: no reason given"):
        ask_judge(request())


def test_modules_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's json.py or numpy.py in the working folder does not replace the judge's."""
    for name in ("json.py", "numpy.py", "grader.py"):
        (tmp_path / name).write_text("raise SystemExit('replaced')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert Outcome.FAILED is ask_judge(request(source="def update(w, alpha):\n    return w\n")).outcome


def test_report_survives_json(failed_report: Any, passed_report: Any) -> None:
    """A report comes back from its JSON as it was."""
    for report in (failed_report, passed_report):
        values = json.loads(json.dumps(report_to_dict(report)))

        assert report_to_dict(report) == report_to_dict(report_from_dict(values))
        assert report.checks == report_from_dict(values).checks
        assert report.diagnoses == report_from_dict(values).diagnoses


# --- how a report shows itself -------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """Collects what a page says, and checks that its tags are closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert [] == self._open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        assert tag == self._open.pop()

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data.split()


def words_of(text: str) -> set[str]:
    """Return the words of a text without the signs that only one of two renderings needs."""
    return {word.strip("(|):") for word in text.split()} - {""}


@pytest.mark.parametrize("verbose", [False, True])
def test_html_says_what_the_terminal_says(failed_report: Any, passed_report: Any, verbose: bool) -> None:
    """Every word of the terminal's report is in the HTML, which also says how the run was isolated."""
    for judged in (failed_report, passed_report):
        report = Report.of(judged)
        page = Page(to_html(report, verbose=verbose))
        shown = report.render(width=1000, verbose=verbose)

        assert set() == words_of(shown) - words_of(" ".join(page.words))
        assert "isolated, tier A" in " ".join(page.words)


def test_html_is_escaped(failed_report: Any) -> None:
    """Nothing that a learner wrote becomes a tag, a script or a steering character."""
    evil = "<script>alert('1')</script>&\x1b[2J\x00"
    check = CheckResult("x", evil, Verdict.FAILED, 0, 1, message=evil, probe=evil, expected=evil, actual=evil)
    report = Report.of(replace(failed_report, checks=(check,), path=evil, message=evil, output=evil))
    page = to_html(report, verbose=True)

    assert {"section", "div", "strong", "span", "table", "tbody", "tr", "td"} >= set(Page(page).tags)
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\x00" not in page


def test_text_and_short_form(failed_report: Any) -> None:
    """`str` is the terminal's report without colours, `repr` one line, and IPython prints the former."""
    report = Report.of(failed_report)
    printed: list[str] = []
    report._repr_pretty_(type("Printer", (), {"text": staticmethod(printed.append)}), cycle=False)

    assert "ex03  Update w and b at the same time" in str(report)
    assert "\x1b" not in str(report)
    assert "<Report ex03_simultaneous_update: failed, 7 of 11 points>" == repr(report)
    assert [str(report)] == printed
    assert report_to_dict(failed_report) == report.as_dict()
