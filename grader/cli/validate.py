"""`grader validate`: every fault of a kit, with file, line and what to do."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.output import write_out
from grader.errors import ExitCode, Fault, KitError
from grader.kit import find_kit


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--kit", type=click.Path(path_type=Path), help="Folder with exercises/ and solutions/.")
@click.pass_obj
def validate(group_kit: Path | None, exercises: tuple[str, ...], kit: Path | None) -> int:
    """Look for faults in a kit, or in the exercises that are named.

    EXERCISE is ex03, 3, 03 or the full name of its folder.
    """
    found = find_kit(kit or group_kit)
    faults: list[Fault] = []
    stems = dict.fromkeys(found.resolve(name) for name in exercises)
    if stems:
        for stem in stems:
            try:
                found.exercise(stem)
            except KitError as error:
                faults += error.faults
    else:
        faults = found.faults()
    faults = list(dict.fromkeys(faults))
    if faults:
        faults.sort(key=lambda fault: (fault.path, fault.line))
        write_out("".join(f"{fault}\n" for fault in faults), color=False)
        return ExitCode.USAGE
    n_exercises = len(stems) or len(found.stems)
    noun = "exercise" if n_exercises == 1 else "exercises"
    write_out(f"{n_exercises} {noun}, no faults\n", color=False)
    return ExitCode.ALL_POINTS
