"""What can be seen in a kit's Python file without running it: its syntax and the functions it declares."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

from grader.errors import Fault, near_names
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Signature = tuple[tuple[str, ...], "Mapping[str, float]"]


def syntax_faults(path: Path) -> list[Fault]:
    """Return the fault that keeps the file from being Python, if there is one; a missing file has none."""
    tree = _parse(path)
    return [tree] if isinstance(tree, Fault) else []


def declared_faults(path: Path, functions: Mapping[str, Signature]) -> list[Fault]:
    """Return a fault for each function that the file lacks or whose parameters differ.

    Parameters
    ----------
    path : Path
        A stub or a reference.
    functions : mapping
        From a function's name to its arguments' names and defaults.
    """
    tree = _parse(path)
    if not isinstance(tree, ast.Module):
        return []
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    faults = []
    for name, signature in functions.items():
        if not name:
            continue
        if name not in defined:
            near = near_names(name, [other for other in defined if other not in functions], limit=1)
            line = defined[near[0]].lineno if near else 1
            hint = f"; did {near[0]} mean to be it?" if near else "; add it"
            faults.append(
                Fault(shown(path), line, f"exercise.toml declares {name}, this file lacks it{hint}")
            )
        elif _signature(defined[name]) != signature:
            message = f"the parameters of {name} are not those of exercise.toml: ({_written(signature)})"
            faults.append(Fault(shown(path), defined[name].lineno, message))
    return faults


def _parse(path: Path) -> ast.Module | Fault | None:
    """Return the syntax tree, the fault that keeps it from being made, or None for a missing file."""
    try:
        source = path.read_bytes()
        with warnings.catch_warnings():
            # An invalid escape is a warning of Python's, and the author's own affair.
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        return Fault(shown(path), error.lineno or 1, f"not valid Python: {error.msg}")
    except (ValueError, RecursionError) as error:
        return Fault(shown(path), 1, f"not valid Python: {error}")
    except FileNotFoundError:
        return None
    except OSError as error:
        return Fault(shown(path), 1, f"cannot be read: {error.strerror}")


def _signature(node: ast.FunctionDef) -> tuple[tuple[str, ...], dict[str, object]] | None:
    """Return names and defaults of the parameters, or None if there are others than plain ones."""
    parameters = node.args
    if parameters.vararg or parameters.kwarg or parameters.kwonlyargs:
        return None
    names = [argument.arg for argument in (*parameters.posonlyargs, *parameters.args)]
    with_default = names[len(names) - len(parameters.defaults) :]
    defaults: dict[str, object] = {}
    for name, default in zip(with_default, parameters.defaults, strict=True):
        try:
            defaults[name] = ast.literal_eval(default)
        except ValueError:
            defaults[name] = None
    return tuple(names), defaults


def _written(signature: Signature) -> str:
    """Write a signature as Python does."""
    names, defaults = signature
    return ", ".join(f"{name}={defaults[name]}" if name in defaults else name for name in names)
