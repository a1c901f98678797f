"""`grader release`: the learner's half of a kit, scanned for anything that has to stay hidden."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import json_option, kit_option
from grader.cli.output import write_json, write_out, write_whole
from grader.errors import ExitCode, UsageError
from grader.kit import find_kit

if TYPE_CHECKING:
    from grader.kit import Kit

SCHEMA = "grader/release/1"

EPILOG = """\b
Examples:
  grader release handout
  grader release week3 --kit my_kit --zip
  grader release handout --with-pages --no-keys

\b
Exit codes:
  0    done
  1    a line of the hidden half was found; nothing was written
  2    wrong usage, or a broken kit
  3    our own fault"""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--zip", "as_zip", is_flag=True, help="Write DIR.zip; the same kit gives the same bytes.")
@click.option("--with-pages", is_flag=True, help="Add the pages that show nothing of a solution.")
@click.option("--no-keys", is_flag=True, help="Leave out of pages what is right, and all feedback.")
@click.option(
    "--hints",
    "n_hints",
    type=click.IntRange(0, 2),
    default=0,
    help="So many of each exercise's hints go along; never the last, which is nearly the answer. Default: 0.",
)
@json_option
@kit_option
@click.pass_obj
def release(
    group_kit: Path | None,
    folder: Path,
    as_zip: bool,
    with_pages: bool,
    no_keys: bool,
    n_hints: int,
    as_json: bool,
    kit: Path | None,
) -> int:
    """Write the learner's half of a kit to DIR: exercises, a README, settings for editors.

    What is written is searched for lines of references, suites, problems and hints, also inside pages and
    zips. One that is found ends it: file and line are named, and nothing is written.
    """
    from grader.classroom.exports.packing import new_folder, write_files
    from grader.classroom.exports.release import pages_to_release, release_files
    from grader.zips import packed

    if no_keys and not with_pages:
        raise UsageError("--no-keys is about pages; give --with-pages too, or leave it out.")
    chosen = find_kit(kit or group_kit)
    if not chosen.stems:
        raise UsageError(f"The kit at {chosen.root} has no exercises.")
    files = release_files(chosen, n_hints=n_hints)
    left_out: list[str] = []
    if with_pages:
        pages, left_out = pages_to_release(chosen, _pages(chosen, has_keys=not no_keys), n_hints=n_hints)
        files |= pages
    if as_zip:
        target = folder if folder.suffix == ".zip" else folder.with_name(f"{folder.name}.zip")
        write_whole(target, packed(files, is_compressed=False), what="release")
    else:
        target = folder
        with new_folder(folder) as draft:
            write_files(draft, files.items())
    if as_json:
        said = {"release": str(target), "files": sorted(files), "left_out": left_out}
        write_json({"schema": SCHEMA, **said})
        return ExitCode.ALL_POINTS
    write_out(f"{target}: {len(files)} files, and no line of the hidden half in them.\n", color=False)
    if left_out:
        text = f"{len(left_out)} pages show lines of a solution and were left out, such as {left_out[0]}."
        write_out(f"{text}\n“grader quiz build” makes all of them, for after the deadline.\n", color=False)
    return ExitCode.ALL_POINTS


def _pages(kit: Kit, *, has_keys: bool) -> dict[str, bytes]:
    """Return the kit's pages, built anew."""
    import tempfile

    from grader.quiz.course import read_course
    from grader.quiz.site import Options, build_site

    if not kit.has_concepts:
        raise UsageError(f"The kit at {kit.root} has no concepts to make pages of; leave out --with-pages.")
    with tempfile.TemporaryDirectory() as folder:
        built = build_site(read_course(kit), Path(folder), Options(keys=has_keys))
        return {name: (Path(folder) / name).read_bytes() for name in sorted(built.written)}
