"""Writes an expression from a worker as a formula, in a process of its own that is ended at its deadline.

SymPy may take for ever on an expression that someone made for that purpose, so it never works on one
inside the judge. The process gets nodes that the judge has checked, and gives back text.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_NODES = 600
_MOST_CHARACTERS = 110
_CPU_SECONDS = 4
_WALL_SECONDS = 8.0
_MEMORY = 1 << 30


def written(
    nodes: Sequence[Sequence[Any]], outputs: Sequence[int], names: Mapping[str, str]
) -> list[str] | None:
    """Return expressions as factored Unicode mathematics; None if that takes too long or gets too long.

    Parameters
    ----------
    nodes : sequence
        As described in `grader.maths.nodes`.
    outputs : sequence of int
        The nodes to write.
    names : mapping of str to str
        How symbols are written.
    """
    if len(nodes) > _MOST_NODES:
        return None
    request = json.dumps({"nodes": list(nodes), "outputs": list(outputs), "names": dict(names)})
    program = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); "
    program += "from grader.maths.simplify import main; main()"
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", program],
            input=request,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_WALL_SECONDS,
            check=True,
        )
        lines = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    if not all(isinstance(line, str) and len(line) <= _MOST_CHARACTERS for line in lines):
        return None
    return [line for line in lines if isinstance(line, str) and line.isprintable()]


def main() -> None:
    """Read a request from standard input and write the formulas to standard output."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # the caller's deadline ends this process all the same
    import sympy

    from grader.maths.printing import unicode_text

    request = json.loads(sys.stdin.read())
    expressions = _expressions(request["nodes"])
    lines = [
        unicode_text(sympy.factor_terms(sympy.factor(expressions[place])), request["names"])
        for place in request["outputs"]
    ]
    print(json.dumps(lines))


def _expressions(nodes: Sequence[Sequence[Any]]) -> list[Any]:
    import sympy

    from grader.maths.nodes import meant_by

    found: list[Any] = []
    for node in nodes:
        head = node[0]
        if head == "symbol":
            found.append(sympy.Symbol(node[1], real=True))
        elif head == "integer":
            found.append(sympy.Integer(node[1]))
        elif head == "float":
            meant = meant_by(float.fromhex(node[1]))
            found.append(sympy.Rational(meant.numerator, meant.denominator))
        elif head == "neg":
            found.append(-found[node[1]])
        elif head == "abs":
            found.append(sympy.Abs(found[node[1]]))
        elif head == "call":
            found.append(getattr(sympy, {"arctan": "atan"}.get(node[1], node[1]))(found[node[2]]))
        else:
            found.append(_joined(head, found[node[1]], found[node[2]]))
    return found


def _joined(head: str, left: Any, right: Any) -> Any:
    operations = {
        "add": lambda: left + right,
        "sub": lambda: left - right,
        "mul": lambda: left * right,
        "div": lambda: left / right,
        "pow": lambda: left**right,
    }
    return operations[head]()
