"""What can be seen in an exercise's texts: hints that ask before they tell, formulas that are whole."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from grader.authoring.case import fault_in, line_of
from grader.authoring.wrong import candidates_of
from grader.maths.misconceptions import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.authoring.case import Case
    from grader.errors import Fault

#: A line of code shorter than this, such as `return w`, tells nobody anything.
_SHORTEST_LINE = 10
_CODE = re.compile(r"```.*?```|^(?: {4}|\t).*?$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_MATHS = re.compile(r"(?<!\\)\$\$(.*?)(?<!\\)\$\$|(?<!\\)\$(.*?)(?<!\\)\$", re.DOTALL)
_EXAMPLE = re.compile(r"^#+\s.*\b(by hand|example)\b", re.IGNORECASE | re.MULTILINE)
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+\*?)\}")


def hint_faults(case: Case) -> Iterator[Fault]:
    """Yield hints that do not ask first, say the same again, or hold a line of the reference."""
    exercise = case.exercise
    hints = exercise.hints

    def fault(place: int, message: str) -> Fault:
        words = " ".join(hints[place].split())[:20]
        return fault_in(exercise.toml, message, line_of(exercise.toml, words))

    if not hints[0].rstrip().endswith("?"):
        yield fault(0, "the first hint ends with a question: it asks before the others tell")
    for place in range(1, len(hints)):
        if hints[place].strip() in (hint.strip() for hint in hints[:place]):
            yield fault(place, f"hint {place + 1} is an earlier one again")
    lines = _code_lines(exercise.reference.read_text(encoding="utf-8"))
    for place, hint in enumerate(hints):
        squeezed = _squeezed(hint)
        for line in lines:
            if _squeezed(line) in squeezed:
                yield fault(place, f"hint {place + 1} gives away a line of the solution: {line}")


def _code_lines(source: str) -> list[str]:
    """Return the statements of a file's functions that would give something away."""
    found: dict[str, None] = {}
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)) and node.value is not None:
                # What is assigned or returned gives as much away without the name it is given.
                parts = node.value.elts if isinstance(node.value, ast.Tuple) else []
                for line in map(ast.unparse, (node, node.value, *parts)):
                    if len(_squeezed(line)) >= _SHORTEST_LINE and re.search(r"[-+*/@(\[]", line):
                        found[line] = None
    return list(found)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("−", "-")


def readme_faults(case: Case) -> Iterator[Fault]:
    """Yield formulas of the task that are not whole, and the lack of a worked example."""
    path = case.exercise.readme
    text = path.read_text(encoding="utf-8")
    if not _EXAMPLE.search(text):
        yield fault_in(path, "the task has no worked example; add a section “By hand”")
    # What is code keeps its length, so that the lines are still those of the file.
    plain = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    start = 0
    for paragraph in re.split(r"(\n\s*\n)", plain):
        line = plain.count("\n", 0, start) + 1
        start += len(paragraph)
        rest = _MATHS.sub("", paragraph)
        if re.search(r"(?<!\\)\$", rest):
            yield fault_in(path, "a formula begins or ends without its other $ in this paragraph", line)
        for found in _MATHS.finditer(paragraph):
            message = _why_not_whole(found[1] if found[1] is not None else found[2])
            if message:
                within = line + paragraph.count("\n", 0, found.start())
                yield fault_in(path, f"{message}: {found[0]}", within)


def _why_not_whole(formula: str) -> str:
    """Return what is wrong with a formula in LaTeX, or nothing."""
    if not formula.strip():
        return "an empty formula"
    depth = 0
    for sign in re.sub(r"\\[{}]", "", formula):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            break
    if depth:
        return "a formula whose braces do not match"
    if len(re.findall(r"\\left(?![a-z])", formula)) != len(re.findall(r"\\right(?![a-z])", formula)):
        return "a formula whose \\left and \\right do not match"
    opened: list[str] = []
    for kind, name in _ENVIRONMENT.findall(formula):
        if kind == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            return "a formula whose \\begin and \\end do not match"
    return "a formula whose \\begin and \\end do not match" if opened else ""


def catalogue_faults(case: Case) -> Iterator[Fault]:
    """Yield the ids of misconceptions that the catalogue does not know."""
    exercise = case.exercise
    used: dict[str, None] = {rule.id: None for rule in case.derivation.rules if rule.id}
    for function in exercise.functions:
        for candidate in candidates_of(case.derivation, function):
            used.update(dict.fromkeys((*candidate.misconceptions, *candidate.equal)))
    for name in used:
        if name not in CATALOGUE:
            yield _unknown(case, name, in_procedures=False)
    for procedure in case.oracle.procedures.values():
        for name in procedure.wrong:
            if name not in CATALOGUE:
                yield _unknown(case, name, in_procedures=True)


def _unknown(case: Case, name: str, *, in_procedures: bool) -> Fault:
    path = case.exercise.procedures if in_procedures else case.exercise.problem
    return fault_in(path, f"the catalogue has no misconception {name}; add it", line_of(path, name))


def function_faults(case: Case) -> Iterator[Fault]:
    """Yield functions whose values nothing states, and stated ones that nobody declares."""
    exercise = case.exercise
    stated = case.derivation.functions
    procedures = case.oracle.procedures
    for kind, known, path in (
        ("formula", stated, exercise.problem),
        ("procedure", procedures, exercise.procedures),
    ):
        declared = {function.name for function in exercise.functions if function.computes == kind}
        for name in sorted(declared - set(known)):
            yield fault_in(exercise.toml, f"{name} is a {kind} that {path.name} does not state")
        for name in sorted(set(known) - declared - _used_in(exercise.procedures)):
            message = f"{name} is stated here, and exercise.toml declares no {kind} of this name"
            yield fault_in(path, message, line_of(path, name))


def _used_in(procedures: Path) -> set[str]:
    """Return the texts that `procedures.py` holds: a formula named there, such as a Hessian, has a reader."""
    if not procedures.is_file():
        return set()
    nodes = ast.walk(ast.parse(procedures.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def concept_faults(case: Case) -> Iterator[Fault]:
    """Yield concepts that a kit with quizzes has no page about."""
    folder = case.kit.root / "quizzes"
    known = {path.stem for path in folder.glob("*.toml")} if folder.is_dir() else set()
    if not known:
        return
    for concept in case.exercise.concepts:
        if concept not in known:
            message = f"the kit has no concept {concept}; add quizzes/{concept}.toml"
            yield fault_in(case.exercise.toml, message, line_of(case.exercise.toml, "concepts"))
