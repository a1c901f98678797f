"""How this grader was installed, and the line that installs an extra of it in the same way."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = "gradient-descent-grader"


def install_line(extra: str, prefix: str = sys.prefix) -> str:
    """Return the command that brings an extra to where the grader is.

    A pip elsewhere would install it where nobody looks for it: pipx and uv keep an environment of their own.

    Parameters
    ----------
    extra : str
        Such as `plot`.
    prefix : str
        The folder of the environment that the grader runs in.
    """
    whole = f"'{PROJECT}[{extra}]'"
    if (Path(prefix) / "pipx_metadata.json").is_file():
        return f"pipx install --force {whole}"
    if (Path(prefix) / "uv-receipt.toml").is_file():
        return f"uv tool install {whole}"
    return f"pip install {whole}"
