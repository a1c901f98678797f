"""Items about code: which line is meant, or what is printed."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from grader.quiz.markup import Compiler, Holes, filled
from grader.quiz.prepared import Answer

if TYPE_CHECKING:
    from grader.quiz.prepared import Prepared
    from grader.quiz.source import CodeItem
    from grader.quiz.values import Namespace


def prepare_code(prepared: Prepared, item: CodeItem) -> None:
    """Prepare an item about code."""
    html = prepared.code(item.code, "code")
    prepared.shown |= {"ask": item.ask, "lines": html.split("\n")}
    prepared.told |= {
        "right": prepared.html(item.right, "right", how="option"),
        "other": prepared.html(item.other, "other", how="option"),
        "expected": [
            prepared.recognised(wrong, "expected", place) for place, wrong in enumerate(item.expected)
        ],
    }
    if item.ask == "line":
        lines = [line.strip() for line in item.code.strip("\n").split("\n")]
        places = [place for place, line in enumerate(lines, start=1) if line == (item.answer or "").strip()]
        if not item.answer:
            prepared.faults.append(("is missing; write the line that is meant", ("answer",)))
        elif len(places) != 1:
            how_often = "no line" if not places else f"{len(places)} lines"
            prepared.faults.append((f"{how_often} of the code read like this; one has to", ("answer",)))
        prepared.answer = lambda _: Answer(places)
        return
    wrong_codes = []
    for place, wrong in enumerate(item.expected):
        if wrong.replace is None or item.code.count(wrong.replace[0]) != 1:
            prepared.faults.append(
                ("needs replace = ['old', 'new'], with a text that the code has once", ("expected", place))
            )
            continue
        wrong_codes.append(item.code.replace(*wrong.replace))
    sources = [Compiled(code) for code in (item.code, *wrong_codes)]
    prepared.codes = lambda namespace: [source.fill(namespace) for source in sources]

    def answer(namespace: Namespace) -> Answer:
        outputs = prepared.workshop.outputs(prepared.codes(namespace))
        normal = [" ".join(output.split()) for output in outputs]
        clash = "a wrong output is the same as another one" if len(set(normal)) < len(normal) else ""
        return Answer(outputs[0], outputs[1:], clash)

    prepared.answer = answer


class Compiled:
    """Code with values, to be run."""

    def __init__(self, code: str) -> None:
        self.compiler = Compiler(Holes())
        self.html = self.compiler.code(code)

    def fill(self, namespace: Namespace) -> str:
        """Return the code at one draw."""
        return unescape(filled(self.html, self.compiler.holes.fills(namespace)))
