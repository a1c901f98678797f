"""Looks at everything that a verdict depends on, and says what does not fit and what to do about it."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from grader import __version__
from grader.errors import GraderError, KitError
from grader.installation import PROJECT, install_line
from grader.kit import find_kit
from grader.progress import read_progress, read_schedule, state_folder
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OLDEST_PYTHON = (3, 11)
_MOST_FAULTS = 3


class Condition(StrEnum):
    """How something was found."""

    GOOD = "good"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    name : str
        What it is, in a word or two.
    condition : Condition
        A note is worth knowing and needs nothing; a fault keeps something from working.
    detail : str
        How it was found.
    remedy : str
        What to do; empty if nothing has to be done.
    """

    name: str
    condition: Condition
    detail: str
    remedy: str = ""


def examine(kit: Path | None) -> Iterator[Finding]:
    """Yield what is found, one thing after another; a thing that cannot be looked at is a fault of its own.

    Parameters
    ----------
    kit : Path or None
        What `--kit` named.
    """
    looks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("grader", _grader),
        ("python", _python),
        ("packages", _packages),
        ("isolation", _isolation),
        ("kit", lambda: _kit(kit)),
        ("workspace", lambda: _workspace(kit)),
        ("cache", _cache),
        ("progress", lambda: _progress(kit)),
        ("terminal", _terminal),
    )
    for name, look in looks:
        try:
            yield look()
        except (GraderError, OSError, RuntimeError) as error:
            detail = " ".join(str(error).split()) or type(error).__name__
            yield Finding(name, Condition.FAULT, f"could not be looked at: {detail}")
    yield from _extras()


def _grader() -> Finding:
    where = Path(__file__).resolve().parent
    return Finding("grader", Condition.GOOD, f"{__version__} in {where}")


def _python() -> Finding:
    detail = f"{platform.python_version()} ({platform.system()} {platform.release()}, {platform.machine()})"
    if sys.version_info[:2] < _OLDEST_PYTHON:
        return Finding("python", Condition.FAULT, detail, "Install the grader with Python 3.11 or newer.")
    return Finding("python", Condition.GOOD, detail)


def _packages() -> Finding:
    """Look for what the grader cannot do without, by the installed project's own list."""
    required = [name for name, extra in _requirements() if not extra]
    if not required:
        detail = "the installed project's list of packages is not there"
        return Finding("packages", Condition.NOTE, detail, "Reinstall if something is missing.")
    found, missing = _versions(required)
    if missing:
        detail = f"not installed: {', '.join(missing)}"
        return Finding("packages", Condition.FAULT, detail, f"Install {PROJECT} again.")
    return Finding("packages", Condition.GOOD, ", ".join(found))


def _requirements() -> list[tuple[str, str]]:
    """Return each package that the project names, with the extra that it belongs to or nothing."""
    try:
        lines = metadata.requires(PROJECT) or []
    except metadata.PackageNotFoundError:
        return []
    pairs = []
    for line in lines:
        name = re.match(r"[\w.-]+", line)
        extra = re.search(r"""extra\s*==\s*["']([\w-]+)["']""", line)
        if name:
            pairs.append((name[0], extra[1] if extra else ""))
    return pairs


def _versions(names: list[str]) -> tuple[list[str], list[str]]:
    """Return the packages that are there, with their versions, and those that are not."""
    found, missing = [], []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    return found, missing


def _isolation() -> Finding:
    """Start the isolation process and have it try to get out."""
    from grader.sandbox import Sandbox

    with Sandbox() as sandbox:
        found = sandbox.isolation
    walls = ", ".join(found.mechanisms) or "limits"
    detail = f"tier {found.tier}: {walls}; {found.probe} attempts to get out refused"
    if found.tier == "A":
        return Finding("isolation", Condition.GOOD, detail)
    remedy = "Enough for your own files. To mark others', use Linux 5.13 or newer on x86_64 or aarch64."
    return Finding("isolation", Condition.NOTE, f"{detail}. Not tier A: {found.reason}", remedy)


def _kit(path: Path | None) -> Finding:
    """Look for faults in the kit that would be used here."""
    try:
        kit = find_kit(path)
        faults = kit.faults()
    except KitError as error:
        faults = list(error.faults)
        detail = str(error)
    else:
        n_exercises = len(kit.stems)
        detail = f"{n_exercises} {'exercise' if n_exercises == 1 else 'exercises'} in {kit.root}"
        # A learner's half-finished file in a kit that is worked in is no fault of the kit.
        own = {shown(kit.own_file(stem)) for stem in kit.stems}
        faults = [fault for fault in faults if fault.path not in own]
    if not faults:
        return Finding("kit", Condition.GOOD, detail)
    shown_faults = "; ".join(str(fault) for fault in faults[:_MOST_FAULTS])
    return Finding("kit", Condition.FAULT, shown_faults, "“grader validate” lists all faults.")


def _workspace(path: Path | None) -> Finding:
    """Say where the learner's files are."""
    kit = find_kit(path)
    if kit.workspace is None:
        remedy = "“grader start” lays one out; inside it, exercises are found by their name."
        return Finding("workspace", Condition.NOTE, "this folder is in none", remedy)
    missing = [kit.own_file(stem).name for stem in kit.stems if not kit.own_file(stem).is_file()]
    if missing:
        detail = f"{kit.workspace} lacks {', '.join(missing[:_MOST_FAULTS])}"
        detail += ", …" if len(missing) > _MOST_FAULTS else ""
        remedy = f"“grader start {kit.workspace}” adds what is missing."
        return Finding("workspace", Condition.FAULT, detail, remedy)
    return Finding("workspace", Condition.GOOD, str(kit.workspace.absolute()))


def _cache() -> Finding:
    from grader.maths.cache import cache_folder

    remedy = "Verdicts take longer without it. Make it writable, or name another folder in GRADER_CACHE."
    return _folder("cache", cache_folder(), remedy)


def _progress(path: Path | None) -> Finding:
    """Look whether progress can be read and kept."""
    remedy = "Verdicts are the same without it. Make it writable, or name another folder in GRADER_STATE."
    finding = _folder("progress", state_folder(), remedy)
    kit_id = find_kit(path).id
    warning = read_progress(kit_id).warning or read_schedule(kit_id, {})[1]
    if warning and finding.condition is Condition.GOOD:
        return Finding(
            "progress", Condition.FAULT, warning, "What is recorded next sets a broken file aside."
        )
    return finding


def _folder(name: str, folder: Path, remedy: str) -> Finding:
    """Try to write into a folder, which is made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Finding(name, Condition.FAULT, f"{folder} cannot be written: {reason}", remedy)
    return Finding(name, Condition.GOOD, str(folder))


def _terminal() -> Finding:
    """Say what is known of the terminal."""
    encoding = (sys.stdout.encoding or "ascii") if sys.stdout else "none"
    try:
        "α∂Σ".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        remedy = "Formulas are written in ASCII. A UTF-8 locale, or PYTHONUTF8=1, shows them as they are."
        return Finding("terminal", Condition.NOTE, f"the encoding is {encoding}", remedy)
    colours = "no colours (NO_COLOR)" if os.environ.get("NO_COLOR") else "colours where it is a terminal"
    return Finding("terminal", Condition.GOOD, f"{encoding}, {colours}")


def _extras() -> Iterator[Finding]:
    """Say of each optional part of the project whether its packages are there."""
    extras: dict[str, list[str]] = {}
    for name, extra in _requirements():
        if extra and extra not in ("docs", "test"):  # for those who work on the grader itself
            extras.setdefault(extra, []).append(name)
    for extra, names in sorted(extras.items()):
        found, missing = _versions(names)
        if missing:
            detail = f"not installed: {', '.join(missing)}"
            remedy = f"Only if you want it: {install_line(extra)}"
            yield Finding(f"extra {extra}", Condition.NOTE, detail, remedy)
        else:
            yield Finding(f"extra {extra}", Condition.GOOD, ", ".join(found))
