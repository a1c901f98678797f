"""Pages made from the kit: its exercises, and the mistakes that can be named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from building.commands import escaped
from grader.cli.misconceptions import applications_in
from grader.kit import find_kit
from grader.maths.misconceptions import GROUPS

if TYPE_CHECKING:
    from grader.exercise import Exercise, Function

ROOT = Path(__file__).resolve().parents[2]


def exercises() -> str:
    """Return the overview of the exercises as Markdown."""
    chosen = find_kit(ROOT).exercises()
    rows = ["| | exercise | what is learned |", "| --- | --- | --- |"]
    rows += [f"| {one.short} | [{one.title}](#{one.short}) | {escaped(one.summary)} |" for one in chosen]
    return "\n\n".join(["\n".join(rows), *(_about_exercise(one) for one in chosen)])


def _about_exercise(exercise: Exercise) -> str:
    """Return what an exercise asks for."""
    functions = "\n".join(_signature(function) for function in exercise.functions)
    concepts = ", ".join(f"`{name}`" for name in exercise.concepts)
    return "\n\n".join(
        [
            f"({exercise.short})=\n## {exercise.short}: {exercise.title}",
            escaped(exercise.summary),
            f"```text\n{functions}\n```",
            f"Concepts: {concepts}. The task is in `exercises/{exercise.stem}/README.md`.",
        ]
    )


def _signature(function: Function) -> str:
    """Return a function's first line, as a learner finds it."""
    arguments = [
        f"{name}={function.defaults[name]:g}" if name in function.defaults else name
        for name in function.arguments
    ]
    return f"{function.name}({', '.join(arguments)})"


def misconceptions() -> str:
    """Return the catalogue of misconceptions as Markdown, with the exercises where each can be met."""
    met: dict[str, list[str]] = {}
    for exercise in find_kit(ROOT).exercises():
        for name, there in applications_in(exercise).items():
            if there:
                met.setdefault(name, []).append(f"[{exercise.short}](exercises.md#{exercise.short})")
    parts = []
    for group, members in GROUPS.items():
        parts.append(f"## {group.capitalize()}")
        for one in members.values():
            where = ", ".join(met.get(one.id, ())) or "no exercise of this kit"
            parts += [
                f"### {one.id}",
                f"*{escaped(one.title)}.* {escaped(one.message)}",
                f"The question that leads on: {escaped(one.question)}",
                f"Can be met in {where}. Its concept is `{one.concept}`.",
            ]
    return "\n\n".join(parts)
