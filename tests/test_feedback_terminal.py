"""What a person sees: the order, the width, the characters, and one complaint for one mistake."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from grader.feedback.characters import for_xml, harmless, to_ascii, whole
from grader.feedback.terminal import render
from grader.results import CheckResult, Outcome, Report, Verdict

SCREEN = """\
ex03  Update w and b at the same time                               mine/ex03.py

  passed   4 of 4  compute_gradient returns ∂J/∂w and ∂J/∂b               proved
  FAILED   0 of 3  update takes both gradients at the old (w, b)
      update(x=[1, 2], y=[3, 5], w=1, b=2, alpha=0.1)
      expected (1.1, 2.05)
      got      (1.1, 1.9)
  passed   3 of 3  update leaves its arguments alone                 given yours
  skipped  0 of 1  twenty updates lower the cost

  sequential-update: b's gradient was taken at the new w (lines 14 and 15)
      w′ ← w − α ∂J/∂w(w, b)
      b′ ← b − α ∂J/∂b(w′, b)
    Line 14 changes w, and line 15 uses the changed w to compute b's gradient.
    Which w should ∂J/∂b see?

  7 of 11 points
  given yours: right, given the results of your own function above.
"""


def shown(report: Report, *, width: int = 80, verbose: bool = False, unicode: bool = True) -> str:
    """Return the report without colours."""
    return render(report, width=width, color=False, verbose=verbose, unicode=unicode)


def test_usual_failure(failed_report: Report) -> None:
    """A usual failure looks exactly like this and leaves room for the prompt on a screen of 24 lines."""
    assert SCREEN == shown(failed_report)
    assert 23 >= len(SCREEN.splitlines())


def test_page_of_the_mistake(failed_report: Report) -> None:
    """Where the kit has pages, one line names the command that opens the mistake's; it fits the screen."""
    text = render(failed_report, width=80, color=False, verbose=False, has_pages=True)
    line = f"    More: grader quiz open {failed_report.diagnoses[0].misconception}"

    asked = "    Which w should ∂J/∂b see?\n"

    assert SCREEN.replace(asked, f"{asked}{line}\n") == text
    assert 23 >= len(text.splitlines())


def test_all_points(passed_report: Report) -> None:
    """A pass is a line for each check, the points and what “proved” means."""
    lines = shown(passed_report).splitlines()

    assert 9 == len(lines)
    assert "  11 of 11 points" == lines[-2]
    assert "  proved: true for every input of these shapes, not only for the ones tried." == lines[-1]


def test_next_step_silences_the_rest(failed_report: Report) -> None:
    """On a stub with nothing done yet the next step is all there is to read."""
    checks = tuple(replace(check, verdict=Verdict.SKIPPED, points=0.0) for check in failed_report.checks)
    step = "Open mine/ex03.py and fill in compute_gradient."
    report = replace(
        failed_report, outcome=Outcome.ERRORED, checks=checks, diagnoses=(), next_step=step, output=""
    )

    assert [
        "ex03  Update w and b at the same time                               mine/ex03.py",
        "",
        f"  {step}",
        "",
        "  0 of 11 points",
    ] == shown(report).splitlines()


def test_next_step_keeps_what_has_passed(failed_report: Report) -> None:
    """Half a stub shows what is right already, without the details of what is not there yet."""
    text = shown(replace(failed_report, diagnoses=(), next_step="Fill in update."))

    assert "passed   4 of 4" in text
    assert "expected" not in text
    assert "  Fill in update." in text


def test_one_mistake_one_complaint(failed_report: Report) -> None:
    """Only the first failed check has details, all of them with -v."""
    checks = tuple(
        replace(failed_report.checks[1], id=f"check{number}", probe=f"f({number})") for number in range(3)
    )
    report = replace(failed_report, checks=checks)

    assert ["f(0)"] == re.findall(r"f\(\d\)", shown(report))
    assert ["f(0)", "f(1)", "f(2)"] == re.findall(r"f\(\d\)", shown(report, verbose=True))


def test_hidden_by_policy(failed_report: Report) -> None:
    """A check whose values are hidden shows no empty labels."""
    checks = tuple(replace(check, probe=None, expected=None, actual=None) for check in failed_report.checks)
    text = shown(replace(failed_report, checks=checks, diagnoses=()))

    assert "expected" not in text
    assert "got" not in text
    assert "None" not in text


def test_arrays_hang_below_their_label(failed_report: Report) -> None:
    """The lines of an array stay below each other."""
    check = replace(failed_report.checks[1], expected="[[1],\n [2]]", actual="[1, 2]")
    text = shown(replace(failed_report, checks=(check,)))

    assert "      expected [[1],\n                [2]]\n      got      [1, 2]\n" in text


@pytest.mark.parametrize("width", [10, 40, 47, 60, 80, 100])
@pytest.mark.parametrize("unicode", [True, False])
def test_fits_the_width(failed_report: Report, width: int, unicode: bool) -> None:
    """No line is longer than the width, of which at least 40 columns are used."""
    check = replace(failed_report.checks[1], actual="x" * 300, message="word " * 60)
    report = replace(failed_report, checks=(failed_report.checks[0], check), title="A long title " * 8)
    text = shown(report, width=width, unicode=unicode, verbose=True)

    assert max(40, width) >= max(len(line) for line in text.splitlines())


def test_colors_change_nothing_else(failed_report: Report, passed_report: Report) -> None:
    """Without its colours the coloured page is the plain one, and the plain one has none."""
    for report in (failed_report, passed_report):
        colored = render(report, width=80, color=True, verbose=True)

        assert "\x1b[" in colored
        assert shown(report, verbose=True) == re.sub(r"\x1b\[[0-9;]*m", "", colored)
        assert "\x1b" not in shown(report, verbose=True)


def test_ascii(failed_report: Report) -> None:
    """Where only ASCII can be shown the mathematics stays legible."""
    text = shown(failed_report, unicode=False)

    assert text.isascii()
    assert "w' := w - alpha dJ/dw(w, b)" in text


def test_printed_output(failed_report: Report) -> None:
    """What the code printed is shown on request or when it raised, each line behind a bar, and capped."""
    report = replace(failed_report, output="\n".join(f"::error::{number}" for number in range(30)))
    check = replace(failed_report.checks[1], verdict=Verdict.ERRORED)
    raised = shown(replace(report, outcome=Outcome.ERRORED, checks=(check,)))

    assert "Printed" not in shown(report)
    assert "    | ::error::0\n" in shown(report, verbose=True)
    assert "    | ::error::3\n    | (and 26 more lines)\n" in raised


def test_a_long_printed_line(failed_report: Report) -> None:
    """Who asks for details is shown a printed line whole, folded to the width; else it is cut."""
    line = " ".join(map(str, range(50)))
    report = replace(failed_report, output=f"{line}\n", outcome=Outcome.ERRORED, checks=())

    folded = (
        shown(report, width=60, verbose=True).partition("Printed by your code:\n")[2].partition("\n\n")[0]
    )
    assert line == "".join(part[6:].ljust(54) for part in folded.splitlines()).rstrip()
    assert 60 >= max(map(len, folded.splitlines()))
    assert f"    | {line[:51]}..." in shown(report, width=60)


def test_long_path_is_shortened(failed_report: Report) -> None:
    """A path that does not fit keeps its last part; -v shows it whole."""
    path = "a/very/long/way/to/where/the/submission/is/mine.py"
    report = replace(failed_report, path=path)

    assert shown(report).splitlines()[0].endswith("  …/mine.py")
    assert path == shown(report, verbose=True).splitlines()[1]


def test_isolation_line(failed_report: Report) -> None:
    """Isolation is mentioned where it is not the best, or with -v."""
    bare = {"tier": "C", "reason": "this system has no seccomp"}
    partial = {"tier": "B", "reason": "the kernel has no Landlock"}

    assert "tier" not in shown(failed_report)
    assert "isolated, tier A: seccomp, landlock" in shown(failed_report, verbose=True)
    assert "isolated, tier B; the kernel has no Landlock" in shown(replace(failed_report, isolation=partial))
    assert "not isolated (tier C)" in shown(replace(failed_report, isolation=bare))


def test_seed_with_verbose(failed_report: Report) -> None:
    """The seed and the versions are shown with -v only."""
    assert "seed 7; grader 0.1.0, numpy 2.0.0" in shown(failed_report, verbose=True)
    assert "seed" not in shown(failed_report)


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.TAMPERED, "The submission broke the rules of the exchange with the judge, so it earns no"),
        (Outcome.UNREADABLE, "The file cannot be read as Python."),
        (Outcome.GRADER_FAULT, "This is a fault of the grader, not of your work; it is not your score."),
    ],
)
def test_ended_as_a_whole(failed_report: Report, outcome: Outcome, sentence: str) -> None:
    """Whatever ended a submission as a whole is said first, and earns nothing."""
    text = shown(replace(failed_report, outcome=outcome))

    assert sentence == text.splitlines()[2].strip()
    assert "0 of 11 points" in text


def test_message_of_the_whole(failed_report: Report) -> None:
    """A syntax error is shown in place of checks."""
    text = shown(replace(failed_report, checks=(), diagnoses=(), message="Line 3: '(' was never closed."))

    assert "  Line 3: '(' was never closed.\n" in text


def test_skipped_checks_are_noise_beside_the_message(failed_report: Report) -> None:
    """If the file did not even load, the reason is told and no check is listed."""
    checks = tuple(replace(check, verdict=Verdict.SKIPPED, points=0.0) for check in failed_report.checks)
    report = replace(
        failed_report, checks=checks, diagnoses=(), message="scipy is not offered here.", path="-"
    )

    assert [
        "ex03  Update w and b at the same time                             standard input",
        "",
        "  scipy is not offered here.",
        "",
        "  0 of 11 points",
    ] == shown(report).splitlines()
    assert "skipped" in shown(report, verbose=True)


def test_two_mistakes_fit_a_screen(failed_report: Report) -> None:
    """Two mistakes are named as two on one screen: skipped checks share a line, and one question is asked."""
    skipped = failed_report.checks[3]
    checks = (*failed_report.checks[:3], skipped, replace(skipped, id="other"))
    report = replace(failed_report, checks=checks, diagnoses=failed_report.diagnoses * 2)
    lines = shown(report).splitlines()

    assert "  skipped  0 of 2  2 checks that build on those above" in lines
    assert 1 == lines.count("      w′ ← w − α ∂J/∂w(w, b)")
    assert 1 == lines.count("    Which w should ∂J/∂b see?")
    assert 23 >= len(lines)
    assert 2 == shown(report, verbose=True).count("twenty updates lower the cost")


def test_no_more_than_two_diagnoses(failed_report: Report) -> None:
    """Of many diagnoses two are shown, all of them with -v."""
    report = replace(failed_report, diagnoses=failed_report.diagnoses * 4)

    assert 2 == shown(report).count("sequential-update:")
    assert "2 more of this kind; -v shows all." in shown(report)
    assert 4 == shown(report, verbose=True).count("sequential-update:")


def test_learner_cannot_steer_the_terminal(failed_report: Report) -> None:
    """Escape sequences in anything that comes from the learner are shown, not obeyed."""
    nasty = "a\x1b[2Jb\rc\u202ed\x07\udc80"
    check = replace(failed_report.checks[1], message=nasty, actual=nasty, probe=nasty)
    text = shown(replace(failed_report, checks=(check,), path=nasty, output=nasty), verbose=True)

    assert not set(text) & set("\x1b\r\u202e\x07\udc80")
    assert r"a\x1b[2Jb\rc\u202ed\x07" in text


def test_a_very_long_detail_is_cut(failed_report: Report) -> None:
    """A detail of thousands of characters does not fill the screen."""
    check = replace(failed_report.checks[1], actual="1, " * 5000)

    assert 40 > len(shown(replace(failed_report, checks=(check,))).splitlines())


def test_points_have_no_idle_decimals() -> None:
    """Points are written as whole numbers where they are."""
    check = CheckResult(id="a", title="t", verdict=Verdict.PASSED, points=1.5, max_points=2.0)
    report = Report(
        exercise="ex01_a",
        title="T",
        path="a.py",
        sha256="",
        outcome=Outcome.FAILED,
        checks=(check,),
        max_points=2.0,
    )

    assert "1.5 of 2 points" in shown(report)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w₁ ← w₁ − α·∂J/∂w₁", "w_1 := w_1 - alpha*dJ/dw_1"),
        ("θ² ≤ Σᵢ xᵢ", "theta^2 <= sum_i x_i"),
        ("x̄ and ŷ", "xbar and yhat"),
        ("‖w‖ “é” 数", '||w|| "e" ?'),
        ("1/(2m) Σ (Xθ − y)²", "1/(2m) sum (Xtheta - y)^2"),
    ],
)
def test_to_ascii(text: str, expected: str) -> None:
    """Mathematics is transcribed, accents dropped, the rest replaced."""
    assert expected == to_ascii(text)


def test_harmless_keeps_what_is_no_harm() -> None:
    """Line ends, tabs and mathematics stay; Windows line ends become plain ones."""
    assert "a\nb\tα\nc" == harmless("a\r\nb\tα\nc")


def test_whole_joins_and_replaces_surrogates() -> None:
    """Half a character becomes a replacement character, two halves become one."""
    assert "�😀" == whole("\udc80" + "\ud83d\ude00")


def test_for_xml_drops_what_xml_has_not() -> None:
    """Control characters and lone surrogates are dropped."""
    assert "a\tb" == for_xml("a\t\x00\x1b\ufffe\udc80b")
