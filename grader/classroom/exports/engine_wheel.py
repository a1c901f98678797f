"""Packs the engine that is running as a wheel, so that it can be installed where no registry has it."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import metadata
from pathlib import Path

import grader
from grader.errors import UsageError
from grader.zips import packed

DISTRIBUTION = "gradient-descent-grader"
_ENTRY_POINTS = """\
[console_scripts]
grader = grader.__main__:command

[pytest11]
grader = grader.judge.pytest_plugin
"""
_LEFT_OUT = {"__pycache__", "shipped_kit"}


def engine_wheel() -> tuple[str, bytes]:
    """Return the wheel's file name and its bytes; the kit that ships with the engine is left out."""
    package = Path(grader.__file__).resolve().parent
    stem = f"{DISTRIBUTION.replace('-', '_')}-{grader.__version__}"
    files = {
        f"grader/{path.relative_to(package).as_posix()}": path.read_bytes()
        for path in sorted(package.rglob("*"))
        if path.is_file() and not _LEFT_OUT.intersection(path.parts) and not path.name.startswith(".")
    }
    about = f"{stem}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {DISTRIBUTION}", f"Version: {grader.__version__}"]
    lines += ["Requires-Python: >=3.11", *(f"Requires-Dist: {needed}" for needed in requirements())]
    files[f"{about}/METADATA"] = ("\n".join(lines) + "\n").encode()
    files[f"{about}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: grader\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{about}/entry_points.txt"] = _ENTRY_POINTS.encode()
    record = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in sorted(files.items())]
    files[f"{about}/RECORD"] = "\n".join([*record, f"{about}/RECORD,,", ""]).encode()
    return f"{stem}-py3-none-any.whl", packed(files)


def requirements() -> list[str]:
    """Return what the engine itself needs, as the installed package states it."""
    try:
        stated = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        raise UsageError(
            f"{DISTRIBUTION} runs here without being installed, so that its requirements are not known; "
            "install it first: pip install -e ."
        ) from None
    return [needed for needed in stated if "extra ==" not in needed]


def constraints() -> str:
    """Return the versions of all that the engine needs, as they are here, for pip."""
    found: dict[str, str] = {}
    waiting = requirements()
    while waiting:
        needed = waiting.pop()
        match = re.match(r"[A-Za-z0-9._-]+", needed)
        name = re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""
        if not match or name in found:
            continue
        try:
            installed = metadata.distribution(match[0])
        except metadata.PackageNotFoundError:
            continue  # needed on another system, or by an older Python
        found[name] = f"{match[0]}=={installed.version.partition('+')[0]}"
        waiting += [more for more in installed.requires or [] if "extra ==" not in more]
    return "".join(f"{line}\n" for line in sorted(found.values(), key=str.lower))


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
