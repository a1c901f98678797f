"""The judge in a process of its own: a request as JSON on standard input, its answer on standard output.

Whoever calls `grader.check` may be in the middle of a pytest run, or in a kernel with an event loop and
signal handlers of its own. A judge in the same process would run pytest within pytest, close its memory
to debuggers and stand within reach of the learner's code, which is what it must be kept from.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import JudgeFaultError, KitError, NotIsolatedError

if TYPE_CHECKING:
    from collections.abc import Mapping


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer to a request: a report, or why there is none.

    Parameters
    ----------
    request : mapping
        `kit` (a folder), `exercise` (its stem), `source`, `path`, `seed`, `isolation` and `language`, and
        where the parts of the source begin and what they are called (`starts`, `labels`), if there are any.
    """
    from grader.checking.placed import located
    from grader.feedback.as_json import report_to_dict
    from grader.feedback.translated import in_language
    from grader.kit import find_kit
    from grader.languages import spoken, use
    from grader.notebook.cells import Gathered
    from grader.sandbox import Sandbox

    try:
        kit = find_kit(Path(request["kit"]))
        use(request.get("language", ""), (kit.root / "languages",))
        exercise = kit.exercise(request["exercise"])
        with Sandbox(request["isolation"]) as sandbox:
            from grader.checking import check

            source = request["source"].encode("utf-8", "replace")
            report = check(exercise, source, path=request["path"], sandbox=sandbox, seed=request["seed"])
        gathered = Gathered(
            request["source"], tuple(request.get("starts", ())), tuple(request.get("labels", ()))
        )
        report = in_language(located(report, gathered) if gathered.starts else report, exercise.folder)
    except KitError as error:
        faults = [[fault.path, fault.line, fault.message] for fault in error.faults]
        return {"error": "kit", "faults": faults}
    except NotIsolatedError as error:
        return {"error": "isolation", "message": spoken(error.text)}
    except JudgeFaultError as error:
        return {"error": "judge", "message": spoken(error.text)}
    return {"report": report_to_dict(report)}


def main() -> None:
    """Answer the request on standard input."""
    request = json.loads(sys.stdin.buffer.read())
    # An author's file that prints would garble the answer: only the answer goes to our reader.
    out, sys.stdout = sys.stdout, sys.stderr
    answered = json.dumps(answer(request), allow_nan=False)
    out.buffer.write(answered.encode("ascii"))
    out.flush()
