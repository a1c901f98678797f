"""`grader validate`: every fault of a kit, with file, line and what to do."""

from __future__ import annotations

from pathlib import Path

import click

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
    for fault in sorted(faults, key=lambda fault: (fault.path, fault.line)):
        click.echo(str(fault))
    if faults:
        return ExitCode.USAGE
    n_exercises = len(stems) or len(found.stems)
    click.echo(f"{n_exercises} {'exercise' if n_exercises == 1 else 'exercises'}, no faults")
    return ExitCode.ALL_POINTS
