"""`%load_ext grader`: the magics `%%check ex03`, which runs a cell and judges it, and `%check ex03`."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from grader.api.checking import MAX_SEED, judge_source, speaking_of
from grader.api.functions import NOTEBOOK, history_cells
from grader.api.report import Report
from grader.errors import GraderError, UsageError
from grader.kit import find_kit
from grader.languages import say, spoken
from grader.notebook.cells import Cell
from grader.notebook.gathering import gather
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.kit import Kit

THIS_CELL = sentence("this cell")


class VerboseReport(Report):
    """A report that shows the details of all checks."""

    def __str__(self) -> str:
        """Return what `grader check -v` prints, without colours."""
        return self.render(verbose=True)

    def _repr_html_(self) -> str:
        """Return the report as HTML, with all details."""
        return self._html(verbose=True)


class _Parser(argparse.ArgumentParser):
    """A parser of a magic's line, whose complaint is one sentence."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            f"{message[:1].upper()}{message[1:]}. (%%check EXERCISE [-v] [--seed N] [--kit PATH] "
            "[--language CODE] [--isolation LEVEL])"
        )


def load_ipython_extension(shell: Any) -> None:
    """Add the magics to a shell; `%load_ext grader` calls this.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        The running shell.
    """

    def check(line: str, cell: str | None = None) -> Report | None:
        """Judge an exercise: as %%check the cell, which is run first, as %check what has been run so far."""
        if cell is not None and shell.run_cell(cell).error_before_exec is not None:
            # What earlier cells defined under the same names must not be judged as this cell.
            print(f"grader: {_not_run(line)}", file=sys.stderr)
            return None
        try:
            return check_cells(line, cell, history_cells())
        except GraderError as error:
            print(f"grader: {error}", file=sys.stderr)
            return None

    shell.register_magic_function(check, "line_cell", "check")


def _not_run(line: str) -> str:
    """Return the sentence about a cell that IPython could not read, in the language that is asked for."""
    try:
        options = _options(line)
        with speaking_of(find_kit(options.kit), options.language):
            return say("This cell is not Python yet, so nothing was judged.")
    except GraderError as error:
        return str(error)


def check_cells(line: str, cell: str | None, history: Sequence[Cell]) -> Report:
    """Return the report on a cell, with what it needs of the cells before it.

    Parameters
    ----------
    line : str
        What follows `%%check`.
    cell : str or None
        The lines below it; None to judge what the history holds.
    history : sequence of Cell
        The cells that have been run, the running one among them.

    Raises
    ------
    GraderError
        There is no verdict.
    """
    options = _options(line)
    kit = find_kit(options.kit)
    with speaking_of(kit, options.language):
        return _check_cells(options, kit, cell, [*history[:-1]])


def _check_cells(options: argparse.Namespace, kit: Kit, cell: str | None, cells: list[Cell]) -> Report:
    exercise = kit.exercise(options.exercise)
    if cell is not None:
        # The magic's own line counts, as it does in the editor.
        cells.append(Cell(THIS_CELL, f"\n{cell}"))
    gathered = gather(cells, [function.name for function in exercise.functions])
    report = judge_source(
        kit,
        exercise,
        gathered,
        gathered.source,
        path=spoken(NOTEBOOK if cell is None else THIS_CELL),
        seed=options.seed,
        isolation=options.isolation,
    )
    return VerboseReport.of(report) if options.verbose else report


def _options(line: str) -> argparse.Namespace:
    """Return what a magic's line says."""
    parser = _Parser(prog="%%check", add_help=False, exit_on_error=True)
    parser.add_argument("exercise")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--kit", type=Path)
    parser.add_argument("--language", default="")
    parser.add_argument("--isolation", choices=("strict", "default", "none"), default="default")
    try:
        words = shlex.split(line)
    except ValueError:
        raise UsageError(sentence("A quotation mark is not closed in “{line}”.", line=line.strip())) from None
    options = parser.parse_args(words)
    if options.seed is not None and not 0 <= options.seed <= MAX_SEED:
        raise UsageError(sentence("--seed is a whole number from 0 to 2**63 - 1."))
    return options
