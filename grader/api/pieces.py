"""The source of functions that stand in no file and no cell at the top level, put together piece by piece."""

from __future__ import annotations

import inspect
import symtable
import textwrap
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError
from grader.notebook.cells import Gathered
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NUMBERS_AND_TEXTS = (bool, int, float, complex, str, type(None))


def gather_pieces(functions: Mapping[str, FunctionType]) -> Gathered:
    """Return the source of functions, their helpers, and an import for each module that they name.

    Parameters
    ----------
    functions : mapping of str to function
        By the names that the exercise asks for.

    Raises
    ------
    UsageError
        The source of a function cannot be found, or it needs an object that has none.
    """
    lines, starts, labels = [""], [], []
    done: dict[str, Any] = {}
    pieces: list[tuple[str, str]] = []
    due = [(name, function, name) for name, function in functions.items()]
    while due:
        name, value, user = due.pop(0)
        if name in done:
            continue
        done[name] = value
        if isinstance(value, (FunctionType, type)):
            source = _source(name, value, user)
            pieces.append((name, source))
            if isinstance(value, FunctionType):
                due += [(read, found, name) for read, found in _read_globals(value, source)]
        else:
            pieces.insert(0, (name, _retyped(name, value, user)))
    for name, source in pieces:
        starts.append(len(lines) + 1)
        labels.append(name)
        lines += source.splitlines()
    return Gathered("\n".join(lines) + "\n", tuple(starts), tuple(labels))


def _source(name: str, value: Any, user: str) -> str:
    """Return the source of a function or class; an import for a class of somebody else's."""
    if isinstance(value, type) and value.__module__ != "__main__":
        return f"from {value.__module__} import {value.__qualname__} as {name}\n"
    if getattr(value, "__closure__", None):
        raise UsageError(
            sentence(
                "{name} is made inside another function and uses its variables, which cannot travel. "
                "Define it at the top level, or hand in a file.",
                name=name,
            )
        )
    try:
        if isinstance(value, FunctionType) and value.__code__.co_filename == "<string>":
            raise OSError  # from Python 3.13 on another text may be known by that name: that of `python -c`
        source = textwrap.dedent(inspect.getsource(value))
    except (OSError, TypeError):
        where = "" if name == user else sentence(", which {user} uses,", user=user)
        raise UsageError(
            sentence(
                "The source of {name}{where} cannot be found: what is typed at Python's own prompt "
                "leaves none. Use IPython or a notebook, or hand in a file or a source text.",
                name=name,
                where=where,
            )
        ) from None
    if not source.startswith(("def ", "class ", "async def ", "@", f"{name} =")):
        raise UsageError(
            sentence("{name} is not written with def; define it so, or hand in a file.", name=name)
        )
    return source


def _read_globals(function: FunctionType, source: str) -> Iterator[tuple[str, Any]]:
    """Yield the global names that a function's source reads, with what they are now."""
    names = set()
    tables = [symtable.symtable(source, "<function>", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        is_module = table.get_type() == "module"
        names |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_referenced() and (is_module or symbol.is_global())
        }
    for name in sorted(names):
        if name in function.__globals__:
            yield name, function.__globals__[name]


def _retyped(name: str, value: Any, user: str) -> str:
    """Return a line that makes a module, an imported function, or a number or text."""
    if isinstance(value, ModuleType):
        return f"import {value.__name__} as {name}\n"
    if isinstance(value, BuiltinFunctionType) or type(value).__module__ == "numpy":
        home, own = getattr(value, "__module__", None), getattr(value, "__name__", None)
        if own and (home or type(value).__name__ == "ufunc"):
            return f"from {home or 'numpy'} import {own} as {name}\n"
    if isinstance(value, _NUMBERS_AND_TEXTS):
        return f"{name} = {value!r}\n"
    raise UsageError(
        sentence(
            "{user} uses {name}, an object of type {type_name}, which cannot travel: only source "
            "does. Pass it as an argument, or hand in a file.",
            user=user,
            name=name,
            type_name=type(value).__name__,
        )
    )
