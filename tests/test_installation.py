"""An extra is brought to where the grader is, by what brought the grader."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from grader.installation import PROJECT, install_line


@pytest.mark.parametrize(
    ("left_behind", "line"),
    [
        ("pipx_metadata.json", "pipx install --force 'gradient-descent-grader[plot]'"),
        ("uv-receipt.toml", "uv tool install 'gradient-descent-grader[plot]'"),
        ("pyvenv.cfg", "pip install 'gradient-descent-grader[plot]'"),
    ],
)
def test_install_line(left_behind: str, line: str, tmp_path: Path) -> None:
    """Of pipx and uv, which keep an environment of their own, it is their own command."""
    (tmp_path / left_behind).touch()

    assert line == install_line("plot", str(tmp_path))


def test_project() -> None:
    """The name is the one that is published."""
    root = Path(__file__).resolve().parent.parent

    assert PROJECT == tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
