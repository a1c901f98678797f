"""A learner's file and a solution beside each other, with a note on what tells them apart."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize
import warnings
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from grader.feedback.entries import is_unfilled
from grader.feedback.page import MIN_WIDTH, Page
from grader.languages import say, say_counted
from grader.wording import listed, sentence

if TYPE_CHECKING:
    from collections.abc import Collection

_GAP = " │ "
_MIN_COLUMN = 52  # columns that each side has at least, or the files stand one after the other
_SUMS = {"dot", "einsum", "matmul", "mean", "sum", "vdot", "average", "inner", "outer", "tensordot"}


@dataclass(frozen=True)
class Traits:
    """What can be told of a file's way of computing without running it.

    Attributes
    ----------
    n_lines : int
        Lines of code, without blank lines, comments and docstrings.
    n_loops : int
        Loops and comprehensions.
    is_vectorised : bool
        It multiplies or sums whole arrays.
    functions : tuple of str
        The functions of the module.
    calls : mapping of str to the names of the module's functions that each calls
    unfilled : frozenset of str
        The functions that are as they came.
    """

    n_lines: int
    n_loops: int
    is_vectorised: bool
    functions: tuple[str, ...]
    calls: dict[str, frozenset[str]]
    unfilled: frozenset[str]


def traits_of(source: str) -> Traits | None:
    """Return the traits of a file; None if it is not valid Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        n_lines = len(_code_lines(source) - _docstring_lines(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return None
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names = {function.name for function in functions}
    nodes = [*ast.walk(tree)]
    loops = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)
    return Traits(
        n_lines=n_lines,
        n_loops=sum(isinstance(node, loops) for node in nodes),
        is_vectorised=any(map(_is_of_arrays, nodes)),
        functions=tuple(function.name for function in functions),
        calls={function.name: _called(function, names) for function in functions},
        unfilled=frozenset(function.name for function in functions if is_unfilled(function)),
    )


def _code_lines(source: str) -> set[int]:
    """Return the numbers of the lines with code on them."""
    idle = (
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    )
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in idle:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines


def _docstring_lines(tree: ast.Module) -> set[int]:
    """Return the numbers of the lines of docstrings."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
        ):
            first = node.body[0]
            lines.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def _is_of_arrays(node: ast.AST) -> bool:
    """Tell whether a piece of code works on a whole array at once."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.MatMult)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SUMS


def _called(function: ast.FunctionDef, names: Collection[str]) -> frozenset[str]:
    """Return the names of the module's own functions that a function calls."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return frozenset(call.id for call in calls if isinstance(call, ast.Name) and call.id in names)


def differences(own: str, solution: str) -> list[str]:
    """Return what tells two files apart, each in one sentence; nothing if that cannot be told."""
    mine, its = traits_of(own), traits_of(solution)
    if mine is None or its is None:
        return []
    if mine.unfilled:
        # After a reset. How it computes cannot be compared before it does.
        names = listed([name for name in mine.functions if name in mine.unfilled])
        return [say("Still to be written in yours: {names}.", names=names)]
    sentences = [_about_loops(mine, its), _about_lines(mine, its), _about_functions(mine, its)]
    for name in its.functions:
        if name in mine.calls and mine.calls[name] != its.calls[name]:
            sentences.append(_about_calls(name, mine.calls[name], its.calls[name]))
    return [text for text in sentences if text] or [say("Both go about it in the same way.")]


def _about_loops(mine: Traits, its: Traits) -> str:
    ways = [_way(traits) for traits in (mine, its)]
    if not all(ways):
        return ""
    if ways[0] == ways[1]:
        return say("Both {way}.", way=_OF_TWO[ways[0]])
    return say("Yours {mine}, the solution {its}.", mine=_OF_ONE[ways[0]], its=_OF_ONE[ways[1]])


_OF_TWO = {
    "mixed": sentence("use loops and whole arrays"),
    "loops": sentence("go through the numbers in loops"),
    "arrays": sentence("work on whole arrays at once"),
}
_OF_ONE = {
    "mixed": sentence("uses loops and whole arrays"),
    "loops": sentence("goes through the numbers in loops"),
    "arrays": sentence("works on whole arrays at once"),
}


def _way(traits: Traits) -> str:
    """Return how a file goes through the samples; empty if that cannot be told."""
    if traits.n_loops and traits.is_vectorised:
        return "mixed"
    if traits.n_loops:
        return "loops"
    return "arrays" if traits.is_vectorised else ""


def _about_lines(mine: Traits, its: Traits) -> str:
    if mine.n_lines == its.n_lines:
        return ""
    return say_counted(
        "Yours has {count} lines of code, the solution {its}.",
        "Yours has {count} lines of code, the solution {its}.",
        mine.n_lines,
        its=its.n_lines,
    )


def _about_functions(mine: Traits, its: Traits) -> str:
    further = [name for name in mine.functions if name not in its.functions]
    theirs = [name for name in its.functions if name not in mine.functions]
    parts = []
    if further:
        parts.append(say("Yours also has {names}.", names=listed(further)))
    if theirs:
        parts.append(say("The solution also has {names}.", names=listed(theirs)))
    return " ".join(parts)


def _about_calls(name: str, mine: frozenset[str], its: frozenset[str]) -> str:
    """Return which of the file's own functions a function makes use of, where that differs."""
    if not mine:
        return say(
            "In yours, {name} computes by itself what it asks {theirs} for in the solution.",
            name=name,
            theirs=listed(sorted(its)),
        )
    if not its:
        return say(
            "In yours, {name} calls {mine}; in the solution it computes that by itself.",
            name=name,
            mine=listed(sorted(mine)),
        )
    return say(
        "In yours, {name} calls {mine}; in the solution, {its}.",
        name=name,
        mine=listed(sorted(mine)),
        its=listed(sorted(its)),
    )


def render_side_by_side(
    title: str,
    own_name: str,
    own: str | None,
    solution: str,
    *,
    width: int,
    color: bool,
    unicode: bool = True,
) -> str:
    """Return both files as text for a terminal, in two columns where they fit.

    Parameters
    ----------
    title : str
        The exercise's name and title.
    own_name : str
        The path of the learner's file.
    own : str or None
        Its text; None if it cannot be read.
    solution : str
        The other text.
    width : int
        Columns to be had; at least 40 are used.
    color, unicode : bool
        With colours, with characters beyond ASCII.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    page.wrapped(title, indent=0, style="bold")
    for difference in differences(own, solution) if own is not None else ():
        page.wrapped(difference, indent=2)
    page.blank()
    column = (page.width - len(_GAP)) // 2
    if own is not None and column >= _MIN_COLUMN:
        _columns(page, own_name, own, solution, column)
    else:
        for name, text in ((own_name, own), (say("a solution"), solution)):
            if text is None:
                continue
            page.line(page.styled(page.plain(name), "dim"))
            # Whole, however narrow the screen is: what is copied from here has to remain Python.
            for line in map(page.plain, text.rstrip().splitlines()):
                page.line(f"  {line}")
            page.blank()
    return page.text()


def _columns(page: Page, own_name: str, own: str, solution: str, column: int) -> None:
    """Write two files beside each other."""
    gap = page.plain(_GAP)
    page.line(page.styled(f"{page.plain(own_name):<{column}}{gap}{page.plain(say('a solution'))}", "dim"))
    cells = [_folded(page, text, column) for text in (own, solution)]
    for left, right in zip_longest(*cells, fillvalue=""):
        page.line(f"{left:<{column}}{gap}{right}")


def _folded(page: Page, text: str, column: int) -> list[str]:
    """Return a file's lines; one that is too long goes on in the next, further in."""
    lines = []
    for line in map(page.plain, text.rstrip().splitlines()):
        hang = " " * min(len(line) - len(line.lstrip()) + 4, column // 2)
        lines += textwrap.wrap(line, column, subsequent_indent=hang, break_on_hyphens=False) or [""]
    return lines
