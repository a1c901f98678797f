"""A report for the person at the terminal: one mistake, one complaint, on one screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.feedback.characters import harmless
from grader.feedback.page import MIN_WIDTH, Page
from grader.feedback.sentences import (
    EVIDENCE_WORDS,
    FOLLOWED_THROUGH,
    PROVED,
    details_of,
    is_followed_through,
    label_of,
    label_width,
    lines_of,
    message_of,
    number,
    points_of,
    short_name,
    tag_of,
    verdict_of,
)
from grader.languages import say, spoken
from grader.results import CheckResult, Outcome, Verdict

if TYPE_CHECKING:
    from grader.results import Diagnosis, Report

MIN_TITLE = 30  # columns a title keeps beside what is said at the right edge
MAX_PRINTED, MAX_PRINTED_VERBOSE = 5, 50  # lines
MAX_TEXT = 1200  # characters of one detail; a learner's array may be long
MAX_DIAGNOSES = 2

_COLORS = {Verdict.PASSED: "green", Verdict.SKIPPED: "dim"}
QUIET = (Verdict.PASSED, Verdict.SKIPPED)


def render(
    report: Report, *, width: int, color: bool, verbose: bool, unicode: bool = True, has_pages: bool = False
) -> str:
    """Return the report as text for a terminal.

    Parameters
    ----------
    report : Report
        What the judge found.
    width : int
        Columns to be had; at least 40 are used.
    color : bool
        With colours.
    verbose : bool
        With the details of all checks, what the learner's code printed, isolation and seed.
    unicode : bool
        With characters beyond ASCII.
    has_pages : bool
        The kit has pages that explain mistakes.

    Returns
    -------
    str
        Lines, each with its newline.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    _header(page, report, is_verbose=verbose)
    _whole_submission(page, report)
    _checks(page, report, is_verbose=verbose)
    _diagnoses(page, report, is_verbose=verbose, has_pages=has_pages)
    _printed(page, report, is_verbose=verbose)
    if report.next_step:
        page.blank()
        page.wrapped(report.next_step, indent=2, style="bold")
    _footer(page, report, is_verbose=verbose)
    return page.text()


def _header(page: Page, report: Report, *, is_verbose: bool) -> None:
    """Write the exercise on the left and the submission's path, shortened if need be, on the right."""
    name, title = page.plain(short_name(report)), page.plain(report.title)
    path = say("standard input") if report.path == "-" else page.plain(report.path)
    last = re.split(r"[/\\]", path)[-1]
    for shown in (path,) if is_verbose else (path, page.plain(f"…/{last}")):
        gap = page.width - len(name) - len(title) - len(shown) - 2
        if gap >= 2:
            page.line(f"{page.styled(name, 'bold')}  {title}{' ' * gap}{page.styled(shown, 'dim')}")
            break
    else:
        page.wrapped(title, indent=0, label=f"{name}  ", style="bold")
        page.wrapped(path, indent=0, style="dim")
    page.blank()


def _whole_submission(page: Page, report: Report) -> None:
    """Write what ended the submission as a whole."""
    if message := message_of(report):
        page.wrapped(capped(message), indent=2)
        page.blank()


def _checks(page: Page, report: Report, *, is_verbose: bool) -> None:
    """Write a line for each check, and below it the details of the first that did not pass."""
    if not is_list_shown(report, is_verbose=is_verbose):
        return
    checks = report.checks if is_verbose else with_skipped_as_one(report.checks)
    words = [page.plain(verdict_of(check)) for check in checks]
    points = [
        say("{points} of {max_points}", points=number(check.points), max_points=number(check.max_points))
        for check in checks
    ]
    word_width = max(map(len, words), default=0)
    points_width = max(map(len, points), default=0)
    are_details_due = not report.next_step or is_verbose
    for check, word, earned in zip(checks, words, points, strict=True):
        color = _COLORS.get(check.verdict, "bold red")
        start = f"  {page.styled(word, color)}{' ' * (word_width - len(word))}  {earned:<{points_width}}  "
        _check_line(page, check, start, indent=word_width + points_width + 6)
        if check.verdict not in QUIET and (are_details_due or is_verbose):
            _details(page, check)
            are_details_due = False
        elif is_verbose and check.message:
            page.wrapped(capped(check.message), indent=6)


def with_skipped_as_one(checks: tuple[CheckResult, ...]) -> tuple[CheckResult, ...]:
    """Return the checks, several skipped ones as a single one: they say the same, and lines are dear."""
    skipped = [check for check in checks if check.verdict is Verdict.SKIPPED]
    if len(skipped) < 2:
        return checks
    max_points = sum(check.max_points for check in skipped)
    title = say("{count} checks that build on those above", count=len(skipped))
    others = tuple(check for check in checks if check.verdict is not Verdict.SKIPPED)
    return (*others, CheckResult("skipped", title, Verdict.SKIPPED, 0.0, max_points))


def is_list_shown(report: Report, *, is_verbose: bool) -> bool:
    """Tell whether checks are listed; where none was judged and the reason is said, they are noise."""
    verdicts = {check.verdict for check in report.checks}
    is_untouched = bool(report.next_step) and Verdict.PASSED not in verdicts
    is_unjudged = bool(report.message) and verdicts <= {Verdict.SKIPPED}
    return is_verbose or not (is_untouched or is_unjudged)


def _check_line(page: Page, check: CheckResult, start: str, *, indent: int) -> None:
    """Write one check: its title wrapped, and at the right edge what else is to be said of it."""
    title, tag = check.title, tag_of(check)
    if tag and page.width - indent - len(tag) < MIN_TITLE:
        title, tag = f"{title} ({tag})", ""
    lines = page.fitted(title, indent=indent, reserve=len(tag) + 2 if tag else 0)
    style = "dim" if check.verdict is Verdict.SKIPPED else ""
    for position, line in enumerate(lines):
        left = start if position == 0 else " " * indent
        right = ""
        if tag and position == 0:
            right = " " * (page.width - indent - len(line) - len(tag)) + page.styled(tag, "green")
        page.line(left + page.styled(line, style) + right)


def _details(page: Page, check: CheckResult) -> None:
    """Write the call, what was expected, what came back and what that suggests."""
    colors = {"expected": "green", "got": "red"}
    for label, text in details_of(check):
        start = f"{page.plain(label_of(label)):<{label_width()}}" if label else ""
        page.wrapped(capped(text), indent=6, label=start, style=colors.get(label, ""))


def _diagnoses(page: Page, report: Report, *, is_verbose: bool, has_pages: bool) -> None:
    """Write the diagnoses; more than two are not read at once."""
    due = report.diagnoses if is_verbose else report.diagnoses[:MAX_DIAGNOSES]
    for position, diagnosis in enumerate(due):
        page.blank()
        is_formula_new = all(diagnosis.formula != other.formula for other in due[:position])
        _named_mistake(page, diagnosis, has_formula=is_formula_new)
        # One question at a time: the second mistake is thought about when the first is mended.
        if diagnosis.question and (position == 0 or is_verbose):
            page.wrapped(diagnosis.question, indent=4)
        if has_pages and (position == 0 or is_verbose):
            page.wrapped(
                say("More: grader quiz open {misconception}", misconception=diagnosis.misconception),
                indent=4,
                style="dim",
            )
        if is_verbose:
            page.wrapped(evidence_of(diagnosis), indent=4, style="dim")
    n_hidden = len(report.diagnoses) - len(due)
    if n_hidden:
        page.blank()
        page.wrapped(
            say("{n_hidden} more of this kind; -v shows all.", n_hidden=n_hidden), indent=2, style="dim"
        )


def _named_mistake(page: Page, diagnosis: Diagnosis, *, has_formula: bool) -> None:
    """Write the mistake's name, where it is, what the code computes instead, and what that means."""
    where = f" ({lines_of(diagnosis)})" if diagnosis.lines else ""
    name = page.plain(diagnosis.misconception)
    head = f"{diagnosis.title}{where}"
    if len(name) + 4 <= page.width // 2:
        page.wrapped(head, indent=2, label=f"{name}: ", style="bold red")
    else:
        page.wrapped(f"{name}: {head}", indent=2, style="bold red")
    if diagnosis.formula and has_formula:
        page.wrapped(capped(diagnosis.formula), indent=6)
    if diagnosis.message:
        page.wrapped(diagnosis.message, indent=4)


def evidence_of(diagnosis: Diagnosis) -> str:
    """Return what a diagnosis rests on."""
    evidence = ", ".join(spoken(EVIDENCE_WORDS[evidence]) for evidence in diagnosis.evidence)
    facts = [say("seen in {evidence}", evidence=evidence)]
    facts += [say("order {names}", names=", ".join(diagnosis.detail))] if diagnosis.detail else []
    facts += [say("concept {concept}", concept=diagnosis.concept)] if diagnosis.concept else []
    return "; ".join(facts)


def printed_lines(report: Report, *, is_verbose: bool) -> list[str]:
    """Return what the learner's code printed, where it may help: on request, or when it raised."""
    first = next((check.verdict for check in report.checks if check.verdict not in QUIET), None)
    has_raised = first is Verdict.ERRORED or (first is None and report.outcome is Outcome.ERRORED)
    if not report.output.strip() or not (is_verbose or (has_raised and not report.next_step)):
        return []
    lines = harmless(report.output).strip("\n").splitlines()
    return first_and_rest(lines, MAX_PRINTED_VERBOSE if is_verbose else MAX_PRINTED)


def _printed(page: Page, report: Report, *, is_verbose: bool) -> None:
    """Write what the learner's code printed."""
    lines = printed_lines(report, is_verbose=is_verbose)
    if not lines:
        return
    page.blank()
    page.line("  " + page.plain(say("Printed by your code:")))
    room = page.width - 6
    for shown in map(page.plain, lines):
        if not is_verbose and len(shown) > room:
            shown = shown[: room - 3] + "..."
        # Who asks for details is shown all of a line; the worker hands over a few thousand characters in all.
        for start in range(0, max(len(shown), 1), room):
            page.line(f"    {'|' if start == 0 else ' '} {shown[start : start + room]}")


def first_and_rest(lines: list[str], limit: int) -> list[str]:
    """Return the first lines, and in place of the others how many they are."""
    if len(lines) <= limit:
        return lines
    return [*lines[: limit - 1], say("(and {count} more lines)", count=len(lines) - limit + 1)]


def _footer(page: Page, report: Report, *, is_verbose: bool) -> None:
    """Write the points, what “proved” means where it was said, and how far the run was isolated."""
    page.blank()
    is_done = report.outcome is Outcome.PASSED and report.points >= report.max_points
    if report.max_points:
        page.line(f"  {page.styled(page.plain(points_of(report)), 'bold' if not is_done else 'green')}")
    if is_done and any(check.proved for check in report.checks):
        page.wrapped(spoken(PROVED), indent=2, style="dim")
    if any(is_followed_through(check) for check in report.checks):
        page.wrapped(spoken(FOLLOWED_THROUGH), indent=2, style="dim")
    tier = report.isolation.get("tier")
    if tier and (is_verbose or tier != "A"):
        page.wrapped(isolation_of(report, is_verbose=is_verbose), indent=2, style="dim")
    if is_verbose and (facts := made_with(report)):
        page.wrapped(facts, indent=2, style="dim")


def made_with(report: Report) -> str:
    """Return the seed and the versions that a verdict was made with."""
    versions = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    seed = "" if report.seed is None else say("seed {seed}", seed=report.seed)
    return "; ".join(fact for fact in (seed, versions) if fact)


def isolation_of(report: Report, *, is_verbose: bool) -> str:
    """Return how far the run was isolated, in one sentence."""
    tier = report.isolation.get("tier")
    sentence = say("not isolated (tier C)") if tier == "C" else say("isolated, tier {tier}", tier=tier)
    reason = spoken(report.isolation.get("reason") or "")
    if is_verbose:
        mechanisms = ", ".join(map(str, report.isolation.get("mechanisms") or ()))
        sentence += f": {mechanisms}" if mechanisms else ""
    return f"{sentence}; {reason}" if reason and (is_verbose or tier == "B") else sentence


def capped(text: str) -> str:
    """Return the text, cut where it is far too long for a screen."""
    return (
        text
        if len(text) <= MAX_TEXT
        else say("{text}... ({count} characters)", text=text[:MAX_TEXT], count=len(text))
    )
