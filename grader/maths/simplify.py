"""Writes an expression from a worker as a formula, in a process of its own that is ended at its deadline.

SymPy may take for ever on an expression that someone made for that purpose, so it never works on one
inside the judge. The process gets nodes that the judge has checked, and gives back text.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOST_NODES = 600
_MOST_CHARACTERS = 110
_CPU_SECONDS = 4
_WALL_SECONDS = 30.0
_MEMORY = 1 << 30
#: Many learners of a class make the same mistake.
_MOST_KNOWN = 2000


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
    lines = _asked_once(request) if _warm is None else _warm.ask(request)
    if lines is None:
        return None
    if not all(isinstance(line, str) and len(line) <= _MOST_CHARACTERS for line in lines):
        return None
    return [line for line in lines if isinstance(line, str) and line.isprintable()]


def _command(entry: str) -> list[str]:
    """Return the command of a process that imports nothing but what is needed here."""
    program = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); "
    program += f"from grader.maths.simplify import {entry}; {entry}()"
    return [sys.executable, "-s", "-P", "-c", program]


def _environment() -> dict[str, str]:
    """Return its environment: the same order of sets everywhere, so that formulas are written the same."""
    kept = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return {"PATH": os.defpath, "PYTHONHASHSEED": "0", **environment}


def _asked_once(request: str) -> list[Any] | None:
    """Have one request answered by a process of its own."""
    try:
        done = subprocess.run(
            _command("main"),
            env=_environment(),
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
    return lines if isinstance(lines, list) else None


class _WarmWriter:
    """A process that has SymPy imported and forks for every request; started when the first one comes."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._known: dict[str, list[Any]] = {}

    def ask(self, request: str) -> list[Any] | None:
        """Have a request answered, by a child of the process that is warm if it is a new one."""
        lines = self._known.get(request) or self._answer(request)
        if lines is not None and len(self._known) < _MOST_KNOWN:
            self._known[request] = lines
        return lines

    def _answer(self, request: str) -> list[Any] | None:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                _command("serve"),
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{request}\n")
            process.stdin.flush()
            # It keeps the deadline itself, and always answers with a line or ends.
            lines = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self.close()
            return None
        return lines if isinstance(lines, list) else None

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            with self._process:
                pass
            self._process = None


_warm: _WarmWriter | None = None


@contextmanager
def kept_warm() -> Iterator[None]:
    """Write formulas by a process that stays, where there are many: SymPy is imported once, not each time."""
    global _warm
    if _warm is not None or not hasattr(os, "fork"):
        yield
        return
    _warm = _WarmWriter()
    try:
        yield
    finally:
        _warm.close()
        _warm = None


# --- in the other process ------------------------------------------------------------------------------


def main() -> None:
    """Read a request from standard input and write the formulas to standard output."""
    _limit()
    print(_answer(sys.stdin.read()))


def serve() -> None:
    """Answer requests, a line each, until there are no more; each in a child with limits of its own."""
    import sympy

    # Whatever is imported only when it is first used; a child would forget it.
    sympy.factor_terms(sympy.factor(sympy.Symbol("x") ** 2 - 1))
    for request in sys.stdin:
        readable, writable = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(readable)
            _limit()
            try:
                os.write(writable, _answer(request).encode())
            finally:
                os._exit(0)
        os.close(writable)
        text = _read_in_time(readable)
        os.close(readable)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(text or "null", flush=True)


def _read_in_time(descriptor: int) -> str:
    """Return what comes until the end, nothing if that is too late; a formula is short enough for a pipe."""
    text, deadline = b"", time.monotonic() + _WALL_SECONDS
    while select.select([descriptor], [], [], max(deadline - time.monotonic(), 0.0))[0]:
        chunk = os.read(descriptor, 1 << 16)
        if not chunk:
            return text.decode("utf-8", "replace")
        text += chunk
    return ""


def _limit() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # the caller's deadline ends this process all the same


def _answer(text: str) -> str:
    import sympy

    from grader.maths.printing import unicode_text

    request = json.loads(text)
    expressions = _expressions(request["nodes"])
    lines = [
        unicode_text(sympy.factor_terms(sympy.factor(expressions[place])), request["names"])
        for place in request["outputs"]
    ]
    return json.dumps(lines)


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
