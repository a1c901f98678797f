"""A report from its JSON: the way back of `as_json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.results import CheckResult, Diagnosis, Evidence, Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping


def report_from_dict(values: Mapping[str, Any]) -> Report:
    """Return the report that `report_to_dict` described.

    Parameters
    ----------
    values : mapping
        Plain values under the keys of the schema.
    """
    same = ("exercise", "title", "message", "next_step", "isolation", "seed", "versions", "output")
    return Report(
        **{name: values[name] for name in same},
        path=values["submission"]["path"],
        sha256=values["submission"]["sha256"],
        outcome=Outcome(values["outcome"]),
        checks=tuple(_check(check) for check in values["checks"]),
        diagnoses=tuple(_diagnosis(diagnosis) for diagnosis in values["diagnoses"]),
        max_points=values["max_points"],
    )


def _check(values: Mapping[str, Any]) -> CheckResult:
    """Return one check."""
    return CheckResult(**{**values, "verdict": Verdict(values["verdict"])})


def _diagnosis(values: Mapping[str, Any]) -> Diagnosis:
    """Return one diagnosis."""
    sequences = {name: tuple(values[name]) for name in ("detail", "checks", "lines")}
    evidence = tuple(Evidence(name) for name in values["evidence"])
    return Diagnosis(**{**values, **sequences, "evidence": evidence})
