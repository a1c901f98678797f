"""A report as JSON, as `report.schema.json` states it and `docs/report.md` explains it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from grader.feedback.characters import whole
from grader.results import SCHEMA, CheckResult, Diagnosis, Evidence, Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping


def report_to_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain values; the keys and their order are published and stay.

    Parameters
    ----------
    report : Report
        What the judge found.
    """
    values = {
        "schema": SCHEMA,
        "exercise": report.exercise,
        "title": report.title,
        "submission": {"path": report.path, "sha256": report.sha256},
        "outcome": report.outcome.value,
        "message": report.message,
        "next_step": report.next_step,
        "points": report.points,
        "max_points": report.max_points,
        "score": report.score,
        "checks": [_check(check) for check in report.checks],
        "diagnoses": [_diagnosis(diagnosis) for diagnosis in report.diagnoses],
        "isolation": dict(report.isolation),
        "seed": report.seed,
        "versions": dict(report.versions),
        "output": report.output,
    }
    cleaned = _whole(values)
    assert isinstance(cleaned, dict)
    return cleaned


def report_from_dict(values: Mapping[str, Any]) -> Report:
    """Return the report that `report_to_dict` made these values of.

    Parameters
    ----------
    values : mapping
        As a gradebook keeps them; not for JSON that anybody else may have written.
    """
    checks = [{**check, "verdict": Verdict(check["verdict"])} for check in values["checks"]]
    diagnoses = [
        {
            **diagnosis,
            "detail": tuple(diagnosis["detail"]),
            "checks": tuple(diagnosis["checks"]),
            "evidence": tuple(Evidence(evidence) for evidence in diagnosis["evidence"]),
            "lines": tuple(diagnosis["lines"]),
        }
        for diagnosis in values["diagnoses"]
    ]
    same = (
        "exercise",
        "title",
        "message",
        "next_step",
        "isolation",
        "seed",
        "versions",
        "output",
        "max_points",
    )
    return Report(
        path=values["submission"]["path"],
        sha256=values["submission"]["sha256"],
        outcome=Outcome(values["outcome"]),
        checks=tuple(CheckResult(**check) for check in checks),
        diagnoses=tuple(Diagnosis(**diagnosis) for diagnosis in diagnoses),
        **{key: values[key] for key in same},
    )


def to_json(report: Report, *, ascii_only: bool = False) -> str:
    """Return the report as JSON text with a last newline.

    Parameters
    ----------
    report : Report
        What the judge found.
    ascii_only : bool
        Escape everything beyond ASCII, for a stream that has nothing else.
    """
    return json.dumps(report_to_dict(report), indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def _check(check: CheckResult) -> dict[str, Any]:
    """Return one check as plain values."""
    return {
        "id": check.id,
        "title": check.title,
        "verdict": check.verdict.value,
        "proved": check.proved,
        "followed_through": check.followed_through,
        "points": check.points,
        "max_points": check.max_points,
        "message": check.message,
        "probe": check.probe,
        "expected": check.expected,
        "actual": check.actual,
    }


def _diagnosis(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return one diagnosis as plain values."""
    return {
        "misconception": diagnosis.misconception,
        "title": diagnosis.title,
        "detail": list(diagnosis.detail),
        "checks": list(diagnosis.checks),
        "evidence": [evidence.value for evidence in diagnosis.evidence],
        "lines": list(diagnosis.lines),
        "place": diagnosis.place,
        "formula": diagnosis.formula,
        "message": diagnosis.message,
        "question": diagnosis.question,
        "concept": diagnosis.concept,
    }


def _whole(value: object) -> object:
    """Return plain values in which every text can be encoded; a learner may print half a character."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {str(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
