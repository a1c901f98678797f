"""Pictures: both sides' paths, as the oracle and the worker give them, in the terminal, as SVG and as PNG."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from grader.__main__ import main
from grader.errors import ExitCode, UsageError
from grader.exercise import Limits
from grader.kit import find_kit
from grader.plot.as_png import to_png
from grader.plot.as_svg import to_svg
from grader.plot.as_text import rows, to_text
from grader.plot.axes import ticks
from grader.plot.braille import Canvas, short
from grader.plot.contours import contour
from grader.plot.picture import Picture, Track, framed
from grader.plot.showing import picture_of
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "tests" / "submissions"
KIT = find_kit(ROOT)
SEQUENTIAL = STORED / "ex03" / "wrong_sequential_update_w_first.py"

Captured = pytest.CaptureFixture[str]

RIGHT_EX03 = """\
def compute_gradient(x, y, w, b):
    e = w * x + b - y
    return (e * x).mean(), e.mean()

def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
"""


@pytest.fixture(scope="module")
def draw() -> Iterator[Callable[..., tuple[Picture | None, str]]]:
    """Return a function that draws a source's picture, or says why there is none."""
    with Sandbox() as sandbox:

        def drawn(name: str, source: str, function: str = "", limits: Limits | None = None) -> object:
            exercise = KIT.exercise(name)
            worker = sandbox.open(source, limits=limits or exercise.limits, filename=exercise.stub.name)
            try:
                return picture_of(exercise, worker, 1, function)
            finally:
                worker.close()

        yield drawn  # type: ignore[misc]


def picture(kind: str = "plane", yours: object = ((0.0, 0.0), (1.0, 1.0)), **changes: object) -> Picture:
    """Return a picture that was made by hand."""
    points = np.array([[0.0, 0.0], [1.0, 0.5], [2.0, 1.0]])
    grid = np.add.outer(np.linspace(-1, 3, 9) ** 2, np.linspace(-1, 3, 9) ** 2)
    return Picture(
        kind,  # type: ignore[arg-type]
        "20 steps of update, alpha = 0.1",
        "update",
        "w",
        "b",
        (-1.0, 3.0),
        (-1.0, 3.0),
        Track(points),
        Track(np.array(yours, dtype=float).reshape(-1, 2)),
        grid=grid if kind == "plane" else None,
        curve=np.column_stack([np.linspace(-1, 3, 9)] * 2) if kind == "curve" else None,
        **changes,  # type: ignore[arg-type]
    )


# --- every exercise ------------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", KIT.stems)
def test_right_solution(stem: str, draw: Callable[..., tuple[Picture | None, str]]) -> None:
    """Each exercise has a picture; a right solution walks the right path, goes down, and fits a screen."""
    exercise = KIT.exercise(stem)
    found, sentence = draw(stem, exercise.reference.read_text(encoding="utf-8"))
    assert found is not None, sentence
    text = to_text(found, head=exercise.short, width=80, color=False, unicode=True)

    assert found.is_same
    assert len(found.right.points) > 8
    assert all(found.is_inside(point) for point in found.right.points)
    assert 23 >= len(text.splitlines())
    assert 80 >= max(map(len, text.splitlines()))
    if found.grid is not None:
        assert 3 <= len(found.levels)
    ET.fromstring(to_svg(found, head=exercise.short))


@pytest.mark.parametrize(
    ("name", "stored", "function", "kind"),
    [
        ("ex01", "wrong_gradient_ascent", "update", "curve"),
        ("ex03", "wrong_swapped_return", "compute_gradient", "plane"),
        ("ex02", "wrong_missing_mean", "compute_gradient", "plane"),
        ("ex04", "wrong_collapsed_features", "update", "plane"),
        ("ex05", "wrong_sequential_update_in_descent", "gradient_descent", "plane"),
        ("ex11", "wrong_nameless_deepest_valley", "descend", "curve"),
        ("ex13", "wrong_missing_step", "epoch", "plane"),
        ("ex14", "wrong_full_batch_step", "epoch", "plane"),
        ("ex15", "wrong_stale_moment", "update", "plane"),
        ("ex16", "wrong_accumulator_not_kept_old_returned", "update_rmsprop", "plane"),
        ("ex17", "wrong_missing_bias_correction", "update", "plane"),
        ("ex18", "wrong_decay_compounded_cosine", "cosine_decay", "course"),
        ("ex20", "wrong_gradient_ascent", "update", "plane"),
    ],
)
def test_picture_shows_the_mistake(
    name: str, stored: str, function: str, kind: str, draw: Callable[..., tuple[Picture | None, str]]
) -> None:
    """Of all functions, starts and sizes, the picture is one in which the wrong path is another."""
    found, _ = draw(name, (STORED / name / f"{stored}.py").read_text(encoding="utf-8"))

    assert found is not None
    assert (function, kind, False) == (found.function, found.kind, found.is_same)


# --- whose numbers -------------------------------------------------------------------------------------


def test_both_paths(draw: Callable[..., tuple[Picture | None, str]]) -> None:
    """The learner's path is that of the learner's function, call by call, the right one the oracle's."""
    source = RIGHT_EX03.replace("b - alpha * db", "b - alpha * db + 0.5")
    found, _ = draw("ex03", source)
    right, _ = draw("ex03", RIGHT_EX03)
    assert found is not None
    assert right is not None

    assert np.array_equal(found.right.points, right.right.points)
    assert found.yours.points[1] == pytest.approx(found.right.points[1] + [0.0, 0.5])
    assert found.yours.points[0] == pytest.approx(found.right.points[0])
    assert 21 == len(found.yours.points)


@pytest.mark.parametrize(
    ("body", "ended"),
    [
        ("raise ValueError('no')", "update raised ValueError in line 2: no"),
        ("return 'text'", "update returned something that cannot be used as parameters."),
        ("raise NotImplementedError", "update is not filled in yet."),
        ("import os\n    os._exit(0)", "update ended the whole process (0) instead of returning."),
    ],
)
def test_path_that_ends(body: str, ended: str, draw: Callable[..., tuple[Picture | None, str]]) -> None:
    """A function that comes to no value leaves the right path alone, and the reason below it."""
    found, _ = draw("ex03", f"def update(x, y, w, b, alpha):\n    {body}\n")
    assert found is not None

    assert found.yours.ended.startswith(ended[:20])
    assert f"Yours ends before step 1: {found.yours.ended}" == found.notes[0]
    assert "x yours" not in to_text(found, head="ex03", width=80, color=False, unicode=True)


def test_endless_loop(draw: Callable[..., tuple[Picture | None, str]]) -> None:
    """An endless loop costs its time once, and is said to be one."""
    limits = Limits(cpu_seconds_per_call=0.3, cpu_seconds=1.0)
    found, _ = draw("ex03", "def update(x, y, w, b, alpha):\n    while True: pass\n", limits=limits)

    assert found is not None
    assert "Is there a loop that never stops?" in found.notes[0]


def test_diverging_path(draw: Callable[..., tuple[Picture | None, str]]) -> None:
    """A path that grows without end is cut off at the frame, and where it goes is said."""
    found, _ = draw("ex03", RIGHT_EX03.replace("w - alpha * dw", "w + 1e200 * dw"))
    assert found is not None
    text = to_text(found, head="ex03", width=80, color=False, unicode=True)

    assert "Yours leaves the picture at step 1" in found.notes[0] + found.notes[-1]
    assert 80 >= max(map(len, text.splitlines()))
    ET.fromstring(to_svg(found, head="ex03"))


def test_nothing_to_draw(draw: Callable[..., tuple[Picture | None, str]]) -> None:
    """A file that cannot be run, or a function that is not there, gets one sentence."""
    assert (None, "Nothing can be drawn: ex03.py raised SyntaxError in line 1: invalid syntax") == draw(
        "ex03", "def (:\n"
    )
    with pytest.raises(UsageError, match=r"ex03 has no function nope. It has compute_gradient, update."):
        draw("ex03", RIGHT_EX03, "nope")
    with pytest.raises(UsageError, match=r"Nothing can be drawn of compute_cost alone; leave --of out."):
        draw("ex02", RIGHT_EX03, "compute_cost")


# --- drawing -------------------------------------------------------------------------------------------


def test_contour_of_a_circle() -> None:
    """The contour of x² + y² at r² is the circle of radius r, all around."""
    ends = (-2.0, 2.0)
    axis = np.linspace(*ends, 41)
    segments = list(contour(np.add.outer(axis**2, axis**2), ends, ends, 1.44))
    radii = [np.hypot(x, y) for x0, y0, x1, y1 in segments for x, y in ((x0, y0), (x1, y1))]
    angles = {int(np.degrees(np.arctan2(y0, x0)) // 10) for x0, y0, _, _ in segments}

    assert np.allclose(1.2, radii, atol=0.005)
    assert set(range(-18, 18)) <= angles | {-18}


def test_contour_with_holes() -> None:
    """Where the cost is no number, there is no contour and no error."""
    grid = np.array([[0.0, 1.0, np.nan], [1.0, 2.0, np.inf], [2.0, 3.0, 4.0]])

    assert all(np.all(np.isfinite(segment)) for segment in contour(grid, (0.0, 1.0), (0.0, 1.0), 1.5))


def test_marks() -> None:
    """Two sides in one place become one mark, the start stays, and what is outside is left out."""
    canvas = Canvas(picture(), 20, 5)
    for point, letter in (
        ((-1.0, 3.0), "o"), ((3.0, -1.0), "o"), ((3.0, -1.0), "x"), ((1.0, 1.0), "S"), ((1.0, 1.0), "x"),
        ((np.nan, 0.0), "x"), ((9.0, 0.0), "x"), ((1e300, -1e300), "x"),
    ):  # fmt: skip
        canvas.letter(np.array(point), letter)
    canvas.line((0.0, 0.0), (1e250, 1e250))
    lines = canvas.lines(unicode=False)

    assert "o" == lines[0][0]
    assert "8" == lines[-1][-1]
    assert 1 == "".join(lines).count("S")
    assert "x" not in "".join(lines)


def test_path_hides_the_background() -> None:
    """Where a path runs, no dot of a contour is shown in the same sign."""
    canvas = Canvas(picture(), 20, 5)
    canvas.dotted([(-1.0, 1.0, 3.0, 1.0)])
    faint = canvas.lines(unicode=True)[2]
    canvas.line((-1.0, 1.0), (3.0, 1.0))
    both = canvas.lines(unicode=True)[2]

    assert 20 == len(faint.strip())
    assert 1 == max(bin(ord(sign) - 0x2800).count("1") for sign in faint)
    assert 2 == max(bin(ord(sign) - 0x2800).count("1") for sign in both)


@pytest.mark.parametrize("kind", ["plane", "curve", "course"])
@pytest.mark.parametrize("width", [40, 80, 100])
def test_text_in_ascii(kind: str, width: int) -> None:
    """Without Unicode the picture is ASCII, keeps its marks and its table, and fits the width."""
    text = to_text(picture(kind), head="ex03", width=width, color=False, unicode=False)

    assert text.isascii()
    assert width >= max(map(len, text.splitlines()))
    assert "o right, x yours, 8 both" in text
    assert "right b" in text


def test_table_has_the_first_steps_and_the_last() -> None:
    """The table shows the first iterates and the last of both sides, and a dash where one has none."""
    assert [0, 1, 2] == [number for number, _, _ in rows(picture())]
    assert rows(picture())[-1][2] is None


def test_frame_leaves_out_what_is_far() -> None:
    """The frame holds the right path, and of the other only what is near; a flat path gets a height."""
    right = np.array([[0.0, 0.0], [1.0, 0.0]])
    yours = np.array([[0.0, 0.0], [1.5, 0.1], [1e9, 1e9], [np.nan, 0.0]])
    (left, end), (low, high) = framed(right, yours, is_plane=True)

    assert -0.5 < left < 0.0 < 1.5 < end < 2.5
    assert low < 0.0 < 0.1 < high < 1.0


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0"), (1.25, "1.25"), (-123456.0, "-1.2e5"), (1e-9, "1.0e-9"), (np.inf, "inf"), (np.nan, "nan")],
)
def test_short_numbers(value: float, expected: str) -> None:
    """A number on an axis takes at most eight characters."""
    assert expected == short(value)


def test_ticks_are_round() -> None:
    """Ticks are round numbers within the range."""
    assert [-2.0, 0.0, 2.0, 4.0] == ticks((-2.5, 5.1), 4)
    assert [0.05, 0.1, 0.15] == ticks((0.03, 0.16), 3)


# --- files ---------------------------------------------------------------------------------------------


def test_svg() -> None:
    """An SVG has a title, the table as its description, both paths in two styles, and nothing unescaped."""
    made = replace(picture(), title="a < b & c", notes=("<script>", "second", "third"))
    root = ET.fromstring(to_svg(made, head="ex03"))
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    texts = " ".join(element.text or "" for element in root.iter())

    assert "ex03: a < b & c" in texts
    assert "right w" in texts
    assert "<script>" in texts
    assert "script" not in names
    lines = [element for element in root.iter() if "points" in element.attrib]
    assert [False, True] == ["stroke-dasharray" in line.attrib for line in lines]
    assert 4 == names.count("circle")


def test_png(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PNG is drawn by matplotlib; where it is missing, one sentence says what to do."""
    pytest.importorskip("matplotlib")
    for kind in ("plane", "curve", "course"):
        assert b"\x89PNG" == to_png(picture(kind), head="ex03")[:4]
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(UsageError, match="A PNG needs matplotlib"):
        to_png(picture(), head="ex03")


# --- the commands --------------------------------------------------------------------------------------


def test_show_command(capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`grader show` draws; its exit code says whether both paths are the same."""
    monkeypatch.setenv("COLUMNS", "80")
    right = tmp_path / "right.py"
    right.write_text(RIGHT_EX03, encoding="utf-8")

    assert ExitCode.ALL_POINTS == main(["show", "ex03", str(right)])
    assert "Both paths are the same; grader check says" in capsys.readouterr().out
    assert ExitCode.NOT_ALL_POINTS == main(["show", "ex03", str(SEQUENTIAL), "--of", "update"])
    out = capsys.readouterr().out
    assert "ex03  20 steps of update, alpha = " in out
    assert "S start, o right, x yours, 8 both; dotted: contours of J" in out


def test_show_into_files(capsys: Captured, tmp_path: Path) -> None:
    """A picture is written as SVG or PNG by its name, and any other name is refused before anything runs."""
    pytest.importorskip("matplotlib")
    for name, start in (("a.svg", b"<svg"), ("b.PNG", b"\x89PNG")):
        assert ExitCode.NOT_ALL_POINTS == main(["show", "ex03", str(SEQUENTIAL), "-o", str(tmp_path / name)])
        assert (tmp_path / name).read_bytes().startswith(start)
        assert f"{name} shows 20 steps of update" in capsys.readouterr().out
    assert ExitCode.USAGE == main(["show", "ex03", str(SEQUENTIAL), "-o", str(tmp_path / "c.gif")])
    assert "c.gif ends neither in .svg nor in .png; name the picture so." in capsys.readouterr().err
    assert not (tmp_path / "c.gif").exists()


def test_check_with_plot(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """`grader check --plot` adds the picture to the report; its exit code is the report's."""
    monkeypatch.setenv("COLUMNS", "80")

    assert ExitCode.NOT_ALL_POINTS == main(["check", "ex03", str(SEQUENTIAL), "--plot", "--seed", "1"])
    out = capsys.readouterr().out
    assert out.index("4 of 10 points") < out.index("S start, o right, x yours")
    assert ExitCode.USAGE == main(["check", "ex03", str(SEQUENTIAL), "--plot", "--json"])
    assert "--plot is for people; leave it out with --format json." in capsys.readouterr().err


def test_check_of_standard_input_with_plot(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is read once, and both judged and drawn."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SEQUENTIAL.read_bytes())))

    assert ExitCode.NOT_ALL_POINTS == main(["check", "ex03", "-", "--plot", "--seed", "1"])
    out = capsys.readouterr().out
    assert "sequential-update" in out
    assert "S start, o right, x yours" in out


def test_policy_hides_the_right_path(capsys: Captured, tmp_path: Path) -> None:
    """Where a kit hides expected values, no right path is drawn."""
    for name in ("exercises", "solutions"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "kit.toml").write_text('feedback = "input"\n', encoding="utf-8")

    assert ExitCode.NOT_ALL_POINTS == main(["show", "ex03", str(SEQUENTIAL), "--kit", str(tmp_path)])
    assert "Nothing is drawn: this kit's feedback policy keeps expected values" in capsys.readouterr().out


def test_places_of_a_notebook(capsys: Captured, tmp_path: Path) -> None:
    """In a notebook the reason for an end names cell and line."""
    cell = '{"cell_type": "code", "source": "\\ndef update(x, y, w, b, alpha):\\n    return 1 / 0"}'
    (tmp_path / "a.ipynb").write_text(f'{{"cells": [{cell}]}}', encoding="utf-8")
    main(["show", "ex03", str(tmp_path / "a.ipynb")])

    said = " ".join(capsys.readouterr().out.split())
    assert "update raised ZeroDivisionError in cell 1, line 3: division by zero" in said


def test_show_without_unicode(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the terminal has only ASCII, so has the picture."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    main(["show", "ex03", str(SEQUENTIAL)])
    sys.stdout.flush()

    assert b"o right, x yours" in raw.getvalue()
    assert b"?" not in raw.getvalue()
