"""What `grader quiz check` finds in broken concepts: everything, each at its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.cli import grader
from grader.quiz.check import check_course
from grader.quiz.course import read_course
from tests.quiz_kit import CONCEPT, kit_with

if TYPE_CHECKING:
    from pathlib import Path


def found_in(folder: Path, text: str, name: str = "update-rule", *, warnings: bool = False) -> list[str]:
    """Return what is found in one concept, as it is shown, without the folder."""
    kit = kit_with(folder, **{name: text})
    findings = check_course(read_course(kit))
    return [str(finding).split("quizzes/")[-1] for finding in findings if warnings or not finding.is_warning]


def changed(*replacements: tuple[str, str]) -> str:
    """Return the sound concept with some of its text replaced, each once."""
    text = CONCEPT
    for old, new in replacements:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def test_sound(tmp_path: Path) -> None:
    """The concept that the other tests break has no fault."""
    assert [] == found_in(tmp_path, CONCEPT)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind = 'numeric'", "kind = 'numerical'", "45: type-w: unknown kind “numerical”"),
        ("key = 'step.w'", "kye = 'step.w'", "49: type-w: kye: unknown key; did you mean key?"),
        ("order = 1", "order = 'x'", "4: order: has to be a whole number"),
        ("key = 'step.w'", "key = 'stp.w'", "49: type-w: key: unknown “stp”; did you mean step?"),
        ("key = 'step.w'", "key = 'step'", "49: type-w: key: several numbers where one number is needed"),
        ("key = 'step.w'", "key = '1 +'", "49: type-w: key: something is missing at the end in “1 +”"),
        (
            "right = true",
            "right = false",
            "35: which-w: options: no option is right; a single choice has exactly one",
        ),
        (
            "misconception = 'gradient-ascent'\nfeedback = 'That",
            "right = true\nfeedback = 'That",
            "40: which-w: options: 2 options are right; a single choice has exactly one",
        ),
        (
            "misconception = 'gradient-ascent'\nfeedback = 'That",
            "misconception = 'gradient-ascend'\nfeedback = 'That",
            "42: which-w: misconception: unknown “gradient-ascend”; did you mean gradient-ascent?",
        ),
        ("feedback = 'That is uphill.'", "", "40: which-w: feedback: is missing; add it"),
        (
            "exercises = ['ex03']",
            "exercises = ['ex93']",
            "5: exercises: There is no exercise “ex93”. Did you mean ex03_simultaneous_update",
        ),
        ("exercises = ['ex03']", "exercises = []", "5: exercises: no exercise"),
        ("id = 'type-w'", "id = 'which-w'", "46: which-w: id: is used twice in items"),
        ("id = 'type-w'", "id = 'Type W'", "46: Type W: id: “Type W” is no id"),
        (
            "value = 'uphill.w'",
            "value = 'step.w'",
            "45: type-w: expected answer 1 gives the same number as the key",
        ),
        (
            "text = '${{ uphill.w : frac }}$'",
            "text = '${{ step.w }}$'",
            "31: which-w: parameters: only 0 of 6 draws can be asked: right",
        ),
        ("w = [0, 1, 2]", "w = [0, 1, 1]", "32: which-w: w: holds a number twice"),
        (
            "'What is $w$ now?'",
            "'What is $w$ now? About 0.25.'",
            "48: type-w: stem: the figure 0.25 is typed",
        ),
        (
            "'What is $w$ now?'",
            "'What is $\\badmacro{w}$ now?'",
            "48: type-w: stem: “\\badmacro” is no command",
        ),
        ("'What is $w$ now?'", '"What is $\\nabla$ now?"', "48: type-w: stem: what was “\\theta”"),
        ("'What is $w$ now?'", '"What is $\\alpha$ now?"', "48: not valid TOML: "),
        ("'Which way?'", "'See [this](concept:nowhere).'", "60: way: front: unknown “nowhere”"),
        (
            "misconceptions = ['gradient-ascent']",
            "misconceptions = ['ignored-alpha']",
            "6: misconceptions: no item has feedback about ignored-alpha",
        ),
        ("order = 1", "order = 1\nrequires = ['uphill']", "5: requires: unknown “uphill”"),
        ("order = 1", "order = 1\nrequires = ['update-rule']", "5: requires: “update-rule” requires itself"),
        ("step = { compute = 'update' }", "step = { compute = 'updat' }", "17: compute: has to be one of"),
        (
            "step = { compute = 'update' }",
            "step = { compute = 'update', at = { q = 1 } }",
            "17: step: ex03 has no argument “q”",
        ),
        ("[[lesson]]", "[[lesson]]\nkind = 'walkthrough'", "21: kind: a walkthrough needs the exercise"),
        ("From $w", "[[figure:bowl]]\n\nFrom $w", "23: text: there is no figure “bowl” in this file"),
    ],
)
def test_fault(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """A fault names its line, the id and the key, and says what to do."""
    found = found_in(tmp_path, changed((old, new)))

    assert any(one.removeprefix("update-rule.toml:").startswith(expected) for one in found), found


def test_all_at_once(tmp_path: Path) -> None:
    """All faults of all files are reported in one run, and the exit code is 1."""
    kit = kit_with(
        tmp_path,
        one=changed(("'Which way?'", "'0.25'"), ("right = true", "right = false"), ("'Down: ", "'$\\x$ ")),
        two="title = 'only a title'",
        three="not toml",
    )
    result = CliRunner().invoke(grader, ["quiz", "check", "--kit", str(kit.root)], standalone_mode=False)

    assert 1 == result.return_value
    for name, at_least in (("one", 4), ("two", 5), ("three", 1)):
        assert at_least <= len(re.findall(rf"{name}\.toml:\d+: ", result.output)), result.output


def test_missing_feedback_hides_nothing(tmp_path: Path) -> None:
    """Where only a remark is missing, all other faults of the file are told in the same run."""
    text = changed(("feedback = 'That is uphill.'", ""), ("'Down: ", "'$\\frobnicate$ "))
    kit = kit_with(tmp_path, one=text)
    result = CliRunner().invoke(grader, ["quiz", "check", "--kit", str(kit.root)], standalone_mode=False)

    assert "which-w: feedback: is missing; add it" in result.output
    assert "“\\frobnicate” is no command that converts" in result.output


def test_symbolic_equality(tmp_path: Path) -> None:
    """Two options that are the same formula, written differently, are a fault."""
    item = r"""
[[items]]
id = 'which-rule'
kind = 'single'
stem = 'Which?'
options = [
  { text = '$w - \alpha \cdot g$', right = true, feedback = 'a' },
  { text = '$-\alpha g + w$', feedback = 'b' },
  { text = '$w + \alpha g$', misconception = 'gradient-ascent', feedback = 'c' },
]
"""
    found = found_in(tmp_path, CONCEPT + item)

    assert ["the same formula as right, written in another way"] == [one.split(": ")[-1] for one in found]


def test_formula_key_in_disguise(tmp_path: Path) -> None:
    """An expected wrong formula that is the right one is a fault."""
    item = """
[[items]]
id = 'rule'
kind = 'formula'
stem = 'Write it.'
key = 'w - alpha * g'
variables = { w = 'w', alpha = 'rate', g = 'slope' }
right = 'Yes.'
other = 'No.'
expected = [{ value = '-(alpha * g - w)', feedback = 'No.' }, { value = 'w - h', feedback = 'No.' }]
"""
    found = " ".join(found_in(tmp_path, CONCEPT + item))

    assert "is the right formula, written in another way" in found
    assert "“h” is not among the variables" in found


def test_figure_that_cannot_be_drawn(tmp_path: Path) -> None:
    """A figure of a cost that has not as many parameters as it needs is a fault at its place."""
    figure = """
[[figures]]
name = 'bowl'
kind = 'contours'
caption = 'A bowl.'
alt = 'A bowl.'
problem = 'ex01'
paths = [{ label = 'right' }]
"""
    text = CONCEPT.replace("From $w = {{ w }}$ to", "[[figure:bowl]]\n\nFrom $w = {{ w }}$ to", 1) + figure

    assert ["bowl: kind: a figure of this kind needs 2 parameters, and there are 1"] == [
        one.split(": ", 1)[1] for one in found_in(tmp_path, text)
    ]


ORDER = """
[[items]]
id = 'order'
kind = 'ordering'
stem = 'In order.'
right = 'Yes.'
other = 'No.'
steps = [{ id = 'a', text = 'A' %s }, { id = 'b', text = 'B' %s }, { id = 'c', text = 'C' %s }]
"""


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (("", "", ""), "any order is right"),
        ((", after = ['c']", ", after = ['a']", ", after = ['b']"), "must come before one another: a, b, c"),
        (("", ", after = ['z']", ", after = ['a']"), "there is no step “z”"),
    ],
)
def test_orders(tmp_path: Path, after: tuple[str, str, str], expected: str) -> None:
    """An order that leaves everything or nothing possible is a fault."""
    assert expected in " ".join(found_in(tmp_path, CONCEPT + ORDER % after))


LINE = """
[[items]]
id = 'line'
kind = 'code'
ask = 'line'
stem = 'Which line?'
exercise = 'ex03'
misconception = 'sequential-update'
code = '''
def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    w = w - alpha * dw
    _, db = compute_gradient(x, y, w, b)
    b = b - alpha * db
    return w, b
'''
answer = '%s'
right = 'Yes.'
other = 'No.'
"""


def test_line_is_diagnosed(tmp_path: Path) -> None:
    """The line that an item asks for is proved by judging its code."""
    assert [] == found_in(tmp_path, CONCEPT + LINE % "_, db = compute_gradient(x, y, w, b)")


def test_line_elsewhere(tmp_path: Path) -> None:
    """A line that the grader does not point at is a fault, and so is one that is not there."""
    assert (
        "the grader points at line"
        in found_in(tmp_path, CONCEPT + LINE % "dw, db = compute_gradient(x, y, w, b)")[0]
    )
    assert "no line of the code" in found_in(tmp_path, CONCEPT + LINE % "w = 1")[0]


def test_line_without_mistake(tmp_path: Path) -> None:
    """Code in which nothing is wrong has no line to ask for."""
    text = LINE.replace("    _, db = compute_gradient(x, y, w, b)\n", "")
    found = found_in(tmp_path, CONCEPT + text % "b = b - alpha * db")

    assert "passes all checks of ex03" in found[0]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("print(1/0)", "the code does not run: ZeroDivisionError"),
        ("import os; os._exit(3)", "ended the process"),
        ("print('x' * 10**6)", "it prints too much"),
    ],
)
def test_output_that_is_none(tmp_path: Path, code: str, expected: str) -> None:
    """Code that cannot be run to its end has no output to ask for."""
    item = f"""
[[items]]
id = 'prints'
kind = 'code'
ask = 'output'
stem = 'What is printed?'
code = '''{code}'''
right = 'Yes.'
other = 'No.'
"""
    assert expected in " ".join(found_in(tmp_path, CONCEPT + item))


def test_longest_is_right(tmp_path: Path) -> None:
    """A right option that is by far the longest is a warning."""
    item = """
[[items]]
id = 'tell'
kind = 'single'
stem = 'Why?'
options = [
  { text = 'Because the gradient points uphill, and we go down.', right = true, feedback = 'a' },
  { text = 'It just does.', feedback = 'b' },
]
"""
    found = found_in(tmp_path, CONCEPT + item, warnings=True)

    assert any("warning: tell: text: the right option is by far the longest" in one for one in found), found


def test_longest_is_right_too_often(tmp_path: Path) -> None:
    """A warning says so once for a course if the longest option is right far more often than by guessing."""
    item = """
[[items]]
id = 'tell-{number}'
kind = 'single'
stem = 'Why?'
options = [
  {{ text = '{first}', right = true, feedback = 'a' }},
  {{ text = '{second}', feedback = 'b' }},
  {{ text = 'Not at all.', feedback = 'c' }},
]
"""

    def told(first: str, second: str) -> list[str]:
        items = "".join(item.format(number=n, first=first, second=second) for n in range(8))
        folder = tmp_path / second.replace(" ", "-")
        found = found_in(folder, CONCEPT + items, warnings=True)
        return [one for one in found if "the whole course" in one]

    assert [] == told("It goes down.", "It goes up the hill.")
    assert ["8 of 9"] == [
        re.findall(r"\d+ of \d+", one)[0] for one in told("It goes downhill.", "It goes up.")
    ]


def test_too_many_draws(tmp_path: Path) -> None:
    """A domain that is too large to be worked out whole is a fault."""
    numbers = ", ".join(map(str, range(80)))
    text = changed(("w = [0, 1, 2]", f"w = [{numbers}]"), ("alpha = [0.1, 0.2]", f"alpha = [{numbers}]"))

    assert "6400 draws, and at most 5000" in found_in(tmp_path, text)[0]


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"\0", b"a" * 10, b"[[[[", b"x = " + b"[" * 5000, b"title = 1"]
)
def test_hostile_bytes(tmp_path: Path, raw: bytes) -> None:
    """Whatever bytes a file holds, it is a fault with a line and no more."""
    kit = kit_with(tmp_path, one="")
    (kit.root / "quizzes" / "one.toml").write_bytes(raw)
    result = CliRunner().invoke(grader, ["quiz", "check", "--kit", str(kit.root)], standalone_mode=False)

    assert 1 == result.return_value
    assert re.search(r"one\.toml:\d+: ", result.output)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage(tmp_path: Path, data: st.DataObject) -> None:
    """However a file is damaged, checking it ends with findings and never with an exception."""
    lines = CONCEPT.split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["drop", "double", "swap", "junk"]))
    other = data.draw(st.integers(0, len(lines) - 1))
    if how == "drop":
        del lines[place]
    elif how == "double":
        lines.insert(place, lines[place])
    elif how == "swap":
        lines[place], lines[other] = lines[other], lines[place]
    else:
        lines[place] = lines[place].replace(
            "'", data.draw(st.sampled_from(["", '"', "''", "'''", "$", "{{"]))
        )
    for one in found_in(tmp_path, "\n".join(lines)):
        assert re.match(r"update-rule\.toml:\d+: ", one)
