"""Tells by the syntax of a file whether anything could be kept in it from one call to the next."""

from __future__ import annotations

import ast

#: What reaches beyond a call without an assignment that shows it, or draws another number each time.
_REACHING = frozenset(
    {
        *(
            "__builtins__",
            "__dict__",
            "__import__",
            "builtins",
            "cache",
            "cached_property",
            "delattr",
            "eval",
        ),
        *("exec", "f_globals", "f_locals", "gc", "getattr", "globals", "importlib", "inspect", "locals"),
        *("lru_cache", "modules", "random", "setattr", "singledispatch", "sys", "threading", "time"),
        *("update_wrapper", "vars", "weakref", "wraps"),
    }
)


def keeps_nothing(source: str) -> bool:
    """Tell whether the functions of a file surely keep nothing from call to call.

    They do not where the file holds imports, functions and numbers only, and no function changes what is not
    its own: no decorators, no changeable defaults, no `global`, no attribute that is set. Whoever means to
    hide something can; so nothing that points hang on may depend on this.

    Parameters
    ----------
    source : str
        A file that could be run.
    """
    try:
        tree = ast.parse(source)
        return all(map(_is_harmless, tree.body))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _is_harmless(statement: ast.stmt) -> bool:
    """Tell whether a statement of a module makes nothing that could be changed later."""
    if isinstance(statement, ast.FunctionDef):
        return _is_closed(statement)
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        names = [part for alias in statement.names for part in alias.name.split(".")]
        return not _REACHING.intersection([*names, *(getattr(statement, "module", None) or "").split(".")])
    if isinstance(statement, ast.Assign):
        return all(isinstance(target, ast.Name) for target in statement.targets) and _is_fixed(
            statement.value
        )
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name) and (
            statement.value is None or _is_fixed(statement.value)
        )
    return isinstance(statement, (ast.Pass, ast.Expr)) and (
        isinstance(statement, ast.Pass) or _is_fixed(statement.value)
    )


def _is_closed(function: ast.FunctionDef) -> bool:
    """Tell whether a function changes nothing but what it makes itself."""
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal, ast.ClassDef, ast.AsyncFunctionDef)):
            return False
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            return False
        if isinstance(node, ast.arguments) and not all(
            default is None or _is_fixed(default) for default in (*node.defaults, *node.kw_defaults)
        ):
            return False
        if isinstance(node, ast.Attribute) and (
            not isinstance(node.ctx, ast.Load) or node.attr in _REACHING or node.attr.startswith("__")
        ):
            return False
        if isinstance(node, ast.Name) and node.id in _REACHING:
            return False
        if isinstance(node, (ast.Import, ast.ImportFrom)) and not _is_harmless(node):
            return False
    return True


def _is_fixed(value: ast.expr) -> bool:
    """Tell whether an expression is a number, a text, or several of them that cannot be changed."""
    if isinstance(value, ast.UnaryOp):
        return _is_fixed(value.operand)
    if isinstance(value, ast.BinOp):
        return _is_fixed(value.left) and _is_fixed(value.right)
    if isinstance(value, ast.Tuple):
        return all(map(_is_fixed, value.elts))
    return isinstance(value, ast.Constant)
