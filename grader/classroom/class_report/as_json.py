"""A class report as JSON, as docs/class-report.md describes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.classroom.class_report.records import ClassReport

SCHEMA = "grader/class-report/1"


def class_report_to_json(report: ClassReport, *, ascii_only: bool = False) -> str:
    """Return the report as JSON text with a last newline.

    Parameters
    ----------
    report : ClassReport
        What was counted.
    ascii_only : bool
        Write other characters as escapes.
    """
    values: dict[str, Any] = {"schema": SCHEMA, **asdict(report)}
    for exercise in values["exercises"]:
        exercise["outcomes"] = dict(exercise["outcomes"])
    values["outliers"]["n_ended"] = dict(values["outliers"]["n_ended"])
    return json.dumps(_rounded(values), indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def _rounded(value: Any) -> Any:
    """Return the values with six significant digits, for the last ones say nothing."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
