"""Puts the kit into a wheel, and README into what a package index shows.

An editable install uses the kit beside the package and needs no copy.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

PARTS = ("exercises", "solutions", "quizzes")


class KitHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds exercises, solutions and quizzes under `grader/shipped_kit`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to include, unless the install is an editable one."""
        if version == "editable":
            return
        for part in PARTS:
            for file in sorted((Path(self.root) / part).rglob("*")):
                place = file.relative_to(self.root)
                # What tools leave behind is none of the kit: caches, drafts of editors.
                is_left_behind = "__pycache__" in place.parts or any(name[0] == "." for name in place.parts)
                if file.is_file() and not is_left_behind:
                    build_data["force_include"][str(file)] = f"grader/shipped_kit/{place.as_posix()}"


class ReadmeHook(MetadataHookInterface):
    """Makes the long description: README, whose links and pictures lead nowhere on an index."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the recorded verdict in as text, and the names of the pages instead of links to them."""
        root = Path(self.root)
        verdict = (root / "docs" / "recorded" / "verdict.txt").read_text(encoding="utf-8")
        text = (root / "README.md").read_text(encoding="utf-8")
        text = re.sub(r"<picture>.*?</picture>", lambda _: f"```text\n{verdict}```", text, flags=re.DOTALL)
        text = re.sub(r"\[([^\]]+)\]\((?!\w+:)[^)]*\)", r"\1", text)
        text += "\nThe pages and files that are named here are in the source distribution.\n"
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
