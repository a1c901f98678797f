"""Asks a judge in a process of its own for the report on one source."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, JudgeFaultError, KitError, NotIsolatedError
from grader.feedback.from_json import report_from_dict
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.results import Report

# Of the working folder, a learner's numpy.py or json.py would be found first; -P keeps it off the path.
_START = "import sys; sys.path.append(sys.argv[1]); from grader.api.child import main; main()"
_LAST_WORDS = 300


def ask_judge(request: Mapping[str, Any]) -> Report:
    """Return the report on a request; see `grader.api.child`.

    Raises
    ------
    KitError
        The exercise is broken.
    NotIsolatedError
        Isolation was demanded and cannot be had.
    JudgeFaultError
        The judge failed, or could not be started.
    """
    package = Path(__file__).resolve().parent.parent
    command = [sys.executable or "python3", "-P", "-c", _START, str(package.parent)]
    # What a running pytest or a kernel says to its own children is not meant for the judge.
    private = {"PYTEST_CURRENT_TEST", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "MPLBACKEND", "PYTHONWARNINGS"}
    environment = {name: value for name, value in os.environ.items() if name not in private}
    try:
        done = subprocess.run(
            command,
            input=json.dumps(request).encode("ascii"),
            capture_output=True,
            check=False,
            env=environment,
            start_new_session=False,
        )
    except OSError as error:
        raise JudgeFaultError(
            sentence(
                "The judge could not be started ({command}): {reason}.",
                command=command[0],
                reason=error.strerror,
            )
        ) from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or [sentence("no reason given")]
        raise JudgeFaultError(
            sentence(
                "The judge ended with status {status}: {line}",
                status=done.returncode,
                line=lines[-1][:_LAST_WORDS],
            )
        )
    return _read(json.loads(done.stdout))


def _read(answer: Mapping[str, Any]) -> Report:
    """Return the report of an answer, or raise what it says."""
    if "report" in answer:
        return report_from_dict(answer["report"])
    if answer["error"] == "kit":
        raise KitError([Fault(*fault) for fault in answer["faults"]])
    kind = NotIsolatedError if answer["error"] == "isolation" else JudgeFaultError
    raise kind(answer["message"])
