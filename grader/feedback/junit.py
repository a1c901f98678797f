"""A report as JUnit XML, for continuous-integration services: a suite per exercise, a case per check."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from grader.feedback.characters import for_xml
from grader.feedback.sentences import (
    details_of,
    label_of,
    lines_of,
    message_of,
    number,
)
from grader.results import Outcome, Verdict

if TYPE_CHECKING:
    from grader.results import CheckResult, Report

_ELEMENTS = {Verdict.FAILED: "failure", Verdict.SKIPPED: "skipped"}


def to_junit(report: Report) -> str:
    """Return the report as JUnit XML with a last newline.

    Parameters
    ----------
    report : Report
        What the judge found.
    """
    root = ET.Element("testsuites")
    suite = ET.SubElement(root, "testsuite", name=for_xml(report.exercise))
    _add_properties(suite, report)
    for check in report.checks:
        _add_case(suite, report, check)
    verdicts = [check.verdict for check in report.checks]
    # A fault of the submission as a whole must not look like a suite in which everything passed.
    if report.outcome is not Outcome.PASSED and not set(verdicts) - {Verdict.PASSED, Verdict.SKIPPED}:
        _add_submission_case(suite, report)
        verdicts.append(Verdict.ERRORED)
    n_failures = verdicts.count(Verdict.FAILED)
    n_skipped = verdicts.count(Verdict.SKIPPED)
    n_errors = len(verdicts) - n_failures - n_skipped - verdicts.count(Verdict.PASSED)
    counts = {"tests": len(verdicts), "failures": n_failures, "errors": n_errors, "skipped": n_skipped}
    for name, count in counts.items():
        root.set(name, str(count))
        suite.set(name, str(count))
    if report.output:
        ET.SubElement(suite, "system-out").text = for_xml(report.output)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_properties(suite: ET.Element, report: Report) -> None:
    """Add what is true of the whole submission."""
    properties = ET.SubElement(suite, "properties")
    values = {
        "title": report.title,
        "submission": report.path,
        "sha256": report.sha256,
        "outcome": report.outcome.value,
        "points": number(report.points),
        "max_points": number(report.max_points),
        "score": f"{report.score:.4f}",
        "diagnoses": " ".join(diagnosis.misconception for diagnosis in report.diagnoses),
        "isolation": str(report.isolation.get("tier", "")),
        "seed": "" if report.seed is None else str(report.seed),
        **{f"version:{name}": version for name, version in report.versions.items()},
    }
    for name, value in values.items():
        ET.SubElement(properties, "property", name=for_xml(name), value=for_xml(value))


def _add_case(suite: ET.Element, report: Report, check: CheckResult) -> None:
    """Add one check."""
    case = ET.SubElement(suite, "testcase", classname=for_xml(report.exercise), name=for_xml(check.id))
    if check.verdict is Verdict.PASSED:
        return
    result = ET.SubElement(case, _ELEMENTS.get(check.verdict, "error"), message=for_xml(check.title))
    if check.verdict is not Verdict.SKIPPED:
        result.set("type", check.verdict.value)
    lines = [f"{label_of(label)} {text}".strip() for label, text in details_of(check)]
    for diagnosis in report.diagnoses:
        if check.id in diagnosis.checks:
            where = f" ({lines_of(diagnosis)})" if diagnosis.lines else ""
            lines.append(f"{diagnosis.misconception}: {diagnosis.title}{where}")
            lines += [text for text in (diagnosis.formula, diagnosis.message, diagnosis.question) if text]
    result.text = for_xml("\n".join(lines)) or None


def _add_submission_case(suite: ET.Element, report: Report) -> None:
    """Add a case for what ended the submission as a whole."""
    case = ET.SubElement(suite, "testcase", classname=for_xml(report.exercise), name="submission")
    message = message_of(report) or report.outcome.value
    ET.SubElement(case, "error", message=for_xml(message), type=report.outcome.value)
