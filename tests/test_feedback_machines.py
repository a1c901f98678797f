"""What machines read: JSON with its schema and its documentation, JUnit and GitHub."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from grader.feedback import as_json, github, junit
from grader.results import Outcome, Report, Verdict

REPOSITORY = Path(__file__).resolve().parent.parent
SCHEMA = json.loads(Path(as_json.__file__).with_name("report.schema.json").read_text(encoding="utf-8"))
DOCUMENT = (REPOSITORY / "docs" / "report.md").read_text(encoding="utf-8")

TOP_KEYS = [
    "schema", "exercise", "title", "submission", "outcome", "message", "next_step", "points", "max_points",
    "score", "checks", "diagnoses", "isolation", "seed", "versions", "output",
]  # fmt: skip
CHECK_KEYS = [
    "id", "title", "verdict", "proved", "followed_through", "points", "max_points", "message", "probe",
    "expected", "actual",
]  # fmt: skip
DIAGNOSIS_KEYS = [
    "misconception", "title", "detail", "checks", "evidence", "lines", "place", "formula", "message",
    "question", "concept",
]  # fmt: skip


def nothing_known() -> Report:
    """Return a report on a file that could not be read."""
    return Report(
        exercise="ex03_simultaneous_update", title="T", path="-", sha256="", outcome=Outcome.UNREADABLE
    )


def objects(schema: dict[str, Any], name: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Return every part of the schema that lists properties, with the name of its heading."""
    found = [(name, schema)] if "properties" in schema else []
    for key, part in {**schema.get("properties", {}), **schema.get("$defs", {})}.items():
        found += objects(part, key)
    return found


def test_keys_and_their_order(failed_report: Report) -> None:
    """The published keys come in the published order."""
    values = json.loads(as_json.to_json(failed_report))

    assert TOP_KEYS == list(values)
    assert ["path", "sha256"] == list(values["submission"])
    assert CHECK_KEYS == list(values["checks"][0])
    assert DIAGNOSIS_KEYS == list(values["diagnoses"][0])


def test_values(failed_report: Report) -> None:
    """Enumerations are their words, tuples are lists, points are sums."""
    values = as_json.report_to_dict(failed_report)

    assert ("grader/report/1", "failed", 7.0, 11.0) == (
        values["schema"],
        values["outcome"],
        values["points"],
        values["max_points"],
    )
    assert ["symbols", "numbers"] == values["diagnoses"][0]["evidence"]
    assert ["w", "b"] == values["diagnoses"][0]["detail"]
    assert [14, 15] == values["diagnoses"][0]["lines"]


def test_schema_is_a_schema() -> None:
    """The published schema is valid JSON Schema 2020-12 and closed everywhere."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert "https://json-schema.org/draft/2020-12/schema" == SCHEMA["$schema"]
    assert all(part["additionalProperties"] is False for _, part in objects(SCHEMA))


def test_reports_are_valid(failed_report: Report, passed_report: Report) -> None:
    """Reports of every kind are valid against the schema."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    reports = [failed_report, passed_report, nothing_known()]
    reports += [replace(failed_report, outcome=outcome) for outcome in Outcome]
    for verdict in Verdict:
        checks = tuple(replace(check, verdict=verdict) for check in failed_report.checks)
        reports.append(replace(failed_report, checks=checks))

    for report in reports:
        validator.validate(json.loads(as_json.to_json(report)))


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"outcome": "great"},
        {"score": 1.5},
        {"submission": {"path": "a"}},
        {"isolation": {"tier": "A"}},
    ],
)
def test_schema_refuses(failed_report: Report, change: dict[str, object]) -> None:
    """What is not a report is not valid."""
    values = {**as_json.report_to_dict(failed_report), **change}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(values)


def test_schema_has_the_keys_in_order() -> None:
    """The schema lists the same keys in the same order, all of them required."""
    parts = {"": TOP_KEYS, "check": CHECK_KEYS, "diagnosis": DIAGNOSIS_KEYS}
    found = {name: part for name, part in objects(SCHEMA) if name in parts}

    assert parts == {name: list(part["properties"]) for name, part in found.items()}
    assert parts == {name: part["required"] for name, part in found.items()}


def test_every_key_is_described() -> None:
    """The schema describes every key."""
    for name, part in objects(SCHEMA):
        for key, value in part["properties"].items():
            target = SCHEMA["$defs"][value["$ref"].split("/")[-1]] if "$ref" in value else value

            assert target.get("description"), f"{name}.{key} has no description"


def test_every_key_is_documented() -> None:
    """docs/report.md has a row for every key, below its own heading and in the schema's order."""
    headings = {"": "Top level", "check": "`checks`", "diagnosis": "`diagnoses`"}
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL))
    for name, part in objects(SCHEMA):
        rows = re.findall(r"^\| `(\w+)` \|", sections[headings.get(name, f"`{name}`")], re.MULTILINE)

        assert list(part["properties"]) == rows


def test_every_word_is_documented() -> None:
    """docs/report.md names every outcome and every verdict."""
    assert not [word for word in (*Outcome, *Verdict) if f"`{word.value}`" not in DOCUMENT]


def test_json_survives_half_characters(failed_report: Report) -> None:
    """What a learner printed can always be encoded, and in ASCII where that is asked."""
    report = replace(failed_report, output="α\udc80", path="b\udcffd.py")
    text = as_json.to_json(report)

    assert "α�" == json.loads(text.encode("utf-8"))["output"]
    assert as_json.to_json(report, ascii_only=True).isascii()


def test_numbers_are_finite(failed_report: Report) -> None:
    """A number that JSON has not is our fault and is never written."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json.to_json(replace(failed_report, max_points=math.inf))


def test_junit(failed_report: Report) -> None:
    """Each check is a case, counted by how it ended."""
    suite = ET.fromstring(junit.to_junit(failed_report))[0]
    cases = suite.findall("testcase")

    assert {"tests": "4", "failures": "1", "errors": "0", "skipped": "1"} == {
        key: value for key, value in suite.attrib.items() if key != "name"
    }
    assert ["gradient", "simultaneous", "copies", "descends"] == [case.get("name") for case in cases]
    assert [[], ["failure"], [], ["skipped"]] == [[child.tag for child in case] for case in cases]
    assert "expected (1.1, 2.05)\ngot (1.1, 1.9)\nsequential-update: " in (cases[1][0].text or "")


def test_junit_errors(failed_report: Report) -> None:
    """Every verdict but failed, skipped and passed is an error with its own type."""
    checks = tuple(replace(failed_report.checks[1], id=verdict, verdict=verdict) for verdict in Verdict)
    root = ET.fromstring(junit.to_junit(replace(failed_report, checks=checks)))

    assert ["errored", "timed-out", "out-of-memory", "tampered"] == [
        error.get("type") for error in root.iter("error")
    ]
    assert "4" == root.get("errors")


@pytest.mark.parametrize("outcome", [Outcome.UNREADABLE, Outcome.GRADER_FAULT, Outcome.TAMPERED])
def test_junit_never_looks_like_a_pass(passed_report: Report, outcome: Outcome) -> None:
    """A submission that ended as a whole has a case that is an error, whatever its checks say."""
    for report in (replace(passed_report, outcome=outcome), replace(nothing_known(), outcome=outcome)):
        root = ET.fromstring(junit.to_junit(report))

        assert "1" == root.get("errors")
        assert [outcome.value] == [error.get("type") for error in root.iter("error")]


def test_junit_drops_what_xml_has_not(failed_report: Report) -> None:
    """Control characters from the learner do not break the XML, nor does markup."""
    nasty = "\x00\x1b\udc80]]></failure>&\ufffe"
    check = replace(failed_report.checks[1], message=nasty, actual=nasty)
    report = replace(failed_report, checks=(check,), output=nasty, path=nasty)

    assert "]]></failure>&" == ET.fromstring(junit.to_junit(report)).findtext(".//system-out")


def test_github_annotations(failed_report: Report) -> None:
    """A diagnosis annotates its first line; the last line is plain."""
    assert [
        "::error file=mine/ex03.py,line=14,title=b's gradient was taken at the new w"
        "::sequential-update (lines 14 and 15)%0Aw′ ← w − α ∂J/∂w(w, b)%0Ab′ ← b − α ∂J/∂b(w′, b)"
        "%0ALine 14 changes w, and line 15 uses the changed w to compute b's gradient."
        "%0AWhich w should ∂J/∂b see?",
        "ex03: 7 of 11 points (failed)",
    ] == github.to_commands(failed_report).splitlines()


def test_github_without_a_diagnosis(failed_report: Report) -> None:
    """A failed check that nothing explains is annotated itself."""
    first, last = github.to_commands(replace(failed_report, diagnoses=())).splitlines()

    assert first.startswith(
        "::error file=mine/ex03.py,line=1,title=update takes both gradients at the old (w%2C"
    )
    assert "%0Aexpected (1.1, 2.05)%0Agot (1.1, 1.9)" in first
    assert "ex03: 7 of 11 points (failed)" == last


def test_github_pass(passed_report: Report) -> None:
    """A pass has no annotation."""
    assert "ex03: 11 of 11 points (passed)\n" == github.to_commands(passed_report)


def test_github_unreadable() -> None:
    """A file that cannot be read is annotated."""
    first, _ = github.to_commands(nothing_known()).splitlines()

    assert first == "::error file=-,line=1,title=T::The file cannot be read as Python."


def test_github_commands_cannot_be_injected(failed_report: Report) -> None:
    """Nothing from the learner can begin a line of its own."""
    nasty = "x\r\n::set-output name=a::b%0A\x1b[1m"
    check = replace(failed_report.checks[1], message=nasty, probe=nasty)
    report = replace(failed_report, checks=(check,), diagnoses=(), path=nasty)
    text = github.to_commands(report)

    assert 2 == len(text.splitlines())
    assert 1 == sum(line.lstrip().startswith("::") for line in text.splitlines())
    assert "%250A" in text


def test_github_summary(failed_report: Report) -> None:
    """The job summary has the points, a table of checks, the first failure and the diagnosis."""
    text = github.to_summary(failed_report)

    assert text.startswith("### ex03: Update w and b at the same time\n\n**7 of 11 points** (failed)")
    assert "| compute\\_gradient returns ∂J/∂w and ∂J/∂b | passed, proved | 4 of 4 |" in text
    assert "```text\nupdate(x=[1, 2], y=[3, 5], w=1, b=2, alpha=0.1)\nexpected" in text
    assert "**sequential-update**: b's gradient was taken at the new w (lines 14 and 15)" in text


def test_github_summary_cannot_be_forged(failed_report: Report) -> None:
    """A fence, a table or markup in a learner's text stays text."""
    nasty = "```\n# all points\n<img>|`"
    check = replace(failed_report.checks[1], actual=nasty, title=nasty)
    text = github.to_summary(replace(failed_report, checks=(check,), path=nasty))

    assert "````text\n" in text
    assert "\\`\\`\\` \\# all points \\<img\\>\\|\\`" in text
    assert not [line for line in text.split("````")[0].splitlines() if line.startswith("# ")]
