"""Reads a concept's file: its shape by pydantic, each fault with the line that it is about."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, near_names
from grader.quiz.lines import Lines
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic import BaseModel, ValidationError

    from grader.quiz.lines import Key
    from grader.quiz.source import Concept

_LINE_OF_ERROR = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
#: What a message quotes from a text stands in one of the text's lines.
_PIECE = re.compile(r"“([^“”\n]{2,})”|the figure (\S+) is typed")
#: Nobody writes a concept of this size by hand.
MAX_BYTES = 2_000_000
#: Texts that nothing else depends on.
REMARKS = ("feedback", "right", "other")


@dataclass(frozen=True)
class ConceptFile:
    """One file, what it states, and where each part of it stands.

    Only the text stays in memory; what it states is read again when it is needed, so that a course of
    a thousand concepts takes little more than one of ten.

    Attributes
    ----------
    id : str
        The file's name without `.toml`.
    title, order : str and int
        Of the concept; empty and 10⁶ if the file has not the shape of one.
    faults : tuple of Fault
        What is wrong with the shape.
    """

    id: str
    path: Path
    text: str
    title: str = ""
    order: int = 10**6
    faults: tuple[Fault, ...] = ()

    @property
    def concept(self) -> Concept | None:
        """What the file states; None if it has not the shape of a concept."""
        return _shaped(self.path, self.text)[0] if self.text and not self.faults else None

    @property
    def nearly(self) -> Concept | None:
        """What the file would state if it lacked no remark, so that what else is wrong is told at once."""
        return _nearly(self.text) if self.text else None

    @property
    def lines(self) -> Lines:
        """Where each key stands."""
        return _lines(self.text)

    def fault(self, message: str, where: Sequence[Key], about: str = "") -> Fault:
        """Return a fault at a key: `file:line: id: field: message`."""
        # The row of a table as a whole, such as an item, needs no key beside its id.
        row = len(where) == 2 and isinstance(where[1], int)
        field = "" if row else next((str(key) for key in reversed(where) if isinstance(key, str)), "")
        start = "".join(f"{part}: " for part in (about, field) if part)
        piece = _PIECE.search(message)
        line = self.lines.find_piece(where, piece[1] or piece[2]) if piece else self.lines.find(where)
        return Fault(shown(self.path), line, f"{start}{message}")


def read_concept(path: Path) -> ConceptFile:
    """Read one file as far as it can be read."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8") if len(raw) <= MAX_BYTES else ""
        reason = "" if text or not raw else f"larger than {MAX_BYTES} bytes; split it"
    except UnicodeDecodeError:
        text, reason = "", "not UTF-8; save the file as UTF-8"
    except OSError as error:
        text, reason = "", f"cannot be read: {error.strerror}"
    if reason:
        return ConceptFile(path.stem, path, "", faults=(Fault(shown(path), 1, reason),))
    concept, faults = _shaped(path, text)
    if concept is None:
        return ConceptFile(path.stem, path, text, faults=faults)
    return ConceptFile(path.stem, path, text, concept.title, concept.order)


@lru_cache(maxsize=16)
def _lines(text: str) -> Lines:
    return Lines(text)


@lru_cache(maxsize=16)
def _shaped(path: Path, text: str) -> tuple[Concept | None, tuple[Fault, ...]]:
    """Return what a text states, or all that keeps it from stating a concept."""
    from pydantic import ValidationError

    from grader.quiz.source import Concept

    try:
        data = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, (_syntax_fault(path, text, error),)
    try:
        return Concept.model_validate(data), ()
    except ValidationError as error:
        file = ConceptFile(path.stem, path, text)
        return None, tuple(_shape_faults(file, data, error))


def _nearly(text: str) -> Concept | None:
    from pydantic import ValidationError

    from grader.quiz.source import Concept

    try:
        data = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    try:
        return Concept.model_validate(data)
    except ValidationError as error:
        places = [(part["type"], _path_in(data, part["loc"])) for part in error.errors(include_url=False)]
    for kind, where in places:
        if kind == "too_short":
            continue  # of a list with such a gap in it; one that is too short stays a fault below
        holder = _at(data, where[:-1])
        if kind != "missing" or where[-1] not in REMARKS or not isinstance(holder, dict):
            return None
        holder[where[-1]] = "…"
    try:
        return Concept.model_validate(data)
    except ValidationError:
        return None


def _syntax_fault(path: Path, text: str, error: Exception) -> Fault:
    """Turn what tomllib says into a fault with its line; add what is the usual reason."""
    message = str(error)
    match = _LINE_OF_ERROR.search(message)
    line = int(match[1]) if match and match[1] else max(1, len(text.splitlines()))
    reason = _LINE_OF_ERROR.sub("", message).strip().rstrip(".")
    hint = "; write texts with LaTeX in literal strings, '…' or '''…'''" if "escape" in reason.lower() else ""
    return Fault(shown(path), line, f"not valid TOML: {reason[:1].lower()}{reason[1:]}{hint}")


def _shape_faults(file: ConceptFile, data: dict[str, Any], error: ValidationError) -> list[Fault]:
    found: dict[tuple[Any, ...], Fault] = {}
    for part in error.errors(include_url=False):
        where = _path_in(data, part["loc"])
        if part["type"] == "too_short" and len(_at(data, where) or ()) >= part["ctx"]["min_length"]:
            continue  # there are enough of them, and what is wrong in one is said there
        message = _message(dict(part), data, where)
        found.setdefault((where, message), file.fault(message, where, _id_at(data, where)))
    return list(found.values())


def _path_in(data: Any, location: Sequence[Any]) -> tuple[Key, ...]:
    """Return the part of pydantic's location that is a path in the file: without the names of its types."""
    path: list[Key] = []
    at = data
    for place, key in enumerate(location):
        inside = isinstance(key, int) and key < len(at) if isinstance(at, list) else False
        if inside or (isinstance(at, dict) and key in at):
            at = at[key]
        elif place == len(location) - 1 and isinstance(key, str) and isinstance(at, dict):
            path.append(key)
            break
        else:
            continue
        path.append(key)
    return tuple(path)


def _at(data: Any, where: Sequence[Key]) -> Any:
    for key in where:
        data = data[key]
    return data


def _id_at(data: Any, where: Sequence[Key]) -> str:
    """Return the id of the item, card or the like that a path leads into."""
    if len(where) < 2 or not isinstance(where[1], int):
        return ""
    table = data[where[0]][where[1]]
    name = table.get("id") or table.get("name") if isinstance(table, dict) else None
    return str(name) if name else f"{where[0]} {where[1] + 1}"


def _message(part: dict[str, Any], data: Any, where: Sequence[Key]) -> str:
    kind, context = part["type"], part.get("ctx", {})
    if kind == "extra_forbidden":
        known = _known_fields(part["loc"])
        near = near_names(str(where[-1]) if where else "", known, limit=1)
        return f"unknown key; did you mean {near[0]}?" if near else "unknown key; remove it"
    if kind == "missing":
        return "is missing; add it"
    if kind == "union_tag_not_found":
        return "has no kind; add kind = 'single' or another one"
    if kind == "union_tag_invalid":
        near = near_names(
            str(context.get("tag")), str(context.get("expected_tags")).replace("'", "").split(", "), 1
        )
        hint = f"did you mean {near[0]}?" if near else f"there are {context.get('expected_tags')}"
        return f"unknown kind “{context.get('tag')}”; {hint}"
    if kind == "literal_error":
        return f"has to be one of {context.get('expected')}"
    if kind == "string_pattern_mismatch":
        return f"“{part['input']}” is no id: small letters, digits and hyphens, such as type-b"
    plain = {
        "string_type": "has to be a text",
        "int_parsing": "has to be a whole number",
        "int_type": "has to be a whole number",
        "int_from_float": "has to be a whole number",
        "bool_parsing": "has to be true or false",
        "bool_type": "has to be true or false",
        "dict_type": "has to be a table",
        "model_type": "has to be a table",
        "model_attributes_type": "has to be a table",
        "tuple_type": "has to be a list",
    }
    if kind in plain:
        return plain[kind]
    if kind == "string_too_short":
        return "is empty; write something"
    if kind == "too_short":
        return f"has {context.get('actual_length')}, and needs {context.get('min_length')} or more"
    if kind == "too_long":
        return f"has {context.get('actual_length')}, and may have {context.get('max_length')}"
    if kind == "value_error":
        return f"has to be {context.get('error', part['msg'])}"
    message = str(part["msg"])
    return message[:1].lower() + message[1:]


def _known_fields(location: Sequence[Any]) -> list[str]:
    """Return the keys that the table at pydantic's location may have."""
    from grader.quiz import source

    names: list[str] = []
    tables = {
        "items": (source.ChoiceItem, source.NumericItem, source.FormulaItem, source.OrderingItem,
                  source.MatchingItem, source.CodeItem, source.BlankItem),
        "options": (source.Option,), "expected": (source.Recognised,), "steps": (source.Step,),
        "pairs": (source.Pair,), "blanks": (source.Blank,), "cards": (source.Card,),
        "interview": (source.Interview,), "lesson": (source.Section,), "legend": (source.Symbol,),
        "figures": (source.Figure,), "labs": (source.Lab,), "values": (source.OracleCall,),
        "paths": (source.DrawnPath,), "notes": (source.Annotation,),
    }  # fmt: skip
    models: tuple[type[BaseModel], ...] = (source.Concept,)
    for key in location[:-1]:
        if key in tables:
            models = tables[key]
        elif key in ("single", "multiple"):
            models = (source.ChoiceItem,)
    for model in models:
        names += model.model_fields
    return names
