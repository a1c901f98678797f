"""What the worker says of a learner's module and of an exception raised in it; values only, never objects."""

from __future__ import annotations

import inspect
import traceback
import types
from typing import TYPE_CHECKING, Any

from grader.sandbox.values import Encoder, type_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_NAMES = 2_000
MAX_PARAMETERS = 64
MAX_FRAMES = 20
MAX_MESSAGE = 500
MAX_GLOBAL_NUMBERS = 1_000
_KEYWORDS_FLAG, _VARARGS_FLAG = inspect.CO_VARKEYWORDS, inspect.CO_VARARGS
_WITH_SUGGESTION = (NameError, AttributeError, ImportError)

_TracebackException = traceback.TracebackException
_signature = inspect.signature
_Parameter = inspect.Parameter


def describe(namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the public names of a module are: for a callable its parameters, else its type."""
    described: dict[str, Any] = {}
    for name, value in list(namespace.items()):
        if type(name) is str and not name.startswith("_") and len(name) <= 80 and len(described) < MAX_NAMES:
            described[name] = _describe(value)
    return described


def _describe(value: Any) -> dict[str, Any]:
    """Describe one value, without calling anything for the kinds that are most of a module."""
    if isinstance(value, types.FunctionType) and "__wrapped__" not in value.__dict__:
        return _of_function(value)
    if isinstance(value, (types.ModuleType, type)) or not callable(value):
        is_type = isinstance(value, type)
        return {"callable": is_type, "type": type_name(value), "varargs": is_type, "kwargs": is_type}
    try:
        return _of_signature(_signature(value), type_name(value))
    except Exception:  # no signature, or one that a learner made up: any arguments may do
        return {"callable": True, "type": type_name(value), "varargs": True, "kwargs": True}


def _of_function(function: types.FunctionType) -> dict[str, Any]:
    code = function.__code__
    names = code.co_varnames
    positional = code.co_argcount
    keyword_only = names[positional : positional + code.co_kwonlyargcount]
    defaults = function.__kwdefaults__ or {}
    return {
        "callable": True,
        "type": "function",
        "parameters": list(names[:positional][:MAX_PARAMETERS]),
        "required": positional - len(function.__defaults__ or ()),
        "keywords": [name for name in keyword_only if name not in defaults][:MAX_PARAMETERS],
        "varargs": bool(code.co_flags & _VARARGS_FLAG),
        "kwargs": bool(code.co_flags & _KEYWORDS_FLAG),
        "line": code.co_firstlineno,
    }


def _of_signature(signature: inspect.Signature, kind: str) -> dict[str, Any]:
    parameters = list(signature.parameters.values())
    by_position = (_Parameter.POSITIONAL_ONLY, _Parameter.POSITIONAL_OR_KEYWORD)
    positional = [p for p in parameters if p.kind in by_position]
    needed = [p for p in positional if p.default is _Parameter.empty]
    keywords = [p for p in parameters if p.kind is _Parameter.KEYWORD_ONLY and p.default is _Parameter.empty]
    return {
        "callable": True,
        "type": kind,
        "parameters": [str(p.name) for p in positional][:MAX_PARAMETERS],
        "required": len(needed),
        "keywords": [str(p.name) for p in keywords][:MAX_PARAMETERS],
        "varargs": any(p.kind is _Parameter.VAR_POSITIONAL for p in parameters),
        "kwargs": any(p.kind is _Parameter.VAR_KEYWORD for p in parameters),
    }


def numeric_globals(namespace: Mapping[str, Any], np: Any, encoder: Encoder) -> dict[str, Any]:
    """Return the module-level names that hold numbers, or small arrays and lists of them, encoded."""
    found: dict[str, Any] = {}
    for name, value in list(namespace.items()):
        if type(name) is not str or name.startswith("__") or len(name) > 80 or len(found) >= MAX_NAMES:
            continue
        if _is_numeric(value, np):
            found[name] = encoder.encode(value)
    return found


def _is_numeric(value: Any, np: Any) -> bool:
    if isinstance(value, (bool, int, float, complex, np.number, np.bool_)):
        return True
    if isinstance(value, np.ndarray):
        return bool(value.dtype.kind in "biufc" and value.size <= MAX_GLOBAL_NUMBERS)
    if isinstance(value, (list, tuple)):
        return len(value) <= MAX_GLOBAL_NUMBERS and _count(value, np) <= MAX_GLOBAL_NUMBERS
    return False


def _count(items: Any, np: Any, depth: int = 0) -> int:
    """Count the numbers in nested lists; anything else in them makes too many."""
    total = 0
    for item in items:
        if isinstance(item, (list, tuple)) and depth < 4:
            total += _count(item, np, depth + 1)
        elif isinstance(item, (bool, int, float, complex, np.number, np.bool_)):
            total += 1
        else:
            return MAX_GLOBAL_NUMBERS + 1
        if total > MAX_GLOBAL_NUMBERS:
            break
    return total


def failure(error: BaseException, filename: str) -> dict[str, Any]:
    """Return the outcome that an exception is: raised, out of memory, or the wish to exit."""
    if isinstance(error, MemoryError):
        return {"status": "out-of-memory", "detail": "the code asked for more memory than it may have"}
    if isinstance(error, SystemExit):
        return {"status": "exited", "detail": f"sys.exit({_exit_code(error)})"}
    frames = _frames(error, filename)
    line = frames[-1][0] if frames else None
    if isinstance(error, SyntaxError) and error.filename == filename and type(error.lineno) is int:
        line, frames = error.lineno, [*frames, [error.lineno, ""]]
    missing = ""
    if isinstance(error, ModuleNotFoundError) and type(error.name) is str:
        missing = error.name[:80]
    return {
        "status": "raised",
        "error": {
            "type": type_name(error),
            "message": _message(error),
            "line": line,
            "frames": frames[-MAX_FRAMES:],
            "missing": missing,
        },
    }


def _exit_code(error: SystemExit) -> str:
    code = error.code
    if code is None:
        return ""
    return str(int(code)) if isinstance(code, int) and abs(code) < 1 << 40 else "…"


def _frames(error: BaseException, filename: str) -> list[list[Any]]:
    frames: list[list[Any]] = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename == filename:
            frames.append([step.tb_lineno, code.co_name[:80]])
            del frames[: -2 * MAX_FRAMES]  # a recursion's thousand frames are not wanted
        step = step.tb_next
    return frames


def _message(error: BaseException) -> str:
    """Return the exception's text, with Python's own suggestion of a near name where it has one."""
    try:
        if isinstance(error, SyntaxError):
            return str(error.msg)[:MAX_MESSAGE]
        if isinstance(error, _WITH_SUGGESTION):
            told = _TracebackException(type(error), error, error.__traceback__)
            return list(told.format_exception_only())[-1].strip().partition(": ")[2][:MAX_MESSAGE]
        return str(error)[:MAX_MESSAGE]
    except BaseException:  # the learner's own __str__ may do anything
        return ""


def guarded(action: Callable[[], Any], otherwise: Any) -> Any:
    """Return what an action gives that may run into a learner's objects, or `otherwise` if it raises."""
    try:
        return action()
    except BaseException:
        return otherwise
