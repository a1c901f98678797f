"""Puts the kit into a wheel; an editable install uses the one beside the package and needs no copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

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
