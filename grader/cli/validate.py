"""`grader validate`: every fault of a kit, from missing files to mistakes that its suites do not see."""

from __future__ import annotations

import json
import math
import sys
import time
from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, complete_exercise, json_option, kit_option
from grader.cli.output import Style, write_out
from grader.errors import ExitCode, Fault, KitError
from grader.kit import find_kit
from grader.machine import n_cores

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from grader.authoring import Result, Summary, Task
    from grader.kit import Kit

SCHEMA = "grader/validate/1"
_RED, _GREEN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"

EXAMPLES = """\b
Examples:
  grader validate
  grader validate ex03 --matrix
  grader validate --mutants --jobs 2"""


@click.command(epilog=EXAMPLES)
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...", shell_complete=complete_exercise)
@click.option("--matrix", is_flag=True, help="Show which probe tells each two mistakes apart.")
@click.option("--mutants", is_flag=True, help="Test the suites on small changes to the references instead.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; one for each core.")
@json_option
@kit_option
@color_option
@click.pass_obj
def validate(
    group_kit: Path | None,
    exercises: tuple[str, ...],
    matrix: bool,
    mutants: bool,
    jobs: int | None,
    as_json: bool,
    kit: Path | None,
    no_color: bool,
) -> int:
    """Prove a kit, or the exercises that are named; list every fault with file and line.

    EXERCISE is ex03, 3, 03 or the full name of its folder. Files with faults are told at once and nothing
    is run (exit code 2). Then each exercise is run: its stub must fail, its reference must pass, and every
    misconception, made into a wrong submission, must be failed and named as itself (exit code 1 if not).
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = find_kit(kit or group_kit)
    stems = list(dict.fromkeys(found.resolve(name) for name in exercises))
    began = time.monotonic()
    faults = _static_faults(found, stems)
    summaries: list[Summary] = []
    code = ExitCode.USAGE if faults else ExitCode.ALL_POINTS
    if not faults:
        summaries = _examined(found, stems or found.stems, jobs or n_cores(), mutants=mutants)
        faults = [fault for summary in summaries for fault in summary.faults]
        code = ExitCode.NOT_ALL_POINTS if faults else ExitCode.ALL_POINTS
    if as_json:
        write_out(_as_json(found, faults, summaries, ascii_only=not style.unicode), color=False)
        return code
    lines = [line for summary in summaries for line in summary.matrix] if matrix else []
    lines += [_score(summary) for summary in summaries] if mutants else []
    lines += [_colored(str(fault), _RED, style) for fault in faults]
    if code is not ExitCode.USAGE:
        lines.append(_last_line(summaries, time.monotonic() - began, style, mutants=mutants))
    write_out("".join(f"{line}\n" for line in lines), color=style.color)
    return code


def _static_faults(kit: Kit, stems: Sequence[str]) -> list[Fault]:
    """Return what can be seen without running anything."""
    if not stems:
        return _sorted(kit.faults())
    faults: list[Fault] = []
    for stem in stems:
        try:
            kit.exercise(stem)
        except KitError as error:
            faults += error.faults
    return _sorted(faults)


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.path, fault.line))


def _examined(kit: Kit, stems: Sequence[str], jobs: int, *, mutants: bool) -> list[Summary]:
    """Have the exercises examined in processes of their own."""
    from grader.authoring import examine, examine_mutants, share, summarised, tasks_for

    tasks = tasks_for(kit, stems, jobs, mutants=mutants)
    progress = _Progress(tasks)
    results: list[Result] = []

    def done(result: Result) -> None:
        results.append(result)
        progress.done(result)

    try:
        share(examine_mutants if mutants else examine, tasks, jobs, done, progress.at)
    finally:
        progress.end()
    return summarised(sorted(results, key=lambda result: (result.task.stem, result.task.part)))


class _Progress:
    """Tells on standard error how far the work is: one line that changes, or one for each exercise."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.parts = {task.stem: 0 for task in tasks}
        for task in tasks:
            self.parts[task.stem] += 1
        self.finished: dict[str, list[Result]] = {stem: [] for stem in self.parts}
        self.now: dict[Task, tuple[int, int]] = {}
        self.is_live = sys.stderr.isatty()

    def at(self, task: Task, done: int, of: int) -> None:
        """Note how far a task is."""
        self.now[task] = (done, of)
        self._show()

    def done(self, result: Result) -> None:
        """Note that a task is done; with its exercise's last one, tell what was found."""
        stem = result.task.stem
        self.now.pop(result.task, None)
        self.finished[stem].append(result)
        if len(self.finished[stem]) == self.parts[stem]:
            faults = {fault for one in self.finished[stem] for fault in one.faults}
            seconds = sum(one.seconds for one in self.finished[stem])
            self._clear()
            click.echo(f"{stem}: {_counted(len(faults), 'fault')}, {seconds:.1f} s of work", err=True)
        self._show()

    def _show(self) -> None:
        if not self.is_live:
            return
        whole = sum(len(results) == self.parts[stem] for stem, results in self.finished.items())
        running = ", ".join(f"{task.stem.partition('_')[0]} {at}/{of}" for task, (at, of) in self.now.items())
        self._clear()
        click.echo(f"{whole} of {len(self.parts)} exercises; {running}"[:78], err=True, nl=False)

    def _clear(self) -> None:
        if self.is_live:
            click.echo("\r\x1b[K", err=True, nl=False, color=True)

    def end(self) -> None:
        """Leave the terminal as it was."""
        self._clear()


def _score(summary: Summary) -> str:
    """Return the line about one suite's mutation score."""
    seen = f"{summary.killed} of {summary.judged - summary.equivalent} mutants seen"
    equivalent = f", {summary.equivalent} the same as the reference" if summary.equivalent else ""
    # Rounded down: 100 % is said of nothing less.
    return f"{summary.stem}: {math.floor(summary.mutation_score * 1000) / 10:g} % ({seen}{equivalent})"


def _last_line(summaries: Sequence[Summary], seconds: float, style: Style, *, mutants: bool) -> str:
    """Return what was looked at and what was found."""
    faults = sum(len(summary.faults) for summary in summaries)
    judged = sum(summary.judged for summary in summaries)
    details = f"{judged} {'mutants' if mutants else 'wrong submissions'}"
    functions = sum(len(summary.functions) for summary in summaries)
    if functions:
        proved = sum(len(summary.proved) for summary in summaries)
        details += f", {proved} of {functions} functions proved"
    text = f"{_counted(len(summaries), 'exercise')}, {_counted(faults, 'fault')} ({details}, {seconds:.0f} s)"
    return _colored(text, _RED if faults else _GREEN, style)


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun if number == 1 else noun + 's'}"


def _colored(text: str, color: str, style: Style) -> str:
    return f"{color}{text}{_PLAIN}" if style.color else text


def _as_json(kit: Kit, faults: Sequence[Fault], summaries: Sequence[Summary], *, ascii_only: bool) -> str:
    """Return everything that was found as one object."""
    data = {
        "schema": SCHEMA,
        "kit": str(kit.root),
        "faults": [_fault(fault) for fault in faults],
        "exercises": [
            {
                "exercise": summary.stem,
                "faults": [_fault(fault) for fault in summary.faults],
                "seconds": round(summary.seconds, 1),
                "judged": summary.judged,
                "functions": list(summary.functions),
                "proved": list(summary.proved),
                "pairs": summary.pairs,
                "matrix": list(summary.matrix),
                "killed": summary.killed,
                "equivalent": summary.equivalent,
            }
            for summary in summaries
        ],
    }
    return json.dumps(data, ensure_ascii=ascii_only, indent=2) + "\n"


def _fault(fault: Fault) -> dict[str, str | int]:
    return {"path": fault.path, "line": fault.line, "message": fault.message}
