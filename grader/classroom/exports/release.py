"""The learner's half of a kit, to be handed out: exercises, a README, pages, and nothing that is hidden."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from grader.classroom.exports.secrets_of_kit import Secrets
from grader.errors import ExitCode, GraderError
from grader.kit import MARKER
from grader.workspace import files_of_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.classroom.exports.secrets_of_kit import Leak
    from grader.kit import Kit

_MOST_SHOWN = 20
_LINK = re.compile(r'(<a\b[^>]*?)\shref="([^"#?:]*)([#?][^"]*)?"')
_README = """\
# {title}

Exercises to be solved in this folder.

1. Read the task, such as `{first}/README.md`.
2. Fill in the functions in the Python file beside it. Loops and NumPy are equally welcome.
3. `python -m pytest {first}` runs the task's worked example.
4. Hand in the Python file.
"""


class LeakError(GraderError):
    """Something that is to be handed out has a line of the hidden half; nothing was written."""

    exit_code = ExitCode.NOT_ALL_POINTS

    def __init__(self, leaks: Sequence[Leak]) -> None:
        self.leaks = tuple(leaks)
        lines = [str(leak) for leak in leaks[:_MOST_SHOWN]]
        if len(leaks) > _MOST_SHOWN:
            lines.append(f"and {len(leaks) - _MOST_SHOWN} more lines")
        lines.append(
            "Nothing was written: these lines belong to the hidden half; take them out, then release again."
        )
        super().__init__("\n".join(lines))


def release_files(kit: Kit, *, n_hints: int = 0) -> dict[str, bytes]:
    """Return the learner's half of a kit: paths with slashes, and contents.

    Parameters
    ----------
    kit : Kit
        Whose; the exercises' files are those of the kit, not those of a workspace.
    n_hints : int
        So many of each exercise's hints go along.

    Raises
    ------
    LeakError
        A file holds a line of the hidden half; holds all that were found.
    KitError
        The kit is broken.
    """
    files = dict(files_of_workspace(kit))
    if kit.id != "shipped":
        # Without the suites nothing of a kit of one's own can be judged where learners work.
        del files[MARKER]
        title = kit.title or "Exercises"
        files["README.md"] = _README.format(title=title, first=f"exercises/{kit.stems[0]}").encode()
    for stem in kit.stems if n_hints else ():
        hints = kit.exercise(stem).hints[:n_hints]
        text = "".join(f"{place}. {hint}\n" for place, hint in enumerate(hints, start=1))
        files[f"exercises/{stem}/HINTS.md"] = f"# Hints\n\n{text}".encode()
    leaks = Secrets(kit, n_hints).leaks_in(files)
    if leaks:
        raise LeakError(leaks)
    return files


def pages_to_release(
    kit: Kit, pages: Mapping[str, bytes], *, n_hints: int = 0
) -> tuple[dict[str, bytes], list[str]]:
    """Return the pages that show nothing of a solution, and the paths of those that do.

    Lessons walk through references, and pages about mistakes show right code beside wrong code: they teach
    by what a release must not have. Links to them are taken out of the others.

    Parameters
    ----------
    kit : Kit
        Whose.
    pages : mapping of str to bytes
        As they were built.
    n_hints : int
        So many of each exercise's hints may be told.
    """
    left_out = sorted({leak.path for leak in Secrets(kit, n_hints).leaks_in(pages)})
    gone = {*left_out}
    kept = {name: _without_links(name, content, gone) for name, content in pages.items() if name not in gone}
    return {f"pages/{name}": content for name, content in kept.items()}, left_out


def _without_links(name: str, content: bytes, gone: set[str]) -> bytes:
    """Return a page in which nothing leads to pages that are not there."""
    folder = posixpath.dirname(name)

    def unlinked(match: re.Match[str]) -> str:
        is_gone = posixpath.normpath(posixpath.join(folder, match[2])) in gone
        return match[1] if is_gone else match[0]

    return _LINK.sub(unlinked, content.decode("utf-8")).encode() if gone else content
